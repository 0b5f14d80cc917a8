import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { type Actor, colleague, domainId, idOf, MOMENT, type Place, personId } from '../access/cast.ts'

/** Sessions that open, as whom, and those that open nothing at all. */
type Door = {
  readonly account?: { readonly closed?: boolean }
  readonly membership?: { readonly ended?: boolean; readonly of?: Place }
  readonly session?: { readonly over?: boolean; readonly idle?: boolean; readonly of?: Place }
  /** Confirmed strongly this many minutes ago, of an assurance. */
  readonly strong?: number
  readonly assurance?: number
  /** What it opens as; nothing where it is not said. */
  readonly opens?: { readonly of: Place; readonly assurance: number }
}

const AT_HOME = { of: 'home', assurance: 2 } as const

const DOORS: Readonly<Record<string, Door>> = {
  plain: { opens: AT_HOME },
  elsewhere: {
    membership: { of: 'elsewhere' },
    session: { of: 'elsewhere' },
    opens: { of: 'elsewhere', assurance: 2 },
  },
  closedAccount: { account: { closed: true } },
  endedMembership: { membership: { ended: true } },
  membershipOfAnother: { membership: { of: 'abroad' } },
  over: { session: { over: true } },
  idle: { session: { idle: true } },
  fresh: { strong: 4, opens: { of: 'home', assurance: 3 } },
  noLongerFresh: { strong: 6, opens: AT_HOME },
  weakAndFresh: { strong: 4, assurance: 1, opens: { of: 'home', assurance: 1 } },
}

const ago = (minutes: number) => `now() - interval '${minutes} minutes'`
const quoted = (value: string | null) => (value === null ? 'null' : `'${value}'`)

function rowsOf(name: string, { account, membership, session, strong, assurance }: Door): string {
  const id = quoted(idOf(`door account ${name}`))
  const member = quoted(idOf(`door membership ${name}`))
  const sha = createHash('sha256').update(`door ${name}`).digest('hex')
  return `
    insert into access.account (id, kind, sign_in_name, display_name, language, active)
      values (${id}, 'staff', 'door-${name.toLowerCase()}', 'door', 'sv', ${account?.closed !== true});
    insert into access.membership (id, domain_id, account_id, role, sees_protected, started_at, ended_at)
      values (${member}, ${quoted(domainId(membership?.of ?? 'home'))}, ${id}, 'coach', false, ${ago(999)},
              ${membership?.ended ? ago(1) : 'null'});
    insert into access.session (id, token_sha, account_id, domain_id, membership_id, purpose, method, assurance, created_at, strong_at, seen_at, expires_at)
      values (gen_random_uuid(), '\\x${sha}', ${id}, ${quoted(domainId(session?.of ?? 'home'))}, ${member}, 'web', 'demo', ${assurance ?? 2},
              ${ago(60)}, ${strong === undefined ? 'null' : ago(strong)}, ${ago(session?.idle ? 16 : 14)}, ${session?.over ? ago(1) : ago(-60)});`
}

/** The first door that opens otherwise than it should. As the owner of the database; leaves rows behind. */
export async function wrongDoor(client: Client): Promise<string | null> {
  const doors = Object.entries(DOORS)
  await client.query(doors.map(([name, door]) => rowsOf(name, door)).join('\n'))
  for (const [name, door] of [...doors, ['noSession', {}] as const]) {
    const opened = await openedAs(client, name)
    const expected = door.opens
      ? [domainId(door.opens.of), 'coach', idOf(`door membership ${name}`), `${door.opens.assurance}`].join(' ')
      : null
    if (opened !== expected) return `${name} opens ${opened === null ? 'nothing' : 'otherwise than it should'}`
  }
  return null
}

async function openedAs(client: Client, name: string): Promise<string | null> {
  await client.query('savepoint door')
  try {
    const { rows } = await client.query(
      'select domain_id, role, membership_id, assurance from access.begin($1, $2, null)',
      [`door ${name}`, MOMENT],
    )
    return Object.values(rows[0]).join(' ')
  } catch (error) {
    if ((error as { code?: string }).code !== '28000') throw error
    return null
  } finally {
    await client.query('rollback to savepoint door')
  }
}

/** A context is of one transaction of one backend, and made by nobody but the door. */
export async function wrongContext(client: Client, token: string): Promise<string | null> {
  await client.query('select from access.begin($1, $2, null)', [token, MOMENT])
  const { rows } = await client.query<{ context: string }>(`select current_setting('sedd.context') as context`)
  const parts = rows[0]?.context.split('|') ?? []
  const { rows: made } = await client.query<{ mac: string }>(`select encode(access.mac($1), 'hex') as mac`, [
    parts.slice(0, 14).join('|'),
  ])
  if (made[0]?.mac !== parts[14]) return 'the door seals otherwise'
  const changed = (index: number, value: string) => parts.with(index, value)
  const sealed = async (with14: readonly string[]) => {
    const { rows: mac } = await client.query<{ mac: string }>(`select encode(access.mac($1), 'hex') as mac`, [
      with14.slice(0, 14).join('|'),
    ])
    return [...with14.slice(0, 14), mac[0]?.mac ?? ''].join('|')
  }
  const forged = [
    changed(2, domainId('abroad')).join('|'),
    changed(14, '00'.repeat(32)).join('|'),
    await sealed(changed(5, '1')),
    await sealed(changed(6, '1.5')),
  ]
  for (const [index, context] of forged.entries()) {
    if ((await claimedFrom(client, context)) !== '28000') return `context ${index} is taken`
  }
  const strange = ['', parts.slice(1).join('|'), [...parts, 'more'].join('|')]
  for (const context of strange) if ((await claimedFrom(client, context)) !== null) return 'a strange context is taken'
  return null
}

/** What a context says of the domain, or the error that it meets. */
async function claimedFrom(client: Client, context: string): Promise<string | null> {
  await client.query('savepoint claiming')
  try {
    const { rows } = await client.query<{ domain: string | null }>(
      `select access.claim(3) as domain from set_config('sedd.context', $1, true)`,
      [context],
    )
    return rows[0]?.domain ?? null
  } catch (error) {
    return (error as { code?: string }).code ?? 'error'
  } finally {
    await client.query('rollback to savepoint claiming')
  }
}

/** Who says that a note or a contact is struck out, or that a next one is closed; and which of one person's is meant. */
export const SIGNED_AFTERWARDS: Readonly<Record<string, readonly [column: string, which: string]>> = {
  'public.note': ['struck_by', `topic = 'school' and struck_at is null`],
  'public.outreach_contact': ['struck_by', 'struck_at is null'],
  'public.outreach_next': ['closed_by', 'true'],
  'public.outreach_run': ['closed_by', 'true'],
  'public.outreach_step': ['closed_by', 'true'],
  'public.outreach_rest': ['closed_by', 'true'],
  'public.outreach_visit': ['closed_by', 'true'],
  'public.message_language': ['closed_by', 'true'],
  'public.message_stop': ['lifted_by', 'true'],
  'public.person_task': ['closed_by', 'true'],
  'public.task_mark': ['closed_by', 'true'],
  'public.checkin_plan': ['ended_by', 'true'],
  'public.support_period': ['closed_by', 'true'],
  'public.support_owner': ['closed_by', 'true'],
  'public.progress_reading': ['closed_by', 'true'],
  'public.support_exit': ['closed_by', 'true'],
  'public.transition_handover': ['ended_by', 'true'],
  'public.transition_arrival': ['closed_by', 'true'],
  'public.support_plan': ['closed_by', 'true'],
  'public.support_goal': ['closed_by', 'true'],
  'public.support_step': ['closed_by', 'true'],
  'public.support_review': ['closed_by', 'true'],
  'public.support_activity': ['closed_by', 'true'],
  'public.support_qualification': ['closed_by', 'true'],
  'public.support_attendance': ['closed_by', 'true'],
  'public.support_appointment': ['closed_by', 'true'],
  'public.work_placement': ['ended_by', 'true'],
  'public.work_terms': ['closed_by', 'true'],
  'public.work_step': ['closed_by', 'true'],
  'public.week_plan': ['closed_by', 'true'],
  'public.week_attendance': ['closed_by', 'true'],
  'public.study_grade': ['closed_by', 'true'],
  'public.study_plan': ['closed_by', 'true'],
  'public.support_mapping': ['ended_by', 'true'],
  'public.support_mapping_link': ['closed_by', 'true'],
  'public.support_participation': ['closed_by', 'true'],
  'public.support_member': ['closed_by', 'true'],
  'public.support_mark': ['closed_by', 'true'],
  'public.support_setting': ['closed_by', 'true'],
  'public.support_flow_step': ['closed_by', 'true'],
  'public.support_meeting': ['closed_by', 'true'],
  'public.support_meeting_item': ['closed_by', 'true'],
  'public.support_attendee': ['closed_by', 'true'],
}

/** Struck out by whoever does it, and in nobody else's name. In a transaction of the actor's own. */
export async function wrongName(client: Client, actor: Actor, table: string): Promise<string | null> {
  await client.query('set local role sedd_web')
  await client.query('select from access.begin($1, $2, null)', [actor.token, MOMENT])
  const [column, which] = SIGNED_AFTERWARDS[table] ?? []
  const strike = async (by: string) => {
    await client.query('savepoint striking')
    try {
      const { rowCount } = await client.query(
        `update ${table} set ${column} = $1 where person_id = $2 and ${which} and known_until is null`,
        [by, personId('owned')],
      )
      return rowCount
    } catch (error) {
      return (error as { code?: string }).code
    } finally {
      await client.query('rollback to savepoint striking')
    }
  }
  if ((await strike(colleague('home').account)) !== '42501') return 'struck out in another’s name'
  return (await strike(actor.account)) === 1 ? null : 'not struck out in one’s own'
}
