import { raw, type Sql, sql } from '../kernel/sql.ts'

/**
 * The numbers that what is known of a person (`alias`, a row with domain_id and person_id) may lie under: its own, and those
 * merged into it, for facts stay with the number they came by. An array, so that an index can be asked for it.
 */
export function allNumbersOf(alias: string): Sql {
  return raw(`(array(select m.id from person m
                where m.domain_id = ${alias}.domain_id and m.root_id = ${alias}.person_id and m.root_id <> m.id) || ${alias}.person_id)`)
}

/** The same, to be compared with: `c.person_id = ${numbersOf('p')}`. */
export const numbersOf = (alias: string): Sql => sql`any(${allNumbersOf(alias)})`
