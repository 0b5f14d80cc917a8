import { z } from 'zod'
import type { Read } from '../../kernel/database.ts'
import { sql } from '../../kernel/sql.ts'

const Id = z.object({ id: z.uuid() })

/** Closed cases that somebody still answers for, though nobody is to be asked any longer. */
export async function casesFollowedByNobody(tx: Read): Promise<string[]> {
  const rows = await tx.all(
    Id,
    sql`
    select o.case_id as id from support_owner o
     where o.known_until is null
       and not exists (select from support_period d
                        where d.domain_id = o.domain_id and d.case_id = o.case_id and d.known_until is null)
       and not exists (select from support_follow_up f
                        where f.domain_id = o.domain_id and f.case_id = o.case_id and f.closed_as is null)
     order by o.case_id`,
  )
  return rows.map(({ id }) => id)
}

/** Lettings-in that came with a case and by which nobody answers for one any longer: most of them have ended. */
export async function lettingsOver(tx: Read): Promise<string[]> {
  const rows = await tx.all(
    Id,
    sql`
    select o.assignment_id as id from support_owner o
     where o.assignment_id is not null
     group by o.assignment_id
    having bool_and(o.known_until is not null)`,
  )
  return rows.map(({ id }) => id)
}
