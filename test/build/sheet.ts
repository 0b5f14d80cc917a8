import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import type { RowProblem, SheetKind } from '../../src/integrations/rows.ts'
import { type Mapping, NO_MAPPING } from '../../src/integrations/sheets/columns.ts'
import { COPY_COLUMNS } from '../../src/integrations/sheets/copy.ts'
import { readSheet, type SheetResult } from '../../src/integrations/sheets/read-sheet.ts'
import { day } from '../../src/kernel/date.ts'

/** What came out of a sheet: each good row by its COPY columns, NULL as null. */
export type ReadSheet = {
  readonly result: SheetResult
  readonly rows: readonly Readonly<Record<string, string | null>>[]
  readonly problems: readonly RowProblem[]
}

type SheetTraits = { readonly name?: string; readonly mapping?: Mapping; readonly schoolUnits?: readonly string[] }

/** Writes a file and reads it as one of the three sheets, today being 22 November 2025. */
export async function reading(kind: SheetKind, content: string | Buffer, traits: SheetTraits = {}): Promise<ReadSheet> {
  const folder = mkdtempSync(join(tmpdir(), 'sedd-sheet-'))
  const path = join(folder, 'sheet')
  writeFileSync(path, content)
  const fd = openSync(path, 'r')
  try {
    return await readingFrom(fd, Buffer.byteLength(content), { kind, ...traits })
  } finally {
    closeSync(fd)
    rmSync(folder, { recursive: true })
  }
}

/** Reads an open file of that size. */
export async function readingFrom(
  fd: number,
  size: number,
  what: SheetTraits & { kind: SheetKind },
): Promise<ReadSheet> {
  const { kind, name = 'lista.csv', mapping = NO_MAPPING, schoolUnits = [] } = what
  let copied = ''
  const problems: RowProblem[] = []
  const job = { name, size, kind, mapping, today: day('2025-11-22'), schoolUnits }
  const result = await readSheet(fd, job, {
    lines: async (text) => {
      copied += text
    },
    problems: async (found) => {
      problems.push(...found)
    },
    progress: async () => {},
  })
  return {
    result,
    problems,
    rows: copied
      .split('\n')
      .slice(0, -1)
      .map((line) => byColumn(kind, line)),
  }
}

function byColumn(kind: SheetKind, line: string): Record<string, string | null> {
  const values = line.split('\t').map((value) => (value === '\\N' ? null : value.replaceAll('\\\\', '\\')))
  return Object.fromEntries(COPY_COLUMNS[kind].map((column, place) => [column, values[place] ?? null]))
}

export type ZipMember = { readonly name: string; readonly content: string | Buffer; readonly says?: number }

/** A zip file, as a workbook is one. `says`: a false unpacked size for its directory. */
export function aZip(members: readonly ZipMember[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, says } of members) {
    const packed = deflateRawSync(content)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(packed.length, 4)
    sizes.writeUInt32LE(says ?? Buffer.byteLength(content), 8)
    const head = Buffer.concat([
      Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]),
      sizes,
      Buffer.from([name.length, 0, 0, 0]),
    ])
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name)])
    const at = Buffer.alloc(14)
    at.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), head, at, Buffer.from(name)]))
    parts.push(local, packed)
    offset += local.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listed, end])
}

type WorkbookTraits = {
  readonly styles?: string
  readonly strings?: string
  readonly sheetName?: string
  readonly says?: number
}

/** A workbook of one sheet, from the XML of its rows. */
export function aWorkbook(rows: string, traits: WorkbookTraits = {}): Buffer {
  const { styles = '', strings = '', sheetName = 'Blad1', says } = traits
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const relations = [
    relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
    relation('rId2', 'styles', 'styles.xml'),
    relation('rId3', 'sharedStrings', '/xl/sharedStrings.xml'),
  ]
  const sheets = `<sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets>`
  const sheet = `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`
  return aZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'xl/workbook.xml', content: `<workbook xmlns:r="${office}">${sheets}</workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${relations.join('')}</Relationships>` },
    { name: 'xl/styles.xml', content: `<styleSheet>${styles}</styleSheet>` },
    { name: 'xl/sharedStrings.xml', content: `<sst>${strings}</sst>` },
    { name: 'xl/worksheets/sheet1.xml', content: sheet, ...(says === undefined ? {} : { says }) },
  ])
}
