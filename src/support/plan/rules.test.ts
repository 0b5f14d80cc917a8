import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, type Instant } from '../../kernel/date.ts'
import type { Agreement, Goal, GoalInput, Step, StepInput, WholePlan } from './model.ts'
import {
  DEFAULT_RULE,
  endingProblems,
  goalProblems,
  isOpen,
  itemsOf,
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

const STEP: StepInput = {
  ...{ words: 'Ringa rektorn', responsible: 'youth', accountId: null, actor: null, actorWords: null },
  ...{ startsOn: TODAY, dueOn: null },
}
test('a step that somebody else does says who', () => {
  assert.deepEqual(codes(stepProblems(STEP, TODAY)), [])
  assert.deepEqual(codes(stepProblems({ ...STEP, responsible: 'other' }, TODAY)), ['actor_missing'])
  assert.deepEqual(codes(stepProblems({ ...STEP, responsible: 'other', actor: 'health_care' }, TODAY)), [])
})

const ENDING = { attainment: 'fully', reason: 'reached', reasonWords: null, endedOn: TODAY } as const
const ENDINGS: readonly (readonly [string, Partial<Parameters<typeof endingProblems>[1]>, readonly string[]])[] = [
  ['today, because it is reached', {}, []],
  ['not tomorrow', { endedOn: day('2026-10-16') }, ['ended_in_future']],
  ['on its first day', { endedOn: day('2026-09-01') }, []],
  ['not before its first day', { endedOn: day('2026-08-31') }, ['end_before_start']],
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
const DUE = [{ outcome: null }]

test('an empty plan lacks what the ordinance asks for, and nobody else needs to do anything', () => {
  assert.deepEqual(itemsOf({ plan: null, goals: [] }, []), {
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

test('a yes holds for the version it was said to', () => {
  const said = (planId: string, answer: Agreement['answer']): Agreement => ({
    ...{ id: 'a', planId, personId: 'p' as Goal['personId'], number: 1, who: 'youth', way: 'paper', answer },
    ...{ witnessId: null, onDay: TODAY, recordedAt: '2026-10-15T10:00:00Z' as Instant },
  })
  assert.equal(standingOf('v', []), 'not_asked')
  assert.equal(standingOf('v', [said('v', 'agreed')]), 'agreed')
  assert.equal(standingOf('v', [said('v', 'wants_change'), said('v', 'agreed')]), 'wants_change')
  assert.equal(standingOf('w', [said('v', 'agreed')]), 'changed_since')
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
