import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Actor, MACHINE, STAFF } from './cast.ts'
import { isLetIn } from './oracle.ts'
import { compare, lawFor, type Stage, setTheStage, sweep, type Tried } from './probe.ts'
import type { Surface } from './tables.ts'
import { aWorld, restoredWorld, type World } from './world.ts'

/** The matrix of the walls once more, in a database that was restored from a backup: every role and every table, of what is seen and counted a fourth each. */

const folder = mkdtempSync(join(tmpdir(), 'sedd-restored-'))
let source: World
let world: World
let stages: ReadonlyMap<Surface, Stage>
before(async () => {
  source = await aWorld()
  world = await restoredWorld(source, join(folder, 'world.gz'))
  stages = new Map((await setTheStage(world, ['web', 'jobs'])).map((stage) => [stage.surface, stage]))
})
after(async () => {
  await Promise.all([source.client.end(), world?.client.end()])
  rmSync(folder, { recursive: true })
})

const FOURTHS = 4

async function mismatches(
  actor: Actor,
  surface: Surface,
  turn: number,
): Promise<{ cells: number; wrong: readonly string[] }> {
  const stage = stages.get(surface)
  assert.ok(stage)
  const tried = ({ kind, id }: Tried) => kind !== 'write' && id % FOURTHS === turn % FOURTHS
  await world.client.query('begin')
  try {
    const answers = await sweep(world.client, { actor, stage, tried })
    assert.equal(answers !== null, isLetIn(actor), `the door of ${actor.key}`)
    if (answers === null) return { cells: 0, wrong: [] }
    const found = compare(stage, answers, lawFor(actor, surface))
    return { cells: found.cells, wrong: found.mismatches.map((mismatch) => `${actor.key}: ${mismatch}`) }
  } finally {
    await world.client.query('rollback')
  }
}

test('each role sees in a restored database what the law says, and nothing else', async (t) => {
  const wrong: string[] = []
  let cells = 0
  const asked = [...STAFF.map((each) => [each, 'web'] as const), [MACHINE, 'jobs'] as const]
  for (const [turn, [actor, surface]] of asked.entries()) {
    const found = await mismatches(actor, surface, turn)
    cells += found.cells
    wrong.push(...found.wrong)
  }
  t.diagnostic(`${cells} cells`)
  assert.deepEqual({ count: wrong.length, first: wrong.slice(0, 25) }, { count: 0, first: [] })
  assert.ok(cells > 50_000, `${cells} cells`)
})
