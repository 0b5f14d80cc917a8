import { addDays, day, daysBetween, type Instant, type PlainDate, weekday } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Holidays } from '../../organisations/calendar.ts'
import { weekdayOf } from '../placements/rules.ts'
import {
  type Asking,
  type Attendance,
  type Attended,
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

/** A week as it was planned against how it went, in half days. What lies ahead is planned and not yet unsaid. */
export function followed(
  plans: readonly Planned[],
  attendance: readonly Pick<Attendance, 'onDay' | 'half' | 'what' | 'mark'>[],
  { monday, today }: { readonly monday: PlainDate; readonly today: PlainDate },
): readonly Followed[] {
  const halves = daysOfWeek(monday).flatMap((on) => HALVES.map((half) => ({ on, half })))
  const found = new Map(attendance.map((each) => [`${each.onDay} ${each.half}`, each]))
  return (['school', 'placement', 'activity', 'home'] as const)
    .map((what) => {
      const planned = halves.filter(({ on, half }) => plannedOn(plans, on)?.[half] === what)
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

/** The halves of a day at the placement: as the week is planned, else as the agreed hours lie. */
export function placementHalves(
  terms: Pick<Asking, 'startsAt' | 'endsAt'>,
  planned: Readonly<Record<Half, Where>> | null,
): readonly Half[] {
  const own = HALVES.filter((half) => planned?.[half] === 'placement')
  if (own.length > 0) return own
  return HALVES.filter((half) => (half === 'morning' ? terms.startsAt < NOON : terms.endsAt > NOON))
}

/** The days at the placement from one day to another: as agreed, but on holidays. */
export function placementDays(
  { fromOn, lastOn, days }: Pick<Asking, 'fromOn' | 'lastOn' | 'days'>,
  span: readonly PlainDate[],
  holidays: Holidays,
): readonly PlainDate[] {
  return span.filter((on) => on >= fromOn && on <= lastOn && days.includes(weekdayOf(on)) && !holidays.has(on))
}

/** Nobody is asked later in the day than this, that a shop may answer before it closes. */
const LATEST = '16:00'

/** The days a supervisor is asked about now: today's at its end, or on the last of the week's all of them. Null where nothing is to be asked. */
export function dueSpan(
  asking: Pick<Asking, 'fromOn' | 'lastOn' | 'days' | 'endsAt' | 'asks'>,
  { today, time, holidays }: { readonly today: PlainDate; readonly time: string; readonly holidays: Holidays },
): { readonly fromOn: PlainDate; readonly lastOn: PlainDate } | null {
  const isTime = time >= (asking.endsAt < LATEST ? asking.endsAt : LATEST)
  const days = placementDays(asking, daysOfWeek(mondayOf(today)), holidays)
  if (asking.asks === 'never' || !isTime || !days.includes(today)) return null
  if (asking.asks === 'daily') return { fromOn: today, lastOn: today }
  const [first, last] = [days[0] ?? today, days.at(-1)]
  return last === today ? { fromOn: first, lastOn: today } : null
}

/** How long a link is good for. */
export const LINK_DAYS = 7

export function isOpen({ expiresAt, state }: Pick<WeekQuestion, 'expiresAt' | 'state'>, now: Instant): boolean {
  return state !== 'withdrawn' && state !== 'failed' && Date.parse(now) < Date.parse(expiresAt)
}

/** Whether what the supervisor says goes in: what a colleague or the school has said stands. */
export const givesWay = (before: Pick<Attendance, 'source'> | null) => before === null || before.source === 'supervisor'

/** The number of a week that begins on a Monday (ISO 8601): that of its Thursday in its year. */
export function weekNumber(monday: PlainDate): number {
  const thursday = addDays(monday, 3)
  const first = day(`${thursday.slice(0, 4)}-01-01`)
  return 1 + Math.floor(daysBetween(first, thursday) / 7)
}
