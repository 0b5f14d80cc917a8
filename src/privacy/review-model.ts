import { z } from 'zod'
import { Day, InstantText } from '../kernel/date.ts'

/**
 * The review of the log: each week some readings are drawn (all in an emergency, all of protected persons, all by somebody who may be a
 * relative, all over the budget, and one in fifty of the rest), and a second pair of eyes says whether there was a reason.
 */

export const ReviewReason = z.enum(['glass', 'protected', 'same_name', 'guardian', 'same_address', 'overrun', 'random'])
export type ReviewReason = z.infer<typeof ReviewReason>

/** `ask`: the colleague has to say why; until another word is said the item waits. */
export const ReviewOutcome = z.enum(['fine', 'ask', 'breach'])
export type ReviewOutcome = z.infer<typeof ReviewOutcome>

export const ReviewItem = z.object({
  id: z.uuid(),
  weekOn: Day,
  actorId: z.uuid(),
  personId: z.uuid().nullable(),
  reasons: z.array(ReviewReason),
  readings: z.number(),
  firstAt: InstantText,
  lastAt: InstantText,
  dueAt: InstantText,
  outcome: ReviewOutcome.nullable(),
})
export type ReviewItem = z.infer<typeof ReviewItem>

export const ReviewVerdict = z.object({
  outcome: ReviewOutcome,
  comment: z.string().nullable(),
  reviewedBy: z.uuid(),
  reviewedAt: InstantText,
})
export type ReviewVerdict = z.infer<typeof ReviewVerdict>

export const ReviewWeek = z.object({
  weekOn: Day,
  readings: z.number(),
  chosen: z.number(),
  fine: z.number(),
  asked: z.number(),
  breaches: z.number(),
  waiting: z.number(),
  overdue: z.number(),
})
export type ReviewWeek = z.infer<typeof ReviewWeek>
