import type { Handlers } from '../../kernel/jobs.ts'
import { SETTLE_CASES } from './job-names.ts'
import { settleCases } from './settle-actions.ts'

/** What is done for cases that are over in the background. */
export const exitJobs: Handlers = { [SETTLE_CASES]: (tx) => settleCases(tx) }
