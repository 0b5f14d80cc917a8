import type { Write } from '../../kernel/database.ts'
import { sql } from '../../kernel/sql.ts'

/** So long after the last try is somebody taken off the ladder of the demonstration's past. */
const FINISHED_AFTER = '14 days'
/** Which step of the usual order (rules.ts) the contacts of each way do, the first and the second time. */
const DONE_BY = JSON.stringify([
  { channel: 'sms', through: 'self', nth: 1, code: 'sms_first' },
  { channel: 'sms', through: 'self', nth: 2, code: 'sms_reminder' },
  { channel: 'sms', through: 'guardian', nth: 1, code: 'guardian_first' },
  { channel: 'call', through: 'self', nth: 1, code: 'call_first' },
  { channel: 'call', through: 'self', nth: 2, code: 'call_second' },
  { channel: 'letter', through: 'self', nth: 1, code: 'letter_first' },
  { channel: 'home_visit', through: 'self', nth: 1, code: 'home_visit' },
])

/**
 * The runs and steps of the demonstration's past, from the contact log as it stands: everybody who was tried was on the ladder from the day on
 * which somebody answered for them until they were reached, or until nothing more was tried. In one go, for planning every day of a year would
 * take longer than all else.
 */
export async function insertPastRuns(tx: Write): Promise<void> {
  await tx.run(sql`
    insert into outreach_run (domain_id, person_id, protocol_id, started_as, started_on, set_by, closed_as, closed_on, closed_by, known_from,
                              known_until)
    select o.domain_id, o.person_id, p.id, 'entered', o.from_on, ${tx.actor.accountId}::uuid,
           case when c.reached_at is null then 'finished' else 'reached' end,
           (coalesce(c.reached_at, c.tried_at + ${FINISHED_AFTER}::interval) at time zone 'Europe/Stockholm')::date, ${tx.actor.accountId}::uuid,
           o.known_from, coalesce(c.reached_at, c.tried_at + ${FINISHED_AFTER}::interval)
      from register_owner o
      join outreach_protocol p on p.domain_id = o.domain_id and p.known_until is null
      join lateral (
        select max(c.happened_at) as tried_at, min(c.happened_at) filter (where c.achieved and c.through in ('self', 'guardian')) as reached_at
          from outreach_contact c
         where c.domain_id = o.domain_id and c.person_id = o.person_id and c.known_until is null and c.struck_at is null
           and c.happened_at >= o.known_from) c on c.tried_at is not null
     where o.known_until is null and coalesce(c.reached_at, c.tried_at + ${FINISHED_AFTER}::interval) <= ${tx.now}::timestamptz`)
  await tx.run(sql`
    insert into outreach_step (domain_id, person_id, run_id, code, channel, through, role, template_code, due_from, deadline_on, set_by, closed_as,
                               closed_on, closed_by, contact_id, known_from, known_until)
    select c.domain_id, c.person_id, c.run_id, s.code, s.channel, s.through, s.role, s.template_code, c.made_on - 1, c.made_on + 1,
           ${tx.actor.accountId}::uuid, 'done', c.made_on, ${tx.actor.accountId}::uuid, c.contact_id, c.known_from, c.happened_at
      from (
        select r.id as run_id, r.protocol_id, r.known_from, c.domain_id, c.person_id, c.contact_id, c.channel, c.through, c.happened_at,
               (c.happened_at at time zone 'Europe/Stockholm')::date as made_on,
               row_number() over (partition by r.id, c.channel, c.through order by c.happened_at, c.contact_id) as nth
          from outreach_run r
          join outreach_contact c on c.domain_id = r.domain_id and c.person_id = r.person_id
         where r.known_until is not null and c.known_until is null and c.struck_at is null and c.direction = 'out'
           and c.happened_at between r.known_from and r.known_until) c
      join json_to_recordset(${DONE_BY}::json) as d (channel text, through text, nth bigint, code text)
        on d.channel = c.channel and d.through = c.through and d.nth = c.nth
      join outreach_protocol_step s on s.domain_id = c.domain_id and s.protocol_id = c.protocol_id and s.code = d.code`)
}
