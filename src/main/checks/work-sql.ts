import type { Instant } from '../../kernel/date.ts'
import { joinSql, raw, type Sql, sql } from '../../kernel/sql.ts'
import { stuckBefore } from '../../outreach/messages/sending-rules.ts'
import type { Check, LinkedCheck } from './model.ts'

/** What comes in, what is written down and what is done by night, in one domain. */
export function workChecks(now: Instant): readonly Check[] {
  return [...DELIVERIES, ...NOTES, ...late(now), ...reviews(now)]
}

const STAGED = ['delivery_population_row', 'delivery_enrolment_row', 'delivery_completion_row', 'delivery_guardian_row']
const DELIVERED = ['person_name', 'person_residence', 'schooling', 'enrolment', 'completion', 'person_protection']

/** Current facts whose delivery is not what it should be. */
const factsOf = (states: Sql): Sql => sql`
  select count(*)::int as found from (${joinSql(
    DELIVERED.map((table) => sql`select f.domain_id, f.delivery_id from ${raw(table)} f where f.known_until is null`),
    ' union all ',
  )}) f join delivery d on d.domain_id = f.domain_id and d.id = f.delivery_id where d.status ${states}`

const DELIVERIES: readonly Check[] = [
  {
    name: 'deliveries.staged',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from delivery d
       where d.status in ('applied', 'reversed', 'discarded', 'refused') and (${joinSql(
         STAGED.map(
           (table) =>
             sql`exists (select from ${raw(table)} r where r.domain_id = d.domain_id and r.delivery_id = d.id)`,
         ),
         ' or ',
       )})`,
  },
  { name: 'deliveries.reversed_facts', severity: 'serious', counts: factsOf(sql`= 'reversed'`) },
  {
    name: 'deliveries.facts_unapplied',
    severity: 'critical',
    counts: factsOf(sql`in ('reading', 'refused', 'previewed', 'discarded')`),
  },
]

/** Every applied delivery has its event. */
export const LINKED_WORK_CHECKS: readonly LinkedCheck[] = [
  {
    name: 'deliveries.in_trail',
    severity: 'critical',
    role: 'sedd_trail',
    gathers: sql`
      select e.domain_id, p.object as id from trail.event e
        join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
       where e.action = 'imports.applied' and p.object is not null`,
    counts: (ids) => sql`
      select count(*)::int as found from delivery d
       where d.status in ('applied', 'reversed') and d.id::text <> all (${ids}::text[])`,
  },
  {
    name: 'notes.in_trail',
    severity: 'serious',
    role: 'sedd_trail',
    gathers: sql`
      select e.domain_id, p.object as id from trail.event e
        join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
       where e.action = 'notes.written' and p.object is not null`,
    counts: (ids) => sql`
      select count(*)::int as found from note n where n.id = n.note_id and n.id not in (select i::uuid from unnest(${ids}::text[]) i)`,
  },
]

const NOTES: readonly Check[] = [
  {
    name: 'notes.no_wording',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from (
        select n.note_id from note n group by n.note_id having count(*) filter (where n.known_until is null) <> 1) bad`,
  },
  {
    name: 'notes.first_wording',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from note n
       where n.id <> n.note_id and not exists (
         select from note f where f.domain_id = n.domain_id and f.id = n.note_id and f.known_from <= n.known_from)`,
  },
  {
    name: 'notes.happened_later',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from note n
       where n.happened_on > (n.written_at at time zone 'Europe/Stockholm')::date + 1`,
  },
  {
    name: 'notes.struck_without_end',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from note n
       where n.struck_at is not null and n.struck_at < n.written_at`,
  },
]

const late = (now: Instant): readonly Check[] => [
  {
    name: 'deliveries.silent',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from delivery d
       where d.status = 'reading' and d.received_at < ${now}::timestamptz - interval '1 day'`,
  },
  {
    name: 'deliveries.preview_old',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from delivery d
       where d.status = 'previewed' and d.received_at < ${now}::timestamptz - interval '30 days'`,
  },
  {
    name: 'messages.stuck',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from message m where m.state = 'queued' and m.due_at < ${stuckBefore(now)}::timestamptz`,
  },
  {
    name: 'jobs.given_up',
    severity: 'serious',
    counts: sql`select count(*)::int as found from job where failed_at is not null`,
  },
  {
    name: 'jobs.late',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from job where failed_at is null and run_at < ${now}::timestamptz - interval '1 hour'`,
  },
  {
    name: 'jobs.progress_silent',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from work_progress w where w.updated_at < ${now}::timestamptz - interval '1 day'`,
  },
]

const reviews = (now: Instant): readonly Check[] => [
  {
    name: 'reviews.overdue',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from review_item i
       where i.due_at < ${now} and not exists (
         select from review_verdict v where v.domain_id = i.domain_id and v.item_id = i.id)`,
  },
  {
    name: 'approvals.used_unanswered',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from approval_use u
        left join approval_answer a on a.domain_id = u.domain_id and a.approval_id = u.approval_id
        left join approval q on q.domain_id = u.domain_id and q.id = u.approval_id
       where a.approval_id is null or not a.approved or a.answered_at > q.until_at or a.answered_by = a.asked_by`,
  },
]
