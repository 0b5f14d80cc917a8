import { mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '../kernel/log.ts'
import { EmbeddedUnavailable, findBinaries, isCode } from './binaries.ts'
import {
  createCluster,
  dataOf,
  type Launched,
  lastWords,
  launch,
  PORT,
  runningPid,
  SUPERUSER,
  signal,
} from './cluster.ts'
import { chooseIdentity, makePrivate } from './identity.ts'
import { joinServer, type Session } from './session.ts'
import { socketFolder } from './sockets.ts'

/**
 * `dataDir` is made when missing. `durable: false` is for tests only. A `supervisor` serves for long, and a folder has one;
 * a `client` is a command that comes and goes.
 */
export type EmbeddedOptions = {
  readonly dataDir: string
  readonly durable: boolean
  readonly role: 'supervisor' | 'client'
}

/** A running PostgreSQL. `owned` tells that this process started it. `stop` ends the server too, when nobody else uses it. */
export type Embedded = {
  readonly connection: {
    readonly host: string
    readonly port: number
    readonly user: string
    readonly database: string
  }
  readonly owned: boolean
  stop(): Promise<void>
}

type Place = EmbeddedOptions & { readonly home: string; readonly sockets: string }
type Joined = { readonly session: Session; readonly launched: boolean }

const DATABASE = 'sedd'
/** A server whose predecessor was killed may for a moment find its memory still in use. */
const LAUNCHES = 8
const LAUNCH_PAUSE_MS = 250
const POLL_MS = 25
/** A server that lives but has no socket is asked so many times: half a minute. One that recovers answers, and is waited for. */
const MOST_UNANSWERED = 1200

/**
 * Starts the PostgreSQL of a data folder, or attaches to it when it runs already, and makes the database `sedd` when missing.
 * Under a supervisor a server that dies is started again. Throws when the folder has another supervisor.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = openPlace(options)
  const { session, launched } = await joinOrLaunch(place)
  try {
    await claim(place, session)
    await session.createDatabase(DATABASE)
  } catch (error) {
    await leave(place, session)
    throw error
  }
  const presence = new Presence(place, session)
  return {
    connection: { host: place.sockets, port: PORT, user: SUPERUSER, database: DATABASE },
    owned: launched,
    stop: () => presence.end(),
  }
}

/** Our being there, from start to stop; a supervisor's outlives the server's crashes. */
class Presence {
  readonly #place: Place
  #session: Session | undefined
  #ending = false
  #reviving: Promise<void> = Promise.resolve()

  constructor(place: Place, session: Session) {
    this.#place = place
    this.#enter(session)
  }

  #enter(session: Session): void {
    this.#session = session
    if (this.#place.role !== 'supervisor') return
    session.onLost(() => {
      this.#session = undefined
      this.#reviving = this.#revive()
    })
  }

  async #revive(): Promise<void> {
    log('warn', 'postgres.lost')
    for (let pause = POLL_MS; !this.#ending; pause = Math.min(pause * 2, 30_000)) {
      try {
        const { session } = await joinOrLaunch(this.#place)
        await claim(this.#place, session)
        this.#enter(session)
        log('info', 'postgres.restored')
        return
      } catch (error) {
        log('error', 'postgres.not_restored', { reason: error instanceof Error ? error.message : 'unknown' })
        await sleep(pause)
      }
    }
  }

  async end(): Promise<void> {
    if (this.#ending) return
    this.#ending = true
    await this.#reviving
    if (this.#session) await leave(this.#place, this.#session)
  }
}

function openPlace(options: EmbeddedOptions): Place {
  const wanted = resolve(options.dataDir)
  try {
    // Others may pass through root's folder but not look into it: PostgreSQL, which is not root, lives in a folder of its own below.
    mkdirSync(wanted, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    const dataDir = realpathSync(wanted)
    const home = join(dataDir, 'postgres')
    makePrivate(home)
    return { ...options, dataDir, home, sockets: socketFolder(dataDir) }
  } catch (error) {
    if (!isCode(error, 'EACCES', 'EPERM')) throw error
    throw new EmbeddedUnavailable(
      `Datamappen ${wanted} tillhör en annan användare. Kör som den, eller välj en egen mapp med SEDD_DATA.\n` +
        `The data folder ${wanted} belongs to another user. Run as that user, or choose a folder with SEDD_DATA.`,
    )
  }
}

/** Joins the server, starting it as often as it takes; others may be starting or stopping it at the same moment. */
async function joinOrLaunch(place: Place): Promise<Joined> {
  let server: Launched | undefined
  let launches = 0
  let unanswered = 0
  for (;;) {
    try {
      return { session: await joinServer(place.sockets), launched: server !== undefined && !server.exited }
    } catch (error) {
      if (isCode(error, 'EACCES', '28000', '28P01')) throw error
      unanswered = isCode(error, 'ENOENT', 'ECONNREFUSED') ? unanswered + 1 : 0
    }
    if (unanswered > MOST_UNANSWERED) {
      const pid = runningPid(dataOf(place)) ?? '?'
      throw new EmbeddedUnavailable(
        `Databasen i ${place.dataDir} är i gång (process ${pid}) men svarar inte. Stoppa den processen och starta igen.\n` +
          `The database in ${place.dataDir} runs (process ${pid}) but does not answer. Stop that process, and start again.`,
      )
    }
    if ((!server || server.exited) && runningPid(dataOf(place)) === undefined) {
      if (launches === LAUNCHES)
        throw new EmbeddedUnavailable(
          `Den egna databasen startar inte. / The embedded database does not start: ${lastWords(place)}`,
        )
      if (launches > 0) await sleep(LAUNCH_PAUSE_MS)
      server = await start(place)
      launches += 1
    }
    await sleep(POLL_MS)
  }
}

async function start(place: Place): Promise<Launched> {
  const binaries = findBinaries(join(place.dataDir, 'lib'))
  const identity = chooseIdentity(binaries.postgres, { root: place.dataDir, owned: [place.home, place.sockets] })
  const cluster = { ...place, binaries, identity }
  await createCluster(cluster)
  return launch(cluster, place.role === 'supervisor')
}

async function claim(place: Place, session: Session): Promise<void> {
  if (place.role !== 'supervisor') return
  const claimed = await session.claimSupervision()
  if (claimed.granted) return
  throw new EmbeddedUnavailable(
    `Sedd är redan i gång med datamappen ${place.dataDir} (process ${claimed.by ?? '?'}). ` +
      'Stoppa det först, eller starta det här med en egen mapp: SEDD_DATA=mapp npm start\n' +
      `Sedd already runs on the data folder ${place.dataDir} (process ${claimed.by ?? '?'}). ` +
      'Stop it first, or start this one on a folder of its own: SEDD_DATA=folder npm start',
  )
}

/** The last to leave turns off the light: a fast shutdown, which finishes what is committed and rolls back the rest. */
async function leave(place: Place, session: Session): Promise<void> {
  const last = await session.isLast().catch(() => false)
  const pid = last ? runningPid(dataOf(place)) : undefined
  if (pid !== undefined) signal(pid, 'SIGINT')
  await session.end().catch(() => undefined)
  for (let waited = 0; pid !== undefined && runningPid(dataOf(place)) === pid; waited += POLL_MS) {
    if (waited === 60_000) signal(pid, 'SIGQUIT')
    await sleep(POLL_MS)
  }
}
