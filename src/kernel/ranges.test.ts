import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, type PlainDate } from './date.ts'
import {
  ALWAYS,
  before,
  complement,
  type DayRange,
  type DayRanges,
  includes,
  intersect,
  isEmpty,
  NEVER,
  onwards,
  subtract,
  union,
} from './ranges.ts'

const FIRST = day('2026-01-01')
const DAYS: readonly PlainDate[] = Array.from({ length: 24 }, (_, index) => addDays(FIRST, index))
const bound = fc.option(fc.constantFrom(...DAYS.slice(2, 22)), { nil: null, freq: 6 })
const anyRange: fc.Arbitrary<DayRange> = fc.record({ from: bound, until: bound }, { noNullPrototype: true })
const anyRanges = fc.array(anyRange, { maxLength: 6 })

function range(from: string | null, until: string | null): DayRange {
  return { from: from === null ? null : day(from), until: until === null ? null : day(until) }
}

function isNormal(ranges: DayRanges): boolean {
  return ranges.every((one, index) => {
    const next = ranges[index + 1]
    return !isEmpty(one) && (!next || (one.until !== null && next.from !== null && one.until < next.from))
  })
}

/** Every day of a window wide enough that each bound lies strictly inside it. */
function daysIn(ranges: Iterable<DayRange>): readonly PlainDate[] {
  const all = [...ranges]
  return DAYS.filter((on) => includes(all, on))
}

test('a range holds its first day and not the day it ends before', () => {
  const june = [range('2026-06-01', '2026-07-01')]
  assert.equal(includes(june, day('2026-05-31')), false)
  assert.equal(includes(june, day('2026-06-01')), true)
  assert.equal(includes(june, day('2026-06-30')), true)
  assert.equal(includes(june, day('2026-07-01')), false)
})

test('ranges that touch become one and a gap of one day stays', () => {
  const touching = union([range('2026-03-01', '2026-04-01'), range('2026-01-01', '2026-03-01')])
  assert.deepEqual(touching, [range('2026-01-01', '2026-04-01')])
  const gap = union([range('2026-03-02', '2026-04-01'), range('2026-01-01', '2026-03-01')])
  assert.deepEqual(gap, [range('2026-01-01', '2026-03-01'), range('2026-03-02', '2026-04-01')])
})

test('an unbounded range swallows what lies within it', () => {
  assert.deepEqual(union([range('2026-03-01', null), range('2026-04-01', '2026-05-01')]), onwards(day('2026-03-01')))
  assert.deepEqual(union([...before(day('2026-03-01')), ...onwards(day('2026-03-01'))]), ALWAYS)
  assert.deepEqual(union([range('2026-03-01', '2026-03-01'), range('2026-04-01', '2026-03-01')]), NEVER)
})

test('what is taken away from the middle leaves both sides', () => {
  assert.deepEqual(subtract(ALWAYS, [range('2026-03-01', '2026-04-01')]), [
    range(null, '2026-03-01'),
    range('2026-04-01', null),
  ])
  assert.deepEqual(complement(ALWAYS), NEVER)
  assert.deepEqual(complement(NEVER), ALWAYS)
})

test('the sets of days behave as sets, and every result is in normal form', () => {
  fc.assert(
    fc.property(anyRanges, anyRanges, (left, right) => {
      const a = union(left)
      const b = union(right)
      const results = [a, b, intersect(a, b), subtract(a, b), complement(a), union([...a, ...b])] as const
      assert.ok(results.every(isNormal))
      const inB = new Set(daysIn(right))
      const inA = new Set(daysIn(left))
      assert.deepEqual(daysIn(a), daysIn(left))
      assert.deepEqual(
        daysIn(results[2]),
        DAYS.filter((on) => inA.has(on) && inB.has(on)),
      )
      assert.deepEqual(
        daysIn(results[3]),
        DAYS.filter((on) => inA.has(on) && !inB.has(on)),
      )
      assert.deepEqual(
        daysIn(results[4]),
        DAYS.filter((on) => !inA.has(on)),
      )
      assert.deepEqual(complement(results[4]), a)
    }),
    { numRuns: 2000 },
  )
})
