import { addDays, isDay, type PlainDate } from '../kernel/date.ts'

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  maj: 5,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  dec: 12,
}

const NAMED: Readonly<Record<string, number>> = {
  idag: 0,
  today: 0,
  igår: -1,
  yesterday: -1,
  imorgon: 1,
  tomorrow: 1,
}

/**
 * Reads a day as people in Sweden type it: `2026-09-21`, `20260921`, `260921`, `21/9 2026`, `21.9.2026`,
 * `21 september 2026`, `21 sep`, `i dag`. A day without a year is the nearest one; null when it is no day at all.
 */
export function typedDay(text: string, today: PlainDate): PlainDate | null {
  const typed = text.trim().toLowerCase()
  const named = NAMED[typed.replaceAll(' ', '')]
  if (named !== undefined) return addDays(today, named)
  return yearFirst(typed, today) ?? dayFirst(typed, today)
}

function yearFirst(typed: string, today: PlainDate): PlainDate | null {
  const match =
    /^(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})$/.exec(typed) ??
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed) ??
    /^(\d{2})-?(\d{2})-?(\d{2})$/.exec(typed)
  const [, year, month, day] = match ?? []
  return year && month && day ? made(fullYear(year, today), Number(month), Number(day)) : null
}

function dayFirst(typed: string, today: PlainDate): PlainDate | null {
  const match = /^(?:den )?(\d{1,2})(?::?e|st|nd|rd|th)?[ ./-]+(\d{1,2}|[a-zåäö]+)\.?(?:[ ./-]+(\d{4}|\d{2}))?$/.exec(
    typed,
  )
  const [, day, named, year] = match ?? []
  const month = named && (MONTHS[named.slice(0, 3)] ?? Number(named))
  if (!day || !month) return null
  return year ? made(fullYear(year, today), month, Number(day)) : nearest(month, Number(day), today)
}

/** Two digits reach ten years ahead: 36 typed in 2026 is 2036, 37 is 1937. */
function fullYear(year: string, today: PlainDate): number {
  if (year.length === 4) return Number(year)
  const century = Number(today.slice(0, 2)) * 100
  const guess = century + Number(year)
  return guess > Number(today.slice(0, 4)) + 10 ? guess - 100 : guess
}

function nearest(month: number, day: number, today: PlainDate): PlainDate | null {
  const year = Number(today.slice(0, 4))
  const candidates = [year - 1, year, year + 1].map((y) => made(y, month, day)).filter((on) => on !== null)
  const far = (on: PlainDate) => Math.abs(Date.parse(on) - Date.parse(today))
  return candidates.sort((a, b) => far(a) - far(b))[0] ?? null
}

function made(year: number, month: number, day: number): PlainDate | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(text) ? text : null
}
