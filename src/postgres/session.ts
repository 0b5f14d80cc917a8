import { Socket } from 'node:net'
import { Client } from 'pg'
import { isCode } from './binaries.ts'
import { PORT, SUPERUSER } from './cluster.ts'

/**
 * One connection that tells the others we are here. It holds advisory locks, which the server drops with the process:
 * after a `kill -9` nothing is stale.
 */
export type Session = {
  /** Says whether we are the only supervisor; if not, the other's process number where it is known. */
  claimSupervision(): Promise<{ granted: true } | { granted: false; by: string | undefined }>
  createDatabase(name: string): Promise<void>
  /** True when nobody else is here; from then on newcomers wait until the session has ended. */
  isLast(): Promise<boolean>
  /** Calls back when the connection is lost. */
  onLost(callback: () => void): void
  end(): Promise<void>
}

const USERS = '24301, 1'
const SUPERVISORS = '24301, 2'
const SUPERVISOR_NAME = `
  select a.application_name as name
    from pg_locks l join pg_stat_activity a on a.pid = l.pid
   where l.locktype = 'advisory' and l.classid = 24301 and l.objid = 2 and l.granted`

/** Opens a session and joins the users of the server. Waits while the last of them is stopping it. */
export async function joinServer(host: string): Promise<Session> {
  const socket = new Socket()
  const client = new Client({
    host,
    port: PORT,
    user: SUPERUSER,
    database: 'postgres',
    application_name: `sedd ${process.pid}`,
    connectionTimeoutMillis: 10_000,
    stream: () => socket,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(`select pg_advisory_lock_shared(${USERS})`)
  } catch (error) {
    socket.destroy()
    throw error
  }
  socket.unref()
  return sessionOf(client, socket)
}

function sessionOf(client: Client, socket: Socket): Session {
  const ask = async (text: string): Promise<Record<string, unknown> | undefined> => {
    socket.ref()
    const { rows } = await client.query<Record<string, unknown>>(text).finally(() => socket.unref())
    return rows[0]
  }
  return {
    async claimSupervision() {
      const mine = await ask(`select pg_try_advisory_lock(${SUPERVISORS}) as granted`)
      if (mine?.['granted'] === true) return { granted: true }
      const other = await ask(SUPERVISOR_NAME)
      return { granted: false, by: /\d+/.exec(String(other?.['name']))?.[0] }
    },
    async createDatabase(name) {
      if (await ask(`select 1 from pg_database where datname = '${name}'`)) return
      await ask(`create database "${name}"`).catch((error: unknown) => {
        if (!isCode(error, '42P04', '23505')) throw error
      })
    },
    async isLast() {
      await ask(`select pg_advisory_unlock_shared(${USERS})`)
      return (await ask(`select pg_try_advisory_lock(${USERS}) as last`))?.['last'] === true
    },
    onLost(callback) {
      client.once('end', callback)
    },
    async end() {
      socket.ref()
      client.removeAllListeners('end')
      await client.end()
    },
  }
}
