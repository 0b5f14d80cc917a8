import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../kernel/date.ts'
import { InState, OutState } from './model.ts'
import {
  dueAfter,
  isOpenIn,
  isOpenOut,
  mayDoIn,
  mayDoOut,
  nextStep,
  openGrounds,
  toldProblems,
  urgencyOf,
  whyNotSend,
} from './rules.ts'

const IN_SEDD = new Set(['0483'])
const TO_GO = { state: 'to_hand_over', protection: 'none', municipality: '0483' } as const

test('it goes through Sedd to a register there; else it goes by hand', () => {
  assert.equal(whyNotSend(TO_GO, IN_SEDD), null)
  assert.equal(whyNotSend({ ...TO_GO, state: 'declined' }, IN_SEDD), null)
  assert.equal(whyNotSend({ ...TO_GO, municipality: '0180' }, IN_SEDD), 'not_in_sedd')
  assert.equal(whyNotSend({ ...TO_GO, municipality: null }, IN_SEDD), 'no_destination')
  for (const state of ['sent', 'received', 'not_needed', 'lapsed'] as const)
    assert.equal(whyNotSend({ ...TO_GO, state }, IN_SEDD), 'not_to_send')
})

test('21:3: protected identity never goes with a move by itself, whoever is in Sedd', () => {
  for (const protection of ['confidentiality_marking', 'protected_registration'])
    assert.equal(whyNotSend({ ...TO_GO, protection }, IN_SEDD), 'protected')
})

test('what is received, set aside or not so is done with, on both sides', () => {
  assert.deepEqual(OutState.options.filter(isOpenOut), ['to_hand_over', 'sent', 'declined'])
  assert.deepEqual(InState.options.filter(isOpenIn), ['awaited', 'to_receive'])
  for (const state of OutState.options.filter((each) => !isOpenOut(each)))
    for (const verb of ['send', 'send_by_hand', 'confirm', 'set_aside', 'name_destination'] as const)
      assert.equal(mayDoOut(state, verb), false)
  assert.equal(mayDoOut('sent', 'send'), false)
  assert.equal(mayDoIn('awaited', 'receive'), false)
  assert.equal(mayDoIn('to_receive', 'refuse'), true)
  assert.equal(mayDoIn('received', 'refuse'), false)
})

test('the first thing to do is what stands in the way of the rest', () => {
  const of = (each: Partial<Parameters<typeof nextStep>[0]>) =>
    nextStep({ state: 'to_hand_over', municipality: '0483', clarity: 'clear', ...each })
  assert.equal(of({}), 'hand_over')
  assert.equal(of({ municipality: null, clarity: 'gap' }), 'find_destination')
  assert.equal(of({ clarity: 'gap' }), 'hand_over')
  assert.equal(of({ clarity: 'overlap' }), 'mend_overlap')
  assert.equal(of({ state: 'sent' }), 'wait')
  assert.equal(of({ state: 'declined', clarity: 'overlap' }), 'declined')
  assert.equal(of({ state: 'received' }), 'nothing')
})

test('a week after the day of leaving it is late from the day after', () => {
  assert.equal(dueAfter(day('2026-09-01'), 7), '2026-09-08')
  assert.equal(urgencyOf(day('2026-09-08'), day('2026-09-08')), 'today')
  assert.equal(urgencyOf(day('2026-09-08'), day('2026-09-09')), 'overdue')
  assert.equal(urgencyOf(day('2026-09-08'), day('2026-09-07')), 'later')
})

const SCHOOL = [
  { strength: 'straight', codes: ['23:2'] },
  { strength: 'straight', codes: ['21:3'] },
]
const GROUNDS = ['consent', 'own_activity', 'general_clause'].map((code) => ({ code, hindered: false }))

test('23:2: under a straight test the least may be told without harm; 21:3 alone is no such test', () => {
  const known = { secrecies: SCHOOL, grounds: GROUNDS, inSedd: true, onRecord: false }
  assert.deepEqual(openGrounds(known), ['harm_test', 'own_activity', 'general_clause'])
  assert.deepEqual(openGrounds({ ...known, secrecies: SCHOOL.slice(1) }), ['own_activity', 'general_clause'])
  const social = [{ strength: 'reversed', codes: ['26:1'] }]
  const hindered = GROUNDS.map((each) => ({ ...each, hindered: each.code === 'general_clause' }))
  assert.deepEqual(openGrounds({ ...known, secrecies: social, grounds: hindered }), ['own_activity'])
})

test('10:1: a consent opens when it is kept for exactly this, and outside Sedd when it is said in words', () => {
  const known = { secrecies: [], grounds: GROUNDS.slice(0, 1), inSedd: true, onRecord: false }
  assert.deepEqual(openGrounds(known), [])
  assert.deepEqual(openGrounds({ ...known, onRecord: true }), ['consent'])
  assert.deepEqual(openGrounds({ ...known, inSedd: false }), ['consent'])
  const told = { callName: 'Eva Ek', callWay: '016-710 10 00', ground: 'consent', groundDetail: '' } as const
  assert.deepEqual(toldProblems(told, { open: ['consent'], onRecord: true }), [])
  assert.deepEqual(toldProblems(told, { open: ['consent'], onRecord: false }), [
    { field: 'groundDetail', code: 'detail_short' },
  ])
})

test('what goes along has somebody to call and a ground that is open', () => {
  const told = { callName: 'Eva Ek', callWay: '016-710 10 00', ground: 'harm_test', groundDetail: '' } as const
  const given = { open: ['harm_test'], onRecord: false } as const
  assert.deepEqual(toldProblems(told, given), [])
  assert.deepEqual(
    toldProblems({ callName: '', callWay: '12', ground: null, groundDetail: '' }, given).map(({ code }) => code),
    ['call_name_missing', 'call_way_missing', 'ground_missing'],
  )
  assert.deepEqual(
    toldProblems({ ...told, ground: 'own_activity' }, given).map(({ code }) => code),
    ['ground_closed'],
  )
})
