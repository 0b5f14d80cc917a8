import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Client } from 'pg'
import { addAccount, addDomain, addMembership, machineContext, openDemoSession } from '../src/access/store.ts'
import type { Context, Write } from '../src/kernel/database.ts'
import { sql } from '../src/kernel/sql.ts'
import { readConfig } from '../src/main/config.ts'
import type { Sedd } from '../src/main/open.ts'
import { startServer } from '../src/main/server.ts'
import { seedCodes } from '../src/organisations/actions.ts'
import { recomputeRegister } from '../src/register/actions.ts'
import { searchMembers } from '../src/register/search-store.ts'
import type { Figure } from './run.ts'

const MEMBERS = 25_000
const TIMED = 300
const WARM = 2
const SECONDS = 8
const CLIENTS = 10

/** The register's list and search, as a coordinator without the right to see protected persons: the least that may list. */
export async function benchWeb(sedd: Sedd): Promise<readonly Figure[]> {
  const context = await aRegister(sedd)
  const server = await startServer(sedd, readConfig({ PORT: '0' }))
  try {
    const alone = await clients(server.url, context, { count: 1, pages: 20 })
    const anywhere = await clients(server.url, context, { count: 1, pages: 250 })
    const packed = await timed(100, (n) => page(server.url, `/register?page=${1 + (n % 20)}`, context))
    const filtered = await timed(100, (n) =>
      page(server.url, `/register?freshness=stale&reason=AVBROTT_NATIONELLT&page=${1 + (n % 5)}`, context),
    )
    const start = await timed(50, () => page(server.url, '/', context))
    const search = await timed(TIMED, (n) =>
      sedd.database('sedd_web').read(context, (tx) => searchMembers(tx, NAMES[n % NAMES.length] ?? 'ander', 50)),
    )
    const many = await clients(server.url, context, { count: CLIENTS, pages: 20 })
    return [
      {
        name: `list of 100 of ${MEMBERS} with total, its first 20 pages, one client, p95`,
        value: each(alone.p95),
        bound: '≤ 25 ms',
      },
      { name: 'the same, p50', value: each(alone.p50) },
      { name: 'the same, any of its 250 pages, p95', value: each(anywhere.p95) },
      { name: 'the same, compressed and unpacked again, p95', value: ms(packed, 0.95) },
      { name: 'the same, two filters, p95', value: ms(filtered, 0.95) },
      {
        name: `list page, ${CLIENTS} clients`,
        value: `${many.perSecond.toFixed(0)} requests/s, p95 ${each(many.p95)}`,
        bound: '≥ 300 requests/s',
      },
      { name: 'start page, p95', value: ms(start, 0.95) },
      {
        name: `search by part of name among ${MEMBERS}, asked of the database and ranked, p95`,
        value: ms(search, 0.95),
        bound: '≤ 15 ms',
      },
    ]
  } finally {
    await server.stop()
  }
}

const NAMES = ['ander', 'kristina', 'moha', 'lindqv', 'wikt', 'karl', 'svens', 'el']

const listed = (text: string) => text.split(' ')
const GIVEN = listed(
  'Anders Kristina Mohammed Elsa Viktor Fatima Karin Yusuf Maja Oskar Leila Hugo Amina Nils Sara Ahmed Tove Emil Noor Johan',
)
const FAMILY = listed(
  'Andersson Lindqvist Karlsson Abdi Svensson Nilsson Warsame Ek Johansson Haddad Berg Olsson Demir Lund Ström Persson Ali Holm',
)
const GIVEN_STARTS = listed('Al Be Ca Da El Fa Ge Ha In Ja Ka Li Ma Ne Ol Pe Ro Sa Te Vi')
const GIVEN_ENDS = listed('bin dra fie jan la lina mir na nia rik sa tor vin')
const FAMILY_STARTS = listed(
  'Lind Sand Norr Öst Gran Björk Holm Ceder Dal Fors Hag Högh Kron Lag Malm Ny Rosen Sjö Sten Söder Vester Wall Zetter Ås Ahm Kha Oma Has',
)
const FAMILY_ENDS = listed('qvist ström berg man gren dahl lund stedt blad fors mark ell in ius adi zadeh ović ini')

const composed = (starts: readonly string[], ends: readonly string[]) =>
  starts.flatMap((start) => ends.map((end) => start + end))

export async function aRegister(sedd: Sedd): Promise<Context> {
  const jobs = sedd.database('sedd_jobs')
  const id = await addDomain(jobs, {
    code: 'bench',
    name: 'Bench',
    kind: 'school_board',
    municipality: '0484',
    keepsRegister: true,
  })
  const machine = await machineContext(jobs, id, 'bench')
  const accountId = await addAccount(jobs, { signInName: 'bench', displayName: 'Bench', face: 1 })
  const membershipId = await jobs.bulk(machine, async (tx) => {
    await seedCodes(tx)
    await fill(tx)
    await tx.run(sql`select gather_statistics()`)
    await recomputeRegister(tx, 'all')
    return addMembership(tx, { accountId, role: 'kaa_coordinator', title: null, seesProtected: false })
  })
  await tidy(sedd)
  const token = await openDemoSession(sedd.database('sedd_web'), membershipId)
  if (token === null) throw new Error('no session')
  return { token }
}

/** What the server does by itself within a minute or two of a great delivery. */
async function tidy(sedd: Sedd): Promise<void> {
  const owner = new Client(sedd.owner)
  await owner.connect()
  await owner.query('vacuum analyze')
  await owner.end()
}

/**
 * Persons who have all broken off. Names repeat about as names do: a dozen and a half common ones for every fifth person, the rest
 * put together of syllables. No numbers of anybody.
 */
async function fill(tx: Write): Promise<void> {
  const given = [...GIVEN, ...composed(GIVEN_STARTS, GIVEN_ENDS)]
  const family = composed(FAMILY_STARTS, FAMILY_ENDS)
  await tx.run(sql`
    insert into person (domain_id, id, root_id, sex, birth_date, latest_birth_date, known_from)
    select ${tx.actor.domainId}, id, id, case when n % 2 = 0 then 'female' else 'male' end, born, born, ${tx.now}
      from (select n, gen_random_uuid() as id, ${tx.today}::date - 6300 - n % 700 as born from generate_series(1, ${MEMBERS}::integer) n offset 0) made`)
  await tx.run(sql`
    insert into person_name (domain_id, person_id, given_name, family_name, folded, source, known_from)
    select domain_id, id, given, family, fold_name(given || ' ' || family), 'bench', ${tx.now}
      from (select domain_id, id, (${given}::text[])[1 + n % ${given.length}::integer] as given,
                   case when n % 5 = 0 then (${FAMILY}::text[])[1 + (n / 5) % ${FAMILY.length}::integer]
                        else (${family}::text[])[1 + (n / 7) % ${family.length}::integer] end as family
              from (select domain_id, id, row_number() over (order by id)::integer as n from person) p) named`)
  await tx.run(sql`
    insert into person_residence (domain_id, person_id, kind, municipality_code, from_on, source, known_from)
    select domain_id, id, 'registered', '0484', birth_date, 'bench', ${tx.now} from person`)
  await tx.run(sql`
    insert into enrolment (domain_id, person_id, school_form, programme_code, school_unit, starts_on, ends_before, interrupted, source, known_from)
    select domain_id, id, 'GY', 'BA25', 'Rekarnegymnasiet', ${tx.today}::date - 600, ${tx.today}::date - 30, true, 'bench', ${tx.now} from person`)
  await tx.run(sql`
    insert into register_occupation (domain_id, person_id, occupation, source, from_on, confirmed_on, best_before_on, recorded_by, known_from)
    select domain_id, id, 'ARBETE', 'bench', ${tx.today}::date - 20, ${tx.today}::date - 20, ${tx.today}::date - 20 + 15 + (random() * 40)::integer, ${tx.actor.accountId}, ${tx.now}
      from person where random() < 0.7`)
}

async function page(url: string, path: string, { token }: Context): Promise<void> {
  const response = await fetch(url + path, { headers: { cookie: `sedd_session=${token}` } })
  const text = await response.text()
  if (response.status !== 200 || !text.includes('</html>')) throw new Error(`${path} answered ${response.status}`)
}

async function timed(times: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  for (let n = 0; n < 20; n += 1) await work(n)
  const took: number[] = []
  for (let n = 0; n < times; n += 1) {
    const began = performance.now()
    await work(n)
    took.push(performance.now() - began)
  }
  return took.sort((a, b) => a - b)
}

function ms(sorted: readonly number[], share: number): string {
  return `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)} ms`
}

const each = (milliseconds: number) => `${milliseconds.toFixed(1)} ms`

type Served = { readonly perSecond: number; readonly p50: number; readonly p95: number }

/** Clients in a process of their own, each asking again as soon as it has been answered; the first seconds warm up. */
async function clients(
  url: string,
  { token }: Context,
  { count, pages }: { readonly count: number; readonly pages: number },
): Promise<Served> {
  let served: Served | undefined
  for (const seconds of [WARM, SECONDS]) {
    const child = fork(join(import.meta.dirname, 'clients.ts'), [
      url,
      token,
      String(count),
      String(seconds),
      String(pages),
    ])
    const [answer] = await once(child, 'message')
    served = answer
  }
  if (!served) throw new Error('nobody was served')
  return served
}
