import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { aDomain, type TestBed, testBed } from '../../test/build/domain.ts'
import { aLawsParameters } from '../../test/build/facts.ts'
import { aLife, factsOfLife, type Life, MIDDLE, writeLives } from '../../test/build/lives.ts'
import { periodsKnown, unclearKnown } from './compute.ts'
import { scopeOf } from './scope.ts'

const LAW = aLawsParameters()
const BATCHES = 8
const LIVES = 2500
let bed: TestBed

before(async () => {
  bed = await testBed()
})
after(() => bed.close())

test(`29:9: the statement and the function agree on ${BATCHES * LIVES} made-up lives, as known now and as known then`, async () => {
  const seed = Number(process.env['SEDD_TEST_SEED'] ?? randomInt(2 ** 31))
  console.log(`seed of the lives: SEDD_TEST_SEED=${seed}`)
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const lives = fc.sample(aLife, { numRuns: LIVES, seed: seed + batch })
    const domain = await aDomain(bed)
    await bed.jobs.bulk(domain.machine, (tx) => writeLives(tx, lives))
    for (const at of ['now', 'middle'] as const) {
      const computed = await bed.jobs.read(domain.machine, async (tx) => ({
        periods: byPerson(await periodsKnown(tx, at === 'now' ? null : MIDDLE)),
        unclear: byPerson(await unclearKnown(tx, at === 'now' ? null : MIDDLE)),
      }))
      for (const life of lives) agree(life, at, computed)
    }
  }
})

type Row = { readonly personId: string; readonly from: string; readonly until: string }
type Computed = { readonly periods: Map<string, object[]>; readonly unclear: Map<string, object[]> }

function agree(life: Life, at: 'now' | 'middle', computed: Computed): void {
  const facts = factsOfLife(life, at)
  const { periods, unclear } = scopeOf(facts, LAW)
  const found = { periods: computed.periods.get(life.id) ?? [], unclear: computed.unclear.get(life.id) ?? [] }
  const expected = {
    periods: periods.map(({ from, until, reason }) => ({ from, until, reason })),
    unclear: [...unclear]
      .map(({ cause, from, until }) => ({ cause, from, until }))
      .sort((a, b) => (a.cause === b.cause ? 0 : a.cause < b.cause ? -1 : 1)),
  }
  const sorted = { ...found, unclear: [...found.unclear].sort(byCause) }
  assert.deepEqual(sorted, expected, `as known ${at}: ${JSON.stringify(facts)}`)
}

function byCause(a: object, b: object): number {
  const cause = (row: object) => ('cause' in row ? String(row.cause) : '')
  return cause(a) === cause(b) ? 0 : cause(a) < cause(b) ? -1 : 1
}

function byPerson<T extends Row>(rows: readonly T[]): Map<string, object[]> {
  const found = new Map<string, object[]>()
  for (const { personId, ...row } of rows) {
    const list = found.get(personId)
    if (list) list.push(row)
    else found.set(personId, [row])
  }
  return found
}
