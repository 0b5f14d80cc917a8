import { FileRefused } from './defects.ts'
import { readSheets } from './read-xlsx.ts'
import type { WorkbookRow } from './workbook.ts'

/**
 * The program that reads some sheets of a small workbook, in a process of its own. Standard input: the file, open. Words: its size, and what the
 * sheets are called. Standard output: the sheets as JSON.
 */
const LIMITS = { mostUnpacked: 40_000_000, highestRatio: 200 }
const MOST = { rows: 5_000, cells: 512, letters: 5_000 }

const [size = '0', ...names] = process.argv.slice(2)
const sheets: Record<string, WorkbookRow[]> = {}

const gather = (sheet: string) => {
  const rows: WorkbookRow[] = []
  sheets[sheet] = rows
  return (row: number, cells: readonly string[]) => {
    if (rows.length >= MOST.rows || cells.length > MOST.cells) throw new FileRefused({ code: 'too_large' })
    rows.push({ row, cells: cells.map((cell) => cell.slice(0, MOST.letters)) })
  }
}

try {
  await readSheets({ fd: 0, size: Number(size), limits: LIMITS }, names, gather)
  process.stdout.write(JSON.stringify({ ok: true, sheets }))
} catch (error) {
  if (!(error instanceof FileRefused)) throw error
  process.stdout.write(JSON.stringify({ ok: false, code: 'file_unreadable' }))
}
