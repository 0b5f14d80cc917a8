import type { Read, Write } from '../kernel/database.ts'
import { addDays } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { Refused } from '../kernel/errors.ts'
import { readBody } from '../notes/rules.ts'
import { holidaysBetween } from '../organisations/calendar-store.ts'
import { type PersonHeader, PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { takeTicket, takeUntiedTicket } from '../trail/store.ts'
import type { Cause, Origin, Outcome, Referral, Stage } from './model.ts'
import { withdrawParcel } from './parcel-store.ts'
import * as rules from './rules.ts'
import { tellSender } from './sender-actions.ts'
import { referralSettings } from './setting-store.ts'
import * as store from './store.ts'

export type Sent = {
  readonly personId: string
  readonly origin: Origin
  readonly reasons: readonly Cause[]
  readonly words: string
}

/** Opens the form of a referral: who a person is has been read. */
export async function openToSend(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('referrals.send')
  const person = await personById(tx, PersonId.parse(personId))
  await tx.record('referrals.begun', { personId: person.id })
  return person
}

/** Refers a person whom one sees. Answers with the referral's id. */
export async function sendReferral(tx: Write, sent: Sent): Promise<string> {
  tx.require('referrals.send')
  const person = await personById(tx, PersonId.parse(sent.personId))
  const words = readBody(sent.words)
  const problems: FieldProblem[] = [
    ...rules.causeProblems(sent.reasons),
    ...(words.length > rules.LONGEST ? [{ field: 'words', code: 'words_long' }] : []),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'referral', problems)
  const id = await store.insertReferral(tx, {
    personId: person.id,
    origin: sent.origin,
    sentBy: tx.actor.accountId,
    arrivalId: null,
    reasons: sent.reasons,
    targetOn: await targetFor(tx, 'received'),
    receivedAt: tx.now,
    body: words === '' ? null : words,
    told: null,
  })
  const detail = { origin: sent.origin, reasons: sent.reasons, letters: words.length }
  await tx.record('referrals.sent', { object: id, personId: person.id, detail })
  return id
}

/** The last day of a stage that begins today. */
export async function targetFor(tx: Read, stage: Stage) {
  const [settings, holidays] = await Promise.all([
    referralSettings(tx),
    holidaysBetween(tx, tx.today, addDays(tx.today, 800)),
  ])
  return rules.targetOf(stage, tx.today, { settings, holidays })
}

export type Opened = { readonly referral: Referral; readonly ticket: number | null }

/** Opens a referral: the ticket for its words is taken, and the reading stands in the trail. Without sight of the person there are no words. */
export async function openReferral(tx: Write, referralId: string): Promise<Opened> {
  tx.require('referrals.send')
  tx.requireAssurance(2)
  const referral = await store.referralById(tx, referralId)
  const { personId } = referral
  const wanted = { kind: 'referral', ids: [referral.referralId] }
  if (personId === null) return { referral, ticket: await takeUntiedTicket(tx, wanted) }
  if (await store.seesPerson(tx, personId))
    return { referral, ticket: await takeTicket(tx, { ...wanted, personId }, null) }
  await tx.record('referrals.followed', { object: referral.referralId, personId })
  return { referral, ticket: null }
}

/** Which referral, and the row of it that one has read: when somebody has moved it meanwhile, that is said. */
export type Which = { readonly referralId: string; readonly seen: string }

/** Takes it on: somebody is looking at it now. */
export async function takeReferral(tx: Write, which: Which): Promise<void> {
  tx.require('referrals.triage')
  await moveOn(tx, await lockedAsSeen(tx, which), { to: 'triage', by: 'triage' })
}

/** Says no, with why. */
export async function declineReferral(tx: Write, declined: Which & { readonly reason: Outcome | null }): Promise<void> {
  tx.require('referrals.triage')
  await moveOn(tx, await lockedAsSeen(tx, declined), { to: 'declined', by: 'triage', reason: declined.reason })
}

/** Ends what was accepted: the place is free. */
export async function endReferral(tx: Write, ended: Which & { readonly reason: Outcome | null }): Promise<void> {
  tx.require('referrals.triage')
  await moveOn(tx, await lockedAsSeen(tx, ended), { to: 'ended', by: 'triage', reason: ended.reason })
}

/** The sender takes it back, until somebody has decided; what went to another domain those who triage may too, until it is answered there. */
export async function withdrawReferral(
  tx: Write,
  withdrawn: Which & { readonly reason: Outcome | null },
): Promise<void> {
  tx.require('referrals.send')
  const referral = await lockedAsSeen(tx, withdrawn)
  const { stage, referralId } = referral
  const isSender = referral.sentBy === tx.actor.accountId
  if (!isSender && (stage !== 'passed_on' || !tx.may('referrals.triage'))) throw new Refused('forbidden', 'not_sender')
  await moveOn(tx, referral, { to: 'withdrawn', by: isSender ? 'sender' : 'triage', reason: withdrawn.reason })
  if (stage === 'passed_on' && !(await withdrawParcel(tx, referralId)))
    throw new Refused('conflict', 'answered_elsewhere')
}

/** The current row, locked. Refuses with `conflict` (`referral_moved`) when it is another than the one that was read. */
export async function lockedAsSeen(tx: Write, { referralId, seen }: Which): Promise<Referral> {
  tx.require('referrals.send')
  const referral = await store.lockReferral(tx, referralId)
  if (referral.id !== seen) throw new Refused('conflict', 'referral_moved')
  return referral
}

export type Move = {
  readonly to: Stage
  readonly by: rules.Mover
  readonly reason?: Outcome | null
  readonly teamId?: string | null
  readonly toDomainId?: string
}

/** One move of the table of moves, with its reason where it takes one; whoever is outside learns when it is decided. */
export async function moveOn(tx: Write, referral: Referral, move: Move): Promise<void> {
  tx.require(move.by === 'outside' ? 'referrals.take_in' : 'referrals.send')
  const { to, by, reason = null, teamId = referral.teamId, toDomainId = referral.toDomainId } = move
  if (!rules.mayMove(referral.stage, to, by)) throw new Refused('conflict', 'no_such_move')
  if (rules.needsPerson(to) && referral.personId === null) throw new Refused('conflict', 'person_first')
  if (to in rules.OUTCOMES && (reason === null || !rules.isOutcomeOf(to as rules.Reasoned, reason)))
    throw new Refused('invalid', 'reason', [{ field: 'reason', code: 'reason_missing' }])
  const targetOn = await targetFor(tx, to)
  await store.insertStage(tx, referral, { stage: to, reason, teamId, toDomainId, targetOn })
  if (by === 'triage') await tellSender(tx, referral, { to, reason })
  const action = {
    received: 'referrals.handed_over',
    triage: 'referrals.taken',
    offered: 'referrals.offered',
    waiting: 'referrals.queued',
    accepted: 'referrals.accepted',
    declined: 'referrals.declined',
    passed_on: 'referrals.passed_on',
    withdrawn: 'referrals.withdrawn',
    ended: 'referrals.ended',
  }[to]
  const { referralId, personId, stage } = referral
  const detail = { from: stage, reason, teamId, toDomainId }
  await tx.record(action, { object: referralId, personId: personId ?? undefined, detail })
}
