import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Connection } from '../../src/kernel/database.ts'

/** A table nobody else can write to; `holds` waits until somebody has come so far that they want to. */
export type Blocked = { holds(): Promise<void>; release(): Promise<void> }

/** Stops everybody who wants to write to the table, so that a test can look at, or kill, work in the middle. */
export async function blockWrites(owner: Connection, table: string): Promise<Blocked> {
  const client = new Client(owner)
  await client.connect()
  await client.query('begin')
  await client.query(`lock table ${table} in share mode`)
  return {
    holds: () => somebodyWaits(client),
    release: () => client.end(),
  }
}

/** Until somebody in the database waits for a lock. */
export async function somebodyWaits(client: Client): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const { rowCount } = await client.query(
      `select from pg_locks where not granted and (database is null or database = (select oid from pg_database where datname = current_database()))`,
    )
    if (rowCount) return
    await sleep(25)
  }
  throw new Error('nobody came so far')
}
