import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { isTheirs, openStepOf } from '../../../test/build/ladder.ts'
import { aLaddered, aLadderedDomain, aPhone } from '../../../test/build/laddered.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { runDueJob } from '../../kernel/jobs.ts'
import type { PersonId } from '../../people/model.ts'
import { liftStop, stopMessages } from '../messages/actions.ts'
import { FakeGateway } from '../messages/fake-gateway.ts'
import { messageRound } from '../messages/hand-over-actions.ts'
import { receiveAnswer, wrongNumber } from '../messages/inbound-actions.ts'
import { recipientsOf } from '../messages/recipients-store.ts'
import { stopsOf } from '../messages/store.ts'
import { ladderJobs } from './jobs.ts'
import { planLadder } from './plan-actions.ts'
import { sendSteps } from './send-actions.ts'
import { ladderOf } from './standing-store.ts'
import { factsFor } from './store.ts'

/** What stops messages stops the steps that are messages, and the ladder goes on by the other ways. */

let bed: TestBed
let domain: TestDomain
let coach: Writer

before(async () => {
  bed = await testBed()
  ;({ domain, coach } = await aLadderedDomain(bed))
})
after(() => bed.close())

const digits = (phone: string) => `46${phone.slice(1)}`

const aYouth = (phone: string | null) => aLaddered({ bed, domain, coach }, phone)

const steps = async (id: PersonId) =>
  (await bed.jobs.read(domain.machine, (tx) => ladderOf(tx, id))).steps
    .filter(isTheirs)
    .map(({ code, closedAs, reason }) => [code, closedAs ?? 'open', ...(reason ? [reason] : [])].join(' '))

/** The machine does what waits for it. */
async function worked(): Promise<void> {
  while (await runDueJob(bed.jobs, domain.machine, ladderJobs));
}

const answered = (phone: string, text: string) =>
  bed.jobs.write(domain.machine, (tx) =>
    receiveAnswer(tx, { gateway: 'fake', incoming: { gatewayId: `in-${phone}`, from: digits(phone), text } }),
  )
const stopped = (personId: PersonId) =>
  bed.web.write(coach, (tx) => stopMessages(tx, { personId, channel: 'sms', whose: 'self', reason: 'Sade det' }))
const wrong = (personId: PersonId, phone: string) =>
  bed.jobs.write(domain.machine, (tx) =>
    wrongNumber(tx, { personId, channel: 'sms', whose: 'self', address: digits(phone), how: 'reply', contactId: null }),
  )

test('a text is passed over for whoever has said STOPP, whose number was wrong, or who has a landline', async () => {
  const said = async (then: (id: PersonId, phone: string) => Promise<unknown>) => {
    const phone = aPhone()
    const id = await aYouth(phone)
    assert.deepEqual(await steps(id), ['sms_first open'])
    await then(id, phone)
    await worked()
    return (await steps(id))[0]
  }
  assert.equal(await said((_, phone) => answered(phone, 'STOPP')), 'sms_first left_out opted_out')
  assert.equal(await said((id) => stopped(id)), 'sms_first left_out opted_out')
  assert.equal(await said((id, phone) => wrong(id, phone)), 'sms_first left_out wrong_number')
  const landline = await aYouth('08-465 004 05')
  bed.setNow('2026-10-19T10:00:00Z')
  await bed.jobs.write(domain.machine, (tx) => planLadder(tx, [landline]))
  bed.setNow('2026-10-15T10:00:00Z')
  assert.deepEqual(await steps(landline), ['sms_first left_out no_mobile', 'call_first open'])
})

test('who has said STOPP to the text of a step is called next, and texted when they want it again', async () => {
  const phone = aPhone()
  const id = await aYouth(phone)
  const stepId = await openStepOf({ bed, domain }, id)
  await bed.web.write(coach, (tx) => sendSteps(tx, [stepId], () => true))
  await messageRound(bed.jobs, domain.machine, { sms: new FakeGateway() })
  await answered(phone, 'STOPP')
  const next = async () => {
    const { plan } = await bed.jobs.read(domain.machine, (tx) => ladderOf(tx, id))
    return plan?.kind === 'step' ? [plan.step.code, ...plan.leftOut.map(({ reason }) => reason)] : plan?.kind
  }
  assert.deepEqual(await next(), ['call_first'])
  bed.setNow('2026-10-19T10:00:00Z')
  await bed.jobs.write(domain.machine, (tx) => planLadder(tx, [id]))
  assert.deepEqual(await steps(id), ['sms_first done', 'call_first open'])
  bed.setNow('2026-10-15T10:00:00Z')
  for (const { id: stopId } of await bed.web.read(coach, (tx) => stopsOf(tx, id)))
    await bed.web.write(coach, (tx) => liftStop(tx, { personId: id, stopId, reason: 'Vill ha sms igen' }))
  assert.equal((await bed.jobs.read(domain.machine, (tx) => factsFor(tx, id))).texts, 'yes')
})

test('the ladder says of each whether a text can go as the sending does', async () => {
  const cases: readonly (readonly [
    string | null,
    ((id: PersonId, phone: string) => Promise<unknown>) | null,
    string,
  ])[] = [
    [aPhone(), null, 'yes'],
    [null, null, 'none'],
    ['08-465 004 06', null, 'none'],
    [aPhone(), (id) => stopped(id), 'opted_out'],
    [null, (id) => stopped(id), 'opted_out'],
    [aPhone(), (id, phone) => wrong(id, phone), 'wrong_number'],
    [aPhone(), (_, phone) => answered(phone, 'STOPP'), 'opted_out'],
  ]
  for (const [phone, then, texts] of cases) {
    const id = await aYouth(phone)
    await then?.(id, phone ?? '')
    const [facts, [recipient]] = await bed.jobs.read(domain.machine, async (tx) => [
      await factsFor(tx, id),
      await recipientsOf(tx, [id], { to: 'self', channel: 'sms' }),
    ])
    assert.equal(facts.texts, texts)
    assert.equal(recipient?.reason ?? 'yes', texts === 'none' ? 'no_address' : texts)
  }
})
