import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import type { Instant } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { Ask } from './model.ts'

const columns = raw(`
  a.id, a.case_id as "caseId", a.person_id as "personId", a.asked_by as "askedBy", a.asked_at as "askedAt", a.sent_at as "sentAt",
  a.expires_at as "expiresAt", a.answered_at as "answeredAt", a.ended_as as "endedAs"`)

/** The last time a young person was asked where they stand. */
export function lastAsk(tx: Read, root: PersonId): Promise<Ask | null> {
  return tx.maybe(
    Ask,
    prepared(sql`
    select ${columns} from progress_ask a where a.person_id in (${membersOfRoot(tx, root)})
     order by a.asked_at desc, a.id limit 1`),
  )
}

export async function insertAsk(
  tx: Write,
  of: { readonly caseId: string; readonly personId: PersonId },
): Promise<string> {
  const { id } = await tx.one(
    z.object({ id: z.uuid() }),
    sql`insert into progress_ask (domain_id, case_id, person_id, asked_by, asked_at)
        values (${tx.actor.domainId}, ${of.caseId}, ${of.personId}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

/** Those that wait to be sent, taken so that two workers do not take the same. */
export function takeDueAsks(tx: Write, most: number): Promise<Ask[]> {
  return tx.all(
    Ask,
    sql`
    select ${columns} from progress_ask a where a.sent_at is null and a.ended_as is null
     order by a.asked_at, a.id limit ${most} for update skip locked`,
  )
}

export async function markSent(
  tx: Write,
  id: string,
  link: { readonly sha: string; readonly expiresAt: Instant },
): Promise<void> {
  await tx.runOne(sql`
    update progress_ask set link_sha = ${link.sha}, sent_at = ${tx.now}, expires_at = ${link.expiresAt} where id = ${id}`)
}

export async function endAsk(tx: Write, id: string, endedAs: string): Promise<void> {
  await tx.runOne(sql`update progress_ask set ended_as = ${endedAs} where id = ${id}`)
}

/** What a link leads to, or null. */
export function askByLink(tx: Read, linkSha: string): Promise<Ask | null> {
  return tx.maybe(Ask, sql`select ${columns} from progress_ask a where a.link_sha = ${linkSha}`)
}

export async function lockAsk(tx: Write, linkSha: string): Promise<Ask | null> {
  await tx.run(sql`select from progress_ask a where a.link_sha = ${linkSha} for update`)
  return askByLink(tx, linkSha)
}

export async function markAnswered(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`update progress_ask set answered_at = ${tx.now} where id = ${id}`)
}
