import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { addDays, type Instant, type PlainDate } from '../../kernel/date.ts'
import { prepared, raw, type Sql, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { Asking, type DaySpan, type QuestionState, WeekPlan, WeekQuestion } from './model.ts'

const columns = raw(`
  q.id, q.placement_id as "placementId", q.person_id as "personId", q.from_on as "fromOn", q.last_on as "lastOn", q.state, q.attempts,
  q.expires_at as "expiresAt", q.handed_at as "handedAt", q.answered_at as "answeredAt"`)
const askingColumns = (since: PlainDate): Sql => sql`
  p.id as "placementId", p.person_id as "personId", p.kind, p.ended_on as "endedOn",
  (select jsonb_agg(jsonb_build_object(
            'supervisorId', t.supervisor_id, 'fromOn', t.from_on, 'lastOn', t.last_on, 'holdsFrom', t.holds_from, 'days', t.days,
            'startsAt', t.begins, 'endsAt', t.ends, 'asks', t.asks,
            'canAsk', s.id is not null and s.phone is not null and s.ended_on is null and s.no_texts_at is null)
          order by t.known_from desc, t.known_until desc nulls first)
     from work_terms t
     left join employer_supervisor s on s.domain_id = t.domain_id and s.id = t.supervisor_id
    where t.domain_id = p.domain_id and t.placement_id = p.id) as agreed,
  exists (select from work_terms t join employer_supervisor s on s.domain_id = t.domain_id and s.id = t.supervisor_id
           where t.domain_id = p.domain_id and t.placement_id = p.id and t.known_until is null and t.asks <> 'never'
             and s.no_texts_at is not null) as "isStopped",
  coalesce((select jsonb_agg(jsonb_build_object('fromOn', q.from_on, 'lastOn', q.last_on))
              from week_question q
             where q.domain_id = p.domain_id and q.placement_id in (p.id, p.corrects_id) and q.last_on >= ${since}), '[]') as asked`
/** While the case is open and nobody's identity is protected. */
const mayBeAsked = raw(`
  r.protection = 'none'
  and exists (select from support_period d where d.domain_id = p.domain_id and d.case_id = p.case_id and d.known_until is null)`)

/** How long after their last day placements are still asked about. */
const CATCH_UP_DAYS = 7

/** Placements whose supervisors are asked, that last or ended lately, of those whose case is open; of nobody whose identity is protected. */
export function askedNow(tx: Read): Promise<Asking[]> {
  const since = addDays(tx.today, -CATCH_UP_DAYS)
  return tx.all(
    Asking,
    prepared(sql`
    select ${askingColumns(addDays(since, -CATCH_UP_DAYS))}
      from work_terms c
      join work_placement p on p.domain_id = c.domain_id and p.id = c.placement_id
      join person m on m.domain_id = p.domain_id and m.id = p.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id
     where c.known_until is null and c.asks <> 'never' and c.from_on <= ${tx.today} and c.last_on >= ${since}
       and (p.known_until is null or p.ended_on >= ${since}) and ${mayBeAsked}
       and not exists (select from work_placement n where n.domain_id = p.domain_id and n.corrects_id = p.id)
     order by p.id limit 5000`),
  )
}

/** What is agreed for placements, for the answers about them. */
export function askingsOf(tx: Read, placementIds: readonly string[]): Promise<Asking[]> {
  return tx.all(
    Asking,
    sql`select ${askingColumns(tx.today)} from work_placement p where p.id = any (${[...placementIds]}::uuid[]) order by p.id`,
  )
}

const PlanAt = WeekPlan.pick({ fromOn: true, mornings: true, afternoons: true }).extend({ placementId: z.uuid() })

/** The weeks that hold of those who are at placements. */
export function plansAt(tx: Read, placementIds: readonly string[]): Promise<z.infer<typeof PlanAt>[]> {
  return tx.all(
    PlanAt,
    prepared(sql`
    select p.id as "placementId", w.from_on as "fromOn", w.mornings, w.afternoons
      from work_placement p
      join person m on m.domain_id = p.domain_id and m.id = p.person_id
      join person o on o.domain_id = m.domain_id and o.root_id = m.root_id
      join week_plan w on w.domain_id = o.domain_id and w.person_id = o.id and w.known_until is null
     where p.id = any (${[...placementIds]}::uuid[])`),
  )
}

type NewQuestion = Pick<Asking, 'placementId' | 'personId'> &
  DaySpan & { readonly supervisorId: string; readonly dueAt: Instant; readonly expiresAt: Instant }

/** Null when it has been asked meanwhile. */
export async function insertQuestion(tx: Write, of: NewQuestion): Promise<string | null> {
  const made = await tx.maybe(
    z.object({ id: z.uuid() }),
    sql`insert into week_question (domain_id, placement_id, person_id, supervisor_id, from_on, last_on, state, due_at, queued_at, expires_at)
        values (${tx.actor.domainId}, ${of.placementId}, ${of.personId}, ${of.supervisorId}, ${of.fromOn}, ${of.lastOn}, 'queued',
                ${of.dueAt}, ${tx.now}, ${of.expiresAt})
        on conflict do nothing returning id`,
  )
  return made?.id ?? null
}

/** What is agreed of the last day that is asked about, as it stands now. */
const agreedThen = raw(`
  lateral (select t.supervisor_id, t.asks from work_terms t
            where t.domain_id = p.domain_id and t.placement_id = p.id and (t.holds_from is null or t.holds_from <= q.last_on)
            order by t.known_from desc, t.known_until desc nulls first limit 1) g`)
/** Whether the one who was asked still supervises. */
const stillSupervises = raw(`s.ended_on is null and g.supervisor_id = q.supervisor_id`)

export const DueQuestion = z.object({
  id: z.uuid(),
  personId: PersonId,
  supervisorId: z.uuid(),
  kind: Asking.shape.kind,
  attempts: z.number(),
  /** Whether it may still go. */
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
    select q.id, q.person_id as "personId", q.supervisor_id as "supervisorId", p.kind, q.attempts, s.phone,
           coalesce(${mayBeAsked} and ${stillSupervises} and s.no_texts_at is null and g.asks <> 'never' and q.expires_at > ${tx.now}
                    and (p.known_until is null or p.ended_on >= q.from_on), false) as stands
      from week_question q
      join work_placement p on p.domain_id = q.domain_id and p.id = q.placement_id
      cross join ${agreedThen}
      join employer_supervisor s on s.domain_id = q.domain_id and s.id = q.supervisor_id
      join person m on m.domain_id = q.domain_id and m.id = q.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id
     where q.id = any (${locked.map(({ id }) => id)}::uuid[]) order by q.id`,
  )
}

/** Are being handed over together, with a link of their own. */
export async function setHanding(tx: Write, ids: readonly string[], linkSha: string): Promise<void> {
  await tx.run(sql`
    update week_question set state = 'handing', link_sha = ${linkSha}, attempts = attempts + 1, due_at = ${tx.now}
     where id = any (${[...ids]}::uuid[])`)
}

export type Settled = {
  readonly ids: readonly string[]
  readonly state: QuestionState
  readonly dueAt: Instant | null
}

export async function settle(tx: Write, { ids, state, dueAt }: Settled): Promise<void> {
  await tx.run(sql`
    update week_question set state = ${state}, due_at = coalesce(${dueAt}, due_at),
           handed_at = case when ${state} = 'handed' then ${tx.now}::timestamptz else handed_at end
     where id = any (${[...ids]}::uuid[])`)
}

/** What a process that died had begun to hand over, text by text: the first of its questions is the text's own id. */
export async function stuckBefore(tx: Read, at: Instant, most: number): Promise<readonly (readonly string[])[]> {
  const rows = await tx.all(
    z.object({ ids: z.array(z.uuid()) }),
    sql`select array_agg(q.id order by q.id) as ids from week_question q
         where q.state = 'handing' and q.due_at < ${at} group by q.link_sha order by min(q.due_at), q.link_sha limit ${most}`,
  )
  return rows.map(({ ids }) => ids)
}

const Asked = WeekQuestion.extend({
  /** Under which the person's numbers are gathered. */
  rootId: PersonId,
  kind: Asking.shape.kind,
  givenName: z.string().nullable(),
  /** Of the family name, the first letter: for two who have the same first name. */
  initial: z.string().nullable(),
})
export type Asked = z.infer<typeof Asked>

/**
 * What a link leads to, with the first names of those it asks about and nothing else of them. Nothing where an identity is protected, a case is
 * closed, or somebody else supervises now.
 */
export function questionsByLink(tx: Read, linkSha: string): Promise<Asked[]> {
  return tx.all(
    Asked,
    sql`
    select ${columns}, r.id as "rootId", p.kind, n.given_name as "givenName", left(n.family_name, 1) as initial
      from week_question q
      join work_placement p on p.domain_id = q.domain_id and p.id = q.placement_id
      cross join ${agreedThen}
      join employer_supervisor s on s.domain_id = q.domain_id and s.id = q.supervisor_id
      join person m on m.domain_id = q.domain_id and m.id = q.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id
      left join person_name n on n.domain_id = r.domain_id and n.person_id = r.id and n.known_until is null
     where q.link_sha = ${linkSha} and ${mayBeAsked} and ${stillSupervises}
     order by q.id`,
  )
}

export async function lockQuestions(tx: Write, linkSha: string): Promise<Asked[]> {
  await tx.run(sql`select from week_question q where q.link_sha = ${linkSha} order by q.id for update`)
  return questionsByLink(tx, linkSha)
}

export async function setAnswered(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`update week_question set answered_at = coalesce(answered_at, ${tx.now}) where id = ${id}`)
}

/** What supervisors were asked of a person, the latest first. */
export function questionsOf(tx: Read, root: PersonId, most: number): Promise<WeekQuestion[]> {
  return tx.all(
    WeekQuestion,
    sql`select ${columns} from week_question q where q.person_id in (${membersOfRoot(tx, root)})
         order by q.last_on desc, q.id limit ${most}`,
  )
}
