import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  aLawsParameters,
  aYouthsFacts,
  completion,
  decision,
  enrolled,
  firstRegistered,
  interrupted,
  placedByHand,
  protectedFrom,
  registered,
  schoolingUntil,
} from '../../test/build/facts.ts'
import { day } from '../kernel/date.ts'
import type { Enrolment, Facts } from './facts.ts'
import type { EntryReason, UnclearCause } from './model.ts'
import { scopeOf } from './scope.ts'
import { admittedFrom, workStartsOn } from './summer.ts'

const LAW = aLawsParameters()
const periodsOf = (facts: Partial<Facts>) =>
  scopeOf(aYouthsFacts(facts), LAW).periods.map(({ from, until, reason }) => [from, until, reason])
const unclearOf = (facts: Partial<Facts>) =>
  scopeOf(aYouthsFacts(facts), LAW).unclear.map(({ cause, from, until }) => [cause, from, until])

test('29:9: a school history becomes periods, each with why it began', () => {
  const periods = periodsOf({
    enrolments: [
      enrolled('GR', '2015-08-20', '2025-06-11'),
      interrupted('GY', '2025-08-19', '2026-09-21', 'BA25'),
      enrolled('GY', '2027-01-11', '2027-06-10', 'IMA'),
    ],
  })
  assert.deepEqual(periods, [
    ['2025-06-16', '2025-08-19', 'ALDRIG_BÖRJAT'],
    ['2026-09-21', '2027-01-11', 'AVBROTT_NATIONELLT'],
    ['2027-06-10', '2029-03-10', 'SLUTAT_UTAN_BEVIS'],
  ])
})

type ReasonCase = { title: string; facts: Partial<Facts>; on: string; reason: EntryReason }
const REASONS: readonly ReasonCase[] = [
  {
    title: 'a break from a national programme',
    facts: { enrolments: [interrupted('GY', '2025-08-19', '2026-01-08', 'TE25')] },
    on: '2026-01-08',
    reason: 'AVBROTT_NATIONELLT',
  },
  {
    title: 'a break from an introductory programme',
    facts: { enrolments: [interrupted('GY', '2025-08-19', '2026-01-08', 'IMY')] },
    on: '2026-01-08',
    reason: 'AVBROTT_INTRODUKTION',
  },
  {
    title: 'an introductory programme that ended without a break and without a paper',
    facts: { enrolments: [enrolled('GY', '2025-08-19', '2026-06-12', 'IMS')] },
    on: '2026-06-12',
    reason: 'SLUTAT_UTAN_BEVIS',
  },
  {
    title: 'a studiebevis that came 120 days after the period began',
    facts: {
      enrolments: [enrolled('GY', '2025-08-19', '2028-06-09')],
      completions: [completion('STUDIEBEVIS', '2028-10-07')],
    },
    on: '2028-06-09',
    reason: 'STUDIEBEVIS',
  },
  {
    title: 'a studiebevis that came 121 days after the period began says nothing of why',
    facts: {
      enrolments: [enrolled('GY', '2025-08-19', '2028-06-09')],
      completions: [completion('STUDIEBEVIS', '2028-10-08')],
    },
    on: '2028-06-09',
    reason: 'SLUTAT_UTAN_BEVIS',
  },
  {
    title: 'the enrolment that lasted longest decides, not the one begun last',
    facts: { enrolments: [enrolled('GY', '2025-08-19', '2026-06-12'), interrupted('GY', '2025-10-01', '2025-12-01')] },
    on: '2026-06-12',
    reason: 'SLUTAT_UTAN_BEVIS',
  },
  {
    title: 'of two that ended on the same day the one begun last decides',
    facts: { enrolments: [interrupted('GY', '2026-01-08', '2026-06-12'), enrolled('GY', '2025-08-19', '2026-06-12')] },
    on: '2026-06-12',
    reason: 'AVBROTT_NATIONELLT',
  },
  {
    title: 'of two with the same days the interrupted one decides',
    facts: {
      enrolments: [enrolled('GY', '2025-08-19', '2026-06-12'), interrupted('KOMVUX_GY', '2025-08-19', '2026-06-12')],
    },
    on: '2026-06-12',
    reason: 'AVBROTT_NATIONELLT',
  },
  {
    title: 'an education that begins on the day itself lies not before it',
    facts: {
      enrolments: [enrolled('GY', '2026-01-08')],
      decisions: [decision('in_scope', 'STUDIEUPPEHÅLL', '2026-01-08')],
      schooling: [schoolingUntil('2026-01-07')],
    },
    on: '2026-01-08',
    reason: 'ALDRIG_BÖRJAT',
  },
  {
    title: 'a summer after compulsory school',
    facts: {},
    on: '2025-06-16',
    reason: 'ALDRIG_BÖRJAT',
  },
  {
    title: 'new in the country after school age',
    facts: { schooling: [firstRegistered('2026-03-01')], residences: [registered('0484', '2026-03-01')] },
    on: '2026-03-01',
    reason: 'NY_I_LANDET',
  },
  {
    title: 'moved in from another municipality, with no school known',
    facts: { residences: [registered('0484', '2026-03-01')] },
    on: '2026-03-01',
    reason: 'OKÄND',
  },
  {
    title: 'moved back to where compulsory school ended',
    facts: { residences: [registered('0484', undefined, '2025-09-01'), registered('0484', '2026-03-01')] },
    on: '2026-03-01',
    reason: 'ALDRIG_BÖRJAT',
  },
  {
    title: 'no residence known at all',
    facts: { residences: [] },
    on: '2025-06-16',
    reason: 'OKÄND',
  },
]

for (const { title, facts, on, reason } of REASONS) {
  test(`why a period began: ${title} is ${reason}`, () => {
    const period = scopeOf(aYouthsFacts(facts), LAW).periods.find((each) => each.from === on)
    assert.equal(period?.reason, reason)
  })
}

type UnclearCase = { title: string; facts: Partial<Facts>; unclear: readonly (UnclearCause | string | null)[][] }
const UNCLEAR: readonly UnclearCase[] = [
  {
    title: 'K14: folkhögskola is unclear on the days it lasts',
    facts: { enrolments: [enrolled('FHSK', '2025-08-19', '2026-06-10')] },
    unclear: [['FHSK', '2025-08-19', '2026-06-10']],
  },
  {
    title: 'K14: a decision either way settles it for the days it covers',
    facts: {
      enrolments: [enrolled('FHSK', '2025-08-19', '2026-06-10')],
      decisions: [
        decision('out_of_scope', 'MOTSVARANDE_UTBILDNING', '2025-09-01', '2025-10-01'),
        decision('in_scope', 'ANNAT', '2025-12-01', '2026-01-01'),
      ],
    },
    unclear: [
      ['FHSK', '2025-08-19', '2025-09-01'],
      ['FHSK', '2025-10-01', '2025-12-01'],
      ['FHSK', '2026-01-01', '2026-06-10'],
    ],
  },
  {
    title: 'K14: studies abroad beyond the twentieth birthday are unclear up to it',
    facts: { enrolments: [enrolled('UTLAND', '2028-08-19')] },
    unclear: [['UTLAND', '2028-08-19', '2029-03-10']],
  },
  {
    title: 'decision 3: an unknown birth date is unclear throughout',
    facts: { birthDate: null, latestBirthDate: day('2009-03-31') },
    unclear: [['BIRTH_DATE', '2025-06-16', '2029-03-31']],
  },
  {
    title: 'K16: no residence known, as for a samordningsnummer alone, is unclear and not out',
    facts: { residences: [] },
    unclear: [['NO_RESIDENCE', '2025-06-16', '2029-03-10']],
  },
  {
    title: '29:6: protected registration without a hemkommun set by hand is unclear',
    facts: { protections: [protectedFrom('2026-03-01', '2026-06-01')] },
    unclear: [['PROTECTED_RESIDENCE', '2026-03-01', '2026-06-01']],
  },
  {
    title: '29:6: protected registration with a hemkommun set by hand is clear',
    facts: { protections: [protectedFrom('2026-03-01')], residences: [placedByHand('0484', '2026-03-01')] },
    unclear: [],
  },
  {
    title: '29:6: under protected registration the days before and after a hemkommun set by hand are unclear',
    facts: {
      protections: [protectedFrom('2026-01-01')],
      residences: [
        registered('0484', '2009-03-10'),
        placedByHand('0484', '2026-09-01', '2026-10-01'),
        placedByHand('0483', '2026-12-01'),
      ],
      enrolments: [interrupted('GY', '2025-08-19', '2026-02-01')],
    },
    unclear: [
      ['PROTECTED_RESIDENCE', '2026-02-01', '2026-09-01'],
      ['PROTECTED_RESIDENCE', '2026-10-01', '2026-12-01'],
    ],
  },
  {
    title: 'K17: a study break marked as unclear is listed until it is decided',
    facts: { decisions: [decision('unclear', 'STUDIEUPPEHÅLL', '2026-02-01', '2026-03-01')] },
    unclear: [['MARKED', '2026-02-01', '2026-03-01']],
  },
  {
    title: 'K18: an institution marked as unclear is listed in the order of causes',
    facts: {
      enrolments: [enrolled('ÖVRIG', '2026-01-15', '2026-03-01')],
      decisions: [decision('unclear', 'INSTITUTION', '2026-02-01')],
    },
    unclear: [
      ['ÖVRIG', '2026-01-15', '2026-03-01'],
      ['MARKED', '2026-02-01', '2029-03-10'],
    ],
  },
  {
    title: '29:9: outside membership nothing is unclear',
    facts: { enrolments: [enrolled('GY', '2025-06-16'), enrolled('FHSK', '2025-06-16')] },
    unclear: [],
  },
]

for (const { title, facts, unclear } of UNCLEAR) {
  test(title, () => assert.deepEqual(unclearOf(facts), unclear))
}

test('K20: that spring’s leavers are worked with from 1 September, and membership is not touched by it', () => {
  assert.equal(workStartsOn(aYouthsFacts(), day('2025-06-16'), LAW), '2025-09-01')
  assert.equal(workStartsOn(aYouthsFacts(), day('2025-12-31'), LAW), '2025-09-01')
  assert.equal(workStartsOn(aYouthsFacts(), day('2026-01-01'), LAW), null)
  assert.equal(
    workStartsOn(aYouthsFacts({ enrolments: [interrupted('GY', '2025-06-16', '2025-06-20')] }), day('2025-06-21'), LAW),
    null,
  )
  assert.deepEqual(periodsOf({}), [['2025-06-16', '2029-03-10', 'ALDRIG_BÖRJAT']])
})

test('K20: an admission shows as one until 14 days after its first day', () => {
  const facts = aYouthsFacts({ enrolments: [enrolled('GY', '2025-08-19')] })
  const admission = { startsOn: '2025-08-19', shownThrough: '2025-09-02' }
  assert.deepEqual(admittedFrom(facts, day('2025-07-01'), LAW), admission)
  assert.deepEqual(admittedFrom(facts, day('2025-08-19'), LAW), admission)
  assert.deepEqual(admittedFrom(facts, day('2025-09-02'), LAW), admission)
  assert.equal(admittedFrom(facts, day('2025-09-03'), LAW), null)
})

test('K20: neither a measure, nor the next year of the same studies, nor an education already left is an admission', () => {
  const on = day('2025-08-22')
  const admitted = (...enrolments: Enrolment[]) => admittedFrom(aYouthsFacts({ enrolments }), on, LAW)
  assert.equal(admitted(enrolled('SFI', '2025-08-19')), null)
  assert.equal(admitted(enrolled('GY', '2024-08-19', '2025-08-19'), enrolled('GY', '2025-08-19')), null)
  assert.equal(admitted(interrupted('GY', '2025-08-19', '2025-08-22')), null)
  const later = admitted(enrolled('GY', '2024-08-19', '2025-06-11'), enrolled('GY', '2025-08-25'))
  assert.equal(later?.startsOn, '2025-08-25')
})
