import type { Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { accept, decline } from '../sharing/received-actions.ts'
import { lettable, received } from '../sharing/received-store.ts'
import { tell } from '../tasks/alert-queue.ts'
import type { Outcome, Referral, Stage } from './model.ts'
import { closeArrival } from './outside-store.ts'
import { ANSWERS, answerParcel } from './parcel-store.ts'
import { isTold, outsideView, reasonAcross } from './rules.ts'

/** What whoever sent a referral is told when those who triage move it, each as much as may be told there. */

type Decided = { readonly to: Stage; readonly reason: Outcome | null }

/** A colleague is told that it is decided; outside it is closed; another domain learns the answer. */
export async function tellSender(tx: Write, referral: Referral, decided: Decided): Promise<void> {
  tx.require('referrals.triage')
  const { arrivalId, shareId, sentBy, referralId } = referral
  if (shareId !== null) await answerAcross(tx, { ...referral, shareId }, decided)
  else if (arrivalId !== null && outsideView(decided.to) === 'closed') await closeArrival(tx, arrivalId)
  if (sentBy !== null && sentBy !== tx.actor.accountId && isTold(decided.to))
    await tell(tx, { to: sentBy, code: 'referral_answered', object: referralId })
}

/** Refuses with `conflict` what the other domain has taken back (`taken_back`). */
async function answerAcross(
  tx: Write,
  { arrivalId, shareId }: Pick<Referral, 'arrivalId'> & { readonly shareId: string },
  { to, reason }: Decided,
): Promise<void> {
  const said = to === 'triage' ? 'begun' : ANSWERS.find((each) => each === to)
  if (said === undefined || arrivalId === null) return
  const isThere = await answerParcel(tx, { parcelId: arrivalId, said, reason: reasonAcross(reason) })
  if (!isThere && said !== 'begun') throw new Refused('conflict', 'taken_back')
  if (said === 'declined' && (await isWaiting(tx, shareId))) await decline(tx, shareId, DECLINED)
}

/** What stands with a share that came with a referral, when the referral is declined. */
const DECLINED = 'Aktualiseringen är nekad'

/** Whether a share waits for an answer that the actor may give. */
async function isWaiting(tx: Write, shareId: string): Promise<boolean> {
  const [share] = await received(tx, shareId)
  if (!share?.lasts || !share.mayOpen) return false
  return share.answeredAt === null && tx.may('sharing.answer')
}

/** The share that a referral came by is accepted with it, for the team and the one who are to work with the young person. */
export async function acceptShareOf(
  tx: Write,
  shareId: string,
  { teamId, ownerId }: { readonly teamId: string | null; readonly ownerId: string | null },
): Promise<void> {
  tx.require('referrals.triage')
  if (!(await isWaiting(tx, shareId))) return
  const known = await lettable(tx)
  const memberships = known.flatMap(({ accountId, membershipId }) =>
    ownerId !== null && accountId === ownerId && membershipId !== null ? [membershipId] : [],
  )
  const teams = known.flatMap((each) => (each.teamId !== null && each.teamId === teamId ? [each.teamId] : []))
  if (memberships.length + teams.length > 0) await accept(tx, shareId, { memberships, teams })
}
