import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reading } from '../../../test/build/sheet.ts'
import type { SheetKind } from '../rows.ts'
import type { FileDefect } from './defects.ts'
import { defectText } from './words.ts'

const HEADER = 'personnummer;typ;datum;skolenhetskod;källa'
const ROW = '200301012381;EXAMENSBEVIS;2022-06-10;;Extens'
const read = (content: string | Buffer, name = 'utfall.csv') => reading('completions', content, { name })

async function defectOf(
  content: string | Buffer,
  name = 'utfall.csv',
  kind: SheetKind = 'completions',
): Promise<FileDefect | null> {
  const { result, rows } = await reading(kind, content, { name })
  if (!result.ok) assert.deepEqual(rows, [], 'a refused file gives no rows')
  return result.ok ? null : result.defect
}

test('a plain file is read, and the file says how it was written', async () => {
  const { result, rows, problems } = await read(`${HEADER}\n${ROW}\n`)
  assert.deepEqual(problems, [])
  assert.equal(result.ok && `${result.encoding} ${result.separator} ${result.rows}`, 'utf-8 ; 1')
  assert.deepEqual(rows[0], {
    row_no: '2',
    number: '200301012381',
    number_kind: 'personal',
    birth_date: '2003-01-01',
    latest_birth_date: '2003-01-01',
    kind: 'EXAMENSBEVIS',
    completed_on: '2022-06-10',
    school_unit_code: null,
    source: 'Extens',
  })
})

test('a byte order mark, quotes, mixed line ends and empty rows change nothing and rows keep their line numbers', async () => {
  const text = `\ufeff${HEADER}\r\n\n${ROW}\r;;;;\r\n"200301012399";"STUDIEBEVIS";"20220610";;"Skola; ""Norra"""\n   \n\n${ROW}`
  const { result, rows } = await read(text)
  assert.deepEqual(
    rows.map((row) => row['row_no']),
    ['3', '5', '8'],
  )
  assert.equal(rows[1]?.['source'], 'Skola; "Norra"')
  assert.equal(result.ok && result.emptyRows, 4)
})

test('Windows-1252 is read with its letters right', async () => {
  const { result, rows } = await read(
    Buffer.from(`${HEADER}\n200301012381;FHSK_BEHÖRIGHET;2022-06-10;;Åsö \x96 vux\n`, 'latin1'),
  )
  assert.equal(result.ok && result.encoding, 'windows-1252')
  assert.equal(rows[0]?.['kind'], 'FHSK_BEHÖRIGHET')
  assert.equal(rows[0]?.['source'], 'Åsö – vux')
})

test('comma and tab are found to be the separator, also after a sep= line', async () => {
  for (const separator of [',', '\t']) {
    const { result } = await read(`${HEADER}\n${ROW}\n`.replaceAll(';', separator))
    assert.equal(result.ok && result.separator, separator)
  }
  const { rows } = await read(`sep=,\r\n${HEADER}\r\n${ROW}\r\n`.replaceAll(';', ','))
  assert.deepEqual(
    rows.map((row) => row['row_no']),
    ['3'],
  )
})

test('headers match without regard to case, spaces, underscores and the dots of å, ä and ö', async () => {
  const { result, rows } = await read(
    `Person Nummer;TYP;Da_tum;KALLA;Skolenhetskod;Anteckning\n200301012381;Fhsk behorighet;2022-06-10;x;;y\n`,
  )
  assert.equal(rows.length, 1)
  assert.deepEqual(result.ok && result.unknownColumns, ['Anteckning'])
})

test('an empty file, one with only a mark or blanks, and one with only a header are refused', async () => {
  assert.deepEqual(await defectOf(''), { code: 'empty' })
  assert.deepEqual(await defectOf('\ufeff \r\n\r\n'), { code: 'empty' })
  assert.deepEqual(await defectOf(`${HEADER}\n;;;;\n`), { code: 'no_rows' })
})

test('UTF-16, mixed encodings and the letters of DOS are refused with what to do', async () => {
  assert.deepEqual(await defectOf(Buffer.from(`\ufeff${HEADER}\n${ROW}`, 'utf16le')), { code: 'utf16' })
  assert.deepEqual(await defectOf(Buffer.from(`${HEADER}\n${ROW}`, 'utf16le')), { code: 'utf16' })
  const mixed = Buffer.concat([
    Buffer.from(`${HEADER}\n${ROW}\n`),
    Buffer.from('200301012399;STUDIEBEVIS;2022-06-10;;Åsö\n', 'latin1'),
  ])
  assert.deepEqual(await defectOf(mixed), { code: 'encoding_mixed', line: 3 })
  const marked = Buffer.concat([Buffer.from('\ufeff'), Buffer.from(`${HEADER}\n${ROW}`, 'latin1')])
  assert.deepEqual(await defectOf(marked), { code: 'encoding_mixed', line: 1 })
  const dos = Buffer.from(`${HEADER}\n${ROW}\n`.replace('ä', '\x84'), 'latin1')
  assert.deepEqual(await defectOf(dos), { code: 'encoding_unknown' })
})

test('a file that is not what it says is refused and named', async () => {
  const cases: [string | Buffer, string, FileDefect][] = [
    ['%PDF-1.7\n%âãÏÓ', 'utfall.csv', { code: 'not_a_sheet', found: 'pdf' }],
    ['<!DOCTYPE html><html><body>Logga in</body></html>', 'utfall.csv', { code: 'not_a_sheet', found: 'html' }],
    ['<html><table><tr><td>personnummer</td></tr></table>', 'utfall.xls', { code: 'not_a_sheet', found: 'html' }],
    ['<?xml version="1.0"?><rows/>', 'utfall.csv', { code: 'not_a_sheet', found: 'xml' }],
    ['[{"personnummer":"200301012381"}]', 'utfall.csv', { code: 'not_a_sheet', found: 'json' }],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'utfall.xls', { code: 'not_a_sheet', found: 'xls' }],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'utfall.xlsx', { code: 'xlsx_password' }],
    [Buffer.from('89504e470d0a1a0a', 'hex'), 'utfall.csv', { code: 'not_a_sheet', found: 'image' }],
    [Buffer.from('1f8b0800', 'hex'), 'utfall.csv', { code: 'not_a_sheet', found: 'archive' }],
    [
      Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 7) % 31)),
      'utfall.csv',
      { code: 'not_a_sheet', found: 'binary' },
    ],
    [`${HEADER}\n${ROW}\n`, 'utfall.xlsx', { code: 'named_wrong', says: 'xlsx', is: 'csv' }],
  ]
  for (const [content, name, defect] of cases) assert.deepEqual(await defectOf(content, name), defect, name)
})

test('a header that is missing, doubled or lacks a column is refused and says which', async () => {
  assert.deepEqual(await defectOf(`${ROW}\n${ROW}\n`), { code: 'header_missing' })
  assert.deepEqual(await defectOf(`${HEADER};Datum\n${ROW};2022-06-10\n`), {
    code: 'header_duplicate',
    columns: ['datum'],
  })
  assert.deepEqual(await defectOf('personnummer;källa\n200301012381;x\n'), {
    code: 'column_missing',
    columns: ['typ', 'datum'],
  })
  assert.deepEqual(await defectOf(`${HEADER}\n${ROW}\n`, 'x.csv', 'population'), {
    code: 'wrong_sheet',
    looksLike: 'completions',
  })
})

test('a separator we do not read, and rows with another separator than the header, are refused', async () => {
  assert.deepEqual(await defectOf(`${HEADER}\n${ROW}\n`.replaceAll(';', '|')), { code: 'separator_unknown' })
  assert.deepEqual(await defectOf(`${HEADER}\n${ROW.replaceAll(';', ',')}\n`), { code: 'separator_differs' })
})

test('a row that has slipped is refused alone: too many values, one value, a quote that never ends', async () => {
  const { result, rows, problems } = await read(
    `${HEADER}\n${ROW}\n${ROW};extra\n200301012381,EXAMENSBEVIS\n"200301012381;EXAMENSBEVIS;2022-06-10;;x\n${ROW}\n200301022380;"EXAMENSBEVIS;2022-06-10;;y\n`,
  )
  assert.deepEqual(
    problems.map(({ row, code }) => `${row} ${code}`),
    ['3 too_many_cells', '4 one_cell', '5 quote_unclosed', '7 quote_unclosed'],
  )
  assert.deepEqual(
    rows.map((row) => row['row_no']),
    ['2', '6'],
  )
  assert.equal(result.ok && result.refused, 4)
})

test('a row with fewer values than headers is read and told of', async () => {
  const { rows, problems } = await read(`${HEADER}\n200301012381;EXAMENSBEVIS;2022-06-10\n`)
  assert.equal(rows.length, 1)
  assert.deepEqual(
    problems.map(({ code, severity }) => `${code} ${severity}`),
    ['short_row warning'],
  )
})

test('a line of a hundred thousand letters costs one row, not the file', async () => {
  const { rows, problems } = await read(`${HEADER}\n${'x'.repeat(100_000)}\n${ROW}\n${'"'.repeat(99_999)}\n${ROW}\n`)
  assert.deepEqual(
    rows.map((row) => row['row_no']),
    ['3', '5'],
  )
  assert.deepEqual(
    problems.map(({ row }) => row),
    [2, 4],
  )
  assert.ok(problems.every(({ value }) => value.length <= 100))
})

test("a supplier's own headers and codes are mapped before anything is read, and go before ours", async () => {
  const mapping = {
    columns: { 'Elevens pnr': 'personnummer', Bevis: 'typ', Utfärdat: 'datum', System: 'källa' },
    codes: { typ: { GYEX: 'EXAMENSBEVIS' } },
  } as const
  const text = 'ELEVENS_PNR;bevis;utfardat;system;källa\n030101-2381;gyex;2022/06/10;Procapita;gammalt\n'
  const { result, rows } = await reading('completions', text, { mapping })
  assert.equal(rows[0]?.['kind'], 'EXAMENSBEVIS')
  assert.equal(rows[0]?.['source'], 'Procapita')
  assert.deepEqual(result.ok && result.unknownColumns, ['källa'])
})

test('a defect is said in Swedish and English with its facts', () => {
  const defect: FileDefect = { code: 'column_missing', columns: ['typ', 'datum'] }
  assert.equal(
    defectText(defect, 'sv'),
    'Filen saknar kolumner som behövs: typ och datum. Lägg till dem eller översätt leverantörens rubriker till dem.',
  )
  assert.equal(
    defectText({ code: 'not_a_sheet', found: 'pdf' }, 'en'),
    'The file is not a sheet but a PDF. Save the list as CSV or XLSX.',
  )
  assert.equal(defectText({ code: 'encoding_mixed', line: 1200 }, 'en').includes('line 1200'), true)
})
