import { randomUUID } from 'node:crypto'
import type { Context, Database, Write } from '../../kernel/database.ts'
import type { Instant } from '../../kernel/date.ts'
import { takeUpToday } from '../contacts/actions.ts'
import { correctSent, logSent } from '../contacts/sent-actions.ts'
import { takeBackUnsent } from '../ladder/unsent-actions.ts'
import type { Answer, Gateway, Gateways, Outgoing, Receipt } from './gateway.ts'
import * as store from './hand-over-store.ts'
import { wrongNumber } from './inbound-actions.ts'
import type { MessageChannel } from './model.ts'
import { standings } from './recipients-store.ts'
import { isSendable, isTooLate, leftOut, nextSendable, retryAt, usable } from './sending-rules.ts'
import { holidaysAhead, messageSetting } from './setting-store.ts'

/** How many are handed over in one go, and how many at the same time. */
const BATCH = 200
const AT_ONCE = 10
/** After this long nothing more of a batch is begun: what is left goes back to the queue. */
const BATCH_MS = 60_000
/** One that has been handing for so long was left by a process that died. Longer than a batch and its last call take. */
const STUCK_MS = 4 * 60_000

type Taken = store.Due & { readonly sender: string }

/**
 * Hands over what is due, one batch. Three transactions: it is taken and decided anew, and that is committed; the gateway is called; what it
 * answered is saved. Where a process dies between, `recover` asks the gateway, or leaves it to a person. True when there was anything.
 */
export async function handOver(db: Database, context: Context, gateways: Gateways): Promise<boolean> {
  const { taken, worked } = await db.write(context, (tx) => takeBatch(tx, Object.keys(gateways)))
  if (taken.length === 0) return worked
  const told = await callAll(db, context, { gateways, taken })
  await db.write(context, (tx) => settleTold(tx, told))
  return true
}

async function takeBatch(tx: Write, channels: readonly string[]): Promise<{ taken: Taken[]; worked: boolean }> {
  tx.require('messages.hand_over')
  const due = await store.takeDue(tx, channels, BATCH)
  if (due.length === 0) {
    tx.recorded = true // nothing was due, and nothing is changed
    return { taken: [], worked: false }
  }
  const [setting, holidays] = [await messageSetting(tx), await holidaysAhead(tx)]
  const open = isSendable(tx.now, setting, holidays)
  const decided = open
    ? await decideAll(tx, due)
    : due.map((each) =>
        isTooLate(each, tx.now)
          ? tooLate(each.id)
          : { id: each.id, state: 'queued' as const, dueAt: nextSendable(tx.now, setting, holidays) },
      )
  await store.saveDecided(tx, decided)
  const handing = new Set(decided.filter(({ state }) => state === 'handing').map(({ id }) => id))
  const withdrawn = decided.filter(({ state }) => state === 'withdrawn').map(({ id }) => id)
  await takeBackUnsent(tx, withdrawn)
  const late = new Set(decided.filter(({ state }) => state === 'failed').map(({ id }) => id))
  const lateOnes = due.filter(({ id }) => late.has(id))
  await onFailures(tx, lateOnes.map(neverLeft), new Map())
  const later = due.length - handing.size - withdrawn.length - late.size
  const detail = { handing: handing.size, withdrawn: withdrawn.length, tooLate: late.size, later }
  await tx.record('messages.taken', { detail })
  const taken = due
    .filter(({ id }) => handing.has(id))
    .map((each) => ({ ...each, sender: setting.sender, attempts: each.attempts + 1 }))
  return { taken, worked: true }
}

/** Nothing is lost by coming too late: it is among what failed, and a call for today. */
const tooLate = (id: string): store.Decided => ({ id, state: 'failed', reason: 'too_old' })
const neverLeft = (of: store.Due): store.Changed => ({
  ...of,
  ...{ state: 'failed', reason: 'too_old', contactId: null, handedAt: null },
})

/** Much can have changed since they were written: each is decided anew. */
async function decideAll(tx: Write, due: readonly store.Due[]): Promise<store.Decided[]> {
  const groups = Map.groupBy(due, ({ channel, whose }) => `${channel} ${whose}`)
  const decided: store.Decided[] = []
  for (const own of groups.values()) {
    const [first] = own
    if (first === undefined) continue
    const known = await standings(
      tx,
      own.map(({ personId }) => personId),
      { to: first.whose, channel: first.channel },
    )
    for (const each of own) decided.push(decide(each, known, tx))
  }
  return decided
}

function decide(
  message: store.Due,
  known: Awaited<ReturnType<typeof standings>>,
  { now, today }: Pick<Write, 'now' | 'today'>,
): store.Decided {
  const { id, personId, address, isAnswered, isStopped } = message
  const withdrawn = (reason: string) => ({ id, state: 'withdrawn', reason }) as const
  const standing = known.get(personId)
  if (standing === undefined) return withdrawn('not_member')
  const reason = leftOut(standing, today)
  if (reason !== null) return withdrawn(reason)
  // The number it was written to is no longer theirs, or has said no.
  if (!usable(standing).includes(address))
    return withdrawn(standing.addresses.includes(address) ? 'opted_out' : 'no_address')
  if (isAnswered) return withdrawn('already_answered')
  if (isStopped) return withdrawn('ladder_stopped')
  return isTooLate(message, now) ? tooLate(id) : { id, state: 'handing' }
}

type Calling = { readonly gateways: Gateways; readonly taken: readonly Taken[] }

async function callAll(db: Database, context: Context, { gateways, taken }: Calling): Promise<store.Told[]> {
  const { words, domain } = await db.read(context, async (tx) => ({
    words: await store.wordsToHand(
      tx,
      taken.map(({ id }) => id),
    ),
    domain: tx.actor.domainCode,
  }))
  const until = performance.now() + BATCH_MS
  const waiting = [...taken]
  const told: store.Told[] = []
  const work = async () => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const gateway = gateways[each.channel]
      const said = words.get(each.id)
      const now = db.clock.now()
      if (said === undefined || performance.now() > until) told.push(backAgain(each, now))
      else {
        const { address: to, sender, id } = each
        const answered = await callOne(
          gateway,
          { each, now },
          { id, domain, to, sender, subject: said.subject, text: said.body },
        )
        if (answered !== null) told.push(answered)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return told
}

const backAgain = ({ id }: Taken, now: Instant): store.Told => ({
  id,
  state: 'queued',
  dueAt: now,
  gateway: store.NO_GATEWAY,
})

async function callOne(
  gateway: Gateway | undefined,
  { each, now }: { each: Taken; now: Instant },
  outgoing: Outgoing,
): Promise<store.Told | null> {
  if (gateway === undefined) return { id: each.id, state: 'failed', reason: 'no_gateway', gateway: store.NO_GATEWAY }
  return toldBy(gateway, { id: each.id, answer: await gateway.send(outgoing), attempts: each.attempts, now })
}

/** Null for one that may have been taken: it stays as it is until `recover` asks after it. */
function toldBy(
  { name }: Gateway,
  { id, answer, attempts, now }: { id: string; answer: Answer; attempts: number; now: Instant },
): store.Told | null {
  const of = { id, gateway: name }
  if (answer.kind === 'taken') return { ...of, state: 'handed', gatewayId: answer.gatewayId }
  if (answer.kind === 'refused') return { ...of, state: 'failed', reason: answer.reason }
  if (answer.kind === 'unknown') return null
  const dueAt = retryAt(now, attempts)
  return dueAt === null ? { ...of, state: 'failed', reason: 'gateway_down' } : { ...of, state: 'queued', dueAt }
}

/** Saves what was answered. What has been handed over is a try in the contact log; what failed becomes a call. */
async function settleTold(tx: Write, told: readonly store.Told[]): Promise<void> {
  tx.require('messages.hand_over')
  const changed = await store.saveTold(tx, told)
  const contacts = await logHanded(tx, changed)
  await onFailures(tx, changed, contacts)
  const of = (state: string) => changed.filter((each) => each.state === state).length
  const detail = { handed: of('handed'), failed: of('failed'), uncertain: of('uncertain'), again: of('queued') }
  await tx.record('messages.handed_over', { detail })
}

/** Those that have reached the gateway and are not in the log yet; one that is sent again is another try. */
async function logHanded(tx: Write, changed: readonly store.Changed[]): Promise<ReadonlyMap<string, string>> {
  const fresh = changed.filter(
    ({ contactId, state, handedAt }) => contactId === null && handedAt !== null && state !== 'queued',
  )
  const tied = fresh.map((each) => ({ ...each, contactId: randomUUID() }))
  // First, so that the ladder knows that what was sent for a step does no other.
  await store.tieContacts(tx, tied)
  await logSent(
    tx,
    tied.map(({ contactId, personId, channel, whose, queuedBy, queuedAt }) => ({
      ...{ id: contactId, personId, channel, through: whose, direction: 'out', outcome: 'sent' },
      ...{ doneBy: queuedBy, writtenAt: queuedAt },
    })),
  )
  return new Map(tied.map(({ id, contactId }) => [id, contactId]))
}

/** What will not arrive is work for today, and a step of which nothing left is taken back. `contacts`: what has just been logged, by message. */
async function onFailures(
  tx: Write,
  changed: readonly store.Changed[],
  contacts: ReadonlyMap<string, string>,
): Promise<void> {
  const failed = changed
    .filter(({ state }) => state === 'failed')
    .map((each) => ({ ...each, contactId: each.contactId ?? contacts.get(each.id) ?? null }))
  await takeBackUnsent(
    tx,
    failed.flatMap(({ id, contactId }) => (contactId === null ? [id] : [])),
  )
  for (const each of failed) await onFailure(tx, each)
}

/** Whoever was not reached is called instead, today; a number that is nobody's is not written to again. */
async function onFailure(tx: Write, failed: store.Changed): Promise<void> {
  const { personId, channel, whose, address, reason, contactId } = failed
  if (reason === 'unknown_subscriber')
    return wrongNumber(tx, { personId, channel, whose, address, how: 'receipt', contactId })
  if (contactId !== null) await correctSent(tx, { personId, contactId, outcome: 'returned' })
  await takeUpToday(tx, { personId, channel: 'call' })
}

/** Takes receipts; the same again, and those of nothing we have sent, change nothing. */
export async function takeReceipts(
  tx: Write,
  { gateway, receipts }: { gateway: string; receipts: readonly Receipt[] },
): Promise<void> {
  tx.require('messages.receive')
  const read = receipts.map(({ messageId, gatewayId, outcome, reason }) => ({
    messageId,
    gatewayId,
    state: outcome,
    reason,
  }))
  const changed = await store.saveReceipts(tx, gateway, read)
  const contacts = await logHanded(tx, changed)
  await onFailures(tx, changed, contacts)
  const failed = changed.filter(({ state }) => state === 'failed').length
  await tx.record('messages.receipts_taken', { detail: { changed: changed.length, failed, told: receipts.length } })
}

/**
 * What a process that died had begun to hand over: the gateway is asked what became of it. What it never got is queued again; where it cannot
 * tell, somebody looks, rather than a second text being sent. True when there was anything.
 */
export async function recover(db: Database, context: Context, gateways: Gateways): Promise<boolean> {
  const before = new Date(Date.parse(db.clock.now()) - STUCK_MS).toISOString() as Instant
  const stuck = await db.read(context, (tx) => store.stuckBefore(tx, before, BATCH))
  if (stuck.length === 0) return false
  const told: store.Told[] = []
  for (const { id, channel } of stuck) told.push(await askAfter(gateways, { id, channel, now: db.clock.now() }))
  await db.write(context, (tx) => settleTold(tx, told))
  return true
}

async function askAfter(
  gateways: Gateways,
  { id, channel, now }: { id: string; channel: MessageChannel; now: Instant },
): Promise<store.Told> {
  const gateway = gateways[channel]
  const became = gateway === undefined ? ({ kind: 'cannot_tell' } as const) : await gateway.whatBecameOf(id)
  const of = { id, gateway: gateway?.name ?? store.NO_GATEWAY }
  if (became.kind === 'taken') return { ...of, state: 'handed', gatewayId: became.gatewayId }
  if (became.kind === 'never') return { ...of, state: 'queued', dueAt: now }
  return { ...of, state: 'uncertain', reason: 'interrupted' }
}

/** One round of the worker in a domain: receipts that wait, what was left behind, and what is due. */
export async function messageRound(db: Database, context: Context, gateways: Gateways): Promise<boolean> {
  await collectReceipts(db, context, gateways)
  await recover(db, context, gateways)
  return handOver(db, context, gateways)
}

async function collectReceipts(db: Database, context: Context, gateways: Gateways): Promise<void> {
  for (const gateway of Object.values(gateways)) {
    if (gateway.collect === undefined) continue
    const domain = await db.read(context, async (tx) => tx.actor.domainCode)
    const receipts = gateway.collect(domain)
    for (let at = 0; at < receipts.length; at += BATCH)
      await db.write(context, (tx) =>
        takeReceipts(tx, { gateway: gateway.name, receipts: receipts.slice(at, at + BATCH) }),
      )
  }
}
