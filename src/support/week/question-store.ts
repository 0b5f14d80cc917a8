import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import type { Instant, PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { membersOf } from '../../people/store.ts'
import { Asking, type QuestionState, WeekQuestion } from './model.ts'

const columns = raw(`
  q.id, q.placement_id as "placementId", q.person_id as "personId", q.from_on as "fromOn", q.last_on as "lastOn", q.state, q.attempts,
  q.expires_at as "expiresAt", q.handed_at as "handedAt", q.answered_at as "answeredAt"`)
const askingColumns = raw(`
  p.id as "placementId", p.person_id as "personId", t.supervisor_id as "supervisorId", t.from_on as "fromOn", t.last_on as "lastOn", t.days,
  t.begins as "startsAt", t.ends as "endsAt", t.asks`)

/** Placements whose supervisors are asked, that last today and have no question for it; of nobody whose identity is protected. */
export function askedToday(tx: Read): Promise<Asking[]> {
  return tx.all(
    Asking,
    prepared(sql`
    select ${askingColumns}
      from work_placement p
      join work_terms t on t.domain_id = p.domain_id and t.placement_id = p.id and t.known_until is null
      join person m on m.domain_id = p.domain_id and m.id = p.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id
     where p.known_until is null and t.asks <> 'never' and t.supervisor_id is not null and ${tx.today} between t.from_on and t.last_on
       and r.protection = 'none'
       and not exists (select from week_question q where q.domain_id = p.domain_id and q.placement_id = p.id and q.last_on = ${tx.today})
     order by p.id limit 500`),
  )
}

/** What is agreed for a placement, for its answers. */
export function askingOf(tx: Read, placementId: string): Promise<Asking | null> {
  return tx.maybe(
    Asking,
    sql`select ${askingColumns} from work_placement p
          join work_terms t on t.domain_id = p.domain_id and t.placement_id = p.id and t.known_until is null
         where p.id = ${placementId} and t.supervisor_id is not null`,
  )
}

type NewQuestion = Pick<Asking, 'placementId' | 'personId' | 'supervisorId'> & {
  readonly fromOn: PlainDate
  readonly lastOn: PlainDate
  readonly dueAt: Instant
  readonly expiresAt: Instant
}

export async function insertQuestion(tx: Write, of: NewQuestion): Promise<string> {
  const { id } = await tx.one(
    z.object({ id: z.uuid() }),
    sql`insert into week_question (domain_id, placement_id, person_id, supervisor_id, from_on, last_on, state, due_at, queued_at, expires_at)
        values (${tx.actor.domainId}, ${of.placementId}, ${of.personId}, ${of.supervisorId}, ${of.fromOn}, ${of.lastOn}, 'queued',
                ${of.dueAt}, ${tx.now}, ${of.expiresAt}) returning id`,
  )
  return id
}

export const DueQuestion = z.object({
  id: z.uuid(),
  personId: PersonId,
  attempts: z.number(),
  /** Whether it may still go: the placement lasts, and nobody's identity has been protected meanwhile. */
  stands: z.boolean(),
  phone: z.string().nullable(),
})
export type DueQuestion = z.infer<typeof DueQuestion>

/** What is due, taken so that two workers do not take the same. */
export async function takeDue(tx: Write, most: number): Promise<DueQuestion[]> {
  const locked = await tx.all(
    z.object({ id: z.uuid() }),
    sql`select q.id from week_question q where q.state = 'queued' and q.due_at <= ${tx.now} order by q.due_at, q.id
         limit ${most} for update skip locked`,
  )
  if (locked.length === 0) return []
  return tx.all(
    DueQuestion,
    sql`
    select q.id, q.person_id as "personId", q.attempts, s.phone,
           r.protection = 'none' and s.ended_on is null and t.asks <> 'never' and t.supervisor_id = q.supervisor_id
             and (p.known_until is null or p.ended_on >= q.last_on) as stands
      from week_question q
      join work_placement p on p.domain_id = q.domain_id and p.id = q.placement_id
      join work_terms t on t.domain_id = p.domain_id and t.placement_id = p.id and t.known_until is null
      join employer_supervisor s on s.domain_id = q.domain_id and s.id = q.supervisor_id
      join person m on m.domain_id = q.domain_id and m.id = q.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id
     where q.id = any (${locked.map(({ id }) => id)}::uuid[]) order by q.id`,
  )
}

/** Is being handed over, with a link of its own. */
export async function setHanding(tx: Write, id: string, linkSha: string): Promise<void> {
  await tx.runOne(sql`
    update week_question set state = 'handing', link_sha = ${linkSha}, attempts = attempts + 1, due_at = ${tx.now} where id = ${id}`)
}

export type Settled = { readonly id: string; readonly state: QuestionState; readonly dueAt: Instant | null }

export async function settle(tx: Write, { id, state, dueAt }: Settled): Promise<void> {
  await tx.runOne(sql`
    update week_question set state = ${state}, due_at = coalesce(${dueAt}, due_at),
           handed_at = case when ${state} = 'handed' then ${tx.now}::timestamptz else handed_at end
     where id = ${id}`)
}

/** What a process that died had begun to hand over. */
export async function stuckBefore(tx: Read, at: Instant, most: number): Promise<readonly string[]> {
  const rows = await tx.all(
    z.object({ id: z.uuid() }),
    sql`select q.id from week_question q where q.state = 'handing' and q.due_at < ${at} order by q.id limit ${most}`,
  )
  return rows.map(({ id }) => id)
}

const Asked = WeekQuestion.extend({ givenName: z.string().nullable() })
export type Asked = z.infer<typeof Asked>

/** What a link leads to, with the first name of the one it asks about and nothing else of them. Nothing where an identity is protected. */
export function questionByLink(tx: Read, linkSha: string): Promise<Asked | null> {
  return tx.maybe(
    Asked,
    sql`
    select ${columns}, n.given_name as "givenName"
      from week_question q
      join person m on m.domain_id = q.domain_id and m.id = q.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id and r.protection = 'none'
      left join person_name n on n.domain_id = r.domain_id and n.person_id = r.id and n.known_until is null
     where q.link_sha = ${linkSha}`,
  )
}

export async function lockQuestion(tx: Write, linkSha: string): Promise<Asked | null> {
  await tx.run(sql`select from week_question q where q.link_sha = ${linkSha} for update`)
  return questionByLink(tx, linkSha)
}

export async function setAnswered(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`update week_question set answered_at = coalesce(answered_at, ${tx.now}) where id = ${id}`)
}

/** What supervisors were asked of a person, the latest first. */
export function questionsOf(tx: Read, root: PersonId, most: number): Promise<WeekQuestion[]> {
  return tx.all(
    WeekQuestion,
    sql`select ${columns} from week_question q where q.person_id in (${membersOf(sql`${root}::uuid`)})
         order by q.last_on desc, q.id limit ${most}`,
  )
}
