import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import type { LadderReading, Step } from './model.ts'
import { ladderProblems, movementOf, movements, nextReadingOn, readingProblems } from './rules.ts'

const TODAY = day('2026-10-15')
const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code)

for (const [title, values, onDay, expected] of [
  ['a step of the ladder and a measure are a reading', { ladder: 5, studies: 10 }, '2026-10-15', []],
  ['nothing at all is none', {}, '2026-10-15', ['nothing_read']],
  ['the lowest is nought', { ladder: 0, health: 0 }, '2026-10-15', []],
  ['below nought there is nothing', { health: -1 }, '2026-10-15', ['value_range']],
  ['a ladder of six steps ends with the fifth', { ladder: 6 }, '2026-10-15', ['value_range']],
  ['a measure ends with ten', { studies: 11 }, '2026-10-15', ['value_range']],
  ['half a step is none', { ladder: 2.5 }, '2026-10-15', ['value_range']],
  ['what was not a number is none', { social: Number.NaN }, '2026-10-15', ['value_range']],
  ['tomorrow has not been', { ladder: 1 }, '2026-10-16', ['day_in_future']],
  ['a year back is caught up with', { ladder: 1 }, '2025-10-14', []],
  ['more than a year back is not', { ladder: 1 }, '2025-10-13', ['day_long_ago']],
] as const)
  test(`reading: ${title}`, () => {
    assert.deepEqual(codes(readingProblems({ values, onDay: day(onDay) }, { steps: 6, today: TODAY })), expected)
  })

for (const [title, last, opened, expected] of [
  ['three months after the last time', '2026-10-15', '2026-01-01', '2027-01-15'],
  ['three months after the case was opened where nothing was read', null, '2026-10-01', '2027-01-01'],
  ['from the opening where the last reading is of an earlier time', '2025-02-01', '2026-10-01', '2027-01-01'],
  ['the last of November where August had more days', '2026-08-31', '2026-01-01', '2026-11-30'],
  ['the leap day where there is one', '2027-11-30', '2026-01-01', '2028-02-29'],
  ['the day before where there is none', '2026-11-30', '2026-01-01', '2027-02-28'],
] as const)
  test(`the next reading is ${title}`, () => {
    assert.equal(nextReadingOn(last === null ? null : day(last), day(opened)), expected)
  })

const placed = (value: number, onDay: string, ladderId: string | null = null) => ({
  value,
  onDay: day(onDay),
  ladderId,
})

for (const [title, readings, expected] of [
  ['nothing read', [], 'none'],
  ['read once', [placed(3, '2026-01-01')], 'one'],
  ['up', [placed(1, '2026-01-01'), placed(4, '2026-09-01')], 'up'],
  ['down, which is allowed', [placed(4, '2026-01-01'), placed(2, '2026-09-01')], 'down'],
  ['the same', [placed(2, '2026-01-01'), placed(2, '2026-09-01')], 'same'],
  [
    'up and back again is the same',
    [placed(2, '2026-01-01'), placed(5, '2026-05-01'), placed(2, '2026-09-01')],
    'same',
  ],
  ['the latest day counts, however they were written', [placed(4, '2026-09-01'), placed(1, '2026-01-01')], 'up'],
  [
    'other steps than at first cannot be compared',
    [placed(1, '2026-01-01'), placed(4, '2026-09-01', 'new')],
    'changed',
  ],
] as const)
  test(`movement: ${title}`, () => {
    assert.equal(movementOf(readings), expected)
  })

const of = (root: string, sex: 'female' | 'male' | null, ...values: readonly (number | null)[]): LadderReading[] =>
  values.map((value, index) => ({
    ...{ root: root as PersonId, sex, value, ladderId: null, voice: value === null ? null : 'coach' },
    onDay: value === null ? null : day(`2026-0${index + 1}-01`),
  }))

test('movements are counted by sex, and those without two readings stand apart', () => {
  const all = [
    ...of('a', 'female', 1, 3),
    ...of('b', 'female', 3, 2),
    ...of('c', 'male', 2, 2),
    ...of('d', 'male', 4),
    ...of('e', 'male', null),
  ]
  const none = { changed: 0 }
  assert.deepEqual(movements(all, 'coach', 'female'), {
    all: 2,
    compared: 2,
    up: 1,
    same: 0,
    down: 1,
    one: 0,
    none: 0,
    ...none,
  })
  assert.deepEqual(movements(all, 'coach', 'male'), {
    all: 3,
    compared: 1,
    up: 0,
    same: 1,
    down: 0,
    one: 1,
    none: 1,
    ...none,
  })
  assert.deepEqual(movements(all, 'coach'), { all: 5, compared: 3, up: 1, same: 1, down: 1, one: 1, none: 1, ...none })
  assert.equal(movements(all, 'youth').none, 5)
})

test('everybody is counted once, whatever was read', () => {
  const reading = fc.record({
    root: fc.constantFrom('a', 'b', 'c', 'd').map((id) => id as PersonId),
    sex: fc.constant(null),
    voice: fc.constantFrom('youth' as const, 'coach' as const),
    value: fc.integer({ min: 0, max: 5 }),
    ladderId: fc.constantFrom(null, 'new'),
    onDay: fc.constantFrom('2026-01-01', '2026-04-01', '2026-07-01').map((text) => day(text)),
  })
  fc.assert(
    fc.property(fc.array(reading), fc.constantFrom('youth' as const, 'coach' as const), (readings, voice) => {
      const { all, compared, up, same, down, one, none, changed } = movements(readings, voice)
      assert.equal(all, new Set(readings.map(({ root }) => root)).size)
      assert.equal(compared, up + same + down)
      assert.equal(all, compared + one + none + changed)
    }),
  )
})

const steps = (count: number): Step[] => Array.from({ length: count }, (_, n) => ({ name: `Steg ${n}`, meaning: '' }))

for (const [title, ladder, expected] of [
  ['three steps are a ladder', steps(3), []],
  ['two are none', steps(2), ['steps_range']],
  ['eleven are as many as there are numbers', steps(11), []],
  ['twelve are too many', steps(12), ['steps_range']],
  ['a step has a name', [{ name: 'X', meaning: '' }, ...steps(3)], ['name_length']],
  ['no two steps have the same', [...steps(3), { name: 'steg 1', meaning: '' }], ['name_twice']],
  ['what it means is said shortly', [...steps(3), { name: 'Sist', meaning: 'x'.repeat(301) }], ['meaning_length']],
] as const)
  test(`ladder: ${title}`, () => {
    assert.deepEqual(codes(ladderProblems(ladder)), expected)
  })
