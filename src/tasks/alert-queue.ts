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

const OF_VISIT = {
  planned: 'visit_with_you',
  moved: 'visit_moved',
  called_off: 'visit_called_off',
} as const satisfies Readonly<Record<string, AlertCode>>

/** Whoever is to come along on a visit to somebody's home is told of what becomes of it: that there is one, and not whose home. */
export const tellOfVisit = (
  tx: Write,
  told: { readonly to: string; readonly visitId: string; readonly what: keyof typeof OF_VISIT },
): Promise<void> => tell(tx, { to: told.to, code: OF_VISIT[told.what], object: told.visitId })
