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
import type { Language } from '../ui/language.ts'
import { explain } from './explain.ts'
import type { Facts } from './facts.ts'
import type { ConditionItem } from './model.ts'
import { type ConditionJson, explanationJson } from './rule-words.ts'

const LAW = aLawsParameters()
const NAMES = { municipality: (code: string) => (code === '0484' ? 'Eskilstuna' : 'Katrineholm') }

function explained(facts: Partial<Facts>, on: string, language: Language = 'sv') {
  return explanationJson(explain(aYouthsFacts(facts), day(on), LAW), language, NAMES)
}

function condition(facts: Partial<Facts>, on: string, item: ConditionItem): ConditionJson | undefined {
  return explained(facts, on).conditions.find((each) => each.item === item)
}

test('29:9: an explanation names every condition with its fact, its source and since when, and what comes next', () => {
  const facts = { enrolments: [interrupted('GY', '2025-08-19', '2026-09-21', 'BA25')] }
  assert.deepEqual(explained(facts, '2026-11-22'), {
    inScope: true,
    asOf: '2026-11-22',
    conditions: [
      { item: 'hemkommun', met: true, fact: 'Folkbokförd i Eskilstuna', source: 'test', since: '2009-03-10' },
      { item: 1, met: true, fact: 'Fyller 20 år den 10 mars 2029', source: 'Personnumret', since: '2009-03-10' },
      {
        item: 2,
        met: true,
        fact: 'Skolplikten räknas som fullgjord den 15 juni 2025',
        source: 'Beräknat, ingen uppgift är inläst',
        since: '2025-06-16',
      },
      {
        item: 3,
        met: true,
        fact: 'Avbröt studierna i gymnasieskolan (BA25) den 20 september 2026',
        source: 'test',
        since: '2026-09-21',
      },
      { item: 4, met: true, fact: 'Ingen gymnasieexamen är känd', source: 'Det som är inläst hittills', since: null },
      {
        item: 5,
        met: true,
        fact: 'Inget gymnasiebevis från anpassad gymnasieskola är känt',
        source: 'Det som är inläst hittills',
        since: null,
      },
      {
        item: 6,
        met: true,
        fact: 'Ingen motsvarande fullföljd utbildning är känd',
        source: 'Det som är inläst hittills',
        since: null,
      },
      {
        item: 'status',
        met: true,
        fact: 'Varken utvandrad eller avliden',
        source: 'Det som är inläst hittills',
        since: null,
      },
      {
        item: 'decision',
        met: true,
        fact: 'Inget beslut är fattat',
        source: 'Det som är inläst hittills',
        since: null,
      },
    ],
    unclear: [],
    nextChange: { on: '2029-03-10', because: 'fyller 20 år' },
  })
})

type FactCase = {
  title: string
  facts: Partial<Facts>
  on: string
  item: ConditionItem
  met: boolean
  fact: string
  since?: string | null
}
const FACTS: readonly FactCase[] = [
  {
    title: '29:6: hemkommun elsewhere is named',
    facts: { residences: [registered('0484', '2009-03-10', '2026-02-01'), registered('0483', '2026-02-01')] },
    on: '2026-03-01',
    item: 'hemkommun',
    met: false,
    fact: 'Hemkommunen är Katrineholm',
    since: '2026-02-01',
  },
  {
    title: '29:6: one who left is said to have lived here until the last day',
    facts: { residences: [registered('0484', '2009-03-10', '2026-02-01')] },
    on: '2026-03-01',
    item: 'hemkommun',
    met: false,
    fact: 'Bodde i Eskilstuna till och med den 31 januari 2026',
    since: '2026-02-01',
  },
  {
    title: '29:6: one who is to move here',
    facts: { residences: [registered('0484', '2026-04-01')] },
    on: '2026-03-01',
    item: 'hemkommun',
    met: false,
    fact: 'Flyttar till Eskilstuna den 1 april 2026',
    since: null,
  },
  {
    title: '29:6: hemkommun set by hand under protected registration',
    facts: {
      protections: [protectedFrom('2026-01-01')],
      residences: [registered('0483'), placedByHand('0484', '2026-01-15')],
    },
    on: '2026-03-01',
    item: 'hemkommun',
    met: true,
    fact: 'Hemkommunen är satt för hand till Eskilstuna',
    since: '2026-01-01',
  },
  {
    title: '29:6: a hemkommun set by hand that has run out under protected registration is to be set anew',
    facts: {
      protections: [protectedFrom('2026-01-01')],
      residences: [registered('0483'), placedByHand('0484', '2026-01-15', '2026-02-01')],
    },
    on: '2026-03-01',
    item: 'hemkommun',
    met: true,
    fact: 'Skyddad folkbokföring: hemkommunen behöver sättas för hand',
    since: '2026-01-01',
  },
  {
    title: '29:6: protected registration without a hemkommun set by hand',
    facts: { protections: [protectedFrom('2026-01-01')], residences: [registered('0483')] },
    on: '2026-03-01',
    item: 'hemkommun',
    met: true,
    fact: 'Skyddad folkbokföring: hemkommunen behöver sättas för hand',
    since: '2026-01-01',
  },
  {
    title: '29:6: no residence known',
    facts: { residences: [] },
    on: '2026-03-01',
    item: 'hemkommun',
    met: true,
    fact: 'Ingen folkbokföring är känd, så hemkommunen behöver avgöras',
    since: null,
  },
  {
    title: '29:6: a residence here that lies between two others',
    facts: { residences: [registered('0483', '2027-01-01')] },
    on: '2026-03-01',
    item: 'hemkommun',
    met: false,
    fact: 'Inte folkbokförd i Eskilstuna den här dagen',
  },
  {
    title: '29:9 item 1: the twentieth birthday is past',
    facts: {},
    on: '2029-03-10',
    item: 1,
    met: false,
    fact: 'Fyllde 20 år den 10 mars 2029',
    since: '2029-03-10',
  },
  {
    title: '29:9 item 1: the birth date is unknown',
    facts: { birthDate: null, latestBirthDate: day('2009-12-31') },
    on: '2026-03-01',
    item: 1,
    met: true,
    fact: 'Födelsedatum är inte helt känt: räknas som 20 år senast den 31 december 2029',
    since: null,
  },
  {
    title: '29:9 item 1: before the paragraph came into force',
    facts: { birthDate: day('1997-03-10') },
    on: '2014-12-31',
    item: 1,
    met: false,
    fact: 'Aktivitetsansvaret fanns inte den här dagen',
  },
  {
    title: '29:9 item 2: a recorded completion',
    facts: { schooling: [schoolingUntil('2025-06-11')] },
    on: '2026-03-01',
    item: 2,
    met: true,
    fact: 'Fullgjorde skolplikten den 11 juni 2025',
    since: '2025-06-12',
  },
  {
    title: '29:9 item 2: a recorded completion that is ahead',
    facts: { schooling: [schoolingUntil('2025-06-11')] },
    on: '2025-06-11',
    item: 2,
    met: false,
    fact: 'Skolplikten fullgörs den 11 juni 2025',
    since: null,
  },
  {
    title: '29:9 item 2: new in the country',
    facts: { schooling: [firstRegistered('2025-10-01')] },
    on: '2026-03-01',
    item: 2,
    met: true,
    fact: 'Folkbokfördes i landet första gången den 1 oktober 2025, efter skolpliktig ålder',
    since: '2025-10-01',
  },
  {
    title: '29:9 item 2: still in grundskola after the derived end',
    facts: { enrolments: [enrolled('GR', '2015-08-20')] },
    on: '2026-03-01',
    item: 2,
    met: false,
    fact: 'Går kvar i grundskolan',
    since: null,
  },
  {
    title: '29:9 item 2: stayed in grundskola one year longer',
    facts: { enrolments: [enrolled('GR', '2015-08-20', '2026-06-13')] },
    on: '2026-08-01',
    item: 2,
    met: true,
    fact: 'Gick kvar i grundskolan till och med den 12 juni 2026',
    since: '2026-06-13',
  },
  {
    title: '7:14: in grundskola beyond the eighteenth birthday',
    facts: { enrolments: [enrolled('GR', '2015-08-20')] },
    on: '2027-04-01',
    item: 2,
    met: true,
    fact: 'Går i grundskolan, men skolplikten upphörde senast den 10 mars 2027, på 18-årsdagen',
    since: '2027-03-10',
  },
  {
    title: '29:9 item 3: studies with programme',
    facts: { enrolments: [enrolled('GY', '2025-08-19', undefined, 'TE25')] },
    on: '2026-03-01',
    item: 3,
    met: false,
    fact: 'Går i gymnasieskolan (TE25) sedan den 19 augusti 2025',
    since: '2025-08-19',
  },
  {
    title: '29:9 item 3: an introductory programme',
    facts: { enrolments: [enrolled('GY', '2025-08-19', undefined, 'IMS')] },
    on: '2026-03-01',
    item: 3,
    met: false,
    fact: 'Går på introduktionsprogram i gymnasieskolan (IMS) sedan den 19 augusti 2025',
    since: '2025-08-19',
  },
  {
    title: '29:9 item 3: an introductory programme before July 2018',
    facts: { birthDate: day('2000-03-10'), enrolments: [enrolled('GY', '2016-08-19', '2018-06-13', 'IMS')] },
    on: '2017-03-01',
    item: 3,
    met: true,
    fact: 'Går på introduktionsprogram i gymnasieskolan (IMS), som inte räknades före juli 2018',
    since: null,
  },
  {
    title: '29:9 item 3: a measure',
    facts: { enrolments: [enrolled('SFI', '2025-08-19')] },
    on: '2026-03-01',
    item: 3,
    met: true,
    fact: 'Läser svenska för invandrare, vilket räknas som en åtgärd',
    since: null,
  },
  {
    title: '29:9 item 3: an education that ended',
    facts: { enrolments: [enrolled('GY', '2025-08-19', '2028-06-09')] },
    on: '2028-07-01',
    item: 3,
    met: true,
    fact: 'Slutade i gymnasieskolan den 8 juni 2028',
    since: '2028-06-09',
  },
  {
    title: 'K14: folkhögskola',
    facts: { enrolments: [enrolled('FHSK', '2025-08-19')] },
    on: '2026-03-01',
    item: 3,
    met: true,
    fact: 'Går på folkhögskola: om det motsvarar gymnasieskolan behöver avgöras',
    since: null,
  },
  {
    title: 'K9: grundskola after completed schooling',
    facts: { schooling: [schoolingUntil('2025-06-11')], enrolments: [enrolled('GR', '2015-08-20')] },
    on: '2026-03-01',
    item: 3,
    met: true,
    fact: 'Går i grundskolan, som inte är gymnasial utbildning',
    since: null,
  },
  {
    title: 'K17: studies that do not count by decision',
    facts: {
      enrolments: [enrolled('GY', '2025-08-19')],
      decisions: [decision('in_scope', 'STUDIEUPPEHÅLL', '2026-01-10', '2026-06-10')],
    },
    on: '2026-03-01',
    item: 3,
    met: true,
    fact: 'Studierna räknas inte, genom beslut: STUDIEUPPEHÅLL',
    since: '2026-01-10',
  },
  {
    title: '29:9 item 4: a diploma',
    facts: { completions: [completion('EXAMENSBEVIS', '2028-06-12')] },
    on: '2028-06-12',
    item: 4,
    met: false,
    fact: 'Gymnasieexamen den 12 juni 2028',
    since: '2028-06-12',
  },
  {
    title: 'K11: a studiebevis',
    facts: { completions: [completion('STUDIEBEVIS', '2028-06-08')] },
    on: '2028-07-01',
    item: 4,
    met: true,
    fact: 'Studiebevis den 8 juni 2028, men ingen gymnasieexamen',
    since: null,
  },
  {
    title: 'K19: emigrated',
    facts: { residencies: [away('emigrated', '2026-01-10')] },
    on: '2026-03-01',
    item: 'status',
    met: false,
    fact: 'Utvandrad sedan den 10 januari 2026',
    since: '2026-01-10',
  },
  {
    title: 'K18: a decision with an end',
    facts: { decisions: [decision('out_of_scope', 'INSTITUTION', '2026-01-10', '2026-06-01')] },
    on: '2026-03-01',
    item: 'decision',
    met: false,
    fact: 'Beslut att inte omfattas till och med den 31 maj 2026: INSTITUTION',
    since: '2026-01-10',
  },
  {
    title: 'K18: a decision that expired',
    facts: { decisions: [decision('out_of_scope', 'INSTITUTION', '2026-01-10', '2026-06-01')] },
    on: '2026-06-01',
    item: 'decision',
    met: true,
    fact: 'Beslutet gick ut den 31 maj 2026: INSTITUTION',
    since: '2026-06-01',
  },
]

for (const { title, facts, on, item, met, fact, since } of FACTS) {
  test(`explained: ${title}`, () => {
    const shown = condition(facts, on, item)
    assert.equal(shown?.fact, fact)
    assert.equal(shown?.met, met)
    if (since !== undefined) assert.equal(shown?.since, since)
  })
}

type NextCase = { title: string; facts: Partial<Facts>; on: string; next: { on: string; because: string } | null }
const NEXT: readonly NextCase[] = [
  {
    title: 'one in grundskola enters when compulsory schooling is over',
    facts: {},
    on: '2025-06-15',
    next: { on: '2025-06-16', because: 'skolplikten är slut' },
  },
  {
    title: 'one admitted to school leaves on its first day',
    facts: { enrolments: [enrolled('GY', '2025-08-19')] },
    on: '2025-07-01',
    next: { on: '2025-08-19', because: 'börjar en gymnasial utbildning' },
  },
  {
    title: 'a pupil enters the day after the last day of school',
    facts: { enrolments: [enrolled('GY', '2025-08-19', '2028-06-09')] },
    on: '2026-07-01',
    next: { on: '2028-06-09', because: 'slutar i en gymnasial utbildning' },
  },
  {
    title: 'one who is to move leaves on the day after the last day here',
    facts: { residences: [registered('0484', '2009-03-10', '2026-09-01')] },
    on: '2026-07-01',
    next: { on: '2026-09-01', because: 'flyttar härifrån' },
  },
  {
    title: 'a decision out of scope that expires brings the youth back',
    facts: { decisions: [decision('out_of_scope', 'INSTITUTION', '2026-01-10', '2026-06-01')] },
    on: '2026-03-01',
    next: { on: '2026-06-01', because: 'ett beslut går ut' },
  },
  {
    title: 'a decision in scope that expires ends the period',
    facts: {
      enrolments: [enrolled('GY', '2025-08-19')],
      decisions: [decision('in_scope', 'ANNAT', '2026-01-10', '2026-06-01')],
    },
    on: '2026-03-01',
    next: { on: '2026-06-01', because: 'ett beslut går ut' },
  },
  {
    title: 'one who emigrates leaves, and it says so',
    facts: { residencies: [away('emigrated', '2026-08-10')] },
    on: '2026-03-01',
    next: { on: '2026-08-10', because: 'har utvandrat' },
  },
  {
    title: 'asked of a day before the death, it is the death that ends the period',
    facts: { residencies: [away('emigrated', '2025-08-10', '2026-01-10'), away('deceased', '2026-08-10')] },
    on: '2026-03-01',
    next: { on: '2026-08-10', because: 'är avliden' },
  },
  {
    title: 'one abroad returns',
    facts: { residencies: [away('emigrated', '2026-01-10', '2026-08-10')] },
    on: '2026-03-01',
    next: { on: '2026-08-10', because: 'kommer tillbaka till landet' },
  },
  {
    title: 'nothing brings back one who is twenty',
    facts: {},
    on: '2029-03-10',
    next: null,
  },
  {
    title: 'nothing known brings back one with a diploma',
    facts: { completions: [completion('EXAMENSBEVIS', '2028-06-12')] },
    on: '2028-06-12',
    next: null,
  },
]

for (const { title, facts, on, next } of NEXT) {
  test(`what comes next: ${title}`, () => assert.deepEqual(explained(facts, on).nextChange, next))
}

test('K16: an unclear youth is in scope and says why it is unclear', () => {
  const { inScope, unclear } = explained(
    { residences: [], birthDate: null, latestBirthDate: day('2009-12-31') },
    '2026-03-01',
  )
  assert.equal(inScope, true)
  assert.deepEqual(unclear, ['BIRTH_DATE', 'NO_RESIDENCE'])
})

test('the same explanation reads in English', () => {
  const { conditions, nextChange } = explained({ enrolments: [enrolled('GY', '2025-08-19')] }, '2025-07-01', 'en')
  assert.equal(conditions[0]?.fact, 'Registered resident of Eskilstuna')
  assert.deepEqual(nextChange, { on: '2025-08-19', because: 'begins upper secondary education' })
})

test('K14: an explanation that rests on IB or an international school says that the code is not verified', () => {
  const facts = { enrolments: [enrolled('IB', '2025-08-19')] }
  assert.match(condition(facts, '2026-11-22', 3)?.fact ?? '', / \(ej verifierad kod\)$/)
  assert.match(explained(facts, '2026-11-22', 'en').conditions[3]?.fact ?? '', / \(unverified code\)$/)
})
