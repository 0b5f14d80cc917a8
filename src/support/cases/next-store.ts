import { z } from 'zod'
import type { Read } from '../../kernel/database.ts'
import { Day } from '../../kernel/date.ts'
import { joinSql, prepared, raw, type Sql, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'

/**
 * The days that are agreed on about a young person, wherever they stand: a meeting, a time to meet, when the plan is looked at, what is to be
 * done at a placement, and when somebody is to be in touch. A source is a table, which of its rows still wait, and what they are called.
 */
const SOURCES = {
  meeting: {
    from: 'support_meeting',
    day: 'x.on_day',
    of: 'x.meeting_id',
    kind: 'x.kind',
    waits: `x.state = 'planned'`,
  },
  appointment: { from: 'support_appointment', day: 'x.on_day', of: 'x.id', kind: 'null', waits: 'true' },
  review: { from: 'support_review', day: 'x.due_on', of: 'x.id', kind: 'null', waits: 'true' },
  work: { from: 'work_step', day: 'x.planned_on', of: 'x.placement_id', kind: 'null', waits: 'true' },
  contact: { from: 'outreach_next', day: 'x.on_day', of: 'x.id', kind: 'null', waits: 'true' },
} as const
const KINDS = Object.keys(SOURCES) as readonly (keyof typeof SOURCES)[]

const AgreedDay = z.object({
  source: z.enum(['meeting', 'appointment', 'review', 'work', 'contact']),
  on: Day,
  /** The meeting, the time or the placement that it leads to. */
  of: z.uuid(),
  /** What kind of meeting. */
  kind: z.string().nullable(),
})
export type AgreedDay = z.infer<typeof AgreedDay>

/** What is agreed on about one person and has not been, or of which nothing is said yet: the earliest first. */
export function agreedDays(tx: Read, root: PersonId): Promise<AgreedDay[]> {
  const members = membersOfRoot(tx, root)
  const arms = KINDS.map((source): Sql => {
    const { from, day, of, kind, waits } = SOURCES[source]
    return sql`
    select ${raw(`'${source}'`)} as source, ${raw(day)} as "on", ${raw(of)} as of, ${raw(kind)}::text as kind from ${raw(from)} x
     where x.person_id in (${members}) and x.known_until is null and ${raw(waits)}`
  })
  return tx.all(AgreedDay, prepared(sql`${joinSql(arms, '\n    union all')} order by "on", source, of`))
}

const daysOf = (whose: string) =>
  raw(
    KINDS.map((source) => {
      const { from, day, waits } = SOURCES[source]
      return `select x.domain_id, x.person_id, ${day} as on_day from ${from} x where x.known_until is null and ${waits}${whose}`
    }).join('\n    union all '),
  )

/** The same of a case `c` of a person `m` in a list, as one relation of days. */
export const DAYS_OF_CASE = daysOf(' and x.domain_id = c.domain_id and x.person_id in (c.person_id, m.root_id)')
/** The same of everybody in reach. */
export const DAYS_OF_ALL = daysOf('')
/** The same of the numbers in an array: for the modules below, which are handed it where the routes are put together. */
export const AGREED_DAYS = {
  ofAll: DAYS_OF_ALL,
  ofNumbers: (numbers: string): Sql => daysOf(` and x.person_id = any(${numbers})`),
}
