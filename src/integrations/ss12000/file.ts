import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { log } from '../../kernel/log.ts'
import { BARE_ENVIRONMENT, underLimits } from '../sheets/parse.ts'
import type { Endpoint } from './schema.ts'
import { type Page, type Source, SourceFailure } from './source.ts'

const CHILD = fileURLToPath(new URL('./file-child.ts', import.meta.url))
const LIMITS = { cpuSeconds: 240, heapMegabytes: 512, wallMinutes: 30 }

/** A page, or how it ended: well, or with the code of what was wrong. */
const Said = z.union([z.array(z.unknown()), z.literal(true), z.enum(['too_large', 'not_json', 'not_ss12000'])])

/**
 * A JSON file (UTF-8) that holds the answers of the endpoints: `{"organisations": …, "persons": …}` where each value is an
 * answer `{"data": […]}`, a list of such answers (one per page), or the bare list of objects. The file is read once for each
 * endpoint, in a process of its own under limits: what is made to exhaust the reader ends that process and is refused as
 * `too_large`. `since` is not asked for: a file says what it says.
 *
 * The iteration throws SourceFailure `not_json`, `not_ss12000` or `too_large`; errors of the file system pass through.
 */
export function fileSource(path: string): Source {
  return { pages: (endpoint) => pagesOf(path, endpoint) }
}

async function* pagesOf(path: string, endpoint: Endpoint): AsyncGenerator<Page> {
  const child = await startChild(path, endpoint)
  const exit = once(child, 'exit')
  try {
    let ended = false
    for await (const line of createInterface({
      input: child.stdout as Readable,
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      const said = saidIn(line)
      if (typeof said === 'string') throw new SourceFailure(said, endpoint)
      if (Array.isArray(said)) yield { items: said, servedAt: null, repeats: false }
      ended = said === true
    }
    if (ended) return
    const [code, signal] = await exit
    log('warn', 'ss12000.child_ended', { code, signal })
    throw new SourceFailure('too_large', endpoint)
  } finally {
    child.kill('SIGKILL')
  }
}

/** Null for a line that was cut off when the child was stopped. */
function saidIn(line: string): z.infer<typeof Said> | null {
  try {
    return Said.parse(JSON.parse(line))
  } catch {
    return null
  }
}

async function startChild(path: string, endpoint: Endpoint): Promise<ChildProcess> {
  const [command, ...args] = underLimits(CHILD, LIMITS)
  const file = await open(path, 'r')
  try {
    return spawn(command, [...args, endpoint], {
      stdio: [file.fd, 'pipe', 'ignore'],
      env: BARE_ENVIRONMENT,
      timeout: LIMITS.wallMinutes * 60_000,
      killSignal: 'SIGKILL',
    })
  } finally {
    await file.close()
  }
}
