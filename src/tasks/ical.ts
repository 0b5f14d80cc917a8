import { createHash } from 'node:crypto'
import { addDays, instantOf, type PlainDate } from '../kernel/date.ts'
import { type Language, words } from '../ui/language.ts'
import { CALENDAR_TEXT } from './calendar-text.ts'
import type { Slot } from './slots.ts'

/** A calendar as text (RFC 5545), of days, times and counts alone. */
export type CalendarText = {
  readonly slots: readonly Slot[]
  readonly language: Language
  readonly today: PlainDate
  /** Whose it is, and in which domain: makes the names of its events its own, and cannot be read back out of them. */
  readonly of: string
}

const MINUTES = 30

export function calendarText({ slots, language, today, of }: CalendarText): string {
  const say = words(CALENDAR_TEXT, language)
  // The same all day long, so that a calendar that has not changed is known to be the same.
  const stamp = `${packed(today)}T000000Z`
  const events = slots.flatMap((slot) => [
    'BEGIN:VEVENT',
    `UID:${uidOf(slot, of)}`,
    `DTSTAMP:${stamp}`,
    ...when(slot),
    `SUMMARY:${escaped(say(`slot.${slot.kind}`, { n: slot.count }))}`,
    'CLASS:PRIVATE',
    `TRANSP:${slot.atTime === null ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ])
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sedd//Sedd//SV',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(say('feed.name'))}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events,
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const packed = (day: PlainDate) => day.replaceAll('-', '')

/** All day, or at an hour in UTC, which every program reads the same, also on the nights when clocks are changed. */
function when({ onDay, atTime }: Slot): readonly string[] {
  if (atTime === null) return [`DTSTART;VALUE=DATE:${packed(onDay)}`, `DTEND;VALUE=DATE:${packed(addDays(onDay, 1))}`]
  const start = instantOf(onDay, atTime)
  const end = new Date(Date.parse(start) + MINUTES * 60_000).toISOString()
  return [`DTSTART:${utc(start)}`, `DTEND:${utc(end)}`]
}

const utc = (instant: string) => `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** One name for each day, time and kind of one calendar: a count that changes is the same event. */
function uidOf({ onDay, atTime, kind }: Slot, of: string): string {
  return `${createHash('sha256').update(`${of} ${onDay} ${atTime} ${kind}`).digest('hex').slice(0, 32)}@sedd`
}

/** Section 3.3.11: backslash, semicolon, comma and line break stand behind a backslash. */
export const escaped = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')

const MOST_OCTETS = 75

/** Section 3.1: no line is longer than 75 octets; one that would be goes on in the next, after a space. A letter is never cut in two. */
export function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const letter of line) {
    // What goes on begins with a space, which counts.
    const room = MOST_OCTETS - (parts.length > 0 ? 1 : 0)
    if (Buffer.byteLength(part + letter) > room) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return [...parts, part].join('\r\n ')
}
