import type { PlainDate } from '../kernel/date.ts'
import { type Sql, sql } from '../kernel/sql.ts'
import { numbersOf } from './group-sql.ts'

/**
 * K20 for many, as `workStartsOn` in summer.ts says it for one: a member `p` (the person `n`) who left compulsory school in the
 * calendar year of the day and has never been enrolled further, before the day work begins. One who moved in or came back this
 * year, but left school earlier, does not wait. By what was known at the moment.
 */
export function waitingForWork(
  at: { readonly day: PlainDate; readonly knownOf: (alias: string) => Sql },
  rules: { readonly workStarts: string; readonly schoolEndsAge: number },
): Sql {
  const year = at.day.slice(0, 4)
  if (at.day >= `${year}-${rules.workStarts}`) return sql`false`
  return sql`(p.reason = 'ALDRIG_BÖRJAT' and p.from_on >= ${`${year}-01-01`} and coalesce(
         (select min(date_part('year', s.completed_on + 1)) from schooling s
           where s.domain_id = p.domain_id and s.person_id = ${numbersOf('p')} and ${at.knownOf('s')}),
         date_part('year', n.latest_birth_date) + ${rules.schoolEndsAge}
           + (exists (select from enrolment e where e.domain_id = p.domain_id and e.person_id = ${numbersOf('p')} and ${at.knownOf('e')}
                         and e.school_form = 'SP'))::integer) = ${Number(year)})`
}
