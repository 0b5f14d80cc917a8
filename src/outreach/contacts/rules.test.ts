import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type Instant } from '../../kernel/date.ts'
import { typedTime } from './form-input.ts'
import { Channel, type ContactInput, ContactOutcome, Direction } from './model.ts'
import { contactProblems, fulfils, isAchieved, nextProblems, OUTCOMES, QUICK, urgencyOf } from './rules.ts'

const NOW = '2026-12-01T10:00:00.000Z' as Instant
const at = (text: string) => text as Instant

const CALL: ContactInput = {
  channel: 'call',
  through: 'self',
  direction: 'out',
  outcome: 'no_answer',
  happenedAt: NOW,
  minutes: null,
  doneBy: 'a',
  withBy: null,
}
const codes = (given: Partial<ContactInput>) => contactProblems({ ...CALL, ...given }, NOW).map(({ code }) => code)

test('what can come of a contact hangs on how it was made', () => {
  for (const channel of Channel.options) {
    for (const outcome of ContactOutcome.options) {
      const fits = OUTCOMES[channel].includes(outcome)
      assert.deepEqual(codes({ channel, outcome }), fits ? [] : ['outcome_of_channel'], `${channel} ${outcome}`)
    }
    assert.ok(OUTCOMES[channel].some(isAchieved), `somebody can be reached by ${channel}`)
    assert.ok(
      OUTCOMES[channel].some((outcome) => !isAchieved(outcome)),
      `and it can fail by ${channel}`,
    )
  }
})

test('a text, a letter or an e-mail can come back, and a call cannot', () => {
  for (const channel of ['sms', 'letter', 'email'] as const)
    assert.deepEqual(codes({ channel, outcome: 'returned' }), [], channel)
  assert.deepEqual(codes({ channel: 'call', outcome: 'returned' }), ['outcome_of_channel'])
})

test('who gets in touch with us is reached', () => {
  assert.deepEqual(codes({ direction: 'in', outcome: 'no_answer' }), ['outcome_of_direction'])
  assert.deepEqual(codes({ direction: 'in', outcome: 'talked' }), [])
})

test('a contact has happened, at most a minute ahead of our clock and two years back', () => {
  assert.deepEqual(codes({ happenedAt: at('2026-12-01T10:00:59.000Z') }), [])
  assert.deepEqual(codes({ happenedAt: at('2026-12-01T10:01:01.000Z') }), ['later_than_now'])
  assert.deepEqual(codes({ happenedAt: at('2024-11-30T10:00:00.000Z') }), [])
  assert.deepEqual(codes({ happenedAt: at('2024-11-30T09:59:00.000Z') }), ['too_long_ago'])
})

test('it lasts whole minutes, at most ten hours, and a colleague beside one is another', () => {
  for (const minutes of [1, 600, null]) assert.deepEqual(codes({ minutes }), [])
  for (const minutes of [0, 601, 1.5, Number.NaN]) assert.deepEqual(codes({ minutes }), ['minutes_range'])
  assert.deepEqual(codes({ withBy: 'a' }), ['with_oneself'])
  assert.deepEqual(codes({ withBy: 'b' }), [])
})

test('the next day is today at the earliest, and within a year', () => {
  const cases = [
    ['2026-11-30', ['next_passed']],
    ['2026-12-01', []],
    ['2027-12-02', []],
    ['2027-12-03', ['next_too_far']],
  ] as const
  for (const [on, found] of cases) {
    const problems = nextProblems(day(on), day('2026-12-01'))
    assert.deepEqual(
      problems.map(({ code }) => code),
      found,
      on,
    )
  }
})

test('a contact does what was to be done by its day, and not what is to be done later', () => {
  assert.equal(fulfils({ onDay: day('2026-11-30') }, day('2026-12-01')), true)
  assert.equal(fulfils({ onDay: day('2026-12-01') }, day('2026-12-01')), true)
  assert.equal(fulfils({ onDay: day('2026-12-02') }, day('2026-12-01')), false)
})

test('a day is overdue, today, within a week, or later', () => {
  const on = (text: string) => urgencyOf(day(text), day('2026-12-01'))
  assert.equal(on('2026-11-30'), 'overdue')
  assert.equal(on('2026-12-01'), 'today')
  assert.equal(on('2026-12-02'), 'soon')
  assert.equal(on('2026-12-08'), 'soon')
  assert.equal(on('2026-12-09'), 'later')
})

test('what one tap saves is sound', () => {
  for (const { channel, outcome } of Object.values(QUICK)) {
    for (const direction of Direction.options.filter((each) => each === 'out' || isAchieved(outcome)))
      assert.deepEqual(codes({ channel, outcome, direction }), [])
  }
})

test('a time of day is read as people write it', () => {
  for (const [text, time] of [
    ['14.30', '14:30'],
    ['14:30', '14:30'],
    ['1430', '14:30'],
    ['9', '09:00'],
    ['0.05', '00:05'],
    ['24.00', null],
    ['12.60', null],
    ['strax', null],
  ] as const)
    assert.equal(typedTime(text), time, text)
})
