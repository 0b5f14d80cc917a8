import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { type PersonHeader, PersonId } from '../../people/model.ts'
import { lockPerson, personById } from '../../people/store.ts'
import { takeTicket } from '../../trail/store.ts'
import { requireReach } from '../contacts/store.ts'
import { planSoon } from '../ladder/planning.ts'
import { holdLadder } from '../ladder/protocol-store.ts'
import { takeBackUnsent } from '../ladder/unsent-actions.ts'
import { closeLanguage, insertLanguage } from './language-store.ts'
import type { Message, MessageChannel, Whose } from './model.ts'
import * as store from './store.ts'
import { isLanguage } from './template-rules.ts'
import { takeBackWaiting } from './waiting-actions.ts'

export type OpenedThread = {
  readonly person: PersonHeader
  readonly messages: readonly Message[]
  readonly counts: store.ThreadCounts
  /** Opens the words of these messages once it is committed; null when there are none. */
  readonly ticket: number | null
}

/** Opens what has been written to and by somebody: the words are read against the ticket, which the trail keeps. */
export async function openThread(tx: Write, of: store.Page & { readonly personId: string }): Promise<OpenedThread> {
  tx.require('messages.read')
  tx.requireAssurance(2)
  const person = await personById(tx, PersonId.parse(of.personId))
  await requireReach(tx, person)
  const [messages, counts] = [await store.threadOf(tx, person.id, of), await store.countThread(tx, person.id)]
  if (messages.length === 0) {
    await tx.record('messages.listed', { personId: person.id })
    return { person, messages, counts, ticket: null }
  }
  const wanted = { kind: 'message', ids: messages.map(({ id }) => id), personId: person.id }
  return { person, messages, counts, ticket: await takeTicket(tx, wanted, null) }
}

/** Lets somebody write to a person, or to nobody. */
export async function openToSend(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('messages.send')
  const person = await personById(tx, PersonId.parse(personId))
  await requireReach(tx, person)
  await tx.record('messages.opened_to_send', { personId: person.id })
  return person
}

type Of = { readonly personId: string; readonly messageId: string }

/** Takes back what still waits. */
export async function withdrawMessage(tx: Write, of: Of): Promise<void> {
  tx.require('messages.send')
  await holdLadder(tx)
  const person = await personToWrite(tx, of.personId)
  const message = await store.lockMessage(tx, { root: person.id, messageId: of.messageId })
  if (message.state !== 'queued') throw new Refused('conflict', 'no_longer_queued')
  await store.settleMessage(tx, message.id, { state: 'withdrawn', reason: 'by_hand' })
  await takeBackUnsent(tx, [message.id])
  await tx.record('messages.withdrawn', { object: message.id, personId: person.id })
}

/** What somebody finds out of a message that no machine can tell the fate of, or does about one that failed. */
export type Outcome = 'arrived' | 'send_again' | 'let_be'

/** Says what became of a message, or that it is taken care of. Only what never left can be sent again. */
export async function settleByHand(tx: Write, of: Of & { readonly outcome: Outcome }): Promise<void> {
  tx.require('messages.send')
  const person = await personToWrite(tx, of.personId)
  const message = await store.lockMessage(tx, { root: person.id, messageId: of.messageId })
  const open = message.state === 'uncertain' || (message.state === 'failed' && message.settledBy === null)
  if (!open) throw new Refused('conflict', 'settled_already')
  const settledBy = tx.actor.accountId
  const { reason } = message
  if (of.outcome === 'arrived') await store.settleMessage(tx, message.id, { state: 'handed', reason: null, settledBy })
  else if (of.outcome === 'send_again')
    await store.settleMessage(tx, message.id, { state: 'queued', reason: null, settledBy, endedAt: null })
  else await store.settleMessage(tx, message.id, { state: 'failed', reason: reason ?? 'unknown', settledBy })
  const detail = { outcome: of.outcome, before: message.state }
  await tx.record('messages.settled_by_hand', { object: message.id, personId: person.id, detail })
}

export type StopInput = {
  readonly channel: MessageChannel
  readonly whose: Whose
  readonly reason: string
}

/** Somebody has said, otherwise than in an answer, that they want no messages. What waits for them is withdrawn. */
export async function stopMessages(tx: Write, stopped: StopInput & { readonly personId: string }): Promise<void> {
  tx.require('messages.send')
  await holdLadder(tx)
  const person = await personToWrite(tx, stopped.personId)
  const { channel, whose } = stopped
  const reason = readReason(stopped.reason)
  const of = { channel, whose, address: null }
  const fresh = await store.insertStop(tx, { personId: person.id, kind: 'opted_out', how: 'by_hand', reason, ...of })
  if (!fresh) throw new Refused('conflict', 'stopped_already')
  const withdrawn = await takeBackWaiting(tx, { root: person.id, ...of, reason: 'opted_out' })
  await planSoon(tx, [person.id])
  await tx.record('messages.opted_out', { personId: person.id, detail: { channel, whose, withdrawn } })
}

/** They have said that they want messages after all, or the number was right. */
export async function liftStop(
  tx: Write,
  lifted: { readonly personId: string; readonly stopId: string; readonly reason: string },
): Promise<void> {
  tx.require('messages.send')
  const person = await personToWrite(tx, lifted.personId)
  await store.liftStop(tx, { root: person.id, stopId: lifted.stopId, reason: readReason(lifted.reason) })
  await planSoon(tx, [person.id])
  await tx.record('messages.stop_lifted', { object: lifted.stopId, personId: person.id })
}

/** Says in what language somebody is to be written to; null leaves it to what was written last. */
export async function setLanguage(
  tx: Write,
  set: { readonly personId: string; readonly whose: Whose; readonly language: string | null },
): Promise<void> {
  tx.require('messages.send')
  const person = await personToWrite(tx, set.personId)
  const { whose, language } = set
  if (language !== null && !isLanguage(language))
    throw new Refused('invalid', 'language', [{ field: 'language', code: 'language_form' }])
  await closeLanguage(tx, person.id, whose)
  if (language !== null) await insertLanguage(tx, person.id, { whose, language })
  await tx.record('messages.language_set', { personId: person.id, detail: { whose, language } })
}

function readReason(text: string): string {
  const reason = text.trim()
  if (reason.length < 3) throw new Refused('invalid', 'stop', [{ field: 'reason', code: 'reason_missing' }])
  if (reason.length > 400) throw new Refused('invalid', 'stop', [{ field: 'reason', code: 'reason_long' }])
  return reason
}

async function personToWrite(tx: Write, id: string): Promise<PersonHeader> {
  const person = await lockPerson(tx, PersonId.parse(id))
  await requireReach(tx, person)
  return person
}
