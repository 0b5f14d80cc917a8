import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { joinSql, prepared, type Sql, sql } from '../../kernel/sql.ts'
import { ending } from '../../people/version-sql.ts'
import { HOURS_OF, Load, WorkTime } from './model.ts'

const hours: Sql = joinSql(
  Object.entries(HOURS_OF).map(([channel, each]) => sql`when ${channel} then ${each}::numeric`),
  ' ',
)

const open = (whose: Sql, until: PlainDate): Sql => sql`
      select m.root_id as person_id, s.channel from ${whose} join outreach_step s on s.domain_id = m.domain_id and s.person_id = m.id
        join outreach_run r on r.domain_id = s.domain_id and r.id = s.run_id and r.known_until is null
       where s.known_until is null and s.deadline_on <= ${until}
      union all
      select m.root_id, x.channel from ${whose} join outreach_next x on x.domain_id = m.domain_id and x.person_id = m.id
       where x.known_until is null and x.on_day <= ${until}`

/** Each who has cases that one may see: how many, and what is to be made with them by a day. Anything else takes as long as a call. */
export function loads(tx: Read, until: PlainDate): Promise<Load[]> {
  const reached = sql`(select access.reach('outreach')) w (id)`
  const isFew = tx.actor.reach !== 'domain'
  // Who reaches few is led there by them; who reaches everybody reads what is due in the whole domain.
  const own = isFew ? sql`${reached} join register_owner o on o.person_id = w.id` : sql`register_owner o`
  const whose = isFew ? sql`${reached} join person m on m.id = w.id` : sql`person m`
  return tx.all(
    Load,
    prepared(sql`
    with own as (
      select o.account_id, o.person_id from ${own} where o.known_until is null),
    due as (${open(whose, until)})
    select o.account_id as account, count(distinct o.person_id)::integer as cases, count(d.person_id)::integer as due,
           coalesce(sum(case when d.person_id is not null then case d.channel ${hours} else ${HOURS_OF.call}::numeric end end), 0)::float8 as "dueHours"
      from own o left join due d on d.person_id = o.person_id
     group by o.account_id order by cases desc, o.account_id`),
  )
}

/** The hours that are said: each one's own, and everybody's. */
export function workTimes(tx: Read): Promise<WorkTime[]> {
  return tx.all(
    WorkTime,
    prepared(sql`
    select w.account_id as account, w.week_hours::float8 as "weekHours", w.youth_hours::float8 as "youthHours"
      from outreach_workload w where w.known_until is null`),
  )
}

/** Says somebody's hours, or everybody's, anew. */
export async function setWorkTime(tx: Write, { account, weekHours, youthHours }: WorkTime): Promise<void> {
  await tx.run(sql`
    update outreach_workload w set known_until = ${ending(tx, 'w')}
     where w.account_id is not distinct from ${account}::uuid and w.known_until is null`)
  await tx.runOne(sql`
    insert into outreach_workload (domain_id, account_id, week_hours, youth_hours, set_by, known_from)
    values (${tx.actor.domainId}, ${account}, ${weekHours}, ${youthHours}, ${tx.actor.accountId}, ${tx.now})`)
}
