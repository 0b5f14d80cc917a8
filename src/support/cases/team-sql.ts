import { type Sql, sql } from '../../kernel/sql.ts'

/**
 * Whether whoever answers for a case, or answered for it last, stands in a team now. `of`: the row whose `case_id` it is, by its alias. Without a
 * team every case is.
 */
export const heldInTeam = (team: string | null, of: Sql): Sql => sql`(${team}::uuid is null or (
         select w.account_id from support_owner w where w.domain_id = ${of}.domain_id and w.case_id = ${of}.case_id
          order by w.known_until is not null, w.known_from desc limit 1) in (
         select s.account_id from access.colleagues() s where ${team}::uuid = any (s.team_ids)))`
