import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import type { Ladder, LadderReading, Step } from './model.ts'
import {
  ladderFor,
  ladderProblems,
  movementOf,
  movements,
  movementsByLadder,
  nextReadingOn,
  readingProblems,
  scaleProblems,
} from './rules.ts'

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

const placed = (value: number, onDay: string, scaleId: string | null = null) => ({
  value,
  onDay: day(onDay),
  scaleId,
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
  [
    'of two ladders the newest that has two readings counts',
    [placed(5, '2026-01-01'), placed(1, '2026-03-01', 'new'), placed(3, '2026-09-01', 'new')],
    'up',
  ],
  [
    'one reading on the newest does not take away what the ladder before tells',
    [placed(4, '2026-01-01'), placed(2, '2026-03-01'), placed(9, '2026-09-01', 'new')],
    'down',
  ],
] as const)
  test(`movement: ${title}`, () => {
    assert.equal(movementOf(readings), expected)
  })

const of = (root: string, sex: 'female' | 'male' | null, ...values: readonly (number | null)[]): LadderReading[] =>
  values.map((value, index) => ({
    ...{ root: root as PersonId, sex, value, scaleId: null, voice: value === null ? null : 'coach' },
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
    scaleId: fc.constantFrom(null, 'new'),
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

test('movements ladder by ladder count everybody who is compared, once, by the ladder they are compared on', () => {
  const on = (scaleId: string | null, readings: LadderReading[]) => readings.map((each) => ({ ...each, scaleId }))
  const all = [
    ...on(null, of('a', 'female', 1, 3)),
    ...on('team', of('b', 'male', 3, 2)),
    ...on('team', of('c', 'male', 2, 4)),
    ...on('team', of('d', 'female', 4)),
  ]
  const found = movementsByLadder(all, 'coach').map(({ scaleId, compared, up, down }) => [scaleId, compared, up, down])
  assert.deepEqual(found, [
    [null, 1, 1, 0],
    ['team', 2, 1, 1],
  ])
  assert.deepEqual(movementsByLadder(all, 'youth'), [])
})

const wording = (id: string, teamId: string | null, scaleId: string | null = id) =>
  ({ id, teamId, scaleId, steps: [], setBy: '', knownFrom: '2026-10-15T10:00:00Z' }) as unknown as Ladder

test('a team is read on its own ladder, or else the domain’s, or else ours', () => {
  const ladders = [wording('domain', null), wording('own', 'team')]
  assert.equal(ladderFor(ladders, 'team')?.id, 'own')
  assert.equal(ladderFor(ladders, 'another')?.id, 'domain')
  assert.equal(ladderFor(ladders, null)?.id, 'domain')
  assert.equal(ladderFor([wording('own', 'team')], null), null)
})

test('words alone are mended where there are as many steps as before', () => {
  assert.deepEqual(codes(scaleProblems(steps(6), 6)), [])
  assert.deepEqual(codes(scaleProblems(steps(5), 6)), ['same_steps'])
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
