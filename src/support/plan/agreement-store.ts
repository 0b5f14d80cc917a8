import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import type { Instant, PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { Agreement, type Answer, PlanLink, type Who } from './model.ts'

const Id = z.object({ id: z.uuid() })

/** What was said of the plan, version by version: what was said last first, whenever it was noted. */
export function agreementsOf(tx: Read, root: PersonId): Promise<Agreement[]> {
  return tx.all(
    Agreement,
    prepared(sql`
    select a.id, a.plan_id as "planId", a.person_id as "personId", l.version as number, a.who, a.way, a.answer, a.witness_id as "witnessId",
           a.on_day as "onDay", a.recorded_at as "recordedAt"
      from support_agreement a join support_plan l on l.domain_id = a.domain_id and l.id = a.plan_id
     where a.person_id in (${membersOfRoot(tx, root)}) order by a.on_day desc, a.recorded_at desc, a.id limit 50`),
  )
}

export type NewAgreement = {
  readonly planId: string
  readonly personId: PersonId
  readonly who: Who
  readonly way: 'paper' | 'oral' | 'link'
  readonly answer: z.infer<typeof Answer>
  readonly witnessId: string | null
  readonly onDay: PlainDate
}

export async function insertAgreement(tx: Write, said: NewAgreement): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into support_agreement (domain_id, plan_id, person_id, who, way, answer, witness_id, on_day, recorded_by, recorded_at)
        values (${tx.actor.domainId}, ${said.planId}, ${said.personId}, ${said.who}, ${said.way}, ${said.answer}, ${said.witnessId},
                ${said.onDay}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

const linkColumns = raw(`
  k.id, k.who, k.plan_id as "planId", k.person_id as "personId", l.version as number, l.known_until is null as "isCurrent", k.sent_at as "sentAt",
  k.expires_at as "expiresAt", k.opened_at as "openedAt", k.answer, k.answered_at as "answeredAt"`)
const ofPlan = raw('support_plan_link k join support_plan l on l.domain_id = k.domain_id and l.id = k.plan_id')

/** The links that were sent, the latest first. */
export function linksOf(tx: Read, root: PersonId): Promise<PlanLink[]> {
  return tx.all(
    PlanLink,
    prepared(sql`
    select ${linkColumns} from ${ofPlan} where k.person_id in (${membersOfRoot(tx, root)}) order by k.sent_at desc, k.id limit 20`),
  )
}

export function linkBySha(tx: Read, sha: string): Promise<PlanLink | null> {
  return tx.maybe(PlanLink, sql`select ${linkColumns} from ${ofPlan} where k.link_sha = ${sha}`)
}

export async function lockLink(tx: Write, sha: string): Promise<PlanLink | null> {
  await tx.run(sql`select from support_plan_link k where k.link_sha = ${sha} for update`)
  return linkBySha(tx, sha)
}

type NewLink = {
  readonly id: string
  readonly who: Who
  readonly planId: string
  readonly personId: PersonId
  readonly linkSha: string
  readonly expiresAt: Instant
}

export async function insertLink(tx: Write, link: NewLink): Promise<void> {
  await tx.run(sql`
    insert into support_plan_link (domain_id, id, who, plan_id, person_id, link_sha, sent_by, sent_at, expires_at)
    values (${tx.actor.domainId}, ${link.id}, ${link.who}, ${link.planId}, ${link.personId}, ${link.linkSha}, ${tx.actor.accountId}, ${tx.now},
            ${link.expiresAt})`)
}

/** The first time it is opened is the receipt. */
export async function markOpened(tx: Write, id: string): Promise<void> {
  await tx.run(sql`update support_plan_link set opened_at = ${tx.now} where id = ${id} and opened_at is null`)
}

/** Whoever answers has read. */
export async function markAnswered(tx: Write, id: string, answer: z.infer<typeof Answer>): Promise<void> {
  await tx.runOne(
    sql`update support_plan_link k set answer = ${answer}, answered_at = ${tx.now}, opened_at = coalesce(k.opened_at, ${tx.now})
         where k.id = ${id} and k.answered_at is null`,
  )
}
