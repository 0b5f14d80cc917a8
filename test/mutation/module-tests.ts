import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { CALLS_FOLDER, fingerprint, MUTANT_FILE, stableFolder } from '../build/cluster.ts'
import type { Mutant } from './mutants.ts'

/** The tests of the modules, and which of the database's functions each of them comes to. */
const Covering = z.object({ file: z.string(), seconds: z.number(), functions: z.array(z.string()) })
type Covering = z.infer<typeof Covering>

/** What the matrices and the mutants themselves ask has been asked already; a journey takes longer than it tells. */
const LEFT_OUT = /^test\/(?:access|mutation|e2e|chaos)\//

/**
 * Runs every test of a module once with nothing broken, and notes which functions it came to. Kept until the tree changes. Throws when a
 * test fails: nothing could be learned from it.
 */
export async function learnCoverage(): Promise<readonly Covering[]> {
  const files = globSync(['src/**/*.test.ts', 'test/*.test.ts']).filter((file) => !LEFT_OUT.test(file))
  const folder = join(stableFolder(), `calls-${fingerprint(['src', 'test/build', 'db/migrations'])}`)
  mkdirSync(folder, { recursive: true })
  return inPairs(files.sort(), async (file) => {
    const words = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12)
    const note = join(folder, `${file.replaceAll('/', '+')}-${words}.json`)
    const known = noted(note)
    if (known) return known
    const learned = await callsOf(file)
    writeFileSync(note, JSON.stringify(learned))
    return learned
  })
}

function noted(path: string): Covering | null {
  try {
    return Covering.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

async function callsOf(file: string): Promise<Covering> {
  const calls = mkdtempSync(join(tmpdir(), 'sedd-calls-'))
  try {
    const start = performance.now()
    if (!(await passes(file, { [CALLS_FOLDER]: calls }, 900))) throw new Error(`${file} fails with nothing broken`)
    const seconds = (performance.now() - start) / 1000
    const lines = readdirSync(calls).flatMap((name) => readFileSync(join(calls, name), 'utf8').split('\n'))
    return { file, seconds, functions: [...new Set(lines.filter((line) => line !== ''))].sort() }
  } finally {
    rmSync(calls, { recursive: true })
  }
}

/** The first test that fails with the mutant in its database, the quickest asked first; null when all that come to it pass. */
export async function foundByModules(mutant: Mutant, coverage: readonly Covering[]): Promise<string | null> {
  const coming = coverage.filter(({ functions }) => functions.includes(mutant.of))
  const folder = mkdtempSync(join(tmpdir(), 'sedd-mutant-'))
  const statement = join(folder, 'mutant.sql')
  writeFileSync(statement, mutant.statement)
  try {
    for (const { file, seconds } of coming.toSorted((a, b) => a.seconds - b.seconds))
      if (!(await passes(file, { [MUTANT_FILE]: statement }, 60 + 4 * seconds))) return file
    return null
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function passes(file: string, env: Readonly<Record<string, string>>, seconds: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--test', file], {
      stdio: 'ignore',
      env: { ...process.env, ...env, NODE_TEST_CONTEXT: undefined },
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
    })
    child.once('error', reject)
    child.once('close', (code) => resolve(code === 0))
  })
}

/** Two at a time, in order. */
export async function inPairs<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  const waiting = [...all.entries()]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1])
  }
  await Promise.all([worker(), worker()])
  return results
}
