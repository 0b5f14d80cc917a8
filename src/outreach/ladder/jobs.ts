import { z } from 'zod'
import type { Handlers } from '../../kernel/jobs.ts'
import { planLadder } from './plan-actions.ts'
import { PLAN_LADDER } from './planning.ts'

const Asked = z.object({ personId: z.uuid().optional() })

export const ladderJobs: Handlers = {
  [PLAN_LADDER]: async (tx, payload) => {
    const { personId } = Asked.parse(payload)
    await planLadder(tx, personId === undefined ? null : [personId])
  },
}
