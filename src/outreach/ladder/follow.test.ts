import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { isTheirs, openStepOf } from '../../../test/build/ladder.ts'
import { asOwner, type Writer } from '../../../test/build/notes.ts'
import { aPerson } from '../../../test/build/people.ts'
import { aDropout } from '../../../test/build/register.ts'
import { withCodes } from '../../../test/build/things.ts'
import type { Read } from '../../kernel/database.ts'
import { day } from '../../kernel/date.ts'
import { runDueJob } from '../../kernel/jobs.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import type { PersonId } from '../../people/model.ts'
import { correctContact, type Logged, logContact, logForMany, strikeContact } from '../contacts/actions.ts'
import { contactsOf } from '../contacts/store.ts'
import { soughtBetween } from '../figures/store.ts'
import { FakeGateway } from '../messages/fake-gateway.ts'
import { messageRound } from '../messages/hand-over-actions.ts'
import { receiveAnswer } from '../messages/inbound-actions.ts'
import { restLadder, setProtocol, startRun, stopRun } from './actions.ts'
import { ladderJobs } from './jobs.ts'
import type { ProtocolStep } from './model.ts'
import { planLadder } from './plan-actions.ts'
import { startFromReferral } from './planning.ts'
import { lockProtocol } from './protocol-store.ts'
import { DEFAULT_STEPS } from './rules.ts'
import { sendSteps } from './send-actions.ts'
import { ladderOf } from './standing-store.ts'

let bed: TestBed
let domain: TestDomain
let coordinator: Writer
let coach: Writer

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  coach = await signedIn(bed, domain, { role: 'coach' })
  const administrator = await signedIn(bed, domain, { role: 'administrator' })
  await withCodes({ bed, domain, staff: { administrator, kaa_coordinator: coordinator } })
})
after(() => bed.close())

/** Thursday noon and evening in Sweden; messages go until eight. */
const [NOON, EVENING, MORNING] = ['2026-10-15T10:00:00Z', '2026-10-15T19:00:00Z', '2026-10-16T07:00:00Z']

let phones = 0
const aPhone = () => `07017406${String(5 + phones++).padStart(2, '0')}`

/** One of the coach's in the register, with a telephone of their own; not planned yet. */
async function aYouth(phone = aPhone()): Promise<PersonId> {
  bed.setNow(NOON)
  return bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aDropout(tx, { phone, street: 'Storgatan 1' })
    await ownedBy(tx, id, coach.accountId)
    return id
  })
}

const planned = (...ids: readonly string[]) => bed.jobs.write(domain.machine, (tx) => planLadder(tx, ids))

async function onLadder(phone?: string): Promise<readonly [PersonId, string]> {
  const id = await aYouth(phone)
  await planned(id)
  return [id, await openStepOf({ bed, domain }, id)]
}

const standing = (id: PersonId) => bed.jobs.read(domain.machine, (tx) => ladderOf(tx, id))
const steps = async (id: PersonId) =>
  (await standing(id)).steps
    .filter(isTheirs)
    .map(({ code, closedAs, reason }) => [code, closedAs ?? 'open', ...(reason ? [reason] : [])].join(' '))
const run = async (id: PersonId) => (await standing(id)).run

/** The machine does what waits for it. */
async function worked(): Promise<void> {
  while (await runDueJob(bed.jobs, domain.machine, ladderJobs));
}

/** The usual order after the step that is for guardians. */
const OWN_STEPS = DEFAULT_STEPS.filter(({ through }) => through === 'self')

const CALL = { channel: 'call', through: 'self', direction: 'out', minutes: null } as const
const called = (id: string, outcome: Logged['outcome'], channel: Logged['channel'] = 'call') =>
  bed.web.write(coach, (tx) =>
    logContact(tx, {
      ...{ ...CALL, channel, personId: id, outcome, happenedAt: tx.now },
      ...{ doneBy: null, withBy: null, next: null, words: '' },
    }),
  )
const latest = async (id: PersonId) => {
  const [contact] = await bed.web.read(coach, (tx) => contactsOf(tx, { root: id, struck: false, limit: 1, offset: 0 }))
  assert.ok(contact)
  return contact
}
const round = (gateway: FakeGateway) => messageRound(bed.jobs, domain.machine, { sms: gateway })
const texted = (gateway: FakeGateway, phone: string) =>
  gateway.taken.filter(({ to }) => to === `46${phone.slice(1)}`).length
const sent = (stepId: string) => bed.web.write(coach, (tx) => sendSteps(tx, [stepId], () => true))

test('a text that is answered ends the ladder in the moment it comes, and nothing is sent afterwards', async () => {
  const phone = aPhone()
  const [[id, stepId], gateway] = [await onLadder(phone), new FakeGateway()]
  await sent(stepId)
  await round(gateway)
  const from = `46${phone.slice(1)}`
  await bed.jobs.write(domain.machine, (tx) =>
    receiveAnswer(tx, { gateway: 'fake', incoming: { gatewayId: 'in-1', from, text: 'Ja hej' } }),
  )
  assert.equal((await run(id))?.closedAs, 'reached')
  assert.deepEqual(await sent(stepId), { sent: 0, left: 1 })
  await round(gateway)
  assert.equal(texted(gateway, phone), 1)
})

test('a meeting of several takes each who came off the ladder, and a try takes nobody', async () => {
  const [[one], [two], [three]] = [await onLadder(), await onLadder(), await onLadder()]
  await bed.web.write(coach, (tx) => {
    const how = { channel: 'fika', through: 'self', direction: 'out', outcome: 'talked', minutes: 30 } as const
    return logForMany(tx, { ...how, happenedAt: tx.now, doneBy: null, withBy: null, personIds: [one, two] })
  })
  await called(three, 'no_answer')
  assert.deepEqual(
    [await run(one), await run(two), await run(three)].map((each) => each?.closedAs),
    ['reached', 'reached', null],
  )
})

test('what is corrected to an answer ends the ladder; corrected back, or struck out, one is sought again', async () => {
  const [[id], [other]] = [await onLadder(), await onLadder()]
  await called(id, 'no_answer')
  const correct = async (outcome: Logged['outcome']) => {
    const { contactId, id: seen, happenedAt } = await latest(id)
    await bed.web.write(coach, (tx) =>
      correctContact(tx, { ...CALL, personId: id, contactId, seen, outcome, happenedAt, doneBy: null, withBy: null }),
    )
  }
  await correct('talked')
  const first = await run(id)
  assert.equal(first?.closedAs, 'reached')
  await correct('voicemail')
  await worked()
  const again = await run(id)
  assert.deepEqual([again?.closedAs, again?.startedAs, again?.id === first?.id], [null, 'entered', false])
  assert.deepEqual(await steps(id), ['sms_first open'])

  await called(other, 'talked')
  assert.equal((await run(other))?.closedAs, 'reached')
  const { contactId } = await latest(other)
  await bed.web.write(coach, (tx) => strikeContact(tx, { personId: other, contactId, reason: 'wrong_person' }))
  await worked()
  assert.equal((await run(other))?.closedAs, null)
})

test('a referral that is accepted puts one on the ladder within seconds, in the register or not, and once', async () => {
  bed.setNow(NOON)
  const [outsider, [member]] = [
    await bed.jobs.write(domain.machine, async (tx) => {
      const { id } = await aPerson(tx, { phone: aPhone(), street: 'Storgatan 1' })
      await ownedBy(tx, id, coach.accountId)
      return id
    }),
    await onLadder(),
  ]
  const before = await run(member)
  for (const id of [outsider, outsider, member])
    await bed.web.write(coordinator, async (tx) => {
      await startFromReferral(tx, id)
      await tx.record('referrals.accepted', { personId: id })
    })
  await worked()
  const started = await run(outsider)
  assert.deepEqual([started?.startedAs, started?.closedAs], ['referral', null])
  assert.deepEqual(await steps(outsider), ['sms_first open'])
  assert.equal((await run(member))?.id, before?.id)
  await planned(outsider)
  assert.equal((await run(outsider))?.closedAs, null)
})

test('one who is exempted, or taken off the ladder, in the evening gets no text in the morning', async () => {
  const [p1, p2, p3] = [aPhone(), aPhone(), aPhone()]
  const [[one, first], [two, second], [, third]] = [await onLadder(p1), await onLadder(p2), await onLadder(p3)]
  bed.setNow(EVENING)
  for (const stepId of [first, second, third]) await sent(stepId)
  await bed.web.write(coordinator, (tx) =>
    restLadder(tx, { personId: one, kind: 'exempt', reason: 'safety', lastOn: day('2026-10-30') }),
  )
  await bed.web.write(coach, (tx) => stopRun(tx, { personId: two, reason: 'agreed' }))
  bed.setNow(MORNING)
  const gateway = new FakeGateway()
  await round(gateway)
  assert.deepEqual([texted(gateway, p1), texted(gateway, p2), texted(gateway, p3)], [0, 0, 1])
})

test('a text that went for one step, however late, does not do the next', async () => {
  const phone = aPhone()
  const twice: readonly ProtocolStep[] = OWN_STEPS.slice(0, 2).map((step) => ({
    ...step,
    channel: 'sms',
    waitDays: 0,
  }))
  const here = await aDomain(bed)
  const leader = await signedIn(bed, here, { role: 'kaa_coordinator' })
  bed.setNow(EVENING)
  await bed.web.write(leader, (tx) => setProtocol(tx, { steps: twice, seen: 0 }))
  const plan = () => bed.jobs.write(here.machine, (tx) => planLadder(tx))
  const id = await bed.jobs.write(here.machine, async (tx) => (await aDropout(tx, { phone })).id)
  await plan()
  const stepId = await openStepOf({ bed, domain: here }, id)
  await bed.web.write(leader, (tx) => sendSteps(tx, [stepId], () => true))
  await plan()
  bed.setNow(MORNING)
  await messageRound(bed.jobs, here.machine, { sms: new FakeGateway() })
  await plan()
  const { steps: list } = await bed.jobs.read(here.machine, (tx) => ladderOf(tx, id))
  assert.deepEqual(
    list.map(({ code, closedAs }) => [code, closedAs]),
    [
      ['sms_first', 'done'],
      ['call_first', null],
    ],
  )
})

test('an order that puts a step before the one that stands open lets that one be done first', async () => {
  const here = await aDomain(bed)
  const leader = await signedIn(bed, here, { role: 'kaa_coordinator' })
  bed.setNow(NOON)
  const plan = () => bed.jobs.write(here.machine, (tx) => planLadder(tx))
  const id = await bed.jobs.write(here.machine, async (tx) => (await aDropout(tx, { phone: aPhone() })).id)
  await plan()
  const [first, ...rest] = OWN_STEPS
  assert.ok(first)
  const before: ProtocolStep = { ...first, code: 'call_before', channel: 'call', templateCode: null }
  const steps = [before, first, ...rest].map((step, index) => ({ ...step, place: index + 1 }))
  await bed.web.write(leader, (tx) => setProtocol(tx, { steps, seen: 1 }))
  await plan()
  const { steps: list, plan: next } = await bed.jobs.read(here.machine, (tx) => ladderOf(tx, id))
  assert.deepEqual(
    [list.filter(isTheirs).map(({ code }) => code), next?.kind === 'step' && next.step.code],
    [['sms_first'], 'sms_first'],
  )
})

test('a contact that is logged while the ladder is planned waits for it, and neither fails', async () => {
  const id = await aYouth()
  const under = Promise.withResolvers<void>()
  const planning = bed.jobs.write(domain.machine, async (tx) => {
    await lockProtocol(tx)
    under.resolve()
    await sleep(300)
    return planLadder(tx, [id])
  })
  await under.promise
  await Promise.all([planning, called(id, 'talked')])
  assert.equal((await run(id))?.closedAs, 'reached')
  await planned(id)
  assert.equal((await run(id))?.closedAs, 'reached')
})

test('the figures count a contact in the run it was made in, and what was called off as no try', async () => {
  const [id] = await onLadder()
  const here = (tx: Read) => soughtBetween(tx, { from: day('2026-10-15'), until: day('2026-10-17') })
  const counted = async () => (await bed.jobs.read(domain.machine, here)).length
  const before = await counted()
  await called(id, 'cancelled', 'meeting')
  await bed.web.write(coach, (tx) => stopRun(tx, { personId: id, reason: 'agreed' }))
  bed.setNow(MORNING)
  await bed.web.write(coach, (tx) => startRun(tx, id))
  await called(id, 'talked', 'walk')
  assert.equal(await counted(), before + 1)
  const { rows } = await asOwner(bed, (client) =>
    client.query('select count(*)::integer as n from outreach_run where person_id = $1', [id]),
  )
  assert.equal(rows[0]?.n, 2)
  const only = await bed.jobs.read(domain.machine, (tx) =>
    soughtBetween(tx, { from: day('2026-10-16'), until: day('2026-10-17') }),
  )
  const own = only.filter(({ reachedOn, steps: taken }) => reachedOn === '2026-10-16' && taken.length === 0)
  assert.equal(own.length, 1)
  assert.deepEqual(
    own.map(({ channels, reachedBy }) => [channels, reachedBy]),
    [[['walk'], 'walk']],
  )
  const first = (await bed.jobs.read(domain.machine, here)).filter(({ startedOn }) => startedOn === '2026-10-15')
  assert.ok(first.every(({ reachedOn }) => reachedOn === null || reachedOn === '2026-10-15'))
  assert.ok(
    first.some(
      ({ triedOn, reachedOn, followedUntil }) =>
        triedOn === null && reachedOn === null && followedUntil === '2026-10-15',
    ),
  )
})

test('two plannings at once open each step once', async () => {
  const id = await aYouth()
  await Promise.all([planned(id), bed.jobs.write(domain.machine, (tx) => planLadder(tx)), planned(id)])
  assert.deepEqual(await steps(id), ['sms_first open'])
  const { rows } = await asOwner(bed, (client) =>
    client.query('select count(*)::integer as n from outreach_run where person_id = $1', [id]),
  )
  assert.equal(rows[0]?.n, 1)
})
