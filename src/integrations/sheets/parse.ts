import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { PlainDate } from '../../kernel/date.ts'
import { log } from '../../kernel/log.ts'
import type { RowProblem, SheetKind } from '../rows.ts'
import { type Mapping, NO_MAPPING } from './columns.ts'
import type { Progress, SheetJob, SheetResult } from './read-sheet.ts'

export type ParseRequest = {
  /** Where the file lies. */
  readonly path: string
  /** What the sender called it: its ending says what it claims to be. */
  readonly name: string
  readonly kind: SheetKind
  readonly today: PlainDate
  readonly mapping?: Mapping | null
  /** School unit codes known beside the country's list. */
  readonly schoolUnits?: readonly string[]
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
  /** Tighter limits than usual. */
  readonly limits?: Partial<typeof LIMITS>
}

export type Parsing = {
  /** Good rows as COPY text, columns as in `COPY_COLUMNS[kind]`. Must be read to its end (or destroyed) for `result` to come. */
  readonly rows: Readable
  /** Problems in batches, held until asked for: at most some 200,000. May be read during or after `rows`. */
  readonly problems: AsyncIterable<readonly RowProblem[]>
  /** How it went. Rows already handed out count for nothing unless this is `ok`. */
  readonly result: Promise<SheetResult>
}

/** What the child may use up. Node reserves some 4 GB of addresses that it never touches; `data` is what it really takes. */
const LIMITS = {
  addressBytes: 8_000_000_000,
  dataBytes: 1_300_000_000,
  cpuSeconds: 240,
  fileBytes: 0,
  heapMegabytes: 192,
  youngMegabytes: 4,
  wallMinutes: 30,
}
const CHILD = fileURLToPath(new URL('./parse-child.ts', import.meta.url))
/** What the child may read: the program and its data, and its packages where they really lie. Not the folder of uploads. */
const READABLE = [
  fileURLToPath(new URL('../../../', import.meta.url)),
  fileURLToPath(import.meta.resolve('zod')).replace(/^(.*[\\/]node_modules[\\/]).*$/s, '$1'),
]
const PRLIMIT = ['/usr/bin/prlimit', '/bin/prlimit', '/usr/local/bin/prlimit'].find((path) => existsSync(path))

type ChildMessage =
  | { readonly problems: readonly RowProblem[] }
  | { readonly progress: Progress }
  | { readonly result: SheetResult }

/**
 * Reads a sheet in a process of its own, under limits: a file that is made to exhaust the reader ends the child and is refused as
 * `too_heavy`. Memory stays flat however large the file. Rejects only if the file cannot be opened.
 */
export async function parseFile(request: ParseRequest): Promise<Parsing> {
  const file = await open(request.path, 'r')
  try {
    return await parseOpenFile(file, request)
  } finally {
    await file.close()
  }
}

async function parseOpenFile(file: FileHandle, request: ParseRequest): Promise<Parsing> {
  const { size } = await file.stat()
  const { name, kind, today, mapping, schoolUnits = [] } = request
  const job: SheetJob = { name, size, kind, mapping: mapping ?? NO_MAPPING, today, schoolUnits }
  const child = startChild(file, request)
  const exit = exitOf(child)
  const [input, rows, , messages] = child.stdio as unknown as [NodeJS.WritableStream, Readable, null, Readable]
  input.on('error', () => {})
  input.end(JSON.stringify(job))
  const problems = new Shelf<readonly RowProblem[]>()
  const result = readMessages(messages, { problems, onProgress: request.onProgress }).then(async (said) => {
    const ended = await exit
    problems.close()
    return said ?? { ok: false as const, defect: { code: ended } }
  })
  return { rows, problems, result }
}

/** A program of ours in a process with little memory, no rights to write and no secrets around it: the command and its words. */
export function underLimits(
  program: string,
  limits: Partial<typeof LIMITS> = {},
): [command: string, ...args: string[]] {
  const { addressBytes, dataBytes, cpuSeconds, fileBytes, heapMegabytes, youngMegabytes } = { ...LIMITS, ...limits }
  const node = [
    process.execPath,
    `--max-old-space-size=${heapMegabytes}`,
    `--max-semi-space-size=${youngMegabytes}`,
    '--permission',
    ...READABLE.map((folder) => `--allow-fs-read=${folder}*`),
    program,
  ]
  const prlimit = [`--as=${addressBytes}`, `--data=${dataBytes}`, `--cpu=${cpuSeconds}`, `--fsize=${fileBytes}`]
  const [command = process.execPath, ...args] = PRLIMIT ? [PRLIMIT, ...prlimit, ...node] : node
  return [command, ...args]
}

/** Nothing of ours: no database address, no secrets. A compile cache would want to write. */
export const BARE_ENVIRONMENT = { NODE_DISABLE_COMPILE_CACHE: '1', PATH: '/usr/bin:/bin' } as const

function startChild(file: FileHandle, { signal, limits }: ParseRequest): ChildProcess {
  const [command, ...args] = underLimits(CHILD, limits)
  return spawn(command, args, {
    stdio: ['pipe', 'pipe', 'ignore', 'pipe', file.fd],
    env: BARE_ENVIRONMENT,
    timeout: (limits?.wallMinutes ?? LIMITS.wallMinutes) * 60_000,
    killSignal: 'SIGKILL',
    ...(signal ? { signal } : {}),
  })
}

async function readMessages(
  stream: Readable,
  to: { problems: Shelf<readonly RowProblem[]>; onProgress: ParseRequest['onProgress'] },
): Promise<SheetResult | null> {
  let result: SheetResult | null = null
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    const message = messageOf(line)
    if (message === null) return null
    if ('problems' in message) to.problems.put(message.problems)
    else if ('progress' in message) to.onProgress?.(message.progress)
    else result = message.result
  }
  return result
}

/** Null for a line that was cut off when the child was stopped. */
function messageOf(line: string): ChildMessage | null {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** Why a child that gave no answer ended: the limits stopped it, or it failed. */
function exitOf(child: ChildProcess): Promise<'too_heavy' | 'unreadable'> {
  return new Promise((resolve) => {
    const ended = (code: number | null, signal: NodeJS.Signals | null) => {
      const heavy = signal !== null || (code !== null && code > 128)
      if (code !== 0) log('warn', 'sheet.child_ended', { code, signal })
      resolve(heavy ? 'too_heavy' : 'unreadable')
    }
    child.once('exit', ended).once('error', () => resolve('unreadable'))
  })
}

/** Things put down by one side and taken in order by the other, whichever comes first. */
class Shelf<Thing> implements AsyncIterable<Thing> {
  #things: Thing[] = []
  #closed = false
  #wake: () => void = () => {}

  put(thing: Thing): void {
    this.#things.push(thing)
    this.#wake()
  }

  close(): void {
    this.#closed = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Thing> {
    for (;;) {
      const things = this.#things
      this.#things = []
      yield* things
      if (this.#things.length > 0) continue
      if (this.#closed) return
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
