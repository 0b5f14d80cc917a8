import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day, type Instant } from '../../kernel/date.ts'
import {
  addressFor,
  canBeAnswered,
  DEFAULT_HOURS,
  isStuck,
  isTooLate,
  leftOut,
  nextSendable,
  type Recipient,
  retryAt,
  settingProblems,
  usable,
} from './sending-rules.ts'

const at = (text: string) => new Date(text).toISOString() as Instant
const CHRISTMAS = new Set(['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-31', '2027-01-01', '2027-01-06'].map(day))
const next = (from: string, hours = DEFAULT_HOURS) => at(nextSendable(at(from), hours, CHRISTMAS))

test('messages go on weekdays from eight until eight, and what comes later waits for the morning', () => {
  for (const [from, to] of [
    // Monday 30 November, an hour ahead of UTC.
    ['2026-11-30T06:59:59Z', '2026-11-30T07:00:00Z'],
    ['2026-11-30T07:00:00Z', '2026-11-30T07:00:00Z'],
    ['2026-11-30T18:59:59Z', '2026-11-30T18:59:59Z'],
    ['2026-11-30T19:00:00Z', '2026-12-01T07:00:00Z'],
    // Midnight in Sweden.
    ['2026-11-30T22:59:59Z', '2026-12-01T07:00:00Z'],
    ['2026-11-30T23:00:00Z', '2026-12-01T07:00:00Z'],
    // Friday evening, over the weekend.
    ['2026-11-27T18:59:00Z', '2026-11-27T18:59:00Z'],
    ['2026-11-27T19:00:00Z', '2026-11-30T07:00:00Z'],
    ['2026-11-28T11:00:00Z', '2026-11-30T07:00:00Z'],
    ['2026-11-29T11:00:00Z', '2026-11-30T07:00:00Z'],
  ] as const)
    assert.equal(next(from), at(to), from)
})

test('over Christmas they wait from the evening before the eve until the Monday after', () => {
  assert.equal(next('2026-12-23T18:59:59Z'), at('2026-12-23T18:59:59Z'))
  assert.equal(next('2026-12-23T19:00:00Z'), at('2026-12-28T07:00:00Z'))
  assert.equal(next('2026-12-24T09:00:00Z'), at('2026-12-28T07:00:00Z'))
  assert.equal(next('2026-12-30T20:00:00Z'), at('2027-01-04T07:00:00Z'))
})

test('a domain that sends on weekends and holidays does so, within its hours', () => {
  const always = { opens: '10:00', closes: '16:00', weekends: true, onHolidays: true }
  assert.equal(next('2026-12-24T08:59:59Z', always), at('2026-12-24T09:00:00Z'))
  assert.equal(next('2026-12-26T12:00:00Z', always), at('2026-12-26T12:00:00Z'))
  assert.equal(next('2026-12-26T15:00:00Z', always), at('2026-12-27T09:00:00Z'))
  const weekends = { ...always, onHolidays: false }
  assert.equal(next('2026-12-26T12:00:00Z', weekends), at('2026-12-27T09:00:00Z'))
  const holidays = { ...always, weekends: false }
  assert.equal(next('2026-12-26T12:00:00Z', holidays), at('2026-12-28T09:00:00Z'))
})

test('the clock on the wall decides when it is turned forward and back', () => {
  // Sunday 29 March 2026 forward at two, Sunday 25 October back at three.
  const weekends = { ...DEFAULT_HOURS, weekends: true }
  assert.equal(next('2026-03-28T19:00:00Z', weekends), at('2026-03-29T06:00:00Z'))
  assert.equal(next('2026-03-29T05:59:59Z', weekends), at('2026-03-29T06:00:00Z'))
  assert.equal(next('2026-03-29T18:00:00Z', weekends), at('2026-03-30T06:00:00Z'))
  assert.equal(next('2026-10-24T18:00:00Z', weekends), at('2026-10-25T07:00:00Z'))
  assert.equal(next('2026-10-25T06:59:59Z', weekends), at('2026-10-25T07:00:00Z'))
  assert.equal(next('2026-10-25T18:59:59Z', weekends), at('2026-10-25T18:59:59Z'))
  // An opening within the hour that is not there is the one after, and within the one that is there twice the first.
  const night = { opens: '02:30', closes: '20:00', weekends: true, onHolidays: true }
  assert.equal(next('2026-03-29T00:30:00Z', night), at('2026-03-29T01:30:00Z'))
  assert.equal(next('2026-10-24T22:30:00Z', night), at('2026-10-25T00:30:00Z'))
})

test('the next time is never earlier, is itself one when messages go, and is the same asked again', () => {
  const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-05'), noInvalidDate: true })
  const hours = fc.record({
    opens: fc.constantFrom('00:00', '02:30', '08:00'),
    closes: fc.constantFrom('09:00', '20:00', '23:59'),
    weekends: fc.boolean(),
    onHolidays: fc.boolean(),
  })
  fc.assert(
    fc.property(instant, hours, (date, setting) => {
      const from = date.toISOString() as Instant
      const to = nextSendable(from, setting, CHRISTMAS)
      assert.ok(Date.parse(to) >= Date.parse(from))
      assert.equal(Date.parse(nextSendable(to, setting, CHRISTMAS)), Date.parse(to))
    }),
  )
})

const ANYBODY: Recipient = {
  ...{ protection: 'none', residency: 'active', hasLeft: false, birthDate: day('2008-11-29'), whose: 'self' },
  ...{ hasGuardian: true, addresses: ['46701740605', '46701740606'], stops: [] },
}
const why = (given: Partial<Recipient>, today = '2026-11-28') => leftOut({ ...ANYBODY, ...given }, day(today))
const stop = (kind: 'opted_out' | 'wrong_number', address: string | null, whose: 'self' | 'guardian' = 'self') => ({
  kind,
  whose,
  address,
})

test('who is left out, and why, the gravest reason first', () => {
  assert.equal(why({}), null)
  assert.equal(why({ protection: 'confidentiality_marking', residency: 'deceased' }), 'protected')
  assert.equal(why({ protection: 'protected_registration' }), 'protected')
  assert.equal(why({ residency: 'deceased' }), 'not_member')
  assert.equal(why({ residency: 'emigrated' }), 'not_member')
  assert.equal(why({ hasLeft: true }), 'not_member')
  assert.equal(why({ stops: [stop('opted_out', null)] }), 'opted_out')
  assert.equal(why({ addresses: [] }), 'no_address')
  assert.equal(
    why({ stops: [stop('wrong_number', '46701740605'), stop('wrong_number', '46701740606')] }),
    'wrong_number',
  )
  assert.equal(why({ stops: [stop('opted_out', '46701740605'), stop('wrong_number', '46701740606')] }), 'opted_out')
})

test('one number that is wrong leaves the other', () => {
  assert.equal(why({ stops: [stop('wrong_number', '46701740605')] }), null)
  assert.deepEqual(usable({ ...ANYBODY, stops: [stop('wrong_number', '46701740605')] }), ['46701740606'])
  assert.deepEqual(usable(ANYBODY), ['46701740605'])
})

test('guardians are written to until the day before the eighteenth birthday, each of them', () => {
  const guardian = { whose: 'guardian' } as const
  assert.equal(why(guardian, '2026-11-28'), null)
  assert.equal(why(guardian, '2026-11-29'), 'no_guardian')
  assert.equal(why({ ...guardian, birthDate: null }), 'no_guardian')
  assert.equal(why({ ...guardian, hasGuardian: false }), 'no_guardian')
  assert.deepEqual(usable({ ...ANYBODY, ...guardian }), ['46701740605', '46701740606'])
})

test('a no of the young person does not silence the guardian, nor the other way round; of one number it silences both', () => {
  assert.equal(why({ whose: 'guardian', stops: [stop('opted_out', null, 'self')] }), null)
  assert.equal(why({ stops: [stop('opted_out', null, 'guardian')] }), null)
  const same = { addresses: ['46701740605'], stops: [stop('opted_out', '46701740605', 'guardian')] }
  assert.equal(why(same), 'opted_out')
})

test('texts go to mobiles, in Sweden and abroad', () => {
  for (const [written, address] of [
    ['070-174 06 05', '46701740605'],
    ['+46 70 174 06 05', '46701740605'],
    ['+47 412 34 567', '4741234567'],
    ['016-12 34 56', null],
    ['hemma', null],
  ] as const)
    assert.equal(addressFor('sms', written), address, written)
  assert.equal(addressFor('email', ' Elsa@Exempel.se '), 'elsa@exempel.se')
  assert.equal(addressFor('email', 'elsa'), null)
  assert.equal(addressFor('sms', null), null)
})

test('what the gateway does not take is tried four times more, each time later, and no more', () => {
  const waits = [1, 2, 3, 4, 5].map((attempts) => retryAt(at('2026-11-30T10:00:00Z'), attempts))
  assert.deepEqual(waits, [
    at('2026-11-30T10:01:00Z'),
    at('2026-11-30T10:05:00Z'),
    at('2026-11-30T10:25:00Z'),
    at('2026-11-30T12:00:00Z'),
    null,
  ])
})

test('two days after it was to leave a message says what has been, and sooner when the time it names has been', () => {
  const dueAt = at('2026-11-20T10:00:00Z')
  const open = { dueAt, untilAt: null }
  assert.equal(isTooLate(open, at('2026-11-22T10:00:00Z')), false)
  assert.equal(isTooLate(open, at('2026-11-22T10:00:01Z')), true)
  const named = { dueAt, untilAt: at('2026-11-20T13:30:00Z') }
  assert.equal(isTooLate(named, at('2026-11-20T13:29:59Z')), false)
  assert.equal(isTooLate(named, at('2026-11-20T13:30:00Z')), true)
})

test('what has been due for more than an hour does not leave, and what is to leave later waits', () => {
  const queued = { state: 'queued', dueAt: at('2026-11-20T10:00:00Z') }
  assert.equal(isStuck(queued, at('2026-11-20T11:00:00Z')), false)
  assert.equal(isStuck(queued, at('2026-11-20T11:00:01Z')), true)
  assert.equal(isStuck({ ...queued, state: 'handed' }, at('2026-11-21T11:00:00Z')), false)
})

test('a text from a number can be answered, and one from a name cannot', () => {
  assert.equal(canBeAnswered('+46701740605'), true)
  assert.equal(canBeAnswered('71120'), true)
  assert.equal(canBeAnswered('Kommunen'), false)
  assert.equal(canBeAnswered('Ungdom 2026'), false)
})

test('a setting is told field by field what is wrong with it', () => {
  const right = {
    office: 'Teamet',
    phone: '016-12 34 56',
    email: 'a@b.se',
    address: null,
    helpline: null,
    sender: 'Teamet',
    ...DEFAULT_HOURS,
  }
  const fields = (given: object) => settingProblems({ ...right, ...given }).map(({ field }) => field)
  assert.deepEqual(fields({}), [])
  assert.deepEqual(fields({ office: 'T' }), ['office'])
  assert.deepEqual(fields({ helpline: 'Ring' }), ['helpline'])
  assert.deepEqual(fields({ phone: 'abc' }), ['phone'])
  assert.deepEqual(fields({ email: 'abc' }), ['email'])
  assert.deepEqual(fields({ sender: 'Ungdomsteamet' }), ['sender'])
  assert.deepEqual(fields({ opens: '8' }), ['opens'])
  assert.deepEqual(fields({ closes: '24:00' }), ['closes'])
  assert.deepEqual(fields({ opens: '20:00' }), ['closes'])
})
