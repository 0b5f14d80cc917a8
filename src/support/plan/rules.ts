import { addDays, addYears, daysBetween, type Instant, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type {
  Agreement,
  Attainment,
  EndReason,
  Goal,
  GoalInput,
  NotNeeded,
  PlanLink,
  Review,
  ReviewRule,
  Step,
  StepInput,
  StepState,
  WholePlan,
} from './model.ts'

/** The words of a plan are short: it is read by the one it is about. */
export const LONGEST = { goal: 300, reason: 500, told: 1000, plan: 2000, name: 120 } as const
/** How far back papers are caught up with, and how far ahead anything is planned. */
const YEARS = 3
export const LINK_DAYS = 14

/** The later of two days. */
export function laterOf(one: PlainDate, other: PlainDate): PlainDate {
  if (one > other) return one
  return other
}

const isBetween = (on: PlainDate, today: PlainDate) => on >= addYears(today, -YEARS) && on <= addYears(today, YEARS)

function textProblems(field: string, text: string | null, longest: number): readonly FieldProblem[] {
  return text !== null && text.length > longest ? [{ field, code: `${field}_long` }] : []
}

/** Start and end of what is planned (2006:39, fifth item): the end not before the start, and neither out of sight. */
function spanProblems(
  { startsOn, endsOn }: { readonly startsOn: PlainDate; readonly endsOn: PlainDate | null },
  field: 'endsOn' | 'dueOn',
  today: PlainDate,
): readonly FieldProblem[] {
  return [
    ...(isBetween(startsOn, today) ? [] : [{ field: 'startsOn', code: 'day_out_of_sight' }]),
    ...(endsOn !== null && endsOn < startsOn ? [{ field, code: 'end_before_start' }] : []),
    ...(endsOn !== null && endsOn > addYears(today, YEARS) ? [{ field, code: 'day_out_of_sight' }] : []),
  ]
}

export function goalProblems(goal: GoalInput, today: PlainDate): readonly FieldProblem[] {
  return [
    ...(goal.words === '' ? [{ field: 'words', code: 'goal_missing' }] : []),
    ...textProblems('words', goal.words, LONGEST.goal),
    ...textProblems('matters', goal.matters, LONGEST.told),
    ...textProblems('strengths', goal.strengths, LONGEST.told),
    ...spanProblems(goal, 'endsOn', today),
  ]
}

export function stepProblems(step: StepInput, today: PlainDate): readonly FieldProblem[] {
  return [
    ...(step.words === '' ? [{ field: 'words', code: 'step_missing' }] : []),
    ...textProblems('words', step.words, LONGEST.goal),
    ...(step.responsible === 'other' && step.actor === null ? [{ field: 'actor', code: 'actor_missing' }] : []),
    ...textProblems('actorWords', step.actorWords, LONGEST.name),
    ...spanProblems({ startsOn: step.startsOn, endsOn: step.dueOn }, 'dueOn', today),
  ]
}

type Ending = {
  readonly attainment: Attainment
  readonly reason: EndReason
  readonly reasonWords: string | null
  readonly endedOn: PlainDate
}

/** What is wrong with how a goal is said to have ended (2006:39, sixth item): not before it began, nor on a day to come. */
export function endingProblems(
  goal: Pick<Goal, 'startsOn'>,
  { attainment, reason, reasonWords, endedOn }: Ending,
  today: PlainDate,
): readonly FieldProblem[] {
  return [
    ...(endedOn > today ? [{ field: 'endedOn', code: 'ended_in_future' }] : []),
    ...(endedOn < goal.startsOn ? [{ field: 'endedOn', code: 'end_before_start' }] : []),
    // What was reached was reached, and what was not was not: the two answers are one.
    ...((attainment === 'fully') === (reason === 'reached') ? [] : [{ field: 'reason', code: 'reason_contradicts' }]),
    ...(reason === 'other' && reasonWords === null ? [{ field: 'reasonWords', code: 'reason_words_missing' }] : []),
    ...textProblems('reasonWords', reasonWords, LONGEST.reason),
  ]
}

/** Laid aside is not ended: it says nothing of how far the goal was reached. */
export const mayArchive = ({ state }: Pick<Goal, 'state'>) => state === 'open'
export const mayRestore = ({ state }: Pick<Goal, 'state'>) => state !== 'open'

type Moving = { readonly state: StepState; readonly reason: NotNeeded | null; readonly endedOn: PlainDate }

export function stateProblems(step: Pick<Step, 'startsOn'>, to: Moving, today: PlainDate): readonly FieldProblem[] {
  const ends = to.state === 'done' || to.state === 'not_needed'
  return [
    ...(to.state === 'not_needed' && to.reason === null
      ? [{ field: 'reason', code: 'not_needed_reason_missing' }]
      : []),
    ...(ends && to.endedOn > today ? [{ field: 'endedOn', code: 'ended_in_future' }] : []),
    ...(ends && to.endedOn < step.startsOn ? [{ field: 'endedOn', code: 'end_before_start' }] : []),
  ]
}

/** The seven items that the documentation of a measure is to have, where they apply: förordning (2006:39) 8–9 §§. */
export const ITEMS = ['goal', 'youth', 'municipality', 'other', 'days', 'reason', 'follow_up'] as const
export type Item = (typeof ITEMS)[number]
/** `none`: the law asks for it where it applies, and here it does not yet. */
export type ItemState = 'there' | 'missing' | 'none'

const isLive = ({ state }: Pick<Goal, 'state'>) => state === 'open'

/** Which of the seven items a plan has, and which are missing. */
export function itemsOf(
  { plan, goals }: WholePlan,
  reviews: readonly Pick<Review, 'outcome'>[],
): Readonly<Record<Item, ItemState>> {
  const live = goals.filter(({ state }) => state !== 'archived')
  const steps = live.flatMap((goal) => goal.steps)
  const does = (who: Step['responsible']) => steps.some(({ responsible }) => responsible === who)
  const over = live.filter(({ state }) => state === 'ended')
  const open = live.filter(isLive)
  const dated = open.every(({ endsOn, steps: own }) => endsOn !== null && own.every(({ dueOn }) => dueOn !== null))
  return {
    goal: live.length > 0 ? 'there' : 'missing',
    youth: does('youth') ? 'there' : 'missing',
    municipality: does('municipality') ? 'there' : 'missing',
    // Not everybody needs anybody else.
    other: does('other') ? 'there' : 'none',
    days: live.length > 0 && dated ? 'there' : 'missing',
    reason: over.length === 0 ? 'none' : over.every(({ reason }) => reason !== null) ? 'there' : 'missing',
    follow_up: plan !== null && reviews.some(({ outcome }) => outcome === null) ? 'there' : 'missing',
  }
}

/** The measure that comes with the program: ours, and not the law's. The law asks that there be times, and not how often. */
export const DEFAULT_RULE: ReviewRule = { firstWeeks: 4, earlyWeeks: 6, earlyUntil: 26, laterWeeks: 12 }

/** When the plan is looked at next: first so many weeks after it began, then by the pace that holds on the day of the last review. */
export function reviewOn(
  { startsOn, lastOn }: { readonly startsOn: PlainDate; readonly lastOn: PlainDate | null },
  rule: ReviewRule,
): PlainDate {
  if (lastOn === null) return addDays(startsOn, 7 * rule.firstWeeks)
  const isEarly = daysBetween(startsOn, lastOn) < 7 * rule.earlyUntil
  return addDays(lastOn, 7 * (isEarly ? rule.earlyWeeks : rule.laterWeeks))
}

const within = (value: number, [least, most]: readonly [number, number]) =>
  Number.isInteger(value) && value >= least && value <= most

export function ruleProblems(rule: ReviewRule): readonly FieldProblem[] {
  const bounds = { firstWeeks: [1, 12], earlyWeeks: [1, 26], earlyUntil: [1, 104], laterWeeks: [1, 26] } as const
  return (Object.keys(bounds) as (keyof typeof bounds)[]).flatMap((field) =>
    within(rule[field], bounds[field]) ? [] : [{ field, code: `${field}_range` }],
  )
}

type Held = {
  readonly heldOn: PlainDate
  readonly present: readonly string[]
  readonly changed: string | null
}

export function reviewProblems({ heldOn, present, changed }: Held, today: PlainDate): readonly FieldProblem[] {
  return [
    ...(heldOn > today ? [{ field: 'heldOn', code: 'held_in_future' }] : []),
    ...(heldOn < addYears(today, -1) ? [{ field: 'heldOn', code: 'day_out_of_sight' }] : []),
    ...(present.length === 0 ? [{ field: 'present', code: 'present_missing' }] : []),
    ...textProblems('changed', changed, LONGEST.told),
  ]
}

export type Standing = 'agreed' | 'wants_change' | 'changed_since' | 'not_asked'

/** How a version of the plan stands with the young person: by what was last said, and whether the plan has changed since. */
export function standingOf(planId: string | null, agreements: readonly Agreement[]): Standing {
  const [last] = agreements
  if (last === undefined) return 'not_asked'
  if (last.planId !== planId) return 'changed_since'
  return last.answer
}

/** Whether the page behind a link takes an answer: once, to the version that holds, until it is over. */
export function isOpen(link: Pick<PlanLink, 'isCurrent' | 'expiresAt' | 'answeredAt'>, now: Instant): boolean {
  return link.isCurrent && link.answeredAt === null && Date.parse(now) < Date.parse(link.expiresAt)
}
