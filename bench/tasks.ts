import { Client } from 'pg'
import type { Role } from '../src/access/model.ts'
import {
  addAccount,
  addDomain,
  addMembership,
  machineContext,
  openDemoSession,
  unreadAlerts,
} from '../src/access/store.ts'
import type { Context } from '../src/kernel/database.ts'
import { addDays } from '../src/kernel/date.ts'
import { readConfig } from '../src/main/config.ts'
import type { Sedd } from '../src/main/open.ts'
import { startServer } from '../src/main/server.ts'
import { personTasks, taskSlots } from '../src/tasks/source-sql.ts'
import { fillDomain, giveCases } from './population.ts'
import type { Figure } from './run.ts'

const PERSONS = 25_000
const COACHES = 200
const CASES = 100
const WARM = 40
const TIMED = 400

export type Member = Context & { readonly accountId: string }

/** What is to be done by one coach among 25,000 young people with a next contact each; and the same by those who lead. */
export async function benchTasks(sedd: Sedd): Promise<readonly Figure[]> {
  const web = sedd.database('sedd_web')
  const { coaches, lead } = await fill(sedd)
  const turn = (n: number) => coaches[n % coaches.length] as Member
  const listed = await timed((n) => {
    const who = turn(n)
    return web.read(who, (tx) => personTasks(tx, { account: who.accountId, until: addDays(tx.today, 60), limit: 300 }))
  })
  const counted = await timed((n) => {
    const who = turn(n)
    return web.read(who, (tx) => taskSlots(tx, { account: who.accountId, until: tx.today, limit: 1000 }))
  })
  const team = await timed((_n) =>
    web.read(lead, (tx) => personTasks(tx, { account: null, until: addDays(tx.today, 7), limit: 300 })),
  )
  const bell = await timed((n) => unreadAlerts(web, turn(n).token))
  const server = await startServer(sedd, readConfig({ PORT: '0' }))
  try {
    const page = (path: string) => timed((n) => shown(server.url, path, turn(n)))
    const [tasks, calendar] = [await page('/tasks'), await page('/calendar?view=month')]
    return [
      { name: `what one coach of ${COACHES} is to do, of ${PERSONS} young people, p50`, value: ms(listed, 0.5) },
      { name: 'the same, p95', value: ms(listed, 0.95), bound: '≤ 25 ms' },
      { name: 'how much is late and for today, p95', value: ms(counted, 0.95) },
      { name: 'the page of it, p95', value: ms(tasks, 0.95) },
      { name: 'the calendar of a month, p95', value: ms(calendar, 0.95) },
      { name: 'the first 300 of the team’s, to one who leads, p95', value: ms(team, 0.95) },
      { name: 'how many alerts are unread, for every page, p50', value: ms(bell, 0.5) },
      { name: 'the same, p95', value: ms(bell, 0.95) },
    ]
  } finally {
    await server.stop()
  }
}

async function fill(sedd: Sedd): Promise<{ coaches: readonly Member[]; lead: Member }> {
  const jobs = sedd.database('sedd_jobs')
  const domain = { code: 'T', name: 'T', kind: 'school_board', municipality: '0484', keepsRegister: true } as const
  const domainId = await addDomain(jobs, domain)
  const machine = await machineContext(jobs, domainId, 'bench')
  await jobs.write(machine, (tx) => fillDomain(tx, { municipality: '0484', persons: PERSONS, seed: 0.5 }))
  const coaches: Member[] = []
  for (let n = 0; n < COACHES; n += 1) coaches.push(await member(sedd, machine, { name: `coach${n}`, role: 'coach' }))
  const lead = await member(sedd, machine, { name: 'lead', role: 'team_lead' })
  await withTasks(sedd, domainId, coaches)
  return { coaches, lead }
}

export async function member(
  sedd: Sedd,
  machine: Context,
  { name, role }: { name: string; role: Role },
): Promise<Member> {
  const jobs = sedd.database('sedd_jobs')
  const accountId = await addAccount(jobs, { signInName: name, displayName: name, face: 1 })
  const membershipId = await jobs.write(machine, async (tx) => {
    await tx.record('access.membership_added', { object: accountId })
    return addMembership(tx, { accountId, role, title: null, seesProtected: false })
  })
  const token = await openDemoSession(sedd.database('sedd_web'), membershipId)
  if (token === null) throw new Error('no session')
  return { token, accountId }
}

/** Owners, a next contact and an occupation for everybody, reminders for every tenth: as the owner, who writes in others' names. */
async function withTasks(sedd: Sedd, domainId: string, coaches: readonly Member[]): Promise<void> {
  const accounts = coaches.map(({ accountId }) => accountId)
  const owner = new Client(sedd.owner)
  await owner.connect()
  try {
    await giveCases(owner, { domainId, accounts, each: CASES })
    await owner.query(
      `insert into outreach_next (domain_id, person_id, on_day, channel, set_by, known_from)
       select domain_id, id, current_date - 20 + (random() * 60)::integer, 'call', $2, now() from person where domain_id = $1`,
      [domainId, accounts[0]],
    )
    await owner.query(
      `insert into register_occupation (domain_id, person_id, occupation, source, from_on, confirmed_on, best_before_on, recorded_by, known_from)
       select domain_id, id, 'ARBETE', 'bench', current_date - 90, current_date - 90, current_date - 30 + (random() * 90)::integer, $2, now()
         from person where domain_id = $1`,
      [domainId, accounts[0]],
    )
    await owner.query(
      `insert into person_task (domain_id, id, task_id, person_id, kind, on_day, at_time, assigned_to, set_by, known_from)
       select domain_id, t, t, person_id, 'meet', current_date - 2 + (random() * 20)::integer, '14:30', account_id, account_id, now()
         from (select o.*, gen_random_uuid() as t from register_owner o where domain_id = $1 and random() < 0.3) o`,
      [domainId],
    )
    await withLadder(owner, domainId, accounts)
    await owner.query('vacuum analyze')
    await owner.query('checkpoint')
  } finally {
    await owner.end()
  }
}

/** A step of the ladder that is open for everybody, one done before it, and a visit to the home of every hundredth. */
async function withLadder(owner: Client, domainId: string, accounts: readonly string[]): Promise<void> {
  await owner.query(
    `insert into outreach_protocol (domain_id, id, version, set_by, known_from) values ($1, gen_random_uuid(), 1, $2, now())`,
    [domainId, accounts[0]],
  )
  await owner.query(
    `insert into outreach_run (domain_id, person_id, protocol_id, started_as, started_on, set_by, known_from)
     select n.domain_id, n.id, p.id, 'entered', current_date - 30, $2, now()
       from person n join outreach_protocol p on p.domain_id = n.domain_id where n.domain_id = $1`,
    [domainId, accounts[0]],
  )
  await owner.query(
    `insert into outreach_step (domain_id, person_id, run_id, code, channel, through, role, due_from, deadline_on, set_by, known_from,
                                closed_as, closed_on, closed_by, known_until)
     select r.domain_id, r.person_id, r.id, s.code, s.channel, 'self', 'owner', current_date - 25, current_date - 20 + (random() * 60)::integer,
            $2, now() - interval '25 days', s.as, s.on_day, case when s.as is not null then $2::uuid end, s.until
       from outreach_run r,
            (values ('sms_first', 'sms', 'done', current_date - 24, now() - interval '24 days'),
                    ('call_first', 'call', null, null, null)) s(code, channel, "as", on_day, until)
      where r.domain_id = $1`,
    [domainId, accounts[0]],
  )
  await owner.query(
    `insert into outreach_visit (domain_id, person_id, visit_at, first_by, second_by, announced, safety, set_by, known_from)
     select o.domain_id, o.person_id, now() + interval '3 days', o.account_id, a.other, 'letter', '{call_in}', o.account_id, now()
       from register_owner o
       join unnest($2::uuid[], $3::uuid[]) a(id, other) on a.id = o.account_id
      where o.domain_id = $1 and random() < 0.01`,
    [domainId, accounts, [...accounts.slice(1), accounts[0]]],
  )
}

export async function shown(url: string, path: string, { token }: Context): Promise<void> {
  const response = await fetch(url + path, { headers: { cookie: `sedd_session=${token}` } })
  const text = await response.text()
  if (response.status !== 200 || !text.includes('</html>')) throw new Error(`${path} answered ${response.status}`)
}

/** Times in order, shortest first. */
export async function timed(
  work: (n: number) => Promise<unknown>,
  { warm = WARM, times = TIMED } = {},
): Promise<readonly number[]> {
  const taken: number[] = []
  for (let n = -warm; n < times; n += 1) {
    const began = performance.now()
    await work(n + warm)
    if (n >= 0) taken.push(performance.now() - began)
  }
  return taken.toSorted((a, b) => a - b)
}

export const ms = (times: readonly number[], share: number) =>
  `${(times[Math.floor(times.length * share)] ?? 0).toFixed(2)} ms`
