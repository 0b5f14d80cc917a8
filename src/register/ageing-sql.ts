import type { PlainDate } from '../kernel/date.ts'
import { type Sql, sql } from '../kernel/sql.ts'
import { holdsOn } from './work-sql.ts'

/**
 * Those in the register who were born on these days, both included, and so turn twenty within a while: who answers for them, when they are
 * contacted next, and what became of the last handover made because they turn twenty.
 */
export function ageingOut(today: PlainDate, born: { readonly from: PlainDate; readonly to: PlainDate }): Sql {
  return sql`
    select r.id, r.protection, (r.birth_date + interval '20 years')::date as twenty_on, o.account_id as owner, n.on_day as next_on,
           case when h.id is not null then coalesce(h.ended_as, 'open') end as handover
      from person r
      left join register_owner o on o.domain_id = r.domain_id and o.person_id = r.id and o.known_until is null
      left join lateral (
        select min(c.on_day) as on_day from outreach_next c join person m on m.domain_id = c.domain_id and m.id = c.person_id
         where m.root_id = r.id and c.known_until is null) n on true
      left join lateral (
        select t.id, t.ended_as from transition_handover t join person m on m.domain_id = t.domain_id and m.id = t.person_id
         where m.root_id = r.id and t.kind = 'ageing_out' order by t.known_from desc limit 1) h on true
     where r.birth_date >= ${born.from} and r.birth_date <= ${born.to} and r.root_id = r.id and r.residency = 'active'
       and exists (select from register_period p where p.domain_id = r.domain_id and p.person_id = r.id and ${holdsOn(today)})`
}
