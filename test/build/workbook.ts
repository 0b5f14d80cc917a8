import { readFileSync } from 'node:fs'
import { readWorkbook } from '../../src/integrations/sheets/workbook.ts'
import type { Sheets } from '../../src/support/forms/xlsform-model.ts'

const folder = new URL('../../data/xlsform/', import.meta.url)

export const xlsform = (name: string) => readFileSync(new URL(name, folder))

/** The sheets of one of XLSForm's own test forms, read as a file that somebody brings in. */
export async function sheetsOf(name: string): Promise<Sheets> {
  const book = await readWorkbook(xlsform(name), ['survey', 'choices', 'settings'])
  if (!book.ok) throw new Error(book.code)
  return book.sheets
}

/** The same out of rows typed in a test; each begins with its header. */
export const asSheets = (sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Sheets =>
  Object.fromEntries(
    Object.entries(sheets).map(([name, rows]) => [name, rows.map((cells, index) => ({ row: index + 1, cells }))]),
  )
