import { addDays, addYears, daysBetween, type Instant, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { PersonHeader } from '../../people/model.ts'
import type { ActivityKind } from '../activities/model.ts'
import type {
  Agreement,
  Attainment,
  EndReason,
  Goal,
  GoalInput,
  Measure,
  NotNeeded,
  PlanLink,
  Responsible,
  Review,
  ReviewRule,
  Step,
  StepInput,
  StepState,
  Who,
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

type Span = { readonly startsOn: PlainDate; readonly endsOn: PlainDate | null }
/** On which day it is asked, and what stood before: a day that is not changed is not questioned. */
type Asked = { readonly today: PlainDate; readonly before: Span | null }

/** Start and end of what is planned (2006:39, fifth item): the end not before the start, and neither out of sight. */
function spanProblems(
  { startsOn, endsOn }: Span,
  field: 'endsOn' | 'dueOn',
  { today, before }: Asked,
): readonly FieldProblem[] {
  const isNew = before === null || startsOn !== before.startsOn
  const isOtherEnd = before === null || endsOn !== before.endsOn
  return [
    ...(isNew && !isBetween(startsOn, today) ? [{ field: 'startsOn', code: 'day_out_of_sight' }] : []),
    ...(endsOn !== null && endsOn < startsOn ? [{ field, code: 'end_before_start' }] : []),
    ...(isOtherEnd && endsOn !== null && endsOn > addYears(today, YEARS) ? [{ field, code: 'day_out_of_sight' }] : []),
  ]
}

export function goalProblems(
  goal: GoalInput,
  today: PlainDate,
  before: Pick<Goal, 'startsOn' | 'endsOn'> | null = null,
): readonly FieldProblem[] {
  return [
    ...(goal.words === '' ? [{ field: 'words', code: 'goal_missing' }] : []),
    ...textProblems('words', goal.words, LONGEST.goal),
    ...textProblems('matters', goal.matters, LONGEST.told),
    ...textProblems('strengths', goal.strengths, LONGEST.told),
    ...spanProblems(goal, 'endsOn', { today, before }),
  ]
}

export function stepProblems(
  step: StepInput,
  today: PlainDate,
  before: Pick<Step, 'startsOn' | 'dueOn' | 'state' | 'endedOn'> | null = null,
): readonly FieldProblem[] {
  const stood = before && { startsOn: before.startsOn, endsOn: before.dueOn }
  const isDone = before?.state === 'done' && before.endedOn !== null && step.startsOn > before.endedOn
  return [
    ...(isDone ? [{ field: 'startsOn', code: 'start_after_done' }] : []),
    ...(step.words === '' ? [{ field: 'words', code: 'step_missing' }] : []),
    ...textProblems('words', step.words, LONGEST.goal),
    ...(step.responsible === 'other' && step.actor === null ? [{ field: 'actor', code: 'actor_missing' }] : []),
    ...textProblems('actorWords', step.actorWords, LONGEST.name),
    ...spanProblems({ startsOn: step.startsOn, endsOn: step.dueOn }, 'dueOn', { today, before: stood }),
  ]
}

type Ending = {
  readonly attainment: Attainment
  readonly reason: EndReason
  readonly reasonWords: string | null
  readonly endedOn: PlainDate
}

/** What is wrong with how a goal is said to have ended (2006:39, sixth item): not on a day to come, nor before it began, if it was met at all. */
export function endingProblems(
  goal: Pick<Goal, 'startsOn'>,
  { attainment, reason, reasonWords, endedOn }: Ending,
  today: PlainDate,
): readonly FieldProblem[] {
  return [
    ...(endedOn > today ? [{ field: 'endedOn', code: 'ended_in_future' }] : []),
    ...(endedOn < goal.startsOn && attainment !== 'not_met' ? [{ field: 'endedOn', code: 'end_before_start' }] : []),
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
    ...(to.state === 'done' && to.endedOn < step.startsOn ? [{ field: 'endedOn', code: 'end_before_start' }] : []),
  ]
}

/** The seven items that the documentation of a measure is to have, where they apply: förordning (2006:39) 8–9 §§. */
export const ITEMS = ['goal', 'youth', 'municipality', 'other', 'days', 'reason', 'follow_up'] as const
export type Item = (typeof ITEMS)[number]
/** `none`: the law asks for it where it applies, and here it does not yet. */
export type ItemState = 'there' | 'missing' | 'none'

/** Who answers for an activity of a kind (items 2–4): our reading, for the ordinance speaks of measures and names no kinds. */
const ANSWERS_FOR: Readonly<Record<ActivityKind, Responsible>> = {
  ...{ guidance_talk: 'municipality', coaching: 'municipality', study_support: 'municipality' },
  ...{ two_teachers: 'municipality', psychoeducation: 'municipality', preparatory_track: 'municipality' },
  ...{ group: 'municipality', practice: 'other', apprenticeship: 'other', vocational_course: 'other' },
  ...{ summer_job: 'other', network: 'other', health: 'youth' },
}

type Measures = { readonly measures: readonly Measure[]; readonly reviews: readonly Pick<Review, 'outcome'>[] }

/** Something has an end: the day it is to be reached, or where it is over the day it was. */
const hasEnd = (planned: PlainDate | null, ended: PlainDate | null) => (ended ?? planned) !== null

/** Which of the seven items a plan has, and which are missing: by its goals, its steps and what is done. */
export function itemsOf(
  { plan, goals }: WholePlan,
  { measures, reviews }: Measures,
): Readonly<Record<Item, ItemState>> {
  const live = goals.filter(({ state }) => state !== 'archived')
  const steps = live.flatMap((goal) => goal.steps).filter(({ state }) => state !== 'not_needed')
  const done = measures.filter(({ state }) => state !== 'cancelled')
  const does = (who: Responsible) =>
    steps.some(({ responsible }) => responsible === who) || done.some(({ kind }) => ANSWERS_FOR[kind] === who)
  const over = [...live.filter(({ state }) => state === 'ended'), ...measures.filter(({ endedOn }) => endedOn !== null)]
  // What is done has been: that is why it is over.
  const isTold = ({ state, reason }: Pick<Goal, 'reason'> & { readonly state: string }) =>
    reason !== null || state === 'done'
  const dated =
    [...live, ...done].every(({ endsOn, endedOn }) => hasEnd(endsOn, endedOn)) &&
    steps.every(({ dueOn, endedOn }) => hasEnd(dueOn, endedOn))
  return {
    goal: live.length > 0 ? 'there' : 'missing',
    youth: does('youth') ? 'there' : 'missing',
    municipality: does('municipality') ? 'there' : 'missing',
    // Not everybody needs anybody else.
    other: does('other') ? 'there' : 'none',
    days: live.length + done.length > 0 && dated ? 'there' : 'missing',
    reason: over.length === 0 ? 'none' : over.every(isTold) ? 'there' : 'missing',
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

/** The same from today: what is overdue is not planned into the past, and the next is a week ahead at the earliest. */
export function nextReviewOn(
  { today, ...from }: { readonly startsOn: PlainDate; readonly lastOn: PlainDate | null; readonly today: PlainDate },
  rule: ReviewRule,
): PlainDate {
  return laterOf(reviewOn(from, rule), addDays(today, 7))
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

type SaidOf = Pick<Agreement, 'onDay' | 'way' | 'witnessId'>
type Version = { readonly madeOn: PlainDate; readonly by: string; readonly today: PlainDate }

/** What is wrong with what is said of a version: not before there was one, nor on a day to come, and heard by another than its writer. */
export function agreementProblems(
  { onDay, way, witnessId }: SaidOf,
  { madeOn, by, today }: Version,
): readonly FieldProblem[] {
  return [
    ...(onDay > today ? [{ field: 'onDay', code: 'agreed_in_future' }] : []),
    ...(onDay < madeOn ? [{ field: 'onDay', code: 'agreed_before_version' }] : []),
    ...(way === 'oral' && witnessId === by ? [{ field: 'witnessId', code: 'witness_own' }] : []),
  ]
}

export type Standing = 'agreed' | 'wants_change' | 'changed_since' | 'not_asked'

const isLater = (one: Agreement, other: Agreement) =>
  one.onDay > other.onDay || (one.onDay === other.onDay && Date.parse(one.recordedAt) > Date.parse(other.recordedAt))

/** How a version of the plan stands with one of them: by what they last said, whenever it was noted, and whether the plan has changed since. */
function standingWith(who: Who, planId: string | null, agreements: readonly Agreement[]): Standing {
  const theirs = agreements.filter((each) => each.who === who)
  const [first] = theirs
  if (first === undefined) return 'not_asked'
  const last = theirs.reduce((latest, each) => (isLater(each, latest) ? each : latest), first)
  return last.planId === planId ? last.answer : 'changed_since'
}

/** How a version of the plan stands with each of them: the yes of one is not the other's. */
export const standingOf = (
  planId: string | null,
  agreements: readonly Agreement[],
): Readonly<Record<Who, Standing>> => ({
  youth: standingWith('youth', planId, agreements),
  guardian: standingWith('guardian', planId, agreements),
})

/** A guardian is asked of one under eighteen, and never of one who is protected: nothing is sent there. */
export function mayAskGuardian(
  { birthDate, protection }: Pick<PersonHeader, 'birthDate' | 'protection'>,
  today: PlainDate,
): boolean {
  return protection === 'none' && birthDate !== null && today < addYears(birthDate, 18)
}

/** Whether a link that is out still shows the plan: not once the young person is protected, nor to a guardian of one who is of age. */
export const mayStandOpen = (
  who: Who,
  person: Pick<PersonHeader, 'birthDate' | 'protection'>,
  today: PlainDate,
): boolean => (who === 'guardian' ? mayAskGuardian(person, today) : person.protection === 'none')

/** What fetches a page to show a preview of it has not read it for anybody. */
export const isRobot = (agent: string | undefined): boolean =>
  agent !== undefined && /bot\b|crawl|spider|preview|facebookexternalhit|whatsapp\/|slack|skypeuri|embedly/i.test(agent)

/** The answer that an answered link already has, as long as it lasts: whoever presses again is thanked again. */
export function answeredBefore(
  { answer, expiresAt }: Pick<PlanLink, 'answer' | 'expiresAt'>,
  now: Instant,
): PlanLink['answer'] {
  return Date.parse(now) < Date.parse(expiresAt) ? answer : null
}

/** Whether the page behind a link takes an answer: once, to the version that holds, until it is over. */
export function isOpen(link: Pick<PlanLink, 'isCurrent' | 'expiresAt' | 'answeredAt'>, now: Instant): boolean {
  return link.isCurrent && link.answeredAt === null && Date.parse(now) < Date.parse(link.expiresAt)
}
