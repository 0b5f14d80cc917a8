import type { Route } from './matrix.ts'
import { WORK_ROUTES } from './work-matrix.ts'

/** The routes of the case, and of what hangs on it. */
export const SUPPORT_ROUTES: readonly Route[] = [...WORK_ROUTES]
