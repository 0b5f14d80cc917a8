import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const IMPORTED = /\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g

/**
 * Those of the files that import another, straight or by way of others: which tests stand on the test cluster, for a run on another
 * PostgreSQL. The rest would only be run again on what they were run on before.
 */
export function reaching(files: readonly string[], target: string): string[] {
  const known = new Map<string, readonly string[]>()
  const importsOf = (file: string) => {
    const found = known.get(file) ?? (existsSync(file) ? read(file) : [])
    known.set(file, found)
    return found
  }
  return files.filter((file) => {
    const seen = new Set([file])
    for (const each of seen) for (const next of importsOf(each)) seen.add(next)
    return seen.has(target)
  })
}

/** How many imports lie between each file that comes to one of the targets and the nearest of them; none where it is one itself. */
export function distancesTo(files: readonly string[], targets: readonly string[]): ReadonlyMap<string, number> {
  const importers = new Map<string, string[]>()
  for (const file of files)
    for (const imported of read(file)) importers.set(imported, [...(importers.get(imported) ?? []), file])
  const distances = new Map(targets.map((file) => [file, 0]))
  // A map is gone through in the order of what was put in last: the nearer first.
  for (const [file, distance] of distances)
    for (const importer of importers.get(file) ?? [])
      if (!distances.has(importer)) distances.set(importer, distance + 1)
  return distances
}

function read(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORTED)].map(([, path = '']) => join(dirname(file), path))
}
