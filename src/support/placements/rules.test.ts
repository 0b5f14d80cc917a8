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
  hoursOf,
  nudges,
  offerState,
  readOrganisationNumber,
  stepProblems,
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
  ...{ places: 5, taken: 3, fromOn: day('2026-09-01'), lastOn: day('2026-12-18'), openTo: 'sixteen' },
  ...{ demands: null, closedOn: null },
}

for (const [title, change, on, state] of [
  ['three of five are taken', {}, '2026-10-15', 'free'],
  ['five of five are taken', { taken: 5 }, '2026-10-15', 'full'],
  ['four of five are taken', { taken: 4 }, '2026-10-15', 'free'],
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
  assert.deepEqual(filling('2008-01-01', {}, { taken: 5 }), ['offer_full'])
})

const wrong = (terms: Partial<TermsInput>, birth: string | null = '2006-01-01') =>
  termsProblems({ ...TERMS, ...terms }, birth === null ? null : day(birth)).map(({ code }) => code)

test('under eighteen: eight hours a day and forty a week, and not a quarter more', () => {
  const minor = '2008-10-14'
  const all = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const
  assert.deepEqual(wrong({ endsAt: '16:00', days: [...all] }, minor), [])
  assert.deepEqual(wrong({ endsAt: '16:15' }, minor), ['minor_day'])
  assert.deepEqual(wrong({ endsAt: '16:00', days: [...all, 'saturday'] }, minor), ['minor_week'])
  assert.deepEqual(wrong({ endsAt: '16:15' }, '2008-10-13'), [], 'eighteen the first day')
})

test('terms that cannot hold are told field by field', () => {
  assert.deepEqual(wrong({}), [])
  assert.deepEqual(wrong({ lastOn: day('2026-10-12') }), ['last_before_first'])
  assert.deepEqual(wrong({ lastOn: day('2026-10-13') }), [])
  assert.deepEqual(wrong({ lastOn: day('2027-11-17') }), [])
  assert.deepEqual(wrong({ lastOn: day('2027-11-18') }), ['too_long'])
  assert.deepEqual(wrong({ days: [] }), ['no_days'])
  assert.deepEqual(wrong({ endsAt: '08:00' }), ['ends_before_start'])
  assert.deepEqual(wrong({ tasks: ' ' }), ['tasks_missing'])
  assert.deepEqual(wrong({ asks: 'weekly' }), ['asks_whom'])
})

test('hours are counted of a day and of a week', () => {
  assert.deepEqual(hoursOf({ days: ['monday', 'friday'], startsAt: '08:30', endsAt: '12:00' }), { day: 3.5, week: 7 })
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

const step = (plannedOn: PlainDate, accountId = 'a') =>
  stepProblems({ kind: 'visit', plannedOn, withWhom: 'both', accountId }, { today: TODAY, colleagues: new Set(['a']) })

test('a visit is planned within a year, or was made within a month, by a colleague', () => {
  assert.deepEqual(step(day('2027-10-16')), [])
  assert.deepEqual(step(day('2027-10-17')), [{ field: 'plannedOn', code: 'step_far' }])
  assert.deepEqual(step(day('2026-09-14')), [])
  assert.deepEqual(step(day('2026-09-13')), [{ field: 'plannedOn', code: 'step_past' }])
  assert.deepEqual(step(TODAY, 'b'), [{ field: 'accountId', code: 'unknown_colleague' }])
})

test('the nudge names sectors with free places where a quarter or fewer are of one sex, and says nothing where nobody has been', () => {
  const counts: SectorCount[] = [
    { sector: 'vehicles', female: 1, male: 3 },
    { sector: 'care', female: 5, male: 1 },
    { sector: 'trade', female: 2, male: 3 },
    { sector: 'construction', female: 0, male: 9 },
  ]
  assert.deepEqual(nudges(counts, new Set(['vehicles', 'care', 'trade', 'office'])), [
    { sex: 'female', sectors: ['vehicles'] },
    { sex: 'male', sectors: ['care'] },
  ])
  const vehicles = (female: number, male: number) =>
    nudges([{ sector: 'vehicles', female, male }], new Set(['vehicles']))
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
