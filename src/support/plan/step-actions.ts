import { randomUUID } from 'node:crypto'
import type { Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import type { PersonId } from '../../people/model.ts'
import { lockOpenCase } from '../cases/actions.ts'
import { namingProblems } from '../cases/named.ts'
import { changedPlan, requireNone } from './actions.ts'
import type { NotNeeded, Step, StepInput, StepState } from './model.ts'
import { stateProblems, stepProblems } from './rules.ts'
import * as store from './store.ts'

/** Adds a step to a goal that is open. Answers with its id. */
export async function addStep(
  tx: Write,
  made: StepInput & { readonly personId: string; readonly goalId: string },
): Promise<string> {
  tx.require('support.work')
  const locked = await lockOpenCase(tx, made.personId)
  const goal = await store.goalOf(tx, { root: locked.person.id, goalId: made.goalId })
  if (goal.state !== 'open') throw new Refused('conflict', 'goal_over')
  await requireStep(tx, made, { root: locked.person.id, before: null })
  const id = randomUUID()
  const begins = { state: 'not_started', endedOn: null, reason: null, reasonWords: null } as const
  const { goalId, personId } = goal
  await store.insertStep(tx, { ...begins, ...inputOf(made), id, stepId: id, goalId, personId })
  await changedPlan(tx, locked, made.startsOn)
  await tx.record('plans.step_added', {
    object: id,
    personId: locked.person.id,
    detail: { responsible: made.responsible },
  })
  return id
}

/** Who does it is somebody: what does not go with the one who is responsible is left out. */
const inputOf = ({ words, responsible, accountId, actor, actorWords, startsOn, dueOn }: StepInput): StepInput => ({
  ...{ words, responsible, startsOn, dueOn },
  accountId: responsible === 'municipality' ? accountId : null,
  actor: responsible === 'other' ? actor : null,
  actorWords: responsible === 'other' ? actorWords : null,
})

type Of = { readonly root: PersonId; readonly before: Step | null }

async function requireStep(tx: Write, step: StepInput, { root: personId, before }: Of): Promise<void> {
  const { accountId } = inputOf(step)
  const named = accountId === null ? null : { personId, accountId, field: 'accountId' }
  requireNone('step', [
    ...stepProblems(step, tx.today, before),
    ...(named === null ? [] : await namingProblems(tx, named, 'colleague_missing')),
  ])
}

export type OfStep = { readonly personId: string; readonly stepId: string; readonly seen: string }

/** Words a step of a goal that is open anew: who does what, and until when. */
export async function rewordStep(tx: Write, wanted: StepInput & OfStep): Promise<void> {
  tx.require('support.work')
  const locked = await lockOpenCase(tx, wanted.personId)
  const step = await store.stepOf(tx, { root: locked.person.id, stepId: wanted.stepId })
  if (step.id !== wanted.seen) throw new Refused('conflict', 'written_meanwhile')
  const goal = await store.goalOf(tx, { root: locked.person.id, goalId: step.goalId })
  if (goal.state !== 'open') throw new Refused('conflict', 'goal_over')
  await requireStep(tx, wanted, { root: locked.person.id, before: step })
  await replaced(tx, step, inputOf(wanted))
  await changedPlan(tx, locked, wanted.startsOn)
  await tx.record('plans.step_reworded', { object: step.stepId, personId: locked.person.id })
}

export type StepMove = OfStep & {
  readonly state: StepState
  readonly reason: NotNeeded | null
  readonly reasonWords: string | null
  readonly endedOn: PlainDate
}

/** Says how far a step has come. That something is done is what was agreed on: nobody is asked anew. */
export async function moveStep(tx: Write, wanted: StepMove): Promise<void> {
  tx.require('support.work')
  const { person } = await lockOpenCase(tx, wanted.personId)
  const step = await store.stepOf(tx, { root: person.id, stepId: wanted.stepId })
  if (step.id !== wanted.seen) throw new Refused('conflict', 'written_meanwhile')
  requireNone('step', stateProblems(step, wanted, tx.today))
  const { state } = wanted
  const isOver = state === 'done' || state === 'not_needed'
  const isNotNeeded = state === 'not_needed'
  await replaced(tx, step, {
    state,
    endedOn: isOver ? wanted.endedOn : null,
    reason: isNotNeeded ? wanted.reason : null,
    reasonWords: isNotNeeded ? wanted.reasonWords : null,
  })
  await tx.record('plans.step_moved', { object: step.stepId, personId: person.id, detail: { state } })
}

async function replaced(tx: Write, step: Step, change: Partial<Step>): Promise<void> {
  await store.closeStep(tx, step.id)
  await store.insertStep(tx, { ...step, ...change, id: randomUUID() })
}
