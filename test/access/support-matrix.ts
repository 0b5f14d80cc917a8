import { MAPPING_ROUTES } from './mapping-matrix.ts'
import type { Route } from './matrix.ts'

/** The routes of the case, and of what hangs on it. */
export const SUPPORT_ROUTES: readonly Route[] = [...MAPPING_ROUTES]
