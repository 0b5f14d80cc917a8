import { addDays, daysBetween, type PlainDate } from '../../kernel/date.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'
import { type Holidays, isWorkday } from '../../organisations/calendar.ts'

/** Farther ahead than two longest waits reach, with holidays between. */
const AHEAD = 260

/**
 * The workdays as arrays, so that `addWorkdays` is two look-ups for each row: `places` how many workdays there have been by a day,
 * `least` how far a wait of 0 goes from it (0 from a workday, else to the next), `days` the workdays themselves.
 */
export function workdayArrays(from: PlainDate, today: PlainDate, holidays: Holidays): Sql {
  const all = Array.from({ length: daysBetween(from, today) + AHEAD }, (_, index) => addDays(from, index))
  const places: number[] = []
  const least: number[] = []
  const days: PlainDate[] = []
  for (const each of all) {
    const works = isWorkday(each, holidays)
    if (works) days.push(each)
    places.push(days.length)
    least.push(works ? 0 : 1)
  }
  return sql`select ${today}::date as today, ${from}::date as first, ${places}::integer[] as places, ${least}::integer[] as least, ${days}::date[] as days`
}

/** The last day of which the arrays must know whether it is a holiday. */
export const lastDay = (today: PlainDate): PlainDate => addDays(today, AHEAD)

/** `addWorkdays` (organisations/calendar.ts) of columns, in a statement where `k` is a row of `workdayArrays`. */
export function workdaysAfter(day: string, count: string): Sql {
  const at = `${day} - k.first + 1`
  return raw(`k.days[k.places[${at}] + greatest(${count}, k.least[${at}])]`)
}
