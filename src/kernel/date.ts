import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** A calendar day, `YYYY-MM-DD`. Days compare with `<` and `>`. */
export type PlainDate = string & { readonly __brand: 'PlainDate' }

/** An instant with zone, ISO 8601 in UTC. */
export type Instant = string & { readonly __brand: 'Instant' }

/** The legal time zone of Sweden: a day in law is a day here. */
export const ZONE = 'Europe/Stockholm'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** True for a day that exists in the calendar and lies in 1800–2200: years such as 0003 and 6209 are typing errors. */
export function isDay(text: string): text is PlainDate {
  return CALENDAR.has(text) || (isReadDay(text) && CALENDAR.add(text).has(text))
}

/** Days that have been found in the calendar: it is small, and every row of every list asks. */
const CALENDAR = new Set<string>()

function isReadDay(text: string): boolean {
  if (!DAY.test(text)) return false
  const year = Number(text.slice(0, 4))
  if (year < 1800 || year > 2200) return false
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8, 10))
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The day a literal names. Throws on anything else: use `isDay` or the `Day` schema for what comes from outside. */
export function day(text: string): PlainDate {
  if (!isDay(text)) throw new RangeError(`not a day: ${text.length} characters`)
  return text
}

export const Day = z.custom<PlainDate>((value) => typeof value === 'string' && isDay(value), 'not a day')
export const InstantText = z.custom<Instant>((value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)))

export function addDays(from: PlainDate, days: number): PlainDate {
  return iso(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5, 7)) - 1, Number(from.slice(8, 10)) + days))
}

/** 29 February plus years lands on 28 February in a common year, as PostgreSQL does. */
export function addYears(from: PlainDate, years: number): PlainDate {
  const year = Number(from.slice(0, 4)) + years
  const end = lastDayOfMonth(year, Number(from.slice(5, 7)))
  if (from.slice(8) > end.slice(8)) return end
  return `${pad(year, 4)}${from.slice(4)}` as PlainDate
}

export function addMonths(from: PlainDate, months: number): PlainDate {
  return Temporal.PlainDate.from(from).add({ months }).toString() as PlainDate
}

/** Whole days from `from` to `until`; negative when `until` is earlier. */
export function daysBetween(from: PlainDate, until: PlainDate): number {
  return (Date.parse(until) - Date.parse(from)) / 86_400_000
}

/** Whole years of age on a day: one turns on the day `addYears` gives, so 29 February on the 28th in a common year. */
export function ageOn(birth: PlainDate, on: PlainDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return addYears(birth, years) <= on ? years : years - 1
}

export function lastDayOfMonth(year: number, month: number): PlainDate {
  return `${pad(year, 4)}-${pad(month)}-${pad(daysInMonth(year, month))}` as PlainDate
}

/** The calendar day of an instant in Sweden. */
export function dayIn(instant: Instant): PlainDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE).toPlainDate().toString() as PlainDate
}

/** The first instant of the day after: what was known at the end of a day was recorded before it (decision 7). */
export function endOf(on: PlainDate): Instant {
  return Temporal.PlainDate.from(on).add({ days: 1 }).toZonedDateTime(ZONE).toInstant().toString() as Instant
}

/** An instant by the clock on the wall in Sweden, `HH:MM`. An hour that is skipped in spring is the one after; of two in autumn it is the first. */
export function instantOf(on: PlainDate, time: string): Instant {
  return Temporal.PlainDate.from(on)
    .toZonedDateTime({ timeZone: ZONE, plainTime: time })
    .toInstant()
    .toString() as Instant
}

/** 1 Monday … 7 Sunday. */
export function weekday(on: PlainDate): number {
  return new Date(`${on}T00:00:00Z`).getUTCDay() || 7
}

/** Days that have been written out: the calendar is small, and writing a day takes far longer than looking it up. */
const WRITTEN = new Map<number, PlainDate>()

function iso(milliseconds: number): PlainDate {
  const known = WRITTEN.get(milliseconds)
  if (known !== undefined) return known
  const written = new Date(milliseconds).toISOString().slice(0, 10) as PlainDate
  WRITTEN.set(milliseconds, written)
  return written
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0')
}
