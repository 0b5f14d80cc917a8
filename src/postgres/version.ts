import { Client } from 'pg'
import { z } from 'zod'
import type { Connection } from '../kernel/database.ts'

const Version = z.object({ server_version_num: z.coerce.number() })

/** The server's version as PostgreSQL counts it: 15.4 is 150004. */
export async function serverVersion(owner: Connection): Promise<number> {
  const client = new Client(owner)
  await client.connect()
  try {
    const { rows } = await client.query('show server_version_num')
    return Version.parse(rows[0]).server_version_num
  } finally {
    await client.end()
  }
}
