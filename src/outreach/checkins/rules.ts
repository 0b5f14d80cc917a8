import { addDays, addYears, type Instant, type PlainDate, weekday } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { CheckIn, Plan, PlanInput, Said } from './model.ts'

/** How long a link is good for, and how long an answer can be changed. */
export const LINK_DAYS = 7
const CHANGE_MS = 3_600_000
const MOST_WEEKS = 12

/** The first such weekday after a day; the one who plans has seen to today themself. */
export function firstOn(wanted: number, today: PlainDate): PlainDate {
  let on = addDays(today, 1)
  while (weekday(on) !== wanted) on = addDays(on, 1)
  return on
}

/** The next time after the one that was due; what was missed while nothing ran is not made up for. */
export function nextOf({ nextOn, everyWeeks }: Pick<Plan, 'nextOn' | 'everyWeeks'>, today: PlainDate): PlainDate {
  let on = addDays(nextOn, 7 * everyWeeks)
  while (on <= today) on = addDays(on, 7 * everyWeeks)
  return on
}

/** What is wrong with a plan, field by field. */
export function planProblems({ everyWeeks, weekday: on, last }: PlanInput, today: PlainDate): readonly FieldProblem[] {
  const isWeekday = Number.isInteger(on) && on >= 1 && on <= 5
  return [
    ...(Number.isInteger(everyWeeks) && everyWeeks >= 1 && everyWeeks <= MOST_WEEKS
      ? []
      : [{ field: 'everyWeeks', code: 'weeks_range' }]),
    ...(isWeekday ? [] : [{ field: 'weekday', code: 'weekday_missing' }]),
    ...(isWeekday && last < firstOn(on, today) ? [{ field: 'last', code: 'last_early' }] : []),
    ...(last > addYears(today, 1) ? [{ field: 'last', code: 'last_late' }] : []),
  ]
}

/** Whether the page takes an answer: the first until the link is over, and another within the hour. */
export function isOpen({ expiresAt, answeredAt }: Pick<CheckIn, 'expiresAt' | 'answeredAt'>, now: Instant): boolean {
  if (answeredAt === null) return Date.parse(now) < Date.parse(expiresAt)
  return Date.parse(now) < Date.parse(answeredAt) + CHANGE_MS
}

/** Whether somebody is to be in touch today. */
export const isCall = ({ mood, wantsContact }: Said) => wantsContact || (mood !== null && mood <= 2)
