import type { Write } from '../kernel/database.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'

/**
 * When a version ends: now, but never before it began to be known. Long work began before what somebody else has written
 * meanwhile, and closes it all the same.
 */
export function ending(tx: Write, alias: string): Sql {
  return sql`greatest(${raw(alias)}.known_from, ${tx.now}::timestamptz)`
}
