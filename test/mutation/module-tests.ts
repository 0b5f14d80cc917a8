import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { CALLS_FOLDER, fingerprint, MUTANT_FILE, stableFolder } from '../build/cluster.ts'
import type { Mutant } from './mutants.ts'

/**
 * A mutant put to the tests of the modules that come to its function. Which those are is learned by running the nearest once with
 * nothing broken and the database counting its calls. They are asked until one fails, and each only until its first failure.
 */

/** A test file, how long it takes, and which of the database's functions it comes to; none where it fails with nothing broken. */
const Covering = z.object({ file: z.string(), seconds: z.number(), functions: z.array(z.string()) })
type Covering = z.infer<typeof Covering>

/** So many that come to a function are asked, the cheapest first, and no more than so many are run to find them. */
const ASKED = 3
const TRIED = 5

/** The tests that are put to the mutants of a function. */
export async function testsFor(signature: string, nearest: readonly string[]): Promise<readonly Covering[]> {
  const coming: Covering[] = []
  for (const file of nearest.slice(0, TRIED)) {
    const covering = await learned(file)
    if (covering.functions.includes(signature)) coming.push(covering)
    if (coming.length === ASKED) break
  }
  return coming.sort((a, b) => a.seconds - b.seconds)
}

/** Kept until the file or what the tests stand on changes. */
async function learned(file: string): Promise<Covering> {
  const folder = join(stableFolder(), 'calls')
  mkdirSync(folder, { recursive: true })
  const note = join(folder, `${file.replaceAll('/', '+')}-${digestOf([file])}-${fingerprint(['db/migrations'])}.json`)
  try {
    return Covering.parse(JSON.parse(readFileSync(note, 'utf8')))
  } catch {
    const covering = await callsOf(file)
    writeFileSync(note, JSON.stringify(covering))
    return covering
  }
}

async function callsOf(file: string): Promise<Covering> {
  const calls = mkdtempSync(join(tmpdir(), 'sedd-calls-'))
  try {
    const start = performance.now()
    const outcome = await outcomeOf(file, { [CALLS_FOLDER]: calls }, 600)
    const seconds = (performance.now() - start) / 1000
    if (outcome !== 'passed') process.stdout.write(`${file} ${outcome} with nothing broken, and is not asked\n`)
    const lines = readdirSync(calls).flatMap((name) => readFileSync(join(calls, name), 'utf8').split('\n'))
    const functions = outcome === 'passed' ? [...new Set(lines.filter((line) => line !== ''))].sort() : []
    return { file, seconds, functions }
  } finally {
    rmSync(calls, { recursive: true })
  }
}

/** The first test file that fails with the mutant in its database; null when all pass, or none comes to its end in time. */
export async function foundByModules(mutant: Mutant, tests: readonly Covering[]): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'sedd-mutant-'))
  const statement = join(folder, 'mutant.sql')
  writeFileSync(statement, mutant.statement)
  try {
    for (const { file, seconds } of tests)
      if ((await outcomeOf(file, { [MUTANT_FILE]: statement }, 60 + 6 * seconds)) === 'failed') return file
    return null
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Ending = 'passed' | 'failed' | 'did not end'

/** Runs a test file in a process of its own, which is ended at the first failure. */
function outcomeOf(file: string, env: Readonly<Record<string, string>>, seconds: number): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--test-reporter=tap', file], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: join(stableFolder(), 'compiled'),
        ...env,
        NODE_TEST_CONTEXT: undefined,
      },
      timeout: Math.ceil(seconds * 1000),
      killSignal: 'SIGKILL',
    })
    let failed = false
    child.stdout.setEncoding('utf8').on('data', (said: string) => {
      if (!/^ *not ok /m.test(said)) return
      failed = true
      child.kill('SIGKILL')
    })
    child.once('error', reject)
    child.once('close', (code) =>
      resolve(failed || (code !== null && code !== 0) ? 'failed' : code === 0 ? 'passed' : 'did not end'),
    )
  })
}

/** What stands in the files, in short. */
export function digestOf(files: readonly string[], ...beside: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  for (const text of beside) hash.update(text)
  return hash.digest('hex').slice(0, 12)
}
