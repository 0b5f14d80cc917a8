import { addDays, type PlainDate, weekday } from '../kernel/date.ts'

/** The days on which offices are closed, beside Saturdays and Sundays. */
export type Holidays = ReadonlySet<PlainDate>

/** Monday to Friday, and no holiday. Lag (1930:173) 2 § counts Saturdays and the eves of midsummer, Christmas and New Year likewise. */
export function isWorkday(on: PlainDate, holidays: Holidays): boolean {
  return weekday(on) <= 5 && !holidays.has(on)
}

/** The day itself when it is a workday, else the first one after. */
export function nextWorkday(on: PlainDate, holidays: Holidays): PlainDate {
  let candidate = on
  while (!isWorkday(candidate, holidays)) candidate = addDays(candidate, 1)
  return candidate
}

/** So many workdays after a day, which is not counted itself; 0 is the first workday from that day on. */
export function addWorkdays(from: PlainDate, count: number, holidays: Holidays): PlainDate {
  let day = count === 0 ? nextWorkday(from, holidays) : from
  for (let left = count; left > 0; left -= 1) day = nextWorkday(addDays(day, 1), holidays)
  return day
}
