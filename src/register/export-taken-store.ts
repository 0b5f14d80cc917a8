import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'

const Taken = z.object({ rows: z.number() })

/** Rows the actor has taken out by themself during the last day and night. */
export async function rowsTakenLately(tx: Read): Promise<number> {
  const { rows } = await tx.one(
    Taken,
    sql`
    select coalesce(sum(rows), 0)::int as rows from export_taken
     where account_id = ${tx.actor.accountId} and taken_at > ${tx.now}::timestamptz - interval '24 hours'`,
  )
  return rows
}

/** Two files at once are taken one after the other: otherwise neither would count the other's rows. */
export async function lockTaking(tx: Write): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('export'), hashtext(${tx.actor.accountId}))`)
}

export async function insertTaken(tx: Write, rows: number): Promise<void> {
  await tx.run(sql`
    insert into export_taken (domain_id, account_id, rows, taken_at)
    values (${tx.actor.domainId}, ${tx.actor.accountId}, ${rows}, ${tx.now})`)
}
