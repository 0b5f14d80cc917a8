import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const SEDD = join(import.meta.dirname, '../../bin/sedd.js')

type Environment = Readonly<Record<string, string>>
export type Finished = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** The real program, serving. `stop` asks it to end and gives its exit code; `said` is what it told on standard error. */
export type Served = {
  readonly url: string
  readonly child: ChildProcess
  said(): string
  stop(): Promise<number | null>
}

/** Runs a command of the real program on the data folder to its end. */
export async function runSedd(
  dataDir: string,
  args: readonly string[],
  environment: Environment = {},
): Promise<Finished> {
  const child = launch(dataDir, args, environment)
  const texts = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text))
  const [code] = await once(child, 'close')
  return { code, ...texts }
}

const READY = /^\s*Sedd: (http\S+)$/
/** What is said before the demo is loaded. */
export const LOADING = /^\s*(http\S+) visar hur långt det har kommit/

/**
 * Starts the real program on the data folder (durable, with its own PostgreSQL) and a free port, and waits for its address:
 * on an empty folder that is when the demo has been loaded. Throws with what it said when it ends instead.
 */
export async function serveSedd(dataDir: string, environment: Environment = {}, said = READY): Promise<Served> {
  const child = launch(dataDir, ['start'], { PORT: '0', ...environment })
  child.stdout.resume()
  const lines: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line)
      const address = said.exec(line)?.[1]
      if (address) resolve(address)
    })
    child.once('close', (code) => reject(new Error(`sedd start ended with ${code}: ${lines.join('\n')}`)))
  })
  return { url, child, said: () => lines.join('\n'), stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  return code
}

/** Without the variables that would lead the program elsewhere. */
function launch(dataDir: string, args: readonly string[], environment: Environment) {
  const { DATABASE_URL: _database, SEDD_NOW: _now, SEDD_ROLE_SECRETS: _secrets, ...inherited } = process.env
  return spawn(process.execPath, [SEDD, ...args], {
    env: { ...inherited, ...environment, SEDD_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
