import type { Write } from '../../kernel/database.ts'
import type { PersonId } from '../../people/model.ts'
import { endPlan, planOf } from '../checkins/store.ts'
import { closeNext, nextOf } from '../contacts/store.ts'
import { closeVisit, openVisit } from './visit-store.ts'

/**
 * The hemkommun is another, and so is whose work it is (29:9): what is planned here is called off. The ladder ends by its own rule, and
 * messages are left out by theirs, when one is no longer in the register.
 */
export async function endForMoved(tx: Write, personId: PersonId): Promise<void> {
  tx.require('outreach.plan_ladder')
  const visit = await openVisit(tx, personId)
  if (visit !== null) await closeVisit(tx, { visitId: visit.id, as: 'cancelled', contactId: null })
  const next = await nextOf(tx, personId)
  for (const each of next) await closeNext(tx, each, 'removed')
  const plan = await planOf(tx, personId)
  const asked = plan !== null && plan.endedAs === null
  if (asked) await endPlan(tx, plan.id, 'not_member')
  const detail = { visits: visit === null ? 0 : 1, next: next.length, checkins: asked ? 1 : 0 }
  await tx.record('outreach.ended_for_moved', { personId, detail })
}
