import type { Write } from '../kernel/database.ts'
import { addDays, dayIn, endOf } from '../kernel/date.ts'
import { type FieldProblem, Refused } from '../kernel/errors.ts'
import type { Approval, ApprovalKind } from './approval-model.ts'
import { APPROVAL_DAYS, approvalState } from './approval-rules.ts'
import * as store from './approval-store.ts'

type Asked = {
  readonly kind: ApprovalKind
  readonly object?: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly reason: string
}

/** Asks for a second person's yes. The one who asks has the permission to do it; what is missing is the other. */
export async function askApproval(tx: Write, { kind, object, detail, reason }: Asked): Promise<string> {
  tx.require('access.ask_approval')
  const why = reason.trim()
  if (why.length < 10 || why.length > 400) refuse('reason', 'approval_reason')
  const untilAt = endOf(addDays(dayIn(tx.now), APPROVAL_DAYS[kind]))
  const id = await store.insertApproval(tx, { kind, object: object ?? null, detail, reason: why, untilAt })
  await tx.record('access.approval_asked', { object: id, detail: { kind } })
  return id
}

/** Says yes or no to what somebody else asked for. A no says why. */
export async function answerApproval(
  tx: Write,
  answer: { id: string; approved: boolean; comment: string },
): Promise<Approval> {
  tx.require('access.answer_approval')
  const approval = await store.approvalById(tx, answer.id)
  if (approval.askedBy === tx.actor.accountId) throw new Refused('conflict', 'approval_own')
  const comment = answer.comment.trim() || null
  if (!answer.approved && comment === null) refuse('comment', 'approval_comment')
  if ((comment?.length ?? 0) > 400) refuse('comment', 'approval_comment_long')
  if (approvalState(approval, tx.now) !== 'waiting') throw new Refused('conflict', 'approval_over')
  const { id, approved } = answer
  if (!(await store.insertAnswer(tx, { id, askedBy: approval.askedBy, approved, comment })))
    throw new Refused('conflict', 'approval_over')
  const action = approved ? 'access.approval_given' : 'access.approval_declined'
  await tx.record(action, { object: id, detail: { kind: approval.kind } })
  return approval
}

/** Uses up a yes, in the transaction of what it is for. Refuses one of another kind, of another's, expired or used. */
export async function useApproval(tx: Write, { id, kind }: { id: string; kind: ApprovalKind }): Promise<Approval> {
  tx.require('access.ask_approval')
  const approval = await store.approvalById(tx, id)
  const isOwn = approval.askedBy === tx.actor.accountId || tx.actor.role === 'machine'
  if (approval.kind !== kind || !isOwn) throw new Refused('not_found', 'approval')
  if (approvalState(approval, tx.now) !== 'approved' || !(await store.insertUse(tx, id)))
    throw new Refused('conflict', 'approval_over')
  await tx.record('access.approval_used', { object: id, detail: { kind } })
  return approval
}

function refuse(field: FieldProblem['field'], code: string): never {
  throw new Refused('invalid', 'approval', [{ field, code }])
}
