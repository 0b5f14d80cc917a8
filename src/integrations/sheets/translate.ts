import type { RowProblem } from '../rows.ts'
import { readCompletion } from './completions.ts'
import { copyWriter } from './copy.ts'
import { refuseFile } from './defects.ts'
import { readEnrolment } from './enrolments.ts'
import { type HeaderRules, planHeader, type SheetPlan } from './header.ts'
import { readPopulation } from './population.ts'
import type { BrokenRow } from './read-csv.ts'
import { type ReaderContext, RowReader } from './row-reader.ts'
import type { RepeatedWarning } from './warnings.ts'

/** So many things wrong that it is another file than it is taken for; it also bounds what the receiver must hold. */
const MOST_PROBLEMS = 200_000

export type Tally = {
  /** Rows that passed. */
  readonly rows: number
  readonly refused: number
  /** All warnings, told of or only counted. */
  readonly warnings: number
  readonly emptyRows: number
  readonly unknownColumns: readonly string[]
  readonly repeated: readonly RepeatedWarning[]
}

export type TranslateRules = HeaderRules & Omit<ReaderContext, 'plan'> & { readonly content: 'csv' | 'xlsx' }

/** Rows of cells in, COPY lines and problems out. The first row that is not empty is the header. Throws `FileRefused`. */
export class Translator {
  /** COPY lines not yet taken. */
  #lines = ''
  #plan: SheetPlan | null = null
  #reader: RowReader | null = null
  #readRow: (reader: RowReader) => string | null
  #count = { rows: 0, refused: 0, emptyRows: 0, problems: 0 }
  readonly #rules: TranslateRules

  constructor(rules: TranslateRules) {
    this.#rules = rules
    this.#readRow = rowWriter(rules)
  }

  /** Cells of the header, once it is read. */
  get width(): number | null {
    return this.#plan?.width ?? null
  }

  get seen(): number {
    return this.#count.rows + this.#count.refused
  }

  accept(row: number, cells: readonly string[], broken: BrokenRow | null): void {
    if (!broken && isEmpty(cells)) this.#count.emptyRows++
    else if (!this.#reader || !this.#plan) this.#begin(cells)
    else this.#read(this.#reader, { row, cells, broken, plan: this.#plan })
  }

  /** The lines and problems since the last time. */
  take(): { lines: string; problems: RowProblem[] } {
    const lines = this.#lines
    this.#lines = ''
    const problems = this.#reader?.takeProblems() ?? []
    this.#count.problems += problems.length
    return { lines, problems }
  }

  /** Throws when there are too many problems; asked between pieces, after they are handed on. */
  checkProblems(): void {
    if (this.#count.problems > MOST_PROBLEMS) throw refuseFile('too_many_errors')
  }

  end(): Tally {
    if (!this.#plan) throw refuseFile('empty')
    if (this.seen === 0) throw refuseFile('no_rows')
    const { rows, refused, emptyRows } = this.#count
    const warnings = this.#reader?.warnings
    const repeated = warnings?.repeated() ?? []
    return {
      rows,
      refused,
      warnings: warnings?.total ?? 0,
      emptyRows,
      unknownColumns: this.#plan.unknownColumns,
      repeated,
    }
  }

  #begin(cells: readonly string[]): void {
    this.#plan = planHeader(cells, this.#rules)
    this.#reader = new RowReader({ plan: this.#plan, today: this.#rules.today, reference: this.#rules.reference })
  }

  #read(
    reader: RowReader,
    what: { row: number; cells: readonly string[]; broken: BrokenRow | null; plan: SheetPlan },
  ): void {
    reader.start(what.row, what.cells)
    if (this.#isWhole(reader, what)) {
      const line = this.#readRow(reader)
      if (line !== null) {
        this.#lines += line
        this.#count.rows++
        return
      }
    }
    this.#count.refused++
  }

  /** False for a row whose cells are not where the header says. */
  #isWhole(reader: RowReader, what: { cells: readonly string[]; broken: BrokenRow | null; plan: SheetPlan }): boolean {
    const { cells, broken, plan } = what
    if (broken) this.#refuseBroken(reader, broken, cells)
    else if (this.#rules.content === 'csv' && cells.length !== plan.width) this.#checkWidth(reader, cells, plan.width)
    return !reader.refused
  }

  #refuseBroken(reader: RowReader, broken: BrokenRow, cells: readonly string[]): void {
    reader.recognise()
    reader.refuse('', broken, cells[0] ?? '')
  }

  #checkWidth(reader: RowReader, cells: readonly string[], width: number): void {
    const slipped = cells.slice(width).find((cell) => cell.trim() !== '')
    reader.recognise()
    if (slipped !== undefined) reader.refuse('', 'too_many_cells', slipped)
    else if (cells.length === 1 && width > 2) {
      if (this.seen === 0 && /[;,\t].*[;,\t]/.test(cells[0] ?? '')) throw refuseFile('separator_differs')
      reader.refuse('', 'one_cell', cells[0] ?? '')
    } else if (cells.length < width) reader.warnShared('', 'short_row')
  }
}

function rowWriter({ kind }: TranslateRules): (reader: RowReader) => string | null {
  switch (kind) {
    case 'population':
      return writing(readPopulation, copyWriter(kind))
    case 'enrolments':
      return writing(readEnrolment, copyWriter(kind))
    case 'completions':
      return writing(readCompletion, copyWriter(kind))
  }
}

function writing<Row>(read: (reader: RowReader) => Row | null, write: (row: Row) => string) {
  return (reader: RowReader): string | null => {
    const row = read(reader)
    return row === null ? null : write(row)
  }
}

function isEmpty(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false
  return true
}
