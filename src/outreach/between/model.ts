import { z } from 'zod'
import { Day, InstantText } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'
import { Channel, ContactOutcome } from '../contacts/model.ts'

/**
 * Between the chairs: everybody in the register whose work has begun and for whom nobody is about to do anything, and those who have not come
 * where they were admitted and are in no register yet. The target is zero (R138, R142).
 */
export const GAPS = [
  'no_owner',
  'no_next',
  'overdue',
  'late_step',
  'no_answer',
  'no_status',
  'stale',
  'late_handover',
  'not_arrived',
] as const
export type Gap = (typeof GAPS)[number]

/** A tries' answer is waited for so long; then another way is tried. */
export const ANSWER_DAYS = 14

/** One who stands between the chairs, with what the gaps are read from. */
export const BetweenRow = z.object({
  id: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  protection: z.string(),
  owner: z.uuid().nullable(),
  nextOn: Day.nullable(),
  lastAt: InstantText.nullable(),
  lastChannel: Channel.nullable(),
  lastOutcome: ContactOutcome.nullable(),
  gaps: z.array(z.enum(GAPS)),
})
export type BetweenRow = z.infer<typeof BetweenRow>

export type BetweenAsked = {
  /** Only those one is responsible for. */
  readonly mine: boolean
  /** Only those with this gap; null for all. */
  readonly gap: Gap | null
}
