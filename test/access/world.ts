import { createHash } from 'node:crypto'
import { Client } from 'pg'
import type { Connection } from '../../src/kernel/database.ts'
import type { Instant } from '../../src/kernel/date.ts'
import { backup } from '../../src/postgres/backup.ts'
import { restore } from '../../src/postgres/restore.ts'
import { cloneDatabase } from '../build/cluster.ts'
import { BEHIND } from './behind.ts'
import {
  type Actor,
  colleague,
  domainId,
  idOf,
  instant,
  MACHINE,
  MOMENT,
  NAMES,
  NOTE_CLASSES,
  type Place,
  personId,
  STAFF,
  type Standing,
  standingOf,
  TEAMS,
  type TeamName,
  UNITS,
  visitId,
} from './cast.ts'
import { completed, type Shape, shapesOf, statesOf } from './rows.ts'
import { TABLES } from './tables.ts'

/**
 * The cast, written into a database of its own with the walls lifted for the writing only. Checks and references are taken away
 * there: the rows need only be told apart, and what is proved are the walls.
 */

type Values = Readonly<Record<string, unknown>>
export type World = { readonly owner: Connection; readonly client: Client; readonly shapes: readonly Shape[] }

const PLACES: readonly Place[] = ['home', 'abroad', 'elsewhere']
/** Where a period begins and ends when nothing is said of it: well before and well after. */
const LONG = 90 * 86_400

const day = (days: number) => instant(days * 86_400).slice(0, 10)

export async function aWorld(): Promise<World> {
  const { owner } = await cloneDatabase()
  const client = new Client(owner)
  await client.connect()
  const shapes = await shapesOf(client)
  await withoutChecks(client)
  const write = (table: string, rows: readonly Values[]) => insert(client, shapes, { table, rows })
  await writeStaff(write)
  await writeRelations(write)
  for (const [table, rows] of BEHIND) await write(table, rows)
  for (const shape of shapes) {
    const law = TABLES[shape.table]
    if (!law) continue
    const { rowCount } = await client.query(`select from ${shape.table} limit 1`)
    if (law.of === 'closed' && rowCount) continue
    await write(shape.table, statesOf(shape, law))
  }
  await client.query('analyze')
  return { owner, client, shapes }
}

/** Foreign keys, checks and triggers, and of the data unique keys but the primary one: none of them is a wall. */
async function withoutChecks(client: Client): Promise<void> {
  await client.query(`do $$
    declare
      it record;
    begin
      for it in select k.conrelid::regclass as target, k.conname as name from pg_constraint k
                 where k.contype in ('f', 'c', 'x', 'u') and k.conrelid <> 0 and k.connamespace::regnamespace::text !~ '^(pg_|information_schema)'
                   and (k.contype <> 'u' or k.connamespace = 'public'::regnamespace)
                 order by k.contype = 'u' loop
        execute format('alter table %s drop constraint %I', it.target, it.name);
      end loop;
      for it in select i.indexrelid::regclass as name from pg_index i join pg_class c on c.oid = i.indexrelid
                 where i.indisunique and not i.indisprimary and (c.relnamespace = 'public'::regnamespace or c.relname = 'membership_one_open') loop
        execute format('drop index %s', it.name);
      end loop;
      for it in select distinct t.tgrelid::regclass as target from pg_trigger t where not t.tgisinternal loop
        execute format('alter table %s disable trigger user', it.target);
      end loop;
    end $$`)
}

/**
 * The same world out of a backup of it, in an empty database: everybody has signed in anew there, since no session is carried over. Such
 * checks as were taken away for the writing are taken away there too.
 */
export async function restoredWorld({ owner: source }: World, file: string): Promise<World> {
  await backup(source, file, MOMENT as Instant)
  const { owner } = await cloneDatabase()
  const client = new Client(owner)
  await client.connect()
  await withoutChecks(client)
  await restore(owner, file)
  const shapes = await shapesOf(client)
  await insert(client, shapes, { table: 'access.session', rows: [...STAFF, MACHINE].map(session) })
  return { owner, client, shapes }
}

let written = 0

async function insert(
  client: Client,
  shapes: readonly Shape[],
  { table, rows }: { table: string; rows: readonly Values[] },
) {
  const shape = shapes.find((each) => each.table === table)
  if (!shape) throw new Error(`there is no table ${table}`)
  const known = new Set(shape.columns.map(({ name }) => name))
  for (const row of rows) {
    written += 1
    const given = Object.fromEntries(Object.entries(row).filter(([name]) => known.has(name)))
    const values = completed(shape, given, written)
    const columns = Object.keys(values).join(', ')
    await client.query(
      `insert into ${table} (${columns}) overriding system value select ${columns} from jsonb_populate_record(null::${table}, $1)`,
      [JSON.stringify(values)],
    )
  }
}

type WriteRows = (table: string, rows: readonly Values[]) => Promise<void>

async function writeStaff(write: WriteRows): Promise<void> {
  const domains = PLACES.map((place) => ({
    id: domainId(place),
    code: place,
    name: place,
    kind: 'other',
    municipality_code: '0484',
  }))
  await write('access.domain', domains)
  const home = domainId('home')
  const actors = [...STAFF, MACHINE]
  const accounts = actors.map(({ account, key, role }) => ({
    id: account,
    kind: role === 'machine' ? 'machine' : 'staff',
    sign_in_name: key,
    display_name: key,
    language: 'sv',
    active: true,
  }))
  await write('access.account', accounts)
  const since = { started_at: instant(-LONG) }
  const membership = ({ membership: id, role, seesProtected, account }: Actor) => ({
    ...{ ...since, domain_id: home, id, account_id: account },
    ...{ role, title: null, sees_protected: seesProtected },
  })
  await write('access.membership', STAFF.map(membership))
  await write(
    'access.membership',
    STAFF.map((actor) => ({ ...membership(actor), id: actor.otherMembership, role: 'mentor', sees_protected: true })),
  )
  const others = PLACES.map((place) => ({ place, ...colleague(place) }))
  await write(
    'access.account',
    others.map(({ account, place }) => ({
      id: account,
      kind: 'staff',
      language: 'sv',
      display_name: place,
      active: true,
    })),
  )
  await write(
    'access.membership',
    others.map(({ place, membership: id, account }) => ({
      ...{ ...since, domain_id: domainId(place), id, account_id: account, role: 'coach', sees_protected: false },
    })),
  )
  await write('access.session', actors.map(session))
}

/** Those who may not see the protected have shown anew who they are; of the others two factors are known, of mentors one. */
const session = ({ token, account, membership, key, role, seesProtected }: Actor) => ({
  token_sha: `\\x${createHash('sha256').update(token).digest('hex')}`,
  ...{ id: idOf(`session ${key}`), account_id: account, domain_id: domainId('home'), membership_id: membership },
  ...{
    purpose: membership === null ? 'proof' : 'web',
    method: 'demo',
    assurance: seesProtected && role === 'mentor' ? 1 : 2,
  },
  ...{
    created_at: '2020-01-01T00:00:00Z',
    strong_at: seesProtected ? null : '2999-01-01T00:00:00Z',
    seen_at: '2999-01-01T00:00:00Z',
    expires_at: '2999-01-01T00:00:00Z',
  },
})

const period = ({ from, until, ended }: { from?: number; until?: number; ended?: boolean } = {}) => ({
  from_at: instant(from ?? -LONG),
  until_at: instant(until ?? LONG),
  ended_at: ended ? instant(-60) : null,
  ended_by: ended ? colleague('home').account : null,
})

async function writeRelations(write: WriteRows): Promise<void> {
  const home = { domain_id: domainId('home') }
  const teams = Object.entries(TEAMS) as [string, { member?: object; ended?: boolean }][]
  await write(
    'access.team',
    teams.map(([name, { ended }]) => ({ ...home, id: idOf(name), name, ended_at: ended ? instant(-60) : null })),
  )
  await write(
    'access.team_member',
    teams.flatMap(([name, { member }]) =>
      member
        ? STAFF.map(({ membership: id }) => ({ ...home, ...period(member), team_id: idOf(name), membership_id: id }))
        : [],
    ),
  )
  // A colleague's, and those of another domain that have the same ids as ours.
  const abroad = { domain_id: domainId('abroad') }
  const others = { ...home, ...period(), membership_id: colleague('home').membership }
  const mineAbroad = STAFF.map(({ membership: id }) => ({ ...abroad, ...period(), membership_id: id }))
  await write('access.team', [{ ...abroad, id: idOf('teamThatEnded'), name: 'abroad', ended_at: null }])
  await write('access.team_member', [
    { ...others, team_id: idOf('teamOfOthers') },
    ...mineAbroad.map((member) => ({ ...member, team_id: idOf('teamOfOthers') })),
  ])
  await write('access.placement', [
    { ...others, unit_id: idOf('schoolOfOthers') },
    ...mineAbroad.map((placed) => ({ ...placed, unit_id: idOf('schoolOfOthers') })),
  ])
  await write('public.unit', [
    {
      ...abroad,
      id: idOf('school'),
      name: 'abroad',
      organisation_id: idOf('organisation'),
      school_unit_code: 'schoolOfOthers',
    },
  ])
  const units = Object.entries(UNITS) as [string, { placed?: object }][]
  await write(
    'public.unit',
    units.map(([name]) => ({
      ...home,
      id: idOf(name),
      name,
      organisation_id: idOf('organisation'),
      school_unit_code: name,
    })),
  )
  await write(
    'access.placement',
    units.flatMap(([name, { placed }]) =>
      placed
        ? STAFF.map(({ membership: id }) => ({ ...home, ...period(placed), unit_id: idOf(name), membership_id: id }))
        : [],
    ),
  )
  for (const name of NAMES) {
    const standing = standingOf(name)
    const person = { domain_id: domainId(standing.of ?? 'home'), person_id: personId(name) }
    await write(
      'public.register_owner',
      owners(standing).map((owner) => ({ ...person, ...owner })),
    )
    await write(
      'access.assignment',
      assignments(standing).map((each) => ({ ...person, ...each })),
    )
    await write(
      'access.block',
      blocks(standing).map((block) => ({ ...person, ...block })),
    )
    await write(
      'access.extract',
      extracts(standing, name).map((extract) => ({ ...person, ...extract })),
    )
    if (standing.shared) await writeShare(write, person, { ...standing.shared, id: visitId(name) })
    if (standing.pupil) await write('public.enrolment', [{ ...person, ...enrolment(standing.pupil) }])
  }
}

function owners({ owner }: Standing): readonly Values[] {
  if (!owner) return []
  const row = { from_on: day(-30), assigned_by: colleague('home').account, known_from: instant(-LONG) }
  const closed = { known_until: owner.closed ? instant(-60) : null }
  const accounts = owner.is === 'me' ? STAFF.map(({ account }) => account) : [colleague('home').account]
  return accounts.map((account) => ({ ...row, ...closed, account_id: account }))
}

function assignments({ assigned }: Standing): readonly Values[] {
  if (!assigned) return []
  const { to, kind = 'case' } = assigned
  const row = { ...period(assigned), kind, reason: 'a reason that is long enough', given_by: colleague('home').account }
  return holders(to).map((holder) => ({ ...row, ...holder }))
}

function blocks({ blocked }: Standing): readonly Values[] {
  if (!blocked) return []
  const row = { ...period({ ended: blocked.lifted === true }), reason: 'släkt', set_by: colleague('home').account }
  const everybody = STAFF.map(({ account }) => account)
  if (blocked.against === 'me') return everybody.map((account) => ({ ...row, account_id: account, except_ids: [] }))
  if (blocked.against === 'colleague') return [{ ...row, account_id: colleague('home').account, except_ids: [] }]
  const except = blocked.against === 'all but me' ? everybody : [colleague('home').account]
  return [{ ...row, account_id: null, except_ids: except }]
}

function extracts({ extract }: Standing, name: (typeof NAMES)[number]): readonly Values[] {
  if (!extract) return []
  const by = extract.by === 'me' ? STAFF : [{ ...MACHINE, ...colleague('home'), key: 'colleague' }]
  return by.map(({ account, key }) => ({
    ...period(extract),
    id: idOf(`${visitId(name)} ${key}`),
    account_id: account,
  }))
}

async function writeShare(write: WriteRows, person: Values, shared: Shared & { id: string }): Promise<void> {
  const { id, consent, visitor } = shared
  const consented = { ...person, id: idOf(`consent ${id}`), until_at: instant(consent?.until ?? LONG) }
  const withdrawn = { withdrawn_at: consent?.withdrawn ? instant(-60) : null }
  if (consent) await write('access.consent', [{ ...consented, ...withdrawn, to_domain_id: domainId(shared.with) }])
  const ground = { ...person, id: idOf(`ground ${id}`), code: 'that_shuts', needs_detail: true, valid_from: day(-30) }
  const not_for = shared.shuts?.map((each) => NOTE_CLASSES[each])
  if (not_for) await write('access.ground', [{ ...ground, not_for }])
  const grounds = { consent_id: consent ? consented.id : null, ...(not_for ? { ground_id: ground.id } : {}) }
  await write('access.share', [{ ...person, ...share(shared), id, ...grounds }])
  if (!visitor) return
  const row = { ...person, ...period(visitor), share_id: id, to_domain_id: domainId('home') }
  const members = holders(visitor.is)
  await write(
    'access.share_visitor',
    members.map((holder) => ({ ...row, ...holder })),
  )
}

/** The memberships, or the team, that somebody is let in as. */
function holders(who: 'me' | 'colleague' | 'my other membership' | TeamName): readonly Values[] {
  const member = (id: string | null) => ({ membership_id: id, team_id: null })
  if (who === 'me') return STAFF.map(({ membership }) => member(membership))
  if (who === 'my other membership') return STAFF.map(({ otherMembership }) => member(otherMembership))
  if (who === 'colleague') return [member(colleague('home').membership)]
  return [{ membership_id: null, team_id: idOf(who) }]
}

type Shared = NonNullable<Standing['shared']>

function share(shared: Shared): Values {
  const answered = shared.answer === undefined ? null : instant(-30)
  return {
    ...period(shared),
    ...{ to_domain_id: domainId(shared.with), topics: shared.topics, more_topics: shared.more ?? [] },
    ...{ ended_at: shared.over ? instant(-60) : null, protected_reason: shared.although ? 'a reason' : null },
    ...{ accepted: shared.answer === undefined ? null : shared.answer === 'yes', answered_at: answered },
    ...{ revoked_at: shared.ended ? instant(-60) : null, made_by: colleague('abroad').account },
  }
}

function enrolment(pupil: NonNullable<Standing['pupil']>): Values {
  const until = pupil.until === undefined ? null : day(pupil.until)
  return {
    ...{ school_form: 'GY', school_unit_code: pupil.at, starts_on: day(pupil.from ?? -30), ends_before: until },
    known_until: pupil.retracted ? instant(-60) : null,
  }
}

/** What an actor's transaction is opened with: the token, the moment, and the visit if it is one. */
export function beginning(actor: Actor): readonly [token: string, at: string, visit: string | null] {
  if (actor.visit === undefined) return [actor.token, MOMENT, null]
  const { extract } = standingOf(actor.visit)
  if (!extract) return [actor.token, MOMENT, visitId(actor.visit)]
  return [actor.token, MOMENT, idOf(`${visitId(actor.visit)} ${extract.by === 'me' ? actor.key : 'colleague'}`)]
}
