import { addDays, ageOn, dayIn, type Instant, instantOf, type PlainDate, weekday, ZONE } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Holidays } from '../../organisations/calendar.ts'
import type { Protection, Residency } from '../../people/model.ts'
import { readEmail, readPhone } from '../../people/rules.ts'
import type { LeftOut, MessageChannel, MessageSetting, StopKind, Whose } from './model.ts'

/** When messages may go: those on weekdays from eight to eight, and no holidays, until a domain decides otherwise. */
export type Hours = Pick<MessageSetting, 'opens' | 'closes' | 'weekends' | 'onHolidays'>
export const DEFAULT_HOURS: Hours = { opens: '08:00', closes: '20:00', weekends: false, onHolidays: false }

const WALL = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

function isOpenDay(on: PlainDate, hours: Hours, holidays: Holidays): boolean {
  return (hours.weekends || weekday(on) <= 5) && (hours.onHolidays || !holidays.has(on))
}

/** The instant itself when messages may go then, else the next opening by the clock on the wall in Sweden. */
export function nextSendable(at: Instant, hours: Hours, holidays: Holidays): Instant {
  const today = dayIn(at)
  const time = WALL.format(new Date(at))
  if (isOpenDay(today, hours, holidays)) {
    if (time < hours.opens) return instantOf(today, hours.opens)
    if (time < hours.closes) return at
  }
  let day = addDays(today, 1)
  while (!isOpenDay(day, hours, holidays)) day = addDays(day, 1)
  return instantOf(day, hours.opens)
}

export const isSendable = (at: Instant, hours: Hours, holidays: Holidays) => nextSendable(at, hours, holidays) === at

/** How far ahead holidays are looked up: no row of closed days is longer. */
export const LOOK_AHEAD_DAYS = 30

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

/** Whether what is written in reply reaches somebody: it does to a number, and never to a name. */
export const canBeAnswered = (sender: string): boolean => /^\+?\d{5,15}$/.test(sender)

/** What is wrong with the hours and the sender, field by field. */
export function settingProblems(setting: MessageSetting): readonly FieldProblem[] {
  const { office, phone, email, helpline, sender, opens, closes } = setting
  const hours = TIME.test(opens) && TIME.test(closes)
  return [
    ...(office.length >= 2 && office.length <= 60 ? [] : [{ field: 'office', code: 'office_length' }]),
    ...(phone === null || readPhone(phone).ok ? [] : [{ field: 'phone', code: 'phone_unreadable' }]),
    ...(email === null || readEmail(email) !== null ? [] : [{ field: 'email', code: 'email_unreadable' }]),
    ...(helpline === null || (helpline.length >= 5 && helpline.length <= 200)
      ? []
      : [{ field: 'helpline', code: 'helpline_length' }]),
    ...(/^[A-Za-z0-9 ]{1,11}$|^\+?\d{5,15}$/.test(sender) ? [] : [{ field: 'sender', code: 'sender_form' }]),
    ...(hours ? [] : [{ field: TIME.test(opens) ? 'closes' : 'opens', code: 'time_unreadable' }]),
    ...(hours && opens >= closes ? [{ field: 'closes', code: 'closes_before' }] : []),
  ]
}

/** All that decides whether somebody is written to, as it stands now. */
export type Recipient = {
  readonly protection: Protection
  readonly residency: Residency
  /** Has been in the register and is no longer. */
  readonly hasLeft: boolean
  readonly birthDate: PlainDate | null
  readonly whose: Whose
  /** Of guardians: whether any is on record. */
  readonly hasGuardian: boolean
  /** Where the young person, or each guardian, is reached on this channel; the best first. */
  readonly addresses: readonly string[]
  readonly stops: readonly { readonly kind: StopKind; readonly whose: Whose; readonly address: string | null }[]
}

/** Guardians decide for those under eighteen (FB 6 kap. 2, 11 §§); afterwards nobody but the young person is written to. */
const OF_AGE = 18

/** Why somebody gets no message, the gravest reason first; null when there is somewhere to send it. */
export function leftOut(recipient: Recipient, today: PlainDate): LeftOut | null {
  const { protection, residency, hasLeft, whose, birthDate, hasGuardian, addresses } = recipient
  if (protection !== 'none') return 'protected'
  if (residency !== 'active' || hasLeft) return 'not_member'
  if (whose === 'guardian' && (birthDate === null || ageOn(birthDate, today) >= OF_AGE || !hasGuardian))
    return 'no_guardian'
  if (isStopped(recipient, 'opted_out', null)) return 'opted_out'
  if (addresses.length === 0) return 'no_address'
  if (usable(recipient).length > 0) return null
  return addresses.every((address) => isStopped(recipient, 'wrong_number', address)) ? 'wrong_number' : 'opted_out'
}

/** Where a message may go. To the young person the best one; to guardians each. */
export function usable(recipient: Recipient): readonly string[] {
  const open = recipient.addresses.filter(
    (address) =>
      !isStopped(recipient, 'wrong_number', address) &&
      !isStopped(recipient, 'opted_out', address) &&
      !isStopped(recipient, 'opted_out', null),
  )
  return recipient.whose === 'self' ? open.slice(0, 1) : [...new Set(open)]
}

/** A number that has said no says it for whoever it is thought to be. */
function isStopped({ stops, whose }: Recipient, kind: StopKind, address: string | null): boolean {
  return stops.some((stop) =>
    address === null
      ? stop.kind === kind && stop.address === null && stop.whose === whose
      : stop.kind === kind && stop.address === address,
  )
}

/** Where a text can be sent: a mobile in Sweden, or a number abroad. */
export const canTakeText = (digits: string) => /^467[02369]\d{7}$/.test(digits) || /^(?!46)[1-9]\d{6,14}$/.test(digits)

/** An address of a channel as it is kept: digits, or lower case. Null when it cannot be one. */
export function addressFor(channel: MessageChannel, written: string | null): string | null {
  if (written === null) return null
  if (channel === 'email') return readEmail(written)
  const phone = readPhone(written)
  return phone.ok && canTakeText(phone.digits) ? phone.digits : null
}

/**
 * Whether messages of a channel may be written where there is nobody to hand them to. A text waits for its service, which an installation is
 * set up with; e-mail would lie there for ever.
 */
export const waitsForGateway = (channel: MessageChannel): boolean => channel === 'sms'

/** What was to leave so long ago, and names no day, may speak of what has been ("i morgon"): nobody wants it then. */
const TOO_LATE_MS = 2 * 86_400_000

/** Whether a message would come too late: when the time it names has been, else two days after it was to leave. */
export function isTooLate({ dueAt, untilAt }: { dueAt: Instant; untilAt: Instant | null }, now: Instant): boolean {
  if (untilAt !== null && Date.parse(now) >= Date.parse(untilAt)) return true
  return Date.parse(now) - Date.parse(dueAt) > TOO_LATE_MS
}

/** What has been due for so long does not leave: nothing is there to take it. A whole outbox is handed over in minutes. */
const STUCK_AFTER_MS = 3_600_000
export const stuckBefore = (now: Instant): Instant =>
  new Date(Date.parse(now) - STUCK_AFTER_MS).toISOString() as Instant

export const isStuck = ({ state, dueAt }: { readonly state: string; readonly dueAt: Instant }, now: Instant): boolean =>
  state === 'queued' && Date.parse(dueAt) < Date.parse(stuckBefore(now))

/** What is tried again waits longer each time: 1, 5, 25 minutes, then two hours. */
const WAITS = [1, 5, 25, 120] as const

/** When a message that the gateway did not take is tried again; null when that is enough. `attempts`: how many have been made. */
export function retryAt(now: Instant, attempts: number): Instant | null {
  const wait = WAITS[attempts - 1]
  return wait === undefined ? null : (new Date(Date.parse(now) + wait * 60_000).toISOString() as Instant)
}
