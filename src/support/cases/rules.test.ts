import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../../kernel/date.ts'
import { openingProblems, settingOn, settingProblems } from './rules.ts'
import type { NewMember, TeamMember } from './team-model.ts'
import { isThere, lacksMentor, memberProblems, staysAfter } from './team-rules.ts'
import { inRows } from './work-lanes.ts'

const TODAY = day('2026-10-15')
const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code)

test('a case is opened today or within the last ten years, and not before it was last closed', () => {
  for (const [openedOn, lastClosedOn, wrong] of [
    ['2026-10-15', null, []],
    ['2026-10-16', null, ['opened_in_future']],
    ['2024-03-01', null, []],
    ['2016-10-15', null, []],
    ['2016-10-14', null, ['opened_long_ago']],
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

test('a mentor whose last day it is makes room for another from that day, and not before', () => {
  const gone = { ...member('mentor_teacher', 'Eva Holm'), until: day('2026-10-16') }
  const add = (from: string) =>
    codes(
      memberProblems(
        { ...NOBODY, role: 'mentor_teacher', name: 'Ali Nur', from: day(from) },
        { team: [gone], today: TODAY },
      ),
    )
  assert.deepEqual(add('2026-10-14'), ['mentor_already'])
  assert.deepEqual(add('2026-10-15'), [])
  assert.equal(isThere(gone, TODAY), true)
  assert.equal(staysAfter(gone, TODAY), false)
})

test('the setting of a day is the last that it was changed to, and is changed to the other from a day that has been', () => {
  const changes = [{ setting: 'outside_school', from: day('2026-09-10') }] as const
  const on = (text: string) => settingOn(day(text), { opened: 'in_school', changes })
  assert.deepEqual(
    [on('2026-09-09'), on('2026-09-10'), on('2026-10-15')],
    ['in_school', 'outside_school', 'outside_school'],
  )
  const wrong = (setting: 'in_school' | 'outside_school', from: string) =>
    codes(
      settingProblems({ setting, from: day(from) }, { before: 'in_school', openedOn: day('2026-09-01'), today: TODAY }),
    )
  assert.deepEqual(wrong('outside_school', '2026-09-01'), [])
  assert.deepEqual(wrong('outside_school', '2026-08-31'), ['setting_before_opened'])
  assert.deepEqual(wrong('outside_school', '2026-10-16'), ['opened_in_future'])
  assert.deepEqual(wrong('in_school', '2026-09-20'), ['setting_same'])
})

test('in the lifeline what follows one after another stands in a row, and what goes on at once in rows of their own', () => {
  const span = (from: string, until: string | null, label: string) => ({
    ...{ from: day(from), until: until === null ? null : day(until), label },
    ...{ tone: 'in' as const, source: '' },
  })
  const spans = [
    span('2026-03-01', null, 'Körkort'),
    span('2026-01-01', '2026-03-01', 'Sova'),
    span('2026-02-28', '2026-03-02', 'Praktik'),
  ]
  const rows = inRows('Mål', spans).map((each) => [each.label, ...each.spans.map(({ label }) => label)])
  assert.deepEqual(rows, [
    ['Mål', 'Sova', 'Körkort'],
    ['Mål 2', 'Praktik'],
  ])
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
