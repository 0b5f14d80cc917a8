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

function read(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORTED)].map(([, path = '']) => join(dirname(file), path))
}
