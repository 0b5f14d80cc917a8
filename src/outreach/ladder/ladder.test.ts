import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { isTheirs, openStepOf } from '../../../test/build/ladder.ts'
import { asOwner, type Writer } from '../../../test/build/notes.ts'
import { aPerson, type NewPerson } from '../../../test/build/people.ts'
import { aDropout, anEnrolment } from '../../../test/build/register.ts'
import { withCodes } from '../../../test/build/things.ts'
import type { Write } from '../../kernel/database.ts'
import { addDays, day, dayIn, type Instant } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import type { PersonId } from '../../people/model.ts'
import { recomputeRegister, turnDay } from '../../register/actions.ts'
import { tellOfVisit } from '../../tasks/alert-queue.ts'
import { logContact } from '../contacts/actions.ts'
import type { Channel, ContactOutcome, Direction } from '../contacts/model.ts'
import { contactsOf } from '../contacts/store.ts'
import { advanceRun, endRest, restLadder, setProtocol, skipStep, startRun, stopRun } from './actions.ts'
import { ladderCounts, ladderRows } from './list-store.ts'
import { planLadder } from './plan-actions.ts'
import { movedBy } from './plan-store.ts'
import { DEFAULT_STEPS } from './rules.ts'
import { ladderOf } from './standing-store.ts'
import { cancelVisit, logVisit, planVisit } from './visit-actions.ts'

let bed: TestBed
let domain: TestDomain
let coordinator: Writer
let coach: Writer

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  const administrator = await signedIn(bed, domain, { role: 'administrator' })
  await withCodes({ bed, domain, staff: { administrator, kaa_coordinator: coordinator } })
})
after(() => bed.close())

const KNOWN: NewPerson = { phone: '070-174 06 05', street: 'Storgatan 1' }

async function aMember(given: NewPerson & { leftOn?: string } = KNOWN): Promise<PersonId> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aDropout(tx, given)
    await ownedBy(tx, id, coach.accountId)
    return id
  })
}

/** In the middle of a day, by the clock in Sweden or near enough. */
async function on(today: string, work: () => Promise<unknown> = () => night()): Promise<void> {
  bed.setNow(`${today}T10:00:00Z`)
  await work()
}

/** The day turns, and the ladder is planned. */
async function night(): Promise<void> {
  await bed.jobs.write(domain.machine, turnDay)
  await bed.jobs.write(domain.machine, (tx) => planLadder(tx))
}

const standing = (id: PersonId) => bed.jobs.read(domain.machine, (tx) => ladderOf(tx, id))

/** `sms_first open`, `call_first done` …: each step with how it stands, but for guardians of whom nothing is known. */
async function steps(id: PersonId): Promise<readonly string[]> {
  const { steps: list } = await standing(id)
  return list
    .filter(isTheirs)
    .map(({ code, closedAs, reason }) => [code, closedAs ?? 'open', ...(reason ? [reason] : [])].join(' '))
}

const refusedAs = (code: string) => (error: unknown) =>
  error instanceof Refused && (error.code === code || error.fields.some((each) => each.code === code))

type Made = { readonly channel: Channel; readonly outcome: ContactOutcome; readonly direction?: Direction }

/** A contact that the coach logs now, with what follows from it. */
async function logged(id: PersonId, { channel, outcome, direction = 'out' }: Made): Promise<void> {
  await bed.web.write(coach, async (tx) => {
    const how = { channel, through: 'self', direction, outcome, minutes: null } as const
    await logContact(tx, {
      personId: id,
      ...how,
      happenedAt: tx.now,
      doneBy: null,
      withBy: null,
      next: null,
      words: '',
    })
  })
}

const asCoach = (work: (tx: Write) => Promise<unknown>) => bed.web.write(coach, work)

test('one new in the register stands on the ladder the next morning, once, with the first step to do', async () => {
  await on('2026-10-15')
  const id = await aMember()
  await night()
  assert.deepEqual(await steps(id), ['sms_first open'])
  const before = await standing(id)
  assert.deepEqual([before.run?.startedAs, before.run?.startedOn], ['entered', '2026-10-15'])
  const again = await bed.jobs.write(domain.machine, (tx) => planLadder(tx))
  assert.deepEqual(again, { started: 0, opened: 0, done: 0, ended: 0 })
  assert.deepEqual(await steps(id), ['sms_first open'])
})

test('a text that is logged does the step at once; the call comes two workdays later, after the weekend', async () => {
  await on('2026-10-15')
  const id = await aMember()
  await night()
  await logged(id, { channel: 'sms', outcome: 'sent' })
  assert.deepEqual(await steps(id), ['sms_first done'])
  for (const today of ['2026-10-16', '2026-10-17', '2026-10-18']) {
    await on(today)
    assert.deepEqual(await steps(id), ['sms_first done'], today)
  }
  await on('2026-10-19')
  assert.deepEqual(await steps(id), ['sms_first done', 'call_first open'])
  const { plan } = await standing(id)
  assert.ok(plan?.kind === 'step' && plan.dueFrom === '2026-10-19' && plan.deadlineOn === '2026-10-21')
  // Another text is no call: the step stays.
  await logged(id, { channel: 'sms', outcome: 'sent' })
  assert.deepEqual(await steps(id), ['sms_first done', 'call_first open'])
})

test('an answer takes one off the ladder, and the step that stood open is taken back', async () => {
  await on('2026-10-15')
  const id = await aMember()
  await night()
  await logged(id, { channel: 'sms', outcome: 'answered', direction: 'in' })
  const { run } = await standing(id)
  assert.deepEqual([run?.closedAs, await steps(id)], ['reached', ['sms_first withdrawn stopped']])
  await on('2026-10-16')
  assert.deepEqual(await steps(id), ['sms_first withdrawn stopped'])
})

test('who begins to study leaves the register, and the ladder with it; who comes back begins anew', async () => {
  await on('2026-10-15')
  const id = await aMember()
  await night()
  await bed.jobs.write(domain.machine, async (tx) => {
    await anEnrolment(
      tx,
      { id, number: '' },
      { from: '2026-10-20', until: '2026-11-03', interrupted: true, programme: 'TE' },
    )
    await tx.record('register.built', { personId: id })
  })
  await on('2026-10-20')
  assert.equal((await standing(id)).run?.closedAs, 'left')
  await on('2026-11-02')
  assert.equal((await standing(id)).run?.closedAs, 'left')
  await on('2026-11-03')
  const { run } = await standing(id)
  assert.deepEqual([run?.closedAs, run?.startedOn, await steps(id)], [null, '2026-11-03', ['sms_first open']])
})

test('29:9: on the twentieth birthday nobody is sought any longer', async () => {
  await on('2026-01-02')
  const id = await aMember({ ...KNOWN, born: '2006', leftOn: '2025-06-01' })
  await night()
  const born = await bed.jobs.read(domain.machine, async (tx) => (await ladderOf(tx, id)).facts.bornOn)
  const birthday = `2026${born.slice(4)}`
  await on(addDays(day(birthday), -1))
  const member = (await standing(id)).run
  await on(birthday)
  assert.deepEqual([member?.closedAs, (await standing(id)).run?.closedAs], [null, 'left'])
})

test('29:9, the summer: who left compulsory school this spring is sought from the day work begins, over the half-year', async () => {
  await on('2026-06-30')
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const person = await aDropoutOfNothing(tx)
    await tx.record('register.built', { personId: person.id })
    return person
  })
  for (const today of ['2026-07-01', '2026-08-31']) {
    await on(today)
    assert.equal((await standing(id)).run, null, today)
  }
  await on('2026-09-01')
  assert.deepEqual(await steps(id), ['sms_first open'])
})

/** Sixteen this year, and never enrolled. */
async function aDropoutOfNothing(tx: Write) {
  const person = await aPerson(tx, { ...KNOWN, born: '2010' })
  await recomputeRegister(tx, 'all')
  return person
}

test('a pause takes the step back, and the wait runs from the day after it; an exemption is for those who lead', async () => {
  await on('2026-10-15')
  const id = await aMember()
  await night()
  const until = { personId: id, lastOn: day('2026-10-20') }
  await asCoach((tx) => restLadder(tx, { ...until, kind: 'pause', reason: 'away' }))
  assert.deepEqual(await steps(id), ['sms_first withdrawn rested'])
  await on('2026-10-20')
  assert.deepEqual(await steps(id), ['sms_first withdrawn rested'])
  await on('2026-10-21')
  assert.deepEqual(await steps(id), ['sms_first withdrawn rested', 'sms_first open'])
  const exempt = { personId: id, lastOn: day('2026-12-01'), kind: 'exempt', reason: 'declined' } as const
  await assert.rejects(
    asCoach((tx) => restLadder(tx, exempt)),
    refusedAs('outreach.exempt'),
  )
  await bed.web.write(coordinator, (tx) => restLadder(tx, exempt))
  await on('2026-11-20')
  assert.equal((await standing(id)).plan?.kind, 'resting')
  await assert.rejects(
    asCoach((tx) => advanceRun(tx, id)),
    refusedAs('nothing_next'),
  )
  await bed.web.write(coordinator, (tx) => endRest(tx, { personId: id, kind: 'exempt' }))
  await night()
  assert.equal((await steps(id)).at(-1), 'sms_first open')
})

test('who is exempted before they come on the ladder is not put on it', async () => {
  await on('2026-10-15')
  const id = await aMember()
  await bed.web.write(coordinator, (tx) =>
    restLadder(tx, { personId: id, lastOn: day('2026-10-20'), kind: 'exempt', reason: 'safety' }),
  )
  await night()
  assert.equal((await standing(id)).run, null)
  await assert.rejects(
    asCoach((tx) => startRun(tx, id)),
    refusedAs('resting'),
  )
  await on('2026-10-21')
  assert.deepEqual(await steps(id), ['sms_first open'])
})

test('one with protected identity gets a letter, forwarded, and never a text', async () => {
  await on('2026-10-15')
  const id = await aMember({ phone: '070-174 06 05', protection: 'protected_registration' })
  await night()
  const passed = ['guardian_first', 'sms_first', 'call_first', 'sms_reminder'].map(
    (code) => `${code} left_out protected`,
  )
  assert.deepEqual(await steps(id), [])
  await on('2026-10-20')
  assert.deepEqual(await steps(id), [...passed, 'letter_first open'])
})

test('protected overnight: the text that stood open is passed over', async () => {
  await on('2026-10-15')
  const id = await aMember()
  await night()
  await asOwner(bed, (client) =>
    client.query(`update person set protection = 'confidentiality_marking' where id = $1`, [id]),
  )
  await bed.jobs.write(domain.machine, (tx) => planLadder(tx))
  assert.deepEqual(await steps(id), ['sms_first left_out protected'])
})

test('started, stopped and brought forward by hand: one run at a time, each for a reason', async () => {
  await on('2026-10-15')
  const id = await aMember()
  await night()
  await assert.rejects(
    asCoach((tx) => startRun(tx, id)),
    refusedAs('run_open'),
  )
  await assert.rejects(
    asCoach((tx) => advanceRun(tx, id)),
    refusedAs('step_open'),
  )
  await asCoach((tx) => stopRun(tx, { personId: id, reason: 'agreed' }))
  await assert.rejects(
    asCoach((tx) => stopRun(tx, { personId: id, reason: 'agreed' })),
    refusedAs('no_run'),
  )
  await night()
  assert.deepEqual(await steps(id), ['sms_first withdrawn stopped'])
  await asCoach((tx) => startRun(tx, id))
  await night()
  const stepId = await openStepOf({ bed, domain }, id)
  await asCoach((tx) => skipStep(tx, { personId: id, stepId, reason: 'not_suitable' }))
  await assert.rejects(
    asCoach((tx) => skipStep(tx, { personId: id, stepId, reason: 'other' })),
    refusedAs('step_closed'),
  )
  await asCoach((tx) => advanceRun(tx, id))
  assert.deepEqual(await steps(id), ['sms_first skipped not_suitable', 'call_first open'])
})

test('no step is done twice, whatever is written: the database itself refuses', async () => {
  await on('2026-10-15')
  const id = await aMember()
  await night()
  await logged(id, { channel: 'sms', outcome: 'sent' })
  const again = asOwner(bed, (client) =>
    client.query(
      `insert into outreach_step (domain_id, person_id, run_id, code, channel, through, role, due_from, deadline_on, set_by, known_from)
       select domain_id, person_id, run_id, code, channel, through, role, due_from, deadline_on, set_by, known_from
         from outreach_step where person_id = $1`,
      [id],
    ),
  )
  await assert.rejects(again, /outreach_step_once/)
})

test('a home visit is planned by two, logged with both, and does its step', async () => {
  await on('2026-10-15')
  const id = await aMember({ street: 'Storgatan 1' })
  await night()
  await on('2026-10-19')
  const visit = {
    ...{ personId: id, visitAt: '2026-10-20T08:00:00.000Z' as Instant, firstBy: coach.accountId },
    ...({ announced: 'letter', safety: ['call_in', 'animals'], words: 'Ring på hos grannen.' } as const),
  }
  const alone = { ...visit, secondBy: coach.accountId }
  await assert.rejects(
    asCoach((tx) => planVisit(tx, alone, tellOfVisit)),
    refusedAs('two_persons'),
  )
  const two = { ...visit, secondBy: coordinator.accountId }
  const visitId = await bed.web.write(coach, (tx) => planVisit(tx, two, tellOfVisit))
  await assert.rejects(
    asCoach((tx) => planVisit(tx, two, tellOfVisit)),
    refusedAs('visit_open'),
  )
  await assert.rejects(
    asCoach((tx) => logVisit(tx, { personId: id, visitId, outcome: 'not_home', minutes: null })),
    refusedAs('visit_ahead'),
  )
  await on('2026-10-20', async () => undefined)
  await asCoach((tx) => logVisit(tx, { personId: id, visitId, outcome: 'not_home', minutes: 15 }))
  const [contact] = await bed.jobs.read(domain.machine, (tx) =>
    contactsOf(tx, { root: id, struck: false, limit: 1, offset: 0 }),
  )
  assert.deepEqual(
    [contact?.channel, contact?.outcome, contact?.doneBy, contact?.withBy, contact && dayIn(contact.happenedAt)],
    ['home_visit', 'not_home', coach.accountId, coordinator.accountId, '2026-10-20'],
  )
  await assert.rejects(
    asCoach((tx) => cancelVisit(tx, { personId: id, visitId }, tellOfVisit)),
    refusedAs('visit_closed'),
  )
})

test('who does not follow the young person finds no ladder', async () => {
  await on('2026-10-15')
  const id = await aMember()
  await night()
  const stranger = await signedIn(bed, domain, { role: 'coach' })
  const stepId = await openStepOf({ bed, domain }, id)
  for (const work of [
    (tx: Write) => startRun(tx, id),
    (tx: Write) => skipStep(tx, { personId: id, stepId, reason: 'other' }),
    (tx: Write) => stopRun(tx, { personId: id, reason: 'other' }),
  ])
    await assert.rejects(
      bed.web.write(stranger, work),
      (error) => error instanceof Refused && error.kind === 'not_found',
    )
})

test('the lists: what is to be done, what is late, and who is waited for, one’s own or everybody’s', async () => {
  const here = await aDomain(bed)
  const [leader, own] = [
    await signedIn(bed, here, { role: 'kaa_coordinator' }),
    await signedIn(bed, here, { role: 'coach' }),
  ]
  bed.setNow('2026-10-15T10:00:00Z')
  const ids = await bed.jobs.write(here.machine, async (tx) => {
    const people = [await aDropout(tx, KNOWN), await aDropout(tx, KNOWN), await aDropout(tx, KNOWN)]
    await ownedBy(tx, people[0]?.id ?? '', own.accountId)
    await planLadder(tx)
    return people.map(({ id }) => id)
  })
  const counts = (who: Writer, mine: boolean) =>
    bed.web.read(who, (tx) => ladderCounts(tx, { mine, step: null, role: null }))
  assert.deepEqual(await counts(leader, false), { due: 3, overdue: 0, waiting: 0 })
  assert.deepEqual(await counts(own, false), { due: 1, overdue: 0, waiting: 0 })
  assert.deepEqual(await counts(leader, true), { due: 0, overdue: 0, waiting: 0 })
  await bed.web.write(leader, async (tx) => {
    const how = { channel: 'sms', through: 'self', direction: 'out', outcome: 'sent', minutes: null } as const
    const personId = ids[1] ?? ''
    await logContact(tx, { personId, ...how, happenedAt: tx.now, doneBy: null, withBy: null, next: null, words: '' })
  })
  bed.setNow('2026-10-17T10:00:00Z')
  assert.deepEqual(await counts(leader, false), { due: 0, overdue: 2, waiting: 1 })
  const asked = { mine: false, step: 'call_first', role: null, limit: 100, offset: 0 }
  assert.deepEqual(await bed.web.read(leader, (tx) => ladderRows(tx, { ...asked, view: 'overdue' })), [])
  const late = await bed.web.read(leader, (tx) => ladderRows(tx, { ...asked, step: 'sms_first', view: 'overdue' }))
  assert.deepEqual(
    late.map(({ id }) => id),
    [ids[0], ids[2]].toSorted(),
  )
})

test('a new order: how many it moves is told first, and what has been done stays done', async () => {
  const here = await aDomain(bed)
  const leader = await signedIn(bed, here, { role: 'kaa_coordinator' })
  bed.setNow('2026-10-15T10:00:00Z')
  const [first, second] = await bed.jobs.write(here.machine, async (tx) => {
    const people = [await aDropout(tx, KNOWN), await aDropout(tx, KNOWN)]
    await planLadder(tx)
    return people.map(({ id }) => id)
  })
  const stepId = await openStepOf({ bed, domain: here }, first ?? '')
  await bed.web.write(leader, (tx) => skipStep(tx, { personId: first ?? '', stepId, reason: 'other' }))
  const changed = DEFAULT_STEPS.map((step) => (step.code === 'call_first' ? { ...step, waitDays: 0 } : step))
  const moved = await bed.web.read(leader, (tx) => movedBy(tx, DEFAULT_STEPS, changed))
  assert.deepEqual(moved, { of: 2, moved: 1 })
  await assert.rejects(
    bed.web.write(leader, (tx) => setProtocol(tx, { steps: changed, seen: 0 })),
    refusedAs('protocol_changed'),
  )
  await assert.rejects(
    bed.web.write(leader, (tx) => setProtocol(tx, { steps: [], seen: 1 })),
    refusedAs('no_steps'),
  )
  await bed.web.write(leader, (tx) => setProtocol(tx, { steps: changed, seen: 1 }))
  await bed.jobs.write(here.machine, (tx) => planLadder(tx))
  const codes = async (id = '') =>
    (await bed.jobs.read(here.machine, (tx) => ladderOf(tx, id as PersonId))).steps
      .filter(isTheirs)
      .map(({ code, closedAs }) => `${code} ${closedAs ?? 'open'}`)
  assert.deepEqual(
    [await codes(first), await codes(second)],
    [['sms_first skipped', 'call_first open'], ['sms_first open']],
  )
  const without = changed
    .filter(({ code }) => code !== 'sms_first')
    .map((step, index) => ({ ...step, place: index + 1 }))
  await bed.web.write(leader, (tx) => setProtocol(tx, { steps: without, seen: 2 }))
  await bed.jobs.write(here.machine, (tx) => planLadder(tx))
  assert.deepEqual(
    [await codes(first), await codes(second)],
    [
      ['sms_first skipped', 'call_first open'],
      ['sms_first withdrawn', 'call_first open'],
    ],
  )
})
