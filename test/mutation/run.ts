import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { cloneDatabase, testCluster } from '../build/cluster.ts'
import { EQUIVALENTS } from './equivalents.ts'
import { aBench, type Bench, killerOf } from './kill.ts'
import { foundByModules, inPairs, learnCoverage } from './module-tests.ts'
import { type Mutant, mutantsOf } from './mutants.ts'

/**
 * `npm run mutate:walls`: breaks each wall in turn and asks the proofs whether they notice. Each of the processes has a database of its
 * own. The exit code is 0 when every mutant that is not on the list of equivalents was found. `npm run mutate:walls -- body policy` breaks
 * those kinds alone, and `-- definer` what no whole run asks: the functions that run with their owner's rights and stand behind no
 * wall. What the cast's calls do not notice there is put to the tests of the modules that come to the function; that takes hours.
 */
type Outcome = { readonly mutant: Mutant; readonly killer: string | null }
type Part = { readonly index: number; readonly of: number; readonly kinds: readonly string[] }

const SHOWN = 200

async function mutateAll(kinds: readonly string[]): Promise<number> {
  const start = performance.now()
  process.env['SEDD_TEST_CLUSTER'] ??= JSON.stringify(await testCluster())
  await (await cloneDatabase()).drop()
  const processes = Math.max(1, Math.min(2, availableParallelism()))
  const parts = Array.from({ length: processes }, (_, index) => outcomesOf({ index, of: processes, kinds }))
  const asked = (await Promise.all(parts)).flat()
  const outcomes = kinds.includes('definer') ? await askModules(asked) : asked
  const faults = report(outcomes)
  process.stdout.write(`${((performance.now() - start) / 1000).toFixed(0)} s\n`)
  return faults === 0 ? 0 : 1
}

/** Puts to the tests of the modules what is left of the functions that only they know. */
async function askModules(outcomes: readonly Outcome[]): Promise<readonly Outcome[]> {
  const isLeft = ({ mutant, killer }: Outcome) => mutant.kind === 'definer' && killer === null
  const left = outcomes.filter(isLeft)
  process.stdout.write(`${left.length} of ${outcomes.length} are put to the tests of the modules\n`)
  const coverage = await learnCoverage()
  let done = 0
  const answered = await inPairs(left, async (outcome) => {
    const killer = await foundByModules(outcome.mutant, coverage)
    done += 1
    const { kind, name } = outcome.mutant
    process.stdout.write(`${done} ${killer ?? 'not found'}: ${kind} ${name}\n`)
    return { ...outcome, killer }
  })
  return [...outcomes.filter((outcome) => !isLeft(outcome)), ...answered]
}

function outcomesOf({ index: place, of: parts, kinds }: Part): Promise<readonly Outcome[]> {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, ['part', `${place}`, `${parts}`, ...kinds], { execArgv: process.execArgv })
    child.once('message', (outcomes) => resolve(outcomes as readonly Outcome[]))
    child.once('exit', (code) => reject(new Error(`a part of the run ended with ${code}`)))
  })
}

async function mutatePart(part: Part): Promise<readonly Outcome[]> {
  const bench = await aBench()
  const isWanted = (kind: string) => (part.kinds.length === 0 ? kind !== 'definer' : part.kinds.includes(kind))
  const mutants = (await mutantsOf(bench.world.client)).filter(
    ({ kind }, place) =>
      // Roles are the whole cluster's: one process has them all.
      isWanted(kind) && (kind === 'role' ? part.index === 0 : place % part.of === part.index),
  )
  const outcomes: Outcome[] = []
  const whole = new Map<string, string | null>()
  for (const mutant of mutants) {
    const wrong = await wrongUnbroken(bench, mutant, whole)
    if (wrong !== null) {
      outcomes.push({ mutant, killer: `${UNBROKEN}: ${wrong}` })
      continue
    }
    const outcome = { mutant, killer: await killerOf(bench, mutant) }
    outcomes.push(outcome)
    // Said as soon as it is known: the whole takes minutes.
    if (outcome.killer === null && mutant.kind !== 'definer' && !excused(outcome))
      process.stdout.write(`not found: ${mutant.kind} ${mutant.name}\n`)
  }
  await bench.world.client.end()
  return outcomes
}

const UNBROKEN = 'stillborn: found with nothing broken'
/** What the proofs find of a wall that stands, asked once of each: they would find every mutant of it, and show nothing. */
async function wrongUnbroken(bench: Bench, { kind, of }: Mutant, known: Map<string, string | null>) {
  const key = kind === 'body' || kind === 'execute' ? kind : `${kind} ${of}`
  const whole = { kind, of, name: `${of} as it is`, statement: 'select 1' }
  if (!known.has(key)) known.set(key, await killerOf(bench, whole))
  return known.get(key) ?? null
}

const excused = ({ mutant }: Outcome) =>
  EQUIVALENTS.some(({ mutants }) => mutants.test(`${mutant.kind} ${mutant.name}`))

/** Says the score, and what is wrong with it. */
function report(all: readonly Outcome[]): number {
  const kinds = [...new Set(all.map(({ mutant }) => mutant.kind))]
  const stillborn = all.filter(({ killer }) => killer?.startsWith('stillborn'))
  const born = all.filter((outcome) => !stillborn.includes(outcome))
  const survivors = born.filter(({ killer }) => killer === null)
  const lost = survivors.filter((each) => !excused(each))
  const faults = [
    ...born
      .filter((each) => each.killer !== null && excused(each))
      .map(({ mutant, killer }) => `said to be equivalent, and found by ${killer}: ${mutant.name}`),
    ...EQUIVALENTS.filter(
      ({ mutants }) =>
        kinds.some((kind) => mutants.source.startsWith(`^${kind} `)) &&
        !survivors.some(({ mutant }) => mutants.test(`${mutant.kind} ${mutant.name}`)),
    ).map(({ mutants }) => `there is no such equivalent any longer: ${mutants}`),
    ...stillborn.map(({ mutant, killer }) => `${killer}: ${mutant.name}`),
  ]
  for (const line of faults.slice(0, SHOWN)) process.stdout.write(`${line}\n`)
  for (const [kind, ofKind] of Map.groupBy(born, ({ mutant }) => mutant.kind)) {
    const found = ofKind.filter(({ killer }) => killer !== null).length
    const equivalent = ofKind.filter((each) => each.killer === null && excused(each)).length
    process.stdout.write(`${kind}: ${found} of ${ofKind.length} found, ${equivalent} equivalent\n`)
  }
  const found = born.length - survivors.length
  process.stdout.write(
    `score: ${found} of ${born.length}, ${survivors.filter(excused).length} equivalent, ${lost.length} not found, ${faults.length} other faults\n`,
  )
  // Nothing tried is nothing shown: a kind that there is none of.
  return all.length === 0 ? 1 : lost.length + faults.length
}

const [what, index, of, ...kinds] = process.argv.slice(2)
if (what !== 'part') process.exitCode = await mutateAll(process.argv.slice(2))
else process.send?.(await mutatePart({ index: Number(index), of: Number(of), kinds }))
