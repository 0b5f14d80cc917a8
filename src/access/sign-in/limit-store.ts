import { z } from 'zod'
import type { Database } from '../../kernel/database.ts'
import { sql } from '../../kernel/sql.ts'
import type { Limit } from './rules.ts'

/**
 * Counts one more in a bucket that all processes share and that outlives them. Null when there was room; else how many seconds
 * until there is.
 */
export async function take(db: Database, bucket: string, { most, seconds }: Limit): Promise<number | null> {
  const [taken] = await db.call(
    z.object({ room: z.boolean() }),
    sql`select access.take(${bucket}, ${most}, ${seconds}) as room`,
  )
  return taken?.room ? null : secondsLeft(db, bucket)
}

/** Takes back the last that was counted: what was tried came out well. */
export async function giveBack(db: Database, bucket: string): Promise<void> {
  await db.call(z.unknown(), sql`select access.give_back(${bucket})`)
}

async function secondsLeft(db: Database, bucket: string): Promise<number> {
  const [row] = await db.call(z.object({ left: z.number() }), sql`select access.seconds_left(${bucket}) as left`)
  return row?.left ?? 0
}
