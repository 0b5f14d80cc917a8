import { z } from 'zod'
import { Day, InstantText, type PlainDate } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'

/**
 * Ärende: the support of one young person in one secrecy domain. There is one, opened and closed for a reason as often as it takes, and
 * somebody answers for it as long as it is open. What is mapped, planned, done and measured hangs on it.
 */

/** Before they have left school, or after. */
export const Setting = z.enum(['in_school', 'outside_school'])
export type Setting = z.infer<typeof Setting>

/** How they came to be supported. */
export const Origin = z.enum(['register', 'referral', 'school', 'self', 'guardian', 'moved', 'other'])
export type Origin = z.infer<typeof Origin>

/** From the day the case is opened until the day it is closed, both included. */
export const CasePeriod = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  setting: Setting,
  origin: Origin,
  openedOn: Day,
  openedBy: z.uuid(),
  closedOn: Day.nullable(),
  closeReason: z.string().nullable(),
  closedBy: z.uuid().nullable(),
})
export type CasePeriod = z.infer<typeof CasePeriod>

/** A case as it stands: with the period that is open, or the last. */
export const SupportCase = z.object({
  id: z.uuid(),
  personId: PersonId,
  periodId: z.uuid(),
  setting: Setting,
  openedOn: Day,
  closedOn: Day.nullable(),
  /** Null once it is closed and nothing is followed any longer. */
  ownerId: z.uuid().nullable(),
  ownerSince: InstantText.nullable(),
})
export type SupportCase = z.infer<typeof SupportCase>

export type NewCase = {
  readonly personId: string
  readonly setting: Setting
  readonly origin: Origin
  readonly openedOn: PlainDate
  /** Who answers for it: an account of the domain. */
  readonly ownerId: string
}
