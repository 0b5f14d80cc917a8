import { addDays, addMonths, addYears, day, daysBetween, type PlainDate } from '../../kernel/date.ts'
import { type Language, monthShort } from '../language.ts'

/** The days a picture shows: `from` up to but not including `until`. */
export type Window = { readonly from: PlainDate; readonly until: PlainDate }

/** Where a day begins, in units of the picture. Days outside the window lie outside the picture. */
export type Scale = { readonly window: Window; readonly width: number; readonly x: (on: PlainDate) => number }

export function scaleOf(window: Window, width: number): Scale {
  const perDay = width / Math.max(1, daysBetween(window.from, window.until))
  return { window, width, x: (on) => Math.round(daysBetween(window.from, on) * perDay * 10) / 10 }
}

/**
 * The window that shows what is known: from the first fact, but at most six years back, to half a year ahead,
 * or to the last fact within two years. Whole months.
 */
export function windowFor(days: Iterable<PlainDate>, today: PlainDate): Window {
  const earliest = addYears(today, -6)
  const latest = addYears(today, 2)
  let from = addYears(today, -1)
  let until = addMonths(today, 6)
  for (const on of days) {
    if (on < from) from = on
    if (on > until) until = on
  }
  if (from < earliest) from = earliest
  if (until > latest) until = latest
  return { from: firstOfMonth(from), until: addMonths(firstOfMonth(until), 1) }
}

function firstOfMonth(on: PlainDate): PlainDate {
  return addDays(on, 1 - Number(on.slice(8)))
}

export type Tick = { readonly x: number; readonly label: string; readonly year: boolean }

const TICK_ROOM = 46

/** Years always; months between them as closely as their names have room. A tick names its year in January, else its month. */
export function ticksOf(scale: Scale, language: Language): readonly Tick[] {
  const { from, until } = scale.window
  const room = scale.width / (daysBetween(from, until) / 30.44)
  const step = [1, 2, 3, 6, 12].find((months) => months * room >= TICK_ROOM) ?? 12
  const ticks: Tick[] = []
  let year = Number(from.slice(0, 4))
  for (let month = Number(from.slice(5, 7)); ; month++) {
    if (month > 12) [year, month] = [year + 1, 1]
    const on = day(`${year}-${String(month).padStart(2, '0')}-01`)
    if (on >= until) return ticks
    if (on < from || (month - 1) % step !== 0) continue
    const label = month === 1 ? String(year) : monthShort(month, language)
    ticks.push({ x: scale.x(on), label, year: month === 1 })
  }
}

/** Advance widths of Atkinson Hyperlegible Next, hundredths of the type size: what the server knows of the reader's screen. */
const WIDTHS = new Map<string, number>()
for (const group of [
  "16'",
  '21,.:;',
  '25jil·',
  '28 !"',
  '31()[]f',
  '35rt-',
  '40I1/',
  '46vyzs',
  '48ckx?*',
  '52aåä7J',
  '55eébdghnopquöøü2LF_',
  '58T0356849EPSVYX',
  '61ABRZH+KÄÅ',
  '65C#DNU',
  '70OQGÖw&',
  '83mMæ…',
  '90W%',
]) {
  for (const character of group.slice(2)) WIDTHS.set(character, Number(group.slice(0, 2)))
}

/** How wide a text will be. Slightly generous: a label must not touch its neighbour in a fallback face either. */
export function textWidth(text: string, size: number): number {
  let hundredths = 0
  for (const character of text) hundredths += WIDTHS.get(character) ?? 62
  return (hundredths * size * 1.06) / 100
}

/** The text, or as much of it as fits with an ellipsis; the whole stands in the table. */
export function fitted(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text
  let short = text
  while (short.length > 1 && textWidth(`${short}…`, size) > room) short = short.slice(0, -1)
  return `${short.trimEnd()}…`
}
