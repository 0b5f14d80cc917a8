import { AFTER_DELIVERY } from '../integrations/after-delivery.ts'
import type { Context, Database, Write } from '../kernel/database.ts'
import type { Handlers } from '../kernel/jobs.ts'
import { deriveNotices } from './owed-actions.ts'
import { exchangePost } from './post-actions.ts'

/** Each night. */
export const DERIVE_NOTICES = 'notices.derive'

const derive = async (tx: Write) => void (await deriveNotices(tx))

/** What is to be told, worked out anew: nightly, and after each delivery. */
export const noticeJobs: Handlers = { [DERIVE_NOTICES]: derive, [AFTER_DELIVERY]: derive }

/** Takes in the post of a domain. Most often there is none, and then there is nothing to leave in the trail. */
export function collectPost(db: Database, machine: Context): Promise<boolean> {
  return db.write(machine, async (tx) => {
    const { came, receipts } = await exchangePost(tx)
    tx.recorded = true
    return came + receipts > 0
  })
}
