import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeXlsx } from 'hucre'
import { aWorkbook, aZip, reading } from '../../../test/build/sheet.ts'

const read = (content: Buffer, name = 'utfall.xlsx') => reading('completions', content, { name })
const defect = async (content: Buffer, name?: string) => {
  const { result, rows } = await read(content, name)
  assert.deepEqual(rows, [], 'a refused file gives no rows')
  return result.ok ? null : result.defect
}
/** A row of cells as XML: a text is an inline string, `{ … }` the cell as it is written. */
const row = (at: number, ...cells: string[]) => `<row r="${at}">${cells.map(cell).join('')}</row>`
const cell = (text: string) => (text.startsWith('<c') ? text : `<c t="inlineStr"><is><t>${text}</t></is></c>`)
const HEADER = row(1, 'personnummer', 'typ', 'datum', 'källa')

test('a workbook as a spreadsheet program writes it is read: shared texts, days, numbers, empty rows', async () => {
  const rows = [
    ['personnummer', 'typ', 'datum', 'källa', 'anteckning'],
    [200301012381, 'EXAMENSBEVIS', new Date('2022-06-10'), 'Åsö & co', null],
    [null, null, null, null, null],
    ['20030101-2399', 'STUDIEBEVIS', '2022-06-10', null, 'x'],
  ]
  const sheet = await read(Buffer.from(await writeXlsx({ sheets: [{ name: 'Blad1', rows }] })))
  assert.deepEqual(sheet.problems, [])
  assert.deepEqual(
    sheet.rows.map((one) => [one['row_no'], one['number'], one['completed_on'], one['source']]),
    [
      ['2', '200301012381', '2022-06-10', 'Åsö & co'],
      ['4', '200301012399', '2022-06-10', null],
    ],
  )
  assert.deepEqual(sheet.result.ok && sheet.result.unknownColumns, ['anteckning'])
})

test('a formula is refused whatever its value, with its own text as the value shown', async () => {
  const formula = '<c r="D2"><f>HYPERLINK("http://x")</f><v>7</v></c>'
  const { problems } = await read(aWorkbook(HEADER + row(2, '200301012381', 'STUDIEBEVIS', '2022-06-10', formula)))
  assert.deepEqual(
    problems.map(({ row, column, value, code }) => [row, column, value, code]),
    [[2, 'källa', '=HYPERLINK("http://x")', 'formula']],
  )
})

test('number formats keep leading zeros, days are days in both date systems, and a lost zero is told', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="000000\\-0000"/><numFmt numFmtId="165" formatCode="[&gt;1]yyyy\\-mm\\-dd;@"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs>'
  const { rows, problems } = await read(
    aWorkbook(
      HEADER +
        row(2, '<c s="1"><v>301012381</v></c>', 'STUDIEBEVIS', '<c s="2"><v>44722.5</v></c>') +
        row(3, '<c s="0"><v>301012381</v></c>', 'STUDIEBEVIS', '<c s="3"><v>44722</v></c>') +
        row(4, '<c s="0"><v>2.00301012381E11</v></c>', 'STUDIEBEVIS', '<c><v>20220610</v></c>') +
        row(5, '200301012381', 'STUDIEBEVIS', '<c><v>44722</v></c>'),
      { styles },
    ),
  )
  assert.deepEqual(
    rows.map((one) => [one['number'], one['completed_on']]),
    [
      ['200301012381', '2022-06-10'],
      ['200301012381', '2022-06-10'],
    ],
  )
  assert.deepEqual(
    problems.map(({ row, code }) => `${row} ${code}`),
    ['3 number_leading_zeros', '5 date_serial'],
  )
})

test('rich texts, phonetic guides, escapes and entities in shared strings come out as text', async () => {
  const strings =
    '<si><r><t>Ås</t></r><r><rPr><b/></rPr><t>ö &amp; x</t></r><rPh><t>no</t></rPh></si><si><t>A_x000D_B</t></si>'
  const shared = '<c t="s"><v>0</v></c>'
  const { rows } = await read(
    aWorkbook(HEADER + row(2, '200301012381', 'STUDIEBEVIS', '2022-06-10', shared), { strings }),
  )
  assert.equal(rows[0]?.['source'], 'Åsö & x')
})

test('a zip bomb is refused by its directory, by its ratio, and when its directory lies', async () => {
  const spaces = ' '.repeat(3_000_000)
  assert.deepEqual(await defect(aWorkbook(HEADER + spaces)), { code: 'zip_bomb' })
  assert.deepEqual(await defect(aWorkbook(HEADER, { says: 400_000_000 })), { code: 'zip_bomb' })
  assert.deepEqual(await defect(aWorkbook(HEADER + spaces, { says: 200_000 })), { code: 'zip_bomb' })
})

test('a workbook that is cut off, has a document type or is another zip is refused', async () => {
  const whole = aWorkbook(HEADER)
  assert.deepEqual(await defect(whole.subarray(0, whole.length - 30)), { code: 'xlsx_damaged' })
  assert.deepEqual(await defect(aWorkbook('<!DOCTYPE x [<!ENTITY a "b">]>')), { code: 'xlsx_damaged' })
  assert.deepEqual(await defect(aWorkbook(HEADER, { says: 100_000 })), { code: 'xlsx_damaged' })
  assert.deepEqual(await defect(aZip([{ name: 'word/document.xml', content: 'x' }])), {
    code: 'not_a_sheet',
    found: 'docx',
  })
  assert.deepEqual(await defect(aZip([{ name: 'lista.csv', content: 'x' }])), { code: 'not_a_sheet', found: 'zip' })
  assert.deepEqual(await defect(whole, 'utfall.csv'), { code: 'named_wrong', says: 'csv', is: 'xlsx' })
  assert.deepEqual(await defect(aWorkbook('')), { code: 'empty' })
})

test('a cell in the far corner of the sheet costs nothing, and rows without numbers are counted', async () => {
  const corner = '<row><c t="inlineStr"><is><t>200301012381</t></is></c><c r="XFD2"><v>1</v></c></row>'
  const { problems } = await read(aWorkbook(HEADER + corner))
  assert.deepEqual(
    problems.map(({ row, code }) => `${row} ${code}`),
    ['2 value_missing', '2 value_missing'],
  )
})
