import type { Read } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { sql } from '../../kernel/sql.ts'
import { numbersOf } from '../../register/group-sql.ts'
import { Sought } from './model.ts'

/**
 * Everybody who came onto the ladder in a while, with what the figures count, for as long as they were followed: until the run was over, or
 * where every step had been taken until the next began. Whom one may not see is not counted.
 */
export function soughtBetween(tx: Read, { from, until }: { from: PlainDate; until: PlainDate }): Promise<Sought[]> {
  return tx.all(
    Sought,
    sql`
    with run as (
      select r.domain_id, r.id, m.root_id as person_id, r.started_on, r.known_from,
             case when r.closed_as = 'finished' then n.started_on else r.closed_on end as last_on,
             case when r.closed_as = 'finished' then n.known_from else r.known_until end as last_at
        from outreach_run r join person m on m.domain_id = r.domain_id and m.id = r.person_id
        left join lateral (
          select a.started_on, a.known_from from outreach_run a
           where a.domain_id = r.domain_id and a.person_id = r.person_id and a.known_from > r.known_from
           order by a.known_from limit 1) n on r.closed_as = 'finished'
       where r.started_on >= ${from} and r.started_on < ${until} and r.closed_as is distinct from 'merged')
    select r.started_on as "startedOn", t.on_day as "triedOn", a.on_day as "reachedOn", a.channel as "reachedBy",
           coalesce(r.last_on, ${tx.today}::date) as "followedUntil",
           n.sex, date_part('year', age(r.started_on, n.latest_birth_date))::integer as age, e.school_unit as school,
           coalesce(t.channels, '{}') as channels, coalesce(s.channels, '{}') as steps
      from run r
      join person n on n.domain_id = r.domain_id and n.id = r.person_id
      left join lateral (
        select (min(c.happened_at) at time zone 'Europe/Stockholm')::date as on_day, array_agg(distinct c.channel) as channels
          from outreach_contact c
         where c.person_id = ${numbersOf('r')} and c.known_until is null and c.struck_at is null and c.direction = 'out'
           and c.outcome <> 'cancelled' and c.happened_at >= r.known_from and (r.last_at is null or c.happened_at <= r.last_at)) t on true
      left join lateral (
        select (c.happened_at at time zone 'Europe/Stockholm')::date as on_day, c.channel from outreach_contact c
         where c.person_id = ${numbersOf('r')} and c.known_until is null and c.struck_at is null and c.achieved
           and c.through in ('self', 'guardian') and c.happened_at >= r.known_from and (r.last_at is null or c.happened_at <= r.last_at)
         order by c.happened_at, c.contact_id limit 1) a on true
      left join lateral (
        select e.school_unit from enrolment e
         where e.person_id = ${numbersOf('r')} and e.known_until is null and e.starts_on <= r.started_on
         order by e.starts_on desc, e.id limit 1) e on true
      left join lateral (
        select array_agg(s.channel order by s.closed_on, s.known_until, s.id) as channels from outreach_step s
         where s.run_id = r.id and s.closed_as = 'done') s on true
     order by r.id`,
  )
}
