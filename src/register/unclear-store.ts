import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { UnclearCause } from './model.ts'

const CauseCount = z.object({ cause: UnclearCause, count: z.number() })
export type CauseCount = z.infer<typeof CauseCount>

/**
 * How many are unclear for what, the most common first; one with two causes counts in both. Protected persons are counted
 * only for those who may see them: one of the causes is said of nobody else.
 */
export function unclearCauses(tx: Read, on: PlainDate): Promise<CauseCount[]> {
  return tx.all(
    CauseCount,
    sql`
    select u.cause, count(distinct u.person_id) as count from register_unclear u
      join person n on n.domain_id = u.domain_id and n.id = u.person_id
     where u.known_until is null and (u.from_on is null or u.from_on <= ${on}) and (u.until_on is null or u.until_on > ${on})
     group by u.cause order by count(distinct u.person_id) desc, u.cause`,
  )
}
