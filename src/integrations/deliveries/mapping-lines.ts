import type { SheetKind } from '../rows.ts'
import { fold, type Mapping, SHEET_COLUMNS } from '../sheets/columns.ts'

/** What people write in the form of a mapping, line by line; null where a line cannot be read. */
export function mappingFrom(sheet: SheetKind, written: { columns: string; codes: string }): Mapping | null {
  const ours = new Map<string, string>(SHEET_COLUMNS[sheet].map((column) => [fold(column), column]))
  const columns: Record<string, string> = {}
  for (const line of linesOf(written.columns)) {
    const [theirs, column] = halves(line)
    const known = ours.get(fold(column))
    if (theirs === '' || known === undefined) return null
    columns[theirs] = known
  }
  const codes: Record<string, Record<string, string>> = {}
  for (const line of linesOf(written.codes)) {
    const [where, code] = halves(line)
    const colon = where.indexOf(':')
    const known = ours.get(fold(where.slice(0, Math.max(0, colon))))
    const theirs = where.slice(colon + 1).trim()
    if (colon < 1 || known === undefined || theirs === '' || code === '') return null
    codes[known] = { ...codes[known], [theirs]: code }
  }
  return { columns, codes } as Mapping
}

/** A mapping as its form shows it. */
export function linesFrom(mapping: Mapping): { columns: string; codes: string } {
  const columns = Object.entries(mapping.columns).map(([theirs, ours]) => `${theirs} = ${ours}`)
  const codes = Object.entries(mapping.codes).flatMap(([column, of]) =>
    Object.entries(of ?? {}).map(([theirs, ours]) => `${column}: ${theirs} = ${ours}`),
  )
  return { columns: columns.join('\n'), codes: codes.join('\n') }
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function halves(line: string): [string, string] {
  const at = line.lastIndexOf('=')
  return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
}
