import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { runningPid } from '../../src/postgres/cluster.ts'
import { NOW } from './world.ts'

const CLI = join(import.meta.dirname, '../../src/main/cli.ts')

/** The real program on a data folder, always at the same address, to be killed and started again. */
export class Program {
  readonly url: string
  readonly #folder: string
  readonly #port: number
  #child: ChildProcess | undefined

  constructor(folder: string, port: number) {
    this.#folder = folder
    this.#port = port
    this.url = `http://127.0.0.1:${port}`
  }

  start(): void {
    this.#child = this.#run(['start'])
  }

  /** SIGKILL to the program, to PostgreSQL, or to both at once; the program is started again, PostgreSQL by the program. */
  async kill(what: Victim): Promise<void> {
    const server = what === 'program' ? undefined : runningPid(join(this.#folder, 'postgres', 'main'))
    if (server !== undefined) process.kill(server, 'SIGKILL')
    if (what === 'database' || !this.#child) return
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await ended
    this.start()
  }

  /** Milliseconds until somebody who is signed in gets a page again. */
  async answers(cookie: string): Promise<number> {
    const began = performance.now()
    while (performance.now() - began < 60_000) {
      const answer = await fetch(this.url, { headers: { cookie }, redirect: 'manual' }).catch(() => null)
      await answer?.arrayBuffer().catch(() => undefined)
      if (answer?.status === 200) return performance.now() - began
      await sleep(10)
    }
    throw new Error('the program did not come back within a minute')
  }

  /** A command beside it, which may be killed as well. Null: it was killed. */
  async command(args: readonly string[], killAfterMs: number | null): Promise<number | null> {
    const child = this.#run(args)
    const ended = once(child, 'exit')
    const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    const [code] = await ended
    clearTimeout(timer)
    return code
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }

  #run(args: readonly string[]): ChildProcess {
    const { DATABASE_URL: _database, SEDD_ROLE_SECRETS: _secrets, ...inherited } = process.env
    return spawn(process.execPath, [CLI, ...args], {
      env: { ...inherited, SEDD_DATA: this.#folder, SEDD_NOW: NOW, PORT: String(this.#port) },
      stdio: 'ignore',
    })
  }
}

export type Victim = 'program' | 'database' | 'both'

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
