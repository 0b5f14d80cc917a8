import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { Client } from 'pg'
import { cloneDatabase, testCluster } from '../build/cluster.ts'
import { EQUIVALENTS, isOf } from './equivalents.ts'
import { aBench, type Bench, killerOf, watching } from './kill.ts'
import { foundByModules, testsFor } from './module-tests.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import { nearestTests } from './nearest.ts'
import { addNote, notesFor } from './notes.ts'

/**
 * `npm run mutate:walls`: breaks each wall in turn and asks the proofs whether they notice. Each of the processes has a database of its
 * own. The exit code is 0 when every mutant that is not on the list of equivalents was found. `npm run mutate:walls -- body policy` breaks
 * those kinds alone. Of `definer`, the functions that run with their owner's rights and stand behind no wall, what the cast's calls and
 * the cases do not notice is put to the nearest tests of the modules that come to them; what is found of these is kept, and a run that
 * was stopped goes on where it was.
 */
type Outcome = { readonly mutant: Mutant; readonly killer: string | null }
type Part = { readonly index: number; readonly of: number; readonly kinds: readonly string[] }

const KINDS = ['policy', 'security', 'grant', 'role', 'execute', 'body', 'definer']
const SHOWN = 200

async function mutateAll(kinds: readonly string[]): Promise<number> {
  const start = performance.now()
  process.env['SEDD_TEST_CLUSTER'] ??= JSON.stringify(await testCluster())
  await (await cloneDatabase()).drop()
  const processes = Math.max(1, Math.min(2, availableParallelism()))
  const callAll = async (of: readonly string[]) => {
    const parts = Array.from({ length: processes }, (_, index) => outcomesOf({ index, of: processes, kinds: of }))
    return (await Promise.all(parts)).flat()
  }
  const walls = kinds.filter((kind) => kind !== 'definer')
  const outcomes = walls.length === 0 ? [] : [...(await callAll(walls))]
  if (kinds.includes('definer')) {
    await callAll(['definer'])
    await askModules(processes)
    outcomes.push(...(await callAll(['definer'])))
  }
  const faults = report(outcomes)
  process.stdout.write(`${((performance.now() - start) / 1000).toFixed(0)} s\n`)
  return faults === 0 ? 0 : 1
}

/** Puts the functions that stand behind no wall to the tests of the modules, and writes down what they find. */
async function askModules(sideBySide: number): Promise<void> {
  const clone = await cloneDatabase()
  const client = new Client(clone.owner)
  await client.connect()
  const nearest = await nearestTests(client)
  const mutants = (await mutantsOf(client)).filter(({ kind }) => kind === 'definer')
  await client.end()
  await clone.drop()
  const noted = notesFor()
  const isKnown = (mutant: Mutant) =>
    excused({ mutant, killer: null }) || (noted(mutant, 'modules') ?? noted(mutant, 'calls'))?.killer != null
  const waiting = [...mutants.filter((mutant) => !isKnown(mutant)).entries()]
  process.stdout.write(`${waiting.length} of ${mutants.length} are put to the tests of the modules\n`)
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, mutant] = next
      const killer = await askedOf(mutant, { noted, nearest: nearest(mutant.of) })
      process.stdout.write(`${place + 1} ${killer ?? 'not found'}: ${mutant.name}\n`)
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, worker))
}

type Asking = { readonly noted: ReturnType<typeof notesFor>; readonly nearest: readonly string[] }

async function askedOf(mutant: Mutant, { noted, nearest }: Asking): Promise<string | null> {
  const known = noted(mutant, 'modules')
  const tests = await testsFor(mutant.of, nearest)
  const files = tests.map(({ file }) => file)
  if (known?.asked.join() === files.join()) return known.killer
  const killer = await foundByModules(mutant, tests)
  addNote(mutant, { by: 'modules', asked: killer === null ? files : [killer], killer })
  return killer
}

function outcomesOf({ index: place, of: parts, kinds }: Part): Promise<readonly Outcome[]> {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, ['part', `${place}`, `${parts}`, ...kinds], { execArgv: process.execArgv })
    child.once('message', (outcomes) => resolve(outcomes as readonly Outcome[]))
    child.once('exit', (code) => reject(new Error(`a part of the run ended with ${code}`)))
  })
}

async function mutatePart(part: Part): Promise<readonly Outcome[]> {
  const onlyDefiners = part.kinds.every((kind) => kind === 'definer')
  const bench = onlyDefiners ? await watching(await aBench()) : await aBench()
  const mutants = (await mutantsOf(bench.world.client)).filter(
    (mutant, place) =>
      // Roles are the whole cluster's: one process has them all.
      part.kinds.includes(mutant.kind) && (mutant.kind === 'role' ? part.index === 0 : place % part.of === part.index),
  )
  const outcomes: Outcome[] = []
  const whole = new Map<string, string | null>()
  const noted = notesFor()
  const knownOf = (mutant: Mutant) => {
    const byModules = noted(mutant, 'modules')
    return byModules?.killer != null ? byModules : noted(mutant, 'calls')
  }
  for (const mutant of mutants) {
    const known = mutant.kind === 'definer' ? knownOf(mutant) : undefined
    if (known) {
      outcomes.push({ mutant, killer: known.killer })
      continue
    }
    const killer = await killerOf(bench, mutant)
    const wrong = killer === null ? null : await wrongUnbroken(bench, mutant, { killer, known: whole })
    if (wrong !== null) {
      outcomes.push({ mutant, killer: `${UNBROKEN}: ${wrong}` })
      continue
    }
    const outcome = { mutant, killer }
    outcomes.push(outcome)
    if (mutant.kind === 'definer') addNote(mutant, { by: 'calls', asked: [], killer: outcome.killer })
    // Said as soon as it is known: the whole takes minutes.
    if (outcome.killer === null && mutant.kind !== 'definer' && !excused(outcome))
      process.stdout.write(`not found: ${mutant.kind} ${mutant.name}\n`)
  }
  await bench.world.client.end()
  return outcomes
}

const UNBROKEN = 'stillborn: found with nothing broken'
type Unbroken = { readonly killer: string; readonly known: Map<string, string | null> }
/** What the proofs find of a wall that stands, asked once of each: they would find every mutant of it, and show nothing. */
async function wrongUnbroken(bench: Bench, { kind, of: broken }: Mutant, { killer, known }: Unbroken) {
  // The cases are the same whatever is broken: they are asked once for all functions that they tell of.
  const of = kind === 'definer' && killer.startsWith('cases') ? 'public.person' : broken
  const key = kind === 'body' || kind === 'execute' ? kind : `${kind} ${of}`
  const whole = { kind, of, name: `${of} as it is`, statement: 'select 1' }
  if (!known.has(key)) known.set(key, await killerOf(bench, whole))
  return known.get(key) ?? null
}

const excused = ({ mutant }: Outcome) => EQUIVALENTS.some((equivalent) => isOf(equivalent, mutant))

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
      (each) =>
        kinds.some((kind) => each.mutants.source.startsWith(`^${kind} `)) &&
        !survivors.some(({ mutant }) => isOf(each, mutant)),
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
if (what !== 'part') process.exitCode = await mutateAll(what === undefined ? KINDS : process.argv.slice(2))
else process.send?.(await mutatePart({ index: Number(index), of: Number(of), kinds }))
