import { CASE_ROUTES } from './cases-matrix.ts'
import { MAPPING_ROUTES } from './mapping-matrix.ts'
import type { Route } from './matrix.ts'
import { PROGRESS_ROUTES } from './progress-matrix.ts'

/** The routes of the case, and of what hangs on it. */
export const SUPPORT_ROUTES: readonly Route[] = [...PROGRESS_ROUTES]
export const SUPPORT_ROUTES: readonly Route[] = [...CASE_ROUTES]
export const SUPPORT_ROUTES: readonly Route[] = [...MAPPING_ROUTES]
import { PLAN_ROUTES } from './plan-matrix.ts'

/** The routes of the case, and of what hangs on it. */
export const SUPPORT_ROUTES: readonly Route[] = [...PLAN_ROUTES]
