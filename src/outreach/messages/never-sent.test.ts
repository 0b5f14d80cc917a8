import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aPerson } from '../../../test/build/people.ts'
import { sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { logContact } from '../contacts/actions.ts'
import { afterContact } from '../ladder/plan-actions.ts'
import { stopMessages } from './actions.ts'
import { FakeGateway } from './fake-gateway.ts'
import type { Answer, Outgoing } from './gateway.ts'
import { messageRound } from './hand-over-actions.ts'
import { receiveAnswer } from './inbound-actions.ts'
import { queueMessage } from './queue-actions.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
})
after(() => bed.close())

/** What can happen, in whatever order: to one of two young persons. `step` is what a message is sent for. */
type Happening =
  | { readonly what: 'queue'; readonly who: 0 | 1; readonly step: 1 | 2 | null }
  | { readonly what: 'stop' | 'stopByHand' | 'protect' | 'answer' | 'talked'; readonly who: 0 | 1 }
  | { readonly what: 'round' }
  | { readonly what: 'die'; readonly when: 'before' | 'after' }

const who = fc.constantFrom(0 as const, 1 as const)
const queued = fc.record({
  what: fc.constant('queue' as const),
  who,
  step: fc.constantFrom(1 as const, 2 as const, null),
})
const done = fc.record({
  what: fc.constantFrom(
    'stop' as const,
    'stopByHand' as const,
    'protect' as const,
    'answer' as const,
    'talked' as const,
  ),
  who,
})
const worked = fc.constant({ what: 'round' as const })
const died = fc.record({
  what: fc.constant('die' as const),
  when: fc.constantFrom('before' as const, 'after' as const),
})
const happenings = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: queued },
    { weight: 3, arbitrary: done },
    { weight: 4, arbitrary: worked },
    { weight: 2, arbitrary: died },
  ),
  { minLength: 4, maxLength: 16 },
)

/** Holds what is sent against what has happened by then. */
class Watching extends FakeGateway {
  readonly silent = new Set<string>()
  /** When somebody was last heard from, and when each step was put in the queue. */
  readonly heard = new Map<string, number>()
  readonly sent = new Map<string, number>()
  dies: 'before' | 'after' | null = null

  override async send(message: Outgoing): Promise<Answer> {
    if (this.dies === 'before') throw new Error('the process died')
    assert.ok(!this.silent.has(message.to), 'sent to somebody who is protected or has opted out')
    this.sent.set(message.id, (this.sent.get(message.id) ?? 0) + 1)
    const answer = await super.send(message)
    if (this.dies === 'after') throw new Error('the process died')
    return answer
  }
}

type Young = { readonly id: PersonId; readonly phone: string; isProtected: boolean }

let run = 0
async function twoYoung(): Promise<readonly [Young, Young]> {
  const made = await Promise.all(
    ([0, 1] as const).map(async (n) => {
      const phone = `07017406${String(10 + ((run * 2 + n) % 75)).padStart(2, '0')}`
      const { id } = await bed.jobs.write(domain.machine, async (tx) => {
        const person = await aPerson(tx, { phone })
        await ownedBy(tx, person.id, coach.accountId)
        return person
      })
      return { id, phone: `46${phone.slice(1)}`, isProtected: false }
    }),
  )
  run += 1
  return [made[0] as Young, made[1] as Young]
}

test('no message is handed over to somebody opted out, protected or already answered, nor twice for one step, whatever the order of events', async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async (events) => {
      const [young, gateway] = [await twoYoung(), new Watching()]
      const steps = new Map<string, { phone: string; at: number }>()
      const start = Date.parse('2026-10-15T07:00:00Z')
      for (const [n, event] of events.entries()) {
        const at = start + n * 6 * 60_000
        bed.setNow(new Date(at).toISOString())
        await happens(event, { young, gateway, steps, at, n })
      }
      // Whatever was left behind is taken up, and nothing of it goes out a second time.
      bed.setNow(new Date(start + 3 * 3_600_000).toISOString())
      gateway.dies = null
      await messageRound(bed.jobs, domain.machine, { sms: gateway })
      assertNeverTwice(gateway, steps)
    }),
    { numRuns: 25 },
  )
})

type World = {
  readonly young: readonly [Young, Young]
  readonly gateway: Watching
  readonly steps: Map<string, { phone: string; at: number }>
  readonly at: number
  readonly n: number
}

async function happens(event: Happening, world: World): Promise<void> {
  const { gateway } = world
  if (event.what === 'round' || event.what === 'die') {
    gateway.dies = event.what === 'die' ? event.when : null
    const before = gateway.taken.length
    await messageRound(bed.jobs, domain.machine, { sms: gateway }).catch((error: Error) => {
      if (error.message !== 'the process died') throw error
    })
    for (const message of gateway.taken.slice(before)) assertNotAnswered(message, world)
    return
  }
  const person = world.young[event.who]
  if (event.what === 'queue') return queueOne(person, event.step, world)
  if (person.isProtected) return
  await said(event.what, person, world)
}

async function queueOne(person: Young, step: 1 | 2 | null, { steps, at }: World): Promise<void> {
  const dedupKey = step === null ? null : `step:${person.id}:${step}`
  const wanted = { personId: person.id, to: 'self', channel: 'sms', templateCode: 'reminder', dedupKey } as const
  // By the machine, as the ladder does: it sees the protected, and must leave them out.
  const queuedNow = await bed.jobs.write(domain.machine, (tx) => queueMessage(tx, wanted))
  if (person.isProtected) assert.deepEqual(queuedNow, { ok: false, reason: 'protected' })
  if (queuedNow.ok && dedupKey !== null)
    for (const id of queuedNow.messageIds) steps.set(id, { phone: person.phone, at })
}

async function said(
  what: 'stop' | 'stopByHand' | 'protect' | 'answer' | 'talked',
  person: Young,
  { gateway, at, n }: World,
) {
  const { id, phone } = person
  const incoming = (text: string) =>
    bed.jobs.write(domain.machine, (tx) =>
      receiveAnswer(tx, { gateway: 'fake', incoming: { gatewayId: `${id} ${n}`, from: phone, text } }, afterContact),
    )
  if (what === 'stop') await incoming('STOPP')
  if (what === 'answer') await incoming('Hej!')
  if (what === 'stopByHand')
    await bed.web
      .write(coach, (tx) => stopMessages(tx, { personId: id, channel: 'sms', whose: 'self', reason: 'Sade det' }))
      .catch((error: { code?: string }) => assert.equal(error.code, 'stopped_already'))
  if (what === 'talked') {
    const made = { channel: 'call', through: 'self', direction: 'out', outcome: 'talked', minutes: 5 } as const
    const rest = { doneBy: null, withBy: null, next: null, words: '', happenedAt: new Date(at).toISOString() as never }
    await bed.web.write(coach, (tx) => logContact(tx, { personId: id, ...made, ...rest }))
  }
  if (what === 'protect') {
    person.isProtected = true
    await bed.jobs.write(domain.machine, async (tx) => {
      await tx.run(sql`update person set protection = 'confidentiality_marking' where id = ${id}`)
      await tx.record('people.built', { personId: id })
    })
  }
  if (what === 'answer' || what === 'talked') gateway.heard.set(phone, at)
  else gateway.silent.add(phone)
}

function assertNotAnswered({ id, to }: Outgoing, { gateway, steps }: World): void {
  const step = steps.get(id)
  const heard = gateway.heard.get(to)
  if (step === undefined || heard === undefined) return
  assert.ok(heard < step.at, 'a step went to somebody who had answered after it was put in the queue')
}

function assertNeverTwice(gateway: Watching, steps: ReadonlyMap<string, unknown>): void {
  const ids = gateway.taken.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const id of steps.keys()) assert.ok(ids.filter((each) => each === id).length <= 1)
  for (const [id, times] of gateway.sent) assert.equal(times, 1, `${id} was handed over ${times} times`)
}
