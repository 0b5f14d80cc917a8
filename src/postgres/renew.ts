import { Client } from 'pg'
import type { Connection } from '../kernel/database.ts'

/** Throws the database away, whoever is in it, and makes it anew and empty. The roles of the cluster stay. */
export async function renewDatabase(owner: Connection): Promise<void> {
  const client = new Client({ ...owner, database: 'postgres' })
  await client.connect()
  try {
    const name = client.escapeIdentifier(owner.database ?? 'sedd')
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
}
