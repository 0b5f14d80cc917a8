import { globSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Client } from 'pg'
import { distancesTo } from '../reaching.ts'

/** The tests of the modules lie beside them. What stands apart has been asked already, or takes longer than it tells. */
const OF_A_MODULE = /^src\/.*\.test\.ts$/

/** By the name of a function of the database: the functions that come to it, it being one of them. */
export async function callersOf(client: Client): Promise<(name: string) => ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string; source: string }>(
    `select n.nspname || '.' || p.proname as name, p.prosrc as source from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'access', 'trail')`,
  )
  return (name) => {
    const found = new Set([name])
    for (const each of found)
      for (const { name: caller } of rows.filter(({ source }) => source.includes(`${each}(`))) found.add(caller)
    return found
  }
}

/**
 * The tests of the modules, by the function of the database that they are to know, the nearest first: those that name it or lie beside
 * a file that does, then by how many imports there are between. Whether they come to it at all is found out by running them.
 */
export async function nearestTests(client: Client): Promise<(signature: string) => readonly string[]> {
  const comingTo = await callersOf(client)
  const files = globSync(['src/**/*.ts', 'test/**/*.ts']).sort()
  const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
  const tests = files.filter((file) => OF_A_MODULE.test(file))
  return (signature) => {
    const name = signature.replace(/\(.*/, '')
    const naming = (which: ReadonlySet<string>) =>
      files.filter((file) => [...which].some((each) => (texts.get(file) ?? '').includes(`${each}(`)))
    const straight = naming(new Set([name]))
    const named = straight.length > 0 ? straight : naming(comingTo(name))
    const folders = new Set(named.map((file) => dirname(file)))
    const distances = distancesTo(
      files,
      named.filter((file) => file.startsWith('src/')),
    )
    const far = (file: string) => (named.includes(file) || folders.has(dirname(file)) ? 0 : (distances.get(file) ?? 0))
    return tests
      .filter((file) => named.includes(file) || distances.has(file))
      .sort((a, b) => far(a) - far(b) || statSync(a).size - statSync(b).size)
  }
}
