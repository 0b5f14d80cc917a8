import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, type Instant, weekday } from '../../kernel/date.ts'
import type { Asking, Mark, Where } from './model.ts'
import {
  changesBetween,
  dueSpan,
  followed,
  givesWay,
  isOpen,
  markProblem,
  mondayOf,
  placementHalves,
  plannedOn,
  planOn,
  planProblems,
  weekNumber,
} from './rules.ts'

const S: Where = 'school'
const P: Where = 'placement'
const F: Where = 'free'
/** School Monday and Friday, placement between; Wednesday's afternoon at school. */
const MIXED = { fromOn: day('2026-10-12'), mornings: [S, P, P, P, S, F, F], afternoons: [S, P, S, P, S, F, F] }
const MONDAY = day('2026-10-12')

test('the plan that began last holds, from its first day', () => {
  const later = { ...MIXED, fromOn: day('2026-11-02') }
  assert.equal(planOn([later, MIXED], day('2026-10-11')), null)
  assert.equal(planOn([later, MIXED], day('2026-10-12')), MIXED)
  assert.equal(planOn([later, MIXED], day('2026-11-01')), MIXED)
  assert.equal(planOn([later, MIXED], day('2026-11-02')), later)
})

test('a day is planned half by half', () => {
  assert.deepEqual(plannedOn([MIXED], day('2026-10-14')), { morning: 'placement', afternoon: 'school' })
  assert.deepEqual(plannedOn([MIXED], day('2026-10-17')), { morning: 'free', afternoon: 'free' })
  assert.equal(plannedOn([MIXED], day('2026-10-11')), null)
})

test('a week is followed up in half days: what came, what was told, and what nobody has said', () => {
  const said = (on: string, half: 'morning' | 'afternoon', what: 'school' | 'placement', mark: Mark) => ({
    ...{ onDay: day(on), half, what, mark },
  })
  const attendance = [
    said('2026-10-12', 'morning', 'school', 'came'),
    said('2026-10-13', 'morning', 'placement', 'late'),
    said('2026-10-13', 'afternoon', 'placement', 'away'),
    said('2026-10-14', 'morning', 'placement', 'told'),
  ]
  assert.deepEqual(followed([MIXED], attendance, { monday: MONDAY, today: day('2026-10-15') }), [
    { what: 'school', planned: 5, came: 1, told: 0, away: 0, unsaid: 2 },
    { what: 'placement', planned: 5, came: 1, told: 1, away: 1, unsaid: 2 },
  ])
})

test('what is followed up never counts a half day twice', () => {
  const marks = fc.constantFrom<Mark>('came', 'late', 'told', 'away')
  const where = fc.constantFrom<'school' | 'placement'>('school', 'placement')
  const half = fc.constantFrom<'morning' | 'afternoon'>('morning', 'afternoon')
  const one = fc.record({ at: fc.integer({ min: 0, max: 6 }), half, what: where, mark: marks })
  fc.assert(
    fc.property(fc.uniqueArray(one, { selector: ({ at, half: of }) => `${at} ${of}` }), (said) => {
      const attendance = said.map(({ at, ...rest }) => ({ ...rest, onDay: addDays(MONDAY, at) }))
      const rows = followed([MIXED], attendance, { monday: MONDAY, today: day('2026-10-18') })
      const total = rows.reduce((sum, { came, told, away }) => sum + came + told + away, 0)
      assert.equal(total, said.length)
    }),
  )
})

test('a change tells which half days became what', () => {
  const after = { ...MIXED, afternoons: [S, P, P, P, S, F, F] }
  assert.deepEqual(changesBetween(MIXED, after), [{ day: 2, half: 'afternoon', before: 'school', after: 'placement' }])
  assert.equal(changesBetween(null, MIXED).length, 10)
  assert.deepEqual(changesBetween(MIXED, MIXED), [])
})

const TODAY = day('2026-10-15')
const plan = (fromOn: string) =>
  planProblems({ ...MIXED, fromOn: day(fromOn), reason: 'first', seen: null }, TODAY).map(({ code }) => code)

test('a week is planned from sixty days back until a year ahead', () => {
  assert.deepEqual(plan('2026-08-16'), [])
  assert.deepEqual(plan('2026-08-15'), ['from_past'])
  assert.deepEqual(plan('2027-10-16'), [])
  assert.deepEqual(plan('2027-10-17'), ['from_far'])
})

test('attendance is said of days that have been, and that somebody remembers', () => {
  assert.equal(markProblem(TODAY, TODAY), null)
  assert.equal(markProblem(day('2026-10-16'), TODAY), 'mark_ahead')
  assert.equal(markProblem(day('2026-08-16'), TODAY), null)
  assert.equal(markProblem(day('2026-08-15'), TODAY), 'mark_past')
})

const ASKING: Pick<Asking, 'fromOn' | 'lastOn' | 'days' | 'startsAt' | 'endsAt' | 'asks'> = {
  ...{ fromOn: day('2026-10-13'), lastOn: day('2026-12-18'), days: ['tuesday', 'wednesday', 'thursday'] },
  ...{ startsAt: '08:00', endsAt: '15:00', asks: 'weekly' },
}
const due = (today: string, time: string, change: Partial<typeof ASKING> = {}, holidays: readonly string[] = []) =>
  dueSpan({ ...ASKING, ...change }, { today: day(today), time, holidays: new Set(holidays.map((on) => day(on))) })

test('once a week the supervisor is asked on the last day there, when it ends, of the whole week', () => {
  assert.deepEqual(due('2026-10-15', '15:00'), { fromOn: '2026-10-13', lastOn: '2026-10-15' })
  assert.equal(due('2026-10-15', '14:59'), null)
  assert.equal(due('2026-10-14', '15:00'), null)
  assert.equal(due('2026-10-16', '15:00'), null)
  assert.equal(due('2026-10-15', '15:00', { asks: 'never' }), null)
})

test('every day the supervisor is asked of that day, and not on a day nobody is there', () => {
  assert.deepEqual(due('2026-10-14', '15:00', { asks: 'daily' }), { fromOn: '2026-10-14', lastOn: '2026-10-14' })
  assert.equal(due('2026-10-16', '15:00', { asks: 'daily' }), null)
  assert.equal(due('2026-10-13', '15:00', { asks: 'daily', fromOn: day('2026-10-14') }), null)
})

test('a holiday is not asked about, and the week is asked about the day before', () => {
  assert.deepEqual(due('2026-10-14', '15:00', {}, ['2026-10-15']), { fromOn: '2026-10-13', lastOn: '2026-10-14' })
  assert.equal(due('2026-10-15', '15:00', {}, ['2026-10-15']), null)
})

test('the last week is asked about on the last day; who works late is asked at four', () => {
  assert.deepEqual(due('2026-10-14', '15:00', { lastOn: day('2026-10-14') }), {
    ...{ fromOn: '2026-10-13', lastOn: '2026-10-14' },
  })
  assert.notEqual(due('2026-10-15', '16:00', { endsAt: '21:00' }), null)
  assert.equal(due('2026-10-15', '15:59', { endsAt: '21:00' }), null)
})

test('the halves at the placement are those planned, else those of the hours', () => {
  assert.deepEqual(placementHalves(ASKING, plannedOn([MIXED], day('2026-10-14'))), ['morning'])
  assert.deepEqual(placementHalves(ASKING, null), ['morning', 'afternoon'])
  assert.deepEqual(placementHalves({ startsAt: '12:00', endsAt: '16:00' }, null), ['afternoon'])
  assert.deepEqual(placementHalves({ startsAt: '08:00', endsAt: '12:00' }, null), ['morning'])
})

test('a link is good until it is over, and not when the question was withdrawn', () => {
  const expiresAt = '2026-10-22T22:00:00.000Z' as Instant
  assert.equal(isOpen({ expiresAt, state: 'handed' }, '2026-10-22T21:59:59.999Z' as Instant), true)
  assert.equal(isOpen({ expiresAt, state: 'handed' }, '2026-10-22T22:00:00.000Z' as Instant), false)
  assert.equal(isOpen({ expiresAt, state: 'withdrawn' }, '2026-10-16T22:00:00.000Z' as Instant), false)
})

test('what a colleague or the school has said stands when the supervisor says otherwise', () => {
  assert.equal(givesWay(null), true)
  assert.equal(givesWay({ source: 'supervisor' }), true)
  assert.equal(givesWay({ source: 'staff' }), false)
  assert.equal(givesWay({ source: 'school' }), false)
})

test('weeks have the numbers they have in Swedish calendars', () => {
  const numbers = ['2026-10-12', '2026-12-28', '2027-01-04', '2020-12-28', '2019-12-30'].map((on) =>
    weekNumber(mondayOf(day(on))),
  )
  assert.deepEqual(numbers, [42, 53, 1, 53, 1])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), (n) => assert.equal(weekday(mondayOf(addDays(TODAY, n))), 1)),
  )
})
