import { csvText } from '../kernel/csv.ts'
import type { ExportRow } from './export-store.ts'

/** The columns of the register as a file (decision 4): stable, other programs read them. */
export const EXPORT_COLUMNS = [
  'personnummer',
  'förnamn',
  'efternamn',
  'kön',
  'kommunkod',
  'i_register_sedan',
  'orsak',
  'sysselsättning',
  'sysselsättning_källa',
  'bäst_före',
  'ägare',
] as const

export type ExportWith = { readonly municipality: string; readonly signInName: (accountId: string) => string }

/** One row in the order of the columns. An occupation nobody has recorded is OKÄND. */
export function exportCells(row: ExportRow, { municipality, signInName }: ExportWith): (string | null)[] {
  return [
    row.number,
    row.givenName,
    row.familyName,
    row.sex === null ? null : row.sex === 'female' ? 'K' : 'M',
    municipality,
    row.since,
    row.reason,
    row.occupation ?? 'OKÄND',
    row.occupationSource,
    row.bestBeforeOn,
    row.ownerId === null ? null : signInName(row.ownerId),
  ]
}

export function exportCsv(cells: readonly (readonly (string | null)[])[]): string {
  return csvText(EXPORT_COLUMNS, cells)
}

export function exportObjects(cells: readonly (readonly (string | null)[])[]): Record<string, string | null>[] {
  return cells.map((row) => Object.fromEntries(EXPORT_COLUMNS.map((column, index) => [column, row[index] ?? null])))
}
