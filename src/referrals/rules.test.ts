import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type PlainDate } from '../kernel/date.ts'
import { Stage } from './model.ts'
import {
  fullnessOf,
  inQueue,
  isOutcomeOf,
  latenessOf,
  MOVES,
  mayMove,
  movesFrom,
  needsPerson,
  outsideView,
  reasonAcross,
  roomProblem,
  settingProblems,
  targetOf,
  UNDECIDED,
} from './rules.ts'

const NONE: ReadonlySet<PlainDate> = new Set()

test('a referral goes only where the table says, and what is decided goes nowhere but to its end', () => {
  const triage = Object.fromEntries(Stage.options.map((stage) => [stage, movesFrom(stage, 'triage').join(' ')]))
  assert.deepEqual(triage, {
    received: 'triage',
    triage: 'received offered waiting accepted declined passed_on',
    offered: 'received waiting accepted declined passed_on',
    waiting: 'received offered accepted declined passed_on',
    accepted: 'ended',
    declined: '',
    passed_on: 'withdrawn',
    withdrawn: '',
    ended: '',
  })
})

test('who sent it may take it back until somebody has decided, and do nothing else', () => {
  for (const [by, stages] of [
    ['sender', ['received', 'triage', 'offered', 'waiting', 'passed_on']],
    ['outside', ['received', 'triage', 'offered', 'waiting']],
  ] as const) {
    const may = Stage.options.filter((stage) => movesFrom(stage, by).length > 0)
    assert.deepEqual(may, stages)
    assert.ok(may.every((stage) => movesFrom(stage, by).join() === 'withdrawn'))
  }
  assert.equal(mayMove('received', 'withdrawn', 'triage'), false)
  assert.equal(mayMove('accepted', 'withdrawn', 'sender'), false)
})

test('a sender outside is told received until it is decided, and then closed, however it was decided', () => {
  const told = Object.fromEntries(Stage.options.map((stage) => [stage, outsideView(stage)]))
  assert.deepEqual(told, {
    ...{ received: 'received', triage: 'received', offered: 'received', waiting: 'received' },
    ...{ accepted: 'closed', declined: 'closed', passed_on: 'closed', withdrawn: 'closed', ended: 'closed' },
  })
})

test('nobody is offered a place, queued, accepted or passed on before it is said who it is; anybody can be declined', () => {
  assert.deepEqual(Stage.options.filter(needsPerson), ['offered', 'waiting', 'accepted', 'passed_on'])
})

test('each decision has reasons of its own', () => {
  assert.equal(isOutcomeOf('declined', 'not_our_task'), true)
  assert.equal(isOutcomeOf('declined', 'goal_reached'), false)
  assert.equal(isOutcomeOf('ended', 'goal_reached'), true)
  assert.equal(isOutcomeOf('received', 'no_room'), true)
  assert.equal(isOutcomeOf('withdrawn', 'no_room'), false)
})

test('a target day is workdays ahead: Friday 27 November and one day is Monday; Christmas does not count', () => {
  const of = (settings = UNDECIDED, holidays = NONE) => ({ settings, holidays })
  assert.equal(targetOf('received', day('2026-11-27'), of()), '2026-11-30')
  assert.equal(targetOf('triage', day('2026-11-27'), of()), '2026-12-04')
  assert.equal(targetOf('offered', day('2026-11-27'), of()), '2026-12-11')
  assert.equal(targetOf('waiting', day('2026-11-27'), of()), '2027-01-08')
  const christmas = new Set([
    day('2026-12-24'),
    day('2026-12-25'),
    day('2026-12-31'),
    day('2027-01-01'),
    day('2027-01-06'),
  ])
  assert.equal(targetOf('received', day('2026-12-23'), of(UNDECIDED, christmas)), '2026-12-28')
  assert.equal(targetOf('received', day('2026-11-27'), of({ ...UNDECIDED, receivedDays: 3 })), '2026-12-02')
  for (const stage of ['accepted', 'declined', 'passed_on', 'withdrawn', 'ended'] as const)
    assert.equal(targetOf(stage, day('2026-11-27'), of()), null)
})

test('a stage is late the day after its target, and not on it', () => {
  const target = day('2026-11-30')
  assert.equal(latenessOf(target, day('2026-11-29')), 'ahead')
  assert.equal(latenessOf(target, day('2026-11-30')), 'today')
  assert.equal(latenessOf(target, day('2026-12-01')), 'overdue')
  assert.equal(latenessOf(null, day('2026-12-01')), 'none')
})

test('17 of 20 has room, 20 of 20 is full, 21 is over, and where nobody has said it is said', () => {
  const full = (taken: number, places: number | null) => fullnessOf({ taken, places, waiting: 0 })
  assert.deepEqual([full(17, 20), full(20, 20), full(21, 20), full(21, null)], ['free', 'full', 'over', 'unsaid'])
  assert.equal(full(0, 0), 'full')
})

test('who was referred first is first in the queue', () => {
  const one = { receivedAt: '2026-11-02T09:00:00.000Z', id: 'b' } as Parameters<typeof inQueue>[0]
  const two = { receivedAt: '2026-11-03T09:00:00.000Z', id: 'a' } as typeof one
  assert.deepEqual([two, one].sort(inQueue), [one, two])
  assert.equal(inQueue(one, one), 0)
})

test('a team with no room takes nobody unless somebody says so; one that nobody has counted places for does', () => {
  const told = [{ field: 'anyway', code: 'team_full' }]
  assert.equal(roomProblem({ taken: 19, places: 20 }, false), null)
  assert.deepEqual([roomProblem({ taken: 20, places: 20 }, false)], told)
  assert.deepEqual([roomProblem({ taken: 21, places: 20 }, false)], told)
  assert.equal(roomProblem({ taken: 21, places: 20 }, true), null)
  assert.equal(roomProblem({ taken: 21, places: null }, false), null)
})

test('OSL 26:1: another authority learns why it was declined only where it says nothing of the young person', () => {
  const declined = ['not_our_task', 'other_support', 'not_resident', 'declined_offer', 'no_answer', 'twice'] as const
  assert.deepEqual(declined.map(reasonAcross), ['not_our_task', null, 'not_resident', null, null, 'twice'])
})

test('settings outside their limits are told of, each at both its ends', () => {
  assert.deepEqual(settingProblems(UNDECIDED), [])
  const wrong = (field: keyof typeof UNDECIDED, value: number) =>
    settingProblems({ ...UNDECIDED, [field]: value }).map(({ code }) => code)
  assert.deepEqual(wrong('receivedDays', 0), ['receivedDays_range'])
  assert.deepEqual(wrong('receivedDays', 60), [])
  assert.deepEqual(wrong('receivedDays', 61), ['receivedDays_range'])
  assert.deepEqual(wrong('waitingDays', 401), ['waitingDays_range'])
  assert.deepEqual(wrong('untiedDays', Number.NaN), ['untiedDays_range'])
})

test('every move of the table leads to another stage', () => {
  for (const [from, moves] of Object.entries(MOVES)) assert.equal(from in moves, false)
})
