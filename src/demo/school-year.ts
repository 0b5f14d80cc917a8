import { addDays, day, daysBetween, lastDayOfMonth, type PlainDate, weekday } from '../kernel/date.ts'
import type { Draw } from './random.ts'

/**
 * When in the year studies are broken off, month by month: weights of our own, after what schools tell. Autumn until the
 * October break and the return after Christmas are the peaks; nobody breaks off in July.
 */
const BREAKS: readonly (readonly [month: number, weight: number, first: number, last: number])[] = [
  [8, 4, 25, 31],
  [9, 14, 1, 30],
  [10, 16, 1, 31],
  [11, 10, 1, 30],
  [12, 7, 1, 19],
  [1, 16, 8, 31],
  [2, 9, 1, 28],
  [3, 8, 1, 31],
  [4, 7, 1, 30],
  [5, 6, 1, 31],
  [6, 2, 1, 5],
]

/** A school day on which studies are broken off in the school year that begins in the autumn of `year`. */
export function breakDay(year: number, draw: Draw): PlainDate {
  const [month, , first, last] = draw.weighted(BREAKS.map((each) => [each, each[1]] as const))
  return schoolDay(dayOf(month >= 8 ? year : year + 1, month, draw.between(first, last)))
}

/** The first day of the autumn term. */
export function autumnStart(year: number, draw: Draw): PlainDate {
  return schoolDay(addDays(dayOf(year, 8, 17), draw.between(0, 4)))
}

export function springStart(year: number, draw: Draw): PlainDate {
  return schoolDay(addDays(dayOf(year, 1, 8), draw.between(0, 5)))
}

/** The last day of an upper secondary education: the first weeks of June. */
export function graduation(year: number, draw: Draw): PlainDate {
  return schoolDay(addDays(dayOf(year, 6, 1), draw.between(1, 9)))
}

/** The last day of year nine, before the fifteenth. */
export function compulsoryEnd(year: number, draw: Draw): PlainDate {
  return schoolDay(addDays(dayOf(year, 6, 9), draw.between(0, 3)))
}

/** The admission of the autumn, as it stands in the first days of July. */
export function admissionKnown(year: number, draw: Draw): PlainDate {
  return addDays(dayOf(year, 7, 1), draw.between(0, 6))
}

/** A day from `from` to `until`, both included. */
export function dayWithin(from: PlainDate, until: PlainDate, draw: Draw): PlainDate {
  return addDays(from, draw.between(0, Math.max(0, daysBetween(from, until))))
}

export function yearOf(on: PlainDate): number {
  return Number(on.slice(0, 4))
}

/** A day by its numbers; the 30th of February is its last. */
export function dayOf(year: number, month: number, date: number): PlainDate {
  const last = lastDayOfMonth(year, month)
  const text = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
  return text > last ? last : day(text)
}

/** Saturdays and Sundays become the Friday before. */
function schoolDay(on: PlainDate): PlainDate {
  return addDays(on, -Math.max(0, weekday(on) - 5))
}
