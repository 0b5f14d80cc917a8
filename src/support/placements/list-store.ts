import type { Read } from '../../kernel/database.ts'
import { sql } from '../../kernel/sql.ts'
import { SectorCount } from './model.ts'

/**
 * By sector, how many young persons of each sex that the actor sees have begun at a place from a day until today: each counted once in a sector, and
 * not where it was broken off before it began.
 */
export function balanceSince(tx: Read, since: string): Promise<SectorCount[]> {
  return tx.all(
    SectorCount,
    sql`select x.sector, count(*) filter (where x.sex = 'female')::int as female, count(*) filter (where x.sex = 'male')::int as male,
               count(*) filter (where x.sex is null or x.sex not in ('female', 'male'))::int as unknown
          from (select distinct p.sector, r.id, r.sex
                  from work_placement p
                  join person m on m.domain_id = p.domain_id and m.id = p.person_id
                  join person r on r.domain_id = m.domain_id and r.id = m.root_id
                  join work_terms t on t.domain_id = p.domain_id and t.placement_id = p.id and t.known_until is null
                 where t.from_on between ${since} and ${tx.today} and (p.ended_on is null or p.ended_on >= t.from_on)) x
         group by x.sector order by x.sector`,
  )
}
