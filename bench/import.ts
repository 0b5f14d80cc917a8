import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDomain, machineContext } from '../src/access/store.ts'
import { importFile, type SheetImport } from '../src/integrations/deliveries/import.ts'
import type { Context, Database } from '../src/kernel/database.ts'
import type { Sedd } from '../src/main/open.ts'
import type { Figure } from './run.ts'

/** One measured import: how long it took, and the most memory this process held while it ran. */
export type Measured = {
  readonly name: string
  readonly seconds: number
  readonly megabytes: number
  readonly counts: Readonly<Record<string, number>>
}

const PERSONS = 100_000
const ENROLMENTS = 1_000_000

/**
 * Imports a municipality's population of 100,000 rows (preview, then the same file applied) and 1,000,000 enrolments, from
 * files written for the purpose. Numbers are generated, here only. `db` signs in as the role that imports.
 */
export async function measureImports(databases: { jobs: Database; imports: Database }): Promise<Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sedd-bench-'))
  try {
    const code = `BENCH${Date.now()}`
    const domain = { code, name: 'Bench', kind: 'school_board', municipality: '0484', keepsRegister: true } as const
    const context = await machineContext(databases.imports, await addDomain(databases.jobs, domain), 'import')
    const population = join(folder, 'befolkning.csv')
    const enrolments = join(folder, 'inskrivningar.csv')
    await write(population, populationLines())
    await write(enrolments, enrolmentLines())
    const on = { db: databases.imports, context }
    return [
      await measure('100,000 population rows: preview', on, {
        path: population,
        name: 'befolkning.csv',
        sheet: 'population',
        dryRun: true,
      }),
      await measure('100,000 population rows: applied', on, {
        path: population,
        name: 'befolkning.csv',
        sheet: 'population',
      }),
      await measure('100,000 population rows: again', on, {
        path: population,
        name: 'befolkning.csv',
        sheet: 'population',
      }),
      await measure('1,000,000 enrolments: applied', on, {
        path: enrolments,
        name: 'inskrivningar.csv',
        sheet: 'enrolments',
      }),
      await measure('1,000,000 enrolments: again', on, {
        path: enrolments,
        name: 'inskrivningar.csv',
        sheet: 'enrolments',
      }),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function measure(name: string, on: { db: Database; context: Context }, request: SheetImport): Promise<Measured> {
  const started = performance.now()
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 50)
  const phases: string[] = []
  const result = await importFile(on.db, on.context, request, ({ phase }) => {
    if (phases.at(-1)?.split(' ')[0] !== phase)
      phases.push(`${phase} ${((performance.now() - started) / 1000).toFixed(1)}`)
  })
  clearInterval(watch)
  process.stderr.write(`${name}: ${phases.join(', ')}\n`)
  if (result.status === 'refused') throw new Error(`refused: ${result.defect?.code}`)
  return {
    name,
    seconds: (performance.now() - started) / 1000,
    megabytes: Math.round(most / 1e6),
    counts: result.counts,
  }
}

async function write(path: string, lines: Iterable<string>): Promise<void> {
  const file = createWriteStream(path)
  let piece = ''
  for (const line of lines) {
    piece += `${line}\n`
    if (piece.length < 1e6) continue
    if (!file.write(piece)) await once(file, 'drain')
    piece = ''
  }
  file.end(piece)
  await once(file, 'finish')
}

const GIVEN = 'Elsa Maja Ali Noor Oskar Liam Fatima Jonas Åsa Björn Mohamed Zeynep Ida Viktor Wilma Hugo'.split(' ')
const FAMILY = 'Lindqvist Hassan Johansson Öberg Ek Nilsson Ahmed Yılmaz Svensson Karlsson Berg Holm Ström Ali'.split(
  ' ',
)

function* populationLines(): Generator<string> {
  yield 'personnummer;förnamn;efternamn;kön;gatuadress;postnummer;postort;kommunkod;folkbokförd_från;folkbokförd_till;status;skydd;skolplikt_fullgjord;första_folkbokföring_i_landet'
  for (let n = 0; n < PERSONS; n++) {
    const number = numberOf(n)
    const born = `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`
    const name = `${GIVEN[n % 16]}${n % 40};${FAMILY[n % 14]}${n % 700}`
    // One row in a hundred cannot be read: its reason is a part of what is measured.
    const from = n % 100 === 99 ? '2023-13-45' : born
    yield `${number};${name};;Storgatan ${n % 900};632${String(n % 90).padStart(2, '0')};Eskilstuna;0484;${from};;AKTIV;;;`
  }
}

function* enrolmentLines(): Generator<string> {
  yield 'personnummer;skolenhetskod;skolenhet;huvudman;skolform;studievägskod;startdatum;slutdatum;avbrott;källa'
  for (let n = 0; n < ENROLMENTS; n++) {
    const person = numberOf(n % PERSONS)
    const year = 2012 + Math.floor(n / PERSONS)
    const form = year < 2019 ? 'GR;' : 'GY;NA'
    yield `${person};;Skola ${n % 60};Eskilstuna kommun;${form};${year}-08-18;${year + 1}-06-12;;`
  }
}

/** Numbers of those born 2004–2010, in a fixed order, with the right check digit. Some samordningsnummer among them. */
function numberOf(n: number): string {
  const day = new Date(Date.UTC(2004, 0, 1 + (n % 2500)))
  const coordination = n % 200 === 0 ? 60 : 0
  const date = `${day.getUTCFullYear()}${two(day.getUTCMonth() + 1)}${two(day.getUTCDate() + coordination)}`
  const nine = `${date.slice(2)}${String(1 + Math.floor(n / 2500)).padStart(3, '0')}`
  let sum = 0
  for (let place = 0; place < 9; place++) {
    const weighted = Number(nine[place]) * (place % 2 === 0 ? 2 : 1)
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return `${date.slice(0, 2)}${nine}${(10 - (sum % 10)) % 10}`
}

const two = (value: number) => String(value).padStart(2, '0')

/** The figures of `npm run bench import`. */
export async function benchImport(sedd: Sedd): Promise<readonly Figure[]> {
  const databases = { jobs: sedd.database('sedd_jobs'), imports: sedd.database('sedd_import') }
  const bounds: Readonly<Record<string, string>> = {
    '100,000 population rows: preview': '≤ 10 s together with applying, ≤ 300 MB',
    '1,000,000 enrolments: applied': '≤ 60 s',
  }
  return (await measureImports(databases)).map(({ name, seconds, megabytes }) => ({
    name,
    value: `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`,
    ...(bounds[name] === undefined ? {} : { bound: bounds[name] }),
  }))
}
