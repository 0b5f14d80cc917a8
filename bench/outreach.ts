import { Client } from 'pg'
import { domainsOf, machineContext } from '../src/access/store.ts'
import { clockAt } from '../src/kernel/clock.ts'
import type { Context } from '../src/kernel/database.ts'
import type { Instant } from '../src/kernel/date.ts'
import { readConfig } from '../src/main/config.ts'
import type { Sedd } from '../src/main/open.ts'
import { startServer } from '../src/main/server.ts'
import { planLadder } from '../src/outreach/ladder/plan-actions.ts'
import { paths } from '../src/ui/paths.ts'
import { giveCases } from './population.ts'
import type { Figure } from './run.ts'
import { type Member, member, ms, shown, timed } from './tasks.ts'
import { aRegister } from './web.ts'

/** Each coach's cases, of 25,000 in the register: 20,000 have somebody who answers for them. */
const COACHES = 200
const CASES = 100
/** Who reaches all waits long for some of these pages: fewer times tell as much. */
const FEW = { warm: 5, times: 40 }

/** The pages of outreach among 25,000 members: to a coach, who sees a hundred of them, and to a coordinator, who sees all. */
export async function benchOutreach(sedd: Sedd): Promise<readonly Figure[]> {
  const { coaches, coordinator } = await aYear(sedd)
  const server = await startServer(sedd, readConfig({ PORT: '0' }))
  const asCoach = (path: string) => timed((n) => shown(server.url, path, coaches[n % coaches.length] as Member))
  const asCoordinator = (path: string) => timed(() => shown(server.url, path, coordinator), FEW)
  try {
    const figures: Figure[] = []
    for (const [name, path] of PAGES) {
      const coach = await asCoach(path)
      figures.push({ name: `${name}, as a coach with ${CASES} cases, p50`, value: ms(coach, 0.5) })
      figures.push({ name: 'the same, p95', value: ms(coach, 0.95), bound: '≤ 25 ms' })
      figures.push({
        name: 'the same, as a coordinator who reaches all, p95',
        value: ms(await asCoordinator(path), 0.95),
      })
    }
    const how = await asCoordinator(paths.outreachFigures())
    return [...figures, { name: 'how the young are reached, to a coordinator, p95', value: ms(how, 0.95) }]
  } finally {
    await server.stop()
  }
}

const PAGES: readonly (readonly [string, string])[] = [
  ['caseload', paths.outreachCaseload()],
  ['between the chairs, one’s own', paths.outreachBetween()],
  ['between the chairs, all one sees', paths.outreachBetween({ whose: 'all' })],
  ['the ladder’s list', paths.outreachLadder()],
  ['whom to contact', paths.outreach()],
  ['start page with its meter', '/'],
]

/** A register in which people work: cases, next days, three contacts each, everybody on the ladder since a week. */
export async function aYear(sedd: Sedd): Promise<{ coaches: readonly Member[]; coordinator: Context }> {
  const coordinator = await aRegister(sedd)
  const jobs = sedd.database('sedd_jobs')
  const [domain] = await domainsOf(jobs, null)
  if (!domain) throw new Error('no domain')
  const machine = await machineContext(jobs, domain.id, 'bench')
  const coaches: Member[] = []
  for (let n = 0; n < COACHES; n += 1) coaches.push(await member(sedd, machine, { name: `coach${n}`, role: 'coach' }))
  await withWork(sedd, domain.id, coaches)
  // Since a week, so that what was due on the first workday stands open.
  for (const days of [7, 0]) {
    const on = new Date(Date.parse(jobs.clock.now()) - days * 86_400_000).toISOString() as Instant
    await jobs.at(clockAt(on)).write(machine, (tx) => planLadder(tx))
  }
  await settled(sedd, async (owner) => {
    // Every third has been texted and is waited for; every sixth is late.
    await owner.query(
      `update outreach_step set closed_as = 'done', closed_on = due_from, closed_by = set_by, known_until = now()
        where domain_id = $1 and known_until is null and get_byte(uuid_send(person_id), 0) % 3 = 0`,
      [domain.id],
    )
    await owner.query(
      `update outreach_step set due_from = due_from - 7, deadline_on = due_from - 5
        where domain_id = $1 and known_until is null and get_byte(uuid_send(person_id), 0) % 6 = 1`,
      [domain.id],
    )
  })
  return { coaches, coordinator }
}

/** As the owner, who writes in others' names. */
async function withWork(sedd: Sedd, domainId: string, coaches: readonly Member[]): Promise<void> {
  const accounts = coaches.map(({ accountId }) => accountId)
  await settled(sedd, async (owner) => {
    await giveCases(owner, { domainId, accounts, each: CASES })
    await owner.query(
      `insert into outreach_next (domain_id, person_id, on_day, channel, set_by, known_from)
       select domain_id, id, current_date - 20 + (random() * 60)::integer, 'call', $2, now() from person where domain_id = $1 and random() < 0.7`,
      [domainId, accounts[0]],
    )
    await owner.query(
      `insert into person_contact (domain_id, person_id, kind, value, source, noted_on, known_from)
       select domain_id, id, 'phone', '070-174 06 05', 'bench', current_date, now() from person where domain_id = $1`,
      [domainId],
    )
    await owner.query(
      `insert into outreach_contact (domain_id, person_id, id, contact_id, channel, through, direction, outcome, happened_at, done_by, recorded_by, known_from)
       select domain_id, id, c, c, 'call', 'self', 'out', case when random() < 0.2 then 'talked' else 'no_answer' end,
              now() - make_interval(days => 200 + (random() * 200)::integer), $2, $2, now()
         from (select p.*, gen_random_uuid() as c from person p, generate_series(1, 3) where domain_id = $1) p`,
      [domainId, accounts[0]],
    )
  })
}

async function settled(sedd: Sedd, work: (owner: Client) => Promise<void>): Promise<void> {
  const owner = new Client(sedd.owner)
  await owner.connect()
  try {
    await work(owner)
    await owner.query('vacuum analyze')
    await owner.query('checkpoint')
  } finally {
    await owner.end()
  }
}
