import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type Instant } from '../kernel/date.ts'
import * as said from './language.ts'
import { TEXT } from './text.ts'

const TODAY = day('2026-11-21')

test('a phrase takes its values, and the right word for one and for many', () => {
  const text = {
    found: { sv: '{n} {n:ungdom|ungdomar} i {place}', en: '{n} young {n:person|people} in {place}' },
  }
  const sv = said.words(text, 'sv')
  assert.equal(sv('found', { n: 1, place: 'Åmål' }), '1 ungdom i Åmål')
  assert.equal(sv('found', { n: 12345, place: 'Åmål' }), '12\u00a0345 ungdomar i Åmål')
  assert.equal(said.words(text, 'en')('found', { n: 0, place: 'Åmål' }), '0 young people in Åmål')
})

test('a value that is missing is seen, not silently dropped', () => {
  assert.equal(said.words({ a: { sv: 'Hej {name}', en: 'Hi {name}' } }, 'sv')('a', {}), 'Hej {name}')
})

test('days are written as people write them', () => {
  assert.equal(said.formatDay(day('2026-09-21'), 'sv'), '21 september 2026')
  assert.equal(said.formatDay(day('2026-09-01'), 'en'), '1 September 2026')
  assert.equal(said.formatDayShort(day('2026-05-03'), 'sv'), '3 maj 2026')
  assert.equal(said.formatWeekday(TODAY, 'sv'), 'lördag 21 november')
})

test('a period is written with its last day, not the day after', () => {
  assert.equal(said.formatSpan(day('2024-08-18'), day('2026-09-21'), 'sv'), '18 aug 2024 – 20 sep 2026')
  assert.equal(said.formatSpan(day('2026-09-21'), null, 'sv'), 'från 21 sep 2026')
  assert.equal(said.formatSpan(null, day('2026-09-21'), 'en'), 'until 20 Sep 2026')
  assert.equal(said.formatSpan(day('2026-09-21'), day('2026-09-22'), 'sv'), '21 sep 2026')
})

test('how long ago is said in the size of unit that a person would use', () => {
  const since = (on: string) => said.formatSince(day(on), TODAY, 'sv')
  assert.equal(since('2026-11-21'), 'i dag')
  assert.equal(since('2026-11-20'), 'i går')
  assert.equal(since('2026-11-22'), 'i morgon')
  assert.equal(since('2026-11-18'), 'för 3 dagar sedan')
  assert.equal(since('2026-11-08'), 'för 13 dagar sedan')
  assert.equal(since('2026-11-07'), 'för 2 veckor sedan')
  assert.equal(since('2026-05-21'), 'för 6 månader sedan')
  assert.equal(since('2029-03-10'), 'om 2 år')
})

test('times are Swedish times', () => {
  assert.equal(said.formatInstant('2026-11-21T23:05:00Z' as Instant, 'sv'), '2026-11-22 00.05')
  assert.equal(said.formatInstant('2026-07-01T12:05:00Z' as Instant, 'en'), '01/07/2026 14:05')
})

test('figures, shares and sizes follow the language', () => {
  assert.equal(said.formatPercent(0.463, 'sv'), '46\u00a0%')
  assert.equal(said.formatPercent(0.646, 'en'), '65%')
  assert.equal(said.formatBytes(1_234_567, 'sv'), '1,2 MB')
  assert.equal(said.formatBytes(0, 'en'), '0 B')
  assert.equal(said.formatAge(17, 'sv'), '17 år')
  assert.equal(said.formatList(['Anna', 'Bo', 'Cecilia'], 'sv'), 'Anna, Bo och Cecilia')
  assert.equal(said.formatSeconds(20, 'sv'), 'under en minut')
  assert.equal(said.formatSeconds(118, 'en'), 'about 2 minutes')
})

test('names are ordered by the Swedish alphabet', () => {
  assert.deepEqual(
    ['Öberg', 'Zander', 'Ek', 'Åberg', 'Äng'].sort((a, b) => said.compareText(a, b, 'sv')),
    ['Ek', 'Zander', 'Åberg', 'Äng', 'Öberg'],
  )
})

test('Swedish is spoken unless English is asked for first', () => {
  assert.equal(said.languageFrom('en-GB,en;q=0.9,sv;q=0.5'), 'en')
  assert.equal(said.languageFrom('de,sv;q=0.9,en;q=0.5'), 'sv')
  assert.equal(said.languageFrom(undefined), 'sv')
})

test('the words of the frame take the same values in both languages', () => {
  for (const [key, { sv, en }] of Object.entries(TEXT)) {
    const places = (text: string) => [...new Set(text.match(/\{\w+/g))].sort()
    assert.deepEqual(places(sv), places(en), key)
  }
})
