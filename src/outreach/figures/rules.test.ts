import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '../../kernel/date.ts'
import type { Sought } from './model.ts'
import {
  coarse,
  countShown,
  daysToReach,
  groupsOf,
  halfYearOf,
  reachOf,
  shownGroups,
  survival,
  withheld,
} from './rules.ts'

const START = day('2026-09-01')
const one = (given: Partial<Sought> = {}): Sought => ({
  ...{ startedOn: START, triedOn: null, reachedOn: null, reachedBy: null, followedUntil: addDays(START, 30) },
  ...{ sex: 'female', age: 17, school: 'Rekarnegymnasiet', channels: [], steps: [] },
  ...given,
})
const reachedAfter = (days: number, given: Partial<Sought> = {}) =>
  one({
    triedOn: START,
    reachedOn: addDays(START, days),
    reachedBy: 'sms',
    channels: ['sms'],
    steps: ['sms'],
    ...given,
  })
const goneAfter = (days: number) => one({ followedUntil: addDays(START, days) })

test('sought, tried and reached: who was reached was tried, even when they came to us', () => {
  const people = [one(), one({ triedOn: START }), reachedAfter(3), reachedAfter(2, { triedOn: null })]
  assert.deepEqual(reachOf(people), { sought: 4, tried: 3, reached: 2 })
})

test('the days to the first contact in quartiles, of those who were reached', () => {
  assert.equal(daysToReach([one()]), null)
  assert.deepEqual(daysToReach([reachedAfter(4)]), { lower: 4, median: 4, upper: 4 })
  // 1 2 3 4 | 5 6 7 8: a quarter by day 2, half by day 4, three quarters by day 6.
  const eight = [8, 1, 5, 3, 7, 2, 6, 4].map((days) => reachedAfter(days))
  assert.deepEqual(daysToReach([...eight, one()]), { lower: 2, median: 4, upper: 6 })
})

test('Kaplan–Meier by hand: who leaves counts while they are followed, and on the day itself', () => {
  // Six: reached on day 2 and 4, left on day 2, reached on day 6, two followed to day 30.
  const people = [reachedAfter(2), goneAfter(2), reachedAfter(4), reachedAfter(6), one(), one()]
  const [first, second, third, ...rest] = survival(people)
  assert.deepEqual(first, { day: 2, atRisk: 6, reached: 1, share: 5 / 6 })
  assert.deepEqual([second?.day, second?.atRisk, second?.reached], [4, 4, 1])
  assert.ok(Math.abs((second?.share ?? 0) - (5 / 6) * (3 / 4)) < 1e-12)
  assert.deepEqual([third?.day, third?.atRisk], [6, 3])
  assert.ok(Math.abs((third?.share ?? 0) - (5 / 6) * (3 / 4) * (2 / 3)) < 1e-12)
  assert.deepEqual(rest, [])
  assert.deepEqual(survival([one(), goneAfter(3)]), [])
})

test('everybody reached on the first day: the curve falls to nothing', () => {
  assert.deepEqual(survival([reachedAfter(0), reachedAfter(0)]), [{ day: 0, atRisk: 2, reached: 2, share: 0 }])
})

test('no point of the curve tells of fewer than five', () => {
  const point = (onDay: number, reached: number) => ({ day: onDay, atRisk: 100, reached, share: 1 - onDay / 100 })
  const told = coarse([point(1, 3), point(2, 2), point(3, 4), point(4, 6), point(5, 4)])
  assert.deepEqual(
    told.map(({ day: onDay, reached }) => [onDay, reached]),
    [
      [2, 5],
      [4, 10],
    ],
  )
})

test('a group of four is withheld and a group of five is not; where one alone would be, the next smallest goes with it', () => {
  const groups = (...sizes: readonly number[]) =>
    withheld(sizes.map((sought, index) => ({ label: `g${index}`, value: { sought } }))).map(
      ({ value }) => value?.sought ?? null,
    )
  assert.deepEqual(groups(12, 5, 9), [12, 5, 9])
  assert.deepEqual(groups(12, 4, 9), [12, null, null])
  assert.deepEqual(groups(12, 4, 3), [12, null, null])
  assert.deepEqual(groups(12, 0, 9), [12, 0, 9])
  assert.deepEqual(groups(4), [null])
  // Two and one are three, told from the total: the next goes with them.
  assert.deepEqual(groups(12, 2, 1, 9), [12, null, null, null])
})

test('what is withheld of a column cannot be told from its total', () => {
  const group = (label: string, sought: number, reached: number) => ({
    ...{ label, value: { sought, tried: sought, reached, median: 3 } },
  })
  const reached = (...groups: readonly ReturnType<typeof group>[]) =>
    shownGroups(groups).map((each) => [each.sought, each.reached])
  assert.deepEqual(reached(group('female', 50, 40), group('male', 60, 30)), [
    [50, 40],
    [60, 30],
  ])
  assert.deepEqual(reached(group('female', 50, 40), group('male', 60, 3)), [
    [50, null],
    [60, null],
  ])
  assert.deepEqual(reached(group('17', 50, 40), group('18', 60, 3), group('19', 30, 20)), [
    [50, 40],
    [60, null],
    [30, null],
  ])
})

test('a count within a group is withheld when it, or what is left, is one to four', () => {
  const cases: readonly (readonly [number, number, number | null])[] = [
    [0, 20, 0],
    [1, 20, null],
    [4, 20, null],
    [5, 20, 5],
    [15, 20, 15],
    [16, 20, null],
    [20, 20, 20],
    [4, 4, null],
  ]
  for (const [count, of, shown] of cases) assert.equal(countShown(count, of), shown, `${count} of ${of}`)
})

test('by channel and by step: what each was tried on, what reached them, and after how many days', () => {
  const both = { channels: ['sms', 'call'], steps: ['sms', 'call'] } as const
  const people = [
    reachedAfter(1),
    reachedAfter(9, { ...both, channels: [...both.channels], steps: [...both.steps], reachedBy: 'call' }),
    one({ triedOn: START, channels: [...both.channels], steps: [...both.steps] }),
    reachedAfter(4, { channels: ['sms', 'walk'], reachedBy: 'walk' }),
  ]
  assert.deepEqual(groupsOf(people, 'channel'), [
    { label: 'sms', value: { sought: 4, tried: 4, reached: 1, median: 1 } },
    { label: 'call', value: { sought: 2, tried: 2, reached: 1, median: 9 } },
    { label: 'walk', value: { sought: 1, tried: 1, reached: 1, median: 4 } },
  ])
  assert.deepEqual(groupsOf(people, 'step'), [
    { label: '1', value: { sought: 4, tried: 4, reached: 2, median: 1 } },
    { label: '2', value: { sought: 2, tried: 2, reached: 1, median: 9 } },
  ])
  assert.deepEqual(groupsOf([one()], 'age'), [
    { label: '17', value: { sought: 1, tried: 0, reached: 0, median: null } },
  ])
})

test('the days of a group are shown where the number of those reached is', () => {
  const group = (label: string, reached: number, median: number | null) => ({
    ...{ label, value: { sought: 50, tried: 50, reached, median } },
  })
  const shown = (...groups: readonly ReturnType<typeof group>[]) => shownGroups(groups).map(({ median }) => median)
  assert.deepEqual(shown(group('17', 40, 6), group('18', 5, 9), group('19', 0, null)), [6, 9, null])
  assert.deepEqual(shown(group('17', 40, 6), group('18', 4, 9), group('19', 30, 7)), [6, null, null])
  assert.deepEqual(
    shownGroups([{ label: '17', value: null }]).map(({ median }) => median),
    [null],
  )
})

test('by sex, age and school: each once, those unknown by themselves', () => {
  const people = [one(), one({ sex: null, age: 18 }), one({ sex: 'male', school: null })]
  assert.deepEqual(
    groupsOf(people, 'age').map(({ label, value }) => [label, value.sought]),
    [
      ['17', 2],
      ['18', 1],
    ],
  )
  assert.deepEqual(
    groupsOf(people, 'sex')
      .map(({ label }) => label)
      .toSorted(),
    ['', 'female', 'male'],
  )
  assert.deepEqual(
    groupsOf(people, 'school').map(({ label, value }) => [label, value.sought]),
    [
      ['Rekarnegymnasiet', 2],
      ['', 1],
    ],
  )
})

test('the half-years turn on 1 July and 1 January', () => {
  assert.deepEqual(halfYearOf(day('2026-06-30')), { from: '2026-01-01', until: '2026-07-01' })
  assert.deepEqual(halfYearOf(day('2026-07-01')), { from: '2026-07-01', until: '2027-01-01' })
  assert.deepEqual(halfYearOf(day('2026-12-31')), { from: '2026-07-01', until: '2027-01-01' })
})
