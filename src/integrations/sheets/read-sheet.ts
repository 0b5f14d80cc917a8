import { readSync } from 'node:fs'
import type { PlainDate } from '../../kernel/date.ts'
import type { RowProblem, SheetKind } from '../rows.ts'
import { type Mapping, SHEET_NAMES } from './columns.ts'
import { type FileDefect, FileRefused, refuseFile } from './defects.ts'
import { contentOf, HEAD_SIZE } from './detect.ts'
import { type Encoding, encodingOf } from './encoding.ts'
import { type HeaderRules, knownHeaders } from './header.ts'
import { CsvRows } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { loadReference } from './reference.ts'
import { type Tally, Translator } from './translate.ts'

/** What is to be read and how. `name`: what the sender called the file. */
export type SheetJob = {
  readonly name: string
  readonly size: number
  readonly kind: SheetKind
  readonly mapping: Mapping
  readonly today: PlainDate
  /** School unit codes known beside the list in `data/`. */
  readonly schoolUnits: readonly string[]
}

/** Where what is read goes, piece by piece. Each call is awaited before more is read. */
export type SheetSink = {
  lines(copyText: string): Promise<void>
  problems(problems: readonly RowProblem[]): Promise<void>
  progress(progress: Progress): Promise<void>
}

/** `done` of `total` bytes (unpacked ones for a workbook), and rows so far. */
export type Progress = { readonly done: number; readonly total: number; readonly rows: number }

export type SheetResult =
  | (Tally & { readonly ok: true; readonly encoding: Encoding | null; readonly separator: Separator | null })
  | { readonly ok: false; readonly defect: FileDefect }

export type Separator = ';' | ',' | '\t'

const CSV_LIMIT = 500_000_000
const XLSX_LIMIT = 100_000_000
const UNPACKED_LIMITS = { mostUnpacked: 300_000_000, highestRatio: 100 }
/** Small pieces keep what is made from them short-lived: 240 MB instead of 320 for a million rows. */
const PIECE = 128 * 1024
const SEPARATORS: readonly Separator[] = [';', '\t', ',']

/** Reads an open file as one of the three sheets. What is wrong with the file as a whole comes back as its defect. */
export async function readSheet(fd: number, job: SheetJob, sink: SheetSink): Promise<SheetResult> {
  try {
    const head = readAt(fd, 0, Math.min(HEAD_SIZE, job.size))
    const found = contentOf(head, job.name)
    if (!found.ok) return found
    if (job.size > (found.content === 'csv' ? CSV_LIMIT : XLSX_LIMIT)) throw refuseFile('too_large')
    const translator = new Translator({ ...job, reference: loadReference(job.schoolUnits), content: found.content })
    const work = { fd, job, translator, flush: flusher(translator, sink) }
    const written = found.content === 'csv' ? await readText(work, head) : await readBook(work)
    return { ok: true, ...translator.end(), ...written }
  } catch (error) {
    if (error instanceof FileRefused) return { ok: false, defect: error.defect }
    throw error
  }
}

type Work = {
  readonly fd: number
  readonly job: SheetJob
  readonly translator: Translator
  readonly flush: (done: number, total: number) => Promise<void>
}

type Written = { encoding: Encoding | null; separator: Separator | null }

async function readText({ fd, job, translator, flush }: Work, head: Buffer): Promise<Written> {
  const encoding = encodingOf(fd, job.size)
  const { separator, start } = separatorOf(new TextDecoder(encoding).decode(head), job)
  const decoder = new TextDecoder(encoding)
  const rows: CsvRows = new CsvRows(separator, (row, cells, broken) => {
    if (row < start) return
    translator.accept(row, cells, broken)
    rows.expect(translator.width)
  })
  const piece = Buffer.allocUnsafe(PIECE)
  for (let at = 0; at < job.size; ) {
    const read = readSync(fd, piece, 0, PIECE, at)
    if (read === 0) break
    at += read
    rows.push(decoder.decode(piece.subarray(0, read), { stream: true }))
    await flush(at, job.size)
  }
  rows.push(decoder.decode())
  rows.end()
  await flush(job.size, job.size)
  return { encoding, separator }
}

async function readBook({ fd, job, translator, flush }: Work): Promise<Written> {
  const source = { fd, size: job.size, limits: UNPACKED_LIMITS, sheet: SHEET_NAMES[job.kind] }
  await readXlsx(source, (row, cells) => translator.accept(row, cells, null), flush)
  await flush(job.size, job.size)
  return { encoding: null, separator: null }
}

function flusher(translator: Translator, sink: SheetSink): Work['flush'] {
  return async (done, total) => {
    const { lines, problems } = translator.take()
    if (lines !== '') await sink.lines(lines)
    if (problems.length > 0) await sink.problems(problems)
    await sink.progress({ done, total, rows: translator.seen })
    translator.checkProblems()
  }
}

/** The separator under which most of the header is ours. `start`: the header's line at the earliest, after Excel's own `sep=` line. */
function separatorOf(head: string, rules: HeaderRules): { separator: Separator; start: number } {
  const hint = /^\ufeff?sep=(.)\r?\n/i.exec(head)
  const start = hint ? 2 : 1
  const known = (separator: string) => knownHeaders(headerCells(head, separator, start), rules)
  const best = SEPARATORS.toSorted((a, b) => known(b) - known(a))[0] ?? ';'
  if (known(best) > 1) return { separator: best, start }
  if (['|', ':', '^', '~', ' '].some((other) => known(other) > 1)) throw refuseFile('separator_unknown')
  const widest = SEPARATORS.toSorted((a, b) => headerCells(head, b, start).length - headerCells(head, a, start).length)
  return { separator: widest[0] ?? ';', start }
}

function headerCells(head: string, separator: string, start: number): string[] {
  let header: string[] | null = null
  const rows = new CsvRows(separator, (row, cells) => {
    if (header === null && row >= start && cells.some((cell) => cell.trim() !== '')) header = cells
  })
  rows.push(head)
  rows.end()
  return header ?? []
}

function readAt(fd: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  return buffer.subarray(0, readSync(fd, buffer, 0, length, position))
}
