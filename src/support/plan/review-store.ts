import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { type ExemptReason, type Present, Review, ReviewRule } from './model.ts'
import { DEFAULT_RULE } from './rules.ts'

const columns = raw(`
  w.id, w.case_id as "caseId", w.person_id as "personId", w.due_on as "dueOn", w.outcome, w.held_on as "heldOn", w.present, w.changed, w.reason,
  w.closed_by as "closedBy"`)

/** The review that is due, then those that were held or left out, the latest first. */
export function reviewsOf(tx: Read, root: PersonId): Promise<Review[]> {
  return tx.all(
    Review,
    prepared(sql`
    select ${columns} from support_review w
     where w.person_id in (${membersOfRoot(tx, root)}) and w.outcome is distinct from 'replaced'
     order by w.known_until is not null, coalesce(w.held_on, w.due_on) desc, w.known_from desc limit 50`),
  )
}

export async function insertReview(
  tx: Write,
  review: Pick<Review, 'caseId' | 'personId'> & { readonly dueOn: PlainDate },
): Promise<void> {
  await tx.run(sql`
    insert into support_review (domain_id, case_id, person_id, due_on, set_by, known_from)
    values (${tx.actor.domainId}, ${review.caseId}, ${review.personId}, ${review.dueOn}, ${tx.actor.accountId}, ${tx.now})`)
}

type Closing =
  | {
      readonly outcome: 'held'
      readonly heldOn: PlainDate
      readonly present: readonly Present[]
      readonly changed: string | null
    }
  | { readonly outcome: 'exempt'; readonly reason: ExemptReason | 'case_closed' }
  | { readonly outcome: 'replaced' }

/** Says what became of the review that was due. */
export async function closeReview(tx: Write, id: string, how: Closing): Promise<void> {
  const held = how.outcome === 'held' ? how : null
  await tx.runOne(sql`
    update support_review w set outcome = ${how.outcome}, held_on = ${held?.heldOn ?? null}, present = ${held?.present ?? null},
           changed = ${held?.changed ?? null}, reason = ${how.outcome === 'exempt' ? how.reason : null},
           closed_by = ${tx.actor.accountId}, known_until = ${ending(tx, 'w')}
     where w.id = ${id} and w.known_until is null`)
}

/** How often plans are looked at here: the domain's own measure, else the one that comes with the program. */
export async function reviewRule(tx: Read): Promise<ReviewRule & { readonly isOwn: boolean }> {
  const own = await tx.maybe(
    ReviewRule,
    prepared(sql`
    select u.first_weeks as "firstWeeks", u.early_weeks as "earlyWeeks", u.early_until as "earlyUntil", u.later_weeks as "laterWeeks"
      from support_review_rule u where u.known_until is null`),
  )
  return own === null ? { ...DEFAULT_RULE, isOwn: false } : { ...own, isOwn: true }
}

export async function insertRule(tx: Write, rule: ReviewRule): Promise<void> {
  await tx.run(sql`
    update support_review_rule u set known_until = ${ending(tx, 'u')}, closed_by = ${tx.actor.accountId} where u.known_until is null`)
  await tx.run(sql`
    insert into support_review_rule (domain_id, first_weeks, early_weeks, early_until, later_weeks, set_by, known_from)
    values (${tx.actor.domainId}, ${rule.firstWeeks}, ${rule.earlyWeeks}, ${rule.earlyUntil}, ${rule.laterWeeks}, ${tx.actor.accountId},
            ${tx.now})`)
}
