import { addYears, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { addWorkdays, type Holidays } from '../../organisations/calendar.ts'
import type { ContactOutcome, Direction, Channel as LoggedChannel, Through } from '../contacts/model.ts'
import {
  type LeftOut,
  LONGEST_WAIT,
  MOST_STEPS,
  type ProtocolStep,
  REASONS_OF,
  type Rest,
  type RestKind,
  type RestReason,
  type Sendable,
  type Started,
  type StepChannel,
  type StepEnd,
} from './model.ts'

/** What of a person the ladder asks for. */
export type LadderFacts = {
  /** The latest day on which they can have been born. */
  readonly bornOn: PlainDate
  readonly isProtected: boolean
  readonly hasPhone: boolean
  readonly hasAddress: boolean
  readonly guardianPhone: boolean
  /** Texts and e-mail, to themselves and to the guardians: what stops a message stops its step. */
  readonly texts: Sendable
  readonly mails: Sendable
  readonly guardianTexts: Sendable
  readonly guardianMails: Sendable
}

/** One on the ladder, as it stands on a day. */
export type RunState = {
  readonly startedAs: Started
  readonly startedOn: PlainDate
  /** In the register on the day. */
  readonly isMember: boolean
  /** Was in the register for a while since the run began. */
  readonly wasMember: boolean
  /** Somebody was reached, or they answered, since the run began. */
  readonly isReached: boolean
  /** Steps that were closed and not taken back. */
  readonly taken: readonly {
    readonly code: string
    readonly as: Exclude<StepEnd, 'withdrawn'>
    readonly on: PlainDate
  }[]
  readonly open: { readonly code: string; readonly dueFrom: PlainDate; readonly deadlineOn: PlainDate } | null
  readonly rests: readonly Pick<Rest, 'kind' | 'fromOn' | 'untilOn'>[]
}

export type LeftOutStep = { readonly code: string; readonly reason: LeftOut }

/** What is to be done about one on the ladder. */
export type Plan =
  | { readonly kind: 'stopped'; readonly as: 'reached' | 'left' }
  | { readonly kind: 'resting'; readonly as: RestKind; readonly until: PlainDate }
  | {
      readonly kind: 'step'
      readonly step: ProtocolStep
      readonly dueFrom: PlainDate
      readonly deadlineOn: PlainDate
      /** The day from which its wait is counted. */
      readonly since: PlainDate
      readonly leftOut: readonly LeftOutStep[]
    }
  | { readonly kind: 'waiting'; readonly until: PlainDate; readonly leftOut: readonly LeftOutStep[] }
  | { readonly kind: 'finished'; readonly leftOut: readonly LeftOutStep[] }

/** Workdays after the last step in which an answer is waited for before the ladder is at its end. */
export const LAST_WAIT = 10

/**
 * Those with protected identity are written to through Skatteverket's forwarding, or visited; no text, e-mail or call tells where
 * somebody is to be found (folkbokföringslagen 16 §; OSL 21 kap. 3 §).
 */
export const REACHES_PROTECTED: readonly StepChannel[] = ['letter', 'home_visit']

/** By which ways the guardians are turned to: to the door one goes to the young person. */
export const REACHES_GUARDIANS: readonly StepChannel[] = ['sms', 'call', 'email', 'letter']

/** Why a step is not for somebody on a day; null when it is. The law first, then what the protocol says, then how one is reached. */
export function leftOutReason(
  step: Pick<ProtocolStep, 'channel' | 'through' | 'onlyIf'>,
  facts: LadderFacts,
  on: PlainDate,
): LeftOut | null {
  const isAdult = on >= addYears(facts.bornOn, 18)
  // What is forwarded goes to the one who is protected, and to nobody around them.
  if (facts.isProtected && (step.through === 'guardian' || !REACHES_PROTECTED.includes(step.channel)))
    return 'protected'
  // The guardians' say ends on the eighteenth birthday (föräldrabalken 6 kap. 2 §).
  if (isAdult && (step.through === 'guardian' || step.onlyIf === 'under_18')) return 'of_age'
  if (!isAdult && step.onlyIf === 'adult') return 'under_age'
  if (facts.isProtected && step.onlyIf === 'not_protected') return 'protected'
  if (!facts.isProtected && step.onlyIf === 'protected') return 'not_protected'
  return unreachable(step, facts)
}

function unreachable(
  { channel, through }: Pick<ProtocolStep, 'channel' | 'through'>,
  facts: LadderFacts,
): LeftOut | null {
  const isGuardian = through === 'guardian'
  const phone = isGuardian ? facts.guardianPhone : facts.hasPhone
  if (channel === 'call' && !phone) return 'no_phone'
  if (channel === 'sms')
    return unsendable(isGuardian ? facts.guardianTexts : facts.texts, phone ? 'no_mobile' : 'no_phone')
  if (channel === 'email') return unsendable(isGuardian ? facts.guardianMails : facts.mails, 'no_email')
  if (channel === 'home_visit' && !facts.hasAddress) return 'no_address'
  // Skatteverket knows where to forward a letter to one whose address is secret.
  if (channel === 'letter' && !facts.hasAddress && !facts.isProtected) return 'no_address'
  return null
}

function unsendable(sendable: Sendable, none: LeftOut): LeftOut | null {
  if (sendable === 'yes') return null
  return sendable === 'none' ? none : sendable
}

/** What stops a run: they were reached, or they left the register. One who never was in it is sought until reached. */
export function stopsOn(
  run: Pick<RunState, 'startedAs' | 'isMember' | 'wasMember' | 'isReached'>,
): 'reached' | 'left' | null {
  if (run.isReached) return 'reached'
  return !run.isMember && (run.startedAs === 'entered' || run.wasMember) ? 'left' : null
}

/** The rest that holds on a day: an exemption goes before a pause. */
export function restingOn<T extends Pick<Rest, 'kind' | 'fromOn' | 'untilOn'>>(
  rests: readonly T[],
  on: PlainDate,
): T | null {
  const held = rests.filter(({ fromOn, untilOn }) => fromOn <= on && on < untilOn)
  return held.find(({ kind }) => kind === 'exempt') ?? held[0] ?? null
}

export type At = { readonly today: PlainDate; readonly holidays: Holidays }

/** What comes next for one on the ladder. The same in SQL, for many, is in plan-sql.ts; a property holds them equal. */
export function planFor(facts: LadderFacts, run: RunState, steps: readonly ProtocolStep[], at: At): Plan {
  const { today, holidays } = at
  const stopped = stopsOn(run)
  if (stopped !== null) return { kind: 'stopped', as: stopped }
  const rest = restingOn(run.rests, today)
  if (rest !== null) return { kind: 'resting', as: rest.kind, until: rest.untilOn }
  const since = countedFrom(run, today)
  const leftOut: LeftOutStep[] = []
  for (const step of comingSteps(run, steps)) {
    const open = run.open?.code === step.code ? run.open : null
    const dueFrom = open?.dueFrom ?? addWorkdays(since, step.waitDays, holidays)
    const reason = leftOutReason(step, facts, latest([dueFrom, today]))
    if (reason === null) {
      const deadlineOn = open?.deadlineOn ?? addWorkdays(dueFrom, step.deadlineDays, holidays)
      return { kind: 'step', step, dueFrom, deadlineOn, since, leftOut }
    }
    leftOut.push({ code: step.code, reason })
  }
  const until = addWorkdays(since, LAST_WAIT, holidays)
  return until > today ? { kind: 'waiting', until, leftOut } : { kind: 'finished', leftOut }
}

/**
 * What stands open, and the steps after it and the last one taken, in order. A step that a new order puts before the one that stands
 * open is for those who have not come so far.
 */
function comingSteps({ taken, open }: RunState, steps: readonly ProtocolStep[]): readonly ProtocolStep[] {
  const passed = new Set([...taken.map(({ code }) => code), open?.code])
  const last = Math.max(0, ...steps.filter(({ code }) => passed.has(code)).map(({ place }) => place))
  return steps
    .filter(({ place, code }) => place > last || code === open?.code)
    .toSorted((one, other) => one.place - other.place)
}

/** The wait of the next step runs from the last one that somebody took, or from the end of a rest. */
function countedFrom({ startedOn, taken, rests }: RunState, today: PlainDate): PlainDate {
  const steps = taken.filter(({ as }) => as !== 'left_out').map(({ on }) => on)
  const ended = rests.map(({ untilOn }) => untilOn).filter((on) => on <= today)
  return latest([startedOn, ...steps, ...ended])
}

const latest = (days: readonly [PlainDate, ...PlainDate[]]): PlainDate => days.toSorted().at(-1) ?? days[0]

/** A letter to one with protected identity goes through Skatteverket's forwarding. */
export function isForwarded(channel: StepChannel, isProtected: boolean): boolean {
  return channel === 'letter' && isProtected
}

type Contact = {
  readonly channel: LoggedChannel
  readonly through: Through
  readonly direction: Direction
  readonly outcome: ContactOutcome
  readonly on: PlainDate
}

/** Whether a contact does an open step: by its way, to whom it turns, from the day it was due. What was called off did nothing. */
export function doesStep(
  step: { readonly channel: StepChannel; readonly through: string; readonly dueFrom: PlainDate },
  { channel, through, direction, outcome, on }: Contact,
): boolean {
  return (
    channel === step.channel &&
    through === step.through &&
    direction === 'out' &&
    outcome !== 'cancelled' &&
    on >= step.dueFrom
  )
}

/** The longest that nothing may be planned: a pause half a year, an exemption a year; then it is decided anew. */
const LONGEST_REST: Readonly<Record<RestKind, number>> = { pause: 183, exempt: 366 }

/** What is wrong with a rest. */
export function restProblems(rest: {
  readonly kind: RestKind
  readonly reason: RestReason
  readonly days: number
}): readonly FieldProblem[] {
  return [
    ...(REASONS_OF[rest.kind].includes(rest.reason) ? [] : [{ field: 'reason', code: 'reason_of_kind' }]),
    ...(rest.days < 1 ? [{ field: 'until', code: 'until_passed' }] : []),
    ...(rest.days > LONGEST_REST[rest.kind] ? [{ field: 'until', code: `until_too_far_${rest.kind}` }] : []),
  ]
}

/** What is wrong with a protocol: its steps, field by field. */
export function protocolProblems(steps: readonly ProtocolStep[]): readonly FieldProblem[] {
  const codes = steps.map(({ code }) => code)
  return [
    ...(steps.length === 0 ? [{ field: '', code: 'no_steps' }] : []),
    ...(steps.length > MOST_STEPS ? [{ field: '', code: 'too_many_steps' }] : []),
    ...steps.flatMap((step, index) => [
      ...(codes.indexOf(step.code) < index ? [{ field: `code-${step.place}`, code: 'code_twice' }] : []),
      ...(isDays(step.waitDays) ? [] : [{ field: `wait-${step.place}`, code: 'days_range' }]),
      ...(isDays(step.deadlineDays) ? [] : [{ field: `deadline-${step.place}`, code: 'days_range' }]),
      ...(step.through === 'guardian' && !REACHES_GUARDIANS.includes(step.channel)
        ? [{ field: `through-${step.place}`, code: 'guardian_channel' }]
        : []),
      ...(step.onlyIf === 'protected' && !REACHES_PROTECTED.includes(step.channel)
        ? [{ field: `only-${step.place}`, code: 'protected_channel' }]
        : []),
    ]),
  ]
}

/** A step says what is in a template that there is, for the way it goes; a call and a visit have none. Else nothing could be sent for it. */
export function templateProblems(
  steps: readonly ProtocolStep[],
  known: readonly { readonly code: string; readonly channel: string }[],
): readonly FieldProblem[] {
  return steps.flatMap(({ place, channel, templateCode }) =>
    templateCode === null || known.some((each) => each.code === templateCode && each.channel === channel)
      ? []
      : [{ field: `template-${place}`, code: 'template_of_channel' }],
  )
}

const isDays = (days: number) => Number.isInteger(days) && days >= 0 && days <= LONGEST_WAIT

/**
 * The order usual in Sweden: of one under eighteen the guardians first (föräldrabalken 6 kap. 2, 11 §§), a text at once, a call, a letter, and to
 * the door within three weeks.
 */
export const DEFAULT_STEPS: readonly ProtocolStep[] = (
  [
    ['guardian_first', 'sms', 'guardian', 0, 1, 'guardian_first'],
    ['sms_first', 'sms', 'self', 0, 1, 'first_contact'],
    ['call_first', 'call', 'self', 2, 2, null],
    ['sms_reminder', 'sms', 'self', 2, 1, 'reminder'],
    ['letter_first', 'letter', 'self', 3, 2, 'letter_first'],
    ['call_second', 'call', 'self', 3, 2, null],
    ['home_visit', 'home_visit', 'self', 4, 5, null],
    ['letter_last', 'letter', 'self', 5, 3, 'letter_first'],
  ] as const
).map(([code, channel, through, waitDays, deadlineDays, templateCode], index) => ({
  ...{ code, channel, through, waitDays, deadlineDays, templateCode },
  place: index + 1,
  role: 'owner',
  onlyIf: through === 'guardian' ? 'under_18' : null,
}))
