import { randomUUID } from 'node:crypto'
import type { Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import type { PersonHeader, PersonId } from '../../people/model.ts'
import { lockOpenCase, lockSupported, personToSupport } from '../cases/actions.ts'
import type { SupportCase } from '../cases/model.ts'
import type { ArchiveReason, Attainment, EndReason, Goal, GoalInput, Plan, RestoreReason } from './model.ts'
import { closeReview, insertReview, reviewRule, reviewsOf } from './review-store.ts'
import { endingProblems, goalProblems, LONGEST, mayArchive, mayRestore, nextReviewOn } from './rules.ts'
import * as store from './store.ts'

/** Opens somebody's plan; that it was read stands in the trail. */
export async function openPlan(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personToSupport(tx, personId)
  await tx.record('plans.opened', { personId: person.id })
  return person
}

type Locked = { readonly person: PersonHeader; readonly of: SupportCase }

/** Says the planning as a whole, and when it begins. `seen`: the version that the form was shown, null where there was none. */
export async function wordPlan(
  tx: Write,
  wanted: {
    readonly personId: string
    readonly seen: string | null
    readonly words: string | null
    readonly startsOn: PlainDate
  },
): Promise<string> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, wanted.personId)
  const before = await store.planOf(tx, person.id)
  if ((before?.id ?? null) !== wanted.seen) throw new Refused('conflict', 'written_meanwhile')
  const { words, startsOn } = wanted
  // Whether it is too far off is the same question for a plan as for a goal in it.
  const stood = before && { startsOn: before.startsOn, endsOn: null }
  const days = goalProblems({ words: '-', matters: null, strengths: null, startsOn, endsOn: null }, tx.today, stood)
  const long = (words ?? '').length > LONGEST.plan ? [{ field: 'planWords', code: 'plan_long' }] : []
  requireNone('plan', [...days, ...long])
  const id = await nextVersion(tx, { of, before, words, startsOn })
  if (before !== null && before.startsOn !== startsOn)
    await planFirstAnew(tx, { ...before, startsOn, rootId: person.id })
  await tx.record('plans.worded', { object: id, personId: person.id })
  return id
}

type Version = {
  readonly of: SupportCase
  readonly before: Plan | null
  readonly words: string | null
  readonly startsOn: PlainDate
}

/** Another version of the plan, in place of the one before. The first time it is planned when it is looked at, too. */
async function nextVersion(tx: Write, { of, before, words, startsOn }: Version): Promise<string> {
  if (before !== null) await store.closePlan(tx, before.id)
  const { caseId, personId } = before ?? { caseId: of.id, personId: of.personId }
  if (before === null) {
    const dueOn = nextReviewOn({ startsOn, lastOn: null, today: tx.today }, await reviewRule(tx))
    await insertReview(tx, { caseId, personId, dueOn })
  }
  return store.insertPlan(tx, { caseId, personId, number: (before?.number ?? 0) + 1, words, startsOn })
}

/** Plans the first review anew where the plan begins on another day, and nobody has looked at it or left it out yet. */
async function planFirstAnew(
  tx: Write,
  plan: Pick<Plan, 'caseId' | 'personId' | 'startsOn'> & { readonly rootId: PersonId },
): Promise<void> {
  const { caseId, personId, rootId, startsOn } = plan
  const all = (await reviewsOf(tx, rootId)).filter((each) => each.caseId === caseId)
  const [open] = all
  if (open === undefined || all.some(({ outcome }) => outcome !== null)) return
  await closeReview(tx, open.id, { outcome: 'replaced' })
  const dueOn = nextReviewOn({ startsOn, lastOn: null, today: tx.today }, await reviewRule(tx))
  await insertReview(tx, { caseId, personId, dueOn })
  await tx.record('plans.review_replanned', { object: open.id, personId: rootId, detail: { dueOn } })
}

/** What was agreed on is changed: whoever has said yes is asked anew (2006:39: revised when measures change). */
export async function changedPlan(
  tx: Write,
  { person, of }: Locked,
  startsOn: PlainDate,
): Promise<Pick<Plan, 'caseId' | 'personId'>> {
  tx.require('support.work')
  const before = await store.planOf(tx, person.id)
  await nextVersion(tx, { of, before, words: before?.words ?? null, startsOn: before?.startsOn ?? startsOn })
  return before ?? { caseId: of.id, personId: of.personId }
}

/** Sets a goal together with the young person. Answers with its id. */
export async function setGoal(tx: Write, made: GoalInput & { readonly personId: string }): Promise<string> {
  tx.require('support.work')
  const locked = await lockOpenCase(tx, made.personId)
  requireNone('goal', goalProblems(made, tx.today))
  const { caseId, personId } = await changedPlan(tx, locked, made.startsOn)
  const id = randomUUID()
  await store.insertGoal(tx, { ...OPEN, ...inputOf(made), id, goalId: id, caseId, personId })
  await tx.record('plans.goal_set', { object: id, personId: locked.person.id })
  return id
}

const OPEN = { state: 'open', endedOn: null, attainment: null, reason: null, reasonWords: null } as const

const inputOf = ({ words, matters, strengths, startsOn, endsOn }: GoalInput): GoalInput => ({
  words,
  matters,
  strengths,
  startsOn,
  endsOn,
})

export type OfGoal = {
  readonly personId: string
  readonly goalId: string
  /** The wording that the form was shown. */
  readonly seen: string
}

/** Words a goal anew. What it was before is kept. */
export async function rewordGoal(tx: Write, wanted: GoalInput & OfGoal): Promise<void> {
  tx.require('support.work')
  const locked = await lockOpenCase(tx, wanted.personId)
  const goal = await goalToChange(tx, locked, wanted)
  if (goal.state !== 'open') throw new Refused('conflict', 'goal_over')
  requireNone('goal', goalProblems(wanted, tx.today, goal))
  await replaced(tx, goal, inputOf(wanted))
  await changedPlan(tx, locked, wanted.startsOn)
  await tx.record('plans.goal_reworded', { object: goal.goalId, personId: locked.person.id })
}

export type GoalEnding = {
  readonly attainment: Attainment
  readonly reason: EndReason
  readonly reasonWords: string | null
  readonly endedOn: PlainDate
}

/**
 * Ends a goal: how far it was reached, and why. That it is over asks nobody to agree anew. In a case that was closed meanwhile it can be told as
 * well: goals that were left would otherwise be missing among those that were not reached.
 */
export async function endGoal(tx: Write, wanted: OfGoal & GoalEnding): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, wanted.personId)
  const goal = await goalToChange(tx, { person }, wanted)
  if (goal.state !== 'open') throw new Refused('conflict', 'goal_over')
  requireNone('ending', endingProblems(goal, wanted, tx.today))
  const { attainment, reason, reasonWords, endedOn } = wanted
  await replaced(tx, goal, { state: 'ended', attainment, reason, reasonWords, endedOn })
  await tx.record('plans.goal_ended', {
    object: goal.goalId,
    personId: person.id,
    detail: { attainment, reason, endedOn },
  })
}

/** Lays a goal aside, with why. It can be taken up again. */
export async function archiveGoal(tx: Write, wanted: OfGoal & { readonly reason: ArchiveReason }): Promise<void> {
  tx.require('support.work')
  const locked = await lockOpenCase(tx, wanted.personId)
  const goal = await goalToChange(tx, locked, wanted)
  if (!mayArchive(goal)) throw new Refused('conflict', 'goal_over')
  const { reason } = wanted
  await replaced(tx, goal, { state: 'archived', reason, endedOn: tx.today })
  await changedPlan(tx, locked, tx.today)
  await tx.record('plans.goal_archived', { object: goal.goalId, personId: locked.person.id, detail: { reason } })
}

/** Takes up a goal again that was laid aside, or had ended, with why. How it stood before is among its wordings. */
export async function restoreGoal(tx: Write, wanted: OfGoal & { readonly reason: RestoreReason }): Promise<void> {
  tx.require('support.work')
  const locked = await lockOpenCase(tx, wanted.personId)
  const goal = await goalToChange(tx, locked, wanted)
  if (!mayRestore(goal)) throw new Refused('conflict', 'goal_open_already')
  const { reason } = wanted
  await replaced(tx, goal, { ...OPEN, reason })
  await changedPlan(tx, locked, tx.today)
  await tx.record('plans.goal_restored', { object: goal.goalId, personId: locked.person.id, detail: { reason } })
}

/** The goal, which must stand as the form was shown it. */
async function goalToChange(tx: Write, { person }: Pick<Locked, 'person'>, of: OfGoal): Promise<Goal> {
  const goal = await store.goalOf(tx, { root: person.id, goalId: of.goalId })
  if (goal.id !== of.seen) throw new Refused('conflict', 'written_meanwhile')
  return goal
}

async function replaced(tx: Write, goal: Goal, change: Partial<Goal>): Promise<void> {
  await store.closeGoal(tx, goal.id)
  await store.insertGoal(tx, { ...goal, ...change, id: randomUUID() })
}

export function requireNone(code: string, problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new Refused('invalid', code, problems)
}
