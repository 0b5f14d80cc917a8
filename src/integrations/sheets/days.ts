import { addDays, isDay, type PlainDate } from '../../kernel/date.ts'

export type DayFault = 'date_format' | 'date_serial' | 'date_impossible' | 'date_year'
export type DayReading =
  | { readonly ok: true; readonly day: PlainDate; readonly next: PlainDate }
  | { readonly ok: false; readonly code: DayFault }

/** `YYYY-MM-DD`, `YYYYMMDD` or `YYYY/MM/DD`; a midnight after it, as databases write, does no harm. */
const FORM = /^(\d{4})([-/]?)(\d{2})\2(\d{2})(?:[ T]00:00(?::00(?:[.,]0+)?)?Z?)?$/
/** Days since 1899-12-30, as a spreadsheet counts them: 1954 to 2036. */
const SERIAL = /^[2-4]\d{4}$/
const EARLIEST_YEAR = 1900
/** How far ahead a plan can reach; years such as 6209 are typing errors. */
const YEARS_AHEAD = 15
const REMEMBERED = 20_000

/** What suppliers write for "no end yet". */
export function isOpenEnd(text: string): boolean {
  return /^9999[-/]?12[-/]?31\b/.test(text)
}

/** Reads days as written in a file, remembering those seen: a file holds few different ones. */
export function dayReader(today: PlainDate): (text: string) => DayReading {
  const seen = new Map<string, DayReading>()
  const latestYear = Number(today.slice(0, 4)) + YEARS_AHEAD
  return (text) => {
    const known = seen.get(text)
    if (known) return known
    const reading = readDay(text, latestYear)
    if (seen.size >= REMEMBERED) seen.clear()
    seen.set(text, reading)
    return reading
  }
}

function readDay(text: string, latestYear: number): DayReading {
  const form = FORM.exec(text)
  if (!form) return { ok: false, code: SERIAL.test(text) ? 'date_serial' : 'date_format' }
  const [, year = '', , month = '', dayOfMonth = ''] = form
  if (Number(year) < EARLIEST_YEAR || Number(year) > latestYear) return { ok: false, code: 'date_year' }
  const day = `${year}-${month}-${dayOfMonth}`
  return isDay(day) ? { ok: true, day, next: addDays(day, 1) } : { ok: false, code: 'date_impossible' }
}
