import type { Client } from 'pg'
import { type Actor, idOf, NAMES, personId, STAFF } from './cast.ts'
import { isLetIn, sameHuman } from './oracle.ts'
import { beginning } from './world.ts'

/**
 * Who is in reach is kept for a transaction that only reads. What is kept must be what is worked out, be believed from nobody but the walls, and
 * nowhere that the answer could have changed. Asked as the owner of the database, in a transaction of one snapshot; each question in a part of it
 * that leaves nothing behind.
 */

const LISTS = ['near', 'wide', 'hidden'] as const
const TOPICS = ['identity', 'contact', 'schooling', 'register', 'outreach', 'support', 'note']
const STRANGER = idOf('nobody whom the walls know')

const ofRole = (role: string): Actor => {
  const found = STAFF.find((each) => each.role === role && !each.seesProtected)
  if (!found) throw new Error(role)
  return found
}

/** One who is let in by case, team and emergency, one by unit too, and one who is shown the protected. */
const KEEPERS: readonly Actor[] = [
  ofRole('coach'),
  ofRole('student_health_head'),
  STAFF.find((each) => each.role === 'coach' && each.seesProtected) ?? ofRole('coach'),
]

/** The first thing that is wrong; null when all is as it should be. */
export async function wrongKeeping(client: Client, keepers: readonly Actor[] = KEEPERS): Promise<string | null> {
  for (const actor of keepers.filter(isLetIn)) {
    const wrong = (await keptOtherwise(client, actor)) ?? (await believed(client, actor))
    if (wrong !== null) return `${actor.key}: ${wrong}`
  }
  return await believedOfAnother(client)
}

/** Where each question has a snapshot of its own, nothing is kept. In a transaction that is not of one snapshot. */
export async function keptTooLong(client: Client): Promise<string | null> {
  return await aside(client, async () => {
    await client.query('set transaction read only')
    await open(client, ofRole('coach'))
    await client.query('select access.keep_reach()')
    return (await keptOf(client)).every((value) => value === '') ? null : 'kept where the answer may change'
  })
}

/** Whoever reaches everybody, or one person alone, or whoever may write, has nothing kept. */
export async function keptForNobody(client: Client, actor: Actor, mayWrite: boolean): Promise<string | null> {
  return await aside(client, async () => {
    if (!mayWrite) await client.query('set transaction read only')
    await open(client, actor)
    await client.query('select access.keep_reach()')
    return (await keptOf(client)).every((value) => value === '') ? null : 'kept for one who is not to have it'
  })
}

async function keptOtherwise(client: Client, actor: Actor): Promise<string | null> {
  return await aside(client, async () => {
    await client.query('set transaction read only')
    await open(client, actor)
    const workedOut = await reached(client)
    await client.query('select access.keep_reach()')
    const [near, wide] = await keptOf(client)
    if (near === '' || wide === '') return 'nothing is kept'
    for (const [what, ids] of Object.entries(await reached(client)))
      if (ids !== workedOut[what]) return `${what} is kept otherwise than it is worked out`
    for (const name of NAMES) {
      await client.query('select access.keep_reach($1)', [personId(name)])
      const same = new Set(sameHuman(name).map(personId))
      for (const [what, ids] of Object.entries(await reached(client))) {
        const whole = workedOut[what] ?? ''
        const narrowed = what === 'hidden' ? whole : parted(whole, same)
        if (ids !== narrowed) return `${what} is kept otherwise for ${name} alone`
      }
    }
    return null
  })
}

const parted = (ids: string, same: ReadonlySet<string>) =>
  ids
    .split(' ')
    .filter((id) => same.has(id))
    .join(' ')

/** What the walls have sealed is believed, and nothing that differs from it; and nothing where one may write. */
async function believed(client: Client, actor: Actor): Promise<string | null> {
  for (const list of LISTS) {
    const shows = async (value: string) => {
      await client.query('select set_config($1, $2, true)', [`sedd.kept_${list}`, value])
      return (await reached(client))[list === 'hidden' ? 'hidden' : list === 'wide' ? 'identity' : 'note'] === STRANGER
    }
    const wrong = await aside(client, async () => {
      await client.query('set transaction read only')
      await open(client, actor)
      const context = await contextOf(client)
      const seal = (of: { list?: string; context?: string; ids?: string }) =>
        sealed(client, { list, context, ids: STRANGER, ...of })
      if (!(await shows(await seal({})))) return `${list}: what the walls sealed is not believed`
      const forged = {
        'with another seal': `${STRANGER}${'00'.repeat(32)}`,
        'without a seal': STRANGER,
        'sealed for another list': await seal({ list: LISTS.find((other) => other !== list) ?? '' }),
        'sealed for another context': await seal({ context: `${context}x` }),
        'of other persons': STRANGER + (await seal({ ids: idOf('another') })).slice(-64),
      }
      for (const [is, value] of Object.entries(forged)) if (await shows(value)) return `${list}: ${is} is believed`
      for (const [is, index, of] of REPLAYED) {
        const replayed = context.split('|').with(index, of).join('|')
        if (await replays(client, { list, context: replayed })) return `${list}: ${is} is believed`
      }
      return null
    })
    if (wrong !== null) return wrong
    if (await aside(client, () => believedWhereOneWrites(client, { actor, list })))
      return `${list}: believed where one may write`
  }
  return null
}

const REPLAYED = [
  ['what another connection kept', 5, '1'],
  ['what another transaction kept', 6, '1.5'],
] as const

/** A context that is not of this transaction, with all that was kept in its own. */
async function replays(client: Client, { list, context }: { list: string; context: string }): Promise<boolean> {
  return await aside(client, async () => {
    await client.query(`select set_config('sedd.context', $1, true)`, [context])
    await client.query('select set_config($1, $2, true)', [
      `sedd.kept_${list}`,
      await sealed(client, { list, context, ids: STRANGER }),
    ])
    const asked = list === 'hidden' ? 'access.hidden()' : `access.reach('${list === 'wide' ? 'identity' : 'note'}')`
    try {
      return (await client.query(`select from ${asked}`)).rowCount === 1
    } catch (error) {
      if ((error as { code?: string }).code !== '28000') throw error
      return false
    }
  })
}

async function believedWhereOneWrites(
  client: Client,
  { actor, list }: { actor: Actor; list: string },
): Promise<boolean> {
  await open(client, actor)
  const value = await sealed(client, { list, context: await contextOf(client), ids: STRANGER })
  await client.query('select set_config($1, $2, true)', [`sedd.kept_${list}`, value])
  return Object.values(await reached(client)).includes(STRANGER)
}

/** What was kept for one is nothing to the next who is let in. */
async function believedOfAnother(client: Client): Promise<string | null> {
  return await aside(client, async () => {
    await client.query('set transaction read only')
    await open(client, ofRole('coach'))
    const own = await reached(client)
    await open(client, ofRole('student_health_head'))
    await client.query('select access.keep_reach()')
    await open(client, ofRole('coach'))
    for (const [what, ids] of Object.entries(await reached(client)))
      if (ids !== own[what]) return `${what} of one who asked before is believed`
    return null
  })
}

async function reached(client: Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ what: string; ids: string }>(
    `select t as what, coalesce((select string_agg(r::text, ' ' order by r) from access.reach(t) r), '') as ids from unnest($1::text[]) t
     union all select 'hidden', coalesce((select string_agg(h::text, ' ' order by h) from access.hidden() h), '')`,
    [TOPICS],
  )
  return Object.fromEntries(rows.map(({ what, ids }) => [what, ids]))
}

async function keptOf(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ value: string | null }>(
    `select current_setting('sedd.kept_' || l, true) as value from unnest($1::text[]) with ordinality x (l, n) order by n`,
    [LISTS],
  )
  return rows.map(({ value }) => value ?? '')
}

const contextOf = async (client: Client) =>
  (await client.query<{ context: string }>(`select current_setting('sedd.context') as context`)).rows[0]?.context ?? ''

/** As the walls would, by one who owns the key. */
async function sealed(client: Client, of: { list: string; context: string; ids: string }): Promise<string> {
  const { rows } = await client.query<{ seal: string }>(`select encode(access.mac($1), 'hex') as seal`, [
    `${of.list}|${of.context}|${of.ids}`,
  ])
  return of.ids + (rows[0]?.seal ?? '')
}

async function open(client: Client, actor: Actor): Promise<void> {
  await client.query('select from access.begin($1, $2, $3)', [...beginning(actor)])
}

async function aside<T>(client: Client, ask: () => Promise<T>): Promise<T> {
  await client.query('savepoint aside')
  try {
    return await ask()
  } finally {
    await client.query('rollback to savepoint aside; release savepoint aside')
  }
}
