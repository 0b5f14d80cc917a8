import type { Write } from '../../kernel/database.ts'
import type { Instant } from '../../kernel/date.ts'
import { enqueue } from '../../kernel/jobs.ts'
import { SEND_PUSH } from '../job-names.ts'
import { hasPush } from './store.ts'

/**
 * Somebody has a new alert: their browsers are to tell when this is committed. Each alert has a job of its own: one that joined a job
 * which has begun would be told of by neither. Of several the first tells of all, and the others find nothing to do.
 */
export async function queuePush(tx: Write, accountId: string): Promise<void> {
  if (await hasPush(tx, accountId)) await enqueue(tx, jobOf(accountId))
}

/** The turn of somebody's browsers comes at an instant: once, however many wait for it. */
export function queuePushAt(tx: Write, accountId: string, at: Instant): Promise<void> {
  return enqueue(tx, jobOf(accountId), { once: `push:${accountId}:${at}`, runAt: at })
}

const jobOf = (accountId: string) => ({ name: SEND_PUSH, payload: { account: accountId } })
