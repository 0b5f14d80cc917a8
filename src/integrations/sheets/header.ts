import type { SheetKind } from '../rows.ts'
import { type ColumnName, fold, type Mapping, REQUIRED_COLUMNS, SHEET_COLUMNS } from './columns.ts'
import { FileRefused } from './defects.ts'

/** Where each of our columns stands in a file, and what its codes are to be read as. */
export type SheetPlan = {
  readonly kind: SheetKind
  /** Number of header cells: a row with more, not empty, has slipped. */
  readonly width: number
  /** Index of the column in the row; a column that is not in the file is absent. */
  readonly places: ReadonlyMap<ColumnName, number>
  readonly codes: ReadonlyMap<ColumnName, ReadonlyMap<string, string>>
  /** Headers of the file that are not ours: reported, never an error. */
  readonly unknownColumns: readonly string[]
}

export type HeaderRules = { readonly kind: SheetKind; readonly mapping: Mapping }

/** Reads a header row. Throws `FileRefused` when a column stands twice or one that must be there is missing. */
export function planHeader(header: readonly string[], rules: HeaderRules): SheetPlan {
  const places = new Map<ColumnName, number>()
  const twice: string[] = []
  const unknownColumns: string[] = []
  const matches = matchHeader(header, rules)
  header.forEach((name, index) => {
    const column = matches[index]
    if (column === undefined) {
      if (name.trim() !== '') unknownColumns.push(name.trim().slice(0, 100))
    } else if (places.has(column)) twice.push(column)
    else places.set(column, index)
  })
  if (places.size === 0 && !looksLikeAnother(header, rules)) throw new FileRefused({ code: 'header_missing' })
  if (twice.length > 0) throw new FileRefused({ code: 'header_duplicate', columns: [...new Set(twice)] })
  const missing = REQUIRED_COLUMNS[rules.kind].filter((column) => !places.has(column))
  if (missing.length > 0) throw missingColumns(header, rules, missing)
  return { kind: rules.kind, width: header.length, places, codes: foldedCodes(rules.mapping), unknownColumns }
}

/** How many cells of a would-be header are ours: the way to tell which separator a file uses. */
export function knownHeaders(header: readonly string[], rules: HeaderRules): number {
  return matchHeader(header, rules).filter((column) => column !== undefined).length
}

/** The mapping goes first: a header of our own name gives way to the one that a person has mapped to that column. */
function matchHeader(header: readonly string[], { kind, mapping }: HeaderRules): (ColumnName | undefined)[] {
  const own = new Map(SHEET_COLUMNS[kind].map((column) => [fold(column), column]))
  const mapped = new Map<string, ColumnName>()
  for (const [name, column] of Object.entries(mapping.columns)) {
    if (SHEET_COLUMNS[kind].includes(column)) mapped.set(fold(name), column)
  }
  const folded = header.map(fold)
  const taken = new Set(folded.map((name) => mapped.get(name)).filter((column) => column !== undefined))
  return folded.map((name) => {
    const column = mapped.get(name)
    if (column !== undefined) return column
    const ours = own.get(name)
    return ours !== undefined && !taken.has(ours) ? ours : undefined
  })
}

function missingColumns(header: readonly string[], rules: HeaderRules, missing: readonly ColumnName[]): FileRefused {
  const other = looksLikeAnother(header, rules)
  return new FileRefused(
    other ? { code: 'wrong_sheet', looksLike: other } : { code: 'column_missing', columns: missing },
  )
}

function looksLikeAnother(header: readonly string[], rules: HeaderRules): SheetKind | null {
  const folded = new Set(header.map(fold))
  const others = (['population', 'enrolments', 'completions'] as const).filter((kind) => kind !== rules.kind)
  return others.find((kind) => REQUIRED_COLUMNS[kind].every((column) => folded.has(fold(column)))) ?? null
}

function foldedCodes(mapping: Mapping): SheetPlan['codes'] {
  const codes = new Map<ColumnName, ReadonlyMap<string, string>>()
  for (const column of Object.keys(mapping.codes) as ColumnName[]) {
    const pairs = Object.entries(mapping.codes[column] ?? {})
    codes.set(column, new Map(pairs.map(([theirs, ours]) => [fold(theirs), ours])))
  }
  return codes
}
