import { Client } from 'pg'
import { z } from 'zod'
import { addDomain, machineContext } from '../src/access/store.ts'
import type { Context, Database, Read } from '../src/kernel/database.ts'
import { type Sql, sql } from '../src/kernel/sql.ts'
import type { Sedd } from '../src/main/open.ts'
import { countKnown, recompute } from '../src/register/compute.ts'
import { explain } from '../src/register/explain.ts'
import { factsOf } from '../src/register/facts-store.ts'
import { parameters } from '../src/register/store.ts'
import { fillDomain } from './population.ts'
import type { Figure } from './run.ts'

/** The country: 290 municipalities, 600,000 aged 16–20, three enrolments each. SEDD_BENCH_DOMAINS takes fewer of them. */
const DOMAINS = Number(process.env['SEDD_BENCH_DOMAINS'] ?? 290)
const PERSONS = 2069
const LARGE = 25_000
const CONNECTIONS = 2
const EXPLAINED = 500

type Domain = { readonly context: Context }

/**
 * The whole register, domain by domain on two connections, as the role of the nightly work under forced row security; against
 * the time PostgreSQL takes to join the same facts to their persons by hash and count them.
 */
export async function benchRegister(sedd: Sedd): Promise<readonly Figure[]> {
  const db = sedd.database('sedd_jobs')
  const domains = await fill(db, DOMAINS, PERSONS)
  const [large] = await fill(db, 1, LARGE)
  if (!large) throw new Error('no domain was made')
  await analyze(sedd)
  const joining = await best(3, () => each(domains, ({ context }) => db.read(context, countRows)))
  const computing = await best(3, () => each(domains, ({ context }) => db.read(context, countKnown)))
  const writing = await timed(() => each(domains, ({ context }) => recomputed(db, context)))
  const again = await timed(() => each(domains, ({ context }) => recomputed(db, context)))
  const many = await timed(() => recomputed(db, large.context))
  const one = await explaining(db, large.context)
  const size = `${(DOMAINS * PERSONS).toLocaleString('en')} persons`
  return [
    { name: `${size}: facts joined and counted`, value: seconds(joining) },
    { name: `${size}: computed`, value: seconds(computing), bound: '8 s for 600,000' },
    { name: 'computing ÷ joining', value: (computing / joining).toFixed(1), bound: '8' },
    { name: `${size}: all periods written`, value: seconds(writing), bound: '25 s for 600,000' },
    { name: `${size}: nothing changed`, value: seconds(again) },
    { name: `${LARGE.toLocaleString('en')} persons in one domain: written`, value: seconds(many), bound: '1 s' },
    { name: 'one explanation, median', value: milliseconds(one.median), bound: '3 ms' },
    { name: 'one explanation, p95', value: milliseconds(one.p95) },
  ]
}

async function fill(db: Database, count: number, persons: number): Promise<readonly Domain[]> {
  const domains: Domain[] = []
  for (let n = 0; n < count; n += 1) {
    const code = `R${persons}-${n}`
    const id = await addDomain(db, {
      code,
      name: code,
      kind: 'school_board',
      municipality: '0484',
      keepsRegister: true,
    })
    domains.push({ context: await machineContext(db, id, 'bench') })
  }
  await each(domains, ({ context }, n) =>
    db.write(context, (tx) => fillDomain(tx, { municipality: '0484', persons, seed: n / 1000 })),
  )
  return domains
}

async function analyze(sedd: Sedd): Promise<void> {
  const owner = new Client(sedd.owner)
  await owner.connect()
  await owner.query('vacuum analyze')
  await owner.query('checkpoint')
  await owner.end()
}

/** Every fact the computation reads, joined to its person by hash, and counted. */
async function countRows(tx: Read): Promise<void> {
  const counted = (table: Sql) =>
    sql`(select count(*) from person p join ${table} f on f.domain_id = p.domain_id and f.person_id = p.id where f.known_until is null)`
  await tx.one(
    z.object({}),
    sql`select set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true)`,
  )
  await tx.one(
    z.object({}),
    sql`select ${counted(sql`enrolment`)}, ${counted(sql`person_residence`)}, ${counted(sql`completion`)}, ${counted(sql`schooling`)},
               ${counted(sql`person_protection`)}, ${counted(sql`person_residency`)}, ${counted(sql`scope_decision`)}`,
  )
}

function recomputed(db: Database, context: Context): Promise<void> {
  return db.write(context, async (tx) => {
    await recompute(tx, 'all')
    await tx.record('register.benchmark_recomputed')
  })
}

async function explaining(db: Database, context: Context): Promise<{ median: number; p95: number }> {
  const Id = z.object({ id: z.uuid() })
  const ids = await db.read(context, (tx) => tx.all(Id, sql`select id from person order by id limit ${EXPLAINED}`))
  const times: number[] = []
  await db.read(context, async (tx) => {
    const law = await parameters(tx)
    for (const { id } of ids) {
      const started = performance.now()
      const facts = await factsOf(tx, id)
      if (facts) explain(facts, tx.today, law)
      times.push(performance.now() - started)
    }
  })
  times.sort((a, b) => a - b)
  return { median: times[Math.floor(times.length * 0.5)] ?? 0, p95: times[Math.floor(times.length * 0.95)] ?? 0 }
}

/** Works through the domains on as many connections as there are cores to use. */
async function each(domains: readonly Domain[], work: (domain: Domain, n: number) => Promise<unknown>): Promise<void> {
  const waiting = [...domains.entries()]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], next[0])
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function best(times: number, work: () => Promise<unknown>): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY
  for (let n = 0; n < times; n += 1) shortest = Math.min(shortest, await timed(work))
  return shortest
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
const milliseconds = (ms: number) => `${ms.toFixed(2)} ms`
