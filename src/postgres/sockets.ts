import { createHash } from 'node:crypto'
import { lstatSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isCode } from './binaries.ts'
import { makePrivate } from './identity.ts'

/** A socket's path fits in 104 bytes on macOS and 108 on Linux, the closing zero included. */
const LONGEST = 103
const SOCKET = '/.s.PGSQL.5432'

/**
 * The closed folder of the socket: below the data folder, or where that path is too long a folder with a short name,
 * which the file `socket` in the data folder remembers for those who attach later.
 */
export function socketFolder(dataDir: string): string {
  const near = join(dataDir, 'run')
  if (Buffer.byteLength(near + SOCKET) <= LONGEST) {
    makePrivate(near)
    return near
  }
  const note = join(dataDir, 'socket')
  const remembered = readNote(note)
  if (remembered !== undefined && isPrivate(remembered)) return remembered
  const base = Buffer.byteLength(join(tmpdir(), 'sedd-XXXXXX') + SOCKET) <= LONGEST ? tmpdir() : '/tmp'
  const folder = mkdtempSync(join(base, 'sedd-'))
  const draft = `${note}.${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`
  writeFileSync(draft, folder, { mode: 0o600 })
  renameSync(draft, note)
  return folder
}

function readNote(note: string): string | undefined {
  try {
    return readFileSync(note, 'utf8').trim()
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Temporary folders are anyone's: a name is only trusted when it is still a folder closed to all but one user of ours. */
function isPrivate(folder: string): boolean {
  const entry = lstatSync(folder, { throwIfNoEntry: false })
  if (!entry?.isDirectory() || (entry.mode & 0o077) !== 0) return false
  const self = process.getuid?.()
  return self === 0 || entry.uid === self
}
