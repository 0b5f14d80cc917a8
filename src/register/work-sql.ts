import type { PlainDate } from '../kernel/date.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { takesOut } from './admission-sql.ts'
import { numbersOf } from './group-sql.ts'
import type { ListParameters } from './list-store.ts'
import { waitingForWork } from './summer-sql.ts'

/** Whether a period `p` is current and holds on a day. */
export function holdsOn(on: PlainDate): Sql {
  return sql`(p.known_until is null and (p.from_on is null or p.from_on <= ${on}) and (p.until_on is null or p.until_on > ${on}))`
}

/** Those for whom an admission is ahead, by root: for many at once, what `workHasBegun` asks of one. */
export function admittedLater(on: PlainDate): Sql {
  return sql`
    select distinct m.root_id as root from enrolment e join person m on m.domain_id = e.domain_id and m.id = e.person_id
     where e.known_until is null and ${takesOut('e')} and e.starts_on > ${on}`
}

/** Whether the summer is still to be waited for with a member `p`, the person `n` (K20). */
export function waitsForWork(on: PlainDate, rules: ListParameters): Sql {
  return waitingForWork({ day: on, knownOf: (alias) => raw(`${alias}.known_until is null`) }, rules)
}

/** Whether the work with a member (`p`, the person `n`) has begun on a day: the summer is over (K20), and no admission is ahead. */
export function workHasBegun(on: PlainDate, rules: ListParameters): Sql {
  // `offset 0` keeps the question one of each member: as a join it would read every enrolment of the domain for each of them.
  return sql`(not ${waitsForWork(on, rules)} and not exists (
       select from enrolment e where e.domain_id = p.domain_id and e.person_id = ${numbersOf('p')}
          and e.known_until is null and ${takesOut('e')} and e.starts_on > ${on} offset 0))`
}
