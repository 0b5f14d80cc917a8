import type { Instant, PlainDate } from '../kernel/date.ts'
import { addDays, daysBetween, lastDayOfMonth, weekday, ZONE } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { addWorkdays, type Holidays, isWorkday } from '../organisations/calendar.ts'
import type { PersonTask, Receiver } from './model.ts'

export const BUCKETS = ['overdue', 'today', 'week', 'later'] as const
export type Bucket = (typeof BUCKETS)[number]

/** Where a day stands from today: `week` is within the next seven days. */
export function bucketOf(onDay: PlainDate, today: PlainDate): Bucket {
  if (onDay < today) return 'overdue'
  if (onDay === today) return 'today'
  return onDay <= addDays(today, WEEK) ? 'week' : 'later'
}

const WEEK = 7
/** Nobody puts anything off for longer at once. */
export const MOST_SNOOZED = 30
/** Further ahead than this a day is a slip of the finger. */
const FURTHEST = 366
/** So many workdays past its day, a task is for those who lead to ask about. */
export const ESCALATES_AFTER = 5
export const MOST_WORDS = 120

/** What is wrong with the day of a reminder: today at the earliest, within a year. */
export function dayProblems(onDay: PlainDate, today: PlainDate): readonly FieldProblem[] {
  const ahead = daysBetween(today, onDay)
  if (ahead < 0) return [{ field: 'onDay', code: 'day_passed' }]
  return ahead > FURTHEST ? [{ field: 'onDay', code: 'day_too_far' }] : []
}

/** The last day something may be put off to; null when it may not be put off at all. */
export function lastSnooze(today: PlainDate, statutoryOn: PlainDate | null): PlainDate | null {
  const furthest = addDays(today, MOST_SNOOZED)
  if (statutoryOn === null || statutoryOn > furthest) return furthest
  return statutoryOn > today ? statutoryOn : null
}

/** What is wrong with putting something off until a day. `statutoryOn`: the day the law or a decision sets, and null where none does. */
export function snoozeProblems(
  until: PlainDate,
  { today, statutoryOn }: { readonly today: PlainDate; readonly statutoryOn: PlainDate | null },
): readonly FieldProblem[] {
  const last = lastSnooze(today, statutoryOn)
  if (until <= today) return [{ field: 'onDay', code: 'snooze_not_ahead' }]
  if (last !== null && until <= last) return []
  return [{ field: 'onDay', code: last === null || last === statutoryOn ? 'snooze_statutory' : 'snooze_too_far' }]
}

/** Whether a task may be given to somebody: a colleague, not oneself, who reaches the young person it is about. */
export function mayReceive(
  { to, giver }: { readonly to: string; readonly giver: string },
  receivers: readonly Receiver[],
): boolean {
  return to !== giver && receivers.some(({ accountId, reaches }) => accountId === to && reaches)
}

/** Whether a task has been left for so long that those who lead are told. */
export function escalates(onDay: PlainDate, today: PlainDate, holidays: Holidays): boolean {
  return addWorkdays(onDay, ESCALATES_AFTER, holidays) < today
}

/** The last day of which a task escalates today: the same rule, as a bound to ask the database for. */
export function escalatesUpTo(today: PlainDate, holidays: Holidays): PlainDate {
  let last = today
  while (!escalates(last, today, holidays)) last = addDays(last, -1)
  return last
}

/** By day, then by time: what has none comes first. */
export function inOrder<T extends Pick<PersonTask, 'onDay' | 'atTime'>>(tasks: readonly T[]): readonly T[] {
  const key = ({ onDay, atTime }: T) => `${onDay} ${atTime ?? ''}`
  return tasks.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

/** `14.30`, `14:30`, `1430` and `9` as `HH:MM`; null when it is no time of day. */
export function timeOf(text: string): string | null {
  const match = /^(\d{1,2})(?:[.: ]?(\d{2}))?$/.exec(text.trim())
  if (!match) return null
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)]
  if (hours > 23 || minutes > 59) return null
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

const HOUR = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, hour: '2-digit', hourCycle: 'h23' })

/** The hour by the clock on the wall in Sweden, 0–23. */
export const hourOf = (at: Instant): number => Number(HOUR.format(new Date(at)))

/** The hours at which the daily letter may come. */
export const DIGEST_HOURS = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] as const

/** Whether the day's letter of somebody is to be sent at an instant: on workdays, from their hour. */
export function digestIsDue(atHour: number, now: Instant, day: { on: PlainDate; holidays: Holidays }): boolean {
  return isWorkday(day.on, day.holidays) && hourOf(now) >= atHour
}

/** Monday of the week that a day lies in. */
export const mondayOf = (on: PlainDate): PlainDate => addDays(on, 1 - weekday(on))

/** The ISO week, as `2026-W42`: that of its Thursday. */
export function weekOf(on: PlainDate): string {
  const thursday = addDays(mondayOf(on), 3)
  const first = `${thursday.slice(0, 4)}-01-01` as PlainDate
  return `${thursday.slice(0, 4)}-W${String(Math.floor(daysBetween(first, thursday) / 7) + 1).padStart(2, '0')}`
}

/** The full weeks, from a Monday, that a month touches. */
export function monthGrid(on: PlainDate): readonly PlainDate[] {
  const month = { year: Number(on.slice(0, 4)), month: Number(on.slice(5, 7)) }
  const first = mondayOf(`${on.slice(0, 7)}-01` as PlainDate)
  const last = addDays(mondayOf(lastDayOfMonth(month.year, month.month)), 6)
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, n) => addDays(first, n))
}
