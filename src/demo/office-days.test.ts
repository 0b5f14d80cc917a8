import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../kernel/date.ts'
import { nextOfficeDay } from './office-days.ts'

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
