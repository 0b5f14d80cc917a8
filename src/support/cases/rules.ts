import type { Colleague } from '../../access/model.ts'
import { ROLES, type RoleCode } from '../../access/roles.ts'
import { addDays, type PlainDate } from '../../kernel/date.ts'
import type { NewCase } from './model.ts'
import { SUPPORTERS } from './permissions.ts'

export type Problem = { readonly field: string; readonly code: string }

/** How far back a case is said to have begun: papers are caught up with, not a childhood. */
const LONGEST_BACK = 366

type Opening = Pick<NewCase, 'openedOn' | 'reopenReason'> & {
  /** Null for one who has had no case before. */
  readonly lastClosedOn: PlainDate | null
}

/** What is wrong with how a case is opened, or opened again after the day it was last closed. */
export function openingProblems(
  { openedOn, lastClosedOn, reopenReason = null }: Opening,
  today: PlainDate,
): readonly Problem[] {
  const why =
    lastClosedOn !== null && reopenReason === null ? [{ field: 'reopenReason', code: 'reopen_reason_missing' }] : []
  if (openedOn > today) return [{ field: 'openedOn', code: 'opened_in_future' }, ...why]
  if (openedOn < addDays(today, -LONGEST_BACK)) return [{ field: 'openedOn', code: 'opened_long_ago' }, ...why]
  if (lastClosedOn !== null && openedOn < lastClosedOn)
    return [{ field: 'openedOn', code: 'opened_before_closed' }, ...why]
  return why
}

/** What is wrong with the last day of a case that was opened on a day. */
export function closingProblems(
  { closedOn, openedOn }: { readonly closedOn: PlainDate; readonly openedOn: PlainDate },
  today: PlainDate,
): readonly Problem[] {
  if (closedOn > today) return [{ field: 'closedOn', code: 'closed_in_future' }]
  if (closedOn < openedOn) return [{ field: 'closedOn', code: 'closed_before_opened' }]
  return []
}

/** Who can answer for a case: staff of today whose role supports, and who may see the person where that takes a right. */
export function mayAnswerFor(colleague: Colleague, isProtected: boolean): boolean {
  const supports: readonly string[] = SUPPORTERS
  return colleague.current && supports.includes(colleague.role) && (colleague.seesProtected || !isProtected)
}

/** Whether a role reaches everybody of the domain: then nobody needs to let its holder in. */
export const reachesEverybody = (role: string) => ROLES[role as RoleCode]?.reach === 'domain'
