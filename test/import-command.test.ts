import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { domainByCode, machineContext } from '../src/access/store.ts'
import { saveMapping } from '../src/integrations/deliveries/actions.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { Database } from '../src/kernel/database.ts'
import { type Embedded, startEmbedded } from '../src/postgres/embedded.ts'
import { permissionsOf } from '../src/web/permissions.ts'
import { nextNumber } from './build/people.ts'
import { runSedd } from './build/server.ts'

const base = mkdtempSync(join(tmpdir(), 'sedd-import-command-'))
const dataDir = join(base, 'data')
const elsa = nextNumber().number
const omar = nextNumber().number

let server: Embedded
before(async () => {
  const made = await runSedd(dataDir, ['domain', 'add', 'TEST', '--municipality', '0484', '--name', 'Nämnden'])
  assert.equal(made.code, 0, made.stderr)
  server = await startEmbedded({ dataDir, durable: true, role: 'client' })
})
after(async () => {
  await server.stop()
  rmSync(base, { recursive: true, force: true })
})

function file(...lines: string[]): string {
  const path = join(base, 'fil.csv')
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
const run = (...args: string[]) =>
  runSedd(dataDir, ['import', ...args, '--domain', 'TEST', '--json'], { LANG: 'sv_SE.UTF-8' })

/** A file of one who studies at Rinmangymnasiet and one at another school, under a supplier's headers. */
const studies = (...rows: string[]) => file('Pnr;Enhet;Form;Start', ...rows)
const AT_RINMAN = `${elsa};Rinmangymnasiet;Gymnasium;2024-08-19`
const ELSEWHERE = `${omar};Duveholmsgymnasiet;Gymnasium;2024-08-19`

test('a supplier’s mapping is chosen by its name, and one that is not there is told', async () => {
  const db = new Database(
    { ...server.connection, user: 'sedd_import' },
    { clock: systemClock, permissions: permissionsOf },
  )
  const domain = await domainByCode(db, 'TEST')
  assert.ok(domain)
  const mapping = {
    columns: { Pnr: 'personnummer', Enhet: 'skolenhet', Form: 'skolform', Start: 'startdatum' },
    codes: { skolform: { Gymnasium: 'GY' } },
  } as const
  const machine = await machineContext(db, domain.id, 'test')
  await db.write(machine, (tx) => saveMapping(tx, { name: 'Procapita', sheet: 'enrolments', mapping }))
  await db.close()

  const unknown = await run('inskrivningar', studies(AT_RINMAN, ELSEWHERE), '--mapping', 'Extens')
  assert.equal(unknown.code, 1)
  assert.match(unknown.stderr, /^Det finns ingen översättning med det namnet/)
  const read = await run('inskrivningar', studies(AT_RINMAN, ELSEWHERE), '--mapping', 'Procapita')
  assert.equal(read.code, 0, read.stderr)
  assert.equal(JSON.parse(read.stdout).counts.new, 2)
})

test('a file that is complete for a school ends what it no longer has there, and can be taken back', async () => {
  const args = ['inskrivningar', studies(ELSEWHERE), '--mapping', 'Procapita']
  const whole = await run(...args, '--complete', '2024-08-01..', '--unit', 'Rinmangymnasiet')
  assert.equal(whole.code, 0, whole.stderr)
  const { counts, deliveryId } = JSON.parse(whole.stdout)
  assert.deepEqual([counts.ended, counts.unchanged], [1, 1])

  const back = await run('reverse', deliveryId)
  assert.equal(back.code, 0, back.stderr)
  assert.deepEqual(JSON.parse(back.stdout), { status: 'reversed', deliveryId, versions: 1 })
  const twice = await run('reverse', deliveryId)
  assert.equal(twice.code, 2)
  assert.deepEqual(JSON.parse(twice.stdout), { status: 'refused', deliveryId, code: 'not_applied', counts: {} })
  const nothing = await run('reverse', '00000000-0000-4000-8000-000000000000')
  assert.equal(nothing.code, 1)
  assert.match(nothing.stderr, /^Det finns ingen sådan leverans/)
})

test('days that cannot be, a file that cannot be complete so, and options that do not go together are told', async () => {
  const path = studies(ELSEWHERE)
  const told = async (...args: string[]) => {
    const { code, stderr } = await run(...args)
    return `${code} ${stderr.split('\n')[0]}`
  }
  assert.match(await told('inskrivningar', path, '--complete', '2026-08'), /^1 --complete skrivs FRÅN\.\.TILL/)
  assert.match(
    await told('inskrivningar', path, '--complete', '2026-08-01..2026-07-01'),
    /^1 Den sista dagen ligger före/,
  )
  assert.match(await told('utfall', path, '--complete', '..'), /^1 Den sortens fil kan inte vara fullständig/)
  assert.match(await told('inskrivningar', path, '--unit', 'Rinmangymnasiet'), /^1 sedd import befolkning/)
  assert.match(await told('ss12000', path, '--mapping', 'Procapita'), /^1 sedd import befolkning/)
})

test('the JSON says in both languages what is wrong with a row and with a file', async () => {
  const rows = await run('inskrivningar', studies(AT_RINMAN), '--mapping', 'Procapita', '--dry-run')
  assert.equal(rows.code, 0, rows.stderr)
  assert.deepEqual(JSON.parse(rows.stdout).problems[0], {
    row: 2,
    column: 'studievägskod',
    value: '',
    code: 'programme_missing',
    severity: 'warning',
    otherRow: null,
    reason: {
      sv: 'Studievägskoden saknas. Raden läses som ett nationellt program.',
      en: 'The programme code is missing. The row is read as a national programme.',
    },
  })
  const whole = await run('inskrivningar', file('%PDF-1.7 not a sheet'))
  assert.equal(whole.code, 2)
  const { defect, problems } = JSON.parse(whole.stdout)
  assert.deepEqual(problems, [])
  assert.deepEqual(defect, {
    code: 'not_a_sheet',
    found: 'pdf',
    reason: {
      sv: 'Filen är ingen tabell utan en PDF. Spara listan som CSV eller XLSX.',
      en: 'The file is not a sheet but a PDF. Save the list as CSV or XLSX.',
    },
  })
})

test('a file of answers that is not there is told in words', async () => {
  const { code, stderr } = await run('ss12000', join(base, 'nowhere.json'))
  assert.equal(code, 1)
  assert.equal(stderr, 'Filen finns inte eller går inte att läsa.\nThe file is not there or cannot be read.\n')
})
