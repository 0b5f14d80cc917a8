import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '../kernel/database.ts'
import { renewDatabase } from '../postgres/renew.ts'

/**
 * While the demo is being loaded, a file in the data folder says so. One that is still there at the next start was
 * left by a load that was cut off: then what it had made is thrown away, so that a demo is whole or not there.
 */
const markIn = (dataDir: string) => join(dataDir, 'demo-loading')

export function markDemo(dataDir: string): void {
  writeFileSync(markIn(dataDir), '', { mode: 0o600 })
}

export function unmarkDemo(dataDir: string): void {
  rmSync(markIn(dataDir), { force: true })
}

export function isHalfDemo(dataDir: string): boolean {
  return existsSync(markIn(dataDir))
}

/** Makes the embedded database anew where the demo in it is half: nothing but the demo has ever been in such a database. */
export async function dropHalfDemo(dataDir: string, owner: Connection): Promise<void> {
  await renewDatabase(owner)
  unmarkDemo(dataDir)
}
