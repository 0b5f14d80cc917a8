import { addDays, dayIn, daysBetween, type Instant, type PlainDate, weekday } from '../kernel/date.ts'

/** While the office is as good as empty: from the first day to the last of it, by month and day. */
type Quiet = { readonly from: string; readonly last: string; readonly opens: string }
const JULY: Quiet = { from: '07-01', last: '08-02', opens: '08-03' }
const CHRISTMAS: Quiet = { from: '12-21', last: '12-31', opens: '01-08' }
const NEW_YEAR: Quiet = { from: '01-01', last: '01-07', opens: '01-08' }

/** In July every other week has a day with somebody in. */
const IN_JULY = new Set(['07-07', '07-10', '07-21', '07-24'])

/**
 * The Tuesday or Friday on or after a day: when things are done and written down. Over Christmas nobody is in and in July hardly anybody;
 * what would have been done then is spread over the weeks that follow.
 */
export function nextOfficeDay(on: PlainDate): PlainDate {
  const day = addDays(on, [1, 0, 2, 1, 0, 3, 2][weekday(on) - 1] ?? 0)
  const isIn = IN_JULY.has(day.slice(5))
  const quiet = isIn
    ? undefined
    : [JULY, CHRISTMAS, NEW_YEAR].find(({ from, last }) => from <= day.slice(5) && day.slice(5) <= last)
  return quiet === undefined ? day : nextOfficeDay(afterwards(day, quiet))
}

function afterwards(day: PlainDate, { from, opens }: Quiet): PlainDate {
  const year = Number(day.slice(0, 4))
  const began = `${year}-${from}` as PlainDate
  const opened = `${opens < from ? year + 1 : year}-${opens}` as PlainDate
  return addDays(opened, Math.floor(daysBetween(began, day) / 2))
}

/** When of a day something was done: calls and meetings from morning to afternoon, by the person and the day. */
const TIMES = ['08:50', '09:20', '10:05', '10:40', '11:15', '13:05', '13:40', '14:20', '15:10', '16:25'] as const
export const timeOn = (number: string, on: PlainDate): (typeof TIMES)[number] =>
  TIMES[(Number(number.slice(-4)) + Number(on.slice(8))) % TIMES.length] ?? TIMES[0]

/** When what is done on a day is written down: at noon or an hour before, and today now, for nobody works later. The day is Sweden's, which is ahead of UTC's. */
export const workedAt = (on: PlainDate, now: Instant): Instant =>
  on < dayIn(now) ? (`${on}T10:00:00.000Z` as Instant) : now
