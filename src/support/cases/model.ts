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

/** Why a case is opened again. */
export const ReopenReason = z.enum(['wants_back', 'interrupted_again', 'new_need', 'closed_by_mistake', 'other'])
export type ReopenReason = z.infer<typeof ReopenReason>

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
  reopenReason: ReopenReason.nullable(),
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
  closeReason: z.string().nullable(),
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
  /** Asked for where the case has been open before. */
  readonly reopenReason?: ReopenReason | null
}

/** A case with who answers for it, as it is given to somebody else. */
export const HeldCase = z.object({
  caseId: z.uuid(),
  /** Under which of the person's numbers it was made. */
  personId: PersonId,
  rootId: PersonId,
  isProtected: z.boolean(),
  ownerId: z.uuid().nullable(),
  /** The letting-in that came with answering for it. */
  assignmentId: z.uuid().nullable(),
})
export type HeldCase = z.infer<typeof HeldCase>
