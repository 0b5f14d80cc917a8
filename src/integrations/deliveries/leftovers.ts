import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The name of what is kept on disk for a while: it tells whose process keeps it. */
export const leftoverName = (what: 'upload' | 'pull', rest: string) => `sedd-${what}-${process.pid}-${rest}`

/** Takes away what processes that were killed left in the temporary folder: it holds what people handed over. */
export async function takeAwayLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const owner = /^sedd-(?:upload|pull)-(\d+)-/.exec(name)?.[1]
    if (owner === undefined || isAlive(Number(owner))) continue
    // Another user's is not ours to take.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
