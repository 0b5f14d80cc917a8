import type { Write } from '../../kernel/database.ts'
import { addDays, type PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { lockOpenCase } from '../cases/actions.ts'
import { requireNone } from './actions.ts'
import type { ExemptReason, Plan, Present, Review, ReviewRule } from './model.ts'
import * as reviews from './review-store.ts'
import { laterOf, reviewOn, reviewProblems, ruleProblems } from './rules.ts'
import { planOf } from './store.ts'

type Held = {
  readonly personId: string
  readonly heldOn: PlainDate
  readonly present: readonly Present[]
  readonly changed: string | null
}

/** Notes that the plan was looked at: when, with whom, and what was changed. The next day follows from the rule. */
export async function holdReview(tx: Write, held: Held): Promise<void> {
  tx.require('support.work')
  const due = await dueReview(tx, held.personId)
  requireNone('review', reviewProblems(held, tx.today))
  const { heldOn, present, changed } = held
  await reviews.closeReview(tx, due.review.id, { outcome: 'held', heldOn, present, changed })
  await planNext(tx, due, heldOn)
  await tx.record('plans.reviewed', { object: due.review.id, personId: due.rootId, detail: { heldOn, present } })
}

/** Leaves out the review that is due, for a reason among those there are. The next is planned from its day. */
export async function exemptReview(
  tx: Write,
  { personId, reason }: { readonly personId: string; readonly reason: ExemptReason },
): Promise<void> {
  tx.require('support.work')
  const due = await dueReview(tx, personId)
  await reviews.closeReview(tx, due.review.id, { outcome: 'exempt', reason })
  await planNext(tx, due, due.review.dueOn)
  await tx.record('plans.review_exempted', { object: due.review.id, personId: due.rootId, detail: { reason } })
}

type Due = { readonly rootId: string; readonly plan: Plan; readonly review: Review }

async function dueReview(tx: Write, personId: string): Promise<Due> {
  const { person } = await lockOpenCase(tx, personId)
  const [plan, all] = [await planOf(tx, person.id), await reviews.reviewsOf(tx, person.id)]
  const review = all.find(({ outcome, caseId }) => outcome === null && caseId === plan?.caseId)
  if (plan === null || review === undefined) throw new Refused('conflict', 'no_plan')
  return { rootId: person.id, plan, review }
}

/** What is long overdue is not planned into the past: the next is a week ahead at the earliest. */
async function planNext(tx: Write, { plan, review }: Due, lastOn: PlainDate): Promise<void> {
  const { caseId, personId } = review
  const by = reviewOn({ startsOn: plan.startsOn, lastOn }, await reviews.reviewRule(tx))
  await reviews.insertReview(tx, { caseId, personId, dueOn: laterOf(by, addDays(tx.today, 7)) })
}

/** Decides how often plans are looked at here. What is planned already stands. */
export async function setReviewRule(tx: Write, rule: ReviewRule): Promise<void> {
  tx.require('plans.set_rule')
  requireNone('rule', ruleProblems(rule))
  await reviews.insertRule(tx, rule)
  const { firstWeeks, earlyWeeks, earlyUntil, laterWeeks } = rule
  await tx.record('plans.rule_set', { detail: { firstWeeks, earlyWeeks, earlyUntil, laterWeeks } })
}
