import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../../kernel/date.ts'
import { closingProblems, openingProblems } from './rules.ts'
import type { NewMember, TeamMember } from './team-model.ts'
import { lacksMentor, memberProblems } from './team-rules.ts'

const TODAY = day('2026-10-15')
const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code)

test('a case is opened today or within the last year, and not before it was last closed', () => {
  for (const [openedOn, lastClosedOn, wrong] of [
    ['2026-10-15', null, []],
    ['2026-10-16', null, ['opened_in_future']],
    ['2025-10-14', null, []],
    ['2025-10-13', null, ['opened_long_ago']],
    ['2026-09-01', '2026-09-01', []],
    ['2026-08-31', '2026-09-01', ['opened_before_closed']],
  ] as const) {
    const last = lastClosedOn === null ? null : day(lastClosedOn)
    const given = { openedOn: day(openedOn), lastClosedOn: last, reopenReason: 'wants_back' } as const
    assert.deepEqual(codes(openingProblems(given, TODAY)), wrong, openedOn)
  }
})

test('who opens a case again says why; the first time nobody asks', () => {
  assert.deepEqual(openingProblems({ openedOn: TODAY, lastClosedOn: null }, TODAY), [])
  const again = { openedOn: TODAY, lastClosedOn: day('2026-09-01') }
  assert.deepEqual(codes(openingProblems(again, TODAY)), ['reopen_reason_missing'])
})

test('a case is closed on a day that has been, and not before it was opened', () => {
  const openedOn = day('2026-10-01')
  for (const [closedOn, wrong] of [
    ['2026-10-01', []],
    ['2026-10-15', []],
    ['2026-10-16', ['closed_in_future']],
    ['2026-09-30', ['closed_before_opened']],
  ] as const)
    assert.deepEqual(codes(closingProblems({ closedOn: day(closedOn), openedOn }, TODAY)), wrong, closedOn)
})

const NOBODY = { accountId: null, name: '', organisation: '', phone: '', email: '', from: TODAY } as const
const member = (role: NewMember['role'], name: string): TeamMember => ({
  ...{ id: crypto.randomUUID(), caseId: crypto.randomUUID(), personId: crypto.randomUUID() as TeamMember['personId'] },
  ...{ role, name, accountId: null, organisation: null, phone: null, email: null, from: TODAY, until: null },
})

test('dual mentors are a teacher and a pupil assistant, one of each, and two persons', () => {
  const team = [member('mentor_teacher', 'Eva Holm')]
  const add = (role: NewMember['role'], name: string) =>
    codes(memberProblems({ ...NOBODY, role, name }, { team, today: TODAY }))
  assert.deepEqual(add('mentor_assistant', 'Ali Nur'), [])
  assert.deepEqual(add('mentor_assistant', 'EVA  Holm'), ['mentors_same'])
  assert.deepEqual(add('mentor_teacher', 'Ali Nur'), ['mentor_already'])
  assert.deepEqual(add('coach', 'Eva Holm'), [])
  assert.equal(lacksMentor(team), true)
  assert.equal(lacksMentor([...team, member('mentor_assistant', 'Ali Nur')]), false)
  assert.equal(lacksMentor([member('coach', 'Ali Nur')]), false)
})

test('somebody in the team is a colleague or a name, never both and never neither', () => {
  const add = (given: Partial<NewMember>) =>
    codes(memberProblems({ ...NOBODY, role: 'agency', ...given }, { team: [], today: TODAY }))
  assert.deepEqual(add({}), ['member_missing'])
  assert.deepEqual(add({ name: 'Karin Berg', accountId: crypto.randomUUID() }), ['member_missing'])
  assert.deepEqual(add({ name: 'Karin Berg' }), [])
  assert.deepEqual(add({ accountId: crypto.randomUUID() }), [])
  assert.deepEqual(add({ name: 'Karin Berg', phone: 'ring', email: 'karin' }), ['phone_unreadable', 'email_unreadable'])
})
