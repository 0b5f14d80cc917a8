import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { RoleCode } from '../../src/access/roles.ts'
import { type Actor, MACHINE, STAFF, VISITS } from './cast.ts'
import { keptForNobody, keptTooLong, wrongKeeping } from './kept.ts'
import { isLetIn } from './oracle.ts'
import { compare, lawFor, type Stage, setTheStage, sweep, type Tried } from './probe.ts'
import { SURFACES, type Surface, TABLES } from './tables.ts'
import { aWorld, type World } from './world.ts'

/** Every role × surface × table × operation × standing of a person, in the database itself, held against the oracle. */

let world: World
let stages: ReadonlyMap<Surface, Stage>
let cells = 0
before(async () => {
  world = await aWorld()
  stages = new Map((await setTheStage(world, SURFACES)).map((stage) => [stage.surface, stage]))
})
after(() => world.client.end())

type Asked = {
  readonly actor: Actor | null
  readonly surface: Surface
  readonly tried: (one: Tried) => boolean
  /** Whether the walls have kept whom the actor reaches, as for whoever asks more than once. */
  readonly kept?: boolean
}

async function mismatches({ actor, surface, tried, kept }: Asked): Promise<readonly string[]> {
  const stage = stages.get(surface)
  if (!stage) throw new Error(surface)
  const { client } = world
  const onlyReads = kept === true || actor?.visit !== undefined
  await client.query(onlyReads ? 'begin isolation level repeatable read read only' : 'begin')
  try {
    const answers = await sweep(client, { actor, stage, tried, kept: kept === true })
    const who = `${actor?.key ?? 'nobody'} on ${surface}${actor?.visit === undefined ? '' : ` visiting ${actor.visit}`}`
    if (answers === null || (actor && !isLetIn(actor))) {
      cells += stage.attempts.filter(tried).length
      const opened = answers !== null
      return opened === (actor !== null && isLetIn(actor))
        ? []
        : [`${who}: the door ${opened ? 'opened' : 'stayed shut'}`]
    }
    const found = compare(stage, answers, lawFor(actor, surface))
    cells += found.cells
    return found.mismatches.map((mismatch) => `${who}: ${mismatch}`)
  } finally {
    await client.query('rollback')
  }
}

async function assertLawful(asked: readonly Asked[]): Promise<void> {
  const wrong: string[] = []
  for (const each of asked) wrong.push(...(await mismatches(each)))
  assert.deepEqual({ count: wrong.length, first: wrong.slice(0, 25) }, { count: 0, first: [] })
}

const READING = ({ kind }: Tried) => kind !== 'write'
const EVERYTHING = () => true
const ofRole = (role: RoleCode, sees = false) => {
  const found = STAFF.find((actor) => actor.role === role && actor.seesProtected === sees)
  if (!found) throw new Error(role)
  return found
}

/** One for each way of reaching tries every write; the others some each, and between them every one. */
const THOROUGH: readonly Actor[] = [ofRole('kaa_coordinator'), ofRole('coach'), ofRole('student_health_head')]
const some = (index: number) => (one: Tried) => READING(one) || one.id % 16 === index % 16

test('every table there is stands in the oracle, and nothing else does', () => {
  assert.deepEqual(
    world.shapes.map(({ table }) => table),
    Object.keys(TABLES).sort(),
  )
})

test('each role sees and changes what the law says, and nothing else', async () => {
  await assertLawful(
    STAFF.map((actor, index) => ({
      actor,
      surface: 'web',
      tried: THOROUGH.includes(actor) ? EVERYTHING : some(index),
    })),
  )
})

test('who asks more than once is shown the same', async () => {
  const reading = ({ kind, verb }: Tried) => kind !== 'write' && verb === 'select'
  const actors = [ofRole('coach'), ofRole('coach', true), ofRole('student_health_head'), ofRole('class_mentor')]
  await assertLawful(actors.map((actor) => ({ actor, surface: 'web', tried: reading, kept: true })))
})

test('Sedd itself works within one domain, and nobody at all without having said who asks', async () => {
  await assertLawful([
    { actor: MACHINE, surface: 'jobs', tried: EVERYTHING },
    { actor: MACHINE, surface: 'import', tried: EVERYTHING },
    { actor: null, surface: 'jobs', tried: EVERYTHING },
    ...SURFACES.map((surface) => ({ actor: null, surface, tried: READING })),
  ])
})

test('whoever asks, each surface does only what it is for', async () => {
  const actors = [
    ofRole('kaa_coordinator', true),
    ofRole('coach'),
    ofRole('administrator'),
    ofRole('evaluator'),
    MACHINE,
  ]
  const others = SURFACES.filter((surface) => surface !== 'web')
  const tried = ({ role }: Actor, surface: Surface) =>
    role === 'coach' && ['jobs', 'import'].includes(surface) ? EVERYTHING : READING
  await assertLawful(
    others.flatMap((surface) => actors.map((actor) => ({ actor, surface, tried: tried(actor, surface) }))),
  )
})

test('a visitor sees the one person who was shared, what was shared of them, and changes nothing', async () => {
  const visitors = [
    ofRole('coach'),
    ofRole('kaa_coordinator', true),
    ofRole('data_protection_officer'),
    ofRole('social_worker'),
  ]
  const visits = visitors.flatMap((actor) => VISITS.map((visit) => ({ ...actor, visit })))
  await assertLawful(visits.map((actor) => ({ actor, surface: 'web', tried: READING })))
  const [one] = visits.filter(isLetIn)
  await assertLawful([{ actor: one ?? null, surface: 'web', tried: EVERYTHING }])
})

describe('who is in reach, kept for a transaction that only reads', () => {
  const asked = async (begin: string, ask: () => Promise<string | null>) => {
    await world.client.query(begin)
    try {
      assert.equal(await ask(), null)
    } finally {
      await world.client.query('rollback')
    }
  }
  const OF_ONE_SNAPSHOT = 'begin isolation level repeatable read'

  test('is what is worked out, and is believed from the walls alone', () =>
    asked(OF_ONE_SNAPSHOT, () => wrongKeeping(world.client)))

  test('is not kept for those who reach everybody, on a visit, or where one may write', async () => {
    for (const actor of [ofRole('kaa_coordinator'), ofRole('team_lead')])
      await asked(OF_ONE_SNAPSHOT, () => keptForNobody(world.client, actor, false))
    const visitor: Actor = { ...ofRole('coach'), visit: 'sharedAndAccepted' }
    await asked(OF_ONE_SNAPSHOT, () => keptForNobody(world.client, visitor, false))
    await asked(OF_ONE_SNAPSHOT, () => keptForNobody(world.client, ofRole('coach'), true))
  })

  test('is not kept where each question has a snapshot of its own', () =>
    asked('begin', () => keptTooLong(world.client)))
})

test('the matrix has at least 50,000 cells', (t) => {
  t.diagnostic(`${cells.toLocaleString('en')} cells`)
  assert.ok(cells >= 50_000, String(cells))
})
