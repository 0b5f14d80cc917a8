import type { Instant, PlainDate } from '../../kernel/date.ts'
import { addDays, daysBetween } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { ACHIEVED, type Channel, type ContactInput, type ContactOutcome, type NextContact } from './model.ts'

/** The most young persons that one contact is recorded for, or one message written to, at once: a hall full. */
export const MOST_AT_ONCE = 200

/** What can come of each channel, the most usual first. */
export const OUTCOMES: Readonly<Record<Channel, readonly ContactOutcome[]>> = {
  sms: ['sent', 'answered', 'booked', 'wants_support', 'declined', 'wrong_number', 'returned'],
  call: ['talked', 'no_answer', 'voicemail', 'booked', 'wants_support', 'declined', 'wrong_number'],
  letter: ['sent', 'answered', 'booked', 'wants_support', 'declined', 'returned'],
  email: ['sent', 'answered', 'booked', 'wants_support', 'declined', 'returned'],
  social: ['sent', 'answered', 'booked', 'wants_support', 'declined'],
  home_visit: ['talked', 'not_home', 'booked', 'wants_support', 'declined', 'cancelled'],
  walk: ['talked', 'missed', 'booked', 'wants_support', 'declined', 'cancelled'],
  fika: ['talked', 'missed', 'booked', 'wants_support', 'declined', 'cancelled'],
  meeting: ['talked', 'missed', 'booked', 'wants_support', 'declined', 'cancelled'],
}

/** What is done with one tap, on a phone, when it has just happened. */
export const QUICK = {
  call_no_answer: { channel: 'call', outcome: 'no_answer' },
  call_talked: { channel: 'call', outcome: 'talked' },
  sms_sent: { channel: 'sms', outcome: 'sent' },
  sms_answered: { channel: 'sms', outcome: 'answered' },
  met: { channel: 'meeting', outcome: 'talked' },
} as const satisfies Readonly<Record<string, { readonly channel: Channel; readonly outcome: ContactOutcome }>>
export type Quick = keyof typeof QUICK

export function isQuick(text: string): text is Quick {
  return Object.hasOwn(QUICK, text)
}

export function isAchieved(outcome: ContactOutcome): boolean {
  return (ACHIEVED as readonly string[]).includes(outcome)
}

/** A contact is written down within two years, or it is history that somebody else has told. */
const OLDEST_DAYS = 731
const LONGEST_MINUTES = 600
/** Further ahead than this a day is a slip of the finger. */
const FURTHEST_DAYS = 366

/** What is wrong with a contact, field by field. `now`: the moment it is written down; a minute ahead is a clock that is off. */
export function contactProblems(input: ContactInput, now: Instant): readonly FieldProblem[] {
  const { channel, outcome, direction, happenedAt, minutes, doneBy, withBy } = input
  const age = (Date.parse(now) - Date.parse(happenedAt)) / 86_400_000
  const told = minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST_MINUTES)
  return [
    ...(OUTCOMES[channel].includes(outcome) ? [] : [{ field: 'outcome', code: 'outcome_of_channel' }]),
    ...(direction === 'in' && !isAchieved(outcome) ? [{ field: 'outcome', code: 'outcome_of_direction' }] : []),
    ...(age < -1 / 1440 ? [{ field: 'happenedOn', code: 'later_than_now' }] : []),
    ...(age > OLDEST_DAYS ? [{ field: 'happenedOn', code: 'too_long_ago' }] : []),
    ...(told ? [] : [{ field: 'minutes', code: 'minutes_range' }]),
    ...(withBy !== null && withBy === doneBy ? [{ field: 'withBy', code: 'with_oneself' }] : []),
  ]
}

/** What is wrong with the day of the next contact: today at the earliest, within a year. */
export function nextProblems(onDay: PlainDate, today: PlainDate): readonly FieldProblem[] {
  const ahead = daysBetween(today, onDay)
  if (ahead < 0) return [{ field: 'nextOn', code: 'next_passed' }]
  return ahead > FURTHEST_DAYS ? [{ field: 'nextOn', code: 'next_too_far' }] : []
}

/** Whether a contact that was made on a day has done what the next day was for: it had come, and somebody tried. */
export function fulfils(next: Pick<NextContact, 'onDay'>, happenedOn: PlainDate): boolean {
  return next.onDay <= happenedOn
}

/** The days that stand, as a form remembers which it was made from. */
export function seenNext(open: readonly Pick<NextContact, 'id'>[]): string {
  return open.map(({ id }) => id).join(',')
}

export type Urgency = 'overdue' | 'today' | 'soon' | 'later'

/** How a next day stands on a day. `soon`: within a week. */
export function urgencyOf(onDay: PlainDate, today: PlainDate): Urgency {
  if (onDay < today) return 'overdue'
  if (onDay === today) return 'today'
  return onDay <= addDays(today, 7) ? 'soon' : 'later'
}
