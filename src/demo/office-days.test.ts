import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type Instant } from '../kernel/date.ts'
import { nextOfficeDay, workedAt } from './office-days.ts'

test('things are done on Tuesdays and Fridays', () => {
  assert.equal(nextOfficeDay(day('2026-10-05')), '2026-10-06')
  assert.equal(nextOfficeDay(day('2026-10-07')), '2026-10-09')
  assert.equal(nextOfficeDay(day('2026-10-09')), '2026-10-09')
  assert.equal(nextOfficeDay(day('2026-10-10')), '2026-10-13')
})

test('nobody is in over Christmas, and in July hardly anybody: what waits is done in the weeks that follow', () => {
  assert.equal(nextOfficeDay(day('2026-12-18')), '2026-12-18')
  assert.equal(nextOfficeDay(day('2026-12-19')), '2027-01-08')
  assert.equal(nextOfficeDay(day('2026-12-29')), '2027-01-12')
  assert.equal(nextOfficeDay(day('2026-06-30')), '2026-06-30')
  assert.equal(nextOfficeDay(day('2026-07-04')), '2026-07-07')
  assert.equal(nextOfficeDay(day('2026-07-29')), '2026-08-18')
})

test('shortly after midnight yesterday is over, though it is not in UTC', () => {
  const night = '2026-11-30T23:16:00.000Z' as Instant
  assert.equal(workedAt(day('2026-11-30'), night), '2026-11-30T10:00:00.000Z')
  assert.equal(workedAt(day('2026-12-01'), night), night)
  const evening = '2026-11-30T22:59:00.000Z' as Instant
  assert.equal(workedAt(day('2026-11-30'), evening), evening)
})
