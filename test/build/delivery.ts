import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type ImportResult, importFile, type SheetImport } from '../../src/integrations/deliveries/import.ts'
import type { SheetKind } from '../../src/integrations/rows.ts'
import { raw, type Sql, sql } from '../../src/kernel/sql.ts'
import type { TestBed, TestDomain } from './domain.ts'

const COLUMNS = {
  population:
    'personnummer;förnamn;efternamn;kön;gatuadress;postnummer;postort;kommunkod;folkbokförd_från;folkbokförd_till;status;skydd;skolplikt_fullgjord;första_folkbokföring_i_landet',
  enrolments: 'personnummer;skolenhetskod;skolenhet;huvudman;skolform;studievägskod;startdatum;slutdatum;avbrott;källa',
  completions: 'personnummer;typ;datum;skolenhetskod;källa',
} as const satisfies Record<SheetKind, string>

type Cells = Readonly<Record<string, string>>

/** What a test says to a domain in files, and what it then finds there. */
export type Deliveries = {
  /** Imports rows of cells under our own headers; a row may also be a line as it stands. */
  deliver(sheet: SheetKind, rows: readonly (Cells | string)[], how?: Partial<SheetImport>): Promise<ImportResult>
  /** Rows of a query as text, one line each, cells parted by a space. */
  rows(query: Sql): Promise<string[]>
  /** Current versions of a table, of a person known by number. */
  current(table: string, columns: string, number?: string): Promise<string[]>
  readonly machine: TestDomain['machine']
  close(): void
}

export function deliveriesTo(bed: TestBed, domain: TestDomain): Deliveries {
  const folder = mkdtempSync(join(tmpdir(), 'sedd-delivery-'))
  let files = 0
  const rows = async (query: Sql) => {
    const found = await bed.jobs.read(domain.machine, (tx) => tx.all(z.record(z.string(), z.unknown()), query))
    return found.map((row) =>
      Object.values(row)
        .map((cell) => (cell === null ? '–' : String(cell)))
        .join(' '),
    )
  }
  return {
    machine: domain.machine,
    deliver(sheet, given, how = {}) {
      files += 1
      const path = join(folder, `${files}.csv`)
      writeFileSync(path, fileOf(sheet, given))
      return importFile(bed.jobs, domain.machine, { path, name: `${sheet}.csv`, sheet, ...how })
    },
    rows,
    current(table, columns, number) {
      const of =
        number === undefined
          ? sql`true`
          : sql`v.person_id in (select person_id from person_identifier where number = ${number})`
      return rows(sql`select ${raw(columns)} from ${raw(table)} v where v.known_until is null and ${of} order by v.id`)
    },
    close: () => rmSync(folder, { recursive: true }),
  }
}

function fileOf(sheet: SheetKind, rows: readonly (Cells | string)[]): string {
  const columns = COLUMNS[sheet].split(';')
  const lines = rows.map((row) =>
    typeof row === 'string' ? row : columns.map((column) => row[column] ?? '').join(';'),
  )
  return [COLUMNS[sheet], ...lines, ''].join('\n')
}
