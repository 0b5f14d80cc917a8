import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  aLawsParameters,
  away,
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
import { includes } from '../kernel/ranges.ts'
import type { Facts } from './facts.ts'
import { parametersFrom, type RuleParameters } from './parameters.ts'
import { isIntroductory } from './rules.ts'
import { scopeOf } from './scope.ts'

const LAW = aLawsParameters()

type Case = {
  readonly title: string
  readonly facts?: Partial<Facts>
  readonly parameters?: RuleParameters
  readonly inside?: readonly string[]
  readonly outside?: readonly string[]
}

/** Both sides of every boundary: the last day of one and the first day of the other, literally. */
function check(cases: readonly Case[]): void {
  for (const { title, facts, parameters = LAW, inside = [], outside = [] } of cases) {
    test(title, () => {
      const { member } = scopeOf(aYouthsFacts(facts), parameters)
      for (const on of inside) assert.equal(includes(member, day(on)), true, `${on} is in scope`)
      for (const on of outside) assert.equal(includes(member, day(on)), false, `${on} is out of scope`)
    })
  }
}

check([
  {
    title: '29:9 item 1 (K1): the last day in scope is the day before the twentieth birthday',
    inside: ['2029-03-09'],
    outside: ['2029-03-10'],
  },
  {
    title: '29:9 item 1 (K1): one born on 29 February turns twenty on 29 February when there is one',
    facts: { birthDate: day('2008-02-29') },
    inside: ['2028-02-28'],
    outside: ['2028-02-29'],
  },
  {
    title: '29:9 item 1 (K1): one born on 29 February reaches an age limit of 21 on 28 February of a common year',
    facts: { birthDate: day('2008-02-29') },
    parameters: { ...LAW, upperAge: [{ validFrom: day('2015-01-01'), value: 21 }] },
    inside: ['2029-02-27'],
    outside: ['2029-02-28'],
  },
  {
    title: '29:9 item 1 (K1): an unknown birth date counts from the last day it can have been',
    facts: { birthDate: null, latestBirthDate: day('2009-12-31') },
    inside: ['2029-12-30'],
    outside: ['2029-12-31'],
  },
  {
    title: '29:9 item 1 (K1): a raised age limit holds from its first valid day and takes back those between the two',
    parameters: {
      ...LAW,
      upperAge: [
        { validFrom: day('2015-01-01'), value: 20 },
        { validFrom: day('2030-07-01'), value: 23 },
      ],
    },
    inside: ['2029-03-09', '2030-07-01', '2032-03-09'],
    outside: ['2029-03-10', '2030-06-30', '2032-03-10'],
  },
  {
    title: '29:9 item 1 (K1): nobody is in scope before the paragraph came into force on 1 January 2015',
    facts: { birthDate: day('1997-05-05') },
    inside: ['2015-01-01'],
    outside: ['2014-12-31'],
  },
])

check([
  {
    title:
      '29:9 item 2 (K2, K20): compulsory schooling is taken to end on 15 June of the sixteenth year, and scope begins the day after',
    inside: ['2025-06-16', '2025-08-31'],
    outside: ['2025-06-15'],
  },
  {
    title: '29:9 item 2 (K2): a recorded day of completed schooling goes before the derived one',
    facts: { schooling: [schoolingUntil('2024-06-12')] },
    inside: ['2024-06-13'],
    outside: ['2024-06-12'],
  },
  {
    title: '29:9 item 2 (K2): a recorded day later than the derived one keeps the youth out until then',
    facts: { schooling: [schoolingUntil('2026-06-10')] },
    inside: ['2026-06-11'],
    outside: ['2025-06-16', '2026-06-10'],
  },
  {
    title: '29:9 item 2 (K2): one first registered in the country after school age is in scope from that day',
    facts: { schooling: [firstRegistered('2025-10-01')], residences: [registered('0484', '2025-10-01')] },
    inside: ['2025-10-01'],
    outside: ['2025-09-30'],
  },
  {
    title:
      '29:9 item 2 (K2): one first registered on the last day of school age had compulsory schooling, and it ended that day',
    facts: { schooling: [firstRegistered('2025-06-15')], residences: [registered('0484', '2025-06-15')] },
    inside: ['2025-06-16'],
    outside: ['2025-06-15'],
  },
  {
    title:
      '29:9 item 2 (K2): first registered after school age and then completing school, the first of the two days counts',
    facts: {
      schooling: [{ ...firstRegistered('2025-10-01'), completedOn: day('2026-06-10') }],
      residences: [registered('0484')],
    },
    inside: ['2025-10-01', '2026-06-11'],
    outside: ['2025-09-30'],
  },
  {
    title: '7:12: after specialskola the derived end comes one year later',
    facts: { enrolments: [enrolled('SP', '2016-08-20', '2026-06-12')] },
    inside: ['2026-06-16'],
    outside: ['2025-06-16', '2026-06-15'],
  },
  {
    title: '7:13: an open enrolment in grundskola moves the derived end with it',
    facts: { enrolments: [enrolled('GR', '2015-08-20')] },
    outside: ['2025-06-16', '2026-06-16', '2027-03-09'],
  },
  {
    title: '7:13: who stayed a year longer in grundskola is in scope from the day after',
    facts: { enrolments: [enrolled('GR', '2015-08-20', '2026-06-13')] },
    inside: ['2026-06-13'],
    outside: ['2025-06-16', '2026-06-12'],
  },
  {
    title: '7:14: compulsory schooling never lasts beyond the eighteenth birthday',
    facts: { enrolments: [enrolled('GRAN', '2015-08-20')] },
    inside: ['2027-03-10'],
    outside: ['2027-03-09'],
  },
  {
    title: '7:15 (K9): a pupil who goes on in grundskola after recorded completion is in scope',
    facts: { schooling: [schoolingUntil('2025-06-11')], enrolments: [enrolled('GR', '2015-08-20')] },
    inside: ['2025-06-12', '2026-01-10'],
  },
  {
    title: 'two recorded days after a merge of two persons: the first of them counts',
    facts: { schooling: [schoolingUntil('2025-06-11'), schoolingUntil('2024-06-12')] },
    inside: ['2024-06-13'],
    outside: ['2024-06-12'],
  },
])

check([
  {
    title: '29:6 (K3): scope begins on the day of moving in and ends the day after the last day of residence',
    facts: {
      residences: [registered('0483', '2009-03-10', '2026-02-01'), registered('0484', '2026-02-01', '2026-09-01')],
    },
    inside: ['2026-02-01', '2026-08-31'],
    outside: ['2026-01-31', '2026-09-01'],
  },
  {
    title: '29:6 (K3): one who moves away and returns is in scope again from the day of return',
    facts: { residences: [registered('0484', '2009-03-10', '2026-02-01'), registered('0484', '2026-05-01')] },
    inside: ['2026-01-31', '2026-05-01'],
    outside: ['2026-02-01', '2026-04-30'],
  },
  {
    title: '29:6 (K3): a residence without a first day has always been',
    facts: { residences: [registered('0484', undefined, '2026-09-01')] },
    inside: ['2025-06-16', '2026-08-31'],
    outside: ['2026-09-01'],
  },
  {
    title: '29:6 (K3): under protected registration the population register says nothing of hemkommun',
    facts: { protections: [protectedFrom('2026-03-01', '2026-06-01')], residences: [registered('0483')] },
    inside: ['2026-03-01', '2026-05-31'],
    outside: ['2026-02-28', '2026-06-01'],
  },
  {
    title: '29:6 (K3): a hemkommun set by hand holds under protected registration',
    facts: {
      protections: [protectedFrom('2026-03-01')],
      residences: [registered('0484', '2009-03-10'), placedByHand('0484', '2026-03-15')],
    },
    inside: ['2026-02-28', '2026-03-14', '2026-03-15'],
  },
  {
    title: '29:6 (K3): a hemkommun set by hand for some days tells nothing of the days around them',
    facts: {
      protections: [protectedFrom('2026-01-01')],
      residences: [registered('0483'), placedByHand('0484', '2026-09-01', '2026-10-01')],
    },
    inside: ['2026-01-01', '2026-08-31', '2026-09-01', '2026-09-30', '2026-10-01'],
    outside: ['2025-12-31'],
  },
  {
    title: '29:6 (K3): a hemkommun set by hand elsewhere takes a protected youth out on its own days alone',
    facts: {
      protections: [protectedFrom('2026-01-01')],
      residences: [registered('0483'), placedByHand('0483', '2026-09-01', '2026-10-01')],
    },
    inside: ['2026-01-01', '2026-08-31', '2026-10-01'],
    outside: ['2025-12-31', '2026-09-01', '2026-09-30'],
  },
  {
    title: '29:6 (K3): a hemkommun set by hand elsewhere takes a protected youth out of this register',
    facts: {
      protections: [protectedFrom('2026-03-01')],
      residences: [registered('0484'), placedByHand('0483', '2026-03-01')],
    },
    inside: ['2026-02-28'],
    outside: ['2026-03-01'],
  },
  {
    title: '29:6 (K3): a hemkommun set by hand counts beside the population register too',
    facts: { residences: [registered('0483'), placedByHand('0484', '2026-03-01', '2026-04-01')] },
    inside: ['2026-03-01', '2026-03-31'],
    outside: ['2026-02-28', '2026-04-01'],
  },
  {
    title: '29:6 (K16): one whom no residence is known of is kept in scope',
    facts: { residences: [] },
    inside: ['2025-06-16', '2029-03-09'],
  },
  {
    title: 'K19: an emigrated youth leaves, and is in scope again from the day of return',
    facts: { residencies: [away('emigrated', '2026-01-10', '2026-08-10')] },
    inside: ['2026-01-09', '2026-08-10'],
    outside: ['2026-01-10', '2026-08-09'],
  },
  {
    title: 'K19: one who has died leaves from that day',
    facts: { residencies: [away('deceased', '2026-01-10')] },
    inside: ['2026-01-09'],
    outside: ['2026-01-10', '2028-01-01'],
  },
])

check([
  {
    title: '29:9 item 3 (K4): studies in gymnasieskolan take a youth out of scope from their first day',
    facts: { enrolments: [enrolled('GY', '2025-08-19', undefined, 'BA25')] },
    inside: ['2025-08-18'],
    outside: ['2025-08-19', '2029-01-01'],
  },
  {
    title: '29:9 item 3 (K4): one who breaks off is in scope from the day after the day of interruption',
    facts: { enrolments: [interrupted('GY', '2025-08-19', '2026-09-21', 'BA25')] },
    inside: ['2026-09-21'],
    outside: ['2026-09-20'],
  },
  {
    title: '29:9 item 3 (K4): a change of school on the same day leaves no day between',
    facts: { enrolments: [interrupted('GY', '2025-08-19', '2026-01-08'), enrolled('GY', '2026-01-08')] },
    outside: ['2026-01-07', '2026-01-08', '2026-01-09'],
  },
  {
    title: '29:9 item 3 (K4): a gap of one day between two schools is one day in scope',
    facts: { enrolments: [interrupted('GY', '2025-08-19', '2026-01-08'), enrolled('GY', '2026-01-09')] },
    inside: ['2026-01-08'],
    outside: ['2026-01-07', '2026-01-09'],
  },
  {
    title: '29:9 item 3 (K4): of two overlapping enrolments the longer one counts',
    facts: { enrolments: [enrolled('GY', '2025-08-19', '2026-06-12'), interrupted('GY', '2025-10-01', '2025-12-01')] },
    inside: ['2026-06-12'],
    outside: ['2025-12-01', '2026-06-11'],
  },
  {
    title: '29:9 item 3 (K5): an introductory programme takes a youth out of scope since 1 July 2018',
    facts: {
      birthDate: day('2002-03-10'),
      enrolments: [enrolled('GY', '2018-01-08', '2019-01-01', 'IMS')],
    },
    inside: ['2018-06-30', '2019-01-01'],
    outside: ['2018-07-01', '2018-12-31'],
  },
  {
    title: '29:9 item 3 (K5): before 1 July 2018 a pupil of an introductory programme was in scope',
    facts: {
      birthDate: day('2000-03-10'),
      enrolments: [enrolled('GY', '2016-08-20', '2018-06-13', 'IMIND')],
    },
    inside: ['2016-08-20', '2018-06-12', '2018-06-13', '2018-07-01'],
  },
  {
    title: '29:9 item 3 (K6): studies in anpassad gymnasieskola take a youth out of scope',
    facts: { enrolments: [enrolled('GYAN', '2025-08-19', '2026-02-01', 'IAIND')] },
    inside: ['2025-08-18', '2026-02-01'],
    outside: ['2025-08-19', '2026-01-31'],
  },
  {
    title: '29:9 item 3 (K7): studies at upper secondary level of komvux take a youth out of scope',
    facts: { enrolments: [enrolled('KOMVUX_GY', '2025-08-19', '2026-02-01')] },
    inside: ['2026-02-01'],
    outside: ['2026-01-31'],
  },
  {
    title:
      '29:9 item 3 (K8): komvux at basic level, adapted komvux, sfi and orientation courses are measures and keep a youth in scope',
    facts: {
      enrolments: [
        enrolled('KOMVUX_GRUND', '2025-09-01', '2025-10-01'),
        enrolled('SFI', '2025-10-01', '2025-11-01'),
        enrolled('ORIENTERING', '2025-11-01', '2025-12-01'),
        enrolled('KOMVUX_ANPASSAD', '2025-12-01'),
      ],
    },
    inside: ['2025-09-15', '2025-10-15', '2025-11-15', '2025-12-15'],
  },
  {
    title: '29:9 item 3 (K14): IB and an international school take a youth out of scope while they last',
    facts: {
      enrolments: [enrolled('IB', '2025-08-19', '2026-01-01'), enrolled('INTERNATIONELL', '2026-02-01', '2026-03-01')],
    },
    inside: ['2026-01-01', '2026-03-01'],
    outside: ['2025-12-31', '2026-02-01', '2026-02-28'],
  },
  {
    title:
      '29:9 item 3 (K14): folkhögskola, studies abroad and other education keep a youth in scope until somebody decides',
    facts: {
      enrolments: [
        enrolled('FHSK', '2025-08-19', '2026-01-01'),
        enrolled('UTLAND', '2026-01-01', '2026-02-01'),
        enrolled('ÖVRIG', '2026-02-01'),
      ],
    },
    inside: ['2025-12-01', '2026-01-15', '2026-03-01'],
  },
])

check([
  {
    title: '29:9 item 4 (K10): a diploma takes a youth out of scope from its own day, for ever',
    facts: {
      enrolments: [enrolled('GY', '2025-08-19', '2028-06-09')],
      completions: [completion('EXAMENSBEVIS', '2028-06-12')],
    },
    inside: ['2028-06-09', '2028-06-11'],
    outside: ['2028-06-08', '2028-06-12', '2029-03-01'],
  },
  {
    title: '29:9 item 4 (K10): a diploma from komvux does the same',
    facts: { completions: [completion('GYMNASIEEXAMEN_KOMVUX', '2028-06-12')] },
    inside: ['2028-06-11'],
    outside: ['2028-06-12'],
  },
  {
    title: '29:9 item 4 (K11): a studiebevis alone keeps a youth in scope',
    facts: {
      enrolments: [enrolled('GY', '2025-08-19', '2028-06-09')],
      completions: [completion('STUDIEBEVIS', '2028-06-08'), completion('SLUTBETYG_GR', '2025-06-10')],
    },
    inside: ['2028-06-09', '2029-03-09'],
  },
  {
    title: '29:9 item 5 (K12): a gymnasiebevis of anpassad gymnasieskola takes a youth out of scope',
    facts: { completions: [completion('GYMNASIEBEVIS_ANPASSAD', '2028-06-12')] },
    inside: ['2028-06-11'],
    outside: ['2028-06-12'],
  },
  ...(['IB_DIPLOM', 'FHSK_BEHÖRIGHET', 'UTLÄNDSK_GYMNASIEEXAMEN'] as const).map((kind) => ({
    title: `29:9 item 6 (K13): ${kind} takes a youth out of scope`,
    facts: { completions: [completion(kind, '2028-01-20')] },
    inside: ['2028-01-19'],
    outside: ['2028-01-20'],
  })),
])

check([
  {
    title: 'K14: a decision that an education is equivalent takes a youth out of scope while it holds',
    facts: {
      enrolments: [enrolled('FHSK', '2025-08-19')],
      decisions: [decision('out_of_scope', 'MOTSVARANDE_UTBILDNING', '2025-08-19', '2026-06-10')],
    },
    inside: ['2025-08-18', '2026-06-10'],
    outside: ['2025-08-19', '2026-06-09'],
  },
  {
    title: 'K15: an asylum seeker is not covered once somebody has decided so',
    facts: { residences: [], decisions: [decision('out_of_scope', 'ASYLSÖKANDE', '2025-09-01')] },
    inside: ['2025-08-31'],
    outside: ['2025-09-01'],
  },
  {
    title: 'K17: a decision that a study break counts as being out of school brings a youth in while it holds',
    facts: {
      enrolments: [enrolled('GY', '2025-08-19')],
      decisions: [decision('in_scope', 'STUDIEUPPEHÅLL', '2026-01-10', '2026-06-10')],
    },
    inside: ['2026-01-10', '2026-06-09'],
    outside: ['2026-01-09', '2026-06-10'],
  },
  {
    title: 'K18: a decision out of scope for one in an institution goes before everything',
    facts: {
      decisions: [decision('out_of_scope', 'INSTITUTION', '2026-01-10'), decision('in_scope', 'ANNAT', '2026-01-01')],
    },
    inside: ['2026-01-09'],
    outside: ['2026-01-10'],
  },
  {
    title: '29:9: a decision in scope does not lift the age limit, hemkommun, a diploma or emigration',
    facts: {
      residences: [registered('0484', '2009-03-10', '2027-01-01')],
      residencies: [away('emigrated', '2026-03-01', '2026-04-01')],
      completions: [completion('EXAMENSBEVIS', '2026-09-01')],
      decisions: [decision('in_scope', 'ANNAT', '2024-01-01')],
    },
    inside: ['2024-01-01', '2026-02-28', '2026-04-01', '2026-08-31'],
    outside: ['2023-12-31', '2026-03-01', '2026-09-01', '2027-01-01'],
  },
])

test('the codes of introductory programmes are known, old and new, and no national programme is taken for one', () => {
  for (const code of [
    'IMV',
    'IMY',
    'IMA',
    'IMS',
    'IMIND',
    'IMPRE',
    'IMPRO',
    'IMR',
    'IMSPR',
    'IMYRK',
    'IND',
    'PRE',
    'SPR',
    'YRK',
    'ims25',
  ]) {
    assert.equal(isIntroductory('GY', code), true, code)
  }
  for (const code of ['BA25', 'IN', 'IN25', 'INDAT', 'PRENA', 'EKEKO', 'IB001', '']) {
    assert.equal(isIntroductory('GY', code), false, code)
  }
  assert.equal(isIntroductory('GYAN', 'IAIND'), false)
  assert.equal(isIntroductory('GY', null), false)
})

test('a parameter that is missing is an error, never guessed', () => {
  assert.throws(() => parametersFrom([]), /upper_age is missing/)
})
