import type { OnRow } from './read-csv.ts'
import { type CellFormat, serialDay } from './xlsx-styles.ts'
import { attribute, type XmlHandlers } from './xml.ts'

/** Columns beyond this are not ours and are passed over: a cell in the sheet's far corner costs nothing. */
const MOST_COLUMNS = 512
const LAST_ROW = 1_048_576

/** Collects `sharedStrings.xml`: the texts that cells point to. Phonetic guides (`rPh`) are not part of the text. */
export function sharedStrings(strings: string[]): XmlHandlers {
  let text = ''
  let inText = false
  let aside = false
  return {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') aside = true
      else if (name === 't') inText = !aside
    },
    close(name) {
      if (name === 'si') strings.push(excelText(text))
      else if (name === 'rPh') aside = false
      else if (name === 't') inText = false
    },
    text(piece) {
      if (inText) text += piece
    },
  }
}

export type SheetContext = {
  readonly strings: readonly string[]
  readonly formats: readonly CellFormat[]
  readonly from1904: boolean
}

/** The cells of a sheet's XML, gathered to rows. */
export class SheetRows implements XmlHandlers {
  readonly #context: SheetContext
  readonly #onRow: OnRow
  #cells: string[] = []
  #row = 0
  #column = 0
  #inside: 'value' | 'formula' | 'inline' | null = null
  #cell = { type: '', style: '', value: '', formula: '', hasFormula: false }

  constructor(context: SheetContext, onRow: OnRow) {
    this.#context = context
    this.#onRow = onRow
  }

  open(name: string, attributes: string): void {
    if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') this.#inside = 'value'
    else if (name === 't') this.#inside = 'inline'
    else if (name === 'f') {
      this.#inside = 'formula'
      this.#cell.hasFormula = true
    } else if (name === 'row') {
      const said = Number(attribute(attributes, 'r'))
      this.#row = said > this.#row && said <= LAST_ROW ? said : this.#row + 1
      this.#cells = []
      this.#column = 0
    }
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#onRow(this.#row, this.#cells, null)
    else if (name === 'v' || name === 't' || name === 'f') this.#inside = null
  }

  text(piece: string): void {
    if (this.#inside === 'formula') this.#cell.formula += piece
    else if (this.#inside !== null) this.#cell.value += piece
  }

  #openCell(attributes: string): void {
    const place = columnOf(attribute(attributes, 'r'))
    if (place !== null) this.#column = place
    const cell = this.#cell
    cell.type = attribute(attributes, 't')
    cell.style = attribute(attributes, 's')
    cell.value = ''
    cell.formula = ''
    cell.hasFormula = false
  }

  #closeCell(): void {
    if (this.#column < MOST_COLUMNS) {
      while (this.#cells.length < this.#column) this.#cells.push('')
      this.#cells[this.#column] = this.#cellText()
    }
    this.#column++
  }

  #cellText(): string {
    const { type, style, value, formula, hasFormula } = this.#cell
    if (hasFormula) return `=${formula || '…'}`
    if (type === 's') return this.#context.strings[Number(value)] ?? ''
    if (type === 'inlineStr' || type === 'str') return excelText(value)
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (type === 'd') return value.slice(0, 10)
    return type === 'e' || value === '' ? value : numberText(value, this.#context, this.#context.formats[Number(style)])
  }
}

function numberText(value: string, { from1904 }: SheetContext, format: CellFormat | undefined): string {
  const number = Number(value)
  if (Number.isNaN(number)) return value
  if (format?.isDay) return serialDay(number, from1904)
  const text = Number.isSafeInteger(number) ? String(number) : value
  return format && format.zeros > text.length && number >= 0 ? text.padStart(format.zeros, '0') : text
}

/** `AB12` is 27; null when nothing is said. */
function columnOf(reference: string): number | null {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at)
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column === 0 ? null : column - 1
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
function excelText(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([\dA-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
}
