import type { Colleague } from '../../access/model.ts'
import { ROLES, type RoleCode } from '../../access/roles.ts'
import { addYears, type PlainDate } from '../../kernel/date.ts'
import type { NewCase, Setting } from './model.ts'
import { SUPPORTERS } from './permissions.ts'

export type Problem = { readonly field: string; readonly code: string }

/** How far back a case is said to have begun: support may be older than Sedd is where it is used, but is not a childhood. */
const MOST_YEARS_BACK = 10

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
  if (openedOn < addYears(today, -MOST_YEARS_BACK)) return [{ field: 'openedOn', code: 'opened_long_ago' }, ...why]
  if (lastClosedOn !== null && openedOn < lastClosedOn)
    return [{ field: 'openedOn', code: 'opened_before_closed' }, ...why]
  return why
}

type Changes = { readonly opened: Setting; readonly changes: readonly { setting: Setting; from: PlainDate }[] }

/** Which setting holds on a day, of a case that was opened in one: by the last change until then. */
export function settingOn(on: PlainDate, { opened, changes }: Changes): Setting {
  return changes.findLast(({ from }) => from <= on)?.setting ?? opened
}

type Changed = { readonly setting: Setting; readonly from: PlainDate }
type Before = { readonly before: Setting; readonly openedOn: PlainDate; readonly today: PlainDate }

/** What is wrong with a change of setting, after the one that held until then. */
export function settingProblems({ setting, from }: Changed, { before, openedOn, today }: Before): readonly Problem[] {
  if (from > today) return [{ field: 'settingFrom', code: 'opened_in_future' }]
  if (from < openedOn) return [{ field: 'settingFrom', code: 'setting_before_opened' }]
  return setting === before ? [{ field: 'settingNow', code: 'setting_same' }] : []
}

/** Who can answer for a case: staff of today whose role supports, and who may see the person where that takes a right. */
export function mayAnswerFor(colleague: Colleague, isProtected: boolean): boolean {
  const supports: readonly string[] = SUPPORTERS
  return colleague.current && supports.includes(colleague.role) && (colleague.seesProtected || !isProtected)
}

/** Whether a role reaches everybody of the domain: then nobody needs to let its holder in. */
export const reachesEverybody = (role: string) => ROLES[role as RoleCode]?.reach === 'domain'
