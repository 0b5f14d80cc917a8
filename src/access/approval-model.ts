import { z } from 'zod'
import { InstantText } from '../kernel/date.ts'

/**
 * What one person may not do alone (R-theme M: no role can export everything): somebody asks and says why, another with the right
 * answers, and what was approved is done once, before it expires. The database itself holds the two apart (0021_access_approvals.sql).
 */

/**
 * `register.export`: more of the register as a file than one may take alone. `retention.run`: what a dry run listed is deleted.
 * `notes.budget`: one person may read more notes than what holds from the beginning. `letters.batch`: more names and addresses on letters than
 * one may take out alone.
 */
export const ApprovalKind = z.enum(['register.export', 'retention.run', 'notes.budget', 'letters.batch'])
export type ApprovalKind = z.infer<typeof ApprovalKind>

export const Approval = z.object({
  id: z.uuid(),
  kind: ApprovalKind,
  object: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  reason: z.string(),
  askedBy: z.uuid(),
  askedAt: InstantText,
  untilAt: InstantText,
  approved: z.boolean().nullable(),
  comment: z.string().nullable(),
  answeredBy: z.uuid().nullable(),
  answeredAt: InstantText.nullable(),
  usedAt: InstantText.nullable(),
})
export type Approval = z.infer<typeof Approval>

/** How a request stands. */
export type ApprovalState = 'waiting' | 'approved' | 'declined' | 'expired' | 'used'
