import { seesTopic } from '../../access/roles.ts'
import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { holidaysBetween } from '../../organisations/calendar-store.ts'
import { type PersonHeader, PersonId } from '../../people/model.ts'
import { lockPerson } from '../../people/store.ts'
import { reachesOutreach } from '../contacts/store.ts'
import { lastDay } from './calendar-sql.ts'
import type { Protocol, Rest, Run, RunStep, StepEnd } from './model.ts'
import { holdLadder, protocolInUse } from './protocol-store.ts'
import { type LadderFacts, type Plan, planFor } from './rules.ts'
import { factsFor, latestRun, restsOfPerson, standingOf, stepsOf } from './store.ts'

/** Where somebody stands on the ladder, and what comes next. */
export type Standing = {
  readonly protocol: Protocol
  readonly facts: LadderFacts
  /** The rest that holds today, and those that are to come. */
  readonly rests: readonly Rest[]
  readonly run: Run | null
  readonly steps: readonly RunStep[]
  /** Null when no run is open. */
  readonly plan: Plan | null
}

/** All that the ladder knows of one person. */
export async function ladderOf(tx: Read, root: PersonId): Promise<Standing> {
  const [order, facts, run] = await Promise.all([protocolInUse(tx), factsFor(tx, root), latestRun(tx, root)])
  if (run === null || run.closedAs !== null) {
    const [rests, steps] = await Promise.all([restsOfPerson(tx, root, tx.today), run === null ? [] : stepsOf(tx, run)])
    return { protocol: order, facts, rests, run, steps, plan: null }
  }
  const [rests, steps, standing, holidays] = await Promise.all([
    restsOfPerson(tx, root, run.startedOn),
    stepsOf(tx, run),
    standingOf(tx, root, run),
    holidaysBetween(tx, run.startedOn, lastDay(tx.today)),
  ])
  // Who does not see the register cannot say that somebody has left it.
  const known = seesTopic(tx.actor.role, 'register') ? standing : { ...standing, isMember: true }
  const state = { ...run, ...known, taken: takenOf(steps), open: steps.find(isOpen) ?? null, rests }
  const plan = planFor(facts, state, order.steps, { today: tx.today, holidays })
  return { protocol: order, facts, rests: rests.filter(({ untilOn }) => untilOn > tx.today), run, steps, plan }
}

/** The person, locked against others and against planning, and where they stand. Who does not follow them finds nobody. */
export async function lockStanding(
  tx: Write,
  id: string,
): Promise<{ readonly person: PersonHeader; readonly standing: Standing }> {
  await holdLadder(tx)
  const person = await lockPerson(tx, PersonId.parse(id))
  if (!(await reachesOutreach(tx, person.id))) throw new Refused('not_found', 'outreach')
  return { person, standing: await ladderOf(tx, person.id) }
}

export const isOpen = ({ closedAs }: RunStep) => closedAs === null

type Taken = { readonly code: string; readonly as: Exclude<StepEnd, 'withdrawn'>; readonly on: PlainDate }

/** The steps that are not to be taken again. */
export function takenOf(steps: readonly RunStep[]): readonly Taken[] {
  return steps.flatMap(({ code, closedAs, closedOn, dueFrom }) =>
    closedAs === null || closedAs === 'withdrawn' ? [] : [{ code, as: closedAs, on: closedOn ?? dueFrom }],
  )
}
