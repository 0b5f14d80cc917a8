import type { Context, Database } from '../kernel/database.ts'
import type { Handlers } from '../kernel/jobs.ts'
import { forgetUntied, takeIn, takeInParcels } from './arrival-actions.ts'
import { tellOfAnswers } from './elsewhere-actions.ts'
import { FORGET_UNTIED } from './job-names.ts'

/** What is done for referrals in the background. */
export const referralJobs: Handlers = { [FORGET_UNTIED]: (tx) => forgetUntied(tx) }

/** Takes in what has come from outside and from other domains, and tells of answers. When there is nothing, nothing is left in the trail. */
export function referralRound(db: Database, context: Context): Promise<boolean> {
  return db.write(context, async (tx) => {
    const done = (await takeIn(tx)) + (await takeInParcels(tx)) + (await tellOfAnswers(tx))
    if (done === 0) tx.recorded = true
    return done > 0
  })
}
