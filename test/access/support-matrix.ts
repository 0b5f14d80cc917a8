import type { Route } from './matrix.ts'
import { PLAN_ROUTES } from './plan-matrix.ts'

/** The routes of the case, and of what hangs on it. */
export const SUPPORT_ROUTES: readonly Route[] = [...PLAN_ROUTES]
