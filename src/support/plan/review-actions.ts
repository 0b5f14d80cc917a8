import type { Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import type { PersonId } from '../../people/model.ts'
import { lockOpenCase } from '../cases/actions.ts'
import type { Ended } from '../cases/closing-store.ts'
import { requireNone } from './actions.ts'
import type { ExemptReason, Plan, Present, Review, ReviewRule } from './model.ts'
import * as reviews from './review-store.ts'
import { nextReviewOn, reviewProblems, ruleProblems } from './rules.ts'
import { planOf } from './store.ts'

/** `seen`: the review that the form was shown, so that nobody skips the next one by an old page. */
type OfReview = { readonly personId: string; readonly seen: string }

type Held = OfReview & {
  readonly heldOn: PlainDate
  readonly present: readonly Present[]
  readonly changed: string | null
}

/** Notes that the plan was looked at: when, with whom, and what was changed. The next day follows from the rule. */
export async function holdReview(tx: Write, held: Held): Promise<void> {
  tx.require('support.work')
  const due = await dueReview(tx, held)
  requireNone('review', reviewProblems(held, tx.today))
  const { heldOn, present, changed } = held
  await reviews.closeReview(tx, due.review.id, { outcome: 'held', heldOn, present, changed })
  await planNext(tx, due, heldOn)
  await tx.record('plans.reviewed', { object: due.review.id, personId: due.rootId, detail: { heldOn, present } })
}

/** Leaves out the review that is due, for a reason among those there are. The next is planned from its day. */
export async function exemptReview(
  tx: Write,
  { reason, ...of }: OfReview & { readonly reason: ExemptReason },
): Promise<void> {
  tx.require('support.work')
  const due = await dueReview(tx, of)
  await reviews.closeReview(tx, due.review.id, { outcome: 'exempt', reason })
  await planNext(tx, due, due.review.dueOn)
  await tx.record('plans.review_exempted', { object: due.review.id, personId: due.rootId, detail: { reason } })
}

/** The case is closed: the review that is due is not held. Of one who has no plan there is none. Answers with what was ended. */
export async function endReviews(
  tx: Write,
  { caseId, rootId }: { readonly caseId: string; readonly rootId: PersonId },
): Promise<readonly Ended[]> {
  tx.require('support.work')
  const all = await reviews.reviewsOf(tx, rootId)
  const due = all.find((each) => each.outcome === null && each.caseId === caseId)
  if (due === undefined) return []
  const reason = 'case_closed'
  await reviews.closeReview(tx, due.id, { outcome: 'exempt', reason })
  await tx.record('plans.review_exempted', { object: due.id, personId: rootId, detail: { reason } })
  return [{ kind: 'review', stoodId: due.id, leftId: due.id }]
}

type Due = { readonly rootId: string; readonly plan: Plan; readonly review: Review }

async function dueReview(tx: Write, { personId, seen }: OfReview): Promise<Due> {
  const { person } = await lockOpenCase(tx, personId)
  const [plan, all] = [await planOf(tx, person.id), await reviews.reviewsOf(tx, person.id)]
  const review = all.find(({ outcome, caseId }) => outcome === null && caseId === plan?.caseId)
  if (plan === null || review === undefined) throw new Refused('conflict', 'no_plan')
  if (review.id !== seen) throw new Refused('conflict', 'review_meanwhile')
  return { rootId: person.id, plan, review }
}

async function planNext(tx: Write, { plan, review }: Due, lastOn: PlainDate): Promise<void> {
  const { caseId, personId } = review
  const dueOn = nextReviewOn({ startsOn: plan.startsOn, lastOn, today: tx.today }, await reviews.reviewRule(tx))
  await reviews.insertReview(tx, { caseId, personId, dueOn })
}

/** Decides how often plans are looked at here. What is planned already stands. */
export async function setReviewRule(tx: Write, rule: ReviewRule): Promise<void> {
  tx.require('plans.set_rule')
  requireNone('rule', ruleProblems(rule))
  await reviews.insertRule(tx, rule)
  const { firstWeeks, earlyWeeks, earlyUntil, laterWeeks } = rule
  await tx.record('plans.rule_set', { detail: { firstWeeks, earlyWeeks, earlyUntil, laterWeeks } })
}
