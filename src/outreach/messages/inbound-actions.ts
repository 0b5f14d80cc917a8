import { randomUUID } from 'node:crypto'
import type { Write } from '../../kernel/database.ts'
import { PersonId } from '../../people/model.ts'
import { lockPerson } from '../../people/store.ts'
import { takeUpToday } from '../contacts/actions.ts'
import { correctSent, logAnswer } from '../contacts/sent-actions.ts'
import { planSoon } from '../ladder/planning.ts'
import { holdLadder } from '../ladder/protocol-store.ts'
import type { Incoming } from './gateway.ts'
import * as inbound from './inbound-store.ts'
import type { MessageChannel, Whose } from './model.ts'
import { smsParts } from './parts-rules.ts'
import { answering, meaningOf } from './reply-rules.ts'
import { addressFor } from './sending-rules.ts'
import { insertStop } from './store.ts'
import { takeBackWaiting } from './waiting-actions.ts'

const LONGEST = 4_000

/** What came, and where from. */
export type Came = {
  readonly channel: MessageChannel
  readonly address: string
  readonly text: string
  readonly gateway: string
  readonly gatewayId: string
}

/** Others than young people and their guardians who are texted: stops them at a number, and answers whether it was one of theirs. */
export type StopsOthers = (tx: Write, address: string) => Promise<boolean>

/** Takes what somebody has answered. The same again changes nothing. */
export async function receiveAnswer(
  tx: Write,
  { gateway, incoming, stopsOthers }: { gateway: string; incoming: Incoming; stopsOthers?: StopsOthers },
): Promise<void> {
  tx.require('messages.receive')
  const came: Came = {
    channel: 'sms',
    address: addressFor('sms', withPlus(incoming.from)) ?? incoming.from.trim().slice(0, 60).padEnd(3, '?'),
    text: incoming.text.trim().slice(0, LONGEST) || '–',
    gateway,
    gatewayId: incoming.gatewayId,
  }
  if (await inbound.isKnownIncoming(tx, came)) {
    tx.recorded = true // the first time left the event
    return
  }
  const holders = await inbound.holdersOf(tx, came.channel, came.address)
  const from = answering(holders, tx.now)
  // Whoever holds the telephone wants no more on it, whomever we have written to there.
  if (meaningOf(came.text) === 'stop')
    for (const holder of holders)
      if (from.length !== 1 || !from.includes(holder)) await silence(tx, { ...came, meant: came.text, ...holder })
  const isOthers = meaningOf(came.text) === 'stop' && (await stopsOthers?.(tx, came.address)) === true
  const [only] = from
  if (only !== undefined && from.length === 1) return takeAnswer(tx, { ...came, meant: came.text, ...only })
  if (isOthers && holders.length === 0) {
    tx.recorded = true // somebody who is none of ours has said no; when it was said before, nothing is changed
    return
  }
  await inbound.insertUnmatched(tx, { ...came, body: came.text })
  await tx.record('messages.unmatched_received', { detail: { channel: came.channel, holders: holders.length } })
}

const withPlus = (from: string) => (/^[1-9]\d{6,14}$/.test(from.trim()) ? `+${from.trim()}` : from)

/** With whose it is. `meant`: the words by which it is understood, where more than they are kept. */
type Answer = Came & { readonly meant: string; readonly personId: PersonId; readonly whose: Whose }

/** Puts an answer with the young person: a contact, and work for today. */
export async function takeAnswer(tx: Write, answer: Answer): Promise<void> {
  tx.require('outreach.log')
  await holdLadder(tx)
  const person = await lockPerson(tx, answer.personId)
  const of = { ...answer, personId: person.id }
  const meaning = meaningOf(answer.meant)
  const last = await inbound.lastTo(tx, of)
  const reason = meaning === 'stop' ? 'opted_out' : meaning === 'wrong_number' ? meaning : null
  const parts = Math.min(60, smsParts(answer.text).parts)
  const id = await inbound.insertIncoming(tx, { ...of, parts, language: last?.language ?? 'sv', reason })
  if (id === null) {
    tx.recorded = true // somebody took it at the same moment, and left the event
    return
  }
  await tx.record('messages.received', { object: id, personId: person.id, detail: { channel: of.channel, meaning } })
  if (meaning === 'stop') return stop(tx, of)
  if (meaning === 'wrong_number') return wrongNumber(tx, { ...of, how: 'reply', contactId: last?.contactId ?? null })
  const through = of.whose === 'self' ? 'self' : 'guardian'
  const contact = { id: randomUUID(), personId: person.id, channel: of.channel, through, direction: 'in' } as const
  await logAnswer(tx, { ...contact, outcome: 'answered', doneBy: last?.queuedBy ?? tx.actor.accountId }, of.channel)
}

/**
 * Who has said no is not written to, whatever number they have next, and is called instead: no more texts is no talk with anybody, so that
 * they have not been reached and the ladder goes on by the other ways.
 */
async function stop(tx: Write, answer: Answer): Promise<void> {
  const { personId, channel, whose } = answer
  await silence(tx, answer)
  await takeUpToday(tx, { personId, channel: 'call' })
  if (whose === 'guardian') return
  await insertStop(tx, { personId, kind: 'opted_out', channel, whose, address: null, how: 'reply', reason: null })
  await takeBackWaiting(tx, { root: personId, channel, whose, address: null, reason: 'opted_out' })
}

/** Nothing more goes to a number or an address that has said no. */
export async function silence(tx: Write, { personId, channel, whose, address }: Answer): Promise<void> {
  tx.require('outreach.log')
  await insertStop(tx, { personId, kind: 'opted_out', channel, whose, address, how: 'reply', reason: null })
  const withdrawn = await takeBackWaiting(tx, { root: personId, channel, whose, address, reason: 'opted_out' })
  await planSoon(tx, [personId])
  await tx.record('messages.opted_out', { personId, detail: { channel, whose, withdrawn } })
}

export type Wrong = {
  readonly personId: PersonId
  readonly channel: MessageChannel
  readonly whose: Whose
  readonly address: string
  readonly how: 'reply' | 'receipt'
  readonly contactId: string | null
}

/** The number is somebody else's, or nobody's: nothing more is sent to it, and a colleague calls instead. */
export async function wrongNumber(tx: Write, wrong: Wrong): Promise<void> {
  tx.require('outreach.log')
  const { personId, channel, whose, address, how, contactId } = wrong
  const fresh = await insertStop(tx, { personId, kind: 'wrong_number', channel, whose, address, how, reason: null })
  const withdrawn = await takeBackWaiting(tx, { root: personId, channel, whose, address, reason: 'wrong_number' })
  if (contactId !== null) await correctSent(tx, { personId, contactId, outcome: 'wrong_number' })
  await takeUpToday(tx, { personId, channel: 'call' })
  await planSoon(tx, [personId])
  await tx.record('messages.wrong_number', { personId, detail: { channel, whose, how, fresh, withdrawn } })
}

/** Opens the answers that are nobody's yet, words and all; that they were read stands in the trail. */
export async function listUnmatched(tx: Write): Promise<void> {
  tx.require('messages.tie')
  tx.requireAssurance(2)
  await tx.record('messages.unmatched_listed')
}

/** Says whose an answer is that had come from a number of nobody, or of several. */
export async function tieAnswer(tx: Write, of: { unmatchedId: string; personId: string; whose: Whose }): Promise<void> {
  tx.require('messages.tie')
  const came = await inbound.lockUnmatched(tx, of.unmatchedId)
  await inbound.closeUnmatched(tx, came.id, 'tied')
  const personId = PersonId.parse(of.personId)
  await tx.record('messages.tied', { object: came.id, personId })
  await takeAnswer(tx, { ...came, text: came.body, meant: came.body, personId, whose: of.whose })
}

/** An answer that is nobody's we know. */
export async function dropAnswer(tx: Write, unmatchedId: string): Promise<void> {
  tx.require('messages.tie')
  const came = await inbound.lockUnmatched(tx, unmatchedId)
  await inbound.closeUnmatched(tx, came.id, 'not_ours')
  await tx.record('messages.dropped', { object: came.id })
}
