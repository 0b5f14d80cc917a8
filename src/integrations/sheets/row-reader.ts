import type { PlainDate } from '../../kernel/date.ts'
import { type NumberFault, parseNumber } from '../../people/identity.ts'
import type { Protection, Sex } from '../../people/model.ts'
import type { RowPerson, RowProblem } from '../rows.ts'
import { cellFault, GARBLED, PLAIN, plain, shown } from './cell-text.ts'
import { type CodeTable, PROTECTION } from './codes.ts'
import { type ColumnName, fold } from './columns.ts'
import { type DayReading, dayReader, isOpenEnd } from './days.ts'
import type { SheetPlan } from './header.ts'
import type { Reference } from './reference.ts'
import type { RowCode } from './text.ts'
import { Warnings } from './warnings.ts'

export type ReaderContext = { readonly plan: SheetPlan; readonly today: PlainDate; readonly reference: Reference }

type NumberOf = RowPerson & { readonly sex: Sex }

/** One row after the other, cell by cell, with everything that is wrong in it gathered: a row is read to its end, errors or not. */
export class RowReader {
  readonly today: PlainDate
  readonly reference: Reference
  readonly warnings = new Warnings()
  problems: RowProblem[] = []
  refused = false
  row = 0
  /** The number of the row's person, once it has been read. */
  #number: string | null = null
  readonly #plan: SheetPlan
  readonly #day: (text: string) => DayReading
  readonly #folded = new Map<string, string>()
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
    this.#number = null
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
  code<Value>(
    column: ColumnName,
    table: CodeTable<Value>,
    { others = [], unknown = 'unknown_code' }: { others?: readonly CodeTable<unknown>[]; unknown?: RowCode } = {},
  ): Value | null {
    const value = this.value(column)
    if (value === '') return null
    const folded = this.#fold(this.mapped(column, value))
    const meaning = table.get(folded)
    if (meaning !== undefined) return meaning
    this.refuse(column, others.some((other) => other.has(folded)) ? 'columns_swapped' : unknown)
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
    this.#number = number
    return { number, numberKind: kind, birthDate, latestBirthDate, sex }
  }

  /** Notes whom a row that cannot be read speaks of, if that much can be seen. */
  recognise(): void {
    const reading = parseNumber(this.#raw('personnummer'), this.today)
    if (reading.ok) this.#number = reading.number
  }

  /** Tells of a day before the person was born: odd, but nothing follows from it that age does not already decide. */
  checkBirth(column: ColumnName, day: PlainDate | null, person: RowPerson | null): void {
    if (day && person?.birthDate && day < person.birthDate) this.warn(column, 'before_birth')
  }

  refuse(column: ColumnName | '', code: RowCode, value: string = this.#raw(column)): void {
    this.refused = true
    this.#tell(column, code, { value, severity: 'refused' })
  }

  warn(column: ColumnName | '', code: RowCode): void {
    const value = this.#raw(column)
    if (this.warnings.count(column, code, null)) this.#tell(column, code, { value, severity: 'warning' })
  }

  /** A warning about the value rather than the row: told for the first rows that hold it, then counted. */
  warnShared(column: ColumnName | '', code: RowCode): void {
    const value = this.#raw(column)
    if (this.warnings.count(column, code, value)) this.#tell(column, code, { value, severity: 'warning' })
  }

  /** The problems since the last time. */
  takeProblems(): RowProblem[] {
    const taken = this.problems
    this.problems = []
    return taken
  }

  #plain(column: ColumnName, value: string): string {
    const text = plain(value)
    // What stood behind an invisible mark may be a formula once the mark is gone.
    const fault = cellFault(text)
    if (fault) this.refuse(column, fault)
    else if (GARBLED.test(text)) this.warn(column, 'garbled')
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

  /** A mark of protection on the row: in its own column or, where the cells have slipped, in any other. The stronger counts. */
  #mark(): { protection?: Exclude<Protection, 'none'> } {
    if (!this.has('skydd')) return {}
    const own = PROTECTION.get(this.folded('skydd'))
    const found = [own, ...this.#cells.map((cell) => PROTECTION.get(this.#fold(cell.trim())))]
    if (found.includes('protected_registration')) return { protection: 'protected_registration' }
    return found.includes('confidentiality_marking') ? { protection: 'confidentiality_marking' } : {}
  }

  #tell(column: string, code: RowCode, what: { value: string; severity: RowProblem['severity'] }): void {
    const refused = what.severity === 'refused' && this.#number !== null
    const spoken = refused ? { number: this.#number, ...this.#mark() } : {}
    this.problems.push({ row: this.row, column, value: shown(what.value), code, severity: what.severity, ...spoken })
  }
}
