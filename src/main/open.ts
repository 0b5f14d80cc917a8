import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, clockAt, systemClock } from '../kernel/clock.ts'
import { type Connection, Database } from '../kernel/database.ts'
import { type Instant, instantOf, isDay } from '../kernel/date.ts'
import { ensureRoles, migrate, type RuntimeRole } from '../kernel/migrate.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { isCode } from '../postgres/binaries.ts'
import { type Embedded, startEmbedded } from '../postgres/embedded.ts'
import { permissionsOf } from '../web/permissions.ts'
import type { Config } from './config.ts'
import { ConfigError } from './config-error.ts'
import { dropHalfDemo, isHalfDemo } from './demo-mark.ts'
import { ownServer, refusalOf, requireVersion, roleSecrets } from './own-server.ts'

/** The database, reached as each surface reaches it. `owner` is for migrations and the commands that need it. */
export type Sedd = {
  readonly owner: Connection
  readonly embedded: boolean
  readonly clock: Clock
  database(role: RuntimeRole): Database
  close(): Promise<void>
}

/** Opens the database of the configuration (starting the embedded one where there is none), migrated and with its roles. */
export async function openSedd(
  config: Config,
  role: 'supervisor' | 'client',
  say: (text: string) => void = () => {},
): Promise<Sedd> {
  if (config.databaseUrl === null && !existsSync(join(config.dataDir, 'postgres', 'main')))
    say('Skapar databasen … / Creating the database …')
  const server = config.databaseUrl === null ? await embedded(config, role) : null
  const owner = server?.connection ?? ownServer(config.databaseUrl ?? '')
  const secrets = server ? undefined : roleSecrets(config.roleSecrets)
  try {
    if (server && role === 'supervisor' && isHalfDemo(config.dataDir)) {
      say('Demon blev inte färdig förra gången. / The demo was not finished last time.')
      await dropHalfDemo(config.dataDir, owner)
    }
    if (!server) await requireVersion(owner)
    await ensureRoles(owner, secrets)
    const done = await migrate(owner)
    if (done.length > 0) await loadReferenceData(owner)
  } catch (error) {
    await server?.stop()
    throw (server ? null : refusalOf(error)) ?? error
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

async function embedded({ dataDir }: Config, role: 'supervisor' | 'client'): Promise<Embedded> {
  try {
    return await startEmbedded({ dataDir, durable: true, role })
  } catch (error) {
    if (isCode(error, 'ENOTDIR', 'EEXIST', 'EROFS', 'ENAMETOOLONG'))
      throw new ConfigError({ variable: 'SEDD_DATA', fault: 'folder' })
    throw error
  }
}

function clockOf(config: Config): Clock {
  if (config.now === null) return systemClock
  return clockAt(isDay(config.now) ? instantOf(config.now, '12:00') : (new Date(config.now).toISOString() as Instant))
}
