import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { openStepOf } from '../../../test/build/ladder.ts'
import { asOwner, type Writer } from '../../../test/build/notes.ts'
import { aPerson } from '../../../test/build/people.ts'
import { aPlacement, aWorkplace } from '../../../test/build/placements.ts'
import { aDropout, anEnrolment } from '../../../test/build/register.ts'
import { assertHides, assertShows, siteOf } from '../../../test/build/site.ts'
import { aCase } from '../../../test/build/support.ts'
import { withCodes } from '../../../test/build/things.ts'
import { clockAt } from '../../kernel/clock.ts'
import type { Read } from '../../kernel/database.ts'
import { addDays, day, type Instant, type PlainDate } from '../../kernel/date.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { recomputeRegister, recordOccupation } from '../../register/actions.ts'
import { listParameters } from '../../register/parameter-view.ts'
import { bookAppointment } from '../../support/activities/appointment-actions.ts'
import { AGREED_DAYS } from '../../support/cases/next-store.ts'
import { planMeeting } from '../../support/meetings/actions.ts'
import { wordPlan } from '../../support/plan/actions.ts'
import { paths } from '../../ui/paths.ts'
import { logContact, setNext } from '../contacts/actions.ts'
import { advanceRun, skipStep, startRun } from '../ladder/actions.ts'
import { planLadder } from '../ladder/plan-actions.ts'
import { planVisit } from '../ladder/visit-actions.ts'
import { type BetweenAsked, GAPS } from './model.ts'
import { gapsOf, type Standing } from './rules.ts'
import { between, tallies } from './store.ts'

const TODAY = day('2026-10-15')

let bed: TestBed
let domain: TestDomain
let coordinator: Writer
let coach: Writer

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  const staff = { administrator: await signedIn(bed, domain, { role: 'administrator' }) }
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  await withCodes({ bed, domain, staff: { ...staff, kaa_coordinator: coordinator } })
})
after(() => bed.close())

type Youth = {
  readonly owner?: Writer
  readonly nextOn?: PlainDate
  readonly tried?: { readonly at: string; readonly achieved: boolean }
  /** Days from the day until what is known of the occupation is too old. */
  readonly statusDays?: number
  /** When the open step of the ladder should be done. */
  readonly stepBy?: PlainDate
  readonly name?: string
}

/** Somebody in the register, made by what staff do. */
async function aYouth({ owner, nextOn, tried, statusDays, stepBy, name = 'Ask' }: Youth): Promise<string> {
  const id = await bed.jobs.write(domain.machine, async (tx) => {
    const person = await aDropout(tx, { familyName: name, ...(stepBy && { phone: '070-174 06 05' }) })
    if (owner) await ownedBy(tx, person.id, owner.accountId)
    return person.id
  })
  const earlier = bed.web.at(clockAt('2026-09-22T08:00:00.000Z' as Instant))
  if (nextOn)
    await earlier.write(coordinator, (tx) => setNext(tx, { personId: id, next: { onDay: nextOn, channel: null } }))
  if (tried) {
    const outcome = tried.achieved ? 'talked' : 'no_answer'
    const how = { channel: 'call', through: 'self', direction: 'out', outcome, minutes: null } as const
    const logged = { personId: id, ...how, doneBy: null, withBy: null, next: null, words: '' }
    await bed.web.write(coordinator, (tx) => logContact(tx, { ...logged, happenedAt: tried.at as Instant }))
  }
  if (statusDays !== undefined) {
    const said = { personId: id, seen: undefined, occupation: 'ARBETE', source: 'sms', from: day('2026-09-22') }
    await earlier.write(coordinator, (tx) => recordOccupation(tx, said))
    await asOwner(bed, (client) =>
      client.query('update register_occupation set best_before_on = $1 where person_id = $2 and known_until is null', [
        addDays(TODAY, statusDays),
        id,
      ]),
    )
  }
  if (stepBy) await withStep(id, stepBy)
  return id
}

async function withStep(id: string, by: PlainDate): Promise<void> {
  await bed.jobs.write(domain.machine, (tx) => planLadder(tx, [id]))
  await bed.web.write(coordinator, async (tx) => {
    await startRun(tx, id)
    await advanceRun(tx, id)
  })
  await stepDue(id, by)
}

/** Says when the step that stands open should be done. */
async function stepDue(id: string, by: PlainDate): Promise<void> {
  await asOwner(bed, (client) =>
    client.query(
      'update outreach_step set due_from = $1, deadline_on = $1 where person_id = $2 and known_until is null',
      [...[by, id]],
    ),
  )
}

const known = async (tx: Read) => ({ rules: await listParameters(tx, tx.today), agreed: AGREED_DAYS })

const ALL: BetweenAsked = { mine: false, gap: null }
const listed = (who: Writer, asked: BetweenAsked = ALL) =>
  bed.web.read(who, async (tx) => {
    const { rows } = await between(tx, { ...asked, limit: 500, offset: 0 }, await known(tx))
    return rows
  })
const tallied = (who: Writer) => bed.web.read(who, async (tx) => tallies(tx, await known(tx)))

const WELL = { nextOn: day('2026-10-20'), tried: { at: '2026-10-14T08:00:00.000Z', achieved: true }, statusDays: 20 }

test('the list says of each what the rule says of one', async () => {
  const cases: readonly Youth[] = [
    { ...WELL, owner: coach },
    WELL,
    { owner: coach },
    { ...WELL, owner: coach, nextOn: day('2026-10-12'), tried: { at: '2026-10-11T08:00:00.000Z', achieved: true } },
    { ...WELL, owner: coach, tried: { at: '2026-10-01T08:00:00.000Z', achieved: false } },
    { ...WELL, owner: coach, tried: { at: '2026-10-02T08:00:00.000Z', achieved: false } },
    { ...WELL, owner: coach, stepBy: day('2026-10-14') },
    { ...WELL, owner: coach, stepBy: TODAY },
    { ...WELL, owner: coach, statusDays: 0 },
    { ...WELL, owner: coach, statusDays: 1 },
  ]
  const wanted = new Map<string, readonly string[]>()
  for (const youth of cases) {
    const standing: Standing = {
      hasOwner: youth.owner !== undefined,
      nextOn: youth.nextOn ?? null,
      stepBy: youth.stepBy ?? null,
      isOnLadder: youth.stepBy !== undefined,
      last: youth.tried ? { at: youth.tried.at as Instant, achieved: youth.tried.achieved } : null,
      statusKnown: youth.statusDays !== undefined,
      handoverBy: null,
      isMissing: false,
      statusUntil: youth.statusDays === undefined ? null : addDays(TODAY, youth.statusDays),
    }
    wanted.set(await aYouth(youth), gapsOf(standing, TODAY))
  }
  const rows = new Map((await listed(coordinator)).map(({ id, gaps }) => [id as string, gaps]))
  for (const [id, gaps] of wanted) assert.deepEqual(rows.get(id) ?? [], gaps)
  assert.equal(rows.size, [...wanted.values()].filter((gaps) => gaps.length > 0).length)
  const counts = await tallied(coordinator)
  assert.deepEqual(
    counts.map(({ owner, ready, between }) => [owner === coach.accountId, ready, between]),
    [
      [true, 9, 5],
      [false, 1, 1],
    ],
  )
  assert.deepEqual(
    GAPS.map((_, index) => counts.reduce((sum, { counts: each }) => sum + (each[index] ?? 0), 0)),
    [1, 1, 1, 1, 1, 1, 1, 0, 0],
  )
})

/** What is agreed on with somebody, each by what staff do. */
const AGREED: Readonly<Record<string, (personId: string) => Promise<unknown>>> = {
  'a meeting': async (personId) => {
    await aCase(bed, coordinator, { personId, ownerId: coach.accountId })
    const planned = { kind: 'joint', onDay: day('2026-10-16'), atTime: '13:00', place: '', agenda: '' } as const
    await bed.web.write(coordinator, (tx) => planMeeting(tx, { personId, ...planned, asked: ['youth'] }))
  },
  'a time to meet': async (personId) => {
    await aCase(bed, coordinator, { personId, ownerId: coach.accountId })
    const when = { onDay: day('2026-10-16'), atTime: '09:00', minutes: 30, way: 'here', reminds: false } as const
    const booked = { ...when, personId, activityId: null, accountId: coordinator.accountId }
    await bed.web.write(coordinator, (tx) => bookAppointment(tx, booked))
  },
  'a review of the plan': async (personId) => {
    await aCase(bed, coordinator, { personId, ownerId: coach.accountId })
    const plan = { personId, seen: null, words: 'Hitta en praktikplats', startsOn: TODAY }
    await bed.web.write(coordinator, (tx) => wordPlan(tx, plan))
  },
  'what is to be done at a placement': async (personId) => {
    await aCase(bed, coordinator, { personId, ownerId: coach.accountId })
    const at = await aWorkplace(bed, coordinator)
    await aPlacement(bed, coordinator, { ...at, personId, terms: { fromOn: TODAY } })
  },
  'a home visit': (personId) =>
    bed.web.write(coordinator, (tx) =>
      planVisit(
        tx,
        {
          ...{ personId, visitAt: '2026-10-16T13:00:00.000Z' as Instant, announced: 'letter', safety: ['call_in'] },
          ...{ firstBy: coordinator.accountId, secondBy: coach.accountId, words: '' },
        },
        async () => {},
      ),
    ),
  'a step that is due': async (personId) => {
    await bed.jobs.write(domain.machine, (tx) => planLadder(tx, [personId]))
    await stepDue(personId, day('2026-10-16'))
  },
  'an answer that is waited for': async (personId) => {
    await bed.jobs.write(domain.machine, (tx) => planLadder(tx, [personId]))
    const stepId = await openStepOf({ bed, domain }, personId)
    await bed.web.write(coordinator, (tx) => skipStep(tx, { personId, stepId, reason: 'done_otherwise' }))
  },
}

test('whoever something is agreed on with has a next contact, whatever it is, to whoever reaches them', async () => {
  const isNext = async (who: Writer, id: string) => {
    const row = (await listed(who)).find((each) => each.id === id)
    return row !== undefined && !row.gaps.includes('no_next') && !row.gaps.includes('overdue')
  }
  for (const [what, agree] of Object.entries(AGREED)) {
    const id = await bed.jobs.write(domain.machine, async (tx) => {
      const { id } = await aDropout(tx, { phone: '070-174 06 05', street: 'Storgatan 1' })
      await ownedBy(tx, id, coach.accountId)
      return id
    })
    assert.deepEqual([await isNext(coordinator, id), await isNext(coach, id)], [false, false], what)
    const before = await noNext(coordinator)
    await agree(id)
    assert.deepEqual([await isNext(coordinator, id), await isNext(coach, id)], [true, true], what)
    assert.equal(await noNext(coordinator), before - 1, what)
  }
})

/** How many the figure of the start page and of the list says have no next contact. */
async function noNext(who: Writer): Promise<number> {
  const at = GAPS.indexOf('no_next')
  return (await tallied(who)).reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0)
}

test('a meeting that has been, and of which nothing is said, is overdue from the day after', async () => {
  const on = async (onDay: PlainDate) => {
    const id = await aYouth({ owner: coach })
    await aCase(bed, coordinator, { personId: id, ownerId: coach.accountId })
    const planned = { kind: 'joint', onDay, atTime: '13:00', place: '', agenda: '' } as const
    await bed.web.write(coordinator, (tx) => planMeeting(tx, { personId: id, ...planned, asked: ['youth'] }))
    return (await listed(coach)).find((each) => each.id === id)?.gaps
  }
  assert.deepEqual(await on(TODAY), ['no_status'])
  assert.deepEqual(await on(day('2026-10-14')), ['overdue', 'no_status'])
})

test('a coach sees their own there, and one gap alone when it is chosen', async () => {
  const here = await aDomain(bed)
  const own = await signedIn(bed, here, { role: 'coach', displayName: 'Leyla Demir' })
  const other = await signedIn(bed, here, { role: 'coach' })
  const [mine] = await bed.jobs.write(here.machine, async (tx) => {
    const people = [await aDropout(tx, { familyName: 'Ek' }), await aDropout(tx, { familyName: 'Bok' })]
    await ownedBy(tx, people[0]?.id ?? '', own.accountId)
    await ownedBy(tx, people[1]?.id ?? '', other.accountId)
    return people.map(({ id }) => id)
  })
  assert.deepEqual(
    (await listed(own)).map(({ id }) => id),
    [mine],
  )
  assert.deepEqual(await listed(own, { mine: true, gap: 'no_owner' }), [])
  assert.equal((await listed(own, { mine: true, gap: 'no_next' })).length, 1)
  const page = await siteOf(bed).tab(own).get(paths.outreachBetween())
  assertShows(
    page,
    /Mellan stolarna/,
    /Ek/,
    /Ingen nästa kontakt/,
    /Sysselsättning okänd/,
    /Bestäm nästa kontakt/,
    /av 1 som ni har börjat arbeta med/,
  )
  assertHides(page, /Bok/)
  const english = await siteOf(bed)
    .tab(own, 'en')
    .get(paths.outreachBetween({ whose: 'all', gap: 'no_next' }))
  assertShows(english, /Between chairs/, /Only: No next contact/, /By case holder/, /Leyla Demir/)
})

test('who is about to begin studies, and who has left the register, stands nowhere', async () => {
  const here = await aDomain(bed)
  const leader = await signedIn(bed, here, { role: 'kaa_coordinator' })
  await bed.jobs.write(here.machine, async (tx) => {
    const admitted = await aDropout(tx)
    await anEnrolment(tx, admitted, { from: '2027-01-11' })
    const back = await aDropout(tx)
    await anEnrolment(tx, back, { from: '2026-10-01' })
    await recomputeRegister(tx, 'touched')
  })
  assert.deepEqual(await listed(leader), [])
  assertShows(
    await siteOf(bed)
      .tab(leader)
      .get(paths.outreachBetween({ whose: 'all' })),
    /Ingen faller mellan stolarna/,
  )
})

test('who has not come where they were admitted, and whom nobody is about to look for, stands there until it is settled', async () => {
  const id = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aPerson(tx, { born: '2010', givenName: 'Ines', familyName: 'Berg' })
    await anEnrolment(tx, made, { from: '2026-08-17' })
    await tx.record('register.built', { personId: made.id })
    return made.id
  })
  const gaps = async () => (await listed(coordinator)).find((each) => each.id === id)?.gaps ?? null
  const said = (what: 'not_arrived' | 'elsewhere') =>
    asOwner(bed, (client) =>
      client.query(
        `insert into transition_arrival (domain_id, person_id, starts_on, said, on_day, said_by, known_from)
         values ($1, $2, '2026-08-17', $3, '2026-10-01', $4, case $3 when 'elsewhere' then '2026-10-02' else '2026-10-01' end::timestamptz)`,
        [domain.id, id, what, coordinator.accountId],
      ),
    )
  assert.equal(await gaps(), null)
  await said('not_arrived')
  assert.deepEqual(await gaps(), ['not_arrived'])
  assertShows(
    await siteOf(bed)
      .tab(coordinator)
      .get(paths.outreachBetween({ whose: 'all', gap: 'not_arrived' })),
    /Ines/,
    /Har inte kommit till skolan/,
    /Ta reda på vad som hände/,
  )
  await asOwner(bed, (client) =>
    client.query(
      `update transition_arrival set known_until = '2026-10-02', closed_by = said_by where person_id = $1 and known_until is null`,
      [id],
    ),
  )
  await said('elsewhere')
  assert.equal(await gaps(), null)
})
