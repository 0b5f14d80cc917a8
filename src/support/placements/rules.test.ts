import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day, type PlainDate } from '../../kernel/date.ts'
import { readSupervisor } from './employer-rules.ts'
import type { Offer, SectorCount, TermsInput } from './model.ts'
import {
  endingProblems,
  fillingProblems,
  firstDays,
  freeFrom,
  hasRoom,
  hoursOf,
  minorWarnings,
  movedDays,
  nudges,
  offerState,
  readOrganisationNumber,
  stepProblems,
  termsOn,
  termsProblems,
} from './rules.ts'

const TODAY = day('2026-10-15')

for (const [written, read] of [
  ['556016-0680', '5560160680'],
  ['5560160680', '5560160680'],
  ['16 5560160680', '5560160680'],
  ['212000-0357', '2120000357'],
  ['', null],
] as const)
  test(`the organisation number ${written || 'that is left empty'} is read`, () => {
    assert.deepEqual(readOrganisationNumber(written), { ok: true, number: read })
  })

for (const [written, code] of [
  ['556016-0681', 'number_wrong'],
  ['55601606', 'number_unreadable'],
  ['Volvo', 'number_unreadable'],
  ['810101-9999', 'number_sole_trader'],
  ['19810101-9999', 'number_sole_trader'],
  ['811901-9999', 'number_sole_trader'],
] as const)
  test(`${written} is no organisation number to keep: ${code}`, () => {
    assert.deepEqual(readOrganisationNumber(written), { ok: false, code })
  })

test('no organisation number with one digit wrong is taken for right', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const digits = [...'5560160680']
      digits[at] = String((Number(digits[at]) + by) % 10)
      const reading = readOrganisationNumber(digits.join(''))
      assert.equal(reading.ok, false)
    }),
  )
})

const OFFER: Offer = {
  ...{ id: 'o', employerId: 'e', employerName: 'Verkstaden', sector: 'vehicles', kind: 'practice', title: 'Bil' },
  ...{ places: 5, seats: [], fromOn: day('2026-09-01'), lastOn: day('2026-12-18'), openTo: 'sixteen' },
  ...{ demands: null, closedOn: null },
}
const seat = (fromOn: string, lastOn: string, id = 's') => ({ id, fromOn: day(fromOn), lastOn: day(lastOn) })
const taken = (count: number) => ({
  seats: Array.from({ length: count }, (_, at) => seat('2026-10-01', '2026-10-31', `s${at}`)),
})

for (const [title, change, on, state] of [
  ['three of five are taken', {}, '2026-10-15', 'free'],
  ['five of five are taken', taken(5), '2026-10-15', 'full'],
  ['four of five are taken', taken(4), '2026-10-15', 'free'],
  ['the last day they are taken', taken(5), '2026-10-31', 'full'],
  ['the day after the last', taken(5), '2026-11-01', 'free'],
  ['the day before it is there', {}, '2026-08-31', 'ahead'],
  ['the first day it is there', {}, '2026-09-01', 'free'],
  ['the last day it is there', {}, '2026-12-18', 'free'],
  ['the day after', {}, '2026-12-19', 'over'],
  ['until further notice', { lastOn: null }, '2028-12-19', 'free'],
  ['closed', { closedOn: TODAY }, '2026-10-15', 'closed'],
] as const)
  test(`a place on a day, ${title}: ${state}`, () => {
    assert.equal(offerState({ ...OFFER, ...change }, day(on)), state)
  })

const TERMS: TermsInput = {
  ...{ supervisorId: null, fromOn: day('2026-10-13'), lastOn: day('2026-12-18') },
  ...{ days: ['tuesday', 'wednesday', 'thursday'], startsAt: '08:00', endsAt: '15:00', tasks: 'Däckbyten.' },
  ...{ holdsFrom: null, breakMinutes: 0 },
  ...{ insurance: 'unknown', riskSeenOn: null, asks: 'never' },
}
const filling = (birth: string | null, terms: Partial<TermsInput> = {}, offer: Partial<Offer> = {}) =>
  fillingProblems({ ...OFFER, ...offer }, { ...TERMS, ...terms }, birth === null ? null : day(birth)).map(
    ({ code }) => code,
  )

test('a place from sixteen is for who is sixteen the first day, and not for who is so the day after', () => {
  assert.deepEqual(filling('2010-10-13'), [])
  assert.deepEqual(filling('2010-10-14'), ['offer_age'])
  assert.deepEqual(filling(null), ['offer_age'])
  assert.deepEqual(filling(null, {}, { openTo: 'everybody' }), [])
})

test('nobody is placed past the days of the place, nor where all places are taken', () => {
  assert.deepEqual(filling('2008-01-01', { fromOn: day('2026-08-31') }), ['before_offer'])
  assert.deepEqual(filling('2008-01-01', { lastOn: day('2026-12-19') }), ['after_offer'])
  assert.deepEqual(filling('2008-01-01', {}, taken(5)), ['offer_full'])
})

test('a summer job in July is free though all places are taken in June, and the day they meet is not', () => {
  const june = { places: 5, seats: Array.from({ length: 5 }, (_, at) => seat('2026-06-15', '2026-07-03', `s${at}`)) }
  assert.equal(hasRoom(june, { fromOn: day('2026-07-04'), lastOn: day('2026-07-31') }), true)
  assert.equal(hasRoom(june, { fromOn: day('2026-07-03'), lastOn: day('2026-07-31') }), false)
  assert.equal(hasRoom(june, { fromOn: day('2026-06-01'), lastOn: day('2026-06-14') }), true)
  assert.equal(hasRoom(june, { fromOn: day('2026-06-01'), lastOn: day('2026-06-15') }), false, 'it begins within')
  assert.equal(hasRoom(june, { fromOn: day('2026-06-15'), lastOn: day('2026-07-10') }, 's0'), true, 'one’s own')
  const offer = { ...OFFER, ...june, fromOn: day('2026-06-01'), lastOn: day('2026-08-01') }
  assert.equal(freeFrom(offer, day('2026-05-01')), '2026-06-01')
  assert.equal(freeFrom(offer, day('2026-06-15')), '2026-07-04')
  assert.equal(freeFrom({ ...offer, lastOn: day('2026-07-03') }, day('2026-06-15')), null)
})

const wrong = (terms: Partial<TermsInput>) => termsProblems({ ...TERMS, ...terms }).map(({ code }) => code)

test('under eighteen: more than eight hours a day or forty a week is told of and never refused, and breaks are no work', () => {
  const minor = (terms: Partial<TermsInput>, birth = '2008-10-14') => minorWarnings({ ...TERMS, ...terms }, day(birth))
  const all = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const
  assert.deepEqual(minor({ endsAt: '16:00', days: [...all] }), [])
  assert.deepEqual(minor({ endsAt: '16:30', breakMinutes: 30, days: [...all] }), [], 'half an hour for lunch')
  assert.deepEqual(minor({ endsAt: '16:30', breakMinutes: 29 }), ['minor_day'])
  assert.deepEqual(minor({ endsAt: '16:00', days: [...all, 'saturday'] }), ['minor_week'])
  assert.deepEqual(minor({ endsAt: '16:15' }, '2008-10-13'), [], 'eighteen the first day')
  assert.deepEqual(wrong({ endsAt: '18:00', days: [...all] }), [])
})

test('a change holds from a day within the time, and what held before answers for the days before it', () => {
  const before = { name: 'before', holdsFrom: null }
  const monday = { name: 'monday', holdsFrom: day('2026-10-19') }
  const all = { name: 'all', holdsFrom: null }
  assert.equal(termsOn([monday, before], day('2026-10-18'))?.name, 'before')
  assert.equal(termsOn([monday, before], day('2026-10-19'))?.name, 'monday')
  assert.equal(termsOn([all, monday, before], day('2026-10-18'))?.name, 'all', 'agreed on last, from the first day')
  assert.equal(termsOn([monday], day('2026-10-18')), null)
  assert.deepEqual(wrong({ holdsFrom: day('2026-10-13') }), [])
  assert.deepEqual(wrong({ holdsFrom: day('2026-10-12') }), ['holds_outside'])
  assert.deepEqual(wrong({ holdsFrom: day('2026-12-18') }), [])
  assert.deepEqual(wrong({ holdsFrom: day('2026-12-19') }), ['holds_outside'])
})

test('who goes along does so on the first days of what is agreed now, and one for which there is no day stays', () => {
  const open = ['2026-10-13', '2026-10-14'].map((on) => ({ plannedOn: day(on) }))
  const moved = (terms: Partial<TermsInput>) =>
    movedDays(open, { ...TERMS, ...terms }).map(({ plannedOn }) => plannedOn)
  assert.deepEqual(moved({ fromOn: day('2026-10-20') }), ['2026-10-20', '2026-10-21'])
  assert.deepEqual(moved({ holdsFrom: day('2026-10-15') }), ['2026-10-15', '2026-10-20'])
  assert.deepEqual(moved({ fromOn: day('2026-12-17'), lastOn: day('2026-12-17') }), ['2026-12-17'])
  assert.deepEqual(moved({}), [])
})

test('terms that cannot hold are told field by field', () => {
  assert.deepEqual(wrong({}), [])
  assert.deepEqual(wrong({ lastOn: day('2026-10-12') }), ['last_before_first'])
  assert.deepEqual(wrong({ lastOn: day('2026-10-13') }), [])
  assert.deepEqual(wrong({ lastOn: day('2027-11-17') }), [])
  assert.deepEqual(wrong({ lastOn: day('2027-11-18') }), ['too_long'])
  assert.deepEqual(wrong({ days: [] }), ['no_days'])
  assert.deepEqual(wrong({ endsAt: '08:00' }), ['ends_before_start'])
  assert.deepEqual(wrong({ endsAt: '09:00', breakMinutes: 60 }), ['ends_before_start'])
  assert.deepEqual(wrong({ breakMinutes: 240 }), [])
  assert.deepEqual(wrong({ breakMinutes: 241 }), ['break_range'])
  assert.deepEqual(wrong({ breakMinutes: -1 }), ['break_range'])
  assert.deepEqual(wrong({ breakMinutes: Number.NaN }), ['break_range'])
  assert.deepEqual(wrong({ tasks: ' ' }), ['tasks_missing'])
  assert.deepEqual(wrong({ asks: 'weekly' }), ['asks_whom'])
})

test('hours are counted of a day and of a week, without the breaks', () => {
  const days = ['monday', 'friday'] as const
  const hours = { days: [...days], startsAt: '08:30', endsAt: '12:00', breakMinutes: 0 }
  assert.deepEqual(hoursOf(hours), { day: 3.5, week: 7 })
  assert.deepEqual(hoursOf({ ...hours, breakMinutes: 15 }), { day: 3.25, week: 6.5 })
})

test('a colleague goes along on the first days that are agreed, and never on others', () => {
  assert.deepEqual(firstDays(TERMS, 4), ['2026-10-13', '2026-10-14', '2026-10-15', '2026-10-20'])
  assert.deepEqual(firstDays(TERMS, 0), [])
  assert.deepEqual(firstDays({ ...TERMS, lastOn: day('2026-10-14') }, 4), ['2026-10-13', '2026-10-14'])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), (count) => {
      const days = firstDays(TERMS, count)
      assert.ok(days.length <= count && new Set(days).size === days.length)
    }),
  )
})

const ending = (endedOn: string, outcome: 'done' | 'interrupted' | 'hired', endReason: 'as_planned' | 'own_wish') =>
  endingProblems({ endedOn: day(endedOn), outcome, endReason }, { fromOn: day('2026-10-13'), today: TODAY }).map(
    ({ code }) => code,
  )

test('it ends on a day that has come, for a reason that goes with how it turned out', () => {
  assert.deepEqual(ending('2026-10-15', 'done', 'as_planned'), [])
  assert.deepEqual(ending('2026-10-16', 'done', 'as_planned'), ['ended_in_future'])
  assert.deepEqual(ending('2026-10-12', 'done', 'as_planned'), ['ended_before_first'])
  assert.deepEqual(ending('2026-10-12', 'interrupted', 'own_wish'), [], 'nobody came at all')
  assert.deepEqual(ending('2026-10-15', 'hired', 'own_wish'), ['reason_does_not_fit'])
})

const step = (plannedOn: PlainDate) =>
  stepProblems({ kind: 'visit', plannedOn, withWhom: 'both', accountId: 'a' }, TODAY)

test('a visit is planned within a year, or was made within a month', () => {
  assert.deepEqual(step(day('2027-10-16')), [])
  assert.deepEqual(step(day('2027-10-17')), [{ field: 'plannedOn', code: 'step_far' }])
  assert.deepEqual(step(day('2026-09-14')), [])
  assert.deepEqual(step(day('2026-09-13')), [{ field: 'plannedOn', code: 'step_past' }])
})

test('the nudge names sectors with free places where a quarter or fewer are of one sex, and says nothing where nobody has been', () => {
  const counts: SectorCount[] = [
    { sector: 'vehicles', female: 1, male: 3, unknown: 0 },
    { sector: 'care', female: 5, male: 1, unknown: 2 },
    { sector: 'trade', female: 2, male: 3, unknown: 0 },
    { sector: 'construction', female: 0, male: 9, unknown: 0 },
  ]
  assert.deepEqual(nudges(counts, new Set(['vehicles', 'care', 'trade', 'office'])), [
    { sex: 'female', sectors: ['vehicles'] },
    { sex: 'male', sectors: ['care'] },
  ])
  const vehicles = (female: number, male: number) =>
    nudges([{ sector: 'vehicles', female, male, unknown: 0 }], new Set(['vehicles']))
  assert.deepEqual(vehicles(2, 5), [])
  assert.deepEqual(vehicles(0, 3), [], 'three are too few to say anything of')
  assert.deepEqual(vehicles(1, 3), [{ sex: 'female', sectors: ['vehicles'] }])
})

test('a supervisor is reached by telephone or e-mail, or there is nobody to call', () => {
  assert.deepEqual(readSupervisor({ name: 'Siv Holm', phone: '070-174 06 99', email: '' }), {
    ...{ ok: true, name: 'Siv Holm', phone: '46701740699', email: null },
  })
  const codes = (phone: string, email: string) => {
    const reading = readSupervisor({ name: 'Siv', phone, email })
    return reading.ok ? [] : reading.problems.map(({ code }) => code)
  }
  assert.deepEqual(codes('', ''), ['no_way'])
  assert.deepEqual(codes('', 'siv'), ['email_unreadable'])
})
