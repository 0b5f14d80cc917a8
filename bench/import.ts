import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDomain, machineContext } from '../src/access/store.ts'
import { type ImportResult, importFile, type SheetImport } from '../src/integrations/deliveries/import.ts'
import type { Context, Database } from '../src/kernel/database.ts'
import type { Sedd } from '../src/main/open.ts'
import type { Figure } from './run.ts'

const PERSONS = 100_000
const ENROLMENTS = 1_000_000

/**
 * Files written for the purpose and read as anybody's would be, by the role that imports and under forced row security: the
 * population of a municipality (a row in a hundred cannot be read) as a preview, applied, and again; then enrolments. Memory is
 * that of this process and of the one that reads the file, each at its highest. Numbers are generated, here only.
 */
export async function benchImport(sedd: Sedd): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sedd-bench-'))
  try {
    const domain = {
      code: 'BENCH',
      name: 'Bench',
      kind: 'school_board',
      municipality: '0484',
      keepsRegister: true,
    } as const
    const db = sedd.database('sedd_import')
    const on = { db, context: await machineContext(db, await addDomain(sedd.database('sedd_jobs'), domain), 'import') }
    const population = { path: join(folder, 'befolkning.csv'), name: 'befolkning.csv', sheet: 'population' } as const
    const enrolments = {
      path: join(folder, 'inskrivningar.csv'),
      name: 'inskrivningar.csv',
      sheet: 'enrolments',
    } as const
    await write(population.path, populationLines())
    await write(enrolments.path, enrolmentLines())
    return [
      await measured('100,000 population rows, previewed', '10 s, 300 MB', () =>
        imported(on, { ...population, dryRun: true }),
      ),
      await measured('100,000 population rows, applied and computed', '10 s, 300 MB', () => imported(on, population)),
      await measured('the same rows again', '300 MB', () => imported(on, population)),
      await measured('1,000,000 enrolments, applied and computed', '60 s, 300 MB', () => imported(on, enrolments)),
      await measured('the same enrolments again', '300 MB', () => imported(on, enrolments)),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function imported(on: { db: Database; context: Context }, request: SheetImport): Promise<ImportResult> {
  const result = await importFile(on.db, on.context, request)
  if (result.status === 'refused') throw new Error(`refused: ${result.defect?.code}`)
  return result
}

async function measured(name: string, bound: string, work: () => Promise<ImportResult>): Promise<Figure> {
  const started = performance.now()
  let most = { own: 0, reader: 0 }
  const watch = setInterval(() => {
    most = { own: Math.max(most.own, process.memoryUsage.rss()), reader: Math.max(most.reader, readerBytes()) }
  }, 50)
  const { counts } = await work()
  clearInterval(watch)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const rows = `${counts.new} new, ${counts.unchanged} unchanged, ${counts.quarantined} quarantined`
  return { name, value: `${seconds} s, ${megabytes(most.own)} and ${megabytes(most.reader)}; ${rows}`, bound }
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`

/** What the process that reads the file holds, where the system tells. */
function readerBytes(): number {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ')
    const resident = children.filter(Boolean).map((pid) => readFileSync(`/proc/${pid}/status`, 'utf8'))
    return resident
      .filter((status) => status.startsWith('Name:\tnode') || status.includes('MainThread'))
      .reduce((sum, status) => sum + 1024 * Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0), 0)
  } catch {
    return 0
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
    const born = `${number.slice(0, 4)}-${number.slice(4, 6)}-${two(Number(number.slice(6, 8)) % 60)}`
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

/** Numbers of a population of all ages, in a fixed order, with the right check digit. Some samordningsnummer among them. */
function numberOf(n: number): string {
  const day = new Date(Date.UTC(1940, 0, 1 + ((n * 7) % BIRTHDAYS)))
  const coordination = n % 200 === 0 ? 60 : 0
  const date = `${day.getUTCFullYear()}${two(day.getUTCMonth() + 1)}${two(day.getUTCDate() + coordination)}`
  const nine = `${date.slice(2)}${String(1 + Math.floor(n / BIRTHDAYS)).padStart(3, '0')}`
  let sum = 0
  for (let place = 0; place < 9; place++) {
    const weighted = Number(nine[place]) * (place % 2 === 0 ? 2 : 1)
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return `${date.slice(0, 2)}${nine}${(10 - (sum % 10)) % 10}`
}

/** Days of birth from 1940 to 2025, no multiple of seven. */
const BIRTHDAYS = 31_411

const two = (value: number) => String(value).padStart(2, '0')
