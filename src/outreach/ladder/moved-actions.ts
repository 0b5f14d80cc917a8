import type { Write } from '../../kernel/database.ts'
import type { PersonId } from '../../people/model.ts'
import { endLettingsForVisit } from '../../sight/many-actions.ts'
import { endPlan, planOf } from '../checkins/store.ts'
import { closeNext, nextOf } from '../contacts/store.ts'
import { callOff, type TellOfVisit } from './visit-actions.ts'
import { openVisit } from './visit-store.ts'

/**
 * The hemkommun is another, and so is whose work it is (29:9): what is planned here is called off. The ladder ends by its own rule, and
 * messages are left out by theirs, when one is no longer in the register. Those who were to go on a visit are told.
 */
export async function endForMoved(tx: Write, personId: PersonId, tell: TellOfVisit): Promise<void> {
  tx.require('outreach.plan_ladder')
  const visit = await openVisit(tx, personId)
  if (visit !== null) await callOff(tx, visit, tell)
  const next = await nextOf(tx, personId)
  for (const each of next) await closeNext(tx, each, 'removed')
  const plan = await planOf(tx, personId)
  const asked = plan !== null && plan.endedAs === null
  if (asked) await endPlan(tx, plan.id, 'not_member')
  const detail = { visits: visit === null ? 0 : 1, next: next.length, checkins: asked ? 1 : 0 }
  await tx.record('outreach.ended_for_moved', { personId, detail })
  await endLettingsForVisit(tx, visit?.lettings ?? [])
}
