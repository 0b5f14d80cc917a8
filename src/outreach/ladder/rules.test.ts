import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../../kernel/date.ts'
import { type ProtocolStep, REASONS_OF } from './model.ts'
import {
  DEFAULT_STEPS,
  doesStep,
  isForwarded,
  type LadderFacts,
  leftOutReason,
  type Plan,
  planFor,
  protocolProblems,
  type RunState,
  restingOn,
  restProblems,
} from './rules.ts'

const FACTS: LadderFacts = {
  bornOn: day('2008-10-20'),
  isProtected: false,
  hasPhone: true,
  hasAddress: true,
  guardianPhone: true,
  texts: 'yes',
  mails: 'yes',
  guardianTexts: 'yes',
  guardianMails: 'yes',
}
/** Thursday. */
const RUN: RunState = {
  startedAs: 'entered',
  startedOn: day('2026-10-15'),
  isMember: true,
  wasMember: false,
  isReached: false,
  taken: [],
  open: null,
  rests: [],
}
const NONE = new Set<ReturnType<typeof day>>()
const done = (code: string, on: string) => ({ code, as: 'done', on: day(on) }) as const

const plan = (today: string, run: Partial<RunState> = {}, facts: Partial<LadderFacts> = {}): Plan =>
  planFor({ ...FACTS, ...facts }, { ...RUN, ...run }, DEFAULT_STEPS, { today: day(today), holidays: NONE })

/** `code due–deadline`, or what else the plan says. */
function told(found: Plan): string {
  if (found.kind === 'step') return `${found.step.code} ${found.dueFrom}–${found.deadlineOn}`
  if (found.kind === 'stopped') return `stopped: ${found.as}`
  if (found.kind === 'resting') return `${found.as} until ${found.until}`
  return found.kind === 'waiting' ? `waiting until ${found.until}` : 'finished'
}

test('the usual order of steps, from the day one enters: each on its workday', () => {
  const cases: readonly (readonly [RunState['taken'], string])[] = [
    [[], 'guardian_first 2026-10-15–2026-10-16'],
    [[done('guardian_first', '2026-10-15')], 'sms_first 2026-10-15–2026-10-16'],
    [[done('sms_first', '2026-10-15')], 'call_first 2026-10-19–2026-10-21'],
    [[done('call_first', '2026-10-19')], 'sms_reminder 2026-10-21–2026-10-22'],
    [[done('sms_reminder', '2026-10-21')], 'letter_first 2026-10-26–2026-10-28'],
    [[done('letter_first', '2026-10-26')], 'call_second 2026-10-29–2026-11-02'],
    [[done('call_second', '2026-10-29')], 'home_visit 2026-11-04–2026-11-11'],
    [[done('home_visit', '2026-11-04')], 'letter_last 2026-11-11–2026-11-16'],
    [[done('letter_last', '2026-11-11')], 'waiting until 2026-11-25'],
  ]
  for (const [taken, expected] of cases) assert.equal(told(plan('2026-10-15', { taken })), expected)
  assert.equal(told(plan('2026-11-24', { taken: [done('letter_last', '2026-11-11')] })), 'waiting until 2026-11-25')
  assert.equal(told(plan('2026-11-25', { taken: [done('letter_last', '2026-11-11')] })), 'finished')
})

test('föräldrabalken 6:2: the guardians are turned to first until the day before the eighteenth birthday, and not on it', () => {
  const bornOn = (on: string, facts: Partial<LadderFacts> = {}) =>
    told(plan('2026-10-15', {}, { bornOn: day(on), ...facts }))
  assert.equal(bornOn('2008-10-16'), 'guardian_first 2026-10-15–2026-10-16')
  assert.equal(bornOn('2008-10-15'), 'sms_first 2026-10-15–2026-10-16')
  assert.equal(bornOn('2008-10-16', { guardianPhone: false, guardianTexts: 'none' }), 'sms_first 2026-10-15–2026-10-16')
  // One born on 29 February is of age on the 28th in a common year.
  assert.equal(leftOutReason(guardian(), { ...FACTS, bornOn: day('2008-02-29') }, day('2026-02-27')), null)
  assert.equal(leftOutReason(guardian(), { ...FACTS, bornOn: day('2008-02-29') }, day('2026-02-28')), 'of_age')
})

const guardian = () => stepOf({ through: 'guardian' })
const stepOf = (given: Partial<ProtocolStep>): ProtocolStep => ({
  ...{ code: 'one', place: 1, channel: 'sms', through: 'self', waitDays: 0, deadlineDays: 0 },
  ...{ role: 'owner', templateCode: null, onlyIf: null },
  ...given,
})

test('a step that is open when the birthday comes is passed over from that day', () => {
  const open = { code: 'guardian_first', dueFrom: day('2026-10-19'), deadlineOn: day('2026-10-20') }
  const run = { startedOn: day('2026-10-19'), open }
  assert.equal(told(plan('2026-10-19', run)), 'guardian_first 2026-10-19–2026-10-20')
  const after = plan('2026-10-20', run)
  assert.equal(told(after), 'sms_first 2026-10-19–2026-10-20')
  assert.deepEqual(after.kind === 'step' && after.leftOut, [{ code: 'guardian_first', reason: 'of_age' }])
})

test('one with protected identity gets letters, forwarded, and visits, and nothing else', () => {
  const secret = { isProtected: true, hasAddress: false }
  const first = plan('2026-10-15', {}, secret)
  assert.equal(told(first), 'letter_first 2026-10-20–2026-10-22')
  assert.deepEqual(
    first.kind === 'step' && first.leftOut.map(({ code, reason }) => `${code} ${reason}`),
    ['guardian_first', 'sms_first', 'call_first', 'sms_reminder'].map((code) => `${code} protected`),
  )
  assert.equal(isForwarded('letter', true), true)
  assert.equal(isForwarded('letter', false), false)
  for (const channel of ['sms', 'call', 'email', 'social'] as const)
    assert.equal(leftOutReason(stepOf({ channel }), { ...FACTS, isProtected: true }, day('2026-10-15')), 'protected')
  assert.equal(
    leftOutReason(stepOf({ channel: 'home_visit' }), { ...FACTS, isProtected: true }, day('2026-10-15')),
    null,
  )
})

test('a step is for those it names, and for those who can be reached by it', () => {
  const cases: readonly (readonly [Partial<ProtocolStep>, Partial<LadderFacts>, string | null])[] = [
    [{}, {}, null],
    [{}, { hasPhone: false, texts: 'none' }, 'no_phone'],
    [{}, { texts: 'none' }, 'no_mobile'],
    [{}, { texts: 'opted_out' }, 'opted_out'],
    [{}, { hasPhone: false, texts: 'opted_out' }, 'opted_out'],
    [{}, { texts: 'wrong_number' }, 'wrong_number'],
    [{}, { guardianTexts: 'opted_out', mails: 'opted_out' }, null],
    [{ channel: 'call' }, { texts: 'none' }, null],
    [{ channel: 'call' }, { texts: 'opted_out' }, null],
    [{ channel: 'email' }, { mails: 'opted_out' }, 'opted_out'],
    [{ channel: 'email' }, { mails: 'wrong_number' }, 'wrong_number'],
    [{ channel: 'email' }, { texts: 'opted_out' }, null],
    [{ channel: 'call' }, { hasPhone: false }, 'no_phone'],
    [{ channel: 'email' }, { mails: 'none' }, 'no_email'],
    [{ channel: 'letter' }, { hasAddress: false }, 'no_address'],
    [{ channel: 'home_visit' }, { hasAddress: false }, 'no_address'],
    [{ channel: 'home_visit' }, { hasAddress: false, isProtected: true }, 'no_address'],
    [{ channel: 'letter' }, { hasAddress: false, isProtected: true }, null],
    [{ channel: 'letter', through: 'guardian' }, {}, null],
    [{ channel: 'letter', through: 'guardian' }, { hasAddress: false }, 'no_address'],
    [{ channel: 'letter', through: 'guardian' }, { isProtected: true }, 'protected'],
    [{ channel: 'social' }, { hasPhone: false, texts: 'none', mails: 'none', hasAddress: false }, null],
    [{ through: 'guardian' }, { guardianPhone: false, guardianTexts: 'none' }, 'no_phone'],
    [{ through: 'guardian' }, { guardianTexts: 'none' }, 'no_mobile'],
    [{ through: 'guardian' }, { guardianTexts: 'wrong_number' }, 'wrong_number'],
    [{ through: 'guardian', channel: 'call' }, { guardianPhone: false }, 'no_phone'],
    [{ through: 'guardian' }, { hasPhone: false, texts: 'none' }, null],
    [{ through: 'guardian', channel: 'email' }, { guardianMails: 'none' }, 'no_email'],
    [{ onlyIf: 'under_18' }, {}, null],
    [{ onlyIf: 'under_18' }, { bornOn: day('2008-10-15') }, 'of_age'],
    [{ onlyIf: 'adult' }, {}, 'under_age'],
    [{ onlyIf: 'adult' }, { bornOn: day('2008-10-15') }, null],
    [{ onlyIf: 'protected' }, {}, 'not_protected'],
    [{ onlyIf: 'not_protected', channel: 'letter' }, { isProtected: true }, 'protected'],
  ]
  for (const [step, facts, expected] of cases)
    assert.equal(leftOutReason(stepOf(step), { ...FACTS, ...facts }, day('2026-10-15')), expected, JSON.stringify(step))
})

test('two steps on the same day: the second comes when the first is done, not before', () => {
  const steps = [stepOf({ code: 'a' }), stepOf({ code: 'b', place: 2, channel: 'call' })]
  const of = (taken: RunState['taken']) =>
    told(planFor(FACTS, { ...RUN, taken }, steps, { today: day('2026-10-15'), holidays: NONE }))
  assert.equal(of([]), 'a 2026-10-15–2026-10-15')
  assert.equal(of([done('a', '2026-10-15')]), 'b 2026-10-15–2026-10-15')
})

test('weekends, holidays and the turn of the year: a wait counts the days on which offices are open', () => {
  const holidays = new Set(['2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01', '2027-01-06'].map(day))
  const steps = [stepOf({ code: 'a' }), stepOf({ code: 'b', place: 2, waitDays: 2, deadlineDays: 3 })]
  const on = (startedOn: string, taken: RunState['taken'] = []) =>
    told(planFor(FACTS, { ...RUN, startedOn: day(startedOn), taken }, steps, { today: day(startedOn), holidays }))
  assert.equal(on('2026-12-23'), 'a 2026-12-23–2026-12-23')
  assert.equal(on('2026-12-24'), 'a 2026-12-28–2026-12-28')
  assert.equal(on('2026-12-26'), 'a 2026-12-28–2026-12-28')
  assert.equal(on('2026-12-23', [done('a', '2026-12-23')]), 'b 2026-12-29–2027-01-05')
  assert.equal(on('2026-12-30', [done('a', '2026-12-30')]), 'b 2027-01-05–2027-01-11')
  // The nights when the clock is turned, 2026-10-25 and 2027-03-28, are days like others.
  assert.equal(on('2026-10-23', [done('a', '2026-10-23')]), 'b 2026-10-27–2026-10-30')
  assert.equal(on('2027-03-26', [done('a', '2027-03-26')]), 'b 2027-03-30–2027-04-02')
  assert.equal(on('2027-06-30', [done('a', '2027-06-30')]), 'b 2027-07-02–2027-07-07')
})

test('an answer stops the ladder, and so does leaving the register', () => {
  const cases: readonly (readonly [Partial<RunState>, string])[] = [
    [{ isReached: true }, 'stopped: reached'],
    [{ isReached: true, isMember: false }, 'stopped: reached'],
    [{ isMember: false }, 'stopped: left'],
    [{ isMember: false, startedAs: 'by_hand', wasMember: true }, 'stopped: left'],
    [{ isMember: false, startedAs: 'referral' }, 'guardian_first 2026-10-15–2026-10-16'],
    [{ isMember: true, wasMember: true }, 'guardian_first 2026-10-15–2026-10-16'],
  ]
  for (const [run, expected] of cases) assert.equal(told(plan('2026-10-15', run)), expected, JSON.stringify(run))
})

test('nothing is planned while it rests, and the wait runs from the day the rest is over', () => {
  const rests = [{ kind: 'pause', fromOn: day('2026-10-15'), untilOn: day('2026-10-24') }] as const
  assert.equal(told(plan('2026-10-15', { rests })), 'pause until 2026-10-24')
  assert.equal(told(plan('2026-10-23', { rests })), 'pause until 2026-10-24')
  // The 24th is a Saturday.
  assert.equal(told(plan('2026-10-24', { rests })), 'sms_first 2026-10-26–2026-10-27')
  const taken = [done('sms_first', '2026-10-15')]
  assert.equal(told(plan('2026-10-24', { rests, taken })), 'call_first 2026-10-27–2026-10-29')
  const exempt = { kind: 'exempt', fromOn: day('2026-10-16'), untilOn: day('2026-12-01') } as const
  assert.equal(restingOn([...rests, exempt], day('2026-10-16'))?.kind, 'exempt')
  assert.equal(told(plan('2026-10-14', { rests })), 'guardian_first 2026-10-15–2026-10-16')
})

test('what was passed over does not come back, and does not move the days of what follows', () => {
  const taken = [
    done('sms_first', '2026-10-15'),
    { code: 'call_first', as: 'left_out', on: day('2026-10-19') } as const,
  ]
  assert.equal(told(plan('2026-10-19', { taken })), 'sms_reminder 2026-10-19–2026-10-20')
  const skipped = [...taken.slice(0, 1), { code: 'call_first', as: 'skipped', on: day('2026-10-20') } as const]
  assert.equal(told(plan('2026-10-20', { taken: skipped })), 'sms_reminder 2026-10-22–2026-10-23')
})

test('a contact does the step whose way it took, from the day the step was due', () => {
  const step = { channel: 'call', through: 'self', dueFrom: day('2026-10-19') } as const
  const made = {
    channel: 'call',
    through: 'self',
    direction: 'out',
    outcome: 'no_answer',
    on: day('2026-10-19'),
  } as const
  const cases: readonly (readonly [Partial<Parameters<typeof doesStep>[1]>, boolean])[] = [
    [{}, true],
    [{ on: day('2026-10-18') }, false],
    [{ on: day('2026-10-30') }, true],
    [{ channel: 'sms', outcome: 'sent' }, false],
    [{ through: 'guardian' }, false],
    [{ direction: 'in', outcome: 'talked' }, false],
    [{ outcome: 'wrong_number' }, true],
    [{ outcome: 'cancelled' }, false],
  ]
  for (const [given, expected] of cases)
    assert.equal(doesStep(step, { ...made, ...given }), expected, JSON.stringify(given))
})

test('a pause lasts half a year at most, an exemption a year, each for a reason of its own', () => {
  const problems = (kind: 'pause' | 'exempt', reason: 'away' | 'declined', days: number) =>
    restProblems({ kind, reason, days }).map(({ code }) => code)
  assert.deepEqual(problems('pause', 'away', 1), [])
  assert.deepEqual(problems('pause', 'away', 0), ['until_passed'])
  assert.deepEqual(problems('pause', 'away', 183), [])
  assert.deepEqual(problems('pause', 'away', 184), ['until_too_far_pause'])
  assert.deepEqual(problems('exempt', 'declined', 366), [])
  assert.deepEqual(problems('exempt', 'declined', 367), ['until_too_far_exempt'])
  assert.deepEqual(problems('exempt', 'away', 10), ['reason_of_kind'])
  assert.ok(!REASONS_OF.pause.includes('safety'))
})

test('an order of steps has a step, no step twice, and nothing that could not be done', () => {
  const codes = (...steps: readonly ProtocolStep[]) =>
    protocolProblems(steps).map(({ field, code }) => `${field} ${code}`)
  assert.deepEqual(protocolProblems(DEFAULT_STEPS), [])
  assert.deepEqual(codes(), [' no_steps'])
  assert.deepEqual(codes(stepOf({}), stepOf({ place: 2 })), ['code-2 code_twice'])
  assert.deepEqual(codes(stepOf({ waitDays: -1, deadlineDays: 61 })), ['wait-1 days_range', 'deadline-1 days_range'])
  assert.deepEqual(codes(stepOf({ waitDays: 60, deadlineDays: 0 })), [])
  assert.deepEqual(codes(stepOf({ channel: 'letter', through: 'guardian' })), [])
  assert.deepEqual(codes(stepOf({ channel: 'home_visit', through: 'guardian' })), ['through-1 guardian_channel'])
  assert.deepEqual(codes(stepOf({ channel: 'social', through: 'guardian' })), ['through-1 guardian_channel'])
  assert.deepEqual(codes(stepOf({ onlyIf: 'protected' })), ['only-1 protected_channel'])
})
