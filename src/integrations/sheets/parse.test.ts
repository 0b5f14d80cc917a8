import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { aWorkbook } from '../../../test/build/sheet.ts'
import { day } from '../../kernel/date.ts'
import type { RowProblem } from '../rows.ts'
import { type ParseRequest, parseFile } from './parse.ts'
import type { Progress } from './read-sheet.ts'

const folder = mkdtempSync(join(tmpdir(), 'sedd-parse-'))
after(() => rmSync(folder, { recursive: true }))

async function parse(content: string | Buffer, more: Partial<ParseRequest> = {}) {
  const path = join(folder, 'delivery')
  writeFileSync(path, content)
  const parsing = await parseFile({ path, name: 'utfall.csv', kind: 'completions', today: day('2025-11-22'), ...more })
  const rows = await text(parsing.rows)
  const problems: RowProblem[] = []
  for await (const batch of parsing.problems) problems.push(...batch)
  return { rows, problems, result: await parsing.result }
}

const SHEET = 'personnummer;typ;datum\n200301012381;STUDIEBEVIS;2022-06-10\n200301012399;OKÄNT;2022-06-10\n'

test('a file is read in a process of its own: rows as COPY lines, problems after them, progress on the way', async () => {
  const seen: Progress[] = []
  const { rows, problems, result } = await parse(SHEET, { onProgress: (progress) => seen.push(progress) })
  assert.equal(rows, '2\t200301012381\tpersonal\t2003-01-01\t2003-01-01\tSTUDIEBEVIS\t2022-06-10\t\\N\t\\N\n')
  assert.deepEqual(problems, [
    { row: 3, column: 'typ', value: 'OKÄNT', code: 'unknown_code', severity: 'refused', number: '200301012399' },
  ])
  assert.equal(result.ok && `${result.rows} ${result.refused} ${result.warnings}`, '1 1 0')
  assert.deepEqual(seen.at(-1), { done: Buffer.byteLength(SHEET), total: Buffer.byteLength(SHEET), rows: 2 })
})

test('a refused file gives its defect and no rows', async () => {
  const { rows, result } = await parse('%PDF-1.7')
  assert.equal(rows, '')
  assert.deepEqual(result, { ok: false, defect: { code: 'not_a_sheet', found: 'pdf' } })
})

test('a file with errors in every row is refused when it is plain that it is another file', async () => {
  const bad = `personnummer;typ;datum\n${'x;y;z\n'.repeat(120_000)}`
  const { problems, result } = await parse(bad)
  assert.deepEqual(result, { ok: false, defect: { code: 'too_many_errors' } })
  assert.ok(problems.length > 200_000 && problems.length < 300_000)
})

test('a file that takes more memory or time than it may ends its own process only', async () => {
  const strings = Array.from({ length: 200_000 }, (_, at) => `<si><t>${at * 7919}-${at}</t></si>`).join('')
  const heavy = await parse(aWorkbook('<row/>', { strings }), { name: 'utfall.xlsx', limits: { heapMegabytes: 16 } })
  assert.deepEqual(heavy.result, { ok: false, defect: { code: 'too_heavy' } })
  const slow = await parse(SHEET, { limits: { wallMinutes: 0.0001 } })
  assert.deepEqual(slow.result, { ok: false, defect: { code: 'too_heavy' } })
})

test('reading stops when the one who asked no longer wants it', async () => {
  const { result } = await parse(SHEET, { signal: AbortSignal.timeout(1) })
  assert.equal(result.ok, false)
})
