import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { z } from 'zod'
import { aDomain, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import type { Write } from './database.ts'
import { enqueue, runDueJob } from './jobs.ts'
import { sql } from './sql.ts'

let bed: TestBed
let domain: TestDomain
const seen: number[] = []
let facts = 0

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
})
after(() => bed.close())
beforeEach(() => {
  seen.length = 0
  facts = 0
})

const ask = (tx: Write) => enqueue(tx, { name: 'test.look', payload: {} }, { once: 'look' })
const asked = () => bed.jobs.technical(domain.machine, ask)
const waiting = async () => {
  const Count = z.object({ n: z.number() })
  const { n } = await bed.jobs.read(domain.machine, (tx) =>
    tx.one(Count, sql`select count(*)::integer as n from job where name = 'test.look'`),
  )
  return n
}
/** Looks at what is there when it begins, and is then interrupted by `meanwhile`. */
const run = (meanwhile: () => Promise<unknown> = async () => null) =>
  runDueJob(bed.jobs, domain.machine, {
    'test.look': async () => {
      seen.push(facts)
      await meanwhile()
    },
  })

test('what is asked for twice while it waits is done once', async () => {
  await asked()
  await asked()
  assert.equal(await waiting(), 1)
  assert.equal(await run(), true)
  assert.equal(await run(), false)
})

test('what changes while the work runs is looked at by another, which is asked for once', async () => {
  await asked()
  await run(async () => {
    facts = 1
    await asked()
    await asked()
  })
  assert.equal(await waiting(), 1)
  assert.equal(await run(), true)
  assert.deepEqual(seen, [0, 1])
  assert.equal(await run(), false)
})

test('work that waits does not begin before a change that counts on it is there', async () => {
  await asked()
  await bed.jobs.technical(domain.machine, async (tx) => {
    await ask(tx)
    assert.equal(await run(), false, 'it is held')
    facts = 1
  })
  assert.equal(await run(), true)
  assert.deepEqual(seen, [1])
})
