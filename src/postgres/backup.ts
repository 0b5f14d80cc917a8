import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import type { Connection } from '../kernel/database.ts'
import type { Instant } from '../kernel/date.ts'
import { type Closing, END_OF_ROWS, type Opening } from './backup-format.ts'
import { waysPast } from './privilege.ts'
import { migrationsOf, sequences, type Table, tablesInOrder } from './tables.ts'

/** What was carried over. */
export type Carried = { readonly tables: number; readonly rows: number }

const Package = z.object({ version: z.string() })
/** Fast rather than small: the disk is waited for less than the processor. */
const GZIP = { level: 4 }

/**
 * Writes all data of the database, as it is at one moment, into a new file that only its owner may read. Memory does not grow with
 * the data. The file appears when it is whole. Throws when it exists, or when the owner may not read past row security.
 */
export async function backup(owner: Connection, file: string, now: Instant): Promise<Carried> {
  const partial = `${file}.partial`
  await refuseExisting(file)
  const client = new Client(owner)
  await client.connect()
  try {
    await becomeBackupRole(client)
    const counts: Record<string, number> = {}
    const source = Readable.from(contents(client, { now, counts }), { objectMode: true })
    await rm(partial, { force: true })
    await pipeline(source, createGzip(GZIP), createWriteStream(partial, { mode: 0o600, flags: 'wx', flush: true }))
    await rename(partial, file)
    const rows = Object.values(counts)
    return { tables: rows.length, rows: rows.reduce((sum, count) => sum + count, 0) }
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

/** Opens a transaction that sees one moment, in the role that may read past row security and do nothing else. */
async function becomeBackupRole(client: Client): Promise<void> {
  await waysPast(client)
  await client.query('begin isolation level repeatable read read only')
  await client.query('set local role sedd_backup')
}

async function* contents(
  client: Client,
  { now, counts }: { now: Instant; counts: Record<string, number> },
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  const hashed = (bytes: Buffer) => {
    hash.update(bytes)
    return bytes
  }
  const opening: Opening = {
    sedd: 'backup',
    format: 1,
    version: await programVersion(),
    made: now,
    migrations: [...(await migrationsOf(client))],
  }
  yield hashed(lineOf(opening))
  for (const table of await tablesInOrder(client)) {
    yield hashed(lineOf({ table: table.name, columns: table.columns }))
    const stream = client.query(copyTo(copyText(table)))
    for await (const piece of stream) yield hashed(piece)
    yield hashed(END_OF_ROWS)
    counts[table.name] = stream.rowCount
  }
  const positions = [...(await sequences(client))]
  const closing: Closing = { end: true, rows: counts, sequences: positions, sha256: hash.digest('hex') }
  yield lineOf(closing)
}

function copyText({ name, columns }: Table): string {
  return `copy ${name} (${columns.join(', ')}) to stdout`
}

function lineOf(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}

async function programVersion(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')
  return Package.parse(JSON.parse(text)).version
}

async function refuseExisting(file: string): Promise<void> {
  const existing = await open(file, 'r').catch(() => undefined)
  if (!existing) return
  await existing.close()
  throw new Error(
    `${file} finns redan. En säkerhetskopia skrivs aldrig över.\n${file} exists already. A backup is never written over.`,
  )
}
