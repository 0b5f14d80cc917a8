import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { RoleCode } from '../../src/access/roles.ts'
import { byGrantsAlone, leaveAlone, mismatchesAlone, type Policy, policiesOf, surfaceOf } from './alone.ts'
import { type Actor, STAFF } from './cast.ts'
import { compare, type Stage, setTheStage, sweep, type Tried } from './probe.ts'
import { SURFACES, type Surface, TABLES } from './tables.ts'
import { aWorld, type World } from './world.ts'

/** Each wall does its whole part by itself. */

let world: World
let stages: ReadonlyMap<Surface, Stage>
let policies: readonly Policy[]
let cells = 0
before(async () => {
  world = await aWorld()
  stages = new Map((await setTheStage(world, SURFACES)).map((stage) => [stage.surface, stage]))
  policies = (await policiesOf(world.client)).filter(({ table }) => table in TABLES)
})
after(() => world.client.end())

function stageOf(surface: Surface): Stage {
  const stage = stages.get(surface)
  if (!stage) throw new Error(surface)
  return stage
}

const ofRole = (role: RoleCode): Actor => {
  const found = STAFF.find((actor) => actor.role === role && !actor.seesProtected)
  if (!found) throw new Error(role)
  return found
}

/** Every way of reaching and of not reaching, in as few as it takes. */
const ACTORS: readonly Actor[] = [
  ofRole('kaa_coordinator'),
  ofRole('coach'),
  ofRole('student_health_head'),
  ofRole('administrator'),
  ofRole('data_protection_officer'),
]

/** A few of the rows that are written, others for each table and each actor. */
const few =
  (offset: number) =>
  ({ kind, id }: Tried) =>
    kind !== 'write' || (id + offset) % 5 === 0

test('each policy by itself keeps out, or lets in, what it is for', async (t) => {
  const wrong: string[] = []
  for (const [index, policy] of policies.entries()) {
    const stage = stageOf(surfaceOf(policy))
    await world.client.query('begin')
    await leaveAlone(world.client, policy, policies)
    for (const [offset, actor] of ACTORS.entries()) {
      await world.client.query('savepoint actor')
      const found = await mismatchesAlone(world.client, { actor, stage, policy, tried: few(index + offset) })
      await world.client.query('rollback to savepoint actor')
      wrong.push(...found.mismatches)
      cells += found.cells
    }
    await world.client.query('rollback')
  }
  t.diagnostic(`${policies.length} policies, ${cells.toLocaleString('en')} cells`)
  assert.deepEqual({ count: wrong.length, first: wrong.slice(0, 25) }, { count: 0, first: [] })
})

test('what a visitor is kept from is kept by each wall alone', async () => {
  const visitors: readonly Actor[] = [
    { ...ofRole('social_worker'), visit: 'sharedAndAccepted' },
    { ...ofRole('social_worker'), visit: 'sharedWithSomeNotes' },
    { ...ofRole('data_protection_officer'), visit: 'extractedSurvivor' },
  ]
  const wrong: string[] = []
  for (const policy of policies) {
    if (surfaceOf(policy) !== 'web') continue
    await world.client.query('begin')
    await leaveAlone(world.client, policy, policies)
    await world.client.query('set transaction read only')
    for (const actor of visitors) {
      await world.client.query('savepoint visitor')
      const asked = { actor, stage: stageOf('web'), policy, tried: ({ verb }: Tried) => verb === 'select' }
      wrong.push(...(await mismatchesAlone(world.client, asked)).mismatches)
      await world.client.query('rollback to savepoint visitor')
    }
    await world.client.query('rollback')
  }
  assert.deepEqual({ count: wrong.length, first: wrong.slice(0, 25) }, { count: 0, first: [] })
})

test('with every policy gone each surface still does no more than it was granted', async () => {
  const wrong: string[] = []
  await world.client.query('begin')
  for (const { table } of world.shapes) await world.client.query(`alter table ${table} disable row level security`)
  for (const surface of ['web', 'sign_in', 'jobs', 'import', 'statistics', 'evaluation'] as const) {
    await world.client.query('savepoint surface')
    const stage = stageOf(surface)
    const answers = await sweep(world.client, { actor: null, stage, tried: ({ kind }) => kind !== 'write' })
    wrong.push(
      ...compare(stage, answers ?? new Map(), byGrantsAlone(surface)).mismatches.map((each) => `${surface}: ${each}`),
    )
    await world.client.query('rollback to savepoint surface')
  }
  await world.client.query('rollback')
  assert.deepEqual({ count: wrong.length, first: wrong.slice(0, 25) }, { count: 0, first: [] })
})
