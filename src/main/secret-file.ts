import { statSync } from 'node:fs'

/** What the file says of others than its owner: `group` for one whose group may read it too, as a secret store hands it out. */
export function isOpenToOthers(file: string, but: 'nobody' | 'group' = 'nobody'): boolean {
  // Windows has no such bits; there the folder's own list decides.
  return process.platform !== 'win32' && (statSync(file).mode & (but === 'group' ? 0o007 : 0o077)) !== 0
}
