import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { day, type PlainDate } from '../kernel/date.ts'
import { addWorkdays, isWorkday, nextWorkday } from './calendar.ts'
import { holidaysBetween } from './calendar-store.ts'
import { loadReferenceData } from './reference-store.ts'

let bed: TestBed
let domain: TestDomain

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
})
after(() => bed.close())

const EASTER = new Set([day('2026-04-03'), day('2026-04-05'), day('2026-04-06')])
const NONE = new Set<PlainDate>()

test('offices are open from Monday to Friday, and closed on holidays', () => {
  for (const [on, open] of [
    ['2026-11-27', true], // Friday
    ['2026-11-28', false],
    ['2026-11-29', false],
    ['2026-11-30', true], // Monday
    ['2026-04-02', true], // Maundy Thursday
    ['2026-04-03', false], // Good Friday
    ['2026-04-06', false], // Easter Monday
    ['2026-04-07', true],
  ] as const)
    assert.equal(isWorkday(day(on), EASTER), open, on)
})

test('the next workday is the day itself, or the first one after a weekend and its holidays', () => {
  assert.equal(nextWorkday(day('2026-04-02'), EASTER), '2026-04-02')
  assert.equal(nextWorkday(day('2026-04-03'), EASTER), '2026-04-07')
  assert.equal(nextWorkday(day('2026-11-28'), NONE), '2026-11-30')
})

test('five workdays from a Thursday are the Thursday after, and over Easter two days more', () => {
  assert.equal(addWorkdays(day('2026-11-26'), 5, NONE), '2026-12-03')
  assert.equal(addWorkdays(day('2026-04-02'), 1, EASTER), '2026-04-07')
  assert.equal(addWorkdays(day('2026-04-02'), 5, EASTER), '2026-04-13')
  assert.equal(addWorkdays(day('2026-11-28'), 0, NONE), '2026-11-30')
  assert.equal(addWorkdays(day('2026-11-28'), 1, NONE), '2026-11-30')
})

test('Christmas and New Year are closed with their eves, and the eve of Epiphany is open', async () => {
  const closed = await bed.jobs.read(domain.machine, (tx) => holidaysBetween(tx, day('2026-12-24'), day('2027-01-06')))
  assert.deepEqual(
    [...closed].sort(),
    ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-31', '2027-01-01', '2027-01-06'].map(day),
  )
})

test('a day with two holidays is one day off', async () => {
  const closed = await bed.jobs.read(domain.machine, (tx) => holidaysBetween(tx, day('2021-11-05'), day('2021-11-06')))
  assert.deepEqual([...closed], [day('2021-11-06')])
})
