import { createHash, type Hash } from 'node:crypto'
import { z } from 'zod'

/**
 * A backup is one gzip file of text that needs no Sedd to be read (`zcat`): a first line about the whole; for each table a line
 * with its name and columns, its rows as COPY writes them, and `\.`; and a last line with counts and a checksum of all before it.
 */
export const Opening = z.object({
  sedd: z.literal('backup'),
  format: z.literal(1),
  version: z.string(),
  made: z.string(),
  migrations: z.array(z.string()),
})
export const TableLine = z.object({ table: z.string(), columns: z.array(z.string()) })
export const Closing = z.object({
  end: z.literal(true),
  rows: z.record(z.string(), z.number()),
  sequences: z.array(z.object({ name: z.string(), last: z.string().nullable(), called: z.boolean() })),
  sha256: z.string(),
})
export type Opening = z.infer<typeof Opening>
export type Closing = z.infer<typeof Closing>

export const END_OF_ROWS = Buffer.from('\\.\n')
const END_WITHIN = Buffer.from('\n\\.\n')
const LINE_FEED = 10

/** The file is not a backup, or not a whole one. */
export class BackupDamaged extends Error {
  constructor() {
    super(
      'Filen är ingen hel säkerhetskopia: den är avkortad eller ändrad, eller något annat. Inget har återställts.\n' +
        'The file is not a whole backup: it was cut off or changed, or is something else. Nothing was restored.',
    )
  }
}

/** Reads the unpacked stream piece by piece; holds one piece, or one long line, at a time. */
export class BackupReader {
  readonly #pieces: AsyncIterator<Buffer>
  readonly #hash: Hash = createHash('sha256')
  #held: Buffer = Buffer.alloc(0)

  constructor(unpacked: AsyncIterable<Buffer>) {
    this.#pieces = unpacked[Symbol.asyncIterator]()
  }

  /** The checksum of all that was read. */
  get checksum(): string {
    return this.#hash.copy().digest('hex')
  }

  async line(): Promise<unknown> {
    for (;;) {
      const at = this.#held.indexOf(LINE_FEED)
      if (at >= 0) {
        const text = this.#take(at + 1).toString('utf8')
        try {
          return JSON.parse(text)
        } catch {
          throw new BackupDamaged()
        }
      }
      if (!(await this.#more())) throw new BackupDamaged()
    }
  }

  /** The rows of the table whose line was just read, in pieces of whole lines. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const whole = this.#held.subarray(0, this.#held.lastIndexOf(LINE_FEED) + 1)
      const within = whole.indexOf(END_WITHIN)
      const end = whole.subarray(0, END_OF_ROWS.length).equals(END_OF_ROWS) ? 0 : within < 0 ? -1 : within + 1
      if (end >= 0) {
        if (end > 0) yield this.#take(end)
        this.#take(END_OF_ROWS.length)
        return
      }
      if (whole.length > 0) yield this.#take(whole.length)
      if (!(await this.#more())) throw new BackupDamaged()
    }
  }

  async isAtEnd(): Promise<boolean> {
    return this.#held.length === 0 && !(await this.#more())
  }

  #take(length: number): Buffer {
    const taken = this.#held.subarray(0, length)
    this.#held = this.#held.subarray(length)
    this.#hash.update(taken)
    return taken
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#pieces.next().catch(() => {
      throw new BackupDamaged()
    })
    if (done) return false
    this.#held = this.#held.length === 0 ? value : Buffer.concat([this.#held, value])
    return true
  }
}
