import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { z } from 'zod'
import type { Connection } from '../kernel/database.ts'

const DATA = join(import.meta.dirname, '../../data')

const Programmes = z.object({
  yrkesprogram: z.record(z.string(), z.string()),
  hogskoleforberedande: z.record(z.string(), z.string()),
  introduktionsprogram: z.record(z.string(), z.string()),
  legacyToCurrent: z.record(z.string(), z.string()),
  anpassadGymnasieskola: z.record(z.string(), z.string()),
  riksrekryterande: z.record(z.string(), z.string()),
  gy25Changed: z.record(z.string(), z.string()),
})

/** `[code, name, kind]` of every programme code we know. */
type Programme = readonly [code: string, name: string, kind: string]

/**
 * Loads what the country has in common (municipalities, school units, programme codes, holidays) from `data/`. As owner, at migration;
 * the same data again changes nothing.
 */
export async function loadReferenceData(owner: Connection): Promise<void> {
  const client = new Client(owner)
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role sedd_owner')
    await upsert(client, 'municipality (code, name, county_code, region)', await municipalities())
    await upsert(client, 'school_unit (code, name)', await schoolUnits())
    await upsert(client, 'programme (code, name, kind)', await programmes())
    await replaceHolidays(client)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

async function upsert(client: Client, into: string, rows: readonly (readonly string[])[]): Promise<void> {
  const columns = into.slice(into.indexOf('(') + 1, -1).split(', ')
  const arrays = columns.map((_, index) => rows.map((row) => row[index] ?? ''))
  const set = columns.slice(1).map((column) => `${column} = excluded.${column}`)
  await client.query(
    `insert into ${into} select * from unnest(${columns.map((_, index) => `$${index + 1}::text[]`).join(', ')})
     on conflict (code) do update set ${set.join(', ')}
     where (${into.split(' ')[0]}.*) is distinct from (excluded.*)`,
    arrays,
  )
}

/** A holiday that is no longer in the file is none: law has taken one away before. */
async function replaceHolidays(client: Client): Promise<void> {
  const rows = csvRows(await readFile(join(DATA, 'calendar/holidays.csv'), 'utf8'))
  const kept = rows.filter(([, , kind]) => kind !== 'observance')
  await client.query('delete from holiday')
  await client.query('insert into holiday (day, name, kind) select * from unnest($1::date[], $2::text[], $3::text[])', [
    ...[0, 1, 2].map((column) => kept.map((row) => row[column] ?? '')),
  ])
}

async function municipalities(): Promise<string[][]> {
  return csvRows(await readFile(join(DATA, 'municipalities/kommuner.csv'), 'utf8'))
}

async function schoolUnits(): Promise<string[][]> {
  const rows = csvRows(await readFile(join(DATA, 'schools/school_units_compact.csv'), 'utf8'))
  return rows.map((row) => row.slice(0, 2)).filter(([code]) => /^\d{8}$/.test(code ?? ''))
}

async function programmes(): Promise<Programme[]> {
  const known = Programmes.parse(JSON.parse(await readFile(join(DATA, 'schools/programme-codes.json'), 'utf8')))
  const of = (codes: Readonly<Record<string, string>>, kind: string) =>
    Object.entries(codes).map(([code, name]): Programme => [code, name, kind])
  const introductory = new Set(Object.keys(known.introduktionsprogram))
  const legacy = Object.entries(known.legacyToCurrent).map(([code, current]): Programme => {
    return [code, current, introductory.has(current) ? 'introductory' : 'other']
  })
  const listed = [
    ...legacy,
    ...of(known.yrkesprogram, 'vocational'),
    ...of(known.hogskoleforberedande, 'preparatory'),
    ...of(known.introduktionsprogram, 'introductory'),
    ...of(known.anpassadGymnasieskola, 'adapted'),
    ...of(known.riksrekryterande, 'other'),
    ...of(known.gy25Changed, 'other'),
  ]
  return [...new Map(listed.map((programme) => [programme[0], programme])).values()]
}

/** The files of `data/` are plain: a comma inside a field stands within quotes, and nothing else is special. */
function csvRows(text: string): string[][] {
  const lines = text
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
  return lines.map((line) =>
    [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((match) => match[2] ?? match[1] ?? '').slice(0, 4),
  )
}
