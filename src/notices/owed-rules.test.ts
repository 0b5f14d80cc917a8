import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '../kernel/date.ts'
import {
  type Attendance,
  absenceProblems,
  type Home,
  homeOn,
  isUnder20,
  owedOf,
  ownOrganisations,
  type Pupil,
} from './owed-rules.ts'

const ASKED = { municipality: '0484', since: day('2026-05-01'), today: day('2026-10-15'), targetDays: 7 }
const lives = (municipality: string, from: string | null = null, until: string | null = null): Home => ({
  kind: 'registered',
  municipality,
  from: from === null ? null : day(from),
  until: until === null ? null : day(until),
})
const attends = (from: string, until: string | null = null, more: Partial<Attendance> = {}): Attendance => ({
  schoolForm: 'GY',
  programmeCode: 'BA',
  schoolUnitCode: '11112222',
  schoolUnit: 'Rekarnegymnasiet',
  startsOn: day(from),
  endsBefore: until === null ? null : day(until),
  interrupted: false,
  ...more,
})
const pupil = (attendances: readonly Attendance[], homes: readonly Home[] = [lives('0483')]): Pupil => ({
  personId: 'p',
  homes,
  attendances,
})
const told = (of: Pupil, asked = ASKED) =>
  owedOf(of, asked).map(({ kind, onDay, municipality, interrupted }) =>
    [kind, onDay, municipality, ...(interrupted ? ['interrupted'] : [])].join(' '),
  )

test('15:15: a pupil from another municipality who starts and who leaves is told of, once for each', () => {
  assert.deepEqual(told(pupil([attends('2026-08-17')])), ['starts 2026-08-17 0483'])
  assert.deepEqual(told(pupil([attends('2026-08-17', '2026-10-10', { interrupted: true })])), [
    'starts 2026-08-17 0483',
    'ends 2026-10-09 0483 interrupted',
  ])
})

test('15:15: of a pupil who lives here nobody is told, nor of one whose hemkommun nobody has said', () => {
  assert.deepEqual(told(pupil([attends('2026-08-17')], [lives('0484')])), [])
  assert.deepEqual(told(pupil([attends('2026-08-17')], [])), [])
})

test('18:15: the anpassade gymnasieskolan is told of like the gymnasieskolan', () => {
  assert.deepEqual(told(pupil([attends('2026-08-17', null, { schoolForm: 'GYAN' })])), ['starts 2026-08-17 0483'])
})

test('one has begun on the first day, and has left when the last day is over', () => {
  const on = (today: string, of: Attendance) => told(pupil([of]), { ...ASKED, today: day(today) })
  assert.deepEqual(on('2026-10-14', attends('2026-10-15')), [])
  assert.deepEqual(on('2026-10-15', attends('2026-10-15')), ['starts 2026-10-15 0483'])
  assert.deepEqual(on('2026-10-09', attends('2026-03-01', '2026-10-10')), [])
  assert.deepEqual(on('2026-10-10', attends('2026-03-01', '2026-10-10')), ['ends 2026-10-09 0483'])
})

test('what happened before the day looked back to is not told of', () => {
  assert.deepEqual(told(pupil([attends('2026-04-30')])), [])
  assert.deepEqual(told(pupil([attends('2026-05-01')])), ['starts 2026-05-01 0483'])
})

test('the hemkommun of the day counts: a move between start and end tells two municipalities', () => {
  const moved = [lives('0483', null, '2026-09-01'), lives('0486', '2026-09-01')]
  assert.deepEqual(told(pupil([attends('2026-08-31', '2026-09-11')], moved)), [
    'starts 2026-08-31 0483',
    'ends 2026-09-10 0486',
  ])
  assert.deepEqual(told(pupil([attends('2026-09-01')], moved)), ['starts 2026-09-01 0486'])
})

test('29:6: a hemkommun set by hand goes before where one is folkbokförd', () => {
  const homes: Home[] = [lives('0484'), { ...lives('0481', '2026-08-01', '2026-09-01'), kind: 'manual' }]
  assert.equal(homeOn(homes, day('2026-07-31')), '0484')
  assert.equal(homeOn(homes, day('2026-08-01')), '0481')
  assert.equal(homeOn(homes, day('2026-08-31')), '0481')
  assert.equal(homeOn(homes, day('2026-09-01')), '0484')
})

test('another programme at the same school without a day between is neither leaving nor starting', () => {
  const changed = [attends('2026-08-17', '2026-09-21'), attends('2026-09-21', null, { programmeCode: 'EK' })]
  assert.deepEqual(told(pupil(changed)), ['starts 2026-08-17 0483'])
  const paused = [attends('2026-08-17', '2026-09-21'), attends('2026-09-22', null, { programmeCode: 'EK' })]
  assert.deepEqual(told(pupil(paused)), ['starts 2026-08-17 0483', 'ends 2026-09-20 0483', 'starts 2026-09-22 0483'])
  const elsewhere = [attends('2026-08-17', '2026-09-21'), attends('2026-09-21', null, { schoolUnitCode: '33334444' })]
  assert.equal(told(pupil(elsewhere)).length, 3)
})

test('two periods at one school that end on the same day are left once', () => {
  const both = [attends('2026-08-20', '2026-09-21'), attends('2026-08-17', '2026-09-21', { programmeCode: 'EK' })]
  const ends = told(pupil(both)).filter((each) => each.startsWith('ends'))
  assert.deepEqual(ends, ['ends 2026-09-20 0483'])
})

test('a period within another at the same school is neither a start of its own nor a leaving', () => {
  const course = { programmeCode: 'EK' } as const
  const open = [attends('2026-08-17'), attends('2026-09-01', '2026-10-01', course)]
  assert.deepEqual(told(pupil(open)), ['starts 2026-08-17 0483'])
  const longer = [attends('2026-05-04', '2026-10-10'), attends('2026-09-01', '2026-10-01', course)]
  assert.deepEqual(told(pupil(longer)), ['starts 2026-05-04 0483', 'ends 2026-10-09 0483'])
  const sameEnd = [attends('2026-05-04', '2026-10-10'), attends('2026-09-01', '2026-10-10', course)]
  assert.deepEqual(told(pupil(sameEnd)), ['starts 2026-05-04 0483', 'ends 2026-10-09 0483'])
})

test('two periods at one school that begin on the same day are one start, and one leaving when the last is over', () => {
  const both = [attends('2026-08-17', '2026-09-21'), attends('2026-08-17', '2026-10-10', { programmeCode: 'EK' })]
  assert.deepEqual(told(pupil(both)), ['starts 2026-08-17 0483', 'ends 2026-10-09 0483'])
})

test('the target day is so many days after', () => {
  const [owed] = owedOf(pupil([attends('2026-08-17')]), ASKED)
  assert.equal(owed?.dueOn, '2026-08-24')
})

test('whatever the life, nothing is told to oneself, before it happened, or twice', () => {
  const place = fc.constantFrom('0484', '0483', '0486')
  const start = day('2026-01-01')
  const attendance = fc
    .tuple(
      fc.integer({ min: 0, max: 300 }),
      fc.option(fc.integer({ min: 1, max: 90 })),
      fc.constantFrom('11112222', '33334444'),
    )
    .map(([from, days, schoolUnitCode]) => {
      const startsOn = addDays(start, from)
      return attends(startsOn, days === null ? null : addDays(startsOn, days), { schoolUnitCode })
    })
  const life = fc.record({
    attendances: fc.uniqueArray(attendance, {
      maxLength: 5,
      selector: (each) => `${each.startsOn}${each.schoolUnitCode}`,
    }),
    homes: fc.array(fc.tuple(place, fc.integer({ min: -30, max: 300 })), { maxLength: 4 }),
  })
  fc.assert(
    fc.property(life, ({ attendances, homes }) => {
      const sorted = homes.toSorted(([, a], [, b]) => a - b)
      const spans = sorted.map(([municipality, from], index): Home => {
        const next = sorted[index + 1]
        return lives(municipality, addDays(start, from), next ? addDays(start, next[1]) : null)
      })
      const owed = owedOf(
        pupil(
          attendances,
          spans.filter(({ from, until }) => from !== until),
        ),
        ASKED,
      )
      const keys = owed.map(({ kind, onDay, schoolUnitCode }) => `${kind} ${onDay} ${schoolUnitCode}`)
      assert.equal(new Set(keys).size, keys.length)
      for (const each of owed) {
        assert.notEqual(each.municipality, '0484')
        assert.ok(each.onDay >= ASKED.since && each.onDay <= ASKED.today)
        assert.ok(each.kind !== 'ends' || each.onDay < ASKED.today)
      }
    }),
  )
})

test('15:15 second sentence: of absence is told while the pupil is under twenty', () => {
  assert.equal(isUnder20(day('2006-10-15'), day('2026-10-14')), true)
  assert.equal(isUnder20(day('2006-10-15'), day('2026-10-15')), false)
})

test('15:15: considerable absence is the domain’s own limit, and below it somebody says so all the same', () => {
  const given = { born: day('2008-03-01'), today: day('2026-10-15'), threshold: 20 }
  const codes = (percent: number | null, onDay = '2026-10-15', anyway = false) =>
    absenceProblems({ percent, onDay: day(onDay), anyway }, given).map(({ code }) => code)
  assert.deepEqual(codes(20), [])
  assert.deepEqual(codes(19), ['below_threshold'])
  assert.deepEqual(codes(19, '2026-10-15', true), [])
  assert.deepEqual(codes(null), ['percent_unreadable'])
  assert.deepEqual(codes(0, '2026-10-15', true), ['percent_unreadable'])
  assert.deepEqual(codes(101), ['percent_unreadable'])
  assert.deepEqual(codes(50, '2026-10-16'), ['day_in_future'])
})

test('which schools are ours follows from the municipality’s name, until somebody has chosen', () => {
  const all = [
    { id: 'a', name: 'Eskilstuna kommun', kind: 'municipality' },
    { id: 'b', name: 'Katrineholms kommun', kind: 'municipality' },
    { id: 'c', name: 'Eskilstuna kommun', kind: 'private' },
  ]
  assert.deepEqual(ownOrganisations(all, { chosen: [], municipality: 'Eskilstuna' }), ['a'])
  assert.deepEqual(ownOrganisations(all, { chosen: [], municipality: 'Katrineholm' }), ['b'])
  assert.deepEqual(ownOrganisations(all, { chosen: ['c', 'gone'], municipality: 'Eskilstuna' }), ['c'])
})
