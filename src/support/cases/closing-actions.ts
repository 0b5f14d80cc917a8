import type { Write } from '../../kernel/database.ts'
import { endActivities } from '../activities/closing-actions.ts'
import { cancelPlanned } from '../meetings/closing-actions.ts'
import { endReviews } from '../plan/review-actions.ts'
import { lockOpenCase } from './actions.ts'
import { keepEnded } from './closing-store.ts'
import { endWithCase } from './ending.ts'
import { letGoOfCase } from './owner-actions.ts'
import * as store from './store.ts'

/**
 * Closes a case that should never have been opened: it is counted nowhere, what was planned in it is over, and nobody is asked afterwards. Every
 * other case is closed by saying what it led to. Of two who close it at once one does, and the other is told.
 */
export async function closeCase(tx: Write, { personId }: { readonly personId: string }): Promise<void> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, personId)
  const closedOn = tx.today
  const reason = 'opened_by_mistake'
  await store.closePeriod(tx, { periodId: of.periodId, closedOn, reason })
  await keepEnded(tx, of, [
    ...(await endReviews(tx, { caseId: of.id, rootId: person.id })),
    ...(await endActivities(tx, { caseId: of.id, rootId: person.id, closedOn })),
    ...(await endWithCase(tx, of, closedOn)),
    ...(await cancelPlanned(tx, { personId: person.id })),
  ])
  await tx.record('cases.closed', { object: of.id, personId: person.id, detail: { closedOn, reason } })
  await letGoOfCase(tx, of.id)
}
