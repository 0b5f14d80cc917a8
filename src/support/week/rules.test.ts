import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, type Instant, type PlainDate, weekday } from '../../kernel/date.ts'
import type { Agreed, Mark, WeekReason, Where } from './model.ts'
import {
  askedFrom,
  changesBetween,
  daysOfWeek,
  differences,
  dueSpans,
  followed,
  givesWay,
  halvesAsked,
  heldBefore,
  isOpen,
  markProblem,
  mondayOf,
  plannedOn,
  planOn,
  planProblems,
  weekAgreed,
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
  assert.deepEqual(followed([MIXED], attendance, { monday: MONDAY, today: day('2026-10-15'), holidays: new Set() }), [
    { what: 'school', planned: 5, came: 1, told: 0, away: 0, unsaid: 2 },
    { what: 'placement', planned: 5, came: 1, told: 1, away: 1, unsaid: 2 },
  ])
})

test('a holiday is neither planned for nor unsaid; who came all the same did', () => {
  const holidays = new Set([day('2026-10-13')])
  const came = { onDay: day('2026-10-13'), half: 'morning', what: 'placement', mark: 'came' } as const
  assert.deepEqual(followed([MIXED], [came], { monday: MONDAY, today: day('2026-10-15'), holidays }), [
    { what: 'school', planned: 5, came: 0, told: 0, away: 0, unsaid: 3 },
    { what: 'placement', planned: 3, came: 1, told: 0, away: 0, unsaid: 3 },
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
      const rows = followed([MIXED], attendance, { monday: MONDAY, today: day('2026-10-18'), holidays: new Set() })
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

const AGREED: Agreed = {
  ...{ supervisorId: null, holdsFrom: null, canAsk: true, asks: 'weekly' },
  ...{ fromOn: day('2026-10-13'), lastOn: day('2026-12-18'), days: ['tuesday', 'wednesday', 'thursday'] },
  ...{ startsAt: '08:00', endsAt: '15:00' },
}
type Change = Partial<Agreed> & {
  readonly plans?: readonly (typeof MIXED)[]
  readonly endedOn?: string
  readonly asked?: readonly (readonly [string, string])[]
}
const due = (
  today: string,
  time: string,
  { plans = [], endedOn, asked = [], ...change }: Change = {},
  holidays: readonly string[] = [],
) =>
  dueSpans(
    {
      ...{ agreed: [{ ...AGREED, ...change }], endedOn: endedOn === undefined ? null : day(endedOn) },
      asked: asked.map(([fromOn, lastOn]) => ({ fromOn: day(fromOn), lastOn: day(lastOn) })),
    },
    { today: day(today), time, plans, holidays: new Set(holidays.map((on) => day(on))) },
  ).map(({ fromOn, lastOn }) => [fromOn, lastOn])

const WEEK = ['2026-10-13', '2026-10-15'] as const

test('once a week the supervisor is asked on the last day there, when it ends, of the whole week', () => {
  assert.deepEqual(due('2026-10-15', '15:00'), [WEEK])
  assert.deepEqual(due('2026-10-15', '14:59'), [])
  assert.deepEqual(due('2026-10-14', '15:00'), [])
  assert.deepEqual(due('2026-10-15', '15:00', { asks: 'never' }), [])
  assert.deepEqual(due('2026-10-15', '15:00', { canAsk: false }), [])
  assert.deepEqual(due('2026-10-15', '15:00', { asked: [WEEK] }), [], 'nobody is asked twice')
})

test('what was not asked in its time is asked within a week, and no later', () => {
  assert.deepEqual(due('2026-10-16', '08:00'), [WEEK], 'the worker stood still on Thursday')
  assert.deepEqual(due('2026-10-19', '08:00'), [WEEK])
  assert.deepEqual(due('2026-10-21', '08:00'), [['2026-10-15', '2026-10-15']])
  assert.deepEqual(due('2026-10-22', '08:00'), [])
  assert.deepEqual(due('2026-10-22', '15:00'), [['2026-10-20', '2026-10-22']])
  assert.deepEqual(due('2026-10-14', '08:00', { asks: 'daily' }), [['2026-10-13', '2026-10-13']])
  assert.deepEqual(due('2026-10-16', '08:00', { asks: 'daily' }), [WEEK], 'several days at once')
})

test('a placement that ends on a Wednesday is asked about all the same, until that day', () => {
  assert.deepEqual(due('2026-10-14', '15:00', { endedOn: '2026-10-14' }), [['2026-10-13', '2026-10-14']])
  assert.deepEqual(due('2026-10-16', '08:00', { endedOn: '2026-10-14' }), [['2026-10-13', '2026-10-14']])
  assert.deepEqual(due('2026-10-16', '08:00', { endedOn: '2026-10-12' }), [], 'nobody came at all')
})

test('every day the supervisor is asked of that day, and not on a day nobody is there', () => {
  assert.deepEqual(due('2026-10-14', '15:00', { asks: 'daily', asked: [['2026-10-13', '2026-10-13']] }), [
    ['2026-10-14', '2026-10-14'],
  ])
  assert.deepEqual(due('2026-10-16', '15:00', { asks: 'daily', asked: [WEEK] }), [])
  assert.deepEqual(due('2026-10-13', '15:00', { asks: 'daily', fromOn: day('2026-10-14') }), [])
})

test('a holiday is not asked about, and the week is asked about the day before', () => {
  assert.deepEqual(due('2026-10-14', '15:00', {}, ['2026-10-15']), [['2026-10-13', '2026-10-14']])
  assert.deepEqual(due('2026-10-15', '15:00', { asked: [['2026-10-13', '2026-10-14']] }, ['2026-10-15']), [])
})

test('the last week is asked about on the last day; who works late is asked at four, and never before an hour has gone', () => {
  assert.deepEqual(due('2026-10-14', '15:00', { lastOn: day('2026-10-14') }), [['2026-10-13', '2026-10-14']])
  assert.deepEqual(due('2026-10-15', '16:00', { endsAt: '21:00' }), [WEEK])
  assert.deepEqual(due('2026-10-15', '15:59', { endsAt: '21:00' }), [])
  const evening = { startsAt: '17:00', endsAt: '21:00' }
  assert.deepEqual(due('2026-10-15', '17:59', evening), [], 'a restaurant at four has seen nobody yet')
  assert.deepEqual(due('2026-10-15', '18:00', evening), [WEEK])
  assert.deepEqual(
    [askedFrom({ startsAt: '08:00', endsAt: '15:00' }), askedFrom({ startsAt: '20:30', endsAt: '21:00' })],
    ['15:00', '21:00'],
  )
})

test('where a week is planned, only days are asked about that have a half at the placement', () => {
  const school = { ...MIXED, mornings: [S, P, S, P, S, F, F], afternoons: [S, P, S, P, S, F, F] }
  assert.deepEqual(
    due('2026-10-14', '15:00', { asks: 'daily', plans: [school], asked: [['2026-10-13', '2026-10-13']] }),
    [],
  )
  const free = {
    ...MIXED,
    mornings: Array.from({ length: 7 }, () => F),
    afternoons: Array.from({ length: 7 }, () => F),
  }
  assert.deepEqual(due('2026-10-15', '15:00', { plans: [free] }), [], 'a week off')
  const short = { ...MIXED, mornings: [S, P, P, S, S, F, F], afternoons: [S, P, S, S, S, F, F] }
  assert.deepEqual(due('2026-10-14', '15:00', { plans: [short] }), [['2026-10-13', '2026-10-14']])
})

const halves = (hours: Partial<Agreed>, plans: readonly (typeof MIXED)[] = [], on = '2026-10-14') =>
  halvesAsked({ agreed: [{ ...AGREED, ...hours }], endedOn: null }, day(on), { plans, holidays: new Set() })

test('the halves asked about are those agreed that are planned too, and those of the hours where no week is', () => {
  assert.deepEqual(halves({}, [MIXED]), ['morning'])
  assert.deepEqual(halves({}), ['morning', 'afternoon'])
  assert.deepEqual(halves({ startsAt: '12:00', endsAt: '16:00' }), ['afternoon'])
  assert.deepEqual(halves({ startsAt: '08:00', endsAt: '12:00' }), ['morning'])
})

test('two placements on one day have the half of it each that their hours lie in', () => {
  assert.deepEqual(halves({ endsAt: '12:00' }, [MIXED], '2026-10-13'), ['morning'])
  assert.deepEqual(halves({ startsAt: '12:30', endsAt: '16:00' }, [MIXED], '2026-10-13'), ['afternoon'])
})

test('a change that holds from a Monday is not asked about before it', () => {
  const later: Agreed = { ...AGREED, holdsFrom: day('2026-10-19'), days: ['friday'] }
  const asking = { agreed: [later, AGREED], endedOn: null, asked: [] }
  const now = (today: string) => ({ today: day(today), time: '15:00', plans: [], holidays: new Set<PlainDate>() })
  const spans = (today: string) => dueSpans(asking, now(today)).map(({ fromOn, lastOn }) => [fromOn, lastOn])
  assert.deepEqual(spans('2026-10-15'), [WEEK])
  assert.deepEqual(spans('2026-10-23'), [['2026-10-23', '2026-10-23']])
})

test('where the week and what is agreed differ, each half day is told of; a week of holiday is meant to', () => {
  const placed = [{ agreed: [AGREED], endedOn: null }]
  const days = daysOfWeek(MONDAY)
  const found = (reason: WeekReason, holidays: readonly string[] = []) =>
    differences(placed, days, {
      plans: [{ ...MIXED, reason }],
      holidays: new Set(holidays.map((on) => day(on))),
    })
  assert.deepEqual(found('first'), [{ on: '2026-10-14', half: 'afternoon', isAgreed: true }])
  assert.deepEqual(found('holiday'), [])
  assert.deepEqual(found('first', ['2026-10-14']), [])
  assert.deepEqual(
    differences([], days, { plans: [{ ...MIXED, reason: 'first' }], holidays: new Set() }).length,
    5,
    'planned and agreed on with nobody',
  )
})

test('a week begins from what is agreed, and keeps what it has of school', () => {
  const placed = [{ agreed: [{ ...AGREED, endsAt: '12:00' }], endedOn: null }]
  assert.deepEqual(weekAgreed(null, placed, TODAY), {
    ...{ mornings: [F, P, P, P, F, F, F], afternoons: [F, F, F, F, F, F, F] },
  })
  assert.deepEqual(weekAgreed(MIXED, placed, TODAY), {
    ...{ mornings: [S, P, P, P, S, F, F], afternoons: [S, F, S, F, S, F, F] },
  })
})

test('a change is compared with what held before, and not with what was written before', () => {
  const plan = (id: string, fromOn: string, knownFrom: string, knownUntil: string | null = null) => ({
    ...{ ...MIXED, id, fromOn: day(fromOn) },
    ...{ knownFrom: knownFrom as Instant, knownUntil: knownUntil as Instant | null },
  })
  const first = plan('first', '2026-10-12', '2026-10-01T08:00:00Z')
  const autumn = plan('autumn', '2026-11-02', '2026-10-02T08:00:00Z')
  const between = plan('between', '2026-10-19', '2026-10-03T08:00:00Z')
  assert.equal(heldBefore([between, autumn, first], between)?.id, 'first')
  assert.equal(heldBefore([between, autumn, first], first), null)
  const replaced = { ...between, knownUntil: '2026-10-04T08:00:00Z' as Instant }
  const again = plan('again', '2026-10-19', '2026-10-04T08:00:00Z')
  assert.equal(heldBefore([again, replaced, autumn, first], again)?.id, 'between')
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
