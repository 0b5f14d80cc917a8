import type { PlainDate } from '../../kernel/date.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'

/** Of which of them figures of support are: those supported at some time from a day, until the day after another. */
export type Counted = {
  readonly from: PlainDate
  readonly until: PlainDate
  /** Only those whose case this account answers for, or answered for when it was closed; null for everybody one sees. */
  readonly account: string | null
  /** Only those whose case somebody of this team answers for, or answered for last; left out for all of those. */
  readonly team?: string | null
}

/**
 * Whether an account answers for the case of a period (`d`), or did when the period was closed. Who follows up afterwards, and for how
 * long, changes nothing of whose it was.
 */
export const heldBy = (account: string | null): Sql => sql`(${account}::uuid is null or exists (
         select from support_owner o
          where o.domain_id = d.domain_id and o.case_id = d.case_id and o.account_id = ${account}::uuid
            and (d.known_until is null and o.known_until is null
              or o.known_from <= d.known_until and (o.known_until is null or o.known_until >= d.known_until))))`

/** A case that was opened by mistake was no support. */
export const wasSupport = raw(`d.close_reason is distinct from 'opened_by_mistake'`)

/**
 * The day a period (`d`) was closed. What is said of the exit goes before what was said when it was closed: that is where a day that was
 * wrong is corrected.
 */
export const closedOn = raw(`coalesce((
         select q.exited_on from support_exit q where q.domain_id = d.domain_id and q.period_id = d.id and q.known_until is null), d.closed_on)`)

/** Why it was closed, in the same way. */
export const closeReason = raw(`coalesce((
         select q.outcome from support_exit q where q.domain_id = d.domain_id and q.period_id = d.id and q.known_until is null), d.close_reason)`)
