import type { Client } from 'pg'
import type { RoleCode } from '../../src/access/roles.ts'
import { CATALOGUE_RULES, type CatalogueRule, catalogueBreaches } from '../../src/conventions/catalogue.ts'
import { faultsOf } from '../../src/postgres/soundness.ts'
import { leaveAlone, mismatchesAlone, type Policy, policiesOf, surfaceOf } from '../access/alone.ts'
import { type Routine, routinesOf, setTheTable } from '../access/calls.ts'
import { type Actor, MACHINE, SOME_STAFF, STAFF, VISITS } from '../access/cast.ts'
import { keptForNobody, keptTooLong, wrongKeeping } from '../access/kept.ts'
import { isLetIn } from '../access/oracle.ts'
import { compare, lawFor, type Stage, setTheStage, sweep, type Tried } from '../access/probe.ts'
import { SURFACES, type Surface } from '../access/tables.ts'
import { aWorld, type World } from '../access/world.ts'
import { wrongCase } from './cases.ts'
import { DEFINER_CASES } from './cases-definers.ts'
import { beside, calls, doings, twins, visiting } from './definers.ts'
import { SIGNED_AFTERWARDS, wrongContext, wrongDoor, wrongName } from './doors.ts'
import { grantsPastTheLaw } from './grants.ts'
import type { Mutant } from './mutants.ts'
import { callersOf } from './nearest.ts'

/**
 * The proofs of the walls, put to a database with one wall broken: which of them notices? What a mutant does is done in a transaction
 * that is rolled back. None of these proofs knows how the schema is written: they ask what may be seen and done, and whether the
 * catalogue keeps its rules.
 */

export type Bench = {
  readonly world: World
  readonly stages: ReadonlyMap<Surface, Stage>
  readonly policies: readonly Policy[]
  /** The rules of the catalogue that hold where checks and triggers have been taken away for the writing. */
  readonly rules: readonly CatalogueRule[]
  /** What a start would refuse of any cluster that tests run on: it is quick and not durable. */
  readonly faults: ReadonlySet<string>
  /** By the name of a function: those that some surface may call and that come to it, it being one of them. */
  readonly comingTo: (name: string) => readonly Routine[]
  /** Whether what watches over calls is set up for good, and not for each mutant anew. */
  readonly watches: boolean
}

export async function aBench(): Promise<Bench> {
  const world = await aWorld()
  const stages = new Map((await setTheStage(world, SURFACES)).map((stage) => [stage.surface, stage]))
  const rules: CatalogueRule[] = []
  for (const rule of CATALOGUE_RULES) if ((await catalogueBreaches(world.client, rule)).length === 0) rules.push(rule)
  return {
    world,
    stages,
    policies: await policiesOf(world.client),
    rules,
    faults: new Set(await faultLines(world)),
    comingTo: await callsInto(world.client),
    watches: false,
  }
}

/** The same, with what watches over calls set up for good: for whoever asks of functions alone. */
export async function watching(bench: Bench): Promise<Bench> {
  await setTheTable(bench.world)
  return { ...bench, watches: true }
}

/** What a mutant was found by, or `null` when every proof passed. */
export async function killerOf(bench: Bench, mutant: Mutant): Promise<string | null> {
  const killer = await broken(bench, mutant, { begin: 'begin', proof: found })
  if (killer !== null || mutant.kind !== 'body') return killer
  // What is kept of who is in reach is kept in a transaction of one snapshot, which is said where it begins.
  return await broken(bench, mutant, { begin: 'begin isolation level repeatable read', proof: keeping })
}

async function broken(bench: Bench, mutant: Mutant, { begin, proof }: { begin: string; proof: Proof }) {
  const { client } = bench.world
  await client.query(begin)
  try {
    try {
      await client.query(mutant.statement)
    } catch (error) {
      return `stillborn: ${(error as Error).message}`
    }
    return await proof(bench, mutant)
  } finally {
    await client.query('rollback')
  }
}

function found(bench: Bench, mutant: Mutant): Promise<string | null> {
  const proofs: Readonly<Record<Mutant['kind'], readonly Proof[]>> = {
    policy: [onTable, names, alone, cases],
    security: [onTable, catalogue],
    grant: [grants],
    role: [soundness, catalogue],
    execute: [catalogue],
    body: [doors, cases, onEveryTable, visits],
    definer: [definerCases, calls, doings, visiting, twins, beside, cases],
  }
  return firstOf(proofs[mutant.kind], (proof) => proof(bench, mutant))
}

type Proof = (bench: Bench, mutant: Mutant) => Promise<string | null>

async function firstOf<T>(all: readonly T[], ask: (one: T) => Promise<string | null>): Promise<string | null> {
  for (const one of all) {
    const answer = await ask(one)
    if (answer !== null) return answer
  }
  return null
}

const ofRole = (role: RoleCode, sees = false): Actor => {
  const actor = STAFF.find((each) => each.role === role && each.seesProtected === sees)
  if (!actor) throw new Error(role)
  return actor
}

/** Every way of reaching and of not reaching, in as few as it takes. */
const ACTORS: readonly Actor[] = [
  ofRole('coach'),
  ofRole('kaa_coordinator'),
  ofRole('student_health_head'),
  ofRole('administrator'),
  ofRole('data_protection_officer'),
]
/** With one who reaches everybody, and not on every topic. */
const REACHING = [...ACTORS.slice(0, 3), ofRole('team_lead')]
const VISITORS: readonly Actor[] = [
  { ...ofRole('coach'), visit: 'sharedAndAccepted' },
  { ...ofRole('coach'), visit: 'sharedWithSomeNotes' },
  { ...ofRole('data_protection_officer'), visit: 'extractedSurvivor' },
]

type Asking = { readonly actor: Actor | null; readonly surface: Surface; readonly tried: (one: Tried) => boolean }

/** The first mismatch, in a part of the transaction that leaves nothing behind. */
async function mismatch({ world, stages }: Bench, { actor, surface, tried }: Asking): Promise<string | null> {
  const stage = stages.get(surface)
  if (!stage) throw new Error(surface)
  await world.client.query(`savepoint asking${actor?.visit === undefined ? '' : '; set transaction read only'}`)
  try {
    const answers = await sweep(world.client, { actor, stage, tried })
    const opens = actor === null || isLetIn(actor)
    if ((answers !== null) !== opens) return 'matrix: the door'
    if (answers === null) return null
    const [first] = compare(stage, answers, lawFor(actor, surface)).mismatches
    return first === undefined ? null : `matrix: ${first}`
  } catch (error) {
    return `matrix: ${(error as Error).message}`
  } finally {
    await world.client.query('rollback to savepoint asking')
  }
}

const writesOn = (surface: Surface) => surface === 'jobs' || surface === 'import'

const onTable: Proof = (bench, { of }) => {
  const reading = ({ table, kind }: Tried) => table === of && kind !== 'write'
  const everything = ({ table }: Tried) => table === of
  return firstOf<Asking>(
    [
      ...ACTORS.map((actor) => ({ actor, surface: 'web' as const, tried: everything })),
      ...SOME_STAFF.slice(0, 3).map((actor) => ({ actor, surface: 'web' as const, tried: everything })),
      { actor: MACHINE, surface: 'jobs', tried: everything },
      ...VISITORS.map((actor) => ({ actor, surface: 'web' as const, tried: reading })),
      ...SURFACES.map((surface) => ({ actor: null, surface, tried: reading })),
      ...SURFACES.map((surface) => ({
        actor: ofRole('coach'),
        surface,
        tried: writesOn(surface) ? everything : reading,
      })),
      // The owner writes within its functions, and meets the same walls there.
      ...[ofRole('coach'), ofRole('data_protection_officer')].map((actor) => ({
        ...{ actor, surface: 'owner' as const },
        tried: (one: Tried) => everything(one) && one.kind === 'write' && one.verb === 'insert',
      })),
    ],
    (asking) => mismatch(bench, asking),
  )
}

/** The policy that was broken, by itself. */
const alone: Proof = async (bench, mutant) => {
  const { client } = bench.world
  const policy = bench.policies.find(({ table, name }) => mutant.name.startsWith(`${table} ${name}: `))
  if (!policy) return null
  const stage = bench.stages.get(surfaceOf(policy))
  if (!stage) throw new Error(policy.name)
  const standing = new Set((await policiesOf(client)).map(({ table, name }) => `${table} ${name}`))
  await leaveAlone(
    client,
    policy,
    bench.policies.filter(({ table, name }) => standing.has(`${table} ${name}`)),
  )
  const visitors = stage.surface === 'web' ? VISITORS : []
  return firstOf([...ACTORS, ...visitors], async (actor) => {
    await client.query(`savepoint asking${actor.visit === undefined ? '' : '; set transaction read only'}`)
    try {
      const tried = ({ verb }: Tried) => actor.visit === undefined || verb === 'select'
      const [first] = (await mismatchesAlone(client, { actor, stage, policy, tried })).mismatches
      return first === undefined ? null : `alone: ${first}`
    } catch (error) {
      return `alone: ${(error as Error).message}`
    } finally {
      await client.query('rollback to savepoint asking')
    }
  })
}

/** Who is let in at all, and as whom. */
const doors: Proof = (bench) => {
  const coach = ofRole('coach')
  return firstOf([wrongDoor, (at: Client) => wrongContext(at, coach.token), keptTooLong], (ask) =>
    aside(bench, 'doors', ask),
  )
}

const keeping: Proof = (bench) =>
  firstOf(
    [
      (at: Client) => wrongKeeping(at),
      (at: Client) => keptForNobody(at, ofRole('kaa_coordinator'), false),
      (at: Client) => keptForNobody(at, VISITORS[0] ?? ofRole('coach'), false),
      (at: Client) => keptForNobody(at, ofRole('coach'), true),
    ],
    (ask) => aside(bench, 'keeping', ask),
  )

async function callsInto(client: Client): Promise<Bench['comingTo']> {
  const routines = await routinesOf(client)
  const comingTo = await callersOf(client)
  return (name) => {
    const found = comingTo(name)
    return routines.filter((routine) => found.has(routine.name))
  }
}

const cases: Proof = (bench) => aside(bench, 'cases', (client) => wrongCase(client))
const definerCases: Proof = (bench) => aside(bench, 'cases', (client) => wrongCase(client, DEFINER_CASES))

const names: Proof = async (bench, { of }) =>
  of in SIGNED_AFTERWARDS ? aside(bench, 'names', (client) => wrongName(client, ofRole('coach'), of)) : null

/** Asked in a part of the transaction that leaves nothing behind. */
async function aside({ world: { client } }: Bench, what: string, ask: (client: Client) => Promise<string | null>) {
  await client.query('savepoint aside')
  try {
    const wrong = await ask(client)
    return wrong === null ? null : `${what}: ${wrong}`
  } catch (error) {
    return `${what}: ${(error as Error).message}`
  } finally {
    await client.query('rollback to savepoint aside')
  }
}

const TELLING = [
  'public.person',
  'public.person_contact',
  'public.enrolment',
  'public.register_period',
  'public.note',
  'public.job',
]
/** Tables that between them stand behind every kind of wall. */
const onEveryTable: Proof = (bench) => {
  const reading = ({ kind, verb }: Tried) => kind !== 'write' && verb === 'select'
  return firstOf<Asking>(
    [
      ...[...REACHING, ofRole('kaa_coordinator', true), ofRole('coach', true), ...ACTORS.slice(3)].map((actor) => ({
        ...{ actor, surface: 'web' as const, tried: reading },
      })),
      { actor: MACHINE, surface: 'jobs', tried: reading },
      { actor: null, surface: 'web', tried: reading },
    ],
    (asking) => mismatch(bench, asking),
  )
}

const visits: Proof = (bench) => {
  const reading = ({ kind, verb, table }: Tried) =>
    kind !== 'write' && verb === 'select' && (TELLING.includes(table) || table.includes('delivery'))
  const visitors = [
    ofRole('coach'),
    ofRole('kaa_coordinator', true),
    ofRole('data_protection_officer'),
    ofRole('social_worker'),
  ]
  const asking = visitors.flatMap((actor) =>
    VISITS.map((visit) => ({ actor: { ...actor, visit }, surface: 'web' as const, tried: reading })),
  )
  return firstOf(asking, (each) => mismatch(bench, each))
}

const grants: Proof = async ({ world }, { of }) => {
  const [first] = await grantsPastTheLaw(world.client, [of])
  return first === undefined ? null : `grants: ${first}`
}

async function faultLines({ client }: World): Promise<readonly string[]> {
  return (await faultsOf(client)).map(({ fault, of }) => `${fault} ${of}`)
}

const soundness: Proof = async ({ world, faults }) => {
  const [first] = (await faultLines(world)).filter((fault) => !faults.has(fault))
  return first === undefined ? null : `the start refuses: ${first}`
}

const catalogue: Proof = ({ world, rules }) =>
  firstOf(rules, async (rule) => {
    const [first] = await catalogueBreaches(world.client, rule)
    return first === undefined ? null : `catalogue: ${rule.name}: ${first}`
  })
