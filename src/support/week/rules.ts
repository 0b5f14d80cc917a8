import { addDays, day, daysBetween, type Instant, type PlainDate, weekday } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Holidays } from '../../organisations/calendar.ts'
import { WEEKDAYS } from '../placements/model.ts'
import { termsOn, weekdayOf } from '../placements/rules.ts'
import {
  type Agreed,
  type Asking,
  type Attendance,
  type Attended,
  type DaySpan,
  HALVES,
  type Half,
  type Mark,
  type WeekPlan,
  type WeekPlanInput,
  type WeekQuestion,
  type Where,
} from './model.ts'

export const mondayOf = (on: PlainDate) => addDays(on, 1 - weekday(on))
export const daysOfWeek = (monday: PlainDate) => Array.from({ length: 7 }, (_, index) => addDays(monday, index))

type Planned = Pick<WeekPlan, 'fromOn' | 'mornings' | 'afternoons'>

/** The plan that holds on a day: the one that began last. */
export function planOn<Plan extends Planned>(plans: readonly Plan[], on: PlainDate): Plan | null {
  return plans.filter(({ fromOn }) => fromOn <= on).toSorted((a, b) => b.fromOn.localeCompare(a.fromOn))[0] ?? null
}

/** Where one is to be, half a day at a time; null where no plan holds. */
export function plannedOn(plans: readonly Planned[], on: PlainDate): Readonly<Record<Half, Where>> | null {
  const plan = planOn(plans, on)
  const at = weekday(on) - 1
  return plan && { morning: plan.mornings[at] ?? 'free', afternoon: plan.afternoons[at] ?? 'free' }
}

export type Followed = {
  readonly what: Attended
  readonly planned: number
  readonly came: number
  readonly told: number
  readonly away: number
  /** Planned, past, and nobody has said. */
  readonly unsaid: number
}

const CAME: readonly Mark[] = ['came', 'late']

/** A week as it was planned against how it went, in half days. What lies ahead, and a holiday, is not yet unsaid; a holiday is not planned for. */
export function followed(
  plans: readonly Planned[],
  attendance: readonly Pick<Attendance, 'onDay' | 'half' | 'what' | 'mark'>[],
  { monday, today, holidays }: { readonly monday: PlainDate; readonly today: PlainDate; readonly holidays: Holidays },
): readonly Followed[] {
  const halves = daysOfWeek(monday).flatMap((on) => HALVES.map((half) => ({ on, half })))
  const found = new Map(attendance.map((each) => [`${each.onDay} ${each.half}`, each]))
  return (['school', 'placement', 'activity', 'home'] as const)
    .map((what) => {
      const planned = halves.filter(({ on, half }) => !holidays.has(on) && plannedOn(plans, on)?.[half] === what)
      const said = halves
        .flatMap(({ on, half }) => found.get(`${on} ${half}`) ?? [])
        .filter((each) => each.what === what)
      const count = (...marks: readonly Mark[]) => said.filter(({ mark }) => marks.includes(mark)).length
      const unsaid = planned.filter(({ on, half }) => on <= today && !found.has(`${on} ${half}`)).length
      return { what, planned: planned.length, came: count(...CAME), told: count('told'), away: count('away'), unsaid }
    })
    .filter(({ planned, came, told, away }) => planned + came + told + away > 0)
}

export type Change = { readonly day: number; readonly half: Half; readonly before: Where; readonly after: Where }

/** What is different from the plan before, in words of days. */
export function changesBetween(before: Planned | null, after: Planned): readonly Change[] {
  return HALVES.flatMap((half) =>
    Array.from({ length: 7 }, (_, at): Change => {
      const of = (plan: Planned | null) => (half === 'morning' ? plan?.mornings : plan?.afternoons)?.[at] ?? 'free'
      return { day: at, half, before: of(before), after: of(after) }
    }),
  ).filter(({ before: one, after: other }) => one !== other)
}

/** How far back a week is set down afterwards, and how far ahead it is planned. */
const BACK_DAYS = 60
const AHEAD_DAYS = 366

export function planProblems(plan: WeekPlanInput, today: PlainDate): readonly FieldProblem[] {
  return [
    ...(plan.fromOn < addDays(today, -BACK_DAYS) ? [{ field: 'fromOn', code: 'from_past' }] : []),
    ...(plan.fromOn > addDays(today, AHEAD_DAYS) ? [{ field: 'fromOn', code: 'from_far' }] : []),
  ]
}

/** What somebody says of a half day: of one that has been, and within the time that anybody remembers. */
export function markProblem(onDay: PlainDate, today: PlainDate): 'mark_ahead' | 'mark_past' | null {
  if (onDay > today) return 'mark_ahead'
  return onDay < addDays(today, -BACK_DAYS) ? 'mark_past' : null
}

const NOON = '12:00'

type Hours = Pick<Agreed, 'startsAt' | 'endsAt'>

/** The halves of a day that agreed hours lie in. */
export const halvesOf = ({ startsAt, endsAt }: Hours): readonly Half[] =>
  HALVES.filter((half) => (half === 'morning' ? startsAt < NOON : endsAt > NOON))

type Known = { readonly plans: readonly Planned[]; readonly holidays: Holidays }
type Placed = Pick<Asking, 'agreed' | 'endedOn'>

/** The halves of a day that somebody is at a placement as was agreed for that day, while it lasts, and on no holiday. */
export function halvesAgreed({ agreed, endedOn }: Placed, on: PlainDate, holidays: Holidays): readonly Half[] {
  const terms = termsOn(agreed, on)
  if (terms === null || on < terms.fromOn || on > terms.lastOn || (endedOn !== null && on > endedOn)) return []
  return holidays.has(on) || !terms.days.includes(weekdayOf(on)) ? [] : halvesOf(terms)
}

/** The halves of a day that a supervisor is asked about: those agreed that the week has at the placement too; all of them where no week is planned. */
export function halvesAsked(placed: Placed, on: PlainDate, { plans, holidays }: Known): readonly Half[] {
  const planned = plannedOn(plans, on)
  return halvesAgreed(placed, on, holidays).filter((half) => planned === null || planned[half] === 'placement')
}

/** Nobody is asked later in the day than this, that a shop may answer before it closes. */
const LATEST = '16:00'

/** From when in the day it can be asked how it went: at its end, or at four; and never before it has gone on for an hour. */
export function askedFrom({ startsAt, endsAt }: Hours): string {
  const hourIn = `${String(Number(startsAt.slice(0, 2)) + 1).padStart(2, '0')}${startsAt.slice(2)}`
  const latest = hourIn > LATEST ? hourIn : LATEST
  return endsAt < latest ? endsAt : latest
}

/** How far back it is asked about days that nobody was asked about when they were. */
const CATCH_UP_DAYS = 7

type Now = Known & { readonly today: PlainDate; readonly time: string }

/**
 * The days a supervisor is asked about now, of those nobody has been asked about: a day at its end, or a week on the last of its days. What was not
 * asked in its time, as when the worker stood still or the placement ended, is asked within a week.
 */
export function dueSpans(asking: Pick<Asking, 'agreed' | 'endedOn' | 'asked'>, now: Now): readonly DaySpan[] {
  const { today, time } = now
  const monday = addDays(mondayOf(today), -7)
  const days = [...daysOfWeek(monday), ...daysOfWeek(addDays(monday, 7))].flatMap((on) => {
    const terms = termsOn(asking.agreed, on)
    const isThere = halvesAsked(asking, on, now).length > 0
    const isAsked = asking.asked.some(({ fromOn, lastOn }) => fromOn <= on && on <= lastOn)
    if (terms === null || !terms.canAsk || !isThere) return []
    return [{ on, asks: terms.asks, isAsked, isOver: on < today || (on === today && time >= askedFrom(terms)) }]
  })
  const open = days.filter(({ on, isAsked, isOver }) => !isAsked && isOver && on > addDays(today, -CATCH_UP_DAYS))
  const weeks = [...Map.groupBy(days, ({ on }) => mondayOf(on)).values()].filter((week) => week.at(-1)?.isOver)
  const over = new Set(weeks.flat().map(({ on }) => on))
  const spans = [
    open.filter(({ asks }) => asks === 'daily'),
    ...Map.groupBy(
      open.filter(({ on, asks }) => asks === 'weekly' && over.has(on)),
      ({ on }) => mondayOf(on),
    ).values(),
  ]
  return spans.flatMap((span) => {
    const [first, last] = [span[0], span.at(-1)]
    return first === undefined || last === undefined ? [] : [{ fromOn: first.on, lastOn: last.on }]
  })
}

export type Difference = { readonly on: PlainDate; readonly half: Half; readonly isAgreed: boolean }
type WithReason = Planned & Pick<WeekPlan, 'reason'>

/** Half days that a week has at a placement and nobody has agreed on, and the other way round. A week of holiday is meant to differ. */
export function differences(
  placed: readonly Placed[],
  days: readonly PlainDate[],
  { plans, holidays }: { readonly plans: readonly WithReason[]; readonly holidays: Holidays },
): readonly Difference[] {
  return days
    .filter((on) => !holidays.has(on))
    .flatMap((on) => {
      const [plan, planned] = [planOn(plans, on), plannedOn(plans, on)]
      if (plan === null || planned === null || plan.reason === 'holiday') return []
      return HALVES.map((half) => {
        const isAgreed = placed.some((each) => halvesAgreed(each, on, holidays).includes(half))
        return { on, half, isAgreed, isPlanned: planned[half] === 'placement' }
      })
    })
    .flatMap(({ isPlanned, ...each }) => (isPlanned === each.isAgreed ? [] : [each]))
}

const NONE: Holidays = new Set()

/** A week to begin from: as it is planned, with the placement where it is agreed from a day on and nowhere else. */
export function weekAgreed(
  plan: Planned | null,
  placed: readonly Placed[],
  from: PlainDate,
): Pick<WeekPlan, 'mornings' | 'afternoons'> {
  const days = WEEKDAYS.map((_, at) => addDays(from, (at + 8 - weekday(from)) % 7))
  const of = (half: Half) =>
    days.map((on, at): Where => {
      if (placed.some((each) => halvesAgreed(each, on, NONE).includes(half))) return 'placement'
      const before = (half === 'morning' ? plan?.mornings : plan?.afternoons)?.[at] ?? 'free'
      return before === 'placement' ? 'free' : before
    })
  return { mornings: of('morning'), afternoons: of('afternoon') }
}

type Version = Planned & Pick<WeekPlan, 'id' | 'knownFrom' | 'knownUntil'>

/** The plan that held on its first day until another was set. */
export function heldBefore<Plan extends Version>(plans: readonly Plan[], plan: Plan): Plan | null {
  const held = plans.filter(
    ({ id, knownFrom, knownUntil }) =>
      id !== plan.id && knownFrom <= plan.knownFrom && (knownUntil === null || knownUntil >= plan.knownFrom),
  )
  return planOn(held, plan.fromOn)
}

/** How long a link is good for. */
export const LINK_DAYS = 7

export function isOpen({ expiresAt, state }: Pick<WeekQuestion, 'expiresAt' | 'state'>, now: Instant): boolean {
  return state !== 'withdrawn' && state !== 'failed' && Date.parse(now) < Date.parse(expiresAt)
}

/** Whether what the supervisor says goes in: what a colleague or the school has said stands. */
export const givesWay = (before: Pick<Attendance, 'source'> | null) => before === null || before.source === 'supervisor'

/** That a supervisor says that nobody came, which a colleague has not seen to yet. */
export const isAwaySaid = ({ mark, source }: Pick<Attendance, 'mark' | 'source'>) =>
  mark === 'away' && source === 'supervisor'

/** The number of a week that begins on a Monday (ISO 8601): that of its Thursday in its year. */
export function weekNumber(monday: PlainDate): number {
  const thursday = addDays(monday, 3)
  const first = day(`${thursday.slice(0, 4)}-01-01`)
  return 1 + Math.floor(daysBetween(first, thursday) / 7)
}
