import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTheTable } from '../access/calls.ts'
import { DOINGS } from '../access/doings/all.ts'
import { doings } from './definers.ts'
import { EQUIVALENTS, isOf } from './equivalents.ts'
import { aBench, type Bench, killerOf } from './kill.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import { weakenedBody, weakenedExpression } from './sql-parts.ts'

/** Some of the broken walls that `npm run mutate:walls` has found, as it falls out from a seed: the proofs notice each. */

const SEED = Number(process.env['SEDD_TEST_SEED'] ?? 261_129)
/** How many of each kind: as many as a minute is enough for. */
const SAMPLE: Readonly<Record<Mutant['kind'], number>> = {
  policy: 40,
  security: 10,
  grant: 200,
  role: 20,
  execute: 60,
  body: 30,
  definer: 6,
}

let bench: Bench
before(async () => {
  bench = await aBench()
})
after(() => bench.world.client.end())

test('a wall that somebody breaks is noticed, whichever it is', async (t) => {
  const all = await mutantsOf(bench.world.client)
  const lost: string[] = []
  let tried = 0
  for (const [kind, ofKind] of Map.groupBy(all, (mutant) => mutant.kind)) {
    for (const mutant of sampled(ofKind, SAMPLE[kind])) {
      if (EQUIVALENTS.some((each) => isOf(each, mutant))) continue
      tried += 1
      if ((await killerOf(bench, mutant)) === null) lost.push(`${kind} ${mutant.name}`)
    }
  }
  t.diagnostic(`seed ${SEED}, ${tried} of ${all.length} mutants`)
  assert.deepEqual(lost, [])
})

/** As many, spread over the whole from a place that the seed gives. */
function sampled(all: readonly Mutant[], count: number): readonly Mutant[] {
  if (count === 0) return []
  const step = Math.max(1, Math.floor(all.length / count))
  return all.filter((_, index) => index % step === SEED % step).slice(0, count)
}

test('what a function is for it does, and no longer when what it takes is taken away', async () => {
  const wrong: string[] = []
  await bench.world.client.query('begin')
  try {
    await setTheTable(bench.world)
    for (const of of new Set(DOINGS.map((doing) => doing.of))) {
      const whole: Mutant = { kind: 'definer', of, name: `${of} as it is`, statement: 'select 1' }
      const fault = await doings({ ...bench, watches: true }, whole)
      if (fault !== null) wrong.push(fault)
    }
  } finally {
    await bench.world.client.query('rollback')
  }
  assert.deepEqual(wrong, [])
})

test('walls that stand are found to stand', async () => {
  const harmless: Omit<Mutant, 'kind'> = {
    of: 'public.person',
    name: 'public.person hidden: as it is',
    statement: 'select 1',
  }
  for (const kind of ['policy', 'security', 'grant', 'role', 'execute', 'body', 'definer'] as const)
    assert.equal(await killerOf(bench, { ...harmless, kind }), null, kind)
})

const what = (found: readonly { what: string }[]) => found.map((each) => each.what)

test('an expression is taken apart at every and, or and query within', () => {
  assert.deepEqual(what(weakenedExpression('((a = 1) AND (b OR (NOT c)))')), [
    '((a = 1) AND (b OR (NOT c))) → true',
    '(a = 1) → true',
    '(b OR (NOT c)) → true',
    'b → false',
    '(NOT c) → false',
  ])
  assert.deepEqual(
    what(weakenedExpression('(x IN ( SELECT t.x FROM t WHERE ((t.y = 1) AND (t.z BETWEEN 1 AND 2))))')),
    [
      '(x IN ( SELECT t.x FROM t WHERE ((t.y = 1) AND (t.z BETWEEN 1 AND 2)))) → true',
      '((t.y = 1) AND (t.z BETWEEN 1 AND 2)) → true',
      '(t.y = 1) → true',
      '(t.z BETWEEN 1 AND 2) → true',
    ],
  )
})

test('a function is taken apart at its demands, its guards and the conditions of its queries', () => {
  const body = `
    begin
      perform access.require_right('share');
      if mine is not true or other then return null; end if;
      update t set a = 1 where t.id = which and t.ended_at is null returning t.id into made;
    end`
  assert.deepEqual(what(weakenedBody(body, false)), [
    `perform access.require_right('share') → perform 1`,
    'mine is not true or other → false',
    'mine is not true → false',
    'other → false',
    't.id = which → true',
    't.ended_at is null → true',
  ])
  assert.deepEqual(what(weakenedBody('select a = 1 and exists (select from t where t.b)', true)), [
    't.b → true',
    'a = 1 → true',
    'exists (select from t where t.b) → true',
  ])
})
