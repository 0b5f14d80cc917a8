import { Client } from 'pg'
import { addAccount, addDomain, addMembership, machineContext, openDemoSession } from '../src/access/store.ts'
import type { Context, Database } from '../src/kernel/database.ts'
import { prepared, sql } from '../src/kernel/sql.ts'
import type { Sedd } from '../src/main/open.ts'
import { openNotes } from '../src/notes/actions.ts'
import { Note } from '../src/notes/model.ts'
import { bodiesOf, notesOf } from '../src/notes/store.ts'
import { PersonId } from '../src/people/model.ts'
import { personsById } from '../src/people/store.ts'
import { takeTicket } from '../src/trail/store.ts'
import { fillDomain } from './population.ts'
import type { Figure } from './run.ts'

const PERSONS = 25_000
const NOTES = 300_000
const COACHES = 200
const CASES = 100
const WARM = 200
const TIMED = 2000
/** Far below the budget: a coach reads this many single notes. */
const READ_EACH = TIMED / COACHES

type Coach = Context & { readonly accountId: string; readonly cases: readonly Case[] }
type Case = { readonly id: PersonId; readonly notes: readonly string[] }

/** What signing each reading costs: a domain of 25,000 young people with twelve notes each, and two hundred coaches. */
export async function benchNotes(sedd: Sedd): Promise<readonly Figure[]> {
  const web = sedd.database('sedd_web')
  const { coaches, coordinator, machine } = await fill(sedd)
  const turn = (n: number) => coaches[n % coaches.length] as Coach
  const one = (n: number) => turn(n).cases[Math.floor(n / COACHES)] as Case
  const context = await timed((n) => web.read(turn(n), async () => undefined))
  const reading = await timed((n) => readOne(web, turn(n), one(n)), { warm: 0 })
  const page = await timed((n) => readPage(web, turn(n), one(n)), { warm: 0, times: COACHES * 2 })
  const listed = (db: Database, who: Context, { id }: Case) =>
    db.read(who, (tx) => notesOf(tx, { root: id, struck: false, limit: 20, offset: 0 }))
  const latest = (db: Database, who: Context, cases: readonly Case[]) =>
    db.read(who, (tx) => tx.all(Latest, latestOf(cases)))
  const known = (who: Context, cases: readonly Case[]) =>
    web.read(who, (tx) =>
      personsById(
        tx,
        cases.map(({ id }) => id),
      ),
    )
  const [asCoach, asMachine] = await alternating(
    (n) => listed(web, turn(n), one(n)),
    (n) => listed(sedd.database('sedd_jobs'), machine, one(n)),
  )
  const [coachLatest, machineLatest] = await alternating(
    (n) => latest(web, turn(n), turn(n).cases),
    (n) => latest(sedd.database('sedd_jobs'), machine, turn(n).cases),
  )
  const [coachKnows, coordinatorKnows] = await alternating(
    (n) => known(turn(n), turn(n).cases),
    (n) => known(coordinator, turn(n).cases),
  )
  return [
    { name: 'session and context of a transaction, p50', value: ms(context, 0.5), bound: '≤ 0.6 ms' },
    { name: 'the same, p99', value: ms(context, 0.99) },
    { name: `audited two-step read of one of ${NOTES} notes, p50`, value: ms(reading, 0.5), bound: '≤ 2.5 ms' },
    { name: 'the same, p99', value: ms(reading, 0.99), bound: '≤ 10 ms' },
    { name: 'a page of twelve, with list, counts, budget, ticket and words, p50', value: ms(page, 0.5) },
    { name: 'the same, p99', value: ms(page, 0.99) },
    {
      name: `list of ${CASES} persons, as the coach whose cases they are ÷ as a coordinator, p50`,
      value: `${ms(coachKnows, 0.5)} ÷ ${ms(coordinatorKnows, 0.5)} = ${ratio(coachKnows, coordinatorKnows)}`,
      bound: '≤ 1.3',
    },
    {
      name: `the latest 100 of the ${(CASES * NOTES) / PERSONS} notes of ${CASES} cases, as the coach ÷ as the machine, which reaches all, p50`,
      value: `${ms(coachLatest, 0.5)} ÷ ${ms(machineLatest, 0.5)} = ${ratio(coachLatest, machineLatest)}`,
    },
    {
      name: 'list of one person’s twelve notes, as a coach ÷ as the machine, p50',
      value: `${ms(asCoach, 0.5)} ÷ ${ms(asMachine, 0.5)} = ${ratio(asCoach, asMachine)}`,
    },
  ]
}

const Latest = Note.pick({ id: true, topic: true, happenedOn: true, letters: true })
const latestOf = (cases: readonly Case[]) =>
  prepared(sql`
  select n.id, n.topic, n.happened_on as "happenedOn", n.letters from note n
   where n.person_id = any(${cases.map(({ id }) => id)}::uuid[]) and n.known_until is null and n.struck_at is null
   order by n.happened_on desc, n.written_at desc, n.id limit 100`)

/** A ticket that commits, then the words: what any body costs to read. */
async function readOne(db: Database, who: Coach, { id, notes }: Case): Promise<void> {
  const ids = notes.slice(0, 1)
  const ticket = await db.write(who, (tx) => takeTicket(tx, { kind: 'note', ids, personId: id }, null))
  const bodies = await db.read(who, (tx) => bodiesOf(tx, ids, ticket))
  if (bodies.size !== 1) throw new Error('a note without words')
}

async function readPage(db: Database, who: Coach, { id }: Case): Promise<void> {
  const { ticket, notes } = await db.write(who, (tx) => openNotes(tx, { personId: id, page: 1, struck: false }))
  if (ticket === null) throw new Error('no ticket')
  await db.read(who, (tx) =>
    bodiesOf(
      tx,
      notes.map((note) => note.id),
      ticket,
    ),
  )
}

async function fill(sedd: Sedd): Promise<{ coaches: readonly Coach[]; coordinator: Context; machine: Context }> {
  const jobs = sedd.database('sedd_jobs')
  const domainId = await addDomain(jobs, {
    code: 'N',
    name: 'N',
    kind: 'school_board',
    municipality: '0484',
    keepsRegister: true,
  })
  const machine = await machineContext(jobs, domainId, 'bench')
  await jobs.write(machine, (tx) => fillDomain(tx, { municipality: '0484', persons: PERSONS, seed: 0.5 }))
  const staff: (Context & { accountId: string })[] = []
  for (let n = 0; n < COACHES; n += 1) staff.push(await member(sedd, machine, { name: `coach${n}`, role: 'coach' }))
  const coordinator = await member(sedd, machine, { name: 'coordinator', role: 'kaa_coordinator' })
  const accounts = staff.map(({ accountId }) => accountId)
  await jobs.write(machine, async (tx) => {
    await tx.run(sql`
      insert into register_owner (domain_id, person_id, account_id, from_on, assigned_by, known_from)
      select domain_id, id, (${accounts}::uuid[])[1 + (n - 1) / ${CASES}::integer], ${tx.today}, ${tx.actor.accountId}, ${tx.now}
        from (select domain_id, id, row_number() over (order by id) as n from person) p where n <= ${COACHES * CASES}`)
    await tx.record('register.benchmark_filled')
  })
  const cases = await withNotes(sedd, domainId, accounts)
  const coaches = staff.map((who) => ({ ...who, cases: cases.get(who.accountId) ?? [] }))
  return { coaches, coordinator, machine }
}

async function member(
  sedd: Sedd,
  machine: Context,
  { name, role }: { name: string; role: 'coach' | 'kaa_coordinator' },
) {
  const jobs = sedd.database('sedd_jobs')
  const accountId = await addAccount(jobs, { signInName: name, displayName: name, face: 1 })
  const membership = { accountId, role, title: null, seesProtected: false }
  const membershipId = await jobs.write(machine, async (tx) => {
    await tx.record('access.membership_added', { object: accountId })
    return addMembership(tx, membership)
  })
  const token = await openDemoSession(sedd.database('sedd_web'), membershipId)
  if (token === null) throw new Error('no session')
  return { token, accountId }
}

/** The notes, as the owner: nobody who serves may write in another’s name. Gives each account its cases with their notes. */
async function withNotes(sedd: Sedd, domainId: string, accounts: readonly string[]): Promise<Map<string, Case[]>> {
  const owner = new Client(sedd.owner)
  await owner.connect()
  try {
    await owner.query(
      `insert into note (domain_id, id, note_id, person_id, topic, secrecy, happened_on, body, written_by, written_at, recorded_by, known_from)
       select $1, n.id, n.id, p.id, (array['support', 'school', 'social'])[1 + n.i % 3], 'pupil_support', current_date - n.i,
              repeat('Vi pratade om hösten och om vad som behövs. ', 4 + n.i), a.id, now(), a.id, now()
         from (select id, row_number() over (order by id) as at from person where domain_id = $1) p
         join unnest($2::uuid[]) with ordinality a(id, at) on a.at = 1 + (p.at - 1) % cardinality($2::uuid[])
        cross join lateral (select i, gen_random_uuid() as id from generate_series(1, $3::integer) i where p.at > 0) n`,
      [domainId, accounts, NOTES / PERSONS],
    )
    await owner.query('vacuum analyze')
    await owner.query('checkpoint')
    const { rows } = await owner.query<{ account: string; id: PersonId; notes: string[] }>(
      `select o.account_id as account, o.person_id as id, array_agg(n.id order by n.happened_on desc) as notes
         from register_owner o join note n on n.domain_id = o.domain_id and n.person_id = o.person_id
        where o.domain_id = $1 group by 1, 2 order by 1, 2`,
      [domainId],
    )
    return Map.groupBy(
      rows.map((row) => ({ ...row, id: PersonId.parse(row.id) })),
      ({ account }) => account,
    )
  } finally {
    await owner.end()
  }
}

/** Times in order, shortest first. */
async function timed(
  work: (n: number) => Promise<unknown>,
  { warm = WARM, times = READ_EACH * COACHES } = {},
): Promise<readonly number[]> {
  const taken: number[] = []
  for (let n = 0; n < warm; n += 1) await work(n)
  for (let n = 0; n < times; n += 1) taken.push(await once(() => work(n)))
  return taken.toSorted((a, b) => a - b)
}

/** Two ways of asking the same, turn by turn, so that what the machine gives at the moment is the same for both. */
async function alternating(
  first: (n: number) => Promise<unknown>,
  second: (n: number) => Promise<unknown>,
): Promise<readonly [readonly number[], readonly number[]]> {
  const [one, other]: [number[], number[]] = [[], []]
  for (let n = -WARM; n < TIMED; n += 1) {
    const [a, b] = [await once(() => first(Math.abs(n))), await once(() => second(Math.abs(n)))]
    if (n >= 0) {
      one.push(a)
      other.push(b)
    }
  }
  return [one.toSorted((a, b) => a - b), other.toSorted((a, b) => a - b)]
}

async function once(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const at = (times: readonly number[], share: number) => times[Math.floor(times.length * share)] ?? 0
const ms = (times: readonly number[], share: number) => `${at(times, share).toFixed(2)} ms`
const ratio = (a: readonly number[], b: readonly number[]) => (at(a, 0.5) / at(b, 0.5)).toFixed(2)
