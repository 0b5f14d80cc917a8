import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import { type Asked, type ExitInput, type Supported, WAVES } from './model.ts'
import { dueOn, exitProblems, hasLeft, isBackdated, isTooLateToText, outcomes, percent, waveFigures } from './rules.ts'

for (const [title, left, wave, expected] of [
  ['four weeks are twenty-eight days', '2026-10-15', 'w4', '2026-11-12'],
  ['one month is the same day of the next', '2026-10-15', 'm1', '2026-11-15'],
  ['one month after the last of January is the last of February', '2027-01-31', 'm1', '2027-02-28'],
  ['and the leap day in a leap year', '2028-01-31', 'm1', '2028-02-29'],
  ['three months after the last of August is the last of November', '2026-08-31', 'm3', '2026-11-30'],
  ['three months after the last of November is the leap day', '2027-11-30', 'm3', '2028-02-29'],
  ['six months after the last of August is the last of February', '2026-08-31', 'm6', '2027-02-28'],
  ['twelve months after a leap day is the day before the first of March', '2028-02-29', 'm12', '2029-02-28'],
  ['eighteen months after a leap day is the twenty-ninth of August', '2028-02-29', 'm18', '2029-08-29'],
  ['four weeks after the first of February are one month in a common year', '2027-02-01', 'w4', '2027-03-01'],
  ['one month after the first of February is the first of March', '2027-02-01', 'm1', '2027-03-01'],
] as const)
  test(`follow-up: ${title}`, () => {
    assert.equal(dueOn(day(left), wave), expected)
  })

test('the waves come in order, four weeks never after one month and at most three days before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
      const left = addDays(day('2024-01-01'), days)
      const all = WAVES.map((wave) => dueOn(left, wave))
      assert.deepEqual(all, all.toSorted())
      const [four = '', month = ''] = all
      assert.ok(Date.parse(month) - Date.parse(four) <= 3 * 86_400_000)
    }),
  )
})

const SOUND: ExitInput = {
  ...{ exitedOn: day('2026-10-12'), outcome: 'studies', kind: 'adult_education', place: 'Komvux Eskilstuna' },
  ...{ nextStep: 'goes_on', nextOn: day('2026-10-19'), backedBy: 'school' },
}

for (const [title, changes, expected] of [
  ['to studies, with where and what next', {}, []],
  ['a kind belongs to what it led to', { kind: 'employed' }, ['kind:kind_missing']],
  ['where is said of studies', { place: null }, ['place:place_missing']],
  ['where is not asked of what was interrupted', { outcome: 'interrupted', kind: 'own_choice', place: null }, []],
  ['nobody leaves tomorrow', { exitedOn: day('2026-10-16'), nextOn: null }, ['exitedOn:day_in_future']],
  ['the day it was opened is the first', { exitedOn: day('2026-10-01') }, []],
  ['the day before is not', { exitedOn: day('2026-09-30') }, ['exitedOn:before_opened']],
  ['that nothing is planned may be said', { nextStep: 'none', nextOn: null }, []],
  ['and has no day', { nextStep: 'none' }, ['nextStep:next_step_missing']],
  ['what comes next does not come before', { nextOn: day('2026-10-11') }, ['nextOn:next_before']],
  ['a year ahead is as far as one plans', { nextOn: day('2027-10-13') }, []],
  ['and not a day more', { nextOn: day('2027-10-14') }, ['nextOn:next_far']],
  ['a name of 120 letters is a name', { place: 'x'.repeat(120) }, []],
  ['one of 121 is not', { place: 'x'.repeat(121) }, ['place:place_length']],
] as const)
  test(`exit: ${title}`, () => {
    const found = exitProblems({ ...SOUND, ...changes } as ExitInput, {
      openedOn: day('2026-10-01'),
      today: day('2026-10-15'),
    })
    assert.deepEqual(
      found.map(({ field, code }) => `${field}:${code}`),
      expected,
    )
  })

test('an exit that is written down when a wave is 45 days past can be asked still, and a day later not', () => {
  assert.equal(isBackdated(day('2026-09-01'), day('2026-10-16')), false)
  assert.equal(isBackdated(day('2026-08-31'), day('2026-10-16')), true)
})

test('a text asks within three weeks of its day, and not after', () => {
  assert.equal(isTooLateToText({ dueOn: day('2026-10-01') }, day('2026-10-22')), false)
  assert.equal(isTooLateToText({ dueOn: day('2026-10-01') }, day('2026-10-23')), true)
})

test('exit: of a case that is closed already they left on the day it was closed, and no other', () => {
  const found = (exitedOn: string) =>
    exitProblems(
      { ...SOUND, exitedOn: day(exitedOn) },
      { openedOn: day('2026-10-01'), closedOn: day('2026-10-12'), today: day('2026-10-15') },
    ).map(({ code }) => code)
  assert.deepEqual(
    [found('2026-10-11'), found('2026-10-12'), found('2026-10-13')],
    [['not_closing_day'], [], ['not_closing_day']],
  )
})

test('exit: a case that was opened again was left before that, or the same day', () => {
  const found = (until: string) =>
    exitProblems(SOUND, { openedOn: day('2026-10-01'), until: day(until), today: day('2026-10-15') }).map(
      ({ code }) => code,
    )
  assert.deepEqual([found('2026-10-11'), found('2026-10-12')], [['after_reopened'], []])
})

const supported = (outcome: Supported['outcome'], more: Partial<Supported> = {}): Supported => ({
  ...{
    root: 'a' as PersonId,
    sex: 'male',
    isClosed: outcome !== null,
    outcome,
    nextStep: outcome && 'goes_on',
    backedBy: outcome && 'school',
  },
  ...more,
})

test('who is still there is still in support, and everybody is in the denominator', () => {
  const people = [
    supported('studies'),
    supported('work'),
    supported(null),
    supported('in_support'),
    supported('interrupted', { sex: 'female' }),
  ]
  const { all, reached, in_support: still, interrupted } = outcomes(people)
  assert.deepEqual({ all, reached, still, interrupted }, { all: 5, reached: 2, still: 2, interrupted: 1 })
  assert.equal(outcomes(people, 'female').all, 1)
  assert.equal(outcomes(people, null).all, 0)
})

test('a case that is closed with nothing said of what it led to is not support that goes on', () => {
  const people = [supported('studies'), supported(null), supported(null, { isClosed: true })]
  const { all, in_support: still, unsaid } = outcomes(people)
  assert.deepEqual({ all, still, unsaid }, { all: 3, still: 1, unsaid: 1 })
  assert.deepEqual(people.map(hasLeft), [true, false, true])
})

test('who left with nothing planned, or with nobody behind them, is counted apart', () => {
  const people = [
    supported('work', { nextStep: 'none' }),
    supported('interrupted', { backedBy: 'none' }),
    supported(null),
  ]
  const { withoutNext, unbacked } = outcomes(people)
  assert.deepEqual([withoutNext, unbacked], [1, 1])
})

for (const [count, among, expected] of [
  [16, 27, 59],
  [8, 17, 47],
  [3, 17, 18],
  [1, 200, 1],
  [0, 4, 0],
  [0, 0, null],
] as const)
  test(`${count} of ${among} is ${expected} per cent`, () => {
    assert.equal(percent(count, among), expected)
  })

const asked = (answer: Asked['answer'], closedAs: Asked['closedAs']): Asked => ({
  wave: 'm6',
  sex: 'female',
  answer,
  closedAs,
})

test('whoever did not answer stays in the denominator, and who was never asked stands apart', () => {
  const rows = [
    asked('work', 'answered'),
    asked('nothing', 'answered'),
    asked(null, 'not_reached'),
    asked(null, 'called_off'),
    asked(null, null),
    asked(null, 'backdated'),
  ]
  const six = waveFigures(rows).find(({ wave }) => wave === 'm6')
  assert.deepEqual(six, {
    ...{ wave: 'm6', due: 5, backdated: 1, answered: 2, notReached: 1, calledOff: 1, waiting: 1, reached: 1 },
    doing: { work: 1, nothing: 1 },
  })
  assert.equal(waveFigures(rows, 'male').find(({ wave }) => wave === 'm6')?.due, 0)
})
