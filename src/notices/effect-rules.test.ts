import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type Instant } from '../kernel/date.ts'
import { type KnownStudies, plannedBy, shownFrom } from './effect-rules.ts'
import type { NoticeKind } from './model.ts'

const TOLD = '2026-10-12T10:00:00.000Z' as Instant
const notice = (
  kind: NoticeKind,
  onDay: string,
  more: { schoolUnitCode?: string | null; interrupted?: boolean } = {},
) => ({
  kind,
  onDay: day(onDay),
  interrupted: more.interrupted ?? false,
  schoolForm: 'GY' as const,
  programmeCode: 'BA',
  schoolUnitCode: more.schoolUnitCode === undefined ? '11112222' : more.schoolUnitCode,
  schoolUnit: 'Duveholmsgymnasiet',
  toldAt: TOLD,
})
const known = (from: string, until: string | null = null, more: Partial<KnownStudies> = {}): KnownStudies => ({
  id: 1,
  schoolForm: 'GY',
  schoolUnitCode: '11112222',
  schoolUnit: 'Duveholmsgymnasiet',
  startsOn: day(from),
  endsBefore: until === null ? null : day(until),
  interrupted: false,
  knownFrom: '2026-08-20T04:30:00.000Z' as Instant,
  ...more,
})
const does = (...of: Parameters<typeof plannedBy>) => {
  const planned = plannedBy(...of)
  return planned.does === 'nothing' ? planned.why : planned.does
}

test('a pupil who has left has the studies ended on the day after the last', () => {
  const planned = plannedBy(notice('ends', '2026-10-09'), [known('2025-08-18')])
  assert.deepEqual(planned.does === 'end' && planned.endsBefore, '2026-10-10')
})

test('of several periods at the school the latest that had begun is the one that ends', () => {
  const planned = plannedBy(notice('ends', '2026-10-09'), [
    known('2024-08-19', '2025-06-13', { id: 1 }),
    known('2025-08-18', null, { id: 2 }),
    known('2026-10-10', null, { id: 3 }),
  ])
  assert.deepEqual(planned.does === 'end' && planned.studies.id, 2)
})

test('what is known already changes nothing; an interruption not known does', () => {
  assert.equal(does(notice('ends', '2026-10-09'), [known('2025-08-18', '2026-10-10')]), 'known_already')
  assert.equal(does(notice('ends', '2026-10-09', { interrupted: true }), [known('2025-08-18', '2026-10-10')]), 'end')
})

test('what was learnt after the notice was sent is not overwritten; on the same day the notice holds', () => {
  const newer = { knownFrom: '2026-10-13T04:30:00.000Z' as Instant }
  const sameDay = { knownFrom: '2026-10-12T21:30:00.000Z' as Instant }
  assert.equal(does(notice('ends', '2026-10-09'), [known('2025-08-18', null, newer)]), 'newer_known')
  assert.equal(does(notice('ends', '2026-10-09'), [known('2025-08-18', null, sameDay)]), 'end')
})

test('there is nothing to end of studies that are not known, or that began later', () => {
  assert.equal(does(notice('ends', '2026-10-09'), []), 'no_such_studies')
  assert.equal(does(notice('ends', '2026-10-09'), [known('2026-10-10')]), 'no_such_studies')
  assert.equal(
    does(notice('ends', '2026-10-09'), [known('2025-08-18', null, { schoolUnitCode: '99990000' })]),
    'no_such_studies',
  )
})

test('a pupil who starts has studies from that day, unless there are such', () => {
  assert.equal(does(notice('starts', '2026-10-01'), []), 'begin')
  assert.equal(does(notice('starts', '2026-10-01'), [known('2026-10-01')]), 'known_already')
  assert.equal(does(notice('starts', '2026-10-01'), [known('2025-08-18', '2026-10-02')]), 'known_already')
  assert.equal(does(notice('starts', '2026-10-01'), [known('2025-08-18', '2026-10-01')]), 'begin')
})

test('a school without a code on either side is known by its name', () => {
  const unnamed = known('2025-08-18', null, { schoolUnitCode: null, schoolUnit: 'duveholmsgymnasiet ' })
  assert.equal(does(notice('ends', '2026-10-09'), [unnamed]), 'end')
  assert.equal(does(notice('ends', '2026-10-09', { schoolUnitCode: null }), [known('2025-08-18')]), 'end')
})

test('absence changes nothing of the register', () => {
  assert.equal(does(notice('absent', '2026-10-09'), [known('2025-08-18')]), 'absence')
})

test('it shows in the register from the day after the last day, at the earliest today', () => {
  const today = day('2026-10-15')
  assert.equal(shownFrom(notice('ends', '2026-10-14'), today), '2026-10-15')
  assert.equal(shownFrom(notice('ends', '2026-10-15'), today), '2026-10-16')
  assert.equal(shownFrom(notice('starts', '2026-10-16'), today), '2026-10-16')
  assert.equal(shownFrom(notice('starts', '2026-09-01'), today), '2026-10-15')
})
