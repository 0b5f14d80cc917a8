import type { PlainDate } from '../kernel/date.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { numbersOf } from './group-sql.ts'

/** Study that takes one out of the register (K4–K7, K14). `alias` is an enrolment's. */
export function takesOut(alias: string): Sql {
  return raw(`${alias}.school_form in ('GY', 'GYAN', 'KOMVUX_GY', 'IB', 'INTERNATIONELL')`)
}

/** The next day an enrolment that takes a member (`p`) out of the register begins, as one row or none. */
export function nextAdmission(day: PlainDate, knownOf: (alias: string) => Sql): Sql {
  return sql`
      select min(e.starts_on) as on_day from enrolment e
       where e.domain_id = p.domain_id and e.person_id = ${numbersOf('p')} and ${knownOf('e')}
         and ${takesOut('e')} and e.starts_on > ${day}
      having min(e.starts_on) is not null`
}
