import { fold } from './columns.ts'
import { refuseFile } from './defects.ts'
import type { OnRow } from './read-csv.ts'
import { type SheetContext, SheetRows, sharedStrings } from './xlsx-parts.ts'
import { type CellFormat, styleHandlers } from './xlsx-styles.ts'
import { attribute, type XmlHandlers, XmlReader } from './xml.ts'
import { unpack, type ZipEntry, type ZipLimits, zipEntries } from './zip.ts'

/**
 * Excel workbooks (ECMA-376), read as they are unpacked: one sheet, cell by cell, as text. A formula comes as its text with `=`
 * before it, so that it can be refused whatever value was last computed; a day as YYYY-MM-DD.
 */
export type XlsxSource = {
  readonly fd: number
  readonly size: number
  readonly limits: ZipLimits
  /** The name a sheet should have to go before the first one that is shown. */
  readonly sheet: string
}

/** Told now and then, between rows, with the bytes unpacked so far and how many there are in all. */
export type OnPiece = (done: number, total: number) => Promise<void>

/** Reads the rows of one sheet. Throws `FileRefused` for a workbook that is damaged or a bomb. */
export async function readXlsx(source: XlsxSource, onRow: OnRow, onPiece: OnPiece): Promise<void> {
  const opened = await openSheets(source)
  const { book, workbook, targets } = opened
  const sheet =
    workbook.sheets.find(({ name }) => fold(name) === source.sheet) ?? workbook.sheets.find(({ shown }) => shown)
  const target = sheet && targets.get(sheet.relation)
  const entry = target && book.entries.get(target.path)
  if (!entry) throw refuseFile('xlsx_damaged')
  const rows = new SheetRows(await contextOf(opened), onRow)
  let done = 0
  await readPart(book, entry, rows, async (bytes) => {
    done += bytes
    await onPiece(done, entry.unpacked)
  })
}

/** Reads the sheets that have one of these names, each by its name; those that are not there are not among them. */
export async function readSheets(
  source: Omit<XlsxSource, 'sheet'>,
  names: readonly string[],
  onRow: (sheet: string) => OnRow,
): Promise<void> {
  const opened = await openSheets({ ...source, sheet: '' })
  const { book, workbook, targets } = opened
  const context = await contextOf(opened)
  for (const { name, relation } of workbook.sheets) {
    const wanted = names.find((each) => fold(each) === fold(name))
    const entry = book.entries.get(targets.get(relation)?.path ?? '')
    if (wanted !== undefined && entry) await readPart(book, entry, new SheetRows(context, onRow(wanted)))
  }
}

type Opened = { readonly book: Book; readonly workbook: Workbook; readonly targets: ReadonlyMap<string, Target> }

async function openSheets(source: XlsxSource): Promise<Opened> {
  const book = openBook(source)
  const workbook = await readWorkbook(book)
  return { book, workbook, targets: await readRelations(book, 'xl/_rels/workbook.xml.rels') }
}

/** What the cells of every sheet are read by. */
async function contextOf({ book, workbook, targets }: Opened): Promise<SheetContext> {
  const formats: CellFormat[] = []
  await readOptional(book, pathOf(targets, 'styles'), styleHandlers(formats))
  const strings: string[] = []
  await readOptional(book, pathOf(targets, 'sharedStrings'), sharedStrings(strings))
  return { strings, formats, from1904: workbook.from1904 }
}

type Book = XlsxSource & { readonly entries: ReadonlyMap<string, ZipEntry> }
type Target = { readonly type: string; readonly path: string }

function openBook(source: XlsxSource): Book {
  const entries = zipEntries(source.fd, source.size, source.limits)
  return {
    ...source,
    entries: new Map(entries.map((entry) => [entry.name.replace(/\\/g, '/').replace(/^\//, ''), entry])),
  }
}

type Workbook = { sheets: { name: string; relation: string; shown: boolean }[]; from1904: boolean }

async function readWorkbook(book: Book): Promise<Workbook> {
  const workbook: Workbook = { sheets: [], from1904: false }
  const entry = book.entries.get('xl/workbook.xml')
  if (!entry) throw refuseFile('xlsx_damaged')
  await readPart(book, entry, {
    open(name, attributes) {
      if (name === 'workbookPr') workbook.from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904'))
      if (name !== 'sheet') return
      const relation = /\s[\w]+:id\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? ''
      workbook.sheets.push({
        name: attribute(attributes, 'name'),
        relation,
        shown: attribute(attributes, 'state') === '' || attribute(attributes, 'state') === 'visible',
      })
    },
    close() {},
    text() {},
  })
  return workbook
}

async function readRelations(book: Book, path: string): Promise<Map<string, Target>> {
  const targets = new Map<string, Target>()
  await readOptional(book, path, {
    open(name, attributes) {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
      const target = attribute(attributes, 'Target')
      const type = attribute(attributes, 'Type').split('/').at(-1) ?? ''
      targets.set(attribute(attributes, 'Id'), {
        type,
        path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
      })
    },
    close() {},
    text() {},
  })
  return targets
}

function pathOf(targets: ReadonlyMap<string, Target>, type: string): string {
  return [...targets.values()].find((target) => target.type === type)?.path ?? ''
}

async function readOptional(book: Book, path: string, handlers: XmlHandlers): Promise<void> {
  const entry = book.entries.get(path)
  if (entry) await readPart(book, entry, handlers)
}

async function readPart(
  book: Book,
  entry: ZipEntry,
  handlers: XmlHandlers,
  onPiece?: (bytes: number) => Promise<void>,
) {
  const decoder = new TextDecoder('utf-8')
  const reader = new XmlReader(handlers)
  for await (const piece of unpack(book.fd, entry, book.limits)) {
    reader.push(decoder.decode(piece, { stream: true }))
    await onPiece?.(piece.length)
  }
  reader.push(decoder.decode())
  reader.end()
}
