import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import { Day, type PlainDate } from '../kernel/date.ts'
import { joinSql, raw, type Sql, sql } from '../kernel/sql.ts'
import { PersonId } from '../people/model.ts'
import { covers } from './list-store.ts'

/**
 * Those whom somebody works with, in the register or not: their own cases, those they or their team were let in to, the pupils of
 * their unit. One who leads the work, and would see everybody, is shown those whom somebody works with (decision 5: nobody else is
 * listed).
 */
export const ReachedRow = z.object({
  id: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  birthDate: Day.nullable(),
  protection: z.string(),
  /** Where they study today, for those whose role sees that. */
  school: z.string().nullable(),
})
export type ReachedRow = z.infer<typeof ReachedRow>

export type Reached = {
  /** Folded words, each of which the name holds somewhere. */
  readonly words: readonly string[]
  /** Leaves out those in the register, who stand in a list of their own. */
  readonly outsideRegister: boolean
}

const Count = z.object({ count: z.number() })

export async function reachedTotal(tx: Read, reached: Reached): Promise<number> {
  return (await tx.one(Count, sql`select count(*) as count ${from(tx, reached)}`)).count
}

export function reachedRows(
  tx: Read,
  reached: Reached,
  { page, limit }: { readonly page: number; readonly limit: number },
): Promise<ReachedRow[]> {
  return tx.all(
    ReachedRow,
    sql`
    select r.id, n.given_name as "givenName", n.family_name as "familyName", r.birth_date as "birthDate", r.protection,
           (${schoolOn(tx.today)}) as school
      ${from(tx, reached)}
     order by fold_name(n.family_name || ' ' || n.given_name), r.id limit ${limit} offset ${(page - 1) * limit}`,
  )
}

function from(tx: Read, { words, outsideRegister }: Reached): Sql {
  const named = words.map((word) => sql`n.folded like ${`%${word}%`}`)
  const outside = sql`not exists (select from register_period p where p.person_id = r.id and p.known_until is null
            and ${covers('p.from_on', 'p.until_on', tx.today)})`
  const conditions = [
    sql`r.root_id = r.id`,
    sql`r.known_until is null`,
    ...named,
    ...(outsideRegister ? [outside] : []),
  ]
  return sql`
      from (${whom(tx)}) w (id)
      join person r on r.id = w.id
      left join person_name n on n.person_id = r.id and n.known_until is null
     where ${joinSql(conditions, '\n       and ')}`
}

const whom = (tx: Read) =>
  tx.actor.reach === 'domain' ? raw('select access.worked_with()') : raw(`select access.reach('identity')`)

/** Facts stay with the number they came by. */
function schoolOn(today: PlainDate): Sql {
  return sql`
    select coalesce(e.school_unit, s.name, e.school_unit_code)
      from person m
      join enrolment e on e.person_id = m.id and e.known_until is null and e.starts_on <= ${today}
       and (e.ends_before is null or e.ends_before > ${today})
      left join school_unit s on s.code = e.school_unit_code
     where m.root_id = r.id
     order by e.starts_on desc, e.id desc limit 1`
}

const Is = z.object({ is: z.boolean() })

/** Whether somebody works with the person: for one who leads the work and sees everybody. */
export async function isWorkedWith(tx: Read, id: string): Promise<boolean> {
  return (await tx.one(Is, sql`select ${id}::uuid in (select access.worked_with()) as is`)).is
}

export const Study = z.object({
  school: z.string().nullable(),
  programme: z.string().nullable(),
  from: Day,
  until: Day.nullable(),
})
export type Study = z.infer<typeof Study>

/** Where the person studies and has studied, the newest first: what the walls leave of it. */
export function studiesOf(tx: Read, id: string): Promise<Study[]> {
  return tx.all(
    Study,
    sql`
    select coalesce(e.school_unit, s.name, e.school_unit_code) as school, coalesce(g.name, f.name, e.programme_code) as programme,
           e.starts_on as "from", e.ends_before as until
      from person m
      join enrolment e on e.person_id = m.id and e.known_until is null
      left join school_unit s on s.code = e.school_unit_code
      left join programme g on g.code = e.programme_code
      left join programme f on f.code = left(e.programme_code, 2)
     where m.root_id = ${id}
     order by e.starts_on desc, e.id desc limit 20`,
  )
}
