import type { PlainDate } from '../../kernel/date.ts'
import { type NumberFault, parseNumber } from '../../people/identity.ts'
import type { Sex } from '../../people/model.ts'
import type { RowPerson, RowProblem } from '../rows.ts'
import type { CodeTable } from './codes.ts'
import { type ColumnName, fold } from './columns.ts'
import { type DayReading, dayReader, isOpenEnd } from './days.ts'
import type { SheetPlan } from './header.ts'
import type { Reference } from './reference.ts'
import type { RowCode } from './text.ts'

/** A warning about a value that many rows share is told for this many rows, then only counted. */
const TOLD_ROWS = 100
const SHOWN_LENGTH = 100

/** How often a shared warning came, when it came oftener than it was told. */
export type RepeatedWarning = {
  readonly column: string
  readonly value: string
  readonly code: string
  readonly count: number
}

export type ReaderContext = { readonly plan: SheetPlan; readonly today: PlainDate; readonly reference: Reference }

type NumberOf = RowPerson & { readonly sex: Sex }

/** One row after the other, cell by cell, with everything that is wrong in it gathered: a row is read to its end, errors or not. */
export class RowReader {
  readonly today: PlainDate
  readonly reference: Reference
  problems: RowProblem[] = []
  refused = false
  row = 0
  readonly #plan: SheetPlan
  readonly #day: (text: string) => DayReading
  readonly #folded = new Map<string, string>()
  readonly #warned = new Map<string, RepeatedWarning>()
  #cells: readonly string[] = []

  constructor(context: ReaderContext) {
    this.today = context.today
    this.reference = context.reference
    this.#plan = context.plan
    this.#day = dayReader(context.today)
  }

  /** Begins a row. */
  start(row: number, cells: readonly string[]): void {
    this.row = row
    this.#cells = cells
    this.refused = false
  }

  has(column: ColumnName): boolean {
    return this.#plan.places.has(column)
  }

  isBlank(column: ColumnName): boolean {
    return this.#raw(column) === ''
  }

  /** No end is said: the cell is empty or holds the day that suppliers write for it. */
  isOpen(column: ColumnName): boolean {
    return this.isBlank(column) || isOpenEnd(this.#raw(column))
  }

  /** The code as it is compared: mapped and folded. */
  folded(column: ColumnName): string {
    return this.#fold(this.mapped(column, this.#raw(column)))
  }

  /** The cell without surrounding space; empty when it cannot be used (and then it is told why). */
  value(column: ColumnName): string {
    const place = this.#plan.places.get(column)
    const cell = place === undefined ? undefined : this.#cells[place]
    if (cell === undefined || cell === '') return ''
    const text = cell.trim()
    const fault = PLAIN.test(text) ? null : cellFault(text)
    if (fault === null) return text
    this.refuse(column, fault)
    return ''
  }

  /** Free text with its spaces made plain, at most `longest` characters. */
  text(column: ColumnName, longest = 200): string | null {
    const value = this.value(column)
    if (value === '') return null
    const text = PLAIN.test(value) ? value : this.#plain(column, value)
    if (text.length <= longest) return text === '' ? null : text
    this.refuse(column, 'too_long')
    return null
  }

  day(column: ColumnName): PlainDate | null {
    const reading = this.#reading(column)
    return reading?.ok ? reading.day : null
  }

  /** The day after a last day: files count both ends, we store half-open ranges (decision 1). */
  dayAfter(column: ColumnName): PlainDate | null {
    if (isOpenEnd(this.#raw(column))) {
      this.warnShared(column, 'open_end')
      return null
    }
    const reading = this.#reading(column)
    return reading?.ok ? reading.next : null
  }

  /** What a code means, after the supplier's mapping; null when empty or unknown. `others`: tables of its neighbours. */
  code<Value>(column: ColumnName, table: CodeTable<Value>, others: readonly CodeTable<unknown>[] = []): Value | null {
    const value = this.value(column)
    if (value === '') return null
    const folded = this.#fold(this.mapped(column, value))
    const meaning = table.get(folded)
    if (meaning !== undefined) return meaning
    this.refuse(column, others.some((other) => other.has(folded)) ? 'columns_swapped' : 'unknown_code')
    return null
  }

  /** A value after the supplier's mapping of codes. */
  mapped(column: ColumnName, value: string): string {
    return this.#plan.codes.get(column)?.get(this.#fold(value)) ?? value
  }

  /** Whom the row is about; null when the number cannot be used. */
  person(): NumberOf | null {
    const before = this.problems.length
    const text = this.value('personnummer')
    if (text === '') {
      if (this.problems.length === before) this.refuse('personnummer', 'number_missing')
      return null
    }
    const reading = parseNumber(text, this.today)
    if (!reading.ok) {
      this.refuse('personnummer', this.#numberCode(text, reading.reason))
      return null
    }
    const { number, kind, birthDate, latestBirthDate, sex } = reading
    return { number, numberKind: kind, birthDate, latestBirthDate, sex }
  }

  /** Refuses the row if a day lies before the person was born. */
  notBeforeBirth(column: ColumnName, day: PlainDate | null, person: RowPerson | null): void {
    if (day && person?.birthDate && day < person.birthDate) this.refuse(column, 'before_birth')
  }

  refuse(column: ColumnName | '', code: RowCode, value: string = this.#raw(column)): void {
    this.refused = true
    this.#tell(column, code, { value, severity: 'refused' })
  }

  warn(column: ColumnName | '', code: RowCode): void {
    this.#tell(column, code, { value: this.#raw(column), severity: 'warning' })
  }

  /** A warning about the value rather than the row: told for the first rows that hold it, then counted. */
  warnShared(column: ColumnName | '', code: RowCode): void {
    const value = this.#raw(column)
    const key = `${code} ${value}`
    const count = (this.#warned.get(key)?.count ?? 0) + 1
    if (count <= TOLD_ROWS) this.warn(column, code)
    if (count > 1 || this.#warned.size < 50_000) this.#warned.set(key, { column, value: shown(value), code, count })
  }

  repeated(): RepeatedWarning[] {
    return [...this.#warned.values()].filter((warning) => warning.count > TOLD_ROWS)
  }

  /** The problems since the last time. */
  takeProblems(): RowProblem[] {
    const taken = this.problems
    this.problems = []
    return taken
  }

  #plain(column: ColumnName, value: string): string {
    const text = plain(value)
    if (GARBLED.test(text)) this.warn(column, 'garbled')
    return text
  }

  /** Codes are few and come again and again. */
  #fold(code: string): string {
    const known = this.#folded.get(code)
    if (known !== undefined) return known
    if (this.#folded.size > 5_000) this.#folded.clear()
    const folded = fold(code)
    this.#folded.set(code, folded)
    return folded
  }

  #reading(column: ColumnName): DayReading | null {
    const value = this.value(column)
    if (value === '') return null
    const reading = this.#day(value)
    if (!reading.ok) this.refuse(column, reading.code)
    return reading
  }

  #numberCode(text: string, reason: NumberFault): RowCode {
    if (reason !== 'format') return `number_${reason}`
    if (/^\d[.,]?\d*E\+?\d+$/i.test(text)) return 'number_scientific'
    const elsewhere = this.#cells.some((cell) => cell.length >= 10 && parseNumber(cell, this.today).ok)
    return elsewhere ? 'columns_swapped' : 'number_format'
  }

  #raw(column: ColumnName | ''): string {
    const place = column === '' ? undefined : this.#plan.places.get(column)
    return place === undefined ? '' : (this.#cells[place] ?? '').trim()
  }

  #tell(column: string, code: RowCode, what: { value: string; severity: RowProblem['severity'] }): void {
    this.problems.push({ row: this.row, column, value: shown(what.value), code, severity: what.severity })
  }
}

/** Nearly every cell: a letter or digit, then Western letters with single spaces between. Nothing can be wrong in it as text. */
const PLAIN = /^[0-9A-Za-zÅÄÖåäö](?: ?[!-~À-ÂÄ-ÿ])*$/
/** A replacement character, or UTF-8 that was once read as something else. */
const GARBLED = /\ufffd|Ã[\u0080-\u00bf]|Ã…|Ã„|Ã–/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be refused
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/
const SHEET_ERROR =
  /^#(REF|N\/A|VALUE|NAME|DIV\/0|NULL|NUM|SAKNAS|VÄRDEFEL|NAMN|DIVISION\/0|REFERENS|OGILTIGT|SKÄRNING|SPILL|#+)[!?]?$/

/** What makes a cell unusable whatever column it stands in. A lone dash or plus is text. */
function cellFault(text: string): RowCode | null {
  const first = text.charCodeAt(0)
  if ((first === 61 || first === 43 || first === 45 || first === 64) && text.length > 1) return 'formula'
  if (first === 35 && SHEET_ERROR.test(text)) return 'cell_error'
  return CONTROL.test(text) ? 'control_character' : null
}

/** Composed letters, single spaces, and none of the invisible marks that turn or split text. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function shown(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: shown as marks that can be seen and stored
  const visible = value.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f]/g, '\u2423')
  return visible.length > SHOWN_LENGTH ? `${visible.slice(0, SHOWN_LENGTH - 1)}…` : visible
}
