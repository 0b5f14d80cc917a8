import { CASE_ROUTES } from './cases-matrix.ts'
import type { Route } from './matrix.ts'

/** The routes of the case, and of what hangs on it. */
export const SUPPORT_ROUTES: readonly Route[] = [...CASE_ROUTES]
