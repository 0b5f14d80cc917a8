import { randomUUID } from 'node:crypto'
import type { Read, Write } from '../../kernel/database.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import type { PersonHeader, PersonId } from '../../people/model.ts'
import { lockOpenCase, lockSupported, personToSupport } from '../cases/actions.ts'
import { goalsOf, stepsOf } from '../plan/store.ts'
import { freeSeat } from './group-store.ts'
import type { Activity, ActivityInput, QualificationInput } from './model.ts'
import { activityProblems, detailsOf, isOver, type Move, moveProblems, qualificationProblems } from './rules.ts'
import * as store from './store.ts'

/** Opens what is done with somebody; that it was read stands in the trail. */
export async function openActivities(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personToSupport(tx, personId)
  await tx.record('activities.opened', { personId: person.id })
  return person
}

/** Plans an activity. Answers with its id. */
export async function planActivity(tx: Write, made: ActivityInput & { readonly personId: string }): Promise<string> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, made.personId)
  const fields = await fieldsOf(tx, { made, root: person.id, personId: of.personId, before: null })
  const id = randomUUID()
  const begins = { state: 'planned', endedOn: null, reason: null, reasonWords: null } as const
  await store.insertActivity(tx, { ...begins, ...fields, id, activityId: id, caseId: of.id, personId: of.personId })
  await tx.record('activities.planned', { object: id, personId: person.id })
  return id
}

type Of = {
  readonly made: ActivityInput
  readonly root: PersonId
  readonly personId: PersonId
  readonly before: Activity | null
}

/** What is kept of a kind: its own fields, and what it belongs to in the plan. */
async function fieldsOf(tx: Read, of: Of) {
  const { made, before } = of
  const tie = await tieOf(tx, of)
  requireNone('activity', [
    ...activityProblems(made, tx.today, before),
    ...(tie === null ? [{ field: 'tie', code: 'tie_missing' }] : []),
  ])
  return {
    kind: made.particulars.kind,
    // What a group is told of stands on the group.
    ...detailsOf(before?.groupId ? { ...before } : made.particulars),
    groupId: before?.groupId ?? null,
    ...(tie ?? { goalId: null, stepId: null }),
    ...{ name: made.name, factors: [...made.factors], startsOn: made.startsOn, endsOn: made.endsOn },
  }
}

/** The goal or the step that it belongs to; null where that is not one of theirs. */
async function tieOf(tx: Read, { made, root, personId }: Of): Promise<Pick<Activity, 'goalId' | 'stepId'> | null> {
  const { goalId, stepId } = made
  if (stepId !== null) {
    const step = (await stepsOf(tx, root)).find((each) => each.stepId === stepId && each.personId === personId)
    return step === undefined ? null : { goalId: step.goalId, stepId }
  }
  if (goalId === null) return { goalId: null, stepId: null }
  const isTheirs = (await goalsOf(tx, root)).some((each) => each.goalId === goalId && each.personId === personId)
  return isTheirs ? { goalId, stepId: null } : null
}

export type OfActivity = { readonly personId: string; readonly activityId: string; readonly seen: string }

/** Words an activity anew. Its kind, and the group it is in, stay. */
export async function rewordActivity(tx: Write, wanted: ActivityInput & OfActivity): Promise<void> {
  tx.require('support.work')
  const { person } = await lockOpenCase(tx, wanted.personId)
  const activity = await activityToChange(tx, person.id, wanted)
  const particulars = { ...wanted.particulars, kind: activity.kind, groupId: activity.groupId }
  const made = { ...wanted, particulars }
  const fields = await fieldsOf(tx, { made, root: person.id, personId: activity.personId, before: activity })
  await replaced(tx, activity, fields)
  await tx.record('activities.reworded', { object: activity.activityId, personId: person.id })
}

/**
 * Says how far an activity has come; what is interrupted or called off says why, and gives up its place in a group. That a case is closed does
 * not keep anybody from telling how what went on in it ended.
 */
export async function moveActivity(
  tx: Write,
  wanted: OfActivity & Move & { readonly reasonWords: string | null },
): Promise<void> {
  tx.require('support.work')
  const { state } = wanted
  const person = isOver(state)
    ? await lockSupported(tx, wanted.personId)
    : (await lockOpenCase(tx, wanted.personId)).person
  const activity = await activityToChange(tx, person.id, wanted)
  requireNone('activity', moveProblems(activity, wanted, tx.today))
  const stops = state === 'interrupted' || state === 'cancelled'
  await replaced(tx, activity, {
    state,
    endedOn: isOver(state) ? wanted.endedOn : null,
    reason: stops ? wanted.reason : null,
    reasonWords: stops ? wanted.reasonWords : null,
  })
  if (stops) await freeSeat(tx, activity.activityId)
  await tx.record('activities.moved', { object: activity.activityId, personId: person.id, detail: { state } })
}

async function activityToChange(tx: Read, root: PersonId, of: OfActivity): Promise<Activity> {
  const activity = await store.activityOf(tx, { root, activityId: of.activityId })
  if (activity.id !== of.seen) throw new Refused('conflict', 'written_meanwhile')
  return activity
}

/** Another wording in place of the one that stands. Called by what leaves the event. Answers with its id. */
export async function replaced(tx: Write, activity: Activity, change: Partial<Activity>): Promise<string> {
  tx.require('support.work')
  const id = randomUUID()
  await store.closeActivity(tx, activity.id)
  await store.insertActivity(tx, { ...activity, ...change, id })
  return id
}

/** Notes a paper that was got. Answers with its id. */
export async function addQualification(
  tx: Write,
  got: QualificationInput & { readonly personId: string },
): Promise<string> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, got.personId)
  const all = await store.activitiesOf(tx, person.id)
  const isTheirs = all.some((each) => each.activityId === got.activityId && each.personId === of.personId)
  requireNone('qualification', [
    ...qualificationProblems(got, tx.today),
    ...(got.activityId === null || isTheirs ? [] : [{ field: 'activityId', code: 'tie_missing' }]),
  ])
  const id = await store.insertQualification(tx, { ...got, caseId: of.id, personId: of.personId })
  await tx.record('activities.qualified', { object: id, personId: person.id, detail: { kind: got.kind } })
  return id
}

export async function endQualification(
  tx: Write,
  {
    personId,
    id,
    as,
  }: { readonly personId: string; readonly id: string; readonly as: 'mistaken' | 'renewed' | 'withdrawn' },
): Promise<void> {
  tx.require('support.work')
  const { person } = await lockOpenCase(tx, personId)
  await store.closeQualification(tx, { root: person.id, id, as })
  await tx.record('activities.qualification_ended', { object: id, personId: person.id, detail: { as } })
}

export function requireNone(code: string, problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new Refused('invalid', code, problems)
}
