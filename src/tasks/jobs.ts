import { z } from 'zod'
import { Day } from '../kernel/date.ts'
import type { Handlers } from '../kernel/jobs.ts'
import { type Mailing, sendDigest } from './digest.ts'
import { planDigests } from './feed-actions.ts'
import { PLAN_DIGESTS, SEND_DIGEST, SEND_PUSH } from './job-names.ts'
import { type Pushing, sendPushes } from './push/send.ts'

const OfPush = z.object({ account: z.uuid() })
const OfLetter = z.object({ account: z.uuid(), on: Day, hour: z.number() })

/** What is done for tasks in the background. */
export function tasksJobs(reaching: Mailing & Pushing): Handlers {
  return {
    [PLAN_DIGESTS]: (tx) => planDigests(tx),
    [SEND_DIGEST]: async (tx, payload) => {
      const { account, on, hour } = OfLetter.parse(payload)
      await sendDigest(reaching, { domainId: tx.actor.domainId, accountId: account, on, hour })
    },
    [SEND_PUSH]: (tx, payload) =>
      sendPushes(reaching, { domainId: tx.actor.domainId, accountId: OfPush.parse(payload).account }),
  }
}
