import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../../kernel/date.ts'
import { heldProblems, itemProblems, meetingProblems, readTime } from './rules.ts'

const TODAY = day('2026-10-15')
const MEETING = { kind: 'joint', onDay: TODAY, atTime: '', place: '', agenda: '' } as const
const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code)

test('a time is read as people write it', () => {
  for (const [typed, read] of [
    ['9', '09:00'],
    ['9.30', '09:30'],
    ['0930', '09:30'],
    ['23:59', '23:59'],
    ['24:00', '24:00'],
    ['9:60', '9:60'],
    ['', ''],
  ] as const)
    assert.equal(readTime(typed), read, typed)
})

test('a meeting is at most two years ahead and a year back', () => {
  for (const [onDay, wrong] of [
    ['2028-10-15', []],
    ['2028-10-16', ['day_far']],
    ['2025-10-14', []],
    ['2025-10-13', ['day_long_ago']],
  ] as const)
    assert.deepEqual(codes(meetingProblems({ ...MEETING, onDay: day(onDay) }, TODAY)), wrong, onDay)
})

test('a time that is none, and a place or an agenda that has no room, is told', () => {
  const wrong = { ...MEETING, atTime: '24:00', place: 'X', agenda: 'x'.repeat(2001) }
  assert.deepEqual(codes(meetingProblems(wrong, TODAY)), ['time_unreadable', 'place_length', 'agenda_long'])
  assert.deepEqual(meetingProblems({ ...MEETING, atTime: '23:59', place: 'Xy', agenda: 'x'.repeat(2000) }, TODAY), [])
})

test('a meeting was held today or before, and the next one comes after it', () => {
  const held = (onDay: string, nextOn: string | null) =>
    codes(heldProblems({ onDay: day(onDay), nextOn: nextOn === null ? null : day(nextOn) }, TODAY))
  assert.deepEqual(held('2026-10-15', null), [])
  assert.deepEqual(held('2026-10-16', null), ['not_held_yet'])
  assert.deepEqual(held('2026-10-15', '2026-10-16'), [])
  assert.deepEqual(held('2026-10-15', '2026-10-15'), ['next_before'])
})

test('an action has somebody who does it; a decision needs nobody', () => {
  const item = { what: 'Ringa skolan', responsible: null, dueOn: null } as const
  assert.deepEqual(codes(itemProblems({ ...item, kind: 'action' }, TODAY)), ['responsible_missing'])
  assert.deepEqual(itemProblems({ ...item, kind: 'decision' }, TODAY), [])
  assert.deepEqual(itemProblems({ ...item, kind: 'action', responsible: { who: 'youth' } }, TODAY), [])
  assert.deepEqual(codes(itemProblems({ ...item, kind: 'decision', what: 'X' }, TODAY)), ['what_missing'])
})
