import type { Write } from '../kernel/database.ts'
import { instantOf, type PlainDate } from '../kernel/date.ts'
import { enqueue } from '../kernel/jobs.ts'
import { SEND_DIGEST } from './job-names.ts'

/** `08:00`. */
export const wallHour = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** A letter to be sent at its hour of a day; the same a second time is left out while the first waits. */
export function queueDigest(
  tx: Write,
  { accountId, hour }: { readonly accountId: string; readonly hour: number },
  on: PlainDate,
): Promise<void> {
  const job = { name: SEND_DIGEST, payload: { account: accountId, on, hour } }
  return enqueue(tx, job, { once: `digest:${accountId}:${on}:${hour}`, runAt: instantOf(on, wallHour(hour)) })
}
