import { addDays, addYears, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { ItemInput, MeetingInput } from './model.ts'

export const LONGEST = { agenda: 2000, place: 80, what: 300 } as const
/** A meeting that was held before it was written down: so many days back. */
const DAYS_BACK = 366

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

/** A time as people write it: `9`, `9.30`, `0930` and `9:30` are `09:00` and `09:30`; what is none is left as it stands. */
export function readTime(text: string): string {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(text.trim()) ?? []
  const read = `${(hour ?? '').padStart(2, '0')}:${minute}`
  return hour !== undefined && TIME.test(read) ? read : text.trim()
}

/** What is wrong with a meeting as it is planned. */
export function meetingProblems(
  { onDay, atTime, place, agenda }: MeetingInput,
  today: PlainDate,
): readonly FieldProblem[] {
  return [
    ...(onDay > addYears(today, 2) ? [{ field: 'onDay', code: 'day_far' }] : []),
    ...(onDay < addDays(today, -DAYS_BACK) ? [{ field: 'onDay', code: 'day_long_ago' }] : []),
    ...(atTime !== '' && !TIME.test(atTime) ? [{ field: 'atTime', code: 'time_unreadable' }] : []),
    ...(place.length === 1 || place.length > LONGEST.place ? [{ field: 'place', code: 'place_length' }] : []),
    ...([...agenda].length > LONGEST.agenda ? [{ field: 'agenda', code: 'agenda_long' }] : []),
  ]
}

type Held = { readonly onDay: PlainDate; readonly nextOn: PlainDate | null }

/** What is wrong with saying that a meeting was held. */
export function heldProblems({ onDay, nextOn }: Held, today: PlainDate): readonly FieldProblem[] {
  return [
    ...(onDay > today ? [{ field: '', code: 'not_held_yet' }] : []),
    ...(nextOn !== null && nextOn <= onDay ? [{ field: 'nextOn', code: 'next_before' }] : []),
    ...(nextOn !== null && nextOn > addYears(today, 2) ? [{ field: 'nextOn', code: 'day_far' }] : []),
  ]
}

/** What is wrong with a decision, or with what somebody is to do. */
export function itemProblems({ kind, what, responsible, dueOn }: ItemInput, today: PlainDate): readonly FieldProblem[] {
  const isAction = kind === 'action'
  return [
    ...(what.length < 2 ? [{ field: 'what', code: 'what_missing' }] : []),
    ...([...what].length > LONGEST.what ? [{ field: 'what', code: 'what_long' }] : []),
    ...(isAction && responsible === null ? [{ field: 'responsible', code: 'responsible_missing' }] : []),
    ...(isAction && dueOn !== null && dueOn > addYears(today, 2) ? [{ field: 'dueOn', code: 'day_far' }] : []),
  ]
}
