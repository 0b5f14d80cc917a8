import { z } from 'zod'
import type { Handlers } from '../kernel/jobs.ts'
import { BUILD_REVIEWS, DISPOSE_RUN, LIST_RUN } from './job-names.ts'
import { disposeRun, listRun } from './retention-actions.ts'
import { buildDueReviews } from './review-actions.ts'

const OfRun = z.object({ run: z.uuid() })

/** What is done for privacy in the background. */
export const privacyJobs: Handlers = {
  [BUILD_REVIEWS]: (tx) => buildDueReviews(tx),
  [LIST_RUN]: (tx, payload) => listRun(tx, OfRun.parse(payload).run),
  [DISPOSE_RUN]: async (tx, payload) => {
    await disposeRun(tx, OfRun.parse(payload).run)
  },
}
