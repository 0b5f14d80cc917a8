import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type Instant } from '../kernel/date.ts'
import type { Holidays } from '../organisations/calendar.ts'
import {
  bucketOf,
  dayProblems,
  digestIsDue,
  escalates,
  escalatesUpTo,
  hourOf,
  inOrder,
  lastSnooze,
  mayReceive,
  monthGrid,
  snoozeProblems,
  timeOf,
  weekOf,
} from './rules.ts'

const TODAY = day('2026-10-15')
const NONE: Holidays = new Set()
const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code)

test('a task is late from the day after, for today on its day, and within a week to and with the seventh day', () => {
  for (const [on, bucket] of [
    ['2026-10-14', 'overdue'],
    ['2026-10-15', 'today'],
    ['2026-10-16', 'week'],
    ['2026-10-22', 'week'],
    ['2026-10-23', 'later'],
  ] as const)
    assert.equal(bucketOf(day(on), TODAY), bucket, on)
})

test('a reminder is for today at the earliest and within a year', () => {
  assert.deepEqual(codes(dayProblems(day('2026-10-14'), TODAY)), ['day_passed'])
  assert.deepEqual(dayProblems(TODAY, TODAY), [])
  assert.deepEqual(dayProblems(day('2027-10-16'), TODAY), [])
  assert.deepEqual(codes(dayProblems(day('2027-10-17'), TODAY)), ['day_too_far'])
})

test('nothing is put off to today, nor for longer than thirty days', () => {
  const until = (on: string) => codes(snoozeProblems(day(on), { today: TODAY, statutoryOn: null }))
  assert.deepEqual(until('2026-10-15'), ['snooze_not_ahead'])
  assert.deepEqual(until('2026-10-16'), [])
  assert.deepEqual(until('2026-11-14'), [])
  assert.deepEqual(until('2026-11-15'), ['snooze_too_far'])
})

test('nothing is put off past the day that the law or a decision sets, and not at all once it has come', () => {
  const until = (on: string, statutory: string) =>
    codes(snoozeProblems(day(on), { today: TODAY, statutoryOn: day(statutory) }))
  assert.deepEqual(until('2026-10-20', '2026-10-20'), [])
  assert.deepEqual(until('2026-10-21', '2026-10-20'), ['snooze_statutory'])
  assert.deepEqual(until('2026-10-16', '2026-10-15'), ['snooze_statutory'])
  assert.deepEqual(until('2026-11-15', '2026-12-24'), ['snooze_too_far'])
  assert.equal(lastSnooze(TODAY, day('2026-10-15')), null)
  assert.equal(lastSnooze(TODAY, day('2026-10-20')), '2026-10-20')
  assert.equal(lastSnooze(TODAY, null), '2026-11-14')
})

test('a colleague receives what is about somebody they reach, nobody else does, and nobody gives to themself', () => {
  const receivers = [
    { accountId: 'a', displayName: 'A', reaches: true },
    { accountId: 'b', displayName: 'B', reaches: false },
  ]
  assert.equal(mayReceive({ to: 'a', giver: 'me' }, receivers), true)
  assert.equal(mayReceive({ to: 'b', giver: 'me' }, receivers), false)
  assert.equal(mayReceive({ to: 'stranger', giver: 'me' }, receivers), false)
  assert.equal(mayReceive({ to: 'a', giver: 'a' }, receivers), false)
})

test('after five workdays those who lead are told; weekends and holidays are not counted', () => {
  assert.equal(escalates(day('2026-10-07'), TODAY, NONE), true)
  assert.equal(escalates(day('2026-10-08'), TODAY, NONE), false)
  assert.equal(escalatesUpTo(TODAY, NONE), '2026-10-07')
  // Christmas 2026: the 24th and 25th are closed, the 26th and 27th a weekend.
  const christmas: Holidays = new Set([day('2026-12-24'), day('2026-12-25')])
  assert.equal(escalatesUpTo(day('2026-12-30'), NONE), '2026-12-22')
  assert.equal(escalatesUpTo(day('2026-12-30'), christmas), '2026-12-20')
  for (const on of ['2026-12-17', '2026-12-18', '2026-12-19', '2026-12-21'])
    assert.equal(escalates(day(on), day('2026-12-30'), christmas), on <= '2026-12-20', on)
})

test('what has no time of day comes first, then by the clock', () => {
  const at = (onDay: string, atTime: string | null) => ({ onDay: day(onDay), atTime })
  assert.deepEqual(
    inOrder([at('2026-10-16', '14:30'), at('2026-10-16', null), at('2026-10-15', '16:00'), at('2026-10-16', '08:00')]),
    [at('2026-10-15', '16:00'), at('2026-10-16', null), at('2026-10-16', '08:00'), at('2026-10-16', '14:30')],
  )
})

test('a time of day is read as people write it', () => {
  for (const [typed, time] of [
    ['14.30', '14:30'],
    ['14:30', '14:30'],
    ['1430', '14:30'],
    ['9', '09:00'],
    ['23:59', '23:59'],
    ['24', null],
    ['12.60', null],
    ['lunch', null],
  ] as const)
    assert.equal(timeOf(typed), time, typed)
})

test('the daily letter comes on workdays, from its hour by the clock on the wall, on both sides of the change of clocks', () => {
  const due = (at: string, on: string, holidays: Holidays = NONE) =>
    digestIsDue(8, at as Instant, { on: day(on), holidays })
  assert.equal(hourOf('2026-10-23T05:59:00Z' as Instant), 7)
  assert.equal(due('2026-10-23T05:59:00Z', '2026-10-23'), false)
  assert.equal(due('2026-10-23T06:00:00Z', '2026-10-23'), true)
  // The clocks go back on Sunday 25 October.
  assert.equal(due('2026-10-26T06:59:00Z', '2026-10-26'), false)
  assert.equal(due('2026-10-26T07:00:00Z', '2026-10-26'), true)
  assert.equal(due('2026-10-24T10:00:00Z', '2026-10-24'), false, 'a Saturday')
  assert.equal(due('2026-12-25T10:00:00Z', '2026-12-25', new Set([day('2026-12-25')])), false, 'Christmas day')
})

test('weeks are numbered as in Sweden, over New Year too', () => {
  for (const [on, week] of [
    ['2026-10-15', '2026-W42'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
  ] as const)
    assert.equal(weekOf(day(on)), week, on)
})

test('a month is whole weeks from a Monday, in a leap year and in a February of four weeks too', () => {
  const edges = (on: string) => {
    const days = monthGrid(day(on))
    return [days[0], days.at(-1), days.length]
  }
  assert.deepEqual(edges('2028-02-29'), ['2028-01-31', '2028-03-05', 35])
  assert.deepEqual(edges('2027-02-10'), ['2027-02-01', '2027-02-28', 28])
  assert.deepEqual(edges('2026-10-15'), ['2026-09-28', '2026-11-01', 35])
})
