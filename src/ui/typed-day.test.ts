import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../kernel/date.ts'
import { typedDay } from './typed-day.ts'

const TODAY = day('2026-11-21')

const READ: readonly (readonly [string, string | null])[] = [
  ['2026-09-21', '2026-09-21'],
  [' 2026-9-1 ', '2026-09-01'],
  ['20260921', '2026-09-21'],
  ['260921', '2026-09-21'],
  ['080115', '2008-01-15'],
  ['360921', '2036-09-21'],
  ['370921', '1937-09-21'],
  ['21/9 2026', '2026-09-21'],
  ['21.9.2026', '2026-09-21'],
  ['21/9', '2026-09-21'],
  ['3/1', '2027-01-03'],
  ['21 september 2026', '2026-09-21'],
  ['Den 3:e mars 2027', '2027-03-03'],
  ['3rd May 2027', '2027-05-03'],
  ['21 okt', '2026-10-21'],
  ['i dag', '2026-11-21'],
  ['I GÅR', '2026-11-20'],
  ['tomorrow', '2026-11-22'],
  ['2026-02-29', null],
  ['2028-02-29', '2028-02-29'],
  ['31/4 2026', null],
  ['6209-01-01', null],
  ['0003-01-01', null],
  ['tisdag', null],
  ['21 frej 2026', null],
  ['99', null],
  ['', null],
]

for (const [typed, expected] of READ) {
  test(`the day typed as "${typed}" is ${expected ?? 'no day'}`, () => {
    assert.equal(typedDay(typed, TODAY), expected)
  })
}
