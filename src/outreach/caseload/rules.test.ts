import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../../kernel/date.ts'
import { restOfWeek, timeProblems, weighed } from './rules.ts'

const ANNA = '0b6f3f0e-3d4f-4d58-8f4b-3d1f2b7b8a01'
const BO = '0b6f3f0e-3d4f-4d58-8f4b-3d1f2b7b8a02'
const WHOLE = { workdays: 5 }
const load = (account: string, cases: number, dueHours = 0) => ({ account, cases, due: 0, dueHours })

test('cases times hours for each against the hours of the week, one’s own before everybody’s before the usual', () => {
  const told = (...times: Parameters<typeof weighed>[1]) =>
    weighed([load(ANNA, 30), load(BO, 31)], times, WHOLE).map(({ needed, weekHours, isOver }) => [
      needed,
      weekHours,
      isOver,
    ])
  assert.deepEqual(told(), [
    [30, 30, false],
    [31, 30, true],
  ])
  assert.deepEqual(told({ account: null, weekHours: 40, youthHours: 1.5 }), [
    [45, 40, true],
    [46.5, 40, true],
  ])
  const bos = { account: BO, weekHours: 20, youthHours: 0.5 }
  assert.deepEqual(told({ account: null, weekHours: 40, youthHours: 1 }, bos), [
    [30, 40, false],
    [15.5, 20, false],
  ])
})

test('what is to be made by Sunday takes more hours than there are: warned, and not at as many', () => {
  const [even, over] = weighed([load(ANNA, 1, 30), load(BO, 1, 30.1)], [], WHOLE)
  assert.deepEqual([even?.isLate, over?.isLate], [false, true])
})

test('on a Friday a fifth of the hours is left: what could be done on Monday cannot be done any more', () => {
  const [even, over] = weighed([load(ANNA, 1, 6), load(BO, 1, 6.1)], [], { workdays: 1 })
  assert.deepEqual([even?.hoursLeft, even?.isLate, over?.isLate], [6, false, true])
})

test('the week ends on its Sunday, over the turn of the year and of the clock', () => {
  const rest = (on: string) => restOfWeek(day(on), new Set())
  assert.deepEqual(rest('2026-10-19'), { until: '2026-10-25', workdays: 5 })
  assert.deepEqual(rest('2026-10-23'), { until: '2026-10-25', workdays: 1 })
  assert.deepEqual(rest('2026-12-31'), { until: '2027-01-03', workdays: 2 })
  assert.deepEqual(rest('2027-03-26'), { until: '2027-03-28', workdays: 1 })
})

test('holidays are no days of work, and a weekend or a Christmas looks ahead to the week that is worked next', () => {
  const closed = ['2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01', '2027-01-06'].map(day)
  const rest = (on: string) => restOfWeek(day(on), new Set(closed))
  assert.deepEqual(rest('2026-12-21'), { until: '2026-12-27', workdays: 3 })
  assert.deepEqual(rest('2026-12-23'), { until: '2026-12-27', workdays: 1 })
  assert.deepEqual(rest('2026-12-24'), { until: '2027-01-03', workdays: 3 })
  assert.deepEqual(rest('2026-10-24'), { until: '2026-11-01', workdays: 5 })
})

test('hours are more than none and no more than there are', () => {
  const codes = (weekHours: number, youthHours: number) =>
    timeProblems({ account: null, weekHours, youthHours }).map(({ code }) => code)
  assert.deepEqual(codes(60, 20), [])
  assert.deepEqual(codes(0, 0.5), ['week_hours'])
  assert.deepEqual(codes(60.5, 20.5), ['week_hours', 'youth_hours'])
  assert.deepEqual(codes(Number.NaN, 1), ['week_hours'])
})
