import { addDays, addYears, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { addWorkdays, type Holidays } from '../../organisations/calendar.ts'
import {
  type Activity,
  type ActivityInput,
  type ActivityState,
  type Appointment,
  type AppointmentInput,
  CancelReason,
  type Group,
  type GroupInput,
  InterruptReason,
  Particulars,
  type Qualification,
  type QualificationInput,
} from './model.ts'

const YEARS = 3
export const LONGEST_NAME = 120
/** The length of a meeting, and of a session of a group, in minutes. */
const MINUTES = [5, 720] as const

const isLong = (field: string, text: string | null, longest: number): readonly FieldProblem[] =>
  text !== null && text.length > longest ? [{ field, code: 'text_long' }] : []

function spanProblems(
  { startsOn, endsOn }: { readonly startsOn: PlainDate; readonly endsOn: PlainDate | null },
  today: PlainDate,
): readonly FieldProblem[] {
  const isFar = startsOn < addYears(today, -YEARS) || startsOn > addYears(today, YEARS)
  return [
    ...(isFar ? [{ field: 'startsOn', code: 'day_out_of_sight' }] : []),
    ...(endsOn !== null && endsOn < startsOn ? [{ field: 'endsOn', code: 'end_before_start' }] : []),
    ...(endsOn !== null && endsOn > addYears(today, YEARS) ? [{ field: 'endsOn', code: 'day_out_of_sight' }] : []),
  ]
}

/** What a kind asks for and was not given, field by field: each kind has fields of its own. */
export function particularProblems(typed: ActivityInput['particulars']): readonly FieldProblem[] {
  const read = Particulars.safeParse(typed)
  if (read.success) return []
  const fields = new Set(read.error.issues.map(({ path }) => String(path[0] ?? 'kind')))
  return [...fields].map((field) => ({ field, code: `${field}_wanted` }))
}

export function activityProblems(input: ActivityInput, today: PlainDate): readonly FieldProblem[] {
  return [
    ...particularProblems(input.particulars),
    ...(input.name === '' ? [{ field: 'name', code: 'name_missing' }] : []),
    ...isLong('name', input.name, LONGEST_NAME),
    ...spanProblems(input, today),
  ]
}

/** Where an activity may go from where it is. What is over is over; what was never begun was not interrupted. */
const WAYS: Readonly<Record<ActivityState, readonly ActivityState[]>> = {
  planned: ['under_way', 'done', 'cancelled'],
  under_way: ['done', 'interrupted', 'cancelled'],
  done: [],
  interrupted: [],
  cancelled: [],
}
export const statesAfter = (state: ActivityState): readonly ActivityState[] => WAYS[state]

export type Move = { readonly state: ActivityState; readonly reason: string | null; readonly endedOn: PlainDate }

export function moveProblems(
  of: Pick<Activity, 'state' | 'startsOn'>,
  { state, reason, endedOn }: Move,
  today: PlainDate,
): readonly FieldProblem[] {
  const isOver = state !== 'planned' && state !== 'under_way'
  const reasons = state === 'interrupted' ? InterruptReason : state === 'cancelled' ? CancelReason : null
  return [
    ...(statesAfter(of.state).includes(state) ? [] : [{ field: 'state', code: 'state_wrong' }]),
    ...(reasons !== null && !reasons.safeParse(reason).success ? [{ field: 'reason', code: `reason_${state}` }] : []),
    ...(isOver && endedOn > today ? [{ field: 'endedOn', code: 'ended_in_future' }] : []),
    ...(isOver && state !== 'cancelled' && endedOn < of.startsOn
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

/** The last day whose times are reminded of today: the next workday's, so that nobody is reminded of a Monday on the Monday. */
export const remindsTo = (today: PlainDate, holidays: Holidays): PlainDate => addWorkdays(today, 1, holidays)

export function groupProblems(group: GroupInput, today: PlainDate): readonly FieldProblem[] {
  const { name, place, capacity } = group
  return [
    ...(name === '' ? [{ field: 'name', code: 'name_missing' }] : []),
    ...isLong('name', name, LONGEST_NAME),
    ...isLong('place', place, LONGEST_NAME),
    ...(Number.isInteger(capacity) && capacity >= 1 && capacity <= 500
      ? []
      : [{ field: 'capacity', code: 'capacity_range' }]),
    ...spanProblems(group, today),
  ]
}

export const hasRoom = ({ taken, capacity }: Pick<Group, 'taken' | 'capacity'>) => taken < capacity

export function sessionProblems(
  { onDay, minutes }: { readonly onDay: PlainDate; readonly minutes: number },
  { startsOn, today }: { readonly startsOn: PlainDate; readonly today: PlainDate },
): readonly FieldProblem[] {
  const [least, most] = MINUTES
  return [
    ...(onDay > today ? [{ field: 'onDay', code: 'not_yet' }] : []),
    ...(onDay < startsOn ? [{ field: 'onDay', code: 'end_before_start' }] : []),
    ...(Number.isInteger(minutes) && minutes >= least && minutes <= most
      ? []
      : [{ field: 'minutes', code: 'minutes_range' }]),
  ]
}
