import { seesTopic } from '../access/roles.ts'
import type { Read } from '../kernel/database.ts'
import { addDays, endOf, type PlainDate } from '../kernel/date.ts'
import { joinSql, prepared, raw, type Sql, sql } from '../kernel/sql.ts'
import { isToCome } from '../support/meetings/part-sql.ts'
import { FOLLOW_UP, GROUPS_OVER, PLAN_STEPS, READING_DUE, weekAnswers } from './case-sql.ts'
import { PERSON_SOURCES, type PersonSource, PersonTask, SOURCES } from './model.ts'

/** Whose tasks, and until which day. */
export type TasksAsked = {
  /** One member of staff; null for everybody's that one sees. */
  readonly account: string | null
  /** To and with this day. */
  readonly until: PlainDate
  readonly limit: number
  /** The one row that is asked for. */
  readonly subject?: string
  /** Of one source alone. */
  readonly source?: PersonTask['source'] | undefined
}

/** A decision by hand, a consent and a share are shown so long before their last day. */
const DAYS_BEFORE = 14

/**
 * What tells those of one source that fall on the same day apart: what stays the same when the row is written anew. Null where a young
 * person has one on a day.
 */
const TELLS_APART: Readonly<Partial<Record<PersonSource, string>>> = {
  decision_ends: 'x.id::text',
  consent_ends: 'x.id::text',
  own_share_ends: 'x.id::text',
  plan_step: 'x.id::text',
  group_over: 'x.id::text',
  mapping_answered: 'x.id::text',
  appointment: 'x.id::text',
  work_step: 'x.id::text',
  placement_ends: 'x.placement_id::text',
  meeting: 'x.meeting_id::text',
  meeting_action: 'x.id::text',
}
const markedBy = (source: PersonSource) => TELLS_APART[source] ?? 'null::text'

/** What is said of the one, else what was once said of all that fell on the day. */
const MARK = (source: PersonSource, day: string) => {
  const of = (k: string) =>
    `${k}.domain_id = x.domain_id and ${k}.person_id = x.person_id and ${k}.source = '${source}' and ${k}.due_on = ${day} and ${k}.known_until is null`
  const own = TELLS_APART[source]
  if (own === undefined) return raw(`\n  left join task_mark k on ${of('k')}`)
  return raw(`
  left join task_mark k on ${of('k')} and (k.subject = ${own} or (k.subject is null and not exists (
    select from task_mark n where ${of('n')} and n.subject = ${own})))`)
}
/** Whose cases somebody answers for, with those merged into them: read once for all the arms, for every reading asks the walls anew. */
const CASES = (account: string): Sql => sql`
    with owned as materialized (
      select o.person_id as id from register_owner o where o.account_id = ${account} and o.known_until is null),
    mine as materialized (
      select id from owned
      union all
      select m.id from person m where m.root_id = any(array(select id from owned)) and m.root_id <> m.id)`
const OWNER_OF = raw(`
  join person m on m.domain_id = x.domain_id and m.id = x.person_id
  left join register_owner o on o.domain_id = m.domain_id and o.person_id = m.root_id and o.known_until is null`)

type Arm = (tx: Read, asked: TasksAsked) => Sql

type Columns = { readonly subject: string; readonly day: string; readonly detail: string; readonly time?: string }

/** What a day and its mark say of a task, and whose it is. */
const said = (source: PersonSource, { subject, day, detail, time = 'null::text' }: Columns, account: Sql): Sql => sql`
    select ${raw(`'${source}'`)} as source, ${raw(subject)} as subject, x.person_id, coalesce(k.until_on, ${raw(day)}) as on_day,
           ${raw(day)} as due_on, ${raw(markedBy(source))} as marked_by, ${raw(time)} as at_time, ${raw(detail)} as detail, ${account} as account,
           case when k.assigned_to is not null then k.set_by end as given_by, k.why`

/** What a row's id looks like: anything else is as absent as one that is not there. */
const UUID = { type: 'uuid', is: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ } as const
const KEYS: Readonly<Partial<Record<PersonSource, { readonly type: string; readonly is: RegExp }>>> = {
  stale_status: { type: 'bigint', is: /^\d{1,18}$/ },
}
const keyOf = (source: PersonSource) => KEYS[source] ?? UUID

const one = (source: PersonSource, { subject }: TasksAsked): Sql =>
  subject === undefined ? raw('') : sql` and x.id = ${subject}::${raw(keyOf(source).type)}`

type Dated = {
  readonly source: 'next_contact' | 'stale_status' | 'ladder_step'
  readonly table: string
  readonly subject: string
  readonly day: string
  readonly detail: string
  /** What stands now. */
  readonly current: string
  readonly setBy: string
}

/**
 * A day that belongs to whoever answers for the young person, unless it was given to somebody else. Whoever may not read who that is, in
 * the register, is told who set the day.
 */
function dated(row: Dated): Arm {
  const { source, table, day, current, setBy } = row
  const until = (last: PlainDate) =>
    sql`${raw(current)} and ${raw(day)} <= ${last} and coalesce(k.until_on, ${raw(day)}) <= ${last}`
  const everybodys = (asked: TasksAsked, whose: string) => sql`
    ${said(source, row, raw(whose))} from ${raw(table)} x ${OWNER_OF} ${MARK(source, day)}
     where ${until(asked.until)}${one(source, asked)}`
  return (tx, asked) => {
    const { account } = asked
    if (!seesTopic(tx.actor.role, 'register')) {
      const whose = `coalesce(k.assigned_to, ${setBy})`
      return sql`${everybodys(asked, whose)}${account === null ? raw('') : sql` and ${raw(whose)} = ${account}`}`
    }
    if (account === null) return everybodys(asked, 'coalesce(k.assigned_to, o.account_id)')
    // From the cases to the days, and from what was given to one: neither asks for everybody's.
    return sql`
    ${said(source, row, sql`${account}::uuid`)}
      from ${raw(table)} x ${MARK(source, day)}
     where x.person_id = any(array(select id from mine)) and k.assigned_to is null and ${until(asked.until)}
    union all
    ${said(source, row, raw('k.assigned_to'))}
      from task_mark k join ${raw(table)} x on x.domain_id = k.domain_id and x.person_id = k.person_id and ${raw(day)} = k.due_on
     where k.assigned_to = ${account} and k.known_until is null and k.source = ${source} and ${until(asked.until)}`
  }
}

/** What of one's own sharing ends: only the one who made it can, or need, see to it. */
function sharingEnds(source: 'consent_ends' | 'own_share_ends'): Arm {
  const row = { subject: 'x.id::text', day: 'x.ends_on', detail: 'null::text' }
  return (tx, asked) => {
    const { accountId, domainId } = tx.actor
    const { account, until } = asked
    return sql`
    ${said(source, row, sql`${accountId}::uuid`)}
      from (select ${domainId}::uuid as domain_id, e.id, e.person_id,
                   ((e.until_at - interval '1 second') at time zone 'Europe/Stockholm')::date as ends_on
              from access.own_sharing_ends(${endOf(addDays(tx.today, DAYS_BEFORE))}) e
             where e.source = ${source}) x ${MARK(source, 'x.ends_on')}
     where (${account}::uuid is null or ${account}::uuid = ${accountId}::uuid)
       and coalesce(k.until_on, x.ends_on) <= ${until}${one(source, asked)}`
  }
}

/** A day that belongs to whoever is named, else to whoever answers for the case, unless it was given to somebody else. */
function ofCase(
  source: 'reading_due' | 'follow_up' | 'week_answer' | 'plan_step' | 'group_over',
  rows: string | ((tx: Read) => Sql),
  named = 'null::uuid',
): Arm {
  const row = { subject: 'x.id::text', day: 'x.day', detail: 'x.detail' }
  return (tx, asked) => {
    const whose = raw(`coalesce(k.assigned_to, ${named}, o.account_id)`)
    return sql`
    ${said(source, row, whose)}
      from (${typeof rows === 'string' ? raw(rows) : rows(tx)}) x
      left join support_owner o on o.domain_id = x.domain_id and o.case_id = x.case_id and o.known_until is null ${MARK(source, 'x.day')}
     where x.day <= ${asked.until} and coalesce(k.until_on, x.day) <= ${asked.until}
       and (${asked.account}::uuid is null or ${whose} = ${asked.account}::uuid)${one(source, asked)}`
  }
}

/** When a plan is looked at is for whoever answers for the case, as long as it is open. */
const planReviews: Arm = (_tx, asked) => {
  const whose = raw('coalesce(k.assigned_to, o.account_id)')
  const row = { subject: 'x.id::text', day: 'x.due_on', detail: 'null::text' }
  return sql`
    ${said('plan_review', row, whose)}
      from support_review x
      join support_period d on d.domain_id = x.domain_id and d.case_id = x.case_id and d.known_until is null
      left join support_owner o on o.domain_id = x.domain_id and o.case_id = x.case_id and o.known_until is null ${MARK('plan_review', 'x.due_on')}
     where x.known_until is null and x.due_on <= ${asked.until} and coalesce(k.until_on, x.due_on) <= ${asked.until}
       and (${asked.account}::uuid is null or ${whose} = ${asked.account}::uuid)${one('plan_review', asked)}`
}

/**
 * What came by a link to a form, or a link that ran out before all was sent in, until somebody has seen to it: for whoever answers for the case,
 * else for the one who sent it. Nothing is said of what was asked.
 */
const mappingAnswers: Arm = (_tx, asked) => {
  const whose = raw('coalesce(k.assigned_to, o.account_id, x.sent_by)')
  const row = { subject: 'x.id::text', day: 'x.day', detail: 'null::text' }
  return sql`
    ${said('mapping_answered', row, whose)}
      from (select l.domain_id, l.id, l.person_id, l.sent_by,
                   coalesce(m.ended_on, ((l.expires_at - interval '1 second') at time zone 'Europe/Stockholm')::date + 1) as day
              from support_mapping_link l
              join support_mapping m on m.domain_id = l.domain_id and m.id = l.mapping_id
             where l.known_until is null) x
      left join support_owner o on o.domain_id = x.domain_id and o.person_id = x.person_id and o.known_until is null
      ${MARK('mapping_answered', 'x.day')}
     where x.day <= ${asked.until} and coalesce(k.until_on, x.day) <= ${asked.until}
       and (${asked.account}::uuid is null or ${whose} = ${asked.account}::uuid)${one('mapping_answered', asked)}`
}

/** A time to meet is for whoever it is with, until it is said what became of it. */
const appointments: Arm = (_tx, asked) => {
  const whose = raw('coalesce(k.assigned_to, x.account_id)')
  const row = { subject: 'x.id::text', day: 'x.on_day', detail: 'null::text', time: 'x.at_time' }
  return sql`
    ${said('appointment', row, whose)}
      from support_appointment x ${MARK('appointment', 'x.on_day')}
     where x.known_until is null and x.on_day <= ${asked.until} and coalesce(k.until_on, x.on_day) <= ${asked.until}
       and (${asked.account}::uuid is null or ${whose} = ${asked.account}::uuid)${one('appointment', asked)}`
}

/** A meeting that is planned, for whoever answers for the case and for each colleague who is to come; it has the time that was agreed on. */
const meetings: Arm = (_tx, asked) => {
  const whose = raw('coalesce(k.assigned_to, o.account_id)')
  const { account } = asked
  const isTheirs =
    account === null ? raw('') : sql` and (${whose} = ${account} or (k.assigned_to is null and ${isToCome(account)}))`
  return sql`
    select 'meeting' as source, x.id::text as subject, x.person_id, coalesce(k.until_on, x.on_day) as on_day, x.on_day as due_on,
           ${raw(markedBy('meeting'))} as marked_by, x.at_time, x.kind as detail, ${account === null ? whose : sql`${account}::uuid`} as account,
           case when k.assigned_to is not null then k.set_by end as given_by, k.why
      from support_meeting x
      left join support_owner o on o.domain_id = x.domain_id and o.case_id = x.case_id and o.known_until is null ${MARK('meeting', 'x.on_day')}
     where x.known_until is null and x.state = 'planned' and x.on_day <= ${asked.until}
       and coalesce(k.until_on, x.on_day) <= ${asked.until}${isTheirs}${one('meeting', asked)}`
}

/** What a colleague took upon themself at a meeting, and when it is to be done. */
const meetingActions: Arm = (_tx, asked) => sql`
    ${said('meeting_action', { subject: 'x.id::text', day: 'x.due_on', detail: 'null::text' }, raw('coalesce(k.assigned_to, x.account_id)'))}
      from support_meeting_item x ${MARK('meeting_action', 'x.due_on')}
     where x.known_until is null and x.done_on is null and x.account_id is not null and x.due_on <= ${asked.until}
       and coalesce(k.until_on, x.due_on) <= ${asked.until}
       and (${asked.account}::uuid is null or coalesce(k.assigned_to, x.account_id) = ${asked.account}::uuid)${one('meeting_action', asked)}`

/** A visit to somebody's home, for both who go, at the time that was planned: until it is said what came of it. */
const homeVisits: Arm = (_tx, asked) => {
  const { account } = asked
  const theirs = account === null ? raw('') : sql` and ${account}::uuid in (v.first_by, v.second_by)`
  return sql`
    select 'home_visit' as source, x.id::text as subject, x.person_id, x.on_day, x.on_day as due_on, null::text as marked_by, x.at_time,
           null::text as detail, w.account_id as account, null::uuid as given_by, null::text as why
      from (select v.id, v.person_id, v.first_by, v.second_by, (v.visit_at at time zone 'Europe/Stockholm')::date as on_day,
                   to_char(v.visit_at at time zone 'Europe/Stockholm', 'HH24:MI') as at_time
              from outreach_visit v where v.known_until is null${theirs}) x
     cross join lateral unnest(array[x.first_by, x.second_by]) w(account_id)
     where x.on_day <= ${asked.until} and (${account}::uuid is null or w.account_id = ${account}::uuid)${one('home_visit', asked)}`
}

const ARMS: Readonly<Record<PersonSource, Arm>> = {
  plan_review: planReviews,
  plan_step: ofCase('plan_step', PLAN_STEPS, 'x.named'),
  group_over: ofCase('group_over', GROUPS_OVER),
  mapping_answered: mappingAnswers,
  appointment: appointments,
  next_contact: dated({
    ...{ source: 'next_contact', table: 'outreach_next', subject: 'x.id::text' },
    ...{ day: 'x.on_day', detail: 'x.channel', current: 'x.known_until is null', setBy: 'x.set_by' },
  }),
  home_visit: homeVisits,
  // What is for those who lead is shared by them, and counted.
  ladder_step: dated({
    ...{
      source: 'ladder_step',
      table: 'outreach_step',
      subject: 'x.id::text',
      day: 'x.deadline_on',
      detail: 'x.channel',
    },
    ...{ current: `x.known_until is null and x.role = 'owner'`, setBy: 'x.set_by' },
  }),
  stale_status: dated({
    ...{ source: 'stale_status', table: 'register_occupation', subject: 'x.id::text' },
    ...{
      day: 'x.best_before_on',
      detail: 'null::text',
      current: 'x.known_until is null and x.until_on is null',
      setBy: 'x.recorded_by',
    },
  }),
  decision_ends: (tx, asked) => sql`
    ${said('decision_ends', { subject: 'x.id::text', day: '(x.until_on - 1)', detail: 'x.outcome' }, raw('k.assigned_to'))}
      from scope_decision x ${MARK('decision_ends', '(x.until_on - 1)')}
     where x.known_until is null and x.until_on > ${tx.today} and x.until_on <= ${addDays(tx.today, DAYS_BEFORE)}
       and (${asked.account}::uuid is null or k.assigned_to is null or k.assigned_to = ${asked.account}::uuid)${one('decision_ends', asked)}`,
  consent_ends: sharingEnds('consent_ends'),
  own_share_ends: sharingEnds('own_share_ends'),
  reading_due: ofCase('reading_due', READING_DUE),
  follow_up: ofCase('follow_up', FOLLOW_UP),
  week_answer: ofCase('week_answer', weekAnswers),
  // Whose it is stands on the step: whoever goes along, visits or calls.
  work_step: (tx, asked) => sql`
    ${said('work_step', { subject: 'x.id::text', day: 'x.planned_on', detail: 'x.kind' }, raw('coalesce(k.assigned_to, x.account_id)'))}
      from work_step x ${MARK('work_step', 'x.planned_on')}
     where x.domain_id = ${tx.actor.domainId} and x.known_until is null and x.planned_on <= ${asked.until}
       and coalesce(k.until_on, x.planned_on) <= ${asked.until}
       and (${asked.account}::uuid is null or coalesce(k.assigned_to, x.account_id) = ${asked.account}::uuid)${one('work_step', asked)}`,
  // Two weeks before the last day there is time to plan what comes next.
  placement_ends: (tx, asked) => sql`
    ${said('placement_ends', { subject: 'x.id::text', day: `(x.last_on - ${DAYS_BEFORE})`, detail: 'null::text' }, raw('coalesce(k.assigned_to, o.account_id)'))}
      from work_terms x
      join work_placement w on w.domain_id = x.domain_id and w.id = x.placement_id and w.known_until is null
      left join support_owner o on o.domain_id = w.domain_id and o.case_id = w.case_id and o.known_until is null
      ${MARK('placement_ends', `(x.last_on - ${DAYS_BEFORE})`)}
     where x.domain_id = ${tx.actor.domainId} and x.known_until is null and x.last_on <= ${addDays(asked.until, DAYS_BEFORE)}
       and coalesce(k.until_on, x.last_on - ${raw(String(DAYS_BEFORE))}) <= ${asked.until}
       and (${asked.account}::uuid is null or coalesce(k.assigned_to, o.account_id) = ${asked.account}::uuid)${one('placement_ends', asked)}`,
  meeting: meetings,
  meeting_action: meetingActions,
}

const reminders = ({ account, until }: TasksAsked): Sql => sql`
    select 'reminder' as source, t.task_id::text as subject, t.person_id, t.on_day, t.on_day as due_on, null::text as marked_by, t.at_time, t.kind as detail,
           t.assigned_to as account, case when t.set_by <> t.assigned_to then t.set_by end as given_by, t.moved_why as why
      from person_task t
     where t.known_until is null and t.on_day <= ${until}${account === null ? raw('') : sql` and t.assigned_to = ${account}`}`

/** All that is to be done by the sources the actor may work with. */
function everything(tx: Read, asked: TasksAsked): Sql {
  const isAsked = (source: PersonTask['source']) => asked.source === undefined || asked.source === source
  const sources = PERSON_SOURCES.filter((source) => tx.may(SOURCES[source].permission) && isAsked(source))
  const arms = [
    ...(tx.may('tasks.of_person') && isAsked('reminder') ? [reminders(asked)] : []),
    ...sources.map((source) => ARMS[source](tx, asked)),
  ]
  const cases = asked.account !== null && seesTopic(tx.actor.role, 'register') ? CASES(asked.account) : raw('')
  return sql`${cases}${joinSql(arms, '\n    union all')}`
}

/** Tasks about young people, the earliest first. Whoever shows them records the reading. */
export async function personTasks(tx: Read, asked: TasksAsked): Promise<PersonTask[]> {
  if (!mayAny(tx, asked)) return []
  return tx.all(
    PersonTask,
    prepared(sql`
    select d.source, d.subject, r.id as "personId", m.id as "memberId", n.given_name as "givenName", n.family_name as "familyName", r.protection,
           d.on_day as "onDay", d.due_on as "dueOn", d.marked_by as "markedBy", d.at_time as "atTime", d.detail, d.account, d.given_by as "givenBy", d.why
      from (${everything(tx, asked)} order by on_day, source, subject limit ${asked.limit}) d
      join person m on m.domain_id = ${tx.actor.domainId} and m.id = d.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id and r.known_until is null
      left join person_name n on n.domain_id = r.domain_id and n.person_id = r.id and n.known_until is null
     order by d.on_day, d.at_time nulls first, d.source, d.subject`),
  )
}

/** A day of somebody's, and no more: for figures, calendars and letters that name nobody. */
export const Slot = PersonTask.pick({ source: true, onDay: true, atTime: true, account: true })

/** The days of tasks, without whom they are about. */
export async function taskSlots(tx: Read, asked: TasksAsked) {
  if (!mayAny(tx, asked)) return []
  return tx.all(
    Slot,
    prepared(sql`
    select d.source, d.on_day as "onDay", d.at_time as "atTime", d.account
      from (${everything(tx, asked)} order by on_day, source, subject limit ${asked.limit}) d`),
  )
}

const mayAny = (tx: Read, { source: asked }: TasksAsked) =>
  (tx.may('tasks.of_person') && (asked === undefined || asked === 'reminder')) ||
  PERSON_SOURCES.some((source) => tx.may(SOURCES[source].permission) && (asked === undefined || asked === source))

/** One derived task, as it stands now; null when its day is no longer there, or not the actor's to see. */
export async function derivedTask(
  tx: Read,
  { source, subject }: { readonly source: PersonSource; readonly subject: string },
): Promise<PersonTask | null> {
  if (!tx.may(SOURCES[source].permission) || !keyOf(source).is.test(subject)) return null
  const asked = { account: null, until: addDays(tx.today, 3650), limit: 1, subject }
  const [found = null] = await tx.all(
    PersonTask,
    sql`
    select d.source, d.subject, r.id as "personId", m.id as "memberId", n.given_name as "givenName", n.family_name as "familyName", r.protection,
           d.on_day as "onDay", d.due_on as "dueOn", d.marked_by as "markedBy", d.at_time as "atTime", d.detail, d.account, d.given_by as "givenBy", d.why
      from (${ARMS[source](tx, asked)}) d
      join person m on m.domain_id = ${tx.actor.domainId} and m.id = d.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id and r.known_until is null
      left join person_name n on n.domain_id = r.domain_id and n.person_id = r.id and n.known_until is null`,
  )
  return found
}
