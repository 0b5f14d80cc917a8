import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../kernel/date.ts'
import { InState, OutState } from './model.ts'
import { mayDoIn, mayDoOut, urgencyOf, whyNotSend } from './rules.ts'

test('a notice to send goes, goes by hand, or is set aside; what came back goes another way; the rest stands', () => {
  const doings = ['send', 'send_by_hand', 'set_aside', 'confirm', 'fail'] as const
  const may = Object.fromEntries(
    OutState.options.map((state) => [state, doings.filter((verb) => mayDoOut(state, verb))]),
  )
  assert.deepEqual(may, {
    to_send: ['send', 'send_by_hand', 'set_aside'],
    sent: ['confirm', 'fail'],
    received: [],
    failed: ['send_by_hand', 'set_aside'],
    not_needed: [],
  })
})

test('what was done with one that came can be taken back, but not that it was sent back', () => {
  const undoable = InState.options.filter((state) => mayDoIn(state, 'undo'))
  assert.deepEqual(undoable, ['applied', 'no_effect'])
  assert.deepEqual(
    InState.options.filter((state) => mayDoIn(state, 'apply')),
    ['new'],
  )
})

test('21:3: protected identity never goes by itself, whoever is in Sedd', () => {
  const inSedd = new Set(['0483'])
  const of = (protection: string, municipality: string, state: OutState = 'to_send') =>
    whyNotSend({ state, protection, municipality }, inSedd)
  assert.equal(of('none', '0483'), null)
  assert.equal(of('none', '0180'), 'not_in_sedd')
  assert.equal(of('confidentiality_marking', '0483'), 'protected')
  assert.equal(of('protected_registration', '0483'), 'protected')
  assert.equal(of('none', '0483', 'sent'), 'not_to_send')
})

test('it is late from the day after the target day', () => {
  const today = day('2026-10-15')
  assert.equal(urgencyOf(day('2026-10-14'), today), 'overdue')
  assert.equal(urgencyOf(day('2026-10-15'), today), 'today')
  assert.equal(urgencyOf(day('2026-10-16'), today), 'later')
})
