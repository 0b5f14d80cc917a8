import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Connection } from './database.ts'

const FOLDER = join(import.meta.dirname, '../../db/migrations')

/** The surfaces that sign in: each has a role of its own, none owns anything, none can pass row security. */
export const RUNTIME_ROLES = [
  'sedd_web',
  'sedd_sign_in',
  'sedd_jobs',
  'sedd_import',
  'sedd_statistics',
  'sedd_evaluation',
] as const
export type RuntimeRole = (typeof RUNTIME_ROLES)[number]

const OWNERS = ['sedd_owner', 'sedd_access', 'sedd_reach', 'sedd_trail'] as const
const PLAIN = 'nosuperuser nobypassrls nocreaterole nocreatedb noreplication noinherit'

/**
 * Makes the cluster's roles. `secrets` gives each signing-in role its password; without one (the embedded server, whose
 * socket lies in a closed folder) none is set. The backup role is the one exception that may pass row security.
 */
export async function ensureRoles(owner: Connection, secrets?: Readonly<Record<string, string>>): Promise<void> {
  await connected(owner, async (client) => {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtext('sedd.roles'))`)
    for (const role of OWNERS) await createRole(client, role, `nologin ${PLAIN}`)
    for (const role of RUNTIME_ROLES) await createRole(client, role, `login ${PLAIN}`)
    await createBackupRole(client)
    for (const role of OWNERS) await client.query(`grant ${role} to current_user`)
    for (const [role, secret] of Object.entries(secrets ?? {})) {
      await client.query(`alter role ${client.escapeIdentifier(role)} password ${client.escapeLiteral(secret)}`)
    }
    await client.query('commit')
  })
}

async function createRole(client: Client, role: string, attributes: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount === 0) await client.query(`create role ${role} ${attributes}`)
}

/** Only a superuser can hand out bypassrls; a managed server's owner backs up with that server's own means. */
async function createBackupRole(client: Client): Promise<void> {
  const { rows } = await client.query('select rolsuper from pg_roles where rolname = current_user')
  if (!rows[0]?.rolsuper) return createRole(client, 'sedd_backup', `login ${PLAIN}`)
  await createRole(client, 'sedd_backup', 'login nosuperuser bypassrls nocreaterole nocreatedb noreplication inherit')
  const reads = await client.query(`select pg_has_role('sedd_backup', 'pg_read_all_data', 'usage') as usage`)
  if (!reads.rows[0]?.usage) await client.query('grant pg_read_all_data to sedd_backup')
}

/** What was done: the names of the migrations that were applied now. */
export type Migrated = readonly string[]

/** Applies what is missing, in order, each in a transaction of its own. Refuses a database newer than the program. */
export async function migrate(owner: Connection): Promise<Migrated> {
  const files = await migrationFiles()
  return connected(owner, async (client) => {
    await prepare(client)
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from sedd_migration order by name',
    )
    refuseStrangers(rows, files)
    const missing = files.filter((file) => !rows.some((row) => row.name === file.name))
    for (const file of missing) await apply(client, file)
    return missing.map((file) => file.name)
  })
}

type MigrationFile = { readonly name: string; readonly text: string; readonly checksum: string }

async function migrationFiles(): Promise<MigrationFile[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(FOLDER, name), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/** One at a time, by a lock of the transaction: behind pgbouncer a lock of the session would outlive us. */
const ALONE = `select pg_advisory_xact_lock(hashtext('sedd.migrate'))`

async function prepare(client: Client): Promise<void> {
  await client.query('begin')
  await client.query(ALONE)
  await client.query('create extension if not exists btree_gist')
  await client.query('create schema if not exists access authorization sedd_access')
  await client.query('create schema if not exists trail authorization sedd_trail')
  await client.query('revoke all on schema public from public')
  await client.query('grant usage, create on schema public to sedd_owner')
  await client.query(
    `grant usage on schema public to ${RUNTIME_ROLES.join(', ')}, sedd_access, sedd_reach, sedd_backup`,
  )
  await client.query(`create table if not exists sedd_migration (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
  await client.query('alter table sedd_migration enable row level security')
  await client.query('commit')
}

function refuseStrangers(
  applied: readonly { name: string; checksum: string }[],
  files: readonly MigrationFile[],
): void {
  for (const row of applied) {
    const file = files.find((each) => each.name === row.name)
    if (!file)
      throw new Error(
        `Databasen är nyare än den här versionen av Sedd. Starta den nyare.\nThe database has ${row.name}, which this version of Sedd does not know. Start the newer version.`,
      )
    if (file.checksum !== row.checksum)
      throw new Error(
        `Databasen är gjord av en annan version av Sedd.\n${row.name} was changed after it had been applied. Migrations only go forward.`,
      )
  }
}

async function apply(client: Client, file: MigrationFile): Promise<void> {
  try {
    await client.query('begin')
    await client.query(ALONE)
    const { rowCount } = await client.query('select from sedd_migration where name = $1', [file.name])
    if (rowCount === 0) await client.query(file.text)
    await client.query('reset role')
    if (rowCount === 0)
      await client.query('insert into sedd_migration (name, checksum) values ($1, $2)', [file.name, file.checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`${file.name} could not be applied: ${error instanceof Error ? error.message : 'unknown'}`, {
      cause: error,
    })
  }
}

async function connected<T>(connection: Connection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(connection)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
