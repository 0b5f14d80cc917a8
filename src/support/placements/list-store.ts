import type { Read } from '../../kernel/database.ts'
import { sql } from '../../kernel/sql.ts'
import { SectorCount } from './model.ts'

/** By sector, how many young persons of each sex that the actor sees have been placed since a day: each counted once in a sector. */
export function balanceSince(tx: Read, since: string): Promise<SectorCount[]> {
  return tx.all(
    SectorCount,
    sql`select x.sector, count(*) filter (where x.sex = 'female')::int as female, count(*) filter (where x.sex = 'male')::int as male
          from (select distinct p.sector, r.id, r.sex
                  from work_placement p
                  join person m on m.domain_id = p.domain_id and m.id = p.person_id
                  join person r on r.domain_id = m.domain_id and r.id = m.root_id
                 where p.known_from >= ${since}::date) x
         group by x.sector order by x.sector`,
  )
}
