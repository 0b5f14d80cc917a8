import { CASE_ROUTES } from './cases-matrix.ts'
import { MAPPING_ROUTES } from './mapping-matrix.ts'
import type { Route } from './matrix.ts'
import { PLAN_ROUTES } from './plan-matrix.ts'
import { PROGRESS_ROUTES } from './progress-matrix.ts'
import { WORK_ROUTES } from './work-matrix.ts'

/** The routes of the case, and of what hangs on it. */
export const SUPPORT_ROUTES: readonly Route[] = [
  ...CASE_ROUTES,
  ...MAPPING_ROUTES,
  ...PLAN_ROUTES,
  ...WORK_ROUTES,
  ...PROGRESS_ROUTES,
]
