import { z } from 'zod'
import { type Instant, InstantText } from '../../kernel/date.ts'

/**
 * Web push (RFC 8030, 8291, 8292): a browser tells how much is new behind the bell, also when Sedd is not open. It goes by the push service
 * of whoever made the browser, which learns that something was sent and when, and cannot read it. What is sent is a count and the address
 * of the bell's page: never of whom, of what, or why.
 */

/** What a browser says of itself when it has been asked to tell (PushSubscription.toJSON). Keys in base64url: 65 bytes and 16. */
export const Subscription = z.object({
  endpoint: z.string(),
  keys: z.object({
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}$/),
    auth: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  }),
})
export type Subscription = z.infer<typeof Subscription>

/** A browser of one's own that tells. Its address is a capability, and is read by the machine alone. */
export const Device = z.object({
  id: z.uuid(),
  madeAt: InstantText,
  toldAt: InstantText.nullable(),
  /** The browser that asks. */
  here: z.boolean(),
})
export type Device = z.infer<typeof Device>

/** The hours in which somebody's browsers may tell, `HH:MM` by the clock on the wall in Sweden: from the first until the second. */
export const PushHours = z.object({ opens: z.string(), closes: z.string(), days: z.enum(['workdays', 'all']) })
export type PushHours = z.infer<typeof PushHours>

/** One browser with something new to tell. */
export const DuePush = z.object({
  id: z.uuid(),
  endpoint: z.string(),
  p256dh: z.string(),
  auth: z.string(),
  toldAt: InstantText.nullable(),
  /** When the newest unread alert was left. */
  newest: InstantText,
  /** How many alerts are unread. */
  unread: z.number(),
  language: z.enum(['sv', 'en']),
  opens: z.string().nullable(),
  closes: z.string().nullable(),
  days: PushHours.shape.days.nullable(),
})
export type DuePush = z.infer<typeof DuePush>

/** What is handed to a push service, which keeps it for so many seconds while the browser is away. */
export type PushMessage = Pick<DuePush, 'endpoint' | 'p256dh' | 'auth'> & {
  readonly content: string
  readonly seconds: number
}

/** Taken; the browser is no longer there; it will not be taken as it is; it may be taken later. */
export type PushOutcome = 'taken' | 'gone' | 'refused' | 'later'

export type SendPush = (message: PushMessage) => Promise<PushOutcome>

/** What became of one browser's turn, which told of the alerts up to `newest`; or the instant at which its turn comes. */
export type Told = { readonly id: string; readonly outcome: PushOutcome; readonly newest: Instant }
export type Turn = Told | { readonly at: Instant }
