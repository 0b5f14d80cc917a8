import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../kernel/date.ts'
import { watchedDays } from '../register/arrival-rules.ts'
import type { HandoverInput } from './model.ts'
import { ageingBorn, careOf, handoverProblems, isBetween, mayAnswer, standingOf } from './rules.ts'

const GRACE = 14
const AUGUST = { startsOn: day('2026-08-17'), endsBefore: null, fellAway: false, said: null }

for (const [title, changes, today, expected] of [
  ['the day before it begins one is ahead', {}, '2026-08-16', 'ahead'],
  ['from the first day one is awaited', {}, '2026-08-17', 'awaited'],
  ['on the thirteenth day after one is awaited still', {}, '2026-08-30', 'awaited'],
  ['on the fourteenth one counts as arrived', {}, '2026-08-31', 'arrived'],
  ['who left within the days of grace never arrived', { endsBefore: day('2026-08-31') }, '2026-09-10', 'not_arrived'],
  ['who left the day after had arrived', { endsBefore: day('2026-09-01') }, '2026-09-10', 'arrived'],
  [
    'whom the school no longer expects is not coming, and it is known in the summer',
    { fellAway: true },
    '2026-07-01',
    'not_arrived',
  ],
  ['what somebody has found out goes before what is delivered', { said: 'not_arrived' }, '2026-09-10', 'not_arrived'],
  ['also where it is good news', { said: 'arrived', fellAway: true }, '2026-08-18', 'arrived'],
  ['whoever goes somewhere else has not come here', { said: 'elsewhere' }, '2026-09-10', 'elsewhere'],
] as const)
  test(`arrival: ${title}`, () => {
    assert.equal(standingOf({ ...AUGUST, ...changes }, { today: day(today), graceDays: GRACE }), expected)
  })

test('the watch has no year of its own: it looks half a year ahead and two months back from any day', () => {
  assert.deepEqual(watchedDays(day('2026-06-15')), { from: '2026-04-16', until: '2026-12-12' })
  assert.deepEqual(watchedDays(day('2031-08-20')), { from: '2031-06-21', until: '2032-02-16' })
})

for (const [title, owner, nextOn, expected] of [
  ['nobody answers for them', null, '2026-09-01', true],
  ['nobody is about to contact them', 'a', null, true],
  ['the contact is late', 'a', '2026-08-31', true],
  ['somebody contacts them today', 'a', '2026-09-01', false],
] as const)
  test(`between the chairs: ${title}`, () => {
    assert.equal(isBetween({ owner, nextOn: nextOn === null ? null : day(nextOn) }, day('2026-09-01')), expected)
  })

test('who turns twenty tomorrow is watched, who turned today is not, and half a year is the last', () => {
  assert.deepEqual(ageingBorn(day('2026-10-15')), { from: '2006-10-16', to: '2007-04-15' })
  assert.deepEqual(ageingBorn(day('2027-08-31')), { from: '2007-09-01', to: '2008-02-29' })
  assert.deepEqual(ageingBorn(day('2028-02-28')), { from: '2008-02-29', to: '2008-08-28' })
})

for (const [title, handover, nextOn, expected] of [
  ['received by the next', 'received', null, 'handed_over'],
  ['handed over, and not answered', 'open', null, 'on_the_way'],
  ['declined, with a contact planned', 'declined', '2026-10-15', 'planned'],
  ['declined, with nothing planned', 'declined', null, 'nothing'],
  ['a contact that is late is no plan', null, '2026-10-14', 'nothing'],
] as const)
  test(`turning twenty: ${title}`, () => {
    assert.equal(careOf({ handover, nextOn: nextOn === null ? null : day(nextOn) }, day('2026-10-15')), expected)
  })

const OVER: HandoverInput = {
  ...{
    kind: 'school',
    receiver: 'adult_education',
    place: 'Komvux',
    needs: [],
    consent: 'not_needed',
    toAccount: null,
  },
  onDay: day('2026-10-15'),
}

for (const [title, changes, expected] of [
  ['between schools of one board no consent is asked', {}, []],
  ['another authority takes consent, or a share', { receiver: 'employment_service' }, ['consent_or_share']],
  ['so does a school of another body', { receiver: 'folk_high_school' }, ['consent_or_share']],
  ['and one that nobody has named', { receiver: 'other' }, ['consent_or_share']],
  ['with consent it may go there', { receiver: 'social_services', consent: 'given' }, []],
  ['and so it may by a share', { receiver: 'social_services', consent: 'shared' }, []],
  ['another service of the municipality may be one’s own authority', { receiver: 'municipality' }, []],
  ['past twenty a share is not enough', { kind: 'ageing_out', consent: 'shared' }, ['consent_needed']],
  ['whoever turns twenty is not handed over without it', { kind: 'ageing_out' }, ['consent_needed']],
  ['but with it', { kind: 'ageing_out', consent: 'given' }, []],
  ['who does not want it is not handed over', { consent: 'refused' }, ['consent_refused']],
  ['nor once twenty', { kind: 'ageing_out', consent: 'refused' }, ['consent_needed']],
  ['a receiver has a name', { place: 'K' }, ['place_length']],
  ['tomorrow nothing has been handed over', { onDay: day('2026-10-16') }, ['day_in_future']],
  ['a year back is caught up with', { onDay: day('2025-10-14') }, []],
  ['more than that is not', { onDay: day('2025-10-13') }, ['day_long_ago']],
] as const)
  test(`handover: ${title}`, () => {
    assert.deepEqual(
      handoverProblems({ ...OVER, ...changes } as HandoverInput, day('2026-10-15')).map(({ code }) => code),
      expected,
    )
  })

for (const [title, toAccount, as, account, mayReallocate, expected] of [
  ['the word of an authority is for whoever heard it', null, 'received', 'sender', false, true],
  ['that of a colleague is theirs', 'colleague', 'received', 'colleague', false, true],
  ['also when it is no', 'colleague', 'declined', 'colleague', false, true],
  ['and nobody else’s', 'colleague', 'received', 'sender', false, false],
  ['nor is their no', 'colleague', 'declined', 'sender', false, false],
  ['but for whoever shares out the work', 'colleague', 'received', 'lead', true, true],
  ['whoever handed over takes it back', 'colleague', 'withdrawn', 'sender', false, true],
] as const)
  test(`the answer of a handover: ${title}`, () => {
    assert.equal(mayAnswer({ toAccount }, as, { account, mayReallocate }), expected)
  })
