import { raw, type Sql, sql } from '../../kernel/sql.ts'
import { type Workdays, workdaysAfter } from './calendar-sql.ts'
import type { ProtocolStep } from './model.ts'
import { among, isOf, type Planned } from './planned-sql.ts'
import { reachable } from './reach-sql.ts'
import { LAST_WAIT } from './rules.ts'

/** The steps of a version that is kept. */
export const stepsOfProtocol = (protocolId: string): Sql => sql`
  select s.code, s.place, s.channel, s.through, s.role, s.template_code, s.only_if, s.wait_days, s.deadline_days
    from outreach_protocol_step s where s.protocol_id = ${protocolId}`

/** Steps that somebody thinks of and nobody has kept. */
export const stepsThoughtOf = (steps: readonly ProtocolStep[]): Sql => sql`
  select s.code, s.place, s.channel, s.through, s.role, s."templateCode" as template_code, s."onlyIf" as only_if, s."waitDays" as wait_days,
         s."deadlineDays" as deadline_days
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) s (code text, place integer, channel text, through text, role text, "templateCode" text,
         "onlyIf" text, "waitDays" integer, "deadlineDays" integer)`

/** The runs that are open, each with the one it is about as `root`. */
export const openRuns = (planned: Planned): Sql => sql`
  select r.domain_id, r.id, r.person_id, m.root_id as root, r.started_on, r.started_as, r.known_from, m.root_id <> r.person_id as merged
    from outreach_run r join person m on m.domain_id = r.domain_id and m.id = r.person_id
   where r.known_until is null and ${isOf('r', planned)}`

/** When each was last reached, oneself or through the guardians: a school that answers has not found the young person. */
export const lastReached = (planned: Planned): Sql => sql`
  select m.root_id as root, max(c.happened_at) as at
    from outreach_contact c join person m on m.domain_id = c.domain_id and m.id = c.person_id
   where c.achieved and c.through in ('self', 'guardian') and c.known_until is null and c.struck_at is null and ${isOf('c', planned)}
   group by m.root_id`

/** Of each that has been on the ladder: whether a run is open, and when the last one began. */
export const runsOf = (planned: Planned): Sql => sql`
  select m.root_id as root, bool_or(r.known_until is null) as is_open, max(r.started_on) as last_on
    from outreach_run r join person m on m.domain_id = r.domain_id and m.id = r.person_id
   where ${isOf('r', planned)} group by m.root_id`

/** Of each: whether a rest holds on the day, and when the last that is over ended. */
export const restsOf = (planned: Planned): Sql => sql`
  select m.root_id as root, bool_or(x.from_on <= ${planned.on} and coalesce(x.closed_on, x.until_on) > ${planned.on}) as rests,
         max(coalesce(x.closed_on, x.until_on)) filter (where coalesce(x.closed_on, x.until_on) <= ${planned.on}) as ended_on
    from outreach_rest x join person m on m.domain_id = x.domain_id and m.id = x.person_id
   where ${isOf('x', planned)} group by m.root_id`

/** Of each that has been in the register: whether on the day, and the last day on which they left before it. */
export const membership = (planned: Planned): Sql => sql`
  select p.person_id as root, bool_or((p.from_on is null or p.from_on <= ${planned.on}) and (p.until_on is null or p.until_on > ${planned.on})) as is_member,
         max(p.until_on) filter (where p.until_on <= ${planned.on}) as left_on
    from register_period p where p.known_until is null and ${among('p.person_id', planned)} group by p.person_id`

const whose = (self: string, guardian: string): Sql =>
  raw(`(case p.through when 'guardian' then f.${guardian} else f.${self} end)`)
const PHONE = whose('has_phone', 'guardian_phone')
const TEXTS = whose('texts', 'guardian_texts')
const MAILS = whose('mails', 'guardian_mails')

/** `leftOutReason` of rules.ts, for a step `p` and the facts `f` on a day. */
const reasonOn = (day: Sql): Sql => sql`
  case
    when f.is_protected and (p.through = 'guardian' or p.channel not in ('letter', 'home_visit')) then 'protected'
    when ${day} >= (f.born_on + interval '18 years')::date and (p.through = 'guardian' or p.only_if is not distinct from 'under_18') then 'of_age'
    when ${day} < (f.born_on + interval '18 years')::date and p.only_if = 'adult' then 'under_age'
    when f.is_protected and p.only_if = 'not_protected' then 'protected'
    when not f.is_protected and p.only_if = 'protected' then 'not_protected'
    when p.channel = 'call' and not ${PHONE} then 'no_phone'
    when p.channel = 'sms' and ${TEXTS} = 'none' then case when ${PHONE} then 'no_mobile' else 'no_phone' end
    when p.channel = 'sms' and ${TEXTS} <> 'yes' then ${TEXTS}
    when p.channel = 'email' and ${MAILS} = 'none' then 'no_email'
    when p.channel = 'email' and ${MAILS} <> 'yes' then ${MAILS}
    when p.channel = 'home_visit' and not f.has_address then 'no_address'
    when p.channel = 'letter' and not f.has_address and not f.is_protected then 'no_address' end`

/**
 * `planFor` of rules.ts, for all that are open and do not rest: what stands open and each step after it, its days, and why it is not for them. With each
 * the first that is for them, and when it is due; for one whose steps are all taken a single row without a step.
 */
export const comingSteps = (planned: Planned, steps: Sql, calendar: Workdays): Sql => sql`
  with run as (
    select r.*, greatest(t.last_place, w.place, 0) as last_place, greatest(r.started_on, t.last_on, z.ended_on) as since,
           o.id as open_id, o.code as open_code, o.due_from as open_due, o.deadline_on as open_deadline
      from (${openRuns(planned)}) r
      left join (
        select t.run_id, max(t.closed_on) filter (where t.closed_as in ('done', 'skipped')) as last_on, max(p.place) as last_place
          from outreach_step t
          left join (${steps}) p on p.code = t.code
         where t.known_until is not null and t.closed_as <> 'withdrawn' and ${isOf('t', planned)} group by t.run_id) t on t.run_id = r.id
      left join (${restsOf(planned)}) z on z.root = r.root
      left join outreach_step o on o.domain_id = r.domain_id and o.run_id = r.id and o.known_until is null
      left join (${steps}) w on w.code = o.code
     where z.rests is not true),
  waiting as (select run.*, ${workdaysAfter(calendar, 'run.since', String(LAST_WAIT))} <= ${planned.on} as waited from run),
  dated as (
    select run.*, p.code, p.place, p.channel, p.through, p.role, p.template_code, p.only_if, p.deadline_days,
           case when run.open_code = p.code then run.open_due else ${workdaysAfter(calendar, 'run.since', 'p.wait_days')} end as due_from
      from waiting run left join (${steps}) p on p.place > run.last_place or p.code = run.open_code),
  reasoned as materialized (
    select p.domain_id, p.id as run_id, p.person_id, p.code, p.place, p.channel, p.through, p.role, p.template_code, p.due_from, p.waited,
           case when p.open_code = p.code then p.open_deadline else ${workdaysAfter(calendar, 'p.due_from', 'p.deadline_days')} end as deadline_on,
           case when p.open_code = p.code then p.open_id end as open_id,
           case when p.code is not null then ${reasonOn(sql`greatest(p.due_from, ${planned.on}::date)`)} end as reason
      from dated p join (${reachable(planned)}) f on f.root = p.root),
  next as (
    select distinct on (r.run_id) r.run_id, r.place, r.due_from from reasoned r where r.reason is null order by r.run_id, r.place)
  select r.*, n.place as next_place, n.due_from as next_due from reasoned r left join next n on n.run_id = r.run_id`
