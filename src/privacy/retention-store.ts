import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import {
  type RecordType,
  RetentionCount,
  type RetentionEvent,
  RetentionItem,
  RetentionRule,
  RetentionRun,
} from './retention-model.ts'

/** What has been decided and holds. */
export function currentRules(tx: Read): Promise<RetentionRule[]> {
  return tx.all(
    RetentionRule,
    sql`
    select id, record_type as "recordType", event, amount, unit, erases_trail as "erasesTrail", decision, set_by as "setBy",
           set_at as "setAt"
      from retention_rule where ended_at is null order by record_type`,
  )
}

export async function insertRule(
  tx: Write,
  rule: Pick<RetentionRule, 'recordType' | 'event' | 'amount' | 'unit' | 'erasesTrail' | 'decision'>,
): Promise<void> {
  await tx.runOne(sql`
    insert into retention_rule (domain_id, record_type, event, amount, unit, erases_trail, decision, set_by, set_at)
    values (${tx.actor.domainId}, ${rule.recordType}, ${rule.event}, ${rule.amount}, ${rule.unit}, ${rule.erasesTrail},
            ${rule.decision}, ${tx.actor.accountId}, ${tx.now})`)
}

/** Ends the rule of a type. How many there were: one at most. */
export function endRule(tx: Write, type: RecordType): Promise<number> {
  return tx.run(sql`
    update retention_rule set ended_at = ${tx.now}, ended_by = ${tx.actor.accountId}
     where record_type = ${type} and ended_at is null`)
}

const Made = z.object({ id: z.uuid() })

export async function insertRun(tx: Write): Promise<string> {
  const { id } = await tx.one(
    Made,
    sql`
    insert into retention_run (domain_id, asked_by, asked_at)
    values (${tx.actor.domainId}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

const runColumns = sql`
  r.id, r.asked_by as "askedBy", r.asked_at as "askedAt", r.listed_at as "listedAt", r.fingerprint, r.ordered_by as "orderedBy",
  r.ordered_at as "orderedAt", r.approval_id as "approvalId", r.done_at as "doneAt", c.*`

const counted = sql`
  cross join lateral (
    select count(*) filter (where i.hindrance is null)::int as listed, count(*) filter (where i.hindrance is not null)::int as hindered,
           count(*) filter (where i.outcome = 'deleted')::int as deleted,
           count(*) filter (where i.outcome = 'left_out')::int as "leftOut"
      from retention_item i where i.domain_id = r.domain_id and i.run_id = r.id) c`

export function runs(tx: Read, most: number): Promise<RetentionRun[]> {
  return tx.all(
    RetentionRun,
    sql`select ${runColumns} from retention_run r ${counted} order by r.asked_at desc, r.id limit ${most}`,
  )
}

export function runById(tx: Read, id: string): Promise<RetentionRun> {
  return tx.one(RetentionRun, sql`select ${runColumns} from retention_run r ${counted} where r.id = ${id}`)
}

/** How many of each type a run lists, and keeps, and why. */
export function runCounts(tx: Read, runId: string): Promise<RetentionCount[]> {
  return tx.all(
    RetentionCount,
    sql`
    select record_type as "recordType", hindrance, count(*)::int as items
      from retention_item where run_id = ${runId} group by 1, 2 order by 1, 2 nulls first`,
  )
}

export function runItems(
  tx: Read,
  runId: string,
  { page, size }: { page: number; size: number },
): Promise<RetentionItem[]> {
  return tx.all(
    RetentionItem,
    sql`
    select id, record_type as "recordType", event_on as "eventOn", due_on as "dueOn", hindrance, outcome
      from retention_item where run_id = ${runId} order by id limit ${size} offset ${(page - 1) * size}`,
  )
}

const inZone = (at: string): Sql => raw(`(${at} at time zone 'Europe/Stockholm')::date`)

/** Of everybody who stands for themself: the first day after their last in the register. Members have none. */
const leaving = raw(`
  select r.id, max(p.until_on) as event_on
    from person r
    join person k on k.domain_id = r.domain_id and k.root_id = r.id
    join register_period p on p.domain_id = k.domain_id and p.person_id = k.id and p.known_until is null
   where r.root_id = r.id
   group by r.id having bool_and(p.until_on is not null)`)

const oldOnes = (table: string) => `
  select '${table}' as source, t.id::text as subject, (t.known_until at time zone 'Europe/Stockholm')::date as event_on
    from ${table} t where t.known_until is not null`

/** What there is of a type, with the day of the event that its time counts from: source, subject, event_on. */
function candidates(type: RecordType, event: RetentionEvent, { runId }: { runId: string }): Sql {
  switch (type) {
    case 'person':
      return event === 'left_register'
        ? sql`select null::text as source, l.id::text as subject, l.event_on from (${leaving}) l`
        : sql`select null::text as source, r.id::text as subject, (r.latest_birth_date + interval '20 years')::date as event_on
                from person r where r.root_id = r.id`
    case 'note':
      return sql`
        select null::text as source, n.note_id::text as subject,
               ${event === 'written' ? inZone('min(n.written_at)') : raw('min(l.event_on)')} as event_on
          from note n join person p on p.domain_id = n.domain_id and p.id = n.person_id
          left join (${leaving}) l on l.id = p.root_id
         where not exists (
           select from retention_item i where i.run_id = ${runId} and i.record_type = 'person' and i.hindrance is null
              and i.subject = p.root_id::text)
         group by n.note_id`
    case 'mapping':
      return sql`
        select null::text as source, m.id::text as subject, ${raw(event === 'mapped' ? 'm.began_on' : 'l.event_on')} as event_on
          from support_mapping m join person p on p.domain_id = m.domain_id and p.id = m.person_id
          left join (${leaving}) l on l.id = p.root_id
         where m.known_until is not null and not exists (
           select from retention_item i where i.run_id = ${runId} and i.record_type = 'person' and i.hindrance is null
              and i.subject = p.root_id::text)`
    case 'old_contact':
      return raw(['person_address', 'person_contact', 'person_guardian'].map(oldOnes).join(' union all '))
    case 'delivery':
      return sql`
        select null::text as source, d.id::text as subject, ${inZone('d.received_at')} as event_on
          from delivery d
         where d.status in ('applied', 'reversed', 'discarded', 'refused')
           and (d.file_name is not null or exists (select from delivery_problem p where p.domain_id = d.domain_id and p.delivery_id = d.id)
                or exists (select from delivery_refused_row p where p.domain_id = d.domain_id and p.delivery_id = d.id))`
    case 'review':
      return sql`
        select null::text as source, i.id::text as subject, ${inZone('v.reviewed_at')} as event_on
          from review_item i
          join lateral (select w.outcome, w.reviewed_at from review_verdict w
                         where w.domain_id = i.domain_id and w.item_id = i.id order by w.id desc limit 1) v on v.outcome <> 'ask'`
    case 'trail':
      return raw('select null::text as source, null::text as subject, null::date as event_on where false')
  }
}

/** Lists what is due by one rule, with how it stands. Answers how many. */
export function listDue(tx: Write, runId: string, rule: RetentionRule): Promise<number> {
  const { recordType: type, event, amount, unit } = rule
  if (type === 'trail') return listTrail(tx, runId, rule)
  return tx.run(sql`
    insert into retention_item (domain_id, run_id, record_type, source, subject, event_on, due_on, state, hindrance)
    select ${tx.actor.domainId}, ${runId}, ${type}, d.source, d.subject, d.event_on, d.due_on,
           disposal_state(${type}, d.source, d.subject),
           ${type === 'person' ? raw('disposal_hindrance(d.subject::uuid)') : raw('null')}
      from (select c.source, c.subject, c.event_on, (c.event_on + make_interval(${raw(unit)} => ${amount}))::date as due_on
              from (${candidates(type, event, { runId })}) c) d
     where d.due_on <= ${tx.today}
     order by d.due_on, d.source, d.subject`)
}

/** The private parts of the trail before a day: one thing, however many they are. */
function listTrail(tx: Write, runId: string, { amount, unit }: RetentionRule): Promise<number> {
  return tx.run(sql`
    insert into retention_item (domain_id, run_id, record_type, subject, event_on, due_on, state)
    select ${tx.actor.domainId}, ${runId}, 'trail', to_json(t.before)#>>'{}', t.on_day, ${tx.today}::date,
           disposal_state('trail', null, to_json(t.before)#>>'{}')
      from (select e.on_day, e.on_day::timestamp at time zone 'Europe/Stockholm' as before
              from (select (${tx.today}::date - make_interval(${raw(unit)} => ${amount}))::date as on_day) e) t
     where trail.count_private(t.before) > 0`)
}

const Fingerprint = z.object({ fingerprint: z.string() })

/** Closes the list: what is approved is this list and no other. */
export async function closeList(tx: Write, runId: string, rules: readonly RetentionRule[]): Promise<void> {
  const kept = Object.fromEntries(rules.map(({ recordType, ...rule }) => [recordType, rule]))
  const { fingerprint } = await tx.one(Fingerprint, sql`select disposal_fingerprint(${runId}) as fingerprint`)
  await tx.runOne(sql`
    update retention_run set listed_at = ${tx.now}, fingerprint = ${fingerprint}, rules = ${JSON.stringify(kept)}
     where id = ${runId} and listed_at is null`)
}

export async function orderRun(tx: Write, runId: string, approvalId: string): Promise<void> {
  await tx.runOne(sql`
    update retention_run set ordered_at = ${tx.now}, ordered_by = ${tx.actor.accountId}, approval_id = ${approvalId}
     where id = ${runId} and ordered_at is null`)
}

const Disposed = z.object({ deleted: z.number(), rows: z.number(), leftOut: z.number() })
export type Disposed = z.infer<typeof Disposed>

/** Deletes the next of an approved list, so many at most. */
export function disposeNext(tx: Write, runId: string, most: number): Promise<Disposed> {
  return tx.one(Disposed, sql`select deleted, rows, left_out as "leftOut" from dispose_next(${runId}, ${most})`)
}

export async function closeRun(tx: Write, runId: string): Promise<void> {
  await tx.run(sql`update retention_run set done_at = ${tx.now} where id = ${runId} and done_at is null`)
}
