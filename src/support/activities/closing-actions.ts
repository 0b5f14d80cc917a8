import type { Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import { replaced } from './actions.ts'
import { freeSeat } from './group-store.ts'
import { endingWithCase, isOver } from './rules.ts'
import { activitiesOf } from './store.ts'

type Closed = { readonly caseId: string; readonly rootId: PersonId; readonly closedOn: PlainDate }

/**
 * The case is closed: what is done in it ends on its last day, for that reason and no other, and a place in a group is somebody else's. How it
 * really ended can be told afterwards.
 */
export async function endActivities(tx: Write, { caseId, rootId, closedOn }: Closed): Promise<void> {
  tx.require('support.work')
  const going = (await activitiesOf(tx, rootId)).filter((each) => each.caseId === caseId && !isOver(each.state))
  for (const activity of going) {
    const ended = endingWithCase(activity, closedOn)
    await replaced(tx, activity, { ...ended, reasonWords: null })
    await freeSeat(tx, activity.activityId)
    const { state, reason } = ended
    await tx.record('activities.moved', { object: activity.activityId, personId: rootId, detail: { state, reason } })
  }
}
