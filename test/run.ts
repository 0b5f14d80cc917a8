import { spawn } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import { run } from 'node:test'
import { spec, type TestEvent } from 'node:test/reporters'
import { findBrowser, NO_BROWSER } from './build/browser.ts'
import { cloneDatabase, testCluster } from './build/cluster.ts'

/**
 * `npm test`: every check and every test. `npm test -- database` leaves out the checks and the journeys, for a run on another
 * PostgreSQL (SEDD_TEST_CLUSTER); `npm test -- PATH …` runs only the test files at or below the paths.
 */
type Tally = { readonly passed: number; readonly failed: number }
type Step = { readonly name: string; readonly work: () => Promise<Tally> }

const ROOT = join(import.meta.dirname, '..')
/** Two cores is what the smallest machine has. */
const SIDE_BY_SIDE = 2
const FILE_TIMEOUT_MS = 12 * 60_000

const PASSED: Tally = { passed: 0, failed: 0 }
const FAILED: Tally = { passed: 0, failed: 1 }

process.chdir(ROOT)
process.exitCode = await runSteps(chooseSteps(process.argv.slice(2)))

function chooseSteps(wanted: readonly string[]): readonly Step[] {
  const files = testFiles()
  const journeys = files.filter(isJourney)
  const others = files.filter((file) => !isJourney(file))
  if (wanted.length === 0) return [...checks(), tests(others), browserTests(journeys)]
  if (wanted[0] === 'database') return [tests(others)]
  const chosen = (file: string) =>
    wanted.some((path) => file === normalize(path) || file.startsWith(`${normalize(path)}/`))
  const steps = [tests(others.filter(chosen)), browserTests(journeys.filter(chosen))]
  return steps.filter((_, index) => [others, journeys][index]?.some(chosen))
}

/** The longest files first, so that none of them runs alone at the end. */
function testFiles(): string[] {
  const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts']).map(normalize)
  return files.sort((a, b) => statSync(b).size - statSync(a).size)
}

function isJourney(file: string): boolean {
  return file.startsWith('test/e2e/')
}

function checks(): readonly Step[] {
  const check = (name: string, program: string, ...args: readonly string[]): Step => ({
    name,
    work: () => finishes(join(ROOT, 'node_modules/.bin', program), args),
  })
  return [
    check('types', 'tsc', '--noEmit'),
    check('lint and format', 'biome', 'check', '.'),
    check('dead code', 'knip'),
  ]
}

function finishes(file: string, args: readonly string[]): Promise<Tally> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', (error) => {
      process.stdout.write(`${error.message}\n`)
      resolve(FAILED)
    })
    child.once('close', (code) => resolve(code === 0 ? PASSED : FAILED))
  })
}

/** The cluster is started, and its template built, once for all test processes. */
function tests(files: readonly string[]): Step {
  return {
    name: 'tests',
    async work() {
      process.env['SEDD_TEST_CLUSTER'] ??= JSON.stringify(await testCluster())
      await (await cloneDatabase()).drop()
      return runFiles(files)
    },
  }
}

function browserTests(files: readonly string[]): Step {
  return {
    name: 'journeys in the browser',
    async work() {
      const browser = findBrowser((line) => process.stdout.write(`${line}\n`))
      if (browser === undefined) {
        process.stdout.write(`${NO_BROWSER}\n`)
        return FAILED
      }
      process.env['SEDD_CHROMIUM'] = browser
      return runFiles(files)
    },
  }
}

async function runFiles(files: readonly string[]): Promise<Tally> {
  if (files.length === 0) return PASSED
  const stream = run({ files: [...files], concurrency: SIDE_BY_SIDE, timeout: FILE_TIMEOUT_MS, cwd: ROOT })
  let tally: Tally = FAILED
  stream.on('test:summary', ({ counts, file }) => {
    if (file === undefined)
      tally = { passed: counts.passed, failed: counts.tests - counts.passed - counts.skipped - counts.todo }
  })
  for await (const chunk of Readable.from(withoutLog(stream)).compose(new spec())) process.stdout.write(chunk)
  return tally
}

/** What the program under test logs is thousands of lines that nobody asked for; all else that is said on standard error is kept. */
async function* withoutLog(events: AsyncIterable<TestEvent>): AsyncGenerator<TestEvent> {
  for await (const event of events) {
    if (event.type !== 'test:stderr') {
      yield event
      continue
    }
    const message = event.data.message.replace(/^\{"at":".*\}\n/gm, '')
    if (message !== '') yield { ...event, data: { ...event.data, message } }
  }
}

/** A step that fails does not keep the others from being run: one run tells all. */
async function runSteps(steps: readonly Step[]): Promise<number> {
  let passed = 0
  let failed = 0
  for (const { name, work } of steps) {
    process.stdout.write(`\n${name}\n`)
    const start = performance.now()
    const tally = await work().catch((error: unknown) => {
      process.stdout.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      return FAILED
    })
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    process.stdout.write(`${name}: ${tally.failed === 0 ? 'good' : 'FAILED'} in ${seconds} s\n`)
    passed += tally.passed
    failed += tally.failed
  }
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}
