import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'

const Made = z.object({ id: z.uuid() })
const Query = z.object({ query: z.string() })

/** Keeps what somebody searched for under an opaque id, for a day: names never stand in an address (decision 13). */
export async function keepSearch(tx: Write, query: string): Promise<string> {
  await tx.run(sql`
    delete from name_search
     where account_id = ${tx.actor.accountId} and created_at < ${tx.now}::timestamptz - interval '1 day'`)
  const row = await tx.one(
    Made,
    sql`
    insert into name_search (domain_id, account_id, query, created_at)
    values (${tx.actor.domainId}, ${tx.actor.accountId}, ${query}, ${tx.now}) returning id`,
  )
  return row.id
}

/** Takes away what anybody searched for more than a day ago: for the night, which sees everybody's. */
export async function sweepSearches(tx: Write): Promise<void> {
  await tx.run(sql`delete from name_search where created_at < ${tx.now}::timestamptz - interval '1 day'`)
}

/** One's own search; anybody else's is not there. */
export async function keptSearch(tx: Read, id: string): Promise<string> {
  const row = await tx.one(
    Query,
    sql`select query from name_search where id = ${id} and account_id = ${tx.actor.accountId}`,
  )
  return row.query
}
