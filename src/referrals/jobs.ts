import type { Context, Database } from '../kernel/database.ts'
import type { Handlers } from '../kernel/jobs.ts'
import { forgetUntied, takeIn } from './arrival-actions.ts'
import { FORGET_UNTIED } from './job-names.ts'

/** What is done for referrals in the background. */
export const referralJobs: Handlers = { [FORGET_UNTIED]: (tx) => forgetUntied(tx) }

/** Takes in what has come from outside. When nothing has, nothing is left in the trail. */
export function takeInReferrals(db: Database, context: Context): Promise<void> {
  return db.write(context, async (tx) => {
    if ((await takeIn(tx)) === 0) tx.recorded = true
  })
}
