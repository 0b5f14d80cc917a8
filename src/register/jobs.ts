import type { Handlers } from '../kernel/jobs.ts'
import { refreshGrams } from './search-grams-store.ts'

export const REFRESH_SEARCH = 'register.refresh_search'

/** What is done after a great delivery and need not be waited for. */
export const registerJobs: Handlers = {
  [REFRESH_SEARCH]: (tx) => refreshGrams(tx, null),
}
