import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../../kernel/date.ts'
import { endOfWeek, timeProblems, weighed } from './rules.ts'

const ANNA = '0b6f3f0e-3d4f-4d58-8f4b-3d1f2b7b8a01'
const BO = '0b6f3f0e-3d4f-4d58-8f4b-3d1f2b7b8a02'
const load = (account: string, cases: number, dueHours = 0) => ({ account, cases, due: 0, dueHours })

test('cases times hours for each against the hours of the week, one’s own before everybody’s before the usual', () => {
  const told = (...times: Parameters<typeof weighed>[1]) =>
    weighed([load(ANNA, 30), load(BO, 31)], times).map(({ needed, weekHours, isOver }) => [needed, weekHours, isOver])
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
  const [even, over] = weighed([load(ANNA, 1, 30), load(BO, 1, 30.1)], [])
  assert.deepEqual([even?.isLate, over?.isLate], [false, true])
})

test('the week ends on its Sunday, over the turn of the year and of the clock', () => {
  const cases = [
    ['2026-10-19', '2026-10-25'],
    ['2026-10-25', '2026-10-25'],
    ['2026-12-31', '2027-01-03'],
    ['2027-03-28', '2027-03-28'],
  ]
  for (const [on = '', end] of cases) assert.equal(endOfWeek(day(on)), end)
})

test('hours are more than none and no more than there are', () => {
  const codes = (weekHours: number, youthHours: number) =>
    timeProblems({ account: null, weekHours, youthHours }).map(({ code }) => code)
  assert.deepEqual(codes(60, 20), [])
  assert.deepEqual(codes(0, 0.5), ['week_hours'])
  assert.deepEqual(codes(60.5, 20.5), ['week_hours', 'youth_hours'])
  assert.deepEqual(codes(Number.NaN, 1), ['week_hours'])
})
