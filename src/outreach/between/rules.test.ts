import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type Instant } from '../../kernel/date.ts'
import { GAPS } from './model.ts'
import { ACTION_OF, gapsOf, type Standing } from './rules.ts'

const TODAY = day('2026-12-01')
const tried = (at: string, achieved = false) => ({ at: at as Instant, achieved })
const WELL: Standing = {
  hasOwner: true,
  nextOn: day('2026-12-04'),
  last: tried('2026-11-28T09:00:00.000Z', true),
  stepBy: null,
  isOnLadder: false,
  statusKnown: true,
  statusUntil: day('2026-12-20'),
  handoverBy: null,
  isMissing: false,
}

test('who has a case holder, a next day, an answer and a fresh status stands in no gap', () => {
  assert.deepEqual(gapsOf(WELL, TODAY), [])
})

test('each gap opens on its day and not before', () => {
  const cases: readonly (readonly [Partial<Standing>, readonly string[]])[] = [
    [{ hasOwner: false }, ['no_owner']],
    [{ nextOn: null }, ['no_next']],
    [{ nextOn: null, isOnLadder: true }, []],
    [{ nextOn: day('2026-12-01') }, []],
    [{ nextOn: day('2026-11-30') }, ['overdue']],
    [{ stepBy: day('2026-12-01') }, []],
    [{ stepBy: day('2026-11-30') }, ['late_step']],
    [{ last: null }, []],
    [{ last: tried('2026-11-17T22:59:00.000Z') }, ['no_answer']],
    [{ last: tried('2026-11-17T23:00:00.000Z') }, []],
    [{ last: tried('2026-11-01T09:00:00.000Z', true) }, []],
    [{ statusKnown: false, statusUntil: null }, ['no_status']],
    [{ statusUntil: day('2026-12-02') }, []],
    [{ statusUntil: day('2026-12-01') }, ['stale']],
    [{ handoverBy: day('2026-12-01') }, []],
    [{ handoverBy: day('2026-11-30') }, ['late_handover']],
    [{ isMissing: true }, ['not_arrived']],
    [{ hasOwner: false, nextOn: null, statusKnown: false }, ['no_owner', 'no_next', 'no_status']],
  ]
  for (const [given, gaps] of cases) assert.deepEqual(gapsOf({ ...WELL, ...given }, TODAY), gaps, JSON.stringify(given))
})

test('every gap has something to do about it', () => {
  for (const gap of GAPS) assert.ok(ACTION_OF[gap])
})
