import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { permissionsOf } from '../access/roles.ts'
import { type Clock, clockAt, systemClock } from '../kernel/clock.ts'
import { type Config, ConfigError } from '../kernel/config.ts'
import { type Connection, Database } from '../kernel/database.ts'
import { type Instant, isDay, middayOf } from '../kernel/date.ts'
import { ensureRoles, migrate, RUNTIME_ROLES, type RuntimeRole } from '../kernel/migrate.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { startEmbedded } from '../postgres/embedded.ts'
import { dropHalfDemo } from './demo-mark.ts'

/** The database, reached as each surface reaches it. `owner` is for migrations and the commands that need it. */
export type Sedd = {
  readonly owner: Connection
  readonly embedded: boolean
  readonly clock: Clock
  database(role: RuntimeRole): Database
  close(): Promise<void>
}

/** Opens the database of the configuration (starting the embedded one where there is none), migrated and with its roles. */
export async function openSedd(config: Config, role: 'supervisor' | 'client'): Promise<Sedd> {
  const server =
    config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, durable: true, role }) : null
  const owner = server?.connection ?? ownerOf(config)
  const secrets = server ? undefined : roleSecrets(config.roleSecrets)
  try {
    if (server && role === 'supervisor') await dropHalfDemo(config.dataDir, owner)
    await ensureRoles(owner, secrets)
    const done = await migrate(owner)
    if (done.length > 0) await loadReferenceData(owner)
  } catch (error) {
    await server?.stop()
    throw error
  }
  const clock = clockOf(config)
  const open = new Map<RuntimeRole, Database>()
  return {
    owner,
    embedded: server !== null,
    clock,
    database(surface) {
      const known = open.get(surface)
      if (known) return known
      const password = secrets?.[surface]
      const connection = { ...owner, user: surface, ...(password === undefined ? {} : { password }) }
      const made = new Database(connection, { clock, permissions: permissionsOf })
      open.set(surface, made)
      return made
    },
    async close() {
      await Promise.all([...open.values()].map((database) => database.close()))
      await server?.stop()
    },
  }
}

function clockOf(config: Config): Clock {
  if (config.now === null) return systemClock
  return clockAt(isDay(config.now) ? middayOf(config.now) : (new Date(config.now).toISOString() as Instant))
}

function ownerOf(config: Config): Connection {
  if (config.databaseUrl === null) throw new ConfigError('DATABASE_URL is missing.')
  const url = new URL(config.databaseUrl)
  const ssl = url.searchParams.get('sslmode')
  return {
    host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname),
    port: Number(url.searchParams.get('port') ?? (url.port === '' ? 5432 : url.port)),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(ssl === null || ssl === 'disable' ? {} : { ssl: { rejectUnauthorized: ssl !== 'no-verify' } }),
  }
}

/** The runtime roles' passwords: made once, kept in a file only its owner can read. */
function roleSecrets(file: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  const made = Object.fromEntries(RUNTIME_ROLES.map((role) => [role, randomBytes(24).toString('base64url')]))
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600, flag: 'wx' })
  return made
}
