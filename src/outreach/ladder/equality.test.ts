import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Client } from 'pg'
import { aDomain, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { asOwner } from '../../../test/build/notes.ts'
import { addDays, addYears, day, type Instant, type PlainDate } from '../../kernel/date.ts'
import { holidaysBetween } from '../../organisations/calendar-store.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { lastDay } from './calendar-sql.ts'
import { Condition, type ProtocolStep, Sendable, StepChannel } from './model.ts'
import { planLadder } from './plan-actions.ts'
import { type LadderFacts, leftOutReason, type Plan, planFor, REACHES_GUARDIANS, type RunState } from './rules.ts'

/** A Thursday before a weekend, and days near enough that holidays, the turned clock and the turn of the year fall among them. */
const TODAYS = ['2026-10-15', '2026-10-26', '2026-12-28', '2027-01-04', '2027-03-29', '2027-06-30', '2027-07-01'].map(
  day,
)

let bed: TestBed
let domain: TestDomain

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
})
after(() => bed.close())

type Contact = {
  readonly on: PlainDate
  readonly hour: number
  readonly achieved: boolean
  readonly through: 'self' | 'school'
}
type OnLadder = {
  readonly id: string
  readonly facts: LadderFacts
  readonly run: Omit<RunState, 'isReached' | 'isMember' | 'wasMember'>
  readonly period: { readonly from: PlainDate | null; readonly until: PlainDate | null } | null
  readonly contact: Contact | null
}

const near = (on: PlainDate, least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((days) => addDays(on, days))

const someFacts = (today: PlainDate): fc.Arbitrary<LadderFacts> =>
  fc
    .record({
      bornOn: fc.oneof(near(addYears(today, -18), -3, 40), fc.constantFrom('2008-02-29', '2007-05-01').map(day)),
      isProtected: fc.integer({ min: 0, max: 4 }).map((dice) => dice === 0),
      hasAddress: fc.boolean(),
      own: someWay,
      ownMails: fc.constantFrom(...Sendable.options),
      guardian: someWay,
      guardianMails: fc.constantFrom(...Sendable.options),
    })
    .map(({ own, ownMails, guardian, ...facts }) => ({
      ...{ ...facts, hasPhone: own.phone, texts: own.texts, mails: ownMails },
      ...{ guardianPhone: guardian.phone, guardianTexts: guardian.texts },
    }))

/** A number that is wrong, or takes texts, is there; one who has said no may have none. */
const someWay = fc.constantFrom(
  ...([
    { phone: true, texts: 'yes' },
    { phone: true, texts: 'yes' },
    { phone: true, texts: 'wrong_number' },
    { phone: true, texts: 'none' },
    { phone: false, texts: 'none' },
    { phone: true, texts: 'opted_out' },
    { phone: false, texts: 'opted_out' },
  ] as const),
)

const someSteps: fc.Arbitrary<readonly ProtocolStep[]> = fc
  .array(
    fc.record({
      channel: fc.constantFrom(...StepChannel.options),
      guardian: fc.boolean(),
      waitDays: fc.constantFrom(0, 0, 1, 2, 5, 60),
      deadlineDays: fc.constantFrom(0, 1, 3, 60),
      onlyIf: fc.option(fc.constantFrom(...Condition.options), { nil: null }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((made) =>
    made.map(({ channel, guardian, waitDays, deadlineDays, onlyIf }, index) => ({
      ...{ code: `step_${index + 1}`, place: index + 1, channel, waitDays, deadlineDays, onlyIf },
      through: guardian && REACHES_GUARDIANS.includes(channel) ? ('guardian' as const) : ('self' as const),
      ...{ role: 'owner' as const, templateCode: null },
    })),
  )

function someRun(today: PlainDate, steps: readonly ProtocolStep[]): fc.Arbitrary<OnLadder['run']> {
  const ways = fc.constantFrom('done', 'skipped', 'left_out')
  return fc
    .record({
      startedAs: fc.constantFrom('entered', 'referral', 'by_hand'),
      startedOn: near(today, -40, 0),
      taken: fc.integer({ min: 0, max: steps.length }),
      shuffles: fc.integer({ min: 0, max: 3 }).map((dice) => dice === 0),
      as: fc.array(ways, { minLength: steps.length, maxLength: steps.length }),
      daysAgo: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: steps.length, maxLength: steps.length }),
      // Which of those that are left stands open: not always the next, for orders change.
      opens: fc.option(fc.nat(), { nil: null }),
      order: fc.shuffledSubarray([...steps], { minLength: steps.length }),
      rests: fc.array(
        fc.record({
          kind: fc.constantFrom('pause', 'exempt'),
          from: near(today, -30, 2),
          days: fc.integer({ min: 1, max: 30 }),
        }),
        { maxLength: 2 },
      ),
    })
    .map(({ startedAs, startedOn, taken, as, daysAgo, opens, order, shuffles, rests }) => {
      const on = (index: number) => {
        const told = addDays(today, -(daysAgo[index] ?? 0))
        return [told, startedOn].toSorted().at(-1) ?? told
      }
      const met = shuffles ? order : steps
      const left = met.slice(taken)
      const next = opens === null ? undefined : left[opens % 3 === 0 ? opens % left.length : 0]
      return {
        ...{ startedAs, startedOn },
        taken: met.slice(0, taken).map(({ code }, index) => ({ code, as: as[index] ?? 'done', on: on(index) })),
        open: next ? { code: next.code, dueFrom: on(taken), deadlineOn: addDays(on(taken), 3) } : null,
        rests: rests.map(({ kind, from, days }) => ({ kind, fromOn: from, untilOn: addDays(from, days) })),
      }
    })
}

const someone = (today: PlainDate, steps: readonly ProtocolStep[]): fc.Arbitrary<OnLadder> =>
  fc.record({
    id: fc.constant(null).map(() => randomUUID()),
    facts: someFacts(today),
    run: someRun(today, steps),
    period: fc.option(
      fc.record({
        from: fc.option(near(today, -60, -41), { nil: null }),
        until: fc.option(near(today, -20, 20), { nil: null, freq: 2 }),
      }),
      { nil: null, freq: 4 },
    ),
    contact: fc.option(
      fc.record({
        ...{ on: near(today, -45, 0), hour: fc.integer({ min: 0, max: 9 }), achieved: fc.boolean() },
        through: fc.constantFrom('self', 'school'),
      }),
      { nil: null },
    ),
  })

const scene = fc.tuple(fc.constantFrom(...TODAYS), someSteps).chain(([today, steps]) =>
  fc.record({
    today: fc.constant(today),
    steps: fc.constant(steps),
    people: fc.array(someone(today, steps), { minLength: 10, maxLength: 25 }),
  }),
)

/** A run begins at two in the night, before any of the contacts of its day. */
const begins = (on: PlainDate) => `${on}T00:30:00.000Z`
const made = ({ on, hour }: Contact) => `${on}T0${hour}:45:00.000Z` as Instant

function stateOf({ run, period, contact }: OnLadder, today: PlainDate): RunState {
  const isReached = contact?.achieved === true && contact.through === 'self' && made(contact) >= begins(run.startedOn)
  const until = period?.until ?? null
  return {
    ...{ ...run, isReached },
    isMember: period !== null && (until === null || until > today),
    wasMember: until !== null && until <= today && until > run.startedOn,
  }
}

test('the plan of many in SQL says of each what the rule says of one', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ today, steps, people }) => {
      await cleared()
      bed.setNow(`${today}T10:00:00Z`)
      await asOwner(bed, (client) => written(client, { steps, people }))
      await bed.jobs.write(domain.machine, (tx) => planLadder(tx))
      const holidays = await bed.jobs.read(domain.machine, (tx) =>
        holidaysBetween(tx, addDays(today, -60), lastDay(today)),
      )
      const found = await asOwner(bed, readBack)
      for (const person of people) {
        const plan = planFor(person.facts, stateOf(person, today), steps, { today, holidays })
        const told = JSON.stringify({ today, steps, person, plan })
        assert.deepEqual(found.get(person.id), expected(person, plan, today), told)
        never(person, plan, { today, steps })
      }
    }),
    { numRuns: 16 },
  )
})

/** What is never planned, by the plainest words there are. */
function never(
  person: OnLadder,
  plan: Plan,
  { today, steps }: { today: PlainDate; steps: readonly ProtocolStep[] },
): void {
  if (plan.kind !== 'step') return
  const { facts, run } = person
  assert.ok(!run.taken.some(({ code }) => code === plan.step.code), 'a step twice')
  assert.ok(!run.rests.some(({ fromOn, untilOn }) => fromOn <= today && today < untilOn), 'one who rests')
  assert.ok(!stateOf(person, today).isReached, 'one who was reached')
  assert.ok(!facts.isProtected || ['letter', 'home_visit'].includes(plan.step.channel), 'a protected one past the rule')
  const on = plan.dueFrom > today ? plan.dueFrom : today
  assert.ok(plan.step.through !== 'guardian' || on < addYears(facts.bornOn, 18), 'the guardians of one who is of age')
  assert.ok(steps.some(({ code }) => code === plan.step.code))
  assert.equal(leftOutReason(plan.step, facts, on), null)
}

type Found = {
  readonly run: string | null
  readonly open: string | null
  readonly passed: readonly string[]
}

/** What stands afterwards, by the plan. */
function expected({ run }: OnLadder, plan: Plan, today: PlainDate): Found {
  const isOpen = (code: string) => run.open?.code === code
  const passed = (list: readonly { code: string; reason: string }[], all: boolean) =>
    list.filter(({ code }) => all || isOpen(code)).map(({ code, reason }) => `${code} ${reason}`)
  if (plan.kind === 'stopped') return { run: plan.as, open: null, passed: [] }
  if (plan.kind === 'resting') return { run: null, open: null, passed: [] }
  if (plan.kind !== 'step')
    return {
      run: plan.kind === 'finished' ? 'finished' : null,
      open: null,
      passed: passed(plan.leftOut, plan.kind === 'finished'),
    }
  const { step, dueFrom, deadlineOn } = plan
  const isDue = dueFrom <= today
  return {
    run: null,
    open: isDue || isOpen(step.code) ? `${step.code} ${dueFrom} ${deadlineOn}` : null,
    passed: passed(plan.leftOut, isDue),
  }
}

const cleared = () =>
  asOwner(bed, async (client) => {
    for (const table of [
      'outreach_step',
      'outreach_run',
      'outreach_rest',
      'outreach_contact',
      'outreach_protocol_step',
      'outreach_protocol',
    ])
      await client.query(`delete from ${table} where domain_id = $1`, [domain.id])
    for (const table of [
      'message_stop',
      'register_period',
      'person_contact',
      'person_guardian',
      'person_address',
      'person',
    ])
      await client.query(`delete from ${table} where domain_id = $1`, [domain.id])
  })

async function written(
  client: Client,
  { steps, people }: { steps: readonly ProtocolStep[]; people: readonly OnLadder[] },
) {
  const protocolId = randomUUID()
  const by = randomUUID()
  await client.query(
    `insert into outreach_protocol (domain_id, id, version, set_by, known_from) values ($1, $2, 1, $3, '2026-01-01')`,
    [...[domain.id, protocolId, by]],
  )
  for (const step of steps)
    await client.query(
      `insert into outreach_protocol_step (domain_id, protocol_id, code, place, channel, through, wait_days, deadline_days, role, only_if)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        domain.id,
        protocolId,
        step.code,
        step.place,
        step.channel,
        step.through,
        step.waitDays,
        step.deadlineDays,
        step.role,
        step.onlyIf,
      ],
    )
  for (const person of people) await writtenOne(client, { person, protocolId, by, steps })
}

type Writing = {
  readonly person: OnLadder
  readonly protocolId: string
  readonly by: string
  readonly steps: readonly ProtocolStep[]
}

async function writtenOne(client: Client, { person, protocolId, by, steps }: Writing): Promise<void> {
  const { id, facts, run, period, contact } = person
  const own = [domain.id, id] as const
  await client.query(
    `insert into person (domain_id, id, root_id, birth_date, latest_birth_date, protection, known_from) values ($1, $2, $2, $3, $3, $4, '2026-01-01')`,
    [...own, facts.bornOn, facts.isProtected ? 'protected_registration' : 'none'],
  )
  await reachedBy(client, person, by)
  if (period !== null)
    await client.query(
      `insert into register_period (domain_id, person_id, from_on, until_on, reason, sort_name, known_from) values ($1, $2, $3, $4, 'AVBROTT_NATIONELLT', '', '2026-01-01')`,
      [...own, period.from, period.until],
    )
  const runId = randomUUID()
  await client.query(
    `insert into outreach_run (domain_id, person_id, id, protocol_id, started_as, started_on, set_by, known_from) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [...own, runId, protocolId, run.startedAs, run.startedOn, by, begins(run.startedOn)],
  )
  const step = (code: string) => steps.find((each) => each.code === code)
  const columns =
    'domain_id, person_id, run_id, code, channel, through, role, due_from, deadline_on, set_by, known_from'
  const base = (code: string) => [...own, runId, code, step(code)?.channel, step(code)?.through, 'owner']
  const reasons = { done: null, skipped: 'other', left_out: 'no_phone' } as const
  for (const { code, as, on } of run.taken)
    await client.query(
      `insert into outreach_step (${columns}, closed_as, reason, closed_on, closed_by, known_until)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $8, $9, $10)`,
      [...base(code), on, by, begins(on), as, reasons[as]],
    )
  if (run.open)
    await client.query(`insert into outreach_step (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, [
      ...base(run.open.code),
      ...[run.open.dueFrom, run.open.deadlineOn, by, begins(run.open.dueFrom)],
    ])
  for (const { kind, fromOn, untilOn } of run.rests)
    await client.query(
      `insert into outreach_rest (domain_id, person_id, kind, reason, from_on, until_on, set_by, known_from) values ($1, $2, $3, 'other', $4, $5, $6, $7)`,
      [...own, kind, fromOn, untilOn, by, begins(fromOn)],
    )
  if (contact !== null)
    await client.query(
      `insert into outreach_contact (domain_id, person_id, id, contact_id, channel, through, direction, outcome, happened_at, done_by, recorded_by, known_from)
       values ($1, $2, $3, $3, 'walk', $4, 'out', $5, $6::timestamptz, $7, $7, $6::timestamptz)`,
      [...own, randomUUID(), contact.through, contact.achieved ? 'talked' : 'missed', made(contact), by],
    )
}

/** The numbers and addresses of one, and what stops messages to them. */
async function reachedBy(client: Client, { id, facts }: OnLadder, by: string): Promise<void> {
  const own = [domain.id, id] as const
  const told = async (kind: string, value: string) =>
    client.query(
      `insert into person_contact (domain_id, person_id, kind, value, source, noted_on, known_from) values ($1, $2, $3, $4, 'test', '2026-01-01', '2026-01-01')`,
      [...own, kind, value],
    )
  const stopped = async (sendable: Sendable, channel: string, whose: string, address: string | null) => {
    if (sendable === 'yes' || sendable === 'none') return
    // Who has no number can only have said no to whatever there will be.
    await client.query(
      `insert into message_stop (domain_id, person_id, kind, channel, whose, address, how, set_by, known_from)
       values ($1, $2, $3, $4, $5, $6, 'reply', $7, '2026-01-01')`,
      [...own, sendable, channel, whose, address, by],
    )
  }
  if (facts.hasPhone) await told('phone', facts.texts === 'none' ? '08-465 004 05' : '070-174 06 05')
  await stopped(facts.texts, 'sms', 'self', facts.hasPhone ? '46701740605' : null)
  if (facts.mails === 'yes' || facts.mails === 'wrong_number') await told('email', 'A@example.se')
  await stopped(facts.mails, 'email', 'self', facts.mails === 'wrong_number' ? 'a@example.se' : null)
  if (facts.hasAddress)
    await client.query(
      `insert into person_address (domain_id, person_id, street, source, known_from) values ($1, $2, 'Storgatan 1', 'test', '2026-01-01')`,
      [...own],
    )
  const phone = facts.guardianTexts === 'none' ? '08-465 004 06' : '+46 (0)70 174 06 06'
  const hasMail = facts.guardianMails === 'yes' || facts.guardianMails === 'wrong_number'
  if (facts.guardianPhone || hasMail)
    await client.query(
      `insert into person_guardian (domain_id, person_id, name, relation, phone, email, source, noted_on, known_from)
       values ($1, $2, 'Maria', 'guardian', $3, $4, 'test', '2026-01-01', '2026-01-01')`,
      [...own, facts.guardianPhone ? phone : null, hasMail ? 'm@example.se' : null],
    )
  await stopped(facts.guardianTexts, 'sms', 'guardian', facts.guardianPhone ? '46701740606' : null)
  await stopped(
    facts.guardianMails,
    'email',
    'guardian',
    facts.guardianMails === 'wrong_number' ? 'm@example.se' : null,
  )
}

async function readBack(client: Client): Promise<ReadonlyMap<string, Found>> {
  const { rows } = await client.query<Found & { id: string }>(
    `select r.person_id as id, r.closed_as as run,
            (select s.code || ' ' || s.due_from || ' ' || s.deadline_on from outreach_step s where s.run_id = r.id and s.known_until is null) as open,
            array(select s.code || ' ' || s.reason from outreach_step s join outreach_protocol_step p on p.code = s.code and p.protocol_id = r.protocol_id
                   where s.run_id = r.id and s.closed_as = 'left_out' and s.set_by <> r.set_by
                      or s.run_id = r.id and s.closed_as = 'left_out' and s.closed_by <> r.set_by order by p.place) as passed
       from outreach_run r where r.domain_id = $1`,
    [domain.id],
  )
  return new Map(rows.map(({ id, ...found }) => [id, found]))
}
