import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { isTheirs, openStepOf } from '../../../test/build/ladder.ts'
import { aLaddered, aLadderedDomain, aPhone } from '../../../test/build/laddered.ts'
import { asOwner, type Writer } from '../../../test/build/notes.ts'
import { runDueJob } from '../../kernel/jobs.ts'
import { sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { correctContact } from '../contacts/actions.ts'
import { contactsOf, nextOf } from '../contacts/store.ts'
import { settleByHand, withdrawMessage } from '../messages/actions.ts'
import { FakeGateway } from '../messages/fake-gateway.ts'
import type { Answer, Gateway } from '../messages/gateway.ts'
import { messageRound } from '../messages/hand-over-actions.ts'
import { threadOf } from '../messages/store.ts'
import { ladderJobs } from './jobs.ts'
import { sendSteps } from './send-actions.ts'
import { ladderOf } from './standing-store.ts'

/** A step whose message never left has tried nobody: it is taken back, and the log says nothing of it. */

const NOON = '2026-10-15T10:00:00Z'

let bed: TestBed
let domain: TestDomain
let coach: Writer

before(async () => {
  bed = await testBed()
  ;({ domain, coach } = await aLadderedDomain(bed))
})
after(() => bed.close())

/** One whose first step, a text, waits in the outbox. */
async function texted(phone = aPhone()): Promise<PersonId> {
  bed.setNow(NOON)
  const id = await aLaddered({ bed, domain, coach }, phone)
  await sentOf(id)
  return id
}

const sentOf = async (id: PersonId) => {
  const stepId = await openStepOf({ bed, domain }, id)
  await bed.web.write(coach, (tx) => sendSteps(tx, [stepId], () => true))
}
const steps = async (id: PersonId) =>
  (await bed.jobs.read(domain.machine, (tx) => ladderOf(tx, id))).steps
    .filter(isTheirs)
    .map(({ code, closedAs, reason }) => [code, closedAs ?? 'open', ...(reason ? [reason] : [])].join(' '))
    .toSorted()
const thread = (id: PersonId) => bed.web.read(coach, (tx) => threadOf(tx, id, { limit: 10, offset: 0 }))
const states = async (id: PersonId) =>
  (await thread(id)).map(({ state, reason }) => [state, ...(reason ? [reason] : [])].join(' '))
const contacts = async (id: PersonId) =>
  (await bed.web.read(coach, (tx) => contactsOf(tx, { root: id, struck: false, limit: 9, offset: 0 }))).map(
    ({ channel, outcome }) => `${channel} ${outcome}`,
  )
const next = async (id: PersonId) =>
  (await bed.web.read(coach, (tx) => nextOf(tx, id))).map(({ onDay, channel }) => `${onDay} ${channel}`)

async function worked(): Promise<void> {
  while (await runDueJob(bed.jobs, domain.machine, ladderJobs));
}

const answering = (answer: Answer): Gateway => ({
  name: 'answering',
  send: async () => answer,
  whatBecameOf: async () => ({ kind: 'never' }),
})
const round = (gateway: Gateway) => messageRound(bed.jobs, domain.machine, { sms: gateway })
const latest = async (id: PersonId) => {
  const [message] = await thread(id)
  assert.ok(message)
  return message.id
}

/** What became of the text of a step: the message, the contacts, the steps when it has been planned anew, and what is to be done today. */
type Became = readonly [messages: string[], contacts: string[], steps: string[], next: string[]]

const CASES: Readonly<Record<string, readonly [became: (id: PersonId) => Promise<unknown>, Became]>> = {
  'the gateway will not have it': [
    () => round(answering({ kind: 'refused', reason: 'rejected' })),
    [['failed rejected'], [], ['sms_first open', 'sms_first withdrawn not_sent'], ['2026-10-15 call']],
  ],
  'nobody has the number': [
    () => round(answering({ kind: 'refused', reason: 'unknown_subscriber' })),
    [['failed unknown_subscriber'], [], ['sms_first withdrawn not_sent'], ['2026-10-15 call']],
  ],
  'it is taken back by hand': [
    async (personId) => {
      const messageId = await latest(personId)
      await bed.web.write(coach, (tx) => withdrawMessage(tx, { personId, messageId }))
    },
    [['withdrawn by_hand'], [], ['sms_first open', 'sms_first withdrawn not_sent'], []],
  ],
  'it has waited for more than a week': [
    () => {
      bed.setNow('2026-10-23T10:00:00Z')
      return round(new FakeGateway())
    },
    [['failed too_old'], [], ['sms_first open', 'sms_first withdrawn not_sent'], ['2026-10-23 call']],
  ],
  'it is handed over': [() => round(new FakeGateway()), [['handed'], ['sms sent'], ['sms_first done'], []]],
}

test('a step whose text never left is taken back and comes again, and one that left is done', async () => {
  for (const [what, [happens, became]] of Object.entries(CASES)) {
    const id = await texted()
    assert.deepEqual(await steps(id), ['sms_first done'])
    await happens(id)
    await worked()
    assert.deepEqual([await states(id), await contacts(id), await steps(id), await next(id)], became, what)
  }
})

test('a text that left and did not arrive is a try that came back: its step is done, they are called today, and the try can be corrected', async () => {
  const [id, gateway] = [await texted('0701740696'), new FakeGateway()]
  await round(gateway)
  await round(gateway)
  await worked()
  assert.deepEqual([await contacts(id), await steps(id)], [['sms returned'], ['sms_first done']])
  assert.deepEqual(await next(id), ['2026-10-15 call'])
  const [contact] = await bed.web.read(coach, (tx) => contactsOf(tx, { root: id, struck: false, limit: 1, offset: 0 }))
  assert.ok(contact)
  const { contactId, id: seen, happenedAt } = contact
  const how = { channel: 'sms', through: 'self', direction: 'out', outcome: 'returned', minutes: 5 } as const
  await bed.web.write(coach, (tx) =>
    correctContact(tx, { ...how, personId: id, contactId, seen, happenedAt, doneBy: null, withBy: null }),
  )
  assert.deepEqual(await contacts(id), ['sms returned'])
})

test('sent again it does the step that has come again, and is not sent where that has been sent meanwhile', async () => {
  const again = async (id: PersonId, messageId: string) => {
    await bed.web.write(coach, (tx) => settleByHand(tx, { personId: id, messageId, outcome: 'send_again' }))
    const gateway = new FakeGateway()
    await round(gateway)
    await worked()
    return gateway.taken.length
  }
  const failed = async () => {
    const id = await texted()
    await round(answering({ kind: 'refused', reason: 'rejected' }))
    await worked()
    return [id, await latest(id)] as const
  }
  const [one, first] = await failed()
  assert.equal(await again(one, first), 1)
  assert.deepEqual(await steps(one), ['sms_first done', 'sms_first withdrawn not_sent'])
  const [two, second] = await failed()
  await sentOf(two)
  assert.equal(await again(two, second), 1)
  assert.deepEqual((await states(two)).toSorted(), ['handed', 'withdrawn ladder_stopped'])
  assert.deepEqual(await contacts(two), ['sms sent'])
})

test('a step that is closed stands as it is, but for one of which nothing left', async () => {
  const id = await texted()
  const rewritten = () =>
    bed.web.write(coach, async (tx) => {
      const { steps: all } = await ladderOf(tx, id)
      const own = all.filter(isTheirs)
      const changed = await tx.run(sql`
        update outreach_step set closed_as = 'withdrawn', reason = 'not_sent', closed_by = ${tx.actor.accountId} where id = ${own[0]?.id ?? null}`)
      await tx.record('outreach.step_sent', { personId: id })
      return changed
    })
  assert.equal(await rewritten(), 0, 'it waits')
  await round(new FakeGateway())
  assert.equal(await rewritten(), 0, 'it has left')
  const failed = (change: string) =>
    asOwner(bed, (client) =>
      client.query(`update message set state = 'failed', ended_at = now() ${change} where person_id = $1`, [id]),
    )
  await failed('')
  assert.equal(await rewritten(), 0, 'it had left')
  await failed(', contact_id = null')
  assert.equal(await rewritten(), 1)
})
