import { z } from 'zod'
import type { Handlers } from '../../kernel/jobs.ts'
import { planLadder, planReferred } from './plan-actions.ts'
import { PLAN_LADDER } from './planning.ts'

const Asked = z.object({ personId: z.uuid().optional(), startedAs: z.literal('referral').optional() })

export const ladderJobs: Handlers = {
  [PLAN_LADDER]: async (tx, payload) => {
    const { personId, startedAs } = Asked.parse(payload)
    if (personId === undefined) await planLadder(tx)
    else if (startedAs === 'referral') await planReferred(tx, personId)
    else await planLadder(tx, [personId])
  },
}
