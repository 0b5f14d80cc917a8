import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { runFiles, type Tally } from './batches.ts'
import { findBrowser, NO_BROWSER } from './build/browser.ts'
import { cloneDatabase, testCluster } from './build/cluster.ts'
import { reaching } from './reaching.ts'

/**
 * `npm test`: every check and every test. `npm test -- database` runs the tests that stand on the test cluster, for a run on
 * another PostgreSQL (SEDD_TEST_CLUSTER); `npm test -- PATH …` runs only the test files at or below the paths.
 */
type Step = { readonly name: string; readonly work: () => Promise<Tally> }

const ROOT = join(import.meta.dirname, '..')
const CLUSTER = normalize('test/build/cluster.ts')
/** Two cores is what the smallest machine has. */
const SIDE_BY_SIDE = 2
/** Bytes of test files for one process: a few for all files that take no database. */
const TOGETHER = 60_000
/** Of those that take one, so many that a process does not live long with what each has left in it. */
const TOGETHER_WITH_DATABASE = 40_000

const PASSED: Tally = { passed: 0, failed: 0 }
const FAILED: Tally = { passed: 0, failed: 1 }

/** Asked to stop, the runner says what was being run, and tidies up after itself. */
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort())

process.chdir(ROOT)
process.exitCode = await runSteps(chooseSteps(process.argv.slice(2)))

function chooseSteps(wanted: readonly string[]): readonly Step[] {
  const files = testFiles()
  const journeys = files.filter(isJourney)
  const others = files.filter((file) => !isJourney(file))
  if (wanted.length === 0) return [...checks(), tests(others), browserTests(journeys)]
  if (wanted[0] === 'database') return [tests(reaching(others, CLUSTER))]
  const chosen = (file: string) =>
    wanted.some((path) => file === normalize(path) || file.startsWith(`${normalize(path)}/`))
  const steps = [tests(others.filter(chosen)), browserTests(journeys.filter(chosen))]
  return steps.filter((_, index) => [others, journeys][index]?.some(chosen))
}

function testFiles(): string[] {
  return globSync(['src/**/*.test.ts', 'test/**/*.test.ts']).map(normalize).sort()
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
      // What is asked of the whole program takes longest, and is begun first: at the end nothing long runs alone.
      const stored = reaching(files, CLUSTER)
      const ofTheWhole = stored.filter((file) => file.startsWith('test/'))
      const groups = [
        { files: ofTheWhole, together: 0 },
        { files: stored.filter((file) => !ofTheWhole.includes(file)), together: TOGETHER_WITH_DATABASE },
        { files: files.filter((file) => !stored.includes(file)), together: TOGETHER },
      ]
      return runFiles(groups, { root: ROOT, sideBySide: SIDE_BY_SIDE, stop: stopping.signal })
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
      return runFiles([{ files, together: 0 }], { root: ROOT, sideBySide: SIDE_BY_SIDE, stop: stopping.signal })
    },
  }
}

/** A step that fails does not keep the others from being run: one run tells all. */
async function runSteps(steps: readonly Step[]): Promise<number> {
  let passed = 0
  let failed = 0
  const broken: string[] = []
  for (const { name, work } of steps) {
    if (stopping.signal.aborted) break
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
    if (tally.failed > 0) broken.push(...(tally.broken?.length ? tally.broken : [name]))
  }
  if (stopping.signal.aborted) process.stdout.write('\nSTOPPED before the end\n')
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  // Told last, one line each: of a long run the end is what is read.
  for (const said of broken) process.stdout.write(`FAILED  ${said}\n`)
  return failed === 0 && !stopping.signal.aborted ? 0 : 1
}
