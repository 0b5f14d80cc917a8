import type { PlainDate } from '../../kernel/date.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'

/**
 * Some persons: their roots, and every number that what is known of them may lie under. Rows are found by the latter, so that a statement about a
 * few looks at the few, whatever the database thinks of tables it has not counted lately.
 */
export type Some = { readonly roots: readonly string[]; readonly members: readonly string[] }

/** What is planned: everybody of the domain, or some. */
export type Planned = {
  readonly on: PlainDate
  readonly protocolId: string
  readonly only: Some | null
}

/** Whether a root, by its column, is among those who are planned. */
export function among(column: string, { only }: Pick<Planned, 'only'>): Sql {
  return only === null ? raw('true') : sql`${raw(column)} = any(${only.roots}::uuid[])`
}

/** Whether a row (alias) is of one of those who are planned, under whatever number. */
export function isOf(alias: string, { only }: Pick<Planned, 'only'>): Sql {
  return only === null ? raw('true') : sql`${raw(alias)}.person_id = any(${only.members}::uuid[])`
}
