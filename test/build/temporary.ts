import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A temporary folder that the program takes for the machine's: what others have in theirs is not looked at. */
export type OwnTemporary = { readonly folder: string; restore(): void }

/** From now on this process has its temporary files in a folder of its own, until `restore` takes it away with all that is in it. */
export function ownTemporary(name: string): OwnTemporary {
  const before = process.env['TMPDIR']
  const folder = mkdtempSync(join(tmpdir(), `sedd-${name}-`))
  process.env['TMPDIR'] = folder
  return {
    folder,
    restore() {
      if (before === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = before
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
