import { statSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { run } from 'node:test'
import { spec, type TestEvent } from 'node:test/reporters'

/**
 * Runs test files in a few processes side by side. A process takes a batch of files and reads the program once for all of them:
 * to read it costs more than most files do. Nothing hangs in silence: a file that does not end, and one whose process dies, is
 * named, and the rest of its batch is run all the same.
 */
export type Tally = {
  readonly passed: number
  readonly failed: number
  /** What failed, by file and test. */
  readonly broken?: readonly string[]
}

/** Files that share processes. */
type Group = {
  readonly files: readonly string[]
  /** Bytes of test files for one process; with 0 each file has one of its own. */
  readonly together: number
}

type Wanted = {
  readonly root: string
  readonly sideBySide: number
  /** Ends what is being run. */
  readonly stop: AbortSignal
}

/** At least so many batches for each process, or one would run alone at the end. */
const TURNS = 4
const FILE_LIMIT_MS = 25 * 60_000
/** Named at the end, so that what makes the run long is seen before it is too long. */
const SLOWEST = 15

/** Runs the groups one after the other; the next is begun while the last of one still runs. */
export async function runFiles(groups: readonly Group[], wanted: Wanted): Promise<Tally> {
  const { root, sideBySide, stop } = wanted
  const told = new PassThrough({ objectMode: true })
  const report = told.compose(new spec())
  report.on('data', (chunk: string) => process.stdout.write(chunk))
  const finished = new Promise((resolve) => report.once('end', resolve))
  const queue = groups.flatMap((group) => batchesOf(group, wanted))
  const times = new Map<string, number>()
  let [passed, failed] = [0, 0]
  const broken: string[] = []
  const work = async () => {
    for (let files = queue.shift(); files !== undefined && !stop.aborted; files = queue.shift()) {
      const batch = new Batch(files, { told, root, stop })
      const tally = await batch.run()
      passed += tally.passed
      failed += tally.failed
      broken.push(...batch.broken)
      for (const [file, ms] of batch.times) times.set(file, ms)
      if (batch.unfinished.length > 0) queue.unshift(batch.unfinished)
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, work))
  told.end()
  await finished
  tellSlowest(times)
  return { passed, failed: failed + (stop.aborted ? 1 : 0), broken }
}

/** The large files first, and of the small ones so many together that all batches hold about as much. */
function batchesOf({ files, together }: Group, { root, sideBySide }: Wanted): string[][] {
  const sized = files.map((file) => ({ file, size: statSync(join(root, file)).size })).sort((a, b) => b.size - a.size)
  const whole = sized.reduce((sum, { size }) => sum + size, 0)
  const fair = Math.min(together, whole / sideBySide / TURNS)
  const batches: string[][] = []
  let room = 0
  for (const { file, size } of sized) {
    if (room <= 0) {
      batches.push([])
      room = fair
    }
    batches.at(-1)?.push(file)
    room -= size
  }
  return batches
}

/** One process and the files it runs. What it says is passed on file by file, so that two that run at once do not mix. */
class Batch {
  readonly times = new Map<string, number>()
  readonly broken: string[] = []
  readonly #files: readonly string[]
  readonly #told: PassThrough
  readonly #root: string
  readonly #stop: AbortSignal
  readonly #limit = new AbortController()
  #held: TestEvent[] = []
  #timer: NodeJS.Timeout | undefined
  /** What is being run: the file, and the test that was begun last. */
  #file: string | undefined
  #test = 'none was begun'

  constructor(files: readonly string[], given: { told: PassThrough; root: string; stop: AbortSignal }) {
    this.#files = files
    this.#told = given.told
    this.#root = given.root
    this.#stop = given.stop
  }

  /** Those after the one at which the process ended before its time. */
  get unfinished(): string[] {
    const lost = this.#file ?? this.#files.find((file) => !this.times.has(file))
    return this.#files.filter((file) => file !== lost && !this.times.has(file))
  }

  async run(): Promise<Tally> {
    let tally: Tally = { passed: 0, failed: 0 }
    const stream = run({
      files: [join(this.#root, 'test/batch.ts')],
      argv: [...this.#files],
      cwd: this.#root,
      signal: AbortSignal.any([this.#stop, this.#limit.signal]),
    })
    this.#begin(this.#files[0])
    for await (const event of stream as AsyncIterable<TestEvent>) {
      if (event.type === 'test:summary' && event.data.file === undefined) {
        const { passed, tests, skipped, todo } = event.data.counts
        tally = { passed, failed: tests - passed - skipped - todo }
      } else this.#take(event)
    }
    clearTimeout(this.#timer)
    this.#pass()
    const missing = this.#files.length - this.times.size
    if (missing > 0 && !this.#limit.signal.aborted) this.#say(this.#stop.aborted ? 'was stopped' : 'ended its process')
    // What is tidied up afterwards fails without a test that did: it is in no count of the runner's.
    return missing > 0 || this.broken.length > 0 ? { ...tally, failed: Math.max(1, tally.failed) } : tally
  }

  #take(event: TestEvent): void {
    const { type, data } = event
    const nesting = data !== undefined && 'nesting' in data ? data.nesting : undefined
    // The counts that each process tells at its end.
    if (type === 'test:diagnostic' && nesting === 0) return
    if (type === 'test:dequeue' && nesting === 0) this.#begin(data.name)
    if (type === 'test:dequeue' && nesting === 1) this.#test = data.name
    const message = withoutLog(event)
    if (message !== null) this.#held.push(message)
    if (type === 'test:fail') this.#breaks(data.name, nesting)
    if ((type === 'test:pass' || type === 'test:fail') && nesting === 0) {
      if (this.#files.includes(data.name)) this.times.set(data.name, data.details.duration_ms)
      this.#begin(this.#files.find((file) => !this.times.has(file)))
      this.#pass()
    }
  }

  /** A file that fails where none of its tests did, fails in its hooks. */
  #breaks(name: string, nesting: number | undefined): void {
    const file = this.#file ?? name
    if (nesting === 1) this.broken.push(`${file}: ${name}`)
    if (nesting === 0 && !this.broken.some((said) => said.startsWith(`${file}:`)))
      this.broken.push(`${file}: its hooks`)
  }

  #begin(file: string | undefined): void {
    clearTimeout(this.#timer)
    this.#file = file
    this.#test = 'none was begun'
    if (file === undefined) return
    this.#timer = setTimeout(() => {
      this.#say(`did not end within ${FILE_LIMIT_MS / 60_000} minutes`)
      this.#limit.abort()
    }, FILE_LIMIT_MS)
  }

  #say(what: string): void {
    const said = `${this.#file ?? this.#files.at(-1)} ${what}; its last test: ${this.#test}`
    this.broken.push(said)
    process.stdout.write(`\n${said}\n`)
  }

  #pass(): void {
    for (const event of this.#held) this.#told.write(event)
    this.#held = []
  }
}

/** What the program under test logs is thousands of lines that nobody asked for; all else that is said on standard error is kept. */
function withoutLog(event: TestEvent): TestEvent | null {
  if (event.type !== 'test:stderr') return event
  const message = event.data.message.replace(/^\{"at":".*\}\n/gm, '')
  return message === '' ? null : { ...event, data: { ...event.data, message } }
}

function tellSlowest(times: ReadonlyMap<string, number>): void {
  if (times.size <= SLOWEST) return
  process.stdout.write('\nthe slowest files\n')
  const slowest = [...times].sort(([, a], [, b]) => b - a).slice(0, SLOWEST)
  for (const [file, ms] of slowest) process.stdout.write(`${(ms / 1000).toFixed(1).padStart(7)} s  ${file}\n`)
}
