import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../../kernel/date.ts'
import type { ActivityInput, AppointmentInput } from './model.ts'
import {
  activityProblems,
  appointmentProblems,
  endingWithCase,
  endsAfter,
  groupProblems,
  hasRoom,
  moveProblems,
  outcomeProblems,
  particularProblems,
  qualificationProblems,
  remindsTo,
  sessionProblems,
  validityOf,
} from './rules.ts'

const TODAY = day('2026-10-15')
const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code)
const NOTHING = { subject: null, place: null, hours: null }

const COURSE = { kind: 'vocational_course', ...NOTHING, subject: 'Lager', place: 'Örebro' }
const KINDS: readonly (readonly [string, ActivityInput['particulars'], readonly string[]])[] = [
  ['a guidance talk needs nothing more', { kind: 'guidance_talk', ...NOTHING }, []],
  ['study support needs a subject', { kind: 'study_support', ...NOTHING }, ['subject_wanted']],
  ['study support in mathematics is right', { kind: 'study_support', ...NOTHING, subject: 'Matematik' }, []],
  ['practice needs a place', { kind: 'practice', ...NOTHING }, ['place_wanted']],
  [
    'practice has no subject to lose',
    { kind: 'practice', ...NOTHING, place: 'Varubud', subject: 'Lager' },
    ['field_unused'],
  ],
  ['a course may say what it leads to', { ...COURSE, leadsTo: 'Truckkort A2' }, []],
  ['a talk leads to no paper', { kind: 'guidance_talk', ...NOTHING, leadsTo: 'Truckkort' }, ['field_unused']],
  ['a theme is taken at least once', { kind: 'psychoeducation', ...NOTHING, subject: 'Sömn', sessions: 1 }, []],
  ['and not never', { kind: 'psychoeducation', ...NOTHING, subject: 'Sömn', sessions: 0 }, ['sessions_wanted']],
  ['nor a hundred times', { kind: 'psychoeducation', ...NOTHING, subject: 'Sömn', sessions: 100 }, ['sessions_wanted']],
  [
    'an apprenticeship needs trade and place',
    { kind: 'apprenticeship', ...NOTHING },
    ['subject_wanted', 'place_wanted'],
  ],
  ['sixty hours a week is the most', { kind: 'coaching', ...NOTHING, hours: 60 }, []],
  ['sixty-one is not', { kind: 'coaching', ...NOTHING, hours: 61 }, ['hours_wanted']],
  ['half an hour is not', { kind: 'coaching', ...NOTHING, hours: 0.5 }, ['hours_wanted']],
  ['a group needs to be named', { kind: 'group', ...NOTHING }, ['groupId_wanted']],
  ['what is no kind is none', { kind: 'holiday', ...NOTHING }, ['kind_wanted']],
]
for (const [says, given, expected] of KINDS)
  test(`activity: ${says}`, () => assert.deepEqual(codes(particularProblems(given)), expected))

test('an activity has a name, and does not end before it begins', () => {
  const input: ActivityInput = {
    ...{ particulars: { kind: 'health', ...NOTHING }, name: 'Gym', goalId: null, stepId: null, factors: [] },
    ...{ startsOn: TODAY, endsOn: TODAY },
  }
  assert.deepEqual(codes(activityProblems(input, TODAY)), [])
  assert.deepEqual(codes(activityProblems({ ...input, name: '' }, TODAY)), ['name_missing'])
  assert.deepEqual(codes(activityProblems({ ...input, endsOn: day('2026-10-14') }, TODAY)), ['end_before_start'])
})

test('an activity that began long ago keeps its first day, and one that is over did not begin after that', () => {
  const input: ActivityInput = {
    ...{ particulars: { kind: 'health', ...NOTHING }, name: 'Gym', goalId: null, stepId: null, factors: [] },
    ...{ startsOn: day('2021-10-15'), endsOn: null },
  }
  const stood = { startsOn: day('2021-10-15'), endsOn: null, state: 'under_way', endedOn: null } as const
  assert.deepEqual(codes(activityProblems(input, TODAY)), ['day_out_of_sight'])
  assert.deepEqual(codes(activityProblems(input, TODAY, stood)), [])
  const over = { ...stood, state: 'done', endedOn: day('2026-10-01') } as const
  assert.deepEqual(codes(activityProblems({ ...input, startsOn: day('2026-10-01') }, TODAY, over)), [])
  assert.deepEqual(codes(activityProblems({ ...input, startsOn: day('2026-10-02') }, TODAY, over)), ['start_after_end'])
})

const BEGUN = { state: 'under_way', startsOn: day('2026-09-01'), groupId: null, reason: null } as const
const LEFT = { ...BEGUN, state: 'interrupted', reason: 'case_closed' } as const
const MOVES: readonly (readonly [
  string,
  Parameters<typeof moveProblems>[0],
  Parameters<typeof moveProblems>[1],
  readonly string[],
])[] = [
  ['what goes on can be done', BEGUN, { state: 'done', reason: null, endedOn: TODAY }, []],
  ['interrupted says why', BEGUN, { state: 'interrupted', reason: null, endedOn: TODAY }, ['reason_interrupted']],
  ['interrupted for work', BEGUN, { state: 'interrupted', reason: 'work', endedOn: TODAY }, []],
  [
    'too few is no reason of theirs',
    BEGUN,
    { state: 'interrupted', reason: 'too_few', endedOn: TODAY },
    ['reason_interrupted'],
  ],
  ['called off, for too few applied', BEGUN, { state: 'cancelled', reason: 'too_few', endedOn: TODAY }, []],
  ['not tomorrow', BEGUN, { state: 'done', reason: null, endedOn: day('2026-10-16') }, ['ended_in_future']],
  ['not before it began', BEGUN, { state: 'done', reason: null, endedOn: day('2026-08-31') }, ['end_before_start']],
  [
    'what was never begun was not interrupted',
    { ...BEGUN, state: 'planned' },
    { state: 'interrupted', reason: 'work', endedOn: TODAY },
    ['state_wrong'],
  ],
  ['what is over goes on again', { ...BEGUN, state: 'done' }, { state: 'under_way', reason: null, endedOn: TODAY }, []],
  [
    'what was noted as done was interrupted',
    { ...BEGUN, state: 'done' },
    { state: 'interrupted', reason: 'work', endedOn: TODAY },
    [],
  ],
  [
    'a place in a group that was given up is not taken back',
    { ...BEGUN, state: 'interrupted', groupId: 'g' },
    { state: 'under_way', reason: null, endedOn: TODAY },
    ['state_wrong'],
  ],
  ['what was left with the case was done', LEFT, { state: 'done', reason: null, endedOn: TODAY }, []],
  ['also in a group', { ...LEFT, groupId: 'g' }, { state: 'done', reason: null, endedOn: TODAY }, []],
  ['and is interrupted for a reason', LEFT, { state: 'interrupted', reason: 'no_contact', endedOn: TODAY }, []],
  [
    'that the case was closed is for nobody to choose',
    BEGUN,
    { state: 'interrupted', reason: 'case_closed', endedOn: TODAY },
    ['reason_interrupted'],
  ],
  [
    'what was left in a group is not taken up again',
    { ...LEFT, groupId: 'g' },
    { state: 'under_way', reason: null, endedOn: TODAY },
    ['state_wrong'],
  ],
]
for (const [says, of, to, expected] of MOVES)
  test(`activity: ${says}`, () => assert.deepEqual(codes(moveProblems(of, to, TODAY)), expected))

test('what goes on is interrupted on the last day of the case, and what has not begun by then is called off', () => {
  const ends = (state: 'planned' | 'under_way', startsOn: string) =>
    endingWithCase({ state, startsOn: day(startsOn) }, TODAY).state
  assert.equal(ends('under_way', '2026-10-15'), 'interrupted')
  assert.equal(ends('under_way', '2026-10-16'), 'cancelled')
  assert.equal(ends('planned', '2026-10-01'), 'cancelled')
  assert.deepEqual(endsAfter(BEGUN), ['done', 'interrupted', 'cancelled'])
  assert.deepEqual(endsAfter({ ...BEGUN, state: 'cancelled' }), [])
})

test('a paper holds to and with its last day, and is to be renewed two months before', () => {
  const until = (text: string | null) => validityOf({ validUntil: text === null ? null : day(text) }, TODAY)
  assert.equal(until(null), 'lasts')
  assert.equal(until('2026-10-14'), 'over')
  assert.equal(until('2026-10-15'), 'ends_soon')
  assert.equal(until('2026-12-13'), 'ends_soon')
  assert.equal(until('2026-12-14'), 'valid')
})

test('a paper was got, and did not end before it began to hold', () => {
  const got = { kind: 'forklift', name: 'Truckkort', level: 'A2', activityId: null, evidence: 'seen' } as const
  const days = { gotOn: TODAY, validUntil: TODAY }
  assert.deepEqual(codes(qualificationProblems({ ...got, ...days }, TODAY)), [])
  assert.deepEqual(codes(qualificationProblems({ ...got, ...days, gotOn: day('2026-10-16') }, TODAY)), [
    'got_in_future',
    'valid_before_got',
  ])
  assert.deepEqual(codes(qualificationProblems({ ...got, ...days, validUntil: day('2026-10-14') }, TODAY)), [
    'valid_before_got',
  ])
})

const TIME: Pick<AppointmentInput, 'onDay' | 'atTime' | 'minutes'> = { onDay: TODAY, atTime: '14:30', minutes: 45 }
const TIMES: readonly (readonly [string, Partial<typeof TIME>, readonly string[]])[] = [
  ['today', {}, []],
  ['not yesterday', { onDay: day('2026-10-14') }, ['day_passed']],
  ['within a year', { onDay: day('2027-10-15') }, []],
  ['not further ahead', { onDay: day('2027-10-16') }, ['day_out_of_sight']],
  ['at a time of day', { atTime: '24:00' }, ['time_unreadable']],
  ['for five minutes at least', { minutes: 4 }, ['minutes_range']],
]
for (const [says, given, expected] of TIMES)
  test(`a time is booked ${says}`, () =>
    assert.deepEqual(codes(appointmentProblems({ ...TIME, ...given }, TODAY)), expected))

test('nobody has come before the day, and whoever stayed away did so for some kind of reason', () => {
  const none = { reasonKind: null, cancelledBy: null }
  const tomorrow = { onDay: day('2026-10-16') }
  assert.deepEqual(codes(outcomeProblems({ onDay: TODAY }, { outcome: 'came', ...none }, TODAY)), [])
  assert.deepEqual(codes(outcomeProblems(tomorrow, { outcome: 'came', ...none }, TODAY)), ['not_yet'])
  assert.deepEqual(codes(outcomeProblems({ onDay: TODAY }, { outcome: 'no_show', ...none }, TODAY)), [
    'reason_kind_missing',
  ])
  assert.deepEqual(codes(outcomeProblems(tomorrow, { outcome: 'cancelled', ...none }, TODAY)), ['cancelled_by_missing'])
  assert.deepEqual(
    codes(outcomeProblems(tomorrow, { outcome: 'cancelled', reasonKind: null, cancelledBy: 'us' }, TODAY)),
    [],
  )
})

test('a time is reminded of the workday before: on a Friday of Monday’s, before a holiday of the day after it', () => {
  assert.equal(remindsTo(day('2026-10-15'), new Set()), '2026-10-16')
  assert.equal(remindsTo(day('2026-10-16'), new Set()), '2026-10-19')
  assert.equal(remindsTo(day('2026-12-23'), new Set([day('2026-12-24'), day('2026-12-25')])), '2026-12-28')
})

test('a group has as many places as it says, and meets from its first day', () => {
  const group = {
    name: 'Matte',
    place: null,
    capacity: 500,
    startsOn: TODAY,
    endsOn: null,
    factors: [],
    accountId: 'a',
  }
  assert.deepEqual(codes(groupProblems(group, TODAY)), [])
  assert.deepEqual(codes(groupProblems({ ...group, capacity: 501 }, TODAY)), ['capacity_range'])
  assert.deepEqual([hasRoom({ taken: 7, capacity: 8 }), hasRoom({ taken: 8, capacity: 8 })], [true, false])
  const of = { startsOn: day('2026-10-01'), overOn: null, today: TODAY }
  assert.deepEqual(codes(sessionProblems({ onDay: day('2026-10-01'), minutes: 90 }, of)), [])
  assert.deepEqual(codes(sessionProblems({ onDay: day('2026-09-30'), minutes: 90 }, of)), ['end_before_start'])
  assert.deepEqual(codes(sessionProblems({ onDay: day('2026-10-16'), minutes: 721 }, of)), ['not_yet', 'minutes_range'])
})
