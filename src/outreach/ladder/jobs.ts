import { z } from 'zod'
import type { Handlers } from '../../kernel/jobs.ts'
import { planLadder, planReferred } from './plan-actions.ts'
import { PLAN_LADDER } from './planning.ts'

const Asked = z.object({
  personIds: z.array(z.uuid()).optional(),
  startedAs: z.literal('referral').optional(),
})

export const ladderJobs: Handlers = {
  [PLAN_LADDER]: async (tx, payload) => {
    const { personIds, startedAs } = Asked.parse(payload)
    if (startedAs === 'referral') for (const id of personIds ?? []) await planReferred(tx, id)
    else await planLadder(tx, personIds ?? null)
  },
}
