import { z } from 'zod'
import { AFTER_DELIVERY } from '../integrations/after-delivery.ts'
import type { Context, Database } from '../kernel/database.ts'
import type { Handlers } from '../kernel/jobs.ts'
import { deriveMoves } from './derive-actions.ts'
import { DERIVE_MOVES } from './planning.ts'
import { exchangeMoves } from './post-actions.ts'

const Asked = z.object({ personId: z.uuid().optional() })

/** Who leaves and who comes: each night, after each delivery, and of one whose facts were changed by hand. */
export const moveJobs: Handlers = {
  [DERIVE_MOVES]: async (tx, payload) => {
    const { personId } = Asked.parse(payload)
    await deriveMoves(tx, personId === undefined ? null : [personId])
  },
  [AFTER_DELIVERY]: async (tx) => {
    await deriveMoves(tx)
  },
}

/** Takes in the handovers of a domain. Most often there are none, and then there is nothing to leave in the trail. */
export function collectMoves(db: Database, machine: Context): Promise<boolean> {
  return db.write(machine, async (tx) => {
    const { came, receipts } = await exchangeMoves(tx)
    tx.recorded = true
    return came + receipts > 0
  })
}
