import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { raw, sql } from '../kernel/sql.ts'
import { Approval, type ApprovalKind } from './approval-model.ts'

const columns = raw(`
  a.id, a.kind, a.object, a.detail, a.reason, a.asked_by as "askedBy", a.asked_at as "askedAt", a.until_at as "untilAt",
  w.approved, w.comment, w.answered_by as "answeredBy", w.answered_at as "answeredAt", u.used_at as "usedAt"`)

const joins = raw(`
  from approval a
  left join approval_answer w on w.domain_id = a.domain_id and w.approval_id = a.id
  left join approval_use u on u.domain_id = a.domain_id and u.approval_id = a.id`)

/** Those one has asked for, newest first. */
export function ownApprovals(tx: Read, most: number): Promise<Approval[]> {
  return tx.all(
    Approval,
    sql`select ${columns} ${joins} where a.asked_by = ${tx.actor.accountId} order by a.asked_at desc limit ${most}`,
  )
}

/** Those that wait for somebody else than the one who asked: for whoever may answer, oldest first. */
export function waitingApprovals(tx: Read, most: number): Promise<Approval[]> {
  return tx.all(
    Approval,
    sql`select ${columns} ${joins}
         where a.asked_by <> ${tx.actor.accountId} and w.approval_id is null and a.until_at > ${tx.now}
         order by a.asked_at limit ${most}`,
  )
}

/** Those somebody has answered, newest first. */
export function answeredApprovals(tx: Read, most: number): Promise<Approval[]> {
  return tx.all(
    Approval,
    sql`select ${columns} ${joins} where w.answered_by = ${tx.actor.accountId} order by w.answered_at desc limit ${most}`,
  )
}

export function approvalById(tx: Read, id: string): Promise<Approval> {
  return tx.one(Approval, sql`select ${columns} ${joins} where a.id = ${id}`)
}

/** The newest request about one thing; null when nobody has asked. */
export async function approvalOf(tx: Read, kind: ApprovalKind, object: string): Promise<Approval | null> {
  const [found] = await tx.all(
    Approval,
    sql`select ${columns} ${joins} where a.kind = ${kind} and a.object = ${object} order by a.asked_at desc limit 1`,
  )
  return found ?? null
}

export type NewApproval = {
  readonly kind: ApprovalKind
  readonly object: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly reason: string
  readonly untilAt: string
}

const Made = z.object({ id: z.uuid() })

export async function insertApproval(tx: Write, asked: NewApproval): Promise<string> {
  const { id } = await tx.one(
    Made,
    sql`
    insert into approval (domain_id, kind, object, detail, reason, asked_by, asked_at, until_at)
    values (${tx.actor.domainId}, ${asked.kind}, ${asked.object}, ${JSON.stringify(asked.detail)}, ${asked.reason},
            ${tx.actor.accountId}, ${tx.now}, ${asked.untilAt}) returning id`,
  )
  return id
}

/** False when it was answered already. */
export async function insertAnswer(
  tx: Write,
  answer: { id: string; askedBy: string; approved: boolean; comment: string | null },
): Promise<boolean> {
  const made = await tx.run(sql`
    insert into approval_answer (domain_id, approval_id, asked_by, approved, comment, answered_by, answered_at)
    values (${tx.actor.domainId}, ${answer.id}, ${answer.askedBy}, ${answer.approved}, ${answer.comment},
            ${tx.actor.accountId}, ${tx.now}) on conflict (domain_id, approval_id) do nothing`)
  return made === 1
}

/** False when it was used already. */
export async function insertUse(tx: Write, id: string): Promise<boolean> {
  const made = await tx.run(sql`
    insert into approval_use (domain_id, approval_id, used_by, used_at)
    values (${tx.actor.domainId}, ${id}, ${tx.actor.accountId}, ${tx.now})
        on conflict (domain_id, approval_id) do nothing`)
  return made === 1
}
