import { z } from 'zod'
import type { Read } from '../../kernel/database.ts'
import { Day } from '../../kernel/date.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { type LadderAsked, type LadderView, StepChannel, StepTo } from './model.ts'

export const LadderRow = z.object({
  id: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  protection: z.string(),
  owner: z.uuid().nullable(),
  stepId: z.uuid(),
  code: z.string(),
  channel: StepChannel,
  through: StepTo,
  templateCode: z.string().nullable(),
  dueFrom: Day,
  deadlineOn: Day,
  /** When it was done, of those who are waited for. */
  closedOn: Day.nullable(),
  startedOn: Day,
})
export type LadderRow = z.infer<typeof LadderRow>

/** The step each run stands on: the one that is due, or the last one done while an answer is waited for. */
function standing(tx: Read, { view, mine, step, role }: LadderAsked): Sql {
  const which: Readonly<Record<LadderView, Sql>> = {
    due: sql`s.known_until is null and s.due_from <= ${tx.today} and s.deadline_on >= ${tx.today}`,
    overdue: sql`s.known_until is null and s.due_from <= ${tx.today} and s.deadline_on < ${tx.today}`,
    waiting: sql`s.closed_as = 'done' and not exists (
      select from outreach_step t where t.domain_id = s.domain_id and t.run_id = s.run_id
         and (t.known_until is null or (t.closed_as = 'done' and (t.known_until, t.id) > (s.known_until, s.id))))`,
  }
  // Who reaches few is led there by them.
  const whose = tx.actor.reach === 'domain' ? raw('') : sql`(select access.reach('outreach')) w (id) join `
  const theirs = tx.actor.reach === 'domain' ? raw('') : raw(' on s.person_id = w.id')
  return sql`
    from ${whose}outreach_step s${theirs}
    join outreach_run r on r.domain_id = s.domain_id and r.id = s.run_id and r.known_until is null
    join person m on m.domain_id = s.domain_id and m.id = s.person_id
    join person n on n.domain_id = m.domain_id and n.id = m.root_id and n.known_until is null
    left join register_owner o on o.domain_id = n.domain_id and o.person_id = n.id and o.known_until is null
   where ${which[view]}${mine ? sql` and o.account_id = ${tx.actor.accountId}` : raw('')}${step === null ? raw('') : sql` and s.code = ${step}`}${role === null ? raw('') : sql` and s.role = ${role}`}`
}

const columns = raw(`
  n.id, n.protection, o.account_id as owner, s.id as step_id, s.code, s.channel, s.through, s.template_code, s.due_from, s.deadline_on,
  s.closed_on, r.started_on`)

const named = (chosen: Sql): Sql => sql`
    select d.id, w.given_name as "givenName", w.family_name as "familyName", d.protection, d.owner, d.step_id as "stepId", d.code, d.channel,
           d.through, d.template_code as "templateCode", d.due_from as "dueFrom", d.deadline_on as "deadlineOn", d.closed_on as "closedOn",
           d.started_on as "startedOn"
      from (${chosen}) d left join person_name w on w.person_id = d.id and w.known_until is null`

/** Those on the ladder, the one whose deadline comes first on top. */
export function ladderRows(tx: Read, asked: LadderAsked & { limit: number; offset: number }): Promise<LadderRow[]> {
  return tx.all(
    LadderRow,
    sql`${named(sql`select ${columns} ${standing(tx, asked)} order by s.deadline_on, n.id limit ${asked.limit} offset ${asked.offset}`)}
     order by d.deadline_on, d.id`,
  )
}

/** Some steps that are open and due, by their id, for whoever may see them. */
export function dueSteps(tx: Read, stepIds: readonly string[]): Promise<LadderRow[]> {
  return tx.all(
    LadderRow,
    sql`${named(sql`
      select ${columns} from outreach_step s
        join outreach_run r on r.domain_id = s.domain_id and r.id = s.run_id and r.known_until is null
        join person m on m.domain_id = s.domain_id and m.id = s.person_id
        join person n on n.domain_id = m.domain_id and n.id = m.root_id and n.known_until is null
        left join register_owner o on o.domain_id = n.domain_id and o.person_id = n.id and o.known_until is null
       where s.id = any(${stepIds}::uuid[]) and s.known_until is null and s.due_from <= ${tx.today}`)}
     order by d.id`,
  )
}

const Counts = z.object({ due: z.number(), overdue: z.number(), waiting: z.number() })
export type LadderCounts = z.infer<typeof Counts>

/** How many there are of each. */
export function ladderCounts(tx: Read, asked: Omit<LadderAsked, 'view'>): Promise<LadderCounts> {
  const count = (view: LadderView) => sql`(select count(*)::integer ${standing(tx, { ...asked, view })})`
  return tx.one(
    Counts,
    sql`select ${count('due')} as due, ${count('overdue')} as overdue, ${count('waiting')} as waiting`,
  )
}
