import { once } from 'node:events'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { leftoverName } from './leftovers.ts'

/** Text written to disk piece by piece, and read once when all has come. */
export type Spool = {
  write(text: string): Promise<void>
  /** Ends the writing; what was written can be read from here. */
  read(): Promise<Readable>
}

/** A folder only we can read (0700), with spools in it (0600). It is gone when the work is done, whatever became of it. */
export async function withSpools<T>(work: (open: (name: string) => Spool) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), leftoverName('pull', '')))
  const files: WriteStream[] = []
  try {
    return await work((name) => {
      const file = createWriteStream(join(folder, name), { mode: 0o600, flags: 'wx' })
      files.push(file)
      return spool(file)
    })
  } finally {
    await Promise.all(files.map(closed))
    await rm(folder, { recursive: true, force: true })
  }
}

/** A file still on its way open would be made in the folder while that is taken away, and both would be left. */
function closed(file: WriteStream): Promise<void> {
  if (file.closed) return Promise.resolve()
  return new Promise((resolve) => {
    // What went wrong with it has been told to the one who wrote.
    file.on('error', () => undefined)
    file.once('close', resolve)
    file.destroy()
  })
}

function spool(file: WriteStream): Spool {
  return {
    async write(text) {
      if (text !== '' && !file.write(text)) await once(file, 'drain')
    },
    async read() {
      if (!file.writableEnded) {
        file.end()
        await once(file, 'finish')
      }
      return createReadStream(file.path)
    },
  }
}
