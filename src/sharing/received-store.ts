import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { Lettable, Received, ShareVisitor } from './model.ts'

const Done = z.object({ done: z.boolean() })

/** Shares to the actor's domain that are the actor's to know of, or the one named; see access.shares_to_us. */
export function received(tx: Read, id: string | null = null): Promise<Received[]> {
  return tx.all(
    Received,
    sql`
    select id, from_domain_id as "fromDomainId", from_name as "fromName", person_id as "personId", topics,
           more_topics as "moreTopics", ground, paragraph, ground_sv as "groundSv", ground_en as "groundEn", purpose,
           made_by as "madeBy", from_at as "fromAt", until_at as "untilAt", answered_at as "answeredAt",
           answered_by as "answeredBy", accepted, answer, revoked_at as "revokedAt", ended_at as "endedAt",
           consent_withdrawn_at as "consentWithdrawnAt", consent_until_at as "consentUntilAt", lasts, may_open as "mayOpen"
      from access.shares_to_us(${id})`,
  )
}

/** How many shares wait for an answer that the actor may give. */
export async function waitingShares(tx: Read): Promise<number> {
  return (await tx.one(z.object({ n: z.number() }), sql`select access.shares_waiting() as n`)).n
}

/** Whom the actor may let in to a share. */
export function lettable(tx: Read): Promise<Lettable[]> {
  return tx.all(
    Lettable,
    sql`
    select membership_id as "membershipId", team_id as "teamId", account_id as "accountId", name, role, title
      from access.lettable()`,
  )
}

/** Whether the actor may say who looks, and that the share is needed no longer. */
export async function manages(tx: Read, id: string): Promise<boolean> {
  return (await tx.one(Done, sql`select access.manages(${id}) as done`)).done
}

export function visitorsOf(tx: Read, id: string): Promise<ShareVisitor[]> {
  return tx.all(
    ShareVisitor,
    sql`select id, name, is_team as "isTeam", title, from_at as "fromAt" from access.visitors_of(${id})`,
  )
}

const Recused = z.object({ block: z.uuid().nullable() })

export type LetIn = { readonly memberships: readonly string[]; readonly teams: readonly string[] }

/** False when there is none to answer, or nobody of those named can be let in. */
export async function acceptShare(tx: Write, id: string, { memberships, teams }: LetIn): Promise<boolean> {
  return (await tx.one(Done, sql`select access.answer_share(${id}, true, null, ${memberships}, ${teams}) as done`)).done
}

export async function declineShare(tx: Write, id: string, reason: string): Promise<boolean> {
  return (await tx.one(Done, sql`select access.answer_share(${id}, false, ${reason}, '{}', '{}') as done`)).done
}

export async function letVisit(
  tx: Write,
  id: string,
  who: { readonly membershipId: string | null; readonly teamId: string | null },
): Promise<boolean> {
  return (await tx.one(Done, sql`select access.let_visit(${id}, ${who.membershipId}, ${who.teamId}) as done`)).done
}

export async function endVisitor(tx: Write, id: string, visitorId: string): Promise<boolean> {
  return (await tx.one(Done, sql`select access.end_visitor(${id}, ${visitorId}) as done`)).done
}

export async function endShare(tx: Write, id: string): Promise<boolean> {
  return (await tx.one(Done, sql`select access.end_share(${id}) as done`)).done
}

/** Shuts the actor out from whoever a share is of; null when there is none that they may look into. */
export async function recuseFromShare(tx: Write, id: string, reason: string): Promise<string | null> {
  const { block } = await tx.one(Recused, sql`select access.recuse_from_share(${id}, ${reason}) as block`)
  return block
}
