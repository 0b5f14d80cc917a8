import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { BARE_ENVIRONMENT, underLimits } from './parse.ts'
import type { Table } from './text-table.ts'

const CHILD = fileURLToPath(new URL('./table-child.ts', import.meta.url))
const LIMITS = { cpuSeconds: 20, wallMinutes: 1 }

/** Reads a small table of text in a process of its own, under limits: what is made to exhaust the reader ends that process. */
export function readTable(file: Buffer): Promise<Table> {
  const [command, ...args] = underLimits(CHILD, LIMITS)
  return new Promise((resolve) => {
    const options = { env: BARE_ENVIRONMENT, timeout: LIMITS.wallMinutes * 60_000, maxBuffer: 64 * 1024 * 1024 }
    const child = execFile(command, args, options, (error, stdout) =>
      resolve(error ? { ok: false, code: 'file_too_heavy' } : JSON.parse(stdout)),
    )
    child.stdin?.on('error', () => {})
    child.stdin?.end(file)
  })
}
