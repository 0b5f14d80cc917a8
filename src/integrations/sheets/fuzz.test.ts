import assert from 'node:assert/strict'
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { aWorkbook, readingFrom } from '../../../test/build/sheet.ts'
import { CsvRows } from './read-csv.ts'

const seed = Number(process.env['SEDD_SEED'] ?? 20_251_122)
const folder = mkdtempSync(join(tmpdir(), 'sedd-fuzz-'))
const fd = openSync(join(folder, 'sheet'), 'w+')
after(() => {
  closeSync(fd)
  rmSync(folder, { recursive: true })
})

async function read(content: Buffer, name: string) {
  ftruncateSync(fd)
  writeSync(fd, content, 0, content.length, 0)
  return await readingFrom(fd, content.length, { kind: 'completions', name })
}

const TEXT = Buffer.from(
  '\ufeffpersonnummer;typ;datum;skolenhetskod;källa\r\n20030101-2381;EXAMENSBEVIS;2022-06-10;10017830;"Åsö; ""vux"""\r\n' +
    '200301012399;STUDIEBEVIS;20220610;;Öst\n20000101-T220;FHSK_BEHÖRIGHET;2022/06/10;99999999;\n',
)
const cells = ['200301012381', 'STUDIEBEVIS', '2022-06-10']
  .map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`)
  .join('')
const header = ['personnummer', 'typ', 'datum'].map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')
const ROWS = Buffer.from(
  `<row r="1">${header}</row><row r="2">${cells}</row><row r="3">${cells}<c t="b"><f>A1</f><v>1</v></c></row>`,
)
const BOOK = aWorkbook(ROWS.toString())

/** Bytes changed, cut out, doubled or put in. */
const mutation = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.integer({ min: 0, max: 40 }),
  put: fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc.constantFrom(...['"', ';', '\r', '\n', '=', '\0', '\t'].map((text) => Buffer.from(text))),
  ),
})
const mutations = fc.array(mutation, { minLength: 1, maxLength: 6 })

type Changes = readonly { place: number; cut: number; put: Uint8Array }[]

function mutate(bytes: Buffer, changes: Changes): Buffer {
  return changes.reduce((content, { place, cut, put }) => {
    const at = Math.floor(place * content.length)
    return Buffer.concat([content.subarray(0, at), put, content.subarray(at + cut)])
  }, bytes)
}

const damaged: readonly [what: string, name: string, (changes: Changes) => Buffer][] = [
  ['text', 'utfall.csv', (changes) => mutate(TEXT, changes)],
  ['workbook', 'utfall.xlsx', (changes) => mutate(BOOK, changes)],
  ['sheet in a workbook', 'utfall.xlsx', (changes) => aWorkbook(mutate(ROWS, changes).toString())],
]

for (const [what, name, make] of damaged) {
  test(`a damaged ${what} is read or refused, never crashes, and no row is lost unsaid (seed ${seed})`, async () => {
    const property = fc.asyncProperty(mutations, async (changes) => {
      const { result, rows, problems } = await read(make(changes), name)
      if (!result.ok) return
      assert.equal(rows.length, result.rows)
      const refused = new Set(problems.filter(({ severity }) => severity === 'refused').map(({ row }) => row))
      assert.equal(refused.size, result.refused)
      for (const row of rows) assert.match(row['number'] ?? '', /^\d{8}[\dA-Z]\d{3}$/)
      assert.equal(JSON.stringify(rows).includes('\\u0000'), false)
    })
    await fc.assert(property, { seed, numRuns: 1_000 })
  })
}

test(`separated values come out the same however the text is cut (seed ${seed})`, () => {
  const letters = fc.array(fc.constantFrom('a', 'ö', ';', '"', '\n', '\r', '\r\n', ' ', '""', 'b;c'), { maxLength: 60 })
  const property = fc.property(letters, fc.array(fc.nat(60), { maxLength: 5 }), (pieces, cuts) => {
    const text = pieces.join('')
    assert.deepEqual(rowsOf(text, cuts), rowsOf(text, []))
  })
  fc.assert(property, { seed, numRuns: 5_000 })
})

function rowsOf(text: string, cuts: readonly number[]): unknown[] {
  const rows: unknown[] = []
  const reader = new CsvRows(';', (...row) => rows.push(row))
  let at = 0
  for (const cut of cuts.toSorted((a, b) => a - b)) {
    reader.push(text.slice(at, cut))
    at = Math.max(at, cut)
  }
  reader.push(text.slice(at))
  reader.end()
  return rows
}
