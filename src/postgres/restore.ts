import { constants, createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Client, DatabaseError } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Connection } from '../kernel/database.ts'
import type { Carried } from './backup.ts'
import { BackupDamaged, BackupReader, Closing, Opening, TableLine } from './backup-format.ts'
import { waysPast } from './privilege.ts'
import { migrationsOf, type Sequence, type Table, tablesInOrder, UNDER_WAY } from './tables.ts'

/**
 * Puts a backup into a migrated database that holds no domain yet, all of it in one transaction: whole and checked, or not at all.
 * Throws when the database is in use, has other migrations than the backup, or when the file is damaged.
 */
export async function restore(owner: Connection, file: string): Promise<Carried> {
  await access(file, constants.R_OK)
  const client = new Client(owner)
  await client.connect()
  const unpacked = createGunzip()
  const reading = pipeline(createReadStream(file), unpacked)
  reading.catch(() => undefined)
  try {
    const way = await waysPast(client)
    await client.query('begin')
    if (way === 'backup_role') await client.query('set local role sedd_backup')
    const tables = await tablesInOrder(client)
    const reader = new BackupReader(unpacked)
    await refuseOthers(client, Opening.safeParse(await reader.line()))
    await refuseUsed(client, tables)
    await clear(client, tables)
    const carried = await fill(client, { reader, tables })
    await client.query('commit')
    await client.query('analyze')
    return carried
  } catch (error) {
    throw error instanceof DatabaseError ? nameless(error) : error
  } finally {
    unpacked.destroy()
    await reading.catch(() => undefined)
    await client.end()
  }
}

async function refuseOthers(client: Client, opening: ReturnType<typeof Opening.safeParse>): Promise<void> {
  if (!opening.success) throw new BackupDamaged()
  const here = await migrationsOf(client)
  const { migrations, version } = opening.data
  if (migrations.length === here.length && migrations.every((each, index) => each === here[index])) return
  throw new Error(
    `Säkerhetskopian gjordes av Sedd ${version} med ${migrations.length} migreringar, och databasen här har ${here.length}, eller andra. ` +
      'Återställ med den version som gjorde den, och starta sedan den nyare.\n' +
      `The backup was made by Sedd ${version} with ${migrations.length} migrations, and this database has ${here.length}, or others. ` +
      'Restore with the version that made it, then start the newer one.',
  )
}

async function refuseUsed(client: Client, tables: readonly Table[]): Promise<void> {
  await client.query('lock table access.domain in share row exclusive mode')
  for (const { name } of tables.filter((table) => table.hasDomain || table.name === 'access.domain')) {
    const { rowCount } = await client.query(`select from ${name} limit 1`)
    if (rowCount !== 0)
      throw new Error(
        'Databasen används redan. En säkerhetskopia återställs i en ny: välj en annan mapp eller databas.\n' +
          'The database is in use. A backup is restored into a new one: choose another folder or database.',
      )
  }
}

/** What a migration put there (reference data, the key) comes from the backup. */
async function clear(client: Client, tables: readonly Table[]): Promise<void> {
  for (const name of UNDER_WAY) await client.query(`delete from ${name}`)
  for (const { name } of tables.filter((table) => !table.hasDomain).reverse()) await client.query(`delete from ${name}`)
}

async function fill(
  client: Client,
  { reader, tables }: { reader: BackupReader; tables: readonly Table[] },
): Promise<Carried> {
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const { data } = TableLine.safeParse(await reader.line())
    if (data?.table !== table.name || data.columns.join() !== table.columns.join()) throw new BackupDamaged()
    const target = client.query(copyFrom(`copy ${table.name} (${table.columns.join(', ')}) from stdin`))
    await pipeline(Readable.from(reader.rows()), target)
    counts[table.name] = target.rowCount
  }
  const { checksum } = reader
  const { data: closing } = Closing.safeParse(await reader.line())
  if (closing?.sha256 !== checksum || !(await reader.isAtEnd())) throw new BackupDamaged()
  if (tables.some(({ name }) => closing.rows[name] !== counts[name])) throw new BackupDamaged()
  for (const sequence of closing.sequences) await setSequence(client, sequence)
  return { tables: tables.length, rows: Object.values(counts).reduce((sum, count) => sum + count, 0) }
}

async function setSequence(client: Client, { name, last, called }: Sequence): Promise<void> {
  if (last !== null) await client.query('select setval($1::regclass, $2::bigint, $3)', [name, last, called])
}

/** PostgreSQL quotes the row it stumbles over: only what is not about a person goes on. */
function nameless(error: DatabaseError): Error {
  return new Error(
    `Säkerhetskopian gick inte att återställa: ${error.code ?? 'fel'} i ${error.table ?? 'databasen'}. Inget har ändrats.\n` +
      `The backup could not be restored: ${error.code ?? 'error'} in ${error.table ?? 'the database'}. Nothing was changed.`,
  )
}
