import { Client } from 'pg'
import { addDomain, machineContext } from '../src/access/store.ts'
import { clockAt } from '../src/kernel/clock.ts'
import type { Context, Database, Write } from '../src/kernel/database.ts'
import type { Instant } from '../src/kernel/date.ts'
import { sql } from '../src/kernel/sql.ts'
import type { Sedd } from '../src/main/open.ts'
import { type PlannedCounts, planLadder } from '../src/outreach/ladder/plan-actions.ts'
import { fillDomain } from './population.ts'
import type { Figure } from './run.ts'

/** SEDD_BENCH_LADDER takes fewer of them. */
const PERSONS = Number(process.env['SEDD_BENCH_LADDER'] ?? 25_000)

/** The ladder of a domain with 25,000 young persons in its register, planned as the role of the nightly work under forced row security. */
export async function benchLadder(sedd: Sedd): Promise<readonly Figure[]> {
  const jobs = sedd.database('sedd_jobs')
  const id = await addDomain(jobs, {
    ...{ code: 'L', name: 'L', kind: 'school_board', municipality: '0484', keepsRegister: true },
  })
  const machine = await machineContext(jobs, id, 'bench')
  const on = (day: string) => jobs.at(clockAt(`${day}T03:00:00Z` as Instant))
  await on('2026-10-01').write(machine, fill)
  await analyze(sedd)
  const begun = await planned(on('2026-10-05'), machine)
  await on('2026-10-05').write(machine, (tx) => texts(tx))
  await analyze(sedd)
  const next = await planned(on('2026-10-07'), machine)
  const again = await planned(on('2026-10-07'), machine)
  const size = PERSONS.toLocaleString('en')
  const told = (made: { counts: PlannedCounts }) => JSON.stringify(made.counts)
  return [
    {
      name: `${size} persons: put on the ladder, first step opened ${told(begun)}`,
      value: seconds(begun),
      bound: '3 s',
    },
    { name: `${size} persons: a step closed and the next opened ${told(next)}`, value: seconds(next), bound: '3 s' },
    { name: `${size} persons: nothing changed ${told(again)}`, value: seconds(again) },
  ]
}

type Planned = { readonly ms: number; readonly counts: PlannedCounts }

async function planned(db: Database, machine: Context): Promise<Planned> {
  const began = performance.now()
  const counts = await db.write(machine, (tx) => planLadder(tx))
  return { ms: performance.now() - began, counts }
}

const seconds = ({ ms }: Planned) => `${(ms / 1000).toFixed(2)} s`

/** Everybody in the register since a month, nine in ten with a number and an address, half with a guardian's. */
export async function fill(tx: Write): Promise<void> {
  await fillDomain(tx, { municipality: '0484', persons: PERSONS, seed: 0.5 })
  await tx.run(sql`delete from scope_touched`)
  await tx.run(sql`
    insert into register_period (domain_id, person_id, from_on, reason, sort_name, known_from)
    select domain_id, id, ${tx.today}::date - 30, 'AVBROTT_NATIONELLT', '', ${tx.now} from person`)
  await tx.run(sql`
    insert into person_contact (domain_id, person_id, kind, value, source, noted_on, known_from)
    select domain_id, id, 'phone', '070-174 06 05', 'bench', ${tx.today}::date, ${tx.now} from person where random() < 0.9`)
  await tx.run(sql`
    insert into person_address (domain_id, person_id, street, source, known_from)
    select domain_id, id, 'Storgatan 1', 'bench', ${tx.now} from person where random() < 0.9`)
  await tx.run(sql`
    insert into person_guardian (domain_id, person_id, name, relation, phone, source, noted_on, known_from)
    select domain_id, id, 'Vårdnadshavare', 'guardian', '070-174 06 06', 'bench', ${tx.today}::date, ${tx.now} from person where random() < 0.5`)
}

/** A text to everybody whose text is due. */
export async function texts(tx: Write): Promise<void> {
  await tx.run(sql`
    update outreach_step s set closed_as = 'done', closed_on = ${tx.today}, closed_by = ${tx.actor.accountId}, known_until = ${tx.now}
     where s.known_until is null and s.channel = 'sms'`)
  await tx.record('outreach.benchmark_filled')
}

async function analyze(sedd: Sedd): Promise<void> {
  const owner = new Client(sedd.owner)
  await owner.connect()
  await owner.query('vacuum analyze')
  await owner.end()
}
