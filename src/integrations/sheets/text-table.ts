import { isUtf8 } from 'node:buffer'
import { contentOf, HEAD_SIZE } from './detect.ts'
import { CsvRows } from './read-csv.ts'

/** A row of text; `broken`: a quote that never ends, or a row longer than a row can be. */
export type TableRow = { readonly row: number; readonly cells: readonly string[]; readonly broken: boolean }

/** A table as it stands in the file, or why it is none. */
export type Table =
  | { readonly ok: true; readonly header: readonly string[]; readonly rows: readonly TableRow[] }
  | { readonly ok: false; readonly code: 'file_empty' | 'file_not_csv' | 'file_encoding' | 'file_too_heavy' }

const SEPARATORS = [';', '\t', ',']
const MOST_ROWS = 20_000
/** A small table of text. The separator is the one under which the header has most cells. */
export function textTable(file: Buffer): Table {
  const found = contentOf(file.subarray(0, HEAD_SIZE), 'x.csv')
  if (!found.ok) {
    if (found.defect.code === 'empty') return { ok: false, code: 'file_empty' }
    return { ok: false, code: found.defect.code === 'utf16' ? 'file_encoding' : 'file_not_csv' }
  }
  const text = new TextDecoder(isUtf8(file) ? 'utf-8' : 'windows-1252').decode(file).replace(/^sep=.\r?\n/i, '')
  const [widest = []] = SEPARATORS.map((separator) => rowsOf(text, separator)).sort(
    (a, b) => (b[0]?.cells.length ?? 0) - (a[0]?.cells.length ?? 0),
  )
  const [header, ...rows] = widest
  if (!header) return { ok: false, code: 'file_empty' }
  if (rows.length > MOST_ROWS) return { ok: false, code: 'file_too_heavy' }
  return { ok: true, header: header.cells.map((cell) => cell.trim()), rows }
}

function rowsOf(text: string, separator: string): readonly TableRow[] {
  const rows: TableRow[] = []
  const reader = new CsvRows(separator, (row, cells, broken) => {
    if (broken === null && cells.every((cell) => cell.trim() === '')) return
    if (rows.length <= MOST_ROWS + 1) rows.push({ row, cells, broken: broken !== null })
  })
  reader.push(text)
  reader.end()
  return rows
}
