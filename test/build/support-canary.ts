import type { Whose } from './canary.ts'
import { WORK_GIVEN } from './work-canary.ts'

/** Values of the columns of the case, and of what hangs on it, that are codes, keys or bound by a rule. */
export const SUPPORT_GIVEN: Readonly<Record<string, (of: Whose, row: ReadonlyMap<string, unknown>) => unknown>> = {
  'support_case.id': (of) => of.personId,
  case_id: (of) => of.personId,
  opened_by: (of) => of.accountId,
  closed_by: (of) => of.accountId,
  'support_period.setting': () => 'in_school',
  'support_period.origin': () => 'guardian',
  'support_period.close_reason': () => 'goal_reached',
  ...WORK_GIVEN,
}
