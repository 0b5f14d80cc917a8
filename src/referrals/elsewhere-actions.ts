import type { Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { openSharing, share, type WantedShare } from '../sharing/actions.ts'
import type { ShareTopic } from '../sharing/model.ts'
import { receivers, shareableTopics } from '../sharing/store.ts'
import { tell } from '../tasks/alert-queue.ts'
import { lockedAsSeen, moveOn, type Which } from './actions.ts'
import type { Cause, Outcome } from './model.ts'
import { sendParcel, takeAnswers } from './parcel-store.ts'
import { causeProblems } from './rules.ts'
import { insertReferral } from './store.ts'

/**
 * Referrals to another secrecy domain: the person is shared with it on a ground that breaks the secrecy (OSL 10 kap.), who they are and how
 * they are reached at first and nothing more, and with the share goes that somebody is referred, and why, in codes.
 */

/** Who it is and how they are reached, and nothing more: the rest is for the receiver to ask for. */
export const TOPICS: readonly ShareTopic[] = ['identity', 'contact']

/** Opens the page of it: that the person was read stands in the trail. */
export async function openElsewhere(tx: Write, personId: string): Promise<void> {
  tx.require('referrals.send')
  tx.require('sharing.share')
  await openSharing(tx, personId)
}

export type Elsewhere = {
  readonly personId: string
  /** A referral here that is passed on, as it was read, and why; null when the person is referred straight there. */
  readonly passed: (Which & { readonly reason: Outcome | null }) | null
  readonly reasons: readonly Cause[]
  readonly share: WantedShare
}

/** Refers a person to another domain. Answers with the id of the referral as it stands here, where it is followed. */
export async function referElsewhere(tx: Write, sent: Elsewhere): Promise<string> {
  tx.require('referrals.send')
  const person = await personById(tx, PersonId.parse(sent.personId))
  const { toDomainId } = sent.share
  if (!(await receivers(tx)).some(({ id }) => id === toDomainId))
    throw new Refused('invalid', 'domain', [{ field: 'to', code: 'unknown_domain' }])
  const sending = sent.passed === null ? await sentStraight(tx, sent) : await passedOn(tx, sent, sent.passed)
  const mine = await shareableTopics(tx, person.id)
  const topics = TOPICS.filter((topic) => mine.includes(topic))
  const shareId = await share(tx, { ...sent.share, personId: person.id, topics })
  if ((await sendParcel(tx, { ...sending, shareId })) === null) throw new Refused('conflict', 'no_such_move')
  const detail = { to: toDomainId, share: shareId, reasons: sending.reasons }
  await tx.record('referrals.sent_elsewhere', { object: sending.referralId, personId: person.id, detail })
  return sending.referralId
}

async function sentStraight(tx: Write, { personId, reasons, share: { toDomainId } }: Elsewhere) {
  const problems = causeProblems(reasons)
  if (problems.length > 0) throw new Refused('invalid', 'referral', problems)
  const referralId = await insertReferral(tx, {
    ...{ personId, origin: 'inside', sentBy: tx.actor.accountId, arrivalId: null, reasons, targetOn: null },
    ...{ receivedAt: tx.now, body: null, told: null, toDomainId },
  })
  return { referralId, reasons, askedBy: null }
}

/** What those who triage pass on: it is closed here, and whoever asked may follow it there. */
async function passedOn(tx: Write, sent: Elsewhere, passed: NonNullable<Elsewhere['passed']>) {
  tx.require('referrals.triage')
  const referral = await lockedAsSeen(tx, passed)
  if (referral.personId === null) throw new Refused('conflict', 'person_first')
  const [theirs, asked] = [await personById(tx, referral.personId), PersonId.parse(sent.personId)]
  if (theirs.id !== asked) throw new Refused('not_found', 'referral')
  const { toDomainId } = sent.share
  await moveOn(tx, referral, { to: 'passed_on', by: 'triage', toDomainId, reason: passed.reason })
  const { referralId, reasons, sentBy } = referral
  return { referralId, reasons, askedBy: sentBy === tx.actor.accountId ? null : sentBy }
}

/** Tells whoever referred somebody to another domain, and whoever sent it on, that it is answered there. Answers how many. */
export async function tellOfAnswers(tx: Write): Promise<number> {
  tx.require('referrals.take_in')
  const answers = await takeAnswers(tx)
  for (const { referralId, askedBy, sentBy } of answers) {
    for (const to of new Set([askedBy ?? sentBy, sentBy]))
      await tell(tx, { to, code: 'referral_answered', object: referralId })
    await tx.record('referrals.answer_told', { object: referralId })
  }
  return answers.length
}
