import type { Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import type { Ended } from '../cases/closing-store.ts'
import { replaced } from './actions.ts'
import { freeSeat, lockGroup, regainSeat } from './group-store.ts'
import type { Activity, ActivityState } from './model.ts'
import { endingWithCase, hasRoom, isOver } from './rules.ts'
import { activitiesOf, activityWordings } from './store.ts'

type Closed = { readonly caseId: string; readonly rootId: PersonId; readonly closedOn: PlainDate }

/**
 * The case is closed: what is done in it ends on its last day, for that reason and no other, and a place in a group is somebody else's. How it
 * really ended can be told afterwards. Answers with what was ended.
 */
export async function endActivities(tx: Write, { caseId, rootId, closedOn }: Closed): Promise<readonly Ended[]> {
  tx.require('support.work')
  const going = (await activitiesOf(tx, rootId)).filter((each) => each.caseId === caseId && !isOver(each.state))
  const left: Ended[] = []
  for (const activity of going) {
    const ended = endingWithCase(activity, closedOn)
    const leftId = await replaced(tx, activity, { ...ended, reasonWords: null })
    left.push({ kind: 'activity', stoodId: activity.id, leftId })
    await freeSeat(tx, activity.activityId)
    const { state, reason } = ended
    await tx.record('activities.moved', { object: activity.activityId, personId: rootId, detail: { state, reason } })
  }
  return left
}

/** A place in a group that could not be had back, and why: somebody else has it, or the group has ended. */
export type LostPlace = { readonly name: string; readonly why: 'full' | 'over' }
export type TakenUp = { readonly count: number; readonly lost: readonly LostPlace[] }

/**
 * The case was closed by mistake: what was ended goes on as it stood. Of what somebody has told the end of since, that stands; and a place that
 * somebody else has taken stays theirs.
 */
export async function takeUpActivities(
  tx: Write,
  { rootId, ended }: { readonly rootId: PersonId; readonly ended: readonly Ended[] },
): Promise<TakenUp> {
  tx.require('support.work')
  const now = await activitiesOf(tx, rootId)
  const lost: LostPlace[] = []
  let count = 0
  for (const { stoodId, leftId } of ended.filter(({ kind }) => kind === 'activity')) {
    const activity = now.find(({ id }) => id === leftId)
    if (activity === undefined) continue
    const place = await placeFor(tx, activity)
    if (place !== null && 'why' in place) {
      lost.push({ name: activity.name, why: place.why })
      continue
    }
    const wordings = await activityWordings(tx, { root: rootId, activityId: activity.activityId })
    const stood = wordings.find(({ id }) => id === stoodId)?.state ?? 'planned'
    // A group that has begun meanwhile has begun for whoever comes back to it.
    const state = place?.state === 'under_way' ? 'under_way' : stood
    await replaced(tx, activity, { state, endedOn: null, reason: null, reasonWords: null })
    if (activity.groupId !== null) await regainSeat(tx, { groupId: activity.groupId, activityId: activity.activityId })
    await tx.record('activities.moved', { object: activity.activityId, personId: rootId, detail: { state } })
    count += 1
  }
  return { count, lost }
}

type Place = Pick<LostPlace, 'why'> | { readonly state: ActivityState }

/** How the group stands, held so that nobody takes the last place meanwhile; null for what is no group's. */
async function placeFor(tx: Write, { groupId }: Pick<Activity, 'groupId'>): Promise<Place | null> {
  if (groupId === null) return null
  const group = await lockGroup(tx, groupId)
  if (isOver(group.state)) return { why: 'over' }
  return hasRoom(group) ? { state: group.state } : { why: 'full' }
}
