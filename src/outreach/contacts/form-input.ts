import type { Read } from '../../kernel/database.ts'
import { dayIn, type Instant, instantOf, type PlainDate, ZONE } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Submitted } from '../../kernel/http.ts'
import { typedDay } from '../../ui/typed-day.ts'
import type { ContactValues } from './form-views.ts'
import {
  Channel,
  type ContactInput,
  ContactOutcome,
  Direction,
  type LoggedContact,
  type NextInput,
  Through,
} from './model.ts'

/** What a form says, or what is wrong with each field; told together, so that nobody has to mend a form twice. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** `14.30`, `14:30`, `1430` and `9` as `HH:MM`; null when it is no time of day. */
export function typedTime(text: string): string | null {
  const match = /^(\d{1,2})(?:[.: ]?(\d{2}))?$/.exec(text.trim())
  if (!match) return null
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)]
  if (hours > 23 || minutes > 59) return null
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** The contact that a form speaks of. `now` takes the place of a day that is today's with no time said. */
export function readContact(
  form: Submitted,
  { now, today }: { now: Instant; today: PlainDate },
): Reading<ContactInput> {
  const channel = Channel.safeParse(form.text('channel'))
  const outcome = ContactOutcome.safeParse(form.text('outcome'))
  const through = Through.safeParse(form.text('through') || 'self')
  const direction = Direction.safeParse(form.text('direction') || 'out')
  const on = typedDay(form.text('happenedOn'), today)
  const time = form.text('time') === '' ? '' : typedTime(form.text('time'))
  const minutes = form.text('minutes') === '' ? null : Number(form.text('minutes'))
  if (channel.success && outcome.success && through.success && direction.success && on !== null && time !== null) {
    const happenedAt = time !== '' ? instantOf(on, time) : on === today ? now : instantOf(on, '12:00')
    const who = { doneBy: idOrNull(form.text('doneBy')), withBy: idOrNull(form.text('withBy')) }
    const said = { channel: channel.data, through: through.data, direction: direction.data, outcome: outcome.data }
    return { ok: true, value: { ...said, happenedAt, minutes, ...who } }
  }
  const problems = [
    ...(channel.success ? [] : [{ field: 'channel', code: 'channel_missing' }]),
    ...(outcome.success ? [] : [{ field: 'outcome', code: 'outcome_missing' }]),
    ...(on === null ? [{ field: 'happenedOn', code: 'day_unreadable' }] : []),
    ...(time === null ? [{ field: 'time', code: 'time_unreadable' }] : []),
    ...(through.success ? [] : [{ field: 'through', code: 'through_missing' }]),
    ...(direction.success ? [] : [{ field: 'direction', code: 'direction_missing' }]),
  ]
  return { ok: false, problems }
}

const idOrNull = (text: string) => (text === '' ? null : text)

const WALL = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })

/** What the clock on the wall in Sweden says at an instant, `HH:MM`. */
const wallTime = (at: Instant) => WALL.format(new Date(at))

/** The next day of a form: null when none is written. */
export function readNext(form: Submitted, today: PlainDate): Reading<NextInput | null> {
  if (form.text('nextOn') === '') return { ok: true, value: null }
  const onDay = typedDay(form.text('nextOn'), today)
  if (onDay === null) return { ok: false, problems: [{ field: 'nextOn', code: 'next_unreadable' }] }
  const channel = Channel.safeParse(form.text('nextChannel'))
  return { ok: true, value: { onDay, channel: channel.success ? channel.data : null } }
}

/** What the fields begin with: what was typed, else what stands, else now and oneself. */
export function valuesOf(
  tx: Read,
  typed: Readonly<Record<string, string>>,
  standing: LoggedContact | null,
): ContactValues {
  const at = standing?.happenedAt ?? tx.now
  const told = (name: string, otherwise: string) => typed[name] ?? otherwise
  return {
    channel: told('channel', standing?.channel ?? ''),
    through: told('through', standing?.through ?? 'self'),
    direction: told('direction', standing?.direction ?? 'out'),
    outcome: told('outcome', standing?.outcome ?? ''),
    happenedOn: told('happenedOn', dayIn(at)),
    time: told('time', wallTime(at)),
    minutes: told('minutes', standing?.minutes === null || standing === null ? '' : String(standing.minutes)),
    doneBy: told('doneBy', standing?.doneBy ?? tx.actor.accountId),
    withBy: told('withBy', standing?.withBy ?? ''),
  }
}
