import { dayIn, type Instant, type PlainDate } from './date.ts'

/** The one reader of time. Everything else is handed `now` and `today`. */
export interface Clock {
  now(): Instant
  today(): PlainDate
}

export const systemClock: Clock = clockOf(() => new Date().toISOString() as Instant)

/** A clock that stands still: for tests, the demo and SEDD_NOW. */
export function clockAt(instant: Instant): Clock {
  return clockOf(() => instant)
}

function clockOf(now: () => Instant): Clock {
  return { now, today: () => dayIn(now()) }
}
