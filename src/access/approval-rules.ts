import type { Instant } from '../kernel/date.ts'
import type { Approval, ApprovalKind, ApprovalState } from './approval-model.ts'

/** How many days a request stands, answer and use included. */
export const APPROVAL_DAYS: Readonly<Record<ApprovalKind, number>> = {
  'register.export': 7,
  'retention.run': 14,
  'notes.budget': 14,
  'letters.batch': 7,
}

/** How a request stands at an instant. What was answered no, or used, stays so; everything else expires. */
export function approvalState(
  approval: Pick<Approval, 'approved' | 'usedAt' | 'untilAt'>,
  now: Instant,
): ApprovalState {
  if (approval.usedAt !== null) return 'used'
  if (approval.approved === false) return 'declined'
  if (approval.untilAt <= now) return 'expired'
  return approval.approved === null ? 'waiting' : 'approved'
}
