import { randomUUID } from 'node:crypto'
import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { lockOpenCase } from '../cases/actions.ts'
import { laterOf } from '../plan/rules.ts'
import { requireNone } from './actions.ts'
import * as store from './group-store.ts'
import { CancelReason, type Group, type GroupInput, type Member } from './model.ts'
import { detailsOf, groupProblems, hasRoom } from './rules.ts'
import { activitiesOf, insertActivity } from './store.ts'

/** Lists the groups of the domain. */
export async function listGroups(tx: Read): Promise<Group[]> {
  tx.require('support.read')
  return store.groups(tx)
}

/** Opens a group; that those in it were listed stands in the trail. */
export async function openGroup(
  tx: Write,
  groupId: string,
): Promise<{ readonly group: Group; readonly members: readonly Member[] }> {
  tx.require('support.read')
  const group = await store.groupById(tx, groupId)
  const members = await store.groupMembers(tx, groupId)
  await tx.record('activities.group_opened', { object: groupId, detail: { rows: members.length } })
  return { group, members }
}

async function requireGroup(tx: Read, input: GroupInput, before: Group | null): Promise<void> {
  const isColleague = (await colleagues(tx)).some(({ accountId, current }) => current && accountId === input.accountId)
  requireNone('group', [
    ...groupProblems(input, tx.today, before),
    ...(isColleague ? [] : [{ field: 'accountId', code: 'colleague_missing' }]),
  ])
}

const inputOf = ({ name, place, capacity, startsOn, endsOn, factors, accountId }: GroupInput): GroupInput => ({
  ...{ name, place, capacity, startsOn, endsOn, accountId },
  factors: [...factors],
})

/** Sets up a group activity. Answers with its id. */
export async function makeGroup(tx: Write, input: GroupInput): Promise<string> {
  tx.require('support.work')
  await requireGroup(tx, input, null)
  const id = randomUUID()
  await store.insertGroup(tx, { ...inputOf(input), id, groupId: id, state: 'planned', reason: null })
  await tx.record('activities.group_made', { object: id, detail: { capacity: input.capacity } })
  return id
}

type OfGroup = { readonly groupId: string; readonly seen: string }

/** Words a group anew. It never has fewer places than are taken. */
export async function rewordGroup(tx: Write, wanted: GroupInput & OfGroup): Promise<void> {
  tx.require('support.work')
  const group = await groupToChange(tx, wanted)
  await requireGroup(tx, wanted, group)
  if (wanted.capacity < group.taken)
    throw new Refused('invalid', 'group', [{ field: 'capacity', code: 'capacity_taken' }])
  await replaced(tx, group, inputOf(wanted))
  await tx.record('activities.group_reworded', { object: group.groupId })
}

/** What those in a group come to when it does, and from where. */
const FOLLOWS = {
  planned: null,
  under_way: { state: 'under_way', from: ['planned'] },
  done: { state: 'done', from: ['planned', 'under_way'] },
  cancelled: { state: 'cancelled', from: ['planned', 'under_way'] },
} as const

/**
 * Says how a group stands: under way, done, or called off for a reason, such as too few who wanted to come. Those in it follow; whom the
 * one who says it does not see is a task of whoever answers for their case.
 */
export async function moveGroup(
  tx: Write,
  wanted: OfGroup & { readonly state: Group['state']; readonly reason: string | null },
): Promise<void> {
  tx.require('support.work')
  const group = await groupToChange(tx, wanted)
  const { state } = wanted
  const isCancelled = state === 'cancelled'
  const reason = isCancelled ? CancelReason.safeParse(wanted.reason) : null
  if (reason !== null && !reason.success)
    throw new Refused('invalid', 'group', [{ field: 'reason', code: 'reason_cancelled' }])
  await replaced(tx, group, { state, reason: reason?.data ?? null })
  await takeAlong(tx, { groupId: group.groupId, state, reason: reason?.data ?? null })
  await tx.record('activities.group_moved', { object: group.groupId, detail: { state } })
}

async function takeAlong(
  tx: Write,
  { groupId, state, reason }: Pick<Group, 'groupId' | 'state' | 'reason'>,
): Promise<void> {
  const follows = FOLLOWS[state]
  if (follows === null) return
  const moved = await store.moveMembers(tx, { groupId, ...follows, reason })
  for (const { activityId, rootId } of moved)
    await tx.record('activities.moved', { object: activityId, personId: rootId, detail: { state } })
  if (state === 'cancelled') await store.freeSeats(tx, groupId)
}

/** Whether the actor may change a group: whoever leads it, and those who share out the work. */
export const mayLead = (tx: Read, { accountId }: Pick<Group, 'accountId'>): boolean =>
  accountId === tx.actor.accountId || tx.may('activities.lead_any')

async function groupToChange(tx: Write, of: OfGroup): Promise<Group> {
  const group = await store.lockGroup(tx, of.groupId)
  if (group.id !== of.seen) throw new Refused('conflict', 'written_meanwhile')
  if (!mayLead(tx, group)) throw new Refused('forbidden', 'group_of_another')
  return group
}

async function replaced(tx: Write, group: Group, change: Partial<Group>): Promise<void> {
  await store.closeGroup(tx, group.id)
  await store.insertGroup(tx, { ...group, ...change, id: randomUUID() })
}

/** Takes a place in a group for somebody, as an activity of theirs. Two who take the last place at once: one is told that it is full. */
export async function joinGroup(
  tx: Write,
  { personId, groupId }: { readonly personId: string; readonly groupId: string },
): Promise<string> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, personId)
  const group = await store.lockGroup(tx, groupId)
  if (group.state === 'done' || group.state === 'cancelled') throw new Refused('conflict', 'group_over')
  const own = await activitiesOf(tx, person.id)
  const isIn = own.some((each) => each.groupId === groupId && (each.state === 'planned' || each.state === 'under_way'))
  if (isIn) throw new Refused('conflict', 'in_group_already')
  if (!hasRoom(group)) throw new Refused('conflict', 'group_full')
  const id = randomUUID()
  const startsOn = laterOf(group.startsOn, tx.today)
  await insertActivity(tx, {
    ...{ id, activityId: id, caseId: of.id, personId: of.personId, kind: 'group', name: group.name, groupId },
    ...detailsOf({ kind: 'group', place: group.place }),
    ...{ goalId: null, stepId: null, factors: [...group.factors] },
    ...{ startsOn, endsOn: group.endsOn !== null && group.endsOn < startsOn ? startsOn : group.endsOn },
    ...{ state: group.state === 'under_way' ? 'under_way' : 'planned', endedOn: null, reason: null, reasonWords: null },
  })
  await store.takeSeat(tx, { groupId, activityId: id })
  await tx.record('activities.joined', { object: id, personId: person.id })
  return id
}
