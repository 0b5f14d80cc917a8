import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import { Client, DatabaseError, Pool } from 'pg'
import type { Role } from '../../src/access/model.ts'
import type { Context } from '../../src/kernel/database.ts'
import { signedIn, type TestBed, testBed } from '../build/domain.ts'
import { type Mark, type Secrets, withSecrets, wordsOf } from '../build/secrets.ts'
import { type Attack, attacks, type Known } from './attacks.ts'

/** What SQL of one's own gives somebody who is signed in to the web surface as a coach: nothing of anybody else's. */

const NOW = '2026-10-15T10:00:00Z'
const SEED = Number(process.env['SEDD_SEED'] ?? randomInt(1_000_000_000))

let bed: TestBed
let secrets: Secrets
let coach: Context & { readonly accountId: string }
let console_: Client
let known: Known

before(async () => {
  bed = await testBed()
  secrets = await withSecrets(bed, async (home) => {
    coach = await signedIn(bed, home, { role: 'coach' })
    return [coach]
  })
  console_ = await connected('sedd_web')
  known = await whatIsKnown()
})
after(async () => {
  await console_.end()
  await secrets.client.end()
  await bed.close()
})

/** Straight to the server: what a session is made to remember must not reach the next test through a pooler. */
async function connected(user: string): Promise<Client> {
  const client = new Client({ ...bed.owner, user })
  await client.connect()
  return client
}

async function whatIsKnown(): Promise<Known> {
  const { rows: tables } = await secrets.client.query<{ name: string }>(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'access', 'trail') and c.relkind = 'r' order by 1`)
  const { rows: functions } = await secrets.client.query<{ name: string; types: string[] }>(`
    select n.nspname || '.' || p.proname as name,
           array(select format_type(t, null) from unnest(p.proargtypes) with ordinality a(t, i) order by i) as types
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('public', 'access', 'trail') and p.prosecdef and has_function_privilege('sedd_web', p.oid, 'execute') order by 1`)
  const { people, abroad } = secrets
  return {
    tables: tables.map(({ name }) => name),
    functions,
    foreignDomain: abroad.id,
    persons: (['F', 'U', 'P', 'B'] as const).map((mark) => people[mark].personId),
    stolenContext: await aStolenContext(),
  }
}

/** The sealed context of Sedd itself, as it stood in another transaction on another connection. */
async function aStolenContext(): Promise<string> {
  const other = await connected('sedd_jobs')
  await other.query('begin')
  await other.query('select from access.begin($1, $2, null)', [secrets.home.machine.token, NOW])
  const { rows } = await other.query<{ context: string }>(`select current_setting('sedd.context') as context`)
  await other.query('rollback')
  await other.end()
  return rows[0]?.context ?? ''
}

type Heard = { readonly text: string; readonly codes: readonly string[] }

/** Everything that comes back of an attack: rows, errors with all their parts, notices and what others were told. */
async function tried(client: Client, { text }: Attack, as: Context | null): Promise<Heard> {
  const heard: unknown[] = []
  const codes: string[] = []
  const hear = (message: unknown) => heard.push(message)
  client.on('notice', hear)
  client.on('notification', hear)
  try {
    await client.query('begin')
    if (as) await client.query('select from access.begin($1, $2, null)', [as.token, NOW])
    // A copy to the client is a protocol of its own, which this one does not speak: it is refused before any row is sent.
    const answer: unknown = await client.query(
      /^copy .* to stdout/.test(text) ? text.replace('stdout', "'/dev/null'") : text,
    )
    for (const each of Array.isArray(answer) ? answer : [answer]) heard.push(each.rows)
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    codes.push(error.code ?? '')
    heard.push({ ...error, message: error.message })
  } finally {
    await client.query('rollback').catch(() => undefined)
    await client.query('discard all').catch(() => undefined)
    client.off('notice', hear)
    client.off('notification', hear)
  }
  return { text: JSON.stringify(heard), codes }
}

/** Words and numbers of those of whom nothing is to come out, which the attacker did not say first. */
function leaked({ text: heard }: Heard, { text: said }: Attack, marks: readonly Mark[]): readonly string[] {
  const words = marks.flatMap((mark) => [...wordsOf(mark), secrets.people[mark].number, `kanarie${mark}`.toLowerCase()])
  return words.filter((word) => heard.includes(word) && !said.includes(word))
}

const HIDDEN: readonly Mark[] = ['F', 'U', 'P', 'B']

test('five hundred attacks in SQL, as a coach and as nobody, read nothing of those who are hidden', async (t) => {
  t.diagnostic(`seed ${SEED} (SEDD_SEED)`)
  const breaches: string[] = []
  let own = 0
  for (const attack of attacks(known, { seed: SEED, many: 500 })) {
    for (const as of [coach, null]) {
      const heard = await tried(console_, attack, as)
      const found = leaked(heard, attack, as ? HIDDEN : [...HIDDEN, 'M'])
      if (found.length > 0) breaches.push(`${as ? 'as a coach' : 'as nobody'}: ${attack.text}: ${found.join(', ')}`)
      if (as && leaked(heard, attack, ['M']).length > 0) own += 1
    }
  }
  assert.deepEqual(breaches, [])
  assert.ok(own > 20, `one’s own are read by ${own} of them: the console does read`)
})

test('the same attacks find them when the walls are down: the console can see what it should not', async () => {
  const owner = await connected(String(bed.owner.user))
  const kinds: readonly Attack['kind'][] = ['READS', 'ORACLES', 'TRICKS']
  const some = attacks(known, { seed: SEED, many: 60 }).filter(({ kind }) => kinds.includes(kind))
  let found = 0
  for (const attack of some) if (leaked(await tried(owner, attack, null), attack, HIDDEN).length > 0) found += 1
  await owner.end()
  assert.ok(found >= 5, String(found))
})

test('a context that is forged, copied from another connection or kept from an earlier transaction is refused', async () => {
  const refused = async (change: string) => {
    const heard = await tried(console_, { kind: 'FORGERIES', text: `${change}; select id from person` }, coach)
    return heard.codes
  }
  const set = (value: string) => `select set_config('sedd.context', ${value}, true)`
  const claim = (n: number, value: string) =>
    set(`(select string_agg(case when i = ${n} then '${value}' else p end, '|' order by i)
            from unnest(string_to_array(current_setting('sedd.context'), '|')) with ordinality u(p, i))`)
  for (let n = 1; n <= 15; n += 1) assert.deepEqual(await refused(claim(n, 'x')), ['28000'], `claim ${n}`)
  assert.deepEqual(await refused(set(`'${known.stolenContext}'`)), ['28000'])
  assert.deepEqual(await refused(`set sedd.context = '${known.stolenContext}'`), ['28000'])
  const kept = `create temp table kept as select current_setting('sedd.context') as c; commit; begin`
  assert.deepEqual(await refused(`${kept}; select set_config('sedd.context', c, true) from kept`), ['28000'])
  assert.deepEqual(await refused('select 1'), [])
})

/** Who asks through the one connection, and whom they are to see: everybody that they see on a connection of their own. */
type Guest = { readonly who: Context | null; readonly sees: string }

async function guests(): Promise<readonly Guest[]> {
  const roles: readonly Role[] = ['coach', 'kaa_coordinator', 'evaluator']
  const made: (Context | null)[] = [coach, null]
  for (const domain of [secrets.home, secrets.abroad])
    for (const role of roles) made.push(await signedIn(bed, domain, { role }))
  const alone: Guest[] = []
  for (const who of made) {
    const client = await connected('sedd_web')
    await client.query('begin')
    if (who) await client.query('select from access.begin($1, $2, null)', [who.token, NOW])
    alone.push({ who, sees: await personsSeen(client) })
    await client.query('rollback')
    await client.end()
  }
  return alone
}

async function personsSeen(client: Pick<Client, 'query'>): Promise<string> {
  const { rows } = await client.query<{ ids: string | null }>(
    `select string_agg(id::text, ' ' order by id) as ids from person`,
  )
  return rows[0]?.ids ?? ''
}

test('behind one connection that all share, 4,000 transactions of twenty clients see their own and nobody else’s', async () => {
  const everybody = await guests()
  const [, nobody] = everybody
  assert.ok(new Set(everybody.map(({ sees }) => sees)).size >= 4, 'they are to see different persons')
  assert.equal(nobody?.sees, '')
  const pool = new Pool({ ...bed.as('sedd_web'), max: 1 })
  let wrong = 0
  let done = 0
  const client = async (seat: number) => {
    for (let turn = 0; turn < 200; turn += 1) {
      const guest = (turn + seat) % 5 === 0 ? nobody : everybody[(turn * 7 + seat) % everybody.length]
      const connection = await pool.connect()
      try {
        await connection.query('begin')
        if (guest?.who) await connection.query('select from access.begin($1, $2, null)', [guest.who.token, NOW])
        if ((await personsSeen(connection)) !== guest?.sees) wrong += 1
        await connection.query(turn % 3 === 0 ? 'rollback' : 'commit')
        done += 1
      } finally {
        connection.release()
      }
    }
  }
  await Promise.all(Array.from({ length: 20 }, (_, seat) => client(seat)))
  await pool.end()
  assert.deepEqual({ done, wrong }, { done: 4000, wrong: 0 })
})
