import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { onLadder, openStepOf } from '../../test/build/ladder.ts'
import type { Writer } from '../../test/build/notes.ts'
import { withCodes } from '../../test/build/things.ts'
import { addDays, day, type Instant } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { restLadder, setProtocol } from '../outreach/ladder/actions.ts'
import { planLadder } from '../outreach/ladder/plan-actions.ts'
import { DEFAULT_STEPS } from '../outreach/ladder/rules.ts'
import { logVisit, planVisit } from '../outreach/ladder/visit-actions.ts'
import { FakeGateway } from '../outreach/messages/fake-gateway.ts'
import { messageRound } from '../outreach/messages/hand-over-actions.ts'
import { receiveAnswer } from '../outreach/messages/inbound-actions.ts'
import { queueMessage } from '../outreach/messages/queue-actions.ts'
import { giveDay, putOff } from './actions.ts'
import { tellOfVisit } from './alert-queue.ts'
import { alerts } from './alert-store.ts'
import { tasksToday } from './card.ts'
import type { SharedSource } from './model.ts'
import { sharedWork } from './shared-store.ts'
import { slotsOf } from './slots.ts'
import { personTasks, taskSlots } from './source-sql.ts'

/** What outreach has to be done: home visits, steps of the ladder, and messages that went wrong. */

let bed: TestBed
let domain: TestDomain
let coach: Writer
let lead: Writer
let coordinator: Writer

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
  lead = await signedIn(bed, domain, { role: 'team_lead' })
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const administrator = await signedIn(bed, domain, { role: 'administrator' })
  await withCodes({ bed, domain, staff: { administrator, kaa_coordinator: coordinator } })
})
after(() => bed.close())

const NOON = '2026-10-15T10:00:00Z'
const CANNOT = { fields: [{ field: 'to', code: 'cannot_receive' }] }
const STAYS = { fields: [{ field: 'onDay', code: 'snooze_stays' }] }

async function aYouth(): Promise<readonly [string, string]> {
  bed.setNow(NOON)
  return onLadder({ bed, domain, staff: { kaa_coordinator: coordinator } } as never, coach)
}
const tasksOf = async (who: Writer, personId: string, account: string | null = who.accountId) =>
  (await bed.web.read(who, (tx) => personTasks(tx, { account, until: addDays(tx.today, 60), limit: 300 }))).filter(
    (task) => task.personId === personId,
  )
const sourceOf = async (who: Writer, personId: string, source: 'home_visit' | 'ladder_step') =>
  (await tasksOf(who, personId)).filter((task) => task.source === source)

function aVisit(personId: string, secondBy: string, visitAt = '2026-10-20T12:30:00.000Z') {
  const who = { personId, firstBy: coach.accountId, secondBy, visitAt: visitAt as Instant }
  const how = { announced: 'letter', safety: ['call_in'], words: '' } as const
  return bed.web.write(coach, (tx) => planVisit(tx, { ...who, ...how }, tellOfVisit))
}

test('a home visit is to be done by both who go, at its time, and stays as late until it is logged', async () => {
  const [personId] = await aYouth()
  const visitId = await aVisit(personId, lead.accountId)
  for (const who of [coach, lead]) {
    const [visit, ...more] = await sourceOf(who, personId, 'home_visit')
    assert.deepEqual(
      [visit?.subject, visit?.onDay, visit?.atTime, visit?.account, more.length],
      [visitId, '2026-10-20', '14:30', who.accountId, 0],
    )
  }
  assert.deepEqual(await sourceOf(coordinator, personId, 'home_visit'), [], 'no visit of theirs')
  const everybodys = (await tasksOf(lead, personId, null)).filter(({ source }) => source === 'home_visit')
  assert.deepEqual(everybodys.map(({ account }) => account).sort(), [coach.accountId, lead.accountId].sort())
  const late = async (at: string) => {
    bed.setNow(at)
    const asked = { account: lead.accountId, until: day('2026-10-21'), limit: 300, source: 'home_visit' } as const
    return [
      (await bed.web.read(lead, tasksToday)).late,
      (await bed.web.read(lead, (tx) => taskSlots(tx, asked))).length,
    ]
  }
  assert.deepEqual(await late('2026-10-20T21:59:59Z'), [0, 1], 'the day is not over')
  assert.deepEqual(await late('2026-10-20T22:00:00Z'), [1, 1], 'nobody has said what came of it')
  await bed.web.write(coach, (tx) => logVisit(tx, { personId, visitId, outcome: 'not_home', minutes: null }))
  assert.deepEqual(await late('2026-10-20T22:00:00Z'), [0, 0])
})

test('in a calendar outside Sedd a home visit is a contact at its time, by the clock on the wall, winter and summer', async () => {
  for (const [at, onDay, atTime] of [
    ['2026-10-24T09:00:00.000Z', '2026-10-24', '11:00'],
    ['2026-10-25T09:00:00.000Z', '2026-10-25', '10:00'],
    ['2026-10-25T23:30:00.000Z', '2026-10-26', '00:30'],
  ] as const) {
    const [personId] = await aYouth()
    const visitId = await aVisit(personId, lead.accountId, at)
    const asked = { account: coach.accountId, until: day('2026-11-30'), limit: 300, source: 'home_visit' } as const
    const slots = slotsOf(await bed.web.read(coach, (tx) => taskSlots(tx, asked)))
    assert.ok(
      slots.some((slot) => slot.onDay === onDay && slot.atTime === atTime && slot.kind === 'contact'),
      JSON.stringify(slots),
    )
    assert.doesNotMatch(JSON.stringify(slots), new RegExp(`${personId}|${visitId}`))
  }
})

test('whoever is to come along is told of a visit, and who planned it is not; it is neither put off nor given away here', async () => {
  const [personId] = await aYouth()
  const visitId = await aVisit(personId, lead.accountId)
  const told = async (who: Writer) =>
    (await bed.web.read(who, (tx) => alerts(tx, 50))).filter(({ object }) => object === visitId).map(({ code }) => code)
  assert.deepEqual(await told(lead), ['visit_with_you'])
  assert.deepEqual(await told(coach), [])
  const of = { personId, source: 'home_visit', subject: visitId }
  await assert.rejects(
    bed.web.write(coach, (tx) => putOff(tx, { ...of, onDay: day('2026-10-21'), why: 'agreed' })),
    STAYS,
  )
  await assert.rejects(
    bed.web.write(coach, (tx) => giveDay(tx, { ...of, to: lead.accountId })),
    CANNOT,
  )
})

test('an open step is on the list of whoever has the case, by its deadline, and waits by the rest of the ladder alone', async () => {
  const [personId, stepId] = await aYouth()
  const [step] = await sourceOf(coach, personId, 'ladder_step')
  assert.deepEqual(
    [step?.subject, step?.detail, step?.onDay, step?.account],
    [stepId, 'sms', '2026-10-16', coach.accountId],
  )
  assert.deepEqual(await sourceOf(lead, personId, 'ladder_step'), [])
  const of = { personId, source: 'ladder_step', subject: stepId }
  await assert.rejects(
    bed.web.write(coach, (tx) => putOff(tx, { ...of, onDay: day('2026-10-19'), why: 'agreed' })),
    STAYS,
  )
  await bed.web.write(coach, (tx) => giveDay(tx, { ...of, to: lead.accountId }))
  assert.deepEqual(await sourceOf(coach, personId, 'ladder_step'), [])
  const [given] = await sourceOf(lead, personId, 'ladder_step')
  assert.deepEqual([given?.subject, given?.givenBy], [stepId, coach.accountId])
  const pause = { personId, kind: 'pause', reason: 'away', lastOn: day('2026-10-23') } as const
  await bed.web.write(coach, (tx) => restLadder(tx, pause))
  assert.equal(await openStepOf({ bed, domain }, personId), '')
  for (const who of [coach, lead]) assert.deepEqual(await sourceOf(who, personId, 'ladder_step'), [])
})

const waiting = async (who: Writer, source: SharedSource) => {
  const found = (await bed.web.read(who, sharedWork)).find((each) => each.source === source)
  return found === undefined ? null : [found.count, found.dueOn]
}

test('an answer that is nobody’s yet waits for those who say whose it is, and a message that failed for those who follow the young person', async () => {
  const [personId] = await aYouth()
  await bed.jobs.write(domain.machine, async (tx) => {
    await tx.run(
      sql`update person_contact set value = '070-174 06 96', digits = '46701740696' where person_id = ${personId}`,
    )
    await tx.record('people.built', { personId })
  })
  const incoming = { gatewayId: 'nobody', from: '46701740689', text: 'Hej?' }
  await bed.jobs.write(domain.machine, (tx) => receiveAnswer(tx, { gateway: 'fake', incoming }))
  assert.deepEqual(await waiting(lead, 'reply_unmatched'), [1, '2026-10-15'])
  assert.equal(await waiting(coach, 'reply_unmatched'), null)
  const wanted = { personId, to: 'self', channel: 'sms', templateCode: 'reminder', dedupKey: null } as const
  await bed.jobs.write(domain.machine, (tx) => queueMessage(tx, wanted))
  assert.equal(await waiting(coach, 'message_failed'), null)
  const gateway = new FakeGateway()
  for (let round = 0; round < 2; round += 1) await messageRound(bed.jobs, domain.machine, { sms: gateway })
  for (const who of [coach, lead]) assert.deepEqual(await waiting(who, 'message_failed'), [1, null])
  const stranger = await signedIn(bed, domain, { role: 'coach' })
  assert.equal(await waiting(stranger, 'message_failed'), null)
})

test('a step that the protocol gives to those who lead is counted with them, and is on no list', async () => {
  bed.setNow(NOON)
  const steps = DEFAULT_STEPS.map((step) => (step.code === 'sms_first' ? { ...step, role: 'leader' as const } : step))
  await bed.web.write(coordinator, (tx) => setProtocol(tx, { steps, seen: 1 }))
  await bed.jobs.write(domain.machine, (tx) => planLadder(tx))
  const before = await waiting(lead, 'ladder_leader')
  const [personId] = await aYouth()
  assert.deepEqual(await sourceOf(coach, personId, 'ladder_step'), [])
  const [count = 0, dueOn] = (await waiting(lead, 'ladder_leader')) ?? []
  assert.deepEqual([count, dueOn], [Number(before?.[0] ?? 0) + 1, '2026-10-16'])
  assert.equal(await waiting(coach, 'ladder_leader'), null)
})
