import type { Write } from '../kernel/database.ts'
import { insertAlert } from './alert-store.ts'
import type { AlertCode } from './model.ts'
import { queuePush } from './push/queue.ts'

/** Leaves an alert for a colleague, which their browsers tell of once this is committed. Nobody is told of what they did themself. */
export async function tell(
  tx: Write,
  told: { readonly to: string; readonly code: AlertCode; readonly object: string },
): Promise<void> {
  if (await insertAlert(tx, told)) await queuePush(tx, told.to)
}

/** Whoever is to come along on a visit to somebody's home is told of it: that there is one, and not whose home. */
export const tellOfVisit = (
  tx: Write,
  { to, visitId }: { readonly to: string; readonly visitId: string },
): Promise<void> => tell(tx, { to, code: 'visit_with_you', object: visitId })
