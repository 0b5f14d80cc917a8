import { z } from 'zod'
import type { Question, Read, Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { RegisterFilter } from './filter.ts'

const Row = z.object({
  id: z.uuid(),
  name: z.string(),
  shared: z.boolean(),
  own: z.boolean(),
  version: z.number(),
  filter: z.unknown(),
})

/** `filter` is null when it was saved in a shape this version no longer reads: it is shown as such, never misread. */
export type SavedFilter = {
  readonly id: string
  readonly name: string
  readonly shared: boolean
  readonly own: boolean
  readonly filter: RegisterFilter | null
}

/** One's own saved filters and those shared within the domain; `readSaved` reads their filters. */
export function savedFilters(tx: Read): Question<typeof Row> {
  return {
    row: Row,
    query: sql`
    select id, name, shared, account_id = ${tx.actor.accountId} as own, version, filter
      from saved_filter where shared or account_id = ${tx.actor.accountId}
     order by shared, name, id`,
  }
}

export function readSaved(rows: readonly z.infer<typeof Row>[], version: number): SavedFilter[] {
  return rows.map(({ version: shape, filter, ...row }) => ({
    ...row,
    filter: shape === version ? RegisterFilter.parse(filter) : null,
  }))
}

/** Null when one already has a filter of that name. */
export async function insertFilter(
  tx: Write,
  made: { name: string; shared: boolean; version: number; filter: Readonly<Record<string, unknown>> },
): Promise<string | null> {
  const row = await tx.maybe(
    z.object({ id: z.uuid() }),
    sql`
    insert into saved_filter (domain_id, account_id, shared, name, version, filter, created_at)
    values (${tx.actor.domainId}, ${tx.actor.accountId}, ${made.shared}, ${made.name}, ${made.version},
            ${JSON.stringify(made.filter)}, ${tx.now})
    on conflict do nothing returning id`,
  )
  return row?.id ?? null
}

export function deleteFilter(tx: Write, id: string): Promise<void> {
  return tx.runOne(sql`delete from saved_filter where id = ${id} and account_id = ${tx.actor.accountId}`)
}
