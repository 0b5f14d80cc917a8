import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, isDay } from '../kernel/date.ts'
import { calendarText, escaped, folded } from './ical.ts'
import { slotsOf } from './slots.ts'

const TODAY = day('2026-10-15')
const OF = 'domain account'

type Event = Readonly<Record<string, string>>

/** Reads a calendar as another program does: lines end with CRLF, go on after a space, and are a name, parameters and a value. */
function read(text: string): { readonly head: Event; readonly events: readonly Event[] } {
  assert.match(text, /\r\n$/)
  assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/, 'a line ends without CRLF')
  for (const line of text.split('\r\n'))
    assert.ok(Buffer.byteLength(line) <= 75, `a line of ${Buffer.byteLength(line)} octets`)
  const lines = text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line !== '')
  assert.equal(lines[0], 'BEGIN:VCALENDAR')
  assert.equal(lines.at(-1), 'END:VCALENDAR')
  const events: Record<string, string>[] = []
  const head: Record<string, string> = {}
  let inside: Record<string, string> | null = null
  for (const line of lines.slice(1, -1)) {
    const [, name = '', value = ''] = /^([A-Z-]+(?:;[^:]*)?):(.*)$/.exec(line) ?? []
    if (line === 'BEGIN:VEVENT') inside = {}
    else if (line === 'END:VEVENT') {
      events.push(inside ?? {})
      inside = null
    } else (inside ?? head)[name] = value.replace(/\\n/g, '\n').replace(/\\([\\;,])/g, '$1')
  }
  return { head, events }
}

const slot = (onDay: string, atTime: string | null, source: 'next_contact' | 'reminder' | 'own' = 'next_contact') => ({
  source,
  onDay: day(onDay),
  atTime,
})
const text = (tasks: Parameters<typeof slotsOf>[0], language: 'sv' | 'en' = 'sv') =>
  calendarText({ slots: slotsOf(tasks), language, today: TODAY, of: OF })

test('a calendar is read back: days whole, times in UTC, summer and winter, and counts without names', () => {
  const { head, events } = read(
    text([
      slot('2026-10-16', null),
      slot('2026-10-16', null),
      slot('2026-10-23', '14:30', 'reminder'),
      slot('2026-10-26', '14:30', 'own'),
      slot('2028-02-29', null, 'own'),
    ]),
  )
  assert.equal(head['VERSION'], '2.0')
  assert.deepEqual(
    events.map((event) => [
      event['SUMMARY'],
      event['DTSTART;VALUE=DATE'] ?? event['DTSTART'],
      event['DTEND;VALUE=DATE'] ?? event['DTEND'],
    ]),
    [
      ['2 kontakter', '20261016', '20261017'],
      ['1 påminnelse', '20261023T123000Z', '20261023T130000Z'],
      ['1 påminnelse', '20261026T133000Z', '20261026T140000Z'],
      ['1 påminnelse', '20280229', '20280301'],
    ],
  )
  assert.deepEqual([...new Set(events.map((event) => event['DTSTAMP']))], ['20261015T000000Z'])
})

test('an event keeps its name when its count changes, and no two events have the same', () => {
  const uids = (tasks: Parameters<typeof slotsOf>[0]) => read(text(tasks)).events.map((event) => event['UID'])
  assert.deepEqual(uids([slot('2026-10-16', null)]), uids([slot('2026-10-16', null), slot('2026-10-16', null)]))
  const all = uids([
    slot('2026-10-16', null),
    slot('2026-10-16', '09:00'),
    slot('2026-10-16', null, 'own'),
    slot('2026-10-17', null),
  ])
  assert.equal(new Set(all).size, 4)
  assert.match(all[0] ?? '', /^[0-9a-f]{32}@sedd$/)
})

test('signs that mean something stand behind a backslash, and long lines go on in the next without cutting a letter', () => {
  assert.equal(escaped('a;b,c\\d\ne'), 'a\\;b\\,c\\\\d\\ne')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (words) => {
      const line = `SUMMARY:${words.replace(/[\r\n]/g, '')}`
      const parts = folded(line).split('\r\n')
      for (const part of parts) assert.ok(Buffer.byteLength(part) <= 75)
      assert.equal(parts.map((part, index) => (index === 0 ? part : part.slice(1))).join(''), line)
    }),
  )
})

test('any calendar can be read back, with as many events as there are days, times and kinds', () => {
  const tasks = fc.array(
    fc.record({
      source: fc.constantFrom('next_contact', 'stale_status', 'decision_ends', 'reminder', 'own'),
      onDay: fc.integer({ min: -20, max: 400 }).map((days) => addDays(TODAY, days)),
      atTime: fc.option(fc.constantFrom('00:00', '02:30', '08:15', '23:59')),
    }),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(tasks, (some) => {
      const { events } = read(text(some as Parameters<typeof slotsOf>[0], 'en'))
      assert.equal(events.length, slotsOf(some as Parameters<typeof slotsOf>[0]).length)
      const total = events.reduce((sum, event) => sum + Number(/^\d+/.exec(event['SUMMARY'] ?? '')?.[0]), 0)
      assert.equal(total, some.length)
      for (const event of events)
        assert.ok(
          isDay(
            (event['DTSTART;VALUE=DATE'] ?? event['DTSTART'] ?? '').slice(0, 8).replace(/^(....)(..)(..)$/, '$1-$2-$3'),
          ),
        )
    }),
  )
})
