import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type Instant } from '../kernel/date.ts'
import { html } from '../kernel/html.ts'
import type { Code } from '../organisations/model.ts'
import type { Residency } from '../people/model.ts'
import { words } from '../ui/language.ts'
import { changeReasonWords } from './change-words.ts'
import type { Facts } from './facts.ts'
import type { SchoolForm } from './model.ts'
import { type LaneFacts, lanesOf } from './person-lanes.ts'
import { wayTo } from './person-views.ts'
import type { FactCode } from './rule-text.ts'
import { factWords, recordSource, sourceWords } from './rule-words.ts'
import { quietPage, startPage } from './start-views.ts'
import { TEXT } from './text.ts'

const manual = (source: string) => ({
  kind: 'manual' as const,
  municipality: '0484',
  from: day('2026-09-01'),
  until: null,
  source,
  deliveryId: null,
  recordedAt: '2026-09-01T10:00:00Z' as Instant,
})

test('hemkommun set by hand says so as its source, with the ground in words', () => {
  const said = (source: string, language: 'sv' | 'en') =>
    sourceWords({ code: 'home.registered', values: {}, source: manual(source) }, language)
  assert.equal(said('protected_registration', 'sv'), 'Satt för hand: skyddad folkbokföring')
  assert.equal(said('protected_registration', 'en'), 'Set by hand: protected registration')
  assert.equal(said('not_registered', 'sv'), 'Satt för hand: inte folkbokförd')
  assert.equal(said('not_registered', 'en'), 'Set by hand: not registered')
  const registered = { ...manual('folkbokföring'), kind: 'registered' as const }
  assert.equal(sourceWords({ code: 'home.registered', values: {}, source: registered }, 'sv'), 'folkbokföring')
})

/** One who lives in Eskilstuna by hand since 1 September, on 15 October 2026. */
function aLife(changes: Partial<Facts>, mayOpenDeliveries = false): LaneFacts {
  const facts: Facts = {
    municipality: '0484',
    birthDate: day('2008-03-01'),
    latestBirthDate: day('2008-03-01'),
    residences: [manual('protected_registration')],
    protections: [],
    residencies: [],
    schooling: [],
    enrolments: [],
    completions: [],
    decisions: [],
    ...changes,
  }
  return {
    language: 'sv',
    today: day('2026-10-15'),
    facts,
    periods: [{ from: day('2026-09-01'), until: null, reason: 'OKÄND' }],
    unclear: [],
    occupations: [],
    decisions: [],
    codes: [],
    municipalityName: () => 'Eskilstuna',
    programmeName: (code) => code,
    mayOpenDeliveries,
  }
}

test('nothing on the lifeline is without a source, and none is a code', () => {
  const sources = lanesOf(aLife({})).flatMap((lane) => [...lane.spans, ...lane.marks].map((each) => each.source))
  assert.deepEqual(sources, [
    'Uträknat enligt skollagen 29:9',
    'Uträknat enligt skollagen 29:9',
    'Satt för hand: skyddad folkbokföring',
  ])
})

test('a fact on the lifeline names its delivery and leads there for those who may see it; who has left is told how', () => {
  const deliveryId = '0d6c6a8e-37a5-4a4e-9c44-0b8f2b1c9f01'
  const evidence = { source: 'folkbokföring', deliveryId, recordedAt: '2026-09-30T22:30:00Z' as Instant }
  const residencies = [
    { residency: 'emigrated' as const, from: day('2026-09-20'), until: day('2026-10-01'), ...evidence },
    { residency: 'deceased' as const, from: day('2026-10-02'), until: null, ...evidence },
  ]
  const marks = (may: boolean) =>
    lanesOf(aLife({ residencies }, may)).flatMap((lane) => lane.marks.filter(({ source }) => /folk/.test(source)))
  assert.deepEqual(
    marks(true).map(({ label, source, sourceHref }) => [label, source, sourceHref]),
    [
      ['utvandrad', 'folkbokföring, leverans 1 okt 2026', `/imports/${deliveryId}`],
      ['avliden', 'folkbokföring, leverans 1 okt 2026', `/imports/${deliveryId}`],
    ],
  )
  assert.deepEqual(
    marks(false).map(({ sourceHref }) => sourceHref),
    [null, null],
  )
})

test('the feed tells what has been as past, and what is to come as to come', () => {
  const said = (kind: string, reason: string | null, residency: Residency = 'active') =>
    changeReasonWords({ kind, reason, residency }, { codes: [], language: 'sv', upperAge: 20 })
  assert.equal(said('left', 'upper_age'), 'fyllde 20 år')
  assert.equal(said('soon_upper_age', null), 'fyller 20 år')
  assert.equal(said('moved_out', 'moved_out'), 'flyttade härifrån')
  assert.equal(said('left', 'studies_started'), 'började en gymnasial utbildning')
  assert.equal(said('entered', 'returned'), 'kom tillbaka till landet')
  assert.equal(said('left', 'gone', 'emigrated'), 'har utvandrat')
  assert.equal(said('left', 'gone', 'deceased'), 'är avliden')
  assert.equal(said('left', 'gone'), 'har utvandrat eller är avliden')
})

test('an unknown occupation that ran out is an unknown occupation, and no unknown reason', () => {
  const kept = { id: '', bestBeforeDays: null, validFrom: day('2010-08-01'), validUntil: null, confirmedAt: null }
  const unknown = { ...kept, code: 'OKÄND' }
  const codes: Code[] = [
    { ...unknown, list: 'entry_reason', labelSv: 'Okänd orsak', labelEn: 'Unknown reason' },
    { ...unknown, list: 'occupation', labelSv: 'Okänd', labelEn: 'Unknown' },
  ]
  const said = (kind: string, language: 'sv' | 'en') =>
    changeReasonWords({ kind, reason: 'OKÄND' }, { codes, language, upperAge: 20 })
  assert.deepEqual([said('occupation_expired', 'sv'), said('occupation_expired', 'en')], ['Okänd', 'Unknown'])
  assert.deepEqual([said('entered', 'sv'), said('entered', 'en')], ['Okänd orsak', 'Unknown reason'])
})

test('each school form is said with the word that belongs to it', () => {
  const values = (form: SchoolForm) => ({ form, on: day('2026-09-20') })
  const said = (form: SchoolForm, code: FactCode = 'studies.measure') =>
    factWords({ code, values: values(form), source: 'derived' }, 'sv')
  assert.equal(said('SFI'), 'Läser svenska för invandrare, vilket räknas som en åtgärd')
  assert.equal(said('KOMVUX_GRUND'), 'Läser på komvux på grundläggande nivå, vilket räknas som en åtgärd')
  assert.equal(said('ORIENTERING'), 'Går en orienteringskurs, vilket räknas som en åtgärd')
  assert.match(said('FHSK', 'studies.doubtful'), /^Går på folkhögskola: om/)
  assert.match(said('UTLAND', 'studies.doubtful'), /^Studerar utomlands: om/)
  assert.equal(said('IB', 'studies.enrolled'), 'Läser International Baccalaureate sedan den 20 september 2026')
  assert.equal(said('KOMVUX_GY', 'studies.ended'), 'Slutade på komvux på gymnasial nivå den 20 september 2026')
  const inEnglish = factWords({ code: 'studies.doubtful', values: values('UTLAND'), source: 'derived' }, 'en')
  assert.match(inEnglish, /^Studies abroad: whether/)
})

test('our own sheets are named in the reader’s language, and a supplier by its own name', () => {
  const said = (source: string, language: 'sv' | 'en') =>
    recordSource({ source, deliveryId: null, recordedAt: '2026-09-01T10:00:00Z' as Instant }, language)
  assert.deepEqual([said('befolkning', 'sv'), said('befolkning', 'en')], ['befolkning', 'population'])
  assert.deepEqual([said('inskrivningar', 'en'), said('utfall', 'en')], ['enrolments', 'completions'])
  assert.deepEqual([said('Extens', 'en'), said('derived', 'en')], ['Extens', 'derived'])
})

test('nobody is wished a good night on arriving', () => {
  const at = (hour: number) =>
    String(quietPage({ language: 'sv', name: 'Amina Warsame', hour, reminders: null, content: html`` }))
  const greetings = [2, 6, 12, 20].map((hour) => at(hour).match(/<h1>([^<]+)</)?.[1])
  assert.deepEqual(greetings, ['Hej, Amina', 'God morgon, Amina', 'Hej, Amina', 'God kväll, Amina'])
})

test('an occupation past its best-before says since how many days', () => {
  const said = (n: number, language: 'sv' | 'en') => words(TEXT, language)('list.stale', { occupation: 'Arbete', n })
  assert.equal(said(15, 'sv'), 'Arbete, uppgiften blev för gammal för 15 dagar sedan')
  assert.equal(said(1, 'sv'), 'Arbete, uppgiften blev för gammal för 1 dag sedan')
  assert.equal(said(15, 'en'), 'Arbete, too old for 15 days')
})

test('the way back leads over the register for those who may open it, and else from the start page', () => {
  const subject = { id: 'p', givenName: 'Nora', familyName: 'Ek', birthDate: null, protection: 'none' }
  const way = (mayList: boolean) => String(wayTo({ subject, language: 'sv', mayList }))
  assert.match(way(true), /href="\/register">Registret</)
  assert.match(way(false), /href="\/">I dag</)
  assert.doesNotMatch(way(false), /Registret/)
})

test('the start page says how many came for other reasons than the three it names', () => {
  const figures = { members: 9, protected: 0, unclear: 0, soonUpperAge: 0 }
  const entered = (reason: string, count: number) => ({ kind: 'entered' as const, reason, count })
  const reasons = [entered('A', 3), entered('B', 2), entered('C', 2), entered('D', 1), entered('E', 1)]
  const page = (language: 'sv' | 'en', changes: typeof reasons) =>
    String(
      startPage({
        language,
        today: day('2026-10-15'),
        upperAge: 20,
        codes: [],
        colleagues: [],
        name: 'Amina Warsame',
        place: 'Eskilstuna',
        hour: 9,
        reminders: null,
        meter: { ...figures, waiting: 0, admitted: 0 },
        between: null,
        changes,
        causes: [],
        newest: [],
        workStarts: day('2026-09-01'),
        mayImport: false,
      }),
    )
  assert.match(page('sv', reasons), /9 in i registret.*a \(3\), b \(2\), c \(2\) och 2 till</)
  assert.match(page('en', reasons), /9 into the register.*a \(3\), b \(2\), c \(2\) and 2 more</)
  assert.match(page('sv', reasons.slice(0, 3)), /a \(3\), b \(2\), c \(2\)</)
})
