import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type Instant } from '../../kernel/date.ts'
import type { PushHours } from './model.ts'
import { DEFAULT_HOURS, hoursProblems, isPushAddress, pushAt, secondsLeft } from './rules.ts'

const HOLIDAYS = new Set([day('2026-12-25'), day('2026-01-01'), day('2026-01-06')])
const EVENINGS: PushHours = { opens: '06:00', closes: '22:00', days: 'all' }
const stockholm = (at: string) => new Date(at).toISOString() as Instant

/** From now and when the browser last told, to when it may tell next, by the clock on the wall. */
const TURNS: readonly (readonly [what: string, now: string, toldAt: string | null, hours: PushHours, at: string])[] = [
  ['in working hours at once', '2026-10-15T10:00+02:00', null, DEFAULT_HOURS, '2026-10-15T10:00+02:00'],
  ['on the stroke of eight', '2026-10-15T08:00+02:00', null, DEFAULT_HOURS, '2026-10-15T08:00+02:00'],
  ['a minute before eight at eight', '2026-10-15T07:59+02:00', null, DEFAULT_HOURS, '2026-10-15T08:00+02:00'],
  ['on the stroke of five the next day', '2026-10-15T17:00+02:00', null, DEFAULT_HOURS, '2026-10-16T08:00+02:00'],
  ['on a Friday evening on Monday', '2026-10-16T18:00+02:00', null, DEFAULT_HOURS, '2026-10-19T08:00+02:00'],
  ['on Christmas Day, a Friday, on Monday', '2026-12-25T10:00+01:00', null, DEFAULT_HOURS, '2026-12-28T08:00+01:00'],
  ['on Christmas Day where one has said so', '2026-12-25T10:00+01:00', null, EVENINGS, '2026-12-25T10:00+01:00'],
  ['past ten in the evening at six', '2026-10-17T22:01+02:00', null, EVENINGS, '2026-10-18T06:00+02:00'],
  ['over the change to winter time', '2026-10-24T23:00+02:00', null, EVENINGS, '2026-10-25T06:00+01:00'],
  ['over the change to summer time', '2027-03-27T23:00+01:00', null, EVENINGS, '2027-03-28T06:00+02:00'],
  [
    'five minutes after it told, a quarter after',
    '2026-10-15T10:05+02:00',
    '2026-10-15T10:00+02:00',
    DEFAULT_HOURS,
    '2026-10-15T10:15+02:00',
  ],
  [
    'a quarter after it told, at once',
    '2026-10-15T10:15+02:00',
    '2026-10-15T10:00+02:00',
    DEFAULT_HOURS,
    '2026-10-15T10:15+02:00',
  ],
  [
    'told at ten to five, the next day',
    '2026-10-15T16:55+02:00',
    '2026-10-15T16:50+02:00',
    DEFAULT_HOURS,
    '2026-10-16T08:00+02:00',
  ],
]

for (const [what, now, toldAt, hours, at] of TURNS) {
  test(`a browser tells: ${what}`, () => {
    const told = toldAt === null ? null : stockholm(toldAt)
    const next = pushAt(stockholm(now), { toldAt: told, hours, holidays: HOLIDAYS })
    assert.equal(Date.parse(next), Date.parse(at))
  })
}

test('what may be told now is told now, to the letter', () => {
  const now = stockholm('2026-10-15T10:15+02:00')
  const toldAt = stockholm('2026-10-15T10:00+02:00')
  assert.equal(pushAt(now, { toldAt, hours: DEFAULT_HOURS, holidays: HOLIDAYS }), now)
})

test('a push service keeps nothing past the hours', () => {
  assert.equal(secondsLeft(stockholm('2026-10-15T16:59:30+02:00'), DEFAULT_HOURS), 30)
  assert.equal(secondsLeft(stockholm('2026-10-15T08:00+02:00'), DEFAULT_HOURS), 9 * 3600)
  assert.equal(secondsLeft(stockholm('2026-10-15T18:00+02:00'), DEFAULT_HOURS), 0)
})

test('hours are of the list, and end later than they begin', () => {
  assert.deepEqual(hoursProblems({ opens: '06:00', closes: '22:00' }), [])
  assert.deepEqual(hoursProblems({ opens: '05:00', closes: '22:30' }), [
    { field: 'opens', code: 'push.hour.unknown' },
    { field: 'closes', code: 'push.hour.unknown' },
  ])
  for (const closes of ['08:00', '07:00'])
    assert.deepEqual(hoursProblems({ opens: '08:00', closes }), [{ field: 'closes', code: 'push.closes.before' }])
})

test('an address at a push service is https on its own port, without a password', () => {
  const long = `https://push.example.se/${'a'.repeat(976)}`
  for (const address of ['https://push.example.se/wpush/v2/gAAA', 'https://push.example.se:443/a', long])
    assert.equal(isPushAddress(address), true, address)
  for (const address of [
    'http://push.example.se/a',
    'https://push.example.se:8443/a',
    'https://a:b@push.example.se/a',
    'https://push.example.se/a#b',
    'file:///etc/passwd',
    'push.example.se/a',
    '',
    `${long}a`,
  ])
    assert.equal(isPushAddress(address), false, address)
})
