import { addDays, addYears, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { addWorkdays, type Holidays } from '../../organisations/calendar.ts'
import {
  type Activity,
  type ActivityInput,
  ActivityKind,
  type ActivityState,
  type Appointment,
  type AppointmentInput,
  CASE_CLOSED,
  CancelReason,
  type Detail,
  Details,
  type Group,
  type GroupInput,
  InterruptReason,
  KIND_FIELDS,
  type Member,
  type Presence,
  type Qualification,
  type QualificationInput,
} from './model.ts'

const YEARS = 3
export const LONGEST_NAME = 120
/** The length of a meeting, and of a session of a group, in minutes. */
const MINUTES = [5, 720] as const

const isLong = (field: string, text: string | null, longest: number): readonly FieldProblem[] =>
  text !== null && text.length > longest ? [{ field, code: 'text_long' }] : []

type Span = { readonly startsOn: PlainDate; readonly endsOn: PlainDate | null }

/** A day that is not changed is not questioned: what began long ago keeps its first day. */
function spanProblems({ startsOn, endsOn }: Span, today: PlainDate, before: Span | null): readonly FieldProblem[] {
  const isFar = startsOn < addYears(today, -YEARS) || startsOn > addYears(today, YEARS)
  const isFarEnd = endsOn !== null && endsOn > addYears(today, YEARS)
  return [
    ...(isFar && startsOn !== before?.startsOn ? [{ field: 'startsOn', code: 'day_out_of_sight' }] : []),
    ...(endsOn !== null && endsOn < startsOn ? [{ field: 'endsOn', code: 'end_before_start' }] : []),
    ...(isFarEnd && endsOn !== before?.endsOn ? [{ field: 'endsOn', code: 'day_out_of_sight' }] : []),
  ]
}

const DETAILS = Object.keys(Details.shape) as readonly Detail[]

/**
 * What a kind asks for and was not given, field by field: each kind has fields of its own. What it has no use for and was given all the
 * same is refused, for it would be lost.
 */
export function particularProblems(typed: ActivityInput['particulars']): readonly FieldProblem[] {
  const kind = ActivityKind.safeParse(typed.kind)
  if (!kind.success) return [{ field: 'kind', code: 'kind_wanted' }]
  if (kind.data === 'group' && (typed['groupId'] ?? null) === null)
    return [{ field: 'groupId', code: 'groupId_wanted' }]
  const fields = KIND_FIELDS[kind.data]
  const isSaid = (name: Detail) => (typed[name] ?? null) !== null
  const wanted = fields.filter(({ name, isNeeded }) =>
    isSaid(name) ? !Details.shape[name].safeParse(typed[name]).success : isNeeded,
  )
  const unused = DETAILS.some((name) => isSaid(name) && !fields.some((field) => field.name === name))
  return [
    ...wanted.map(({ name }) => ({ field: name, code: `${name}_wanted` })),
    ...(unused ? [{ field: 'kind', code: 'field_unused' }] : []),
  ]
}

/** What is kept of what was typed for a kind: its own fields, and nothing of the others. */
export const detailsOf = (typed: ActivityInput['particulars']): Details =>
  Details.parse(Object.fromEntries(DETAILS.map((name) => [name, typed[name] ?? null])))

type Stood = Pick<Activity, 'startsOn' | 'endsOn' | 'state' | 'endedOn'>

export function activityProblems(
  input: ActivityInput,
  today: PlainDate,
  before: Stood | null = null,
): readonly FieldProblem[] {
  const endedOn = before === null || before.state === 'cancelled' ? null : before.endedOn
  return [
    ...particularProblems(input.particulars),
    ...(endedOn !== null && input.startsOn > endedOn ? [{ field: 'startsOn', code: 'start_after_end' }] : []),
    ...(input.name === '' ? [{ field: 'name', code: 'name_missing' }] : []),
    ...isLong('name', input.name, LONGEST_NAME),
    ...spanProblems(input, today, before),
  ]
}

/** Where an activity may go from where it is. What was never begun was not interrupted; what is over goes on again, or ended otherwise than was noted. */
const WAYS: Readonly<Record<ActivityState, readonly ActivityState[]>> = {
  planned: ['under_way', 'done', 'cancelled'],
  under_way: ['done', 'interrupted', 'cancelled'],
  done: ['under_way', 'interrupted'],
  interrupted: ['under_way', 'done'],
  cancelled: ['planned', 'under_way'],
}
export const isOver = (state: ActivityState): boolean => state !== 'planned' && state !== 'under_way'

const ENDS: readonly ActivityState[] = ['done', 'interrupted', 'cancelled']

/**
 * A place in a group that was given up is somebody else's to take: whoever comes back joins anew. What ended because the case did can be told
 * of afterwards, whatever it had come to.
 */
export function statesAfter({ state, groupId, reason }: Pick<Activity, 'state' | 'groupId' | 'reason'>) {
  const isGivenUp = groupId !== null && (state === 'interrupted' || state === 'cancelled')
  const ways = isGivenUp ? [] : WAYS[state]
  return reason === CASE_CLOSED ? [...ways.filter((way) => !isOver(way)), ...ENDS] : ways
}

/** Where it may go from where it is when the case is closed: how it ended can be told, and nothing begins. */
export const endsAfter = (of: Pick<Activity, 'state' | 'groupId' | 'reason'>): readonly ActivityState[] =>
  statesAfter(of).filter(isOver)

/** How what goes on ends on the last day of the case: what had not begun by then is called off. */
export function endingWithCase(
  { state, startsOn }: Pick<Activity, 'state' | 'startsOn'>,
  closedOn: PlainDate,
): Pick<Activity, 'state' | 'endedOn' | 'reason'> {
  const hasBegun = state === 'under_way' && startsOn <= closedOn
  return { state: hasBegun ? 'interrupted' : 'cancelled', endedOn: closedOn, reason: CASE_CLOSED }
}

export type Move = { readonly state: ActivityState; readonly reason: string | null; readonly endedOn: PlainDate }

export function moveProblems(
  of: Pick<Activity, 'state' | 'startsOn' | 'groupId' | 'reason'>,
  { state, reason, endedOn }: Move,
  today: PlainDate,
): readonly FieldProblem[] {
  const reasons = state === 'interrupted' ? InterruptReason : state === 'cancelled' ? CancelReason : null
  return [
    ...(statesAfter(of).includes(state) ? [] : [{ field: 'state', code: 'state_wrong' }]),
    ...(reasons !== null && !reasons.safeParse(reason).success ? [{ field: 'reason', code: `reason_${state}` }] : []),
    ...(isOver(state) && endedOn > today ? [{ field: 'endedOn', code: 'ended_in_future' }] : []),
    ...(isOver(state) && state !== 'cancelled' && endedOn < of.startsOn
      ? [{ field: 'endedOn', code: 'end_before_start' }]
      : []),
  ]
}

export function qualificationProblems(
  { name, level, gotOn, validUntil }: QualificationInput,
  today: PlainDate,
): readonly FieldProblem[] {
  return [
    ...(name === '' ? [{ field: 'name', code: 'name_missing' }] : []),
    ...isLong('name', name, LONGEST_NAME),
    ...isLong('level', level, 60),
    ...(gotOn > today ? [{ field: 'gotOn', code: 'got_in_future' }] : []),
    ...(gotOn < addYears(today, -30) ? [{ field: 'gotOn', code: 'day_out_of_sight' }] : []),
    ...(validUntil !== null && validUntil < gotOn ? [{ field: 'validUntil', code: 'valid_before_got' }] : []),
  ]
}

export type Validity = 'valid' | 'ends_soon' | 'over' | 'lasts'

/** Whether a paper holds on a day: to and with its last. Two months before, it is time to renew it. */
export function validityOf({ validUntil }: Pick<Qualification, 'validUntil'>, today: PlainDate): Validity {
  if (validUntil === null) return 'lasts'
  if (validUntil < today) return 'over'
  return validUntil < addDays(today, 60) ? 'ends_soon' : 'valid'
}

export function appointmentProblems(
  { onDay, atTime, minutes }: Pick<AppointmentInput, 'onDay' | 'atTime' | 'minutes'>,
  today: PlainDate,
): readonly FieldProblem[] {
  const [least, most] = MINUTES
  return [
    ...(onDay < today ? [{ field: 'onDay', code: 'day_passed' }] : []),
    ...(onDay > addYears(today, 1) ? [{ field: 'onDay', code: 'day_out_of_sight' }] : []),
    ...(/^([01]\d|2[0-3]):[0-5]\d$/.test(atTime) ? [] : [{ field: 'atTime', code: 'time_unreadable' }]),
    ...(Number.isInteger(minutes) && minutes >= least && minutes <= most
      ? []
      : [{ field: 'minutes', code: 'minutes_range' }]),
  ]
}

type Outcome = {
  readonly outcome: 'came' | 'late' | 'no_show' | 'cancelled'
  readonly reasonKind: string | null
  readonly cancelledBy: string | null
}

/** What is wrong with what became of a time: nobody has come, or stayed away, before the day. */
export function outcomeProblems(
  { onDay }: Pick<Appointment, 'onDay'>,
  { outcome, reasonKind, cancelledBy }: Outcome,
  today: PlainDate,
): readonly FieldProblem[] {
  return [
    ...(outcome !== 'cancelled' && onDay > today ? [{ field: 'outcome', code: 'not_yet' }] : []),
    ...(outcome === 'no_show' && reasonKind === null ? [{ field: 'reasonKind', code: 'reason_kind_missing' }] : []),
    ...(outcome === 'cancelled' && cancelledBy === null
      ? [{ field: 'cancelledBy', code: 'cancelled_by_missing' }]
      : []),
  ]
}

/** What became of a time is said anew where it was noted, and nobody has said it anew meanwhile. One that was moved is told of on its new day. */
export const mayCorrect = ({ outcome, isCorrected }: Pick<Appointment, 'outcome' | 'isCorrected'>): boolean =>
  outcome !== null && outcome !== 'moved' && !isCorrected

/** The last day whose times are reminded of today: the next workday's, so that nobody is reminded of a Monday on the Monday. */
export const remindsTo = (today: PlainDate, holidays: Holidays): PlainDate => addWorkdays(today, 1, holidays)

export function groupProblems(
  group: GroupInput,
  today: PlainDate,
  before: Span | null = null,
): readonly FieldProblem[] {
  const { name, place, capacity } = group
  return [
    ...(name === '' ? [{ field: 'name', code: 'name_missing' }] : []),
    ...isLong('name', name, LONGEST_NAME),
    ...isLong('place', place, LONGEST_NAME),
    ...(Number.isInteger(capacity) && capacity >= 1 && capacity <= 500
      ? []
      : [{ field: 'capacity', code: 'capacity_range' }]),
    ...spanProblems(group, today, before),
  ]
}

export const hasRoom = ({ taken, capacity }: Pick<Group, 'taken' | 'capacity'>) => taken < capacity

export function sessionProblems(
  { onDay, minutes }: { readonly onDay: PlainDate; readonly minutes: number },
  { startsOn, overOn, today }: Pick<Group, 'startsOn' | 'overOn'> & { readonly today: PlainDate },
): readonly FieldProblem[] {
  const [least, most] = MINUTES
  return [
    ...(onDay > today ? [{ field: 'onDay', code: 'not_yet' }] : []),
    ...(onDay < startsOn ? [{ field: 'onDay', code: 'end_before_start' }] : []),
    ...(overOn !== null && onDay > overOn ? [{ field: 'onDay', code: 'group_over' }] : []),
    ...(Number.isInteger(minutes) && minutes >= least && minutes <= most
      ? []
      : [{ field: 'minutes', code: 'minutes_range' }]),
  ]
}

/** Whoever did not come stayed away for some kind of reason, as from a time of one's own. */
export function presenceProblems(attended: readonly (readonly [string, Presence])[]): readonly FieldProblem[] {
  return attended
    .filter(([, said]) => said !== null && (said.came === 'no_show') !== (said.reasonKind !== null))
    .map(([activityId]) => ({ field: `came-${activityId}`, code: 'reason_kind_missing' }))
}

export const sameSaid = (one: Presence, other: Presence): boolean =>
  one?.came === other?.came && (one?.reasonKind ?? null) === (other?.reasonKind ?? null)

/** So long after somebody left they can be told of. */
const LEFT_DAYS = 31

/** Who can be told of at a session: those in the group, and those who have left it since. */
export const mayBeTold = ({ state, endedOn }: Pick<Member, 'state' | 'endedOn'>, today: PlainDate): boolean =>
  !isOver(state) || (endedOn !== null && endedOn >= addDays(today, -LEFT_DAYS))
