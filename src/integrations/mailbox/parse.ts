import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { BARE_ENVIRONMENT, underLimits } from '../sheets/parse.ts'
import { ReadMail } from './model.ts'

const CHILD = fileURLToPath(new URL('./mail-child.ts', import.meta.url))
const LIMITS = { cpuSeconds: 10, heapMegabytes: 96 }
const WALL_MS = 30_000

/** Reads an e-mail in a process of its own, under limits. Null for what cannot be read, or is made to exhaust the reader. */
export function parseMail(source: Buffer): Promise<ReadMail | null> {
  const [command, ...args] = underLimits(CHILD, LIMITS)
  return new Promise((resolve) => {
    const options = { env: BARE_ENVIRONMENT, timeout: WALL_MS, killSignal: 'SIGKILL', maxBuffer: 256 * 1024 } as const
    const child = execFile(command, args, options, (error, stdout) => resolve(error ? null : readOf(stdout)))
    child.stdin?.on('error', () => {})
    child.stdin?.end(source)
  })
}

function readOf(said: string): ReadMail | null {
  const read = ReadMail.safeParse(JSON.parse(said))
  return read.success ? read.data : null
}
