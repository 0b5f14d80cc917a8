import { createHash } from 'node:crypto'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, DatabaseError } from 'pg'
import { z } from 'zod'
import type { Connection } from '../../src/kernel/database.ts'
import { ensureRoles, migrate, type RuntimeRole } from '../../src/kernel/migrate.ts'
import { startEmbedded } from '../../src/postgres/embedded.ts'

/** A database of one test file's own. Dropped at the end of the process, or before by `drop`. */
export type TestDatabase = {
  /** The owner and migrator. */
  readonly owner: Connection
  /** The same database as one of the surfaces signs in to it. */
  as(role: RuntimeRole | 'sedd_backup'): Connection
  drop(): Promise<void>
}

/** A database to clone from, finished and closed to connections. */
export type Template = { readonly name: string }

type Build = (owner: Connection) => Promise<void>

const ROOT = join(import.meta.dirname, '../..')
/** Names a file of SQL that breaks every database of the run: what the tests of a module say to a mutant. */
export const MUTANT_FILE = 'SEDD_TEST_MUTANT'
/** Names a folder to write down in which functions the databases of the run were asked for. */
export const CALLS_FOLDER = 'SEDD_TEST_CALLS'
/** Older states of a template that others, on an older tree, may still be using. */
const KEPT = 3

const Settings = z.object({ host: z.string(), port: z.number(), user: z.string(), password: z.string().optional() })

const Bouncer = Settings.pick({ host: true, port: true })

let cluster: Promise<Connection> | undefined
let clones = 0
const open = new Set<string>()

/**
 * The fast cluster of this test run, connected as a superuser to `postgres`: the one the runner names in SEDD_TEST_CLUSTER, else
 * one in a stable folder of this user and tree, which the first process starts and the last one stops.
 */
export function testCluster(): Promise<Connection> {
  cluster ??= findCluster()
  return cluster
}

/**
 * For a transaction that changes roles: they are the whole cluster's, and two who change one at the same time are an error of the
 * server's ("tuple concurrently updated"). The second waits.
 */
export const ALONE_WITH_ROLES = 'lock table pg_authid, pg_auth_members in share row exclusive mode'

/** A new database with all migrations applied and nothing in it; or one like the given template. */
export async function cloneDatabase(template?: Template): Promise<TestDatabase> {
  const server = await testCluster()
  const source = template ?? (await migratedDatabase())
  clones += 1
  const database = `t_${process.pid}_${clones}`
  await patiently(() => asking(server, `create database ${database} template ${source.name} strategy file_copy`))
  open.add(database)
  await prepare(server, database)
  return {
    owner: { ...server, database },
    as: (role) => ({ ...server, ...bouncer(), database, user: role }),
    drop: () => dropClone(server, database),
  }
}

async function prepare(server: Connection, database: string): Promise<void> {
  const clone = { ...server, database }
  const mutant = process.env[MUTANT_FILE]
  if (mutant !== undefined) await asking(clone, readFileSync(mutant, 'utf8'))
  if (process.env[CALLS_FOLDER] !== undefined)
    await asking(clone, `alter database ${database} set track_functions = 'all'`)
}

/**
 * A template built once on top of the migrated one, for instance with the demo in it, and used by all test files and runs until
 * the migrations, or one of the files below `inputs` (paths from the project's root), change. `build` must close what it opens.
 */
export async function templateDatabase(
  name: string,
  build: Build,
  inputs: readonly string[] = ['src', 'data'],
): Promise<Template> {
  const base = await migratedDatabase()
  return ensureTemplate({ name, key: fingerprint(['db/migrations', ...inputs]), base: base.name, build })
}

async function migratedDatabase(): Promise<Template> {
  const build: Build = async (owner) => {
    await ensureRoles(owner)
    await migrate(owner)
  }
  return ensureTemplate({
    name: 'migrated',
    key: fingerprint(['db/migrations', 'src/kernel/migrate.ts']),
    base: 'template0',
    build,
  })
}

async function findCluster(): Promise<Connection> {
  const given = process.env['SEDD_TEST_CLUSTER']
  const embedded =
    given === undefined ? await startEmbedded({ dataDir: stableFolder(), durable: false, role: 'client' }) : undefined
  const settings = embedded ? embedded.connection : Settings.parse(JSON.parse(given ?? ''))
  const server: Connection = { ...settings, database: 'postgres' }
  process.once('beforeExit', async () => {
    for (const database of open) await dropClone(server, database)
    await embedded?.stop()
  })
  await sweep(server)
  return server
}

/** Where SEDD_TEST_BOUNCER says that a pgbouncer stands before the cluster, the surfaces go through it and the owner does not. */
function bouncer(): Partial<Connection> {
  const given = process.env['SEDD_TEST_BOUNCER']
  return given === undefined ? {} : Bouncer.parse(JSON.parse(given))
}

/** A folder below the temporary one, closed to others; what was in it before the machine restarted was never synced to disk. */
export function stableFolder(): string {
  const user = process.getuid?.() ?? 0
  const folder = join(tmpdir(), `sedd-test-${user}-${digest(ROOT)}`)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const entry = lstatSync(folder)
  if (!entry.isDirectory() || entry.uid !== user) throw new Error(`${folder} belongs to somebody else`)
  chmodSync(folder, 0o711)
  const note = join(folder, 'boot')
  if (read(note) !== bootId()) {
    rmSync(join(folder, 'postgres'), { recursive: true, force: true })
    // Written once, and whole: another process that read it half-written would take the cluster away from under everybody.
    writeFileSync(`${note}.${process.pid}`, bootId())
    renameSync(`${note}.${process.pid}`, note)
  }
  return folder
}

function bootId(): string {
  return read('/proc/sys/kernel/random/boot_id') ?? hostname()
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

async function ensureTemplate(wanted: { name: string; key: string; base: string; build: Build }): Promise<Template> {
  const server = await testCluster()
  const name = `template_${wanted.name}_${wanted.key}`
  await connected(server, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 1) return
    const draft = `draft_${wanted.name}_${wanted.key}`
    await client.query(`drop database if exists ${draft} with (force)`)
    await patiently(() => client.query(`create database ${draft} template ${wanted.base}`))
    await wanted.build({ ...server, database: draft })
    await patiently(() => client.query(`alter database ${draft} rename to ${name}`))
    await client.query(`alter database ${name} with is_template true allow_connections false`)
    await dropOlder(client, wanted.name)
  })
  return { name }
}

async function dropOlder(client: Client, name: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where datname ~ $1 order by oid desc offset $2',
    [`^template_${name}_[0-9a-f]{12}$`, KEPT],
  )
  for (const { datname } of rows) {
    await client.query(`alter database ${datname} with is_template false`)
    await client.query(`drop database if exists ${datname} with (force)`)
  }
}

async function dropClone(server: Connection, database: string): Promise<void> {
  if (!open.delete(database)) return
  await noteCalls(server, database)
  await asking(server, `drop database if exists ${database} with (force)`)
}

async function noteCalls(server: Connection, database: string): Promise<void> {
  const folder = process.env[CALLS_FOLDER]
  if (folder === undefined) return
  const rows = await connected({ ...server, database }, (client) =>
    client.query<{ name: string }>('select funcid::regprocedure::text as name from pg_stat_user_functions'),
  )
  writeFileSync(join(folder, database), rows.rows.map(({ name }) => `${name}\n`).join(''))
}

/** Drops what test processes left that were killed. */
async function sweep(server: Connection): Promise<void> {
  await connected(server, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname ~ '^t_[0-9]+_'`,
    )
    for (const { datname } of rows) {
      const pid = Number(datname.split('_')[1])
      if (pid === process.pid || !isAlive(pid)) await client.query(`drop database if exists ${datname} with (force)`)
    }
  })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Of what stands in the files below these paths, tests apart. */
export function fingerprint(paths: readonly string[]): string {
  const files = paths.flatMap((path) => filesBelow(join(ROOT, path))).filter((file) => !file.endsWith('.test.ts'))
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(file).update(readFileSync(file))
  return hash.digest('hex').slice(0, 12)
}

function filesBelow(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

/** A session that has just ended may for a moment still count as using the database. */
async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work()
      return
    } catch (error) {
      if (tries === 200 || !(error instanceof DatabaseError) || error.code !== '55006') throw error
      await sleep(25)
    }
  }
}

function asking(server: Connection, text: string): Promise<unknown> {
  return connected(server, (client) => client.query(text))
}

async function connected<T>(server: Connection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(server)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
