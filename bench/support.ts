import { Client } from 'pg'
import { domainsOf, machineContext } from '../src/access/store.ts'
import type { Context } from '../src/kernel/database.ts'
import { addDays } from '../src/kernel/date.ts'
import { readConfig } from '../src/main/config.ts'
import type { Sedd } from '../src/main/open.ts'
import { startServer } from '../src/main/server.ts'
import { writeNote } from '../src/notes/actions.ts'
import { PersonId } from '../src/people/model.ts'
import { reallocateCases } from '../src/support/cases/owner-actions.ts'
import { offerProgramme } from '../src/support/cases/programme-actions.ts'
import { paths } from '../src/ui/paths.ts'
import { copyLife } from './copies.ts'
import { liveFiveYears, MONTHS } from './five-years.ts'
import { giveCases } from './population.ts'
import type { Figure } from './run.ts'
import { type Member, member, ms, shown, timed } from './tasks.ts'
import { aRegister } from './web.ts'

/** Each coach's cases, of 25,000 in the register: 20,000 have a case that is open. */
const COACHES = 200
const CASES = 100
/** How many of one coach's cases are five years old. */
const OLD = 40
const AT_ONCE = 300
const PROGRAMMES = ['Jobbspår', 'Studio ung', 'Tillbaka till skolan']

type World = { readonly coach: Member; readonly coordinator: Context; readonly old: readonly PersonId[] }

/** The case, its list and what is written in it, among 25,000 young people: to a coach, who sees a hundred of them. */
export async function benchSupport(sedd: Sedd): Promise<readonly Figure[]> {
  const world = await manyCases(sedd)
  const { coach, coordinator, old } = world
  const server = await startServer(sedd, readConfig({ PORT: '0' }))
  const asCoach = (path: (n: number) => string) => timed((n) => shown(server.url, path(n), coach))
  const turn = (n: number) => old[n % old.length] as PersonId
  try {
    const figures: Figure[] = []
    for (const [name, path, bound] of PAGES) {
      const taken = await asCoach((n) => path(turn(n)))
      figures.push({ name: `${name}, as a coach with ${CASES} cases, p50`, value: ms(taken, 0.5) })
      figures.push({ name: 'the same, p95', value: ms(taken, 0.95), ...(bound === null ? {} : { bound }) })
    }
    const all = await timed(() => shown(server.url, paths.cases(), coordinator), { warm: 5, times: 40 })
    figures.push({ name: 'list of cases, to a coordinator who reaches all 20,000, p95', value: ms(all, 0.95) })
    const saved = await timed((n) => aNote(sedd, coach, turn(n)))
    figures.push({ name: 'a note is saved in a case of five years, p50', value: ms(saved, 0.5) })
    figures.push({ name: 'the same, p95', value: ms(saved, 0.95), bound: '≤ 15 ms' })
    return [...figures, ...(await handedOver(sedd, world))]
  } finally {
    await server.stop()
  }
}

const PAGES: readonly (readonly [string, (personId: PersonId) => string, string | null])[] = [
  [`page of a case of ${MONTHS / 12} years`, (id) => paths.personCase(id), '≤ 30 ms'],
  ['list of cases', () => paths.cases(), '≤ 25 ms'],
  ['the same by birthday and language', () => paths.cases({ birthday: 'month', language: 'foreign' }), '≤ 25 ms'],
  ['the same by what others have done', () => paths.cases({ whose: 'mine', changed: '1' }), null],
  ['a coach’s day', () => paths.start(), null],
  ['plan', (id) => paths.personPlan(id), null],
  ['how it goes', (id) => paths.personProgress(id), null],
  ['week', (id) => paths.personWeek(id), null],
]

const WORDS = 'Vi pratade om hösten och om vad som behövs. '

async function aNote(sedd: Sedd, coach: Member, personId: PersonId): Promise<void> {
  await sedd.database('sedd_web').write(coach, (tx) => {
    const note = { topic: 'support', secrecy: 'pupil_support', happenedOn: tx.today, body: WORDS.repeat(10) } as const
    return writeNote(tx, { personId, ...note })
  })
}

/** Three hundred cases of three coaches are given to one, back and forth. */
async function handedOver(sedd: Sedd, { coach, coordinator }: World): Promise<readonly Figure[]> {
  const web = sedd.database('sedd_web')
  const { rows } = await asOwner(sedd, (owner) =>
    owner.query<{ id: string; account: string }>(
      `select case_id as id, account_id as account from support_owner where known_until is null and account_id <> $1
        order by account_id, case_id limit $2`,
      [coach.accountId, AT_ONCE],
    ),
  )
  const ids = rows.map(({ id }) => id)
  const to = [coach.accountId, rows[0]?.account ?? '']
  const taken: number[] = []
  for (let n = 0; n < 10; n += 1) {
    const began = performance.now()
    const given = await web.write(coordinator, (tx) => reallocateCases(tx, ids, to[n % 2] ?? ''))
    taken.push(performance.now() - began)
    if (n === 0 && given !== AT_ONCE) throw new Error(`${given} cases were handed over`)
  }
  return [
    {
      name: `${AT_ONCE} cases are given to another, the slowest of ${taken.length}`,
      value: ms(
        taken.toSorted((a, b) => a - b),
        0.999,
      ),
      bound: '≤ 1 s',
    },
  ]
}

/** A register in which 20,000 have a case; one coach has followed 40 of a hundred for five years. */
async function manyCases(sedd: Sedd): Promise<World> {
  const coordinator = await aRegister(sedd)
  const [jobs, web] = [sedd.database('sedd_jobs'), sedd.database('sedd_web')]
  const [domain] = await domainsOf(jobs, null)
  if (!domain) throw new Error('no domain')
  const machine = await machineContext(jobs, domain.id, 'bench')
  const coaches: Member[] = []
  for (let n = 0; n < COACHES; n += 1) coaches.push(await member(sedd, machine, { name: `coach${n}`, role: 'coach' }))
  const coach = coaches[0] as Member
  for (const name of PROGRAMMES) await web.write(coordinator, (tx) => offerProgramme(tx, name))
  const accounts = coaches.map(({ accountId }) => accountId)
  const own = await asOwner(sedd, (owner) => withOwners(owner, domain.id, accounts))
  const [lived, ...others] = own.map((id) => PersonId.parse(id)) as [PersonId, ...PersonId[]]
  await liveFiveYears(web, coach, { personId: lived, from: addDays(sedd.clock.today(), -MONTHS * 30 - 10) })
  const old = others.slice(0, OLD - 1)
  await asOwner(sedd, async (owner) => {
    await copyLife(owner, lived, old)
    await withCases(owner, domain.id)
    await owner.query('vacuum analyze')
    await owner.query('checkpoint')
  })
  return { coach, coordinator, old: [lived, ...old] }
}

/** Who answers for whom in the register; gives the persons of the first. */
async function withOwners(owner: Client, domainId: string, accounts: readonly string[]): Promise<string[]> {
  await giveCases(owner, { domainId, accounts, each: CASES })
  await owner.query('analyze')
  const { rows } = await owner.query<{ id: string }>(
    'select person_id as id from register_owner where account_id = $1 order by 1',
    [accounts[0]],
  )
  return rows.map(({ id }) => id)
}

/** Everybody who is answered for and has no case yet gets one, with a next contact. */
async function withCases(owner: Client, domainId: string): Promise<void> {
  await owner.query(
    `insert into support_case (domain_id, person_id, made_by, made_at)
     select o.domain_id, o.person_id, o.account_id, now() from register_owner o
      where o.domain_id = $1 and not exists (select from support_case c where c.domain_id = o.domain_id and c.person_id = o.person_id)`,
    [domainId],
  )
  await owner.query(
    `insert into support_period (domain_id, case_id, person_id, setting, origin, opened_on, opened_by, known_from)
     select c.domain_id, c.id, c.person_id, 'outside_school', 'register', current_date - 100, c.made_by, now() from support_case c
      where c.domain_id = $1 and not exists (select from support_period p where p.domain_id = c.domain_id and p.case_id = c.id)`,
    [domainId],
  )
  await owner.query(
    `insert into support_owner (domain_id, case_id, person_id, account_id, set_by, known_from)
     select c.domain_id, c.id, c.person_id, c.made_by, c.made_by, now() from support_case c
      where c.domain_id = $1 and not exists (select from support_owner o where o.domain_id = c.domain_id and o.case_id = c.id)`,
    [domainId],
  )
  await owner.query(
    `insert into outreach_next (domain_id, person_id, on_day, channel, set_by, known_from)
     select c.domain_id, c.person_id, current_date - 20 + (random() * 60)::integer, 'call', c.made_by, now() from support_case c
      where c.domain_id = $1 and not exists (select from outreach_next n where n.domain_id = c.domain_id and n.person_id = c.person_id)`,
    [domainId],
  )
}

async function asOwner<Answer>(sedd: Sedd, work: (owner: Client) => Promise<Answer>): Promise<Answer> {
  const owner = new Client(sedd.owner)
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}
