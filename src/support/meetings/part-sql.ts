import { type Sql, sql } from '../../kernel/sql.ts'

/** Whether a colleague stands among those who are to come to a meeting `x`: in the team around, with an account. */
export const isToCome = (account: string): Sql => sql`exists (
         select from support_attendee e
           join support_member t on t.domain_id = e.domain_id and t.id = e.member_id
          where e.domain_id = x.domain_id and e.meeting_id = x.meeting_id and e.known_until is null and t.account_id = ${account})`

/** Whether a meeting `x` is one of a colleague's: about somebody whose case is theirs, or one that they are to come to. */
export const takesPartIn = (account: string): Sql => sql`(${OWNS(account)} or ${isToCome(account)})`

const OWNS = (account: string): Sql => sql`exists (
         select from support_owner o
          where o.domain_id = x.domain_id and o.case_id = x.case_id and o.known_until is null and o.account_id = ${account})`
