import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type Instant } from '../kernel/date.ts'
import {
  ageProblems,
  type ConsentGiven,
  consentProblems,
  hindranceOf,
  isMinor,
  shareState,
  untilProblems,
} from './rules.ts'

const TODAY = day('2026-10-15')
const GIVEN: ConsentGiven = {
  topics: ['identity', 'contact'],
  purpose: 'Stöd med ekonomi och boende',
  byPerson: true,
  byGuardian: true,
  aloneReason: '',
  how: 'paper',
  witness: '',
  document: 'Dnr 12/2026',
  givenOn: TODAY,
  lastDay: day('2026-12-31'),
}
/** Of one who comes of age on the first day of 2027, or of somebody who has. */
const problems = (over: Partial<ConsentGiven>, minor = true) =>
  consentProblems(
    { ...GIVEN, ...over },
    { today: TODAY, latestBirthDate: day(minor ? '2009-01-01' : '2008-10-15') },
  ).map(({ code }) => code)

test('12:3: under 18 both have said yes, or it is said why one is enough', () => {
  assert.deepEqual(problems({}), [])
  assert.deepEqual(problems({ byGuardian: false }), ['alone_reason_short'])
  assert.deepEqual(problems({ byPerson: false }), ['alone_reason_short'])
  assert.deepEqual(problems({ byGuardian: false, aloneReason: 'Är sjutton och råder själv' }), [])
  assert.deepEqual(problems({ byPerson: false, byGuardian: false }), ['by_missing'])
})

test('12:3: from 18 the young person decides, and a guardian’s yes is not enough', () => {
  assert.deepEqual(problems({ byGuardian: false }, false), [])
  assert.deepEqual(problems({ byPerson: false }, false), ['by_person_missing'])
})

test('12:3: what a guardian alone has said yes to ends the day before the young person is 18', () => {
  const alone = { byPerson: false, aloneReason: 'Den unga ligger på sjukhus', lastDay: day('2026-12-31') }
  assert.deepEqual(problems(alone), [])
  assert.deepEqual(problems({ ...alone, lastDay: day('2027-01-01') }), ['until_of_age'])
  assert.deepEqual(problems({ lastDay: day('2027-01-01') }), [])
  assert.deepEqual(
    problems({ byGuardian: false, aloneReason: 'Är sjutton och råder själv', lastDay: day('2027-01-01') }),
    [],
  )
})

test('12:3: one is a minor until the eighteenth birthday, and in doubt as young as one can be', () => {
  assert.equal(isMinor(day('2008-10-16'), TODAY), true)
  assert.equal(isMinor(day('2008-10-15'), TODAY), false)
})

test('a consent says what, how and until when', () => {
  assert.deepEqual(problems({ topics: [], purpose: 'kort', how: 'paper', document: ' ' }), [
    'topics_missing',
    'purpose_short',
    'document_missing',
  ])
  assert.deepEqual(problems({ how: 'oral' }), ['witness_missing'])
  assert.deepEqual(problems({ how: 'sms' }), ['how_missing'])
  assert.deepEqual(problems({ givenOn: day('2026-10-16') }), ['day_in_future'])
})

test('a share lasts from today to a year ahead at the longest', () => {
  assert.deepEqual(untilProblems(day('2026-10-14'), TODAY), [{ field: 'until', code: 'until_past' }])
  assert.deepEqual(untilProblems(TODAY, TODAY), [])
  assert.deepEqual(untilProblems(day('2027-10-15'), TODAY), [])
  assert.deepEqual(untilProblems(day('2027-10-16'), TODAY), [{ field: 'until', code: 'until_far' }])
})

const crossing = {
  sender: 'school_board' as const,
  secrecies: [{ codes: ['23:2'] }],
  receiver: 'social_board' as const,
  today: TODAY,
}
const born = (latestBirthDate: string) => ({ ...crossing, latestBirthDate: day(latestBirthDate) })
const plain = { notFor: [], fromKinds: null, toKinds: null, belowAge: null, needsConfirmed: false, confirmedAt: null }
const kinds = (...some: ('school_board' | 'social_board' | 'other')[]) => some

test('10:27: the general clause does not break the secrecy of health care or social services', () => {
  const clause = { ...plain, notFor: ['25:1', '26:1', '26:3'], fromKinds: kinds('school_board', 'other') }
  assert.equal(hindranceOf(clause, born('2009-01-01')), null)
  const under = (...codes: string[]) => ({ ...born('2009-01-01'), secrecies: [{ codes: ['23:2'] }, { codes }] })
  assert.equal(hindranceOf(clause, under('25:1')), 'secrecy')
  assert.equal(hindranceOf(clause, under('26:2', '26:3')), 'secrecy')
  assert.equal(hindranceOf(clause, under('28:11')), null)
  assert.equal(hindranceOf(clause, under()), 'secrecy')
  assert.equal(hindranceOf(plain, under()), null)
  assert.equal(hindranceOf(clause, { ...born('2009-01-01'), sender: 'social_board' }), 'sender')
})

test('10:28: a report of concern is of somebody under 18, to the social board', () => {
  const concern = { ...plain, toKinds: kinds('social_board'), belowAge: 18 }
  assert.equal(hindranceOf(concern, born('2008-10-16')), null)
  assert.equal(hindranceOf(concern, born('2008-10-15')), 'age')
  assert.equal(hindranceOf(concern, { ...born('2009-01-01'), receiver: 'region' }), 'receiver')
})

test('10:28: what is shared of somebody under 18 is shared until the day before they are 18', () => {
  const until = (lastDay: string, belowAge: number | null = 18) =>
    ageProblems({ belowAge }, { lastDay: day(lastDay), latestBirthDate: day('2009-01-01'), today: TODAY })
  assert.deepEqual(until('2026-12-31'), [])
  assert.deepEqual(until('2027-01-01'), [{ field: 'until', code: 'until_age' }])
  assert.deepEqual(until('2027-01-01', 21), [])
  assert.deepEqual(until('2027-10-15', null), [])
})

test('10:18 a: to the police from social services alone, of one under 21, once somebody there has confirmed it', () => {
  const police = {
    ...plain,
    fromKinds: kinds('social_board'),
    toKinds: kinds('other'),
    belowAge: 21,
    needsConfirmed: true,
  }
  const crossed = { ...born('2005-10-16'), sender: 'social_board', receiver: 'other' } as const
  assert.equal(hindranceOf(police, crossed), 'unconfirmed')
  const confirmed = { ...police, confirmedAt: '2026-10-15T10:00:00.000Z' as Instant }
  assert.equal(hindranceOf(confirmed, crossed), null)
  assert.equal(hindranceOf(confirmed, { ...crossed, sender: 'school_board' }), 'sender')
  assert.equal(hindranceOf(confirmed, { ...crossed, latestBirthDate: day('2005-10-15') }), 'age')
})

test('how a share stands is what was done with it first of all, and then its time', () => {
  const now = '2026-10-15T10:00:00.000Z' as Instant
  const share = {
    untilAt: '2026-10-15T10:00:00.001Z' as Instant,
    accepted: null,
    revokedAt: null,
    endedAt: null,
    consentWithdrawnAt: null,
    consentUntilAt: null,
  }
  assert.equal(shareState(share, now), 'waiting')
  assert.equal(shareState({ ...share, accepted: true }, now), 'open')
  assert.equal(shareState({ ...share, accepted: true, untilAt: now }, now), 'over')
  assert.equal(shareState({ ...share, accepted: true, consentUntilAt: now }, now), 'over')
  assert.equal(shareState({ ...share, accepted: true, consentWithdrawnAt: now }, now), 'consent_withdrawn')
  assert.equal(shareState({ ...share, accepted: false, revokedAt: now }, now), 'declined')
  assert.equal(shareState({ ...share, endedAt: now }, now), 'ended')
  assert.equal(shareState({ ...share, revokedAt: now, endedAt: now }, now), 'revoked')
})
