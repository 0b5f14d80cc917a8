import { addDays, daysBetween, type PlainDate } from '../../kernel/date.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'
import { type Holidays, isWorkday } from '../../organisations/calendar.ts'

/** Farther ahead than two longest waits reach, with holidays between. */
const AHEAD = 260

/**
 * The workdays as arrays, so that `addWorkdays` is two look-ups for each row: `places` how many workdays there have been by a day,
 * `least` how far a wait of 0 goes from it (0 from a workday, else to the next), `days` the workdays themselves.
 */
export type Workdays = {
  readonly first: PlainDate
  readonly places: readonly number[]
  readonly least: readonly number[]
  readonly days: readonly PlainDate[]
}

export function workdaysFrom(from: PlainDate, today: PlainDate, holidays: Holidays): Workdays {
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
  return { first: from, places, least, days }
}

/** The last day of which the arrays must know whether it is a holiday. */
export const lastDay = (today: PlainDate): PlainDate => addDays(today, AHEAD)

/**
 * `addWorkdays` (organisations/calendar.ts) of columns. The arrays are values of the statement: as columns they went along with each row
 * through every join and sort, half a gigabyte for a great domain.
 */
export function workdaysAfter({ first, places, least, days }: Workdays, day: string, count: string): Sql {
  const at = sql`(${raw(day)} - ${first}::date + 1)`
  return sql`(${days}::date[])[(${places}::integer[])[${at}] + greatest(${raw(count)}, (${least}::integer[])[${at}])]`
}
