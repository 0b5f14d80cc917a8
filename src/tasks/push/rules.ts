import { dayIn, type Instant, instantOf } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Holidays } from '../../organisations/calendar.ts'
import { nextSendable } from '../../outreach/messages/sending-rules.ts'
import type { PushHours } from './model.ts'

/** Nobody is told oftener than this: what comes in between is told together. */
export const COLLECT_MINUTES = 15

/** So many browsers of one person, in one domain. */
export const MOST_DEVICES = 10

/** Working hours, until somebody has chosen others. */
export const DEFAULT_HOURS: PushHours = { opens: '08:00', closes: '17:00', days: 'workdays' }

/** The hours that one may choose between. */
export const PUSH_HOURS = Array.from({ length: 17 }, (_, n) => `${String(n + 6).padStart(2, '0')}:00`)

/** What is wrong with chosen hours. */
export function hoursProblems({ opens, closes }: Pick<PushHours, 'opens' | 'closes'>): readonly FieldProblem[] {
  const unknown = ['opens', 'closes'].filter((field) => !PUSH_HOURS.includes(field === 'opens' ? opens : closes))
  if (unknown.length > 0) return unknown.map((field) => ({ field, code: 'push.hour.unknown' }))
  return opens < closes ? [] : [{ field: 'closes', code: 'push.closes.before' }]
}

/**
 * An address at a push service as a browser gives it: https on its own port, and no name or password in it. Whether it leads to the
 * public internet is seen to when it is called.
 */
export function isPushAddress(text: string): boolean {
  if (text.length > MOST_LETTERS || !URL.canParse(text)) return false
  const { protocol, port, username, password, hash } = new URL(text)
  return protocol === 'https:' && port === '' && username === '' && password === '' && hash === ''
}
const MOST_LETTERS = 1000

/** When a browser may tell next: so long after it last did, and within the hours. `now` when that is at once. */
export function pushAt(
  now: Instant,
  {
    toldAt,
    hours,
    holidays,
  }: { readonly toldAt: Instant | null; readonly hours: PushHours; readonly holidays: Holidays },
): Instant {
  const rested = toldAt === null ? 0 : Date.parse(toldAt) + COLLECT_MINUTES * 60_000
  const from = rested <= Date.parse(now) ? now : (new Date(rested).toISOString() as Instant)
  const all = hours.days === 'all'
  return nextSendable(from, { opens: hours.opens, closes: hours.closes, weekends: all, onHolidays: all }, holidays)
}

/** How long a push service may keep what it is handed at an instant within the hours: nothing comes after they have closed. */
export function secondsLeft(now: Instant, { closes }: Pick<PushHours, 'closes'>): number {
  return Math.max(0, Math.floor((Date.parse(instantOf(dayIn(now), closes)) - Date.parse(now)) / 1000))
}
