import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aPerson } from '../../../test/build/people.ts'
import { sql } from '../../kernel/sql.ts'
import { addGuardian } from '../../people/actions.ts'
import { mergePersons } from '../../people/duplicates/actions.ts'
import type { PersonId } from '../../people/model.ts'
import { logContact } from '../contacts/actions.ts'
import { stopMessages } from './actions.ts'
import { FakeGateway } from './fake-gateway.ts'
import type { Answer, Outgoing } from './gateway.ts'
import { messageRound } from './hand-over-actions.ts'
import { receiveAnswer } from './inbound-actions.ts'
import { receiveLooseMail, receiveMail, sentAbout } from './inbound-mail-actions.ts'
import type { MessageChannel, Whose } from './model.ts'
import { queueMessage } from './queue-actions.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer
let coordinator: Writer

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
})
after(() => bed.close())

type Who = 0 | 1
/** Where somebody is written to: one of two young persons, by text or e-mail, themself or their guardian. */
type Place = { readonly who: Who; readonly channel: MessageChannel; readonly whose: Whose }

/** What can happen, in whatever order. `step` is what a message is sent for. */
type Happening =
  | (Place & { readonly what: 'queue'; readonly step: 1 | 2 | null })
  | (Place & { readonly what: Said })
  | { readonly what: 'merge'; readonly who: Who }
  | { readonly what: 'round' }
  | { readonly what: 'die'; readonly when: 'before' | 'after' }
type Said = 'stop' | 'stopByHand' | 'protect' | 'answer' | 'talked'

const who = fc.constantFrom<Who>(0, 1)
const place = {
  who,
  channel: fc.constantFrom<MessageChannel>('sms', 'sms', 'email'),
  whose: fc.constantFrom<Whose>('self', 'self', 'guardian'),
}
const queued = fc.record({
  what: fc.constant('queue' as const),
  ...place,
  step: fc.constantFrom<1 | 2 | null>(1, 2, null),
})
const done = fc.record({
  what: fc.constantFrom<Said>('stop', 'stopByHand', 'protect', 'answer', 'talked', 'answer'),
  ...place,
})
const merged = fc.record({ what: fc.constant('merge' as const), who })
const worked = fc.constant({ what: 'round' as const })
const died = fc.record({
  what: fc.constant('die' as const),
  when: fc.constantFrom('before' as const, 'after' as const),
})
const happenings = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: queued },
    { weight: 4, arbitrary: done },
    { weight: 2, arbitrary: merged },
    { weight: 4, arbitrary: worked },
    { weight: 2, arbitrary: died },
  ),
  { minLength: 4, maxLength: 18 },
)

/** What has been said and found by now, of two young persons who may turn out to be one. */
class Known {
  readonly places = new Map<string, Place>()
  readonly #silent = new Set<string>()
  readonly #heard = new Map<Who, number>()
  isOne = false

  /** Whoever a young person has been found to be. */
  of(each: Who): readonly Who[] {
    return this.isOne ? [0, 1] : [each]
  }
  silence(what: string): void {
    this.#silent.add(what)
  }
  isProtected(each: Who): boolean {
    return this.of(each).some((one) => this.#silent.has(`${one}`))
  }
  isSilent(address: string): boolean {
    const at = this.#at(address)
    const ways = this.of(at.who).flatMap((one) => [`${one}`, wayOf({ ...at, who: one })])
    return [address, ...ways].some((each) => this.#silent.has(each))
  }
  hear(each: Who, at: number): void {
    this.#heard.set(each, at)
  }
  /** When somebody was last heard from: -1 for never. */
  heard(address: string): number {
    return Math.max(-1, ...this.of(this.#at(address).who).map((one) => this.#heard.get(one) ?? -1))
  }
  #at(address: string): Place {
    const at = this.places.get(address)
    assert.ok(at, 'sent to an address of nobody’s')
    return at
  }
}

const wayOf = ({ who: one, channel, whose }: Place) => `${one} ${channel} ${whose}`

/** Holds what is sent against what has happened by then. */
class Watching extends FakeGateway {
  readonly sent = new Map<string, number>()
  readonly known = new Known()
  dies: 'before' | 'after' | null = null

  override async send(message: Outgoing): Promise<Answer> {
    // Left by a run before that came to no good end.
    if (!this.known.places.has(message.to)) return { kind: 'refused', reason: 'rejected' }
    if (this.dies === 'before') throw new Error('the process died')
    assert.ok(!this.known.isSilent(message.to), 'sent to somebody who is protected or has opted out')
    this.sent.set(message.id, (this.sent.get(message.id) ?? 0) + 1)
    const answer = await super.send(message)
    if (this.dies === 'after') throw new Error('the process died')
    return answer
  }
}

const RUNS = 20
/** Four telephones a run (so few that what fails is told as it was, and not made shorter), of those set apart for fiction that behave as telephones do: each is one person's alone. */
let run = 0
const phoneOf = (n: number) => `07017406${String(5 + ((run * 4 + n) % 85)).padStart(2, '0')}`

async function twoYoung({ places }: Known): Promise<readonly [PersonId, PersonId]> {
  const made: PersonId[] = []
  for (const each of [0, 1] as const) {
    const [phone, theirs] = [phoneOf(each), phoneOf(each + 2)]
    const [email, mail] = [`ung${run}-${each}@example.com`, `vard${run}-${each}@example.com`]
    const id = await bed.jobs.write(domain.machine, async (tx) => {
      const person = await aPerson(tx, { phone, email, born: '2009', orBorn: '2010' })
      await ownedBy(tx, person.id, coach.accountId)
      return person.id
    })
    const guardian = { name: 'Maria Lindqvist', relation: 'guardian', source: 'school', notedOn: '2026-10-01' } as never
    await bed.web.write(coordinator, (tx) =>
      addGuardian(tx, id, { ...(guardian as object), phone: theirs, email: mail } as never),
    )
    for (const [address, channel, whose] of [
      [`46${phone.slice(1)}`, 'sms', 'self'],
      [`46${theirs.slice(1)}`, 'sms', 'guardian'],
      [email, 'email', 'self'],
      [mail, 'email', 'guardian'],
    ] as const)
      places.set(address, { who: each, channel, whose })
    made.push(id)
  }
  run += 1
  return [made[0] as PersonId, made[1] as PersonId]
}

type World = {
  readonly young: readonly [PersonId, PersonId]
  readonly gateway: Watching
  /** When each step was put in the queue, by its message. */
  readonly steps: Map<string, number>
  readonly at: number
  readonly n: number
}

const START = Date.parse('2026-10-15T07:00:00Z')

async function lived(events: readonly Happening[]): Promise<void> {
  const gateway = new Watching()
  const world = { gateway, steps: new Map<string, number>() }
  bed.setNow(new Date(START).toISOString())
  const young = await twoYoung(gateway.known)
  for (const [n, event] of events.entries()) {
    const at = START + (n + 1) * 6 * 60_000
    bed.setNow(new Date(at).toISOString())
    await happens(event, { ...world, young, at, n })
  }
  // Whatever was left behind is taken up, and nothing of it goes out a second time.
  bed.setNow(new Date(START + 3 * 3_600_000).toISOString())
  gateway.dies = null
  await work({ ...world, young, at: START + 3 * 3_600_000, n: events.length })
  assertNeverTwice(gateway, world.steps)
}

test('no message is handed over to somebody opted out, protected or already answered, nor twice for one step, whatever the order of events', async () => {
  await fc.assert(fc.asyncProperty(happenings, lived), { numRuns: RUNS, endOnFailure: true })
})

const ANSWERED_AS_ANOTHER = [
  { what: 'queue', who: 1, channel: 'sms', whose: 'self', step: 1 },
  { what: 'queue', who: 1, channel: 'email', whose: 'guardian', step: 2 },
  { what: 'answer', who: 0, channel: 'sms', whose: 'self' },
] as const satisfies readonly Happening[]

test('whoever has answered under one number is not sent the step of the other, when the two are found to be one', async () => {
  const merges = { what: 'merge', who: 0 } as const
  for (const events of [
    [...ANSWERED_AS_ANOTHER, merges],
    [merges, ...ANSWERED_AS_ANOTHER],
  ])
    await lived(events)
  for (const what of ['protect', 'stopByHand'] as const)
    await lived([...ANSWERED_AS_ANOTHER.slice(0, 2), { what, who: 0, channel: 'sms', whose: 'self' }, merges])
})

async function happens(event: Happening, world: World): Promise<void> {
  const { gateway } = world
  const { known } = gateway
  if (event.what === 'round' || event.what === 'die') {
    gateway.dies = event.what === 'die' ? event.when : null
    return work(world)
  }
  if (event.what === 'queue') return queueOne(event, world)
  if (event.what === 'merge') {
    if (!known.isOne) await merge(event.who, world)
    known.isOne = true
    return
  }
  if (!known.isProtected(event.who)) await said(event, world)
}

async function work(world: World): Promise<void> {
  const { gateway } = world
  const before = gateway.taken.length
  await messageRound(bed.jobs, domain.machine, { sms: gateway, email: gateway }).catch((error: Error) => {
    if (error.message !== 'the process died') throw error
  })
  for (const message of gateway.taken.slice(before)) assertNotAnswered(message, world)
}

/** Protection is never merged away: whoever makes them one keeps it. */
async function merge(kept: Who, { young, gateway: { known } }: World): Promise<void> {
  const side = 'survivor' as const
  const protection = known.isProtected(kept) ? side : 'merged'
  const choices = { name: side, sex: side, birthDate: side, address: side, protection } as const
  const pair = { survivorId: young[kept], mergedId: young[kept === 0 ? 1 : 0] }
  await bed.web.write(coordinator, (tx) => mergePersons(tx, { ...pair, choices }))
}

async function queueOne(
  { who: whom, step, channel, whose }: Place & { readonly step: 1 | 2 | null },
  { gateway, young, steps, at }: World,
): Promise<void> {
  const personId = young[whom]
  const dedupKey = step === null ? null : `step:${personId}:${step}:${channel}:${whose}`
  const wanted = { personId, to: whose, channel, templateCode: 'first_contact', dedupKey } as const
  // By the machine, as the ladder does: it sees the protected, and must leave them out.
  const queuedNow = await bed.jobs.write(domain.machine, (tx) => queueMessage(tx, wanted))
  if (gateway.known.isProtected(whom)) assert.deepEqual(queuedNow, { ok: false, reason: 'protected' })
  if (queuedNow.ok && dedupKey !== null) for (const id of queuedNow.messageIds) steps.set(id, at)
}

async function said({ what, ...at }: Place & { readonly what: Said }, world: World): Promise<void> {
  const { gateway, young, n } = world
  const { known } = gateway
  const id = young[at.who]
  if (what === 'stop') await incoming('STOPP', at, world)
  if (what === 'answer' && (await incoming('Hej!', at, world))) known.hear(at.who, world.at)
  if (what === 'stopByHand') {
    await bed.web
      .write(coach, (tx) => stopMessages(tx, { ...at, personId: id, reason: 'Sade det' }))
      .catch((error: { code?: string }) => assert.equal(error.code, 'stopped_already'))
    known.silence(wayOf(at))
  }
  if (what === 'talked') {
    const made = { channel: 'call', through: at.whose, direction: 'out', outcome: 'talked', minutes: 5 } as const
    const rest = { doneBy: null, withBy: null, next: null, words: '' }
    const happenedAt = new Date(world.at).toISOString() as never
    await bed.web.write(coach, (tx) => logContact(tx, { personId: id, ...made, ...rest, happenedAt }))
    known.hear(at.who, world.at)
  }
  if (what === 'protect') {
    known.silence(`${at.who}`)
    await bed.jobs.write(domain.machine, async (tx) => {
      await tx.run(sql`
        insert into person_protection (domain_id, person_id, kind, from_on, source, known_from)
        values (${tx.actor.domainId}, ${id}, 'confidentiality_marking', ${tx.today}, ${`run ${n}`}, ${tx.now})`)
      await tx.run(sql`update person set protection = 'confidentiality_marking' where id = ${id}`)
      await tx.record('people.built', { personId: id })
    })
  }
}

/** Something is written to us from where somebody is written to. True when it is theirs. */
async function incoming(text: string, at: Place, world: World): Promise<boolean> {
  const { known, taken } = world.gateway
  const address = [...known.places].find(([, each]) => wayOf(each) === wayOf(at))?.[0] ?? ''
  const last = taken.findLast(({ to }) => to === address)
  const gatewayId = `${address} ${world.n} ${run}`
  const isStop = text === 'STOPP'
  // Whoever has never been written to, and is no young person, is nobody we know.
  const isTheirs = last !== undefined || at.whose === 'self'
  if (isStop && isTheirs) known.silence(address)
  if (at.channel === 'sms') {
    await bed.jobs.write(domain.machine, (tx) =>
      receiveAnswer(tx, { gateway: 'fake', incoming: { gatewayId, from: address, text } }),
    )
    if (isStop && at.whose === 'self') known.silence(wayOf(at))
    return isTheirs
  }
  const sent = last === undefined ? null : await bed.jobs.read(domain.machine, (tx) => sentAbout(tx, [last.id]))
  await bed.jobs.write(domain.machine, (tx) =>
    sent === null
      ? receiveLooseMail(tx, { gatewayId, meant: text, text, from: address, subject: 'Svar' })
      : receiveMail(tx, { gatewayId, kind: 'answer', meant: text, text, sent }),
  )
  if (isStop && sent !== null && at.whose === 'self') known.silence(wayOf(at))
  return sent !== null
}

function assertNotAnswered({ id, to }: Outgoing, { gateway, steps }: World): void {
  const step = steps.get(id)
  if (step === undefined) return
  assert.ok(gateway.known.heard(to) < step, 'a step went to somebody who had answered after it was put in the queue')
}

function assertNeverTwice(gateway: Watching, steps: ReadonlyMap<string, unknown>): void {
  const ids = gateway.taken.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const id of steps.keys()) assert.ok(ids.filter((each) => each === id).length <= 1)
  for (const [id, times] of gateway.sent) assert.equal(times, 1, `${id} was handed over ${times} times`)
}
