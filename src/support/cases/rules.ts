import { addDays, type PlainDate } from '../../kernel/date.ts'

export type Problem = { readonly field: string; readonly code: string }

/** How far back a case is said to have begun: papers are caught up with, not a childhood. */
const LONGEST_BACK = 366

/** What is wrong with the day a case is opened, after the day it was last closed. */
export function openingProblems(
  { openedOn, lastClosedOn }: { readonly openedOn: PlainDate; readonly lastClosedOn: PlainDate | null },
  today: PlainDate,
): readonly Problem[] {
  if (openedOn > today) return [{ field: 'openedOn', code: 'opened_in_future' }]
  if (openedOn < addDays(today, -LONGEST_BACK)) return [{ field: 'openedOn', code: 'opened_long_ago' }]
  if (lastClosedOn !== null && openedOn < lastClosedOn) return [{ field: 'openedOn', code: 'opened_before_closed' }]
  return []
}
