import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../kernel/date.ts'
import type { Approval } from './approval-model.ts'
import { approvalState } from './approval-rules.ts'

const UNTIL = '2026-10-22T22:00:00Z' as Instant
const before = '2026-10-22T21:59:59Z' as Instant
const asked = (given: Partial<Approval> = {}) => ({ approved: null, usedAt: null, untilAt: UNTIL, ...given })

test('a request waits, is approved or declined, and expires at its last instant', () => {
  assert.equal(approvalState(asked(), before), 'waiting')
  assert.equal(approvalState(asked({ approved: true }), before), 'approved')
  assert.equal(approvalState(asked(), UNTIL), 'expired')
  assert.equal(approvalState(asked({ approved: true }), UNTIL), 'expired')
})

test('what was declined or used stays so after its time', () => {
  assert.equal(approvalState(asked({ approved: false }), UNTIL), 'declined')
  assert.equal(approvalState(asked({ approved: true, usedAt: before }), UNTIL), 'used')
})
