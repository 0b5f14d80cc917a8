import type { PlainDate } from '../kernel/date.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { takesOut } from './admission-sql.ts'

export type Watched = {
  readonly today: PlainDate
  /** Studies that begin on these days, the last not included. */
  readonly from: PlainDate
  readonly until: PlainDate
  /** Of one alone, by root: then nobody else’s enrolments are read. */
  readonly root?: string
}

/**
 * Those who were admitted to studies that begin in a while, one row for each (root), and where they stand: `standingOf` in transitions/rules.ts
 * says the same of one. Who goes on from one enrolment to the next is no arrival. An admission that the school has taken back, and that was
 * known before its day, has fallen away where nothing else came in its place.
 */
export function admittedWithin(of: Watched): Sql {
  const { today } = of
  return sql`
    select x.*, x.starts_on + x.grace as settled_on,
           case when x.said is not null then case when x.said = 'not_arrived' then 'not_arrived' else 'arrived' end
                when x.fell_away or x.ends_before <= x.starts_on + x.grace then 'not_arrived'
                when x.starts_on > ${today} then 'ahead'
                when x.starts_on + x.grace > ${today} then 'awaited'
                else 'arrived' end as standing
      from (
        select f.*, a.said, a.on_day as said_on, g.days as grace, o.account_id as owner, n.on_day as next_on
          from (${firsts(of)}) f
          cross join lateral (
            select coalesce((select r.value::integer from register_parameter r
                              where r.name = 'admission_grace_days' and r.valid_from <= ${today}
                              order by r.valid_from desc limit 1), 0) as days) g
          left join lateral (
            select t.said, t.on_day from transition_arrival t join person m on m.domain_id = t.domain_id and m.id = t.person_id
             where m.root_id = f.root and t.starts_on = f.starts_on and t.known_until is null
             order by t.known_from desc limit 1) a on true
          left join register_owner o on o.person_id = f.root and o.known_until is null
          left join lateral (
            select min(c.on_day) as on_day from outreach_next c join person m on m.domain_id = c.domain_id and m.id = c.person_id
             where m.root_id = f.root and c.known_until is null) n on true) x`
}

/** Of each the admission that counts: one that holds before one that was taken back, and of several the latest. */
const firsts = ({ today, from, until, root }: Watched): Sql => sql`
            select distinct on (m.root_id) m.root_id as root, e.school_unit as school, e.starts_on, e.ends_before,
                   e.known_until is not null as fell_away
              from enrolment e join person m on m.domain_id = e.domain_id and m.id = e.person_id
             where ${takesOut('e')} and e.starts_on >= ${from} and e.starts_on < ${until}${root === undefined ? raw('') : sql` and m.root_id = ${root}::uuid`}
               and (e.known_until is null or (
                 (e.known_from at time zone 'Europe/Stockholm')::date < e.starts_on and not exists (
                   select from enrolment k join person s on s.domain_id = k.domain_id and s.id = k.person_id
                    where s.root_id = m.root_id and k.known_until is null and ${takesOut('k')}
                      and (k.ends_before is null or k.ends_before > ${today}))))
               and not exists (
                 select from enrolment b join person s on s.domain_id = b.domain_id and s.id = b.person_id
                  where s.root_id = m.root_id and b.known_until is null and ${takesOut('b')} and b.starts_on < e.starts_on
                    and (b.ends_before is null or b.ends_before >= e.starts_on))
             order by m.root_id, e.known_until is not null, e.starts_on desc, e.known_from desc`
