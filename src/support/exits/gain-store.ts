import type { Read } from '../../kernel/database.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'
import { type Counted, heldBy, wasSupport } from '../cases/counted-sql.ts'
import { heldInTeam } from '../cases/team-sql.ts'
import { EndedGoal, GotQualification } from './gain-model.ts'

type Gain = {
  readonly table: 'support_goal' | 'support_qualification'
  readonly what: Sql
  /** The day it was reached or got. */
  readonly on: Sql
  readonly counts: Sql
}

/** What was gained (`g`) in the while by those that are counted, one row each, with whose it is. */
const gained = ({ table, what, on, counts }: Gain, { from, until, account, team = null }: Counted): Sql => sql`
    select m.root_id as root, p.sex, ${what}
      from ${raw(table)} g
      join person m on m.domain_id = g.domain_id and m.id = g.person_id
      join person p on p.domain_id = m.domain_id and p.id = m.root_id
     where ${counts} and ${on} >= ${from} and ${on} < ${until}
       and exists (select from support_period d where d.domain_id = g.domain_id and d.case_id = g.case_id and ${wasSupport} and ${heldBy(account)})
       and ${heldInTeam(team, raw('g'))}`

/** The goals that ended in the while, one row each, with how far they were reached. */
export function goalsEnded(tx: Read, counted: Counted): Promise<EndedGoal[]> {
  const counts = raw(`g.known_until is null and g.state = 'ended'`)
  const goals = { table: 'support_goal', what: raw('g.attainment'), on: raw('g.ended_on'), counts } as const
  return tx.all(EndedGoal, gained(goals, counted))
}

/** The papers that were got in the while, one row each; also those that have been renewed or withdrawn since, and none that was a mistake. */
export function qualificationsBetween(tx: Read, counted: Counted): Promise<GotQualification[]> {
  const counts = raw(`g.closed_as is distinct from 'mistaken'`)
  const papers = { table: 'support_qualification', what: raw('g.kind'), on: raw('g.got_on'), counts } as const
  return tx.all(GotQualification, gained(papers, counted))
}
