import { addDays, type PlainDate } from '../kernel/date.ts'

/** The watch looks so far ahead, and so far back, from any day of the year: an autumn is seen from the spring and followed into October. */
const AHEAD_DAYS = 180
const BACK_DAYS = 60

/**
 * The first days of studies that are watched, seen from a day. No year and no month is fixed: they come from what schools deliver. Who has not
 * come is watched longer, until somebody has settled it (`admittedWithin`).
 */
export function watchedDays(today: PlainDate): { readonly from: PlainDate; readonly until: PlainDate } {
  return { from: addDays(today, -BACK_DAYS), until: addDays(today, AHEAD_DAYS) }
}
