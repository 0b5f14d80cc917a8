import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import { Refused } from '../../kernel/errors.ts'
import { leftoverName } from './leftovers.ts'

/** What a form with a file carried. The file lies in a temporary place only this user can read; whoever takes it removes it. */
export type Upload = {
  readonly fields: Readonly<Record<string, string>>
  readonly file: { readonly path: string; readonly name: string; readonly size: number; readonly sha256: string } | null
}

export const MOST_BYTES = 500 * 1024 * 1024

/** Streams a form to disk: nothing of it is held in memory. Refuses with `invalid` a file beyond the limit. */
export async function receiveUpload(request: Request): Promise<Upload> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data') || request.body === null) throw new Refused('invalid', 'not_a_form')
  const path = join(tmpdir(), leftoverName('upload', randomUUID()))
  try {
    return await streamed(request, path)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function streamed(request: Request, path: string): Promise<Upload> {
  const parser = busboy({
    headers: Object.fromEntries(request.headers),
    defParamCharset: 'utf8',
    limits: { files: 1, fileSize: MOST_BYTES, fields: 40, fieldSize: 64 * 1024 },
  })
  // A field may be called anything, __proto__ too.
  const fields: Record<string, string> = Object.create(null)
  let writing: Promise<Upload['file']> = Promise.resolve(null)
  parser.on('field', (name, value) => {
    fields[name] = value.trim()
  })
  parser.on('file', (_field, stream, about) => {
    writing = kept(stream, path, about.filename)
    // Told to the one who waits for it below; until then it must not count as nobody's.
    writing.catch(() => undefined)
  })
  if (request.body === null) throw new Refused('invalid', 'not_a_form')
  await pipeline(Readable.fromWeb(request.body as import('node:stream/web').ReadableStream), parser)
  return { fields, file: await writing }
}

async function kept(
  stream: Readable & { truncated?: boolean },
  path: string,
  name: string | undefined,
): Promise<Upload['file']> {
  const hash = createHash('sha256')
  let size = 0
  await pipeline(
    stream,
    async function* counted(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        size += chunk.length
        yield chunk
      }
    },
    createWriteStream(path, { mode: 0o600, flags: 'wx' }),
  )
  if (stream.truncated) throw new Refused('invalid', 'upload_too_large')
  if (size === 0) {
    await rm(path, { force: true })
    return null
  }
  return { path, name: (name ?? '').slice(-200), size, sha256: hash.digest('hex') }
}
