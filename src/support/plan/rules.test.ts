import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, type Instant } from '../../kernel/date.ts'
import type { Agreement, Goal, GoalInput, Measure, Step, StepInput, WholePlan } from './model.ts'
import {
  agreementProblems,
  answeredBefore,
  DEFAULT_RULE,
  endingProblems,
  goalProblems,
  isOpen,
  isRobot,
  itemsOf,
  mayAskGuardian,
  reviewOn,
  reviewProblems,
  ruleProblems,
  standingOf,
  stateProblems,
  stepProblems,
} from './rules.ts'

const TODAY = day('2026-10-15')
const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code)

const GOAL: GoalInput = { words: 'Tillbaka till skolan', matters: null, strengths: null, startsOn: TODAY, endsOn: null }
const GOALS: readonly (readonly [string, Partial<GoalInput>, readonly string[]])[] = [
  ['is right with its words and a day', {}, []],
  ['has words', { words: '' }, ['goal_missing']],
  ['has at most 300 characters', { words: 'a'.repeat(300) }, []],
  ['has not 301 characters', { words: 'a'.repeat(301) }, ['words_long']],
  ['may end the day it begins', { endsOn: TODAY }, []],
  ['does not end before it begins', { endsOn: day('2026-10-14') }, ['end_before_start']],
  ['is caught up with three years back', { startsOn: day('2023-10-15') }, []],
  ['is not caught up with further back', { startsOn: day('2023-10-14') }, ['day_out_of_sight']],
  ['ends within three years', { endsOn: day('2029-10-15') }, []],
  ['does not end later than that', { endsOn: day('2029-10-16') }, ['day_out_of_sight']],
]
for (const [says, given, expected] of GOALS)
  test(`a goal ${says}`, () => assert.deepEqual(codes(goalProblems({ ...GOAL, ...given }, TODAY)), expected))

test('what began long ago is worded anew with the days it has; only a day that is changed is questioned', () => {
  const before = { startsOn: day('2021-10-15'), endsOn: day('2031-10-15') }
  const words = { ...GOAL, ...before }
  assert.deepEqual(codes(goalProblems(words, TODAY, before)), [])
  assert.deepEqual(codes(goalProblems({ ...words, startsOn: day('2021-10-16') }, TODAY, before)), ['day_out_of_sight'])
  assert.deepEqual(codes(goalProblems({ ...words, endsOn: day('2031-10-16') }, TODAY, before)), ['day_out_of_sight'])
  assert.deepEqual(codes(goalProblems({ ...words, endsOn: day('2021-10-14') }, TODAY, before)), ['end_before_start'])
})

const STEP: StepInput = {
  ...{ words: 'Ringa rektorn', responsible: 'youth', accountId: null, actor: null, actorWords: null },
  ...{ startsOn: TODAY, dueOn: null },
}
test('a step that somebody else does says who', () => {
  assert.deepEqual(codes(stepProblems(STEP, TODAY)), [])
  assert.deepEqual(codes(stepProblems({ ...STEP, responsible: 'other' }, TODAY)), ['actor_missing'])
  assert.deepEqual(codes(stepProblems({ ...STEP, responsible: 'other', actor: 'health_care' }, TODAY)), [])
})

test('a step that is done does not begin after that', () => {
  const begun = { startsOn: day('2026-10-01'), dueOn: null }
  const done = { ...begun, state: 'done', endedOn: day('2026-10-10') } as const
  assert.deepEqual(codes(stepProblems({ ...STEP, startsOn: day('2026-10-10') }, TODAY, done)), [])
  assert.deepEqual(codes(stepProblems({ ...STEP, startsOn: day('2026-10-11') }, TODAY, done)), ['start_after_done'])
  const open = { ...begun, state: 'going_on', endedOn: null } as const
  assert.deepEqual(codes(stepProblems({ ...STEP, startsOn: day('2026-10-11') }, TODAY, open)), [])
})

const ENDING = { attainment: 'fully', reason: 'reached', reasonWords: null, endedOn: TODAY } as const
const ENDINGS: readonly (readonly [string, Partial<Parameters<typeof endingProblems>[1]>, readonly string[]])[] = [
  ['today, because it is reached', {}, []],
  ['not tomorrow', { endedOn: day('2026-10-16') }, ['ended_in_future']],
  ['on its first day', { endedOn: day('2026-09-01') }, []],
  ['not before its first day', { endedOn: day('2026-08-31') }, ['end_before_start']],
  [
    'before its first day, where it was never begun and is not met',
    { attainment: 'not_met', reason: 'wish_changed', endedOn: day('2026-08-31') },
    [],
  ],
  ['not as partly met and yet reached', { attainment: 'partly' }, ['reason_contradicts']],
  ['not as fully met for another reason', { reason: 'no_contact' }, ['reason_contradicts']],
  ['as partly met, because it takes longer', { attainment: 'partly', reason: 'needs_longer' }, []],
  ['for another reason only in words', { attainment: 'not_met', reason: 'other' }, ['reason_words_missing']],
]
for (const [says, given, expected] of ENDINGS)
  test(`a goal ends ${says}`, () =>
    assert.deepEqual(codes(endingProblems({ startsOn: day('2026-09-01') }, { ...ENDING, ...given }, TODAY)), expected))

test('a step that is not needed says why, and one that is done has been', () => {
  const step = { startsOn: day('2026-10-01') }
  const move = { state: 'not_needed', reason: null, endedOn: TODAY } as const
  assert.deepEqual(codes(stateProblems(step, move, TODAY)), ['not_needed_reason_missing'])
  assert.deepEqual(codes(stateProblems(step, { ...move, reason: 'solved' }, TODAY)), [])
  const ahead = { startsOn: day('2026-11-01') }
  assert.deepEqual(codes(stateProblems(ahead, { ...move, reason: 'solved' }, TODAY)), [])
  const done = { state: 'done', reason: null } as const
  assert.deepEqual(codes(stateProblems(step, { ...done, endedOn: day('2026-10-16') }, TODAY)), ['ended_in_future'])
  assert.deepEqual(codes(stateProblems(step, { ...done, endedOn: day('2026-09-30') }, TODAY)), ['end_before_start'])
  const going = { state: 'going_on', reason: null, endedOn: day('2026-12-01') } as const
  assert.deepEqual(codes(stateProblems(step, going, TODAY)), [])
})

const aStep = (given: Partial<Step>): Step => ({
  ...{ id: 's', stepId: 's', goalId: 'g', personId: 'p' as Step['personId'], words: 'Ringa', responsible: 'youth' },
  ...{
    accountId: null,
    actor: null,
    actorWords: null,
    startsOn: TODAY,
    dueOn: TODAY,
    state: 'not_started',
    endedOn: null,
  },
  ...{ reason: null, reasonWords: null, setBy: 'a', knownFrom: '2026-10-15T10:00:00Z' as Instant },
  ...given,
})
const aGoal = (given: Partial<Goal>, steps: readonly Step[]): WholePlan['goals'][number] => ({
  ...{ id: 'g', goalId: 'g', caseId: 'c', personId: 'p' as Goal['personId'], words: 'Skolan', matters: null },
  ...{ strengths: null, startsOn: TODAY, endsOn: TODAY, state: 'open', endedOn: null, attainment: null, reason: null },
  ...{ reasonWords: null, setBy: 'a', knownFrom: '2026-10-15T10:00:00Z' as Instant, steps },
  ...given,
})
const PLAN: NonNullable<WholePlan['plan']> = {
  ...{ id: 'v', caseId: 'c', personId: 'p' as Goal['personId'], number: 1, words: null, startsOn: TODAY, setBy: 'a' },
  knownFrom: '2026-10-15T10:00:00Z' as Instant,
}
const DUE = { measures: [], reviews: [{ outcome: null }] } as const

test('an empty plan lacks what the ordinance asks for, and nobody else needs to do anything', () => {
  assert.deepEqual(itemsOf({ plan: null, goals: [] }, { measures: [], reviews: [] }), {
    ...{ goal: 'missing', youth: 'missing', municipality: 'missing', other: 'none' },
    ...{ days: 'missing', reason: 'none', follow_up: 'missing' },
  })
})

test('a plan with a goal, steps for each, days and a follow-up has all that applies', () => {
  const steps = [aStep({}), aStep({ responsible: 'municipality' }), aStep({ responsible: 'other', actor: 'school' })]
  const over = aGoal({ state: 'ended', attainment: 'fully', reason: 'reached', endedOn: TODAY }, [])
  const items = itemsOf({ plan: PLAN, goals: [aGoal({}, steps), over] }, DUE)
  assert.deepEqual(new Set(Object.values(items)), new Set(['there']))
})

test('a goal without an end, or a step without a day, leaves the days missing', () => {
  const open = (goal: Partial<Goal>, step: Partial<Step>) =>
    itemsOf({ plan: PLAN, goals: [aGoal(goal, [aStep(step)])] }, DUE).days
  assert.equal(open({}, {}), 'there')
  assert.equal(open({ endsOn: null }, {}), 'missing')
  assert.equal(open({}, { dueOn: null }), 'missing')
})

test('what has ended has an end, and what is not needed is nobody’s and asks for no day', () => {
  const over = { state: 'ended', attainment: 'fully', reason: 'reached', endsOn: null, endedOn: TODAY } as const
  const done = aStep({ state: 'done', dueOn: null, endedOn: TODAY })
  const off = aStep({ responsible: 'municipality', state: 'not_needed', reason: 'solved', dueOn: null, endedOn: TODAY })
  const items = itemsOf({ plan: PLAN, goals: [aGoal(over, [done, off])] }, DUE)
  assert.deepEqual([items.days, items.youth, items.municipality, items.reason], ['there', 'there', 'missing', 'there'])
  assert.equal(
    itemsOf({ plan: PLAN, goals: [aGoal({}, [{ ...off, state: 'going_on', endedOn: null }])] }, DUE).days,
    'missing',
  )
})

test('what is done counts by who answers for it, has its days, and says why it is over', () => {
  const measure = { kind: 'coaching', state: 'under_way', endsOn: TODAY, endedOn: null, reason: null } as const
  const of = (...measures: readonly Measure[]) => itemsOf({ plan: PLAN, goals: [aGoal({}, [])] }, { ...DUE, measures })
  assert.equal(of(measure).municipality, 'there')
  assert.equal(of({ ...measure, kind: 'practice' }).other, 'there')
  assert.equal(of({ ...measure, kind: 'health' }).youth, 'there')
  assert.equal(of({ ...measure, state: 'cancelled', endedOn: TODAY, reason: 'too_few' }).municipality, 'missing')
  assert.equal(of({ ...measure, endsOn: null }).days, 'missing')
  assert.equal(of({ ...measure, endsOn: null, state: 'done', endedOn: TODAY }).days, 'there')
  assert.equal(of(measure).reason, 'none')
  assert.equal(of({ ...measure, state: 'done', endedOn: TODAY }).reason, 'there')
  assert.equal(of({ ...measure, state: 'interrupted', endedOn: TODAY, reason: 'work' }).reason, 'there')
  assert.equal(of({ ...measure, state: 'interrupted', endedOn: TODAY }).reason, 'missing')
})

test('what is laid aside is no part of the plan', () => {
  const aside = aGoal({ state: 'archived', reason: 'wait', endedOn: TODAY }, [aStep({})])
  assert.equal(itemsOf({ plan: PLAN, goals: [aside] }, DUE).goal, 'missing')
})

test('a plan is looked at first after four weeks, then every six, and after half a year every twelve', () => {
  const startsOn = day('2026-01-01')
  const next = (lastOn: string | null) =>
    reviewOn({ startsOn, lastOn: lastOn === null ? null : day(lastOn) }, DEFAULT_RULE)
  assert.equal(next(null), '2026-01-29')
  assert.equal(next('2026-01-29'), '2026-03-12')
  // 26 weeks after the plan began is 2 July.
  assert.equal(next('2026-07-01'), '2026-08-12')
  assert.equal(next('2026-07-02'), '2026-09-24')
})

test('the next review is always after the last, also over a leap day', () => {
  const weeks = fc.record({
    ...{ firstWeeks: fc.integer({ min: 1, max: 12 }), earlyWeeks: fc.integer({ min: 1, max: 26 }) },
    ...{ earlyUntil: fc.integer({ min: 1, max: 104 }), laterWeeks: fc.integer({ min: 1, max: 26 }) },
  })
  const past = fc.integer({ min: 0, max: 800 })
  fc.assert(
    fc.property(weeks, past, (rule, days) => {
      const startsOn = day('2027-12-01')
      const lastOn = addDays(startsOn, days)
      assert.ok(reviewOn({ startsOn, lastOn }, rule) > lastOn)
      assert.deepEqual(ruleProblems(rule), [])
    }),
  )
})

test('a measure stays within its bounds', () => {
  assert.deepEqual(codes(ruleProblems({ ...DEFAULT_RULE, firstWeeks: 13 })), ['firstWeeks_range'])
  assert.deepEqual(codes(ruleProblems({ ...DEFAULT_RULE, earlyWeeks: 0 })), ['earlyWeeks_range'])
  assert.deepEqual(codes(ruleProblems({ ...DEFAULT_RULE, earlyUntil: 104, laterWeeks: 26.5 })), ['laterWeeks_range'])
})

test('a review has been held, with somebody', () => {
  const held = { heldOn: TODAY, present: ['youth'], changed: null }
  assert.deepEqual(codes(reviewProblems(held, TODAY)), [])
  assert.deepEqual(codes(reviewProblems({ ...held, heldOn: day('2026-10-16') }, TODAY)), ['held_in_future'])
  assert.deepEqual(codes(reviewProblems({ ...held, present: [] }, TODAY)), ['present_missing'])
})

const said = (given: Partial<Agreement>): Agreement => ({
  ...{
    id: 'a',
    planId: 'v',
    personId: 'p' as Goal['personId'],
    number: 1,
    who: 'youth',
    way: 'paper',
    answer: 'agreed',
  },
  ...{ witnessId: null, onDay: TODAY, recordedAt: '2026-10-15T10:00:00Z' as Instant },
  ...given,
})

test('a yes holds for the version it was said to', () => {
  assert.deepEqual(standingOf('v', []), { youth: 'not_asked', guardian: 'not_asked' })
  assert.equal(standingOf('v', [said({})]).youth, 'agreed')
  assert.equal(standingOf('w', [said({})]).youth, 'changed_since')
})

test('what was said last counts, in whichever order it was noted', () => {
  const no = said({ answer: 'wants_change', onDay: day('2026-10-14'), recordedAt: '2026-10-14T10:00:00Z' as Instant })
  const older = said({ onDay: day('2026-10-13'), recordedAt: '2026-10-15T10:00:00Z' as Instant })
  const newer = said({ onDay: day('2026-10-15'), recordedAt: '2026-10-15T10:00:00Z' as Instant })
  assert.equal(standingOf('v', [older, no]).youth, 'wants_change')
  assert.equal(standingOf('v', [no, older]).youth, 'wants_change')
  assert.equal(standingOf('v', [no, newer]).youth, 'agreed')
  // Of one day, what was noted last.
  const later = said({ answer: 'wants_change', recordedAt: '2026-10-15T10:00:01Z' as Instant })
  assert.equal(standingOf('v', [newer, later]).youth, 'wants_change')
  assert.equal(standingOf('v', [later, newer]).youth, 'wants_change')
})

test('a guardian’s yes is not the young person’s, nor the other way round', () => {
  const theirs = said({ who: 'guardian' })
  assert.deepEqual(standingOf('v', [theirs]), { youth: 'not_asked', guardian: 'agreed' })
  assert.deepEqual(standingOf('v', [theirs, said({ answer: 'wants_change', onDay: day('2026-10-14') })]), {
    ...{ youth: 'wants_change', guardian: 'agreed' },
  })
})

test('a yes is said from the day there was something to say yes to, until today, and not heard by who writes it', () => {
  const of = { madeOn: day('2026-10-14'), by: 'a', today: TODAY }
  const yes = { onDay: TODAY, way: 'paper', witnessId: null } as const
  assert.deepEqual(codes(agreementProblems(yes, of)), [])
  assert.deepEqual(codes(agreementProblems({ ...yes, onDay: day('2026-10-14') }, of)), [])
  assert.deepEqual(codes(agreementProblems({ ...yes, onDay: day('2026-10-13') }, of)), ['agreed_before_version'])
  assert.deepEqual(codes(agreementProblems({ ...yes, onDay: day('2026-10-16') }, of)), ['agreed_in_future'])
  assert.deepEqual(codes(agreementProblems({ ...yes, way: 'oral', witnessId: 'b' }, of)), [])
  assert.deepEqual(codes(agreementProblems({ ...yes, way: 'oral', witnessId: 'a' }, of)), ['witness_own'])
})

test('a guardian is asked until the day before the eighteenth birthday, and never of one who is protected', () => {
  const young = { birthDate: day('2008-10-16'), protection: 'none' } as const
  assert.equal(mayAskGuardian(young, TODAY), true)
  assert.equal(mayAskGuardian(young, day('2026-10-16')), false)
  assert.equal(mayAskGuardian({ ...young, birthDate: null }, TODAY), false)
  assert.equal(mayAskGuardian({ ...young, protection: 'confidentiality_marking' }, TODAY), false)
})

test('what makes previews is told from a phone', () => {
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1'
  assert.deepEqual([isRobot(phone), isRobot(undefined)], [false, false])
  for (const agent of [
    'WhatsApp/2.24',
    'facebookexternalhit/1.1',
    'Mozilla/5.0 (compatible; Googlebot/2.1)',
    'SkypeUriPreview',
  ])
    assert.equal(isRobot(agent), true, agent)
})

test('an answered link keeps its answer until it is over', () => {
  const link = { answer: 'agreed', expiresAt: '2026-10-29T22:00:00Z' as Instant } as const
  assert.equal(answeredBefore(link, '2026-10-29T21:59:59Z' as Instant), 'agreed')
  assert.equal(answeredBefore(link, '2026-10-29T22:00:00Z' as Instant), null)
  assert.equal(answeredBefore({ ...link, answer: null }, '2026-10-20T10:00:00Z' as Instant), null)
})

test('a link takes one answer, to the version that holds, until it is over', () => {
  const link = { isCurrent: true, answeredAt: null, expiresAt: '2026-10-29T22:00:00Z' as Instant }
  assert.equal(isOpen(link, '2026-10-29T21:59:59Z' as Instant), true)
  assert.equal(isOpen(link, '2026-10-29T22:00:00Z' as Instant), false)
  assert.equal(isOpen({ ...link, isCurrent: false }, '2026-10-20T10:00:00Z' as Instant), false)
  assert.equal(
    isOpen({ ...link, answeredAt: '2026-10-16T10:00:00Z' as Instant }, '2026-10-20T10:00:00Z' as Instant),
    false,
  )
})
