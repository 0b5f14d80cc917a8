import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { aDomain, type TestBed, testBed } from '../../test/build/domain.ts'
import { aRebuiltChain, random, type Tampering, tamperings, UNGUARDED } from '../../test/build/tampering.ts'
import { sql } from '../kernel/sql.ts'
import type { SignedHead } from './model.ts'
import { signedHeads } from './seal-store.ts'
import { Signing, sealAll } from './sealer.ts'
import { newKey, type Signer, signerFrom } from './signing.ts'
import { type Verdict, verifyTrail } from './verify.ts'
import { readerOf } from './verify-store.ts'

/** How often somebody tampers, and the seed of how. */
const TIMES = Number(process.env['SEDD_TAMPERINGS'] ?? 10_000)
const SEED = Number(process.env['SEDD_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const BATCHES = 6

let bed: TestBed
let client: Client
let witness: readonly SignedHead[]
const person = crypto.randomUUID()
const signer = signerFrom(newKey()) as Signer

/** A small chain over two domains, with private parts erased in the middle, and somebody who rules the database. */
before(async () => {
  bed = await testBed()
  client = new Client(bed.owner)
  await client.connect()
  // As a run of retention erases; no surface may by itself.
  await client.query('grant execute on function trail.erase_private(uuid, timestamptz, text) to sedd_jobs')
  const domains = [await aDomain(bed), await aDomain(bed)]
  for (let n = 0; n < BATCHES; n += 1) {
    for (const domain of domains) {
      await bed.jobs.write(domain.machine, async (tx) => {
        await tx.record('people.added', { personId: person, detail: { n } })
        await tx.record('register.decided', { object: `${n}`, detail: { å: ['ö', n] } })
        if (n === 3) await tx.run(sql`select trail.erase_private(${person}, 'infinity', 'beslut 12')`)
      })
    }
    await sealAll(bed.jobs)
  }
  await new Signing(bed.jobs, signer, null).signAll()
  witness = await signedHeads(bed.jobs, 0, 100)
  // No trigger and no key stands in the way of whoever rules the database.
  await client.query('set session_replication_role = replica')
  await client.query(UNGUARDED)
})
after(async () => {
  await client.end()
  await bed.close()
})

const verify = (seen: readonly SignedHead[]): Promise<Verdict> => verifyTrail(readerOf(client, true), seen)

/** What verification says after the tampering, which is then undone. */
async function tamperedWith(tampering: Tampering, seen: readonly SignedHead[]): Promise<Verdict> {
  await client.query('begin')
  await tampering.commit(client)
  const verdict = await verify(seen)
  await client.query('rollback')
  return verdict
}

test('a trail that nobody has tampered with is whole', async () => {
  const { faults, batches, erased, waiting, witnessed } = await verify(witness)
  assert.deepEqual([faults, batches, waiting, witnessed], [[], BATCHES, 0, BATCHES])
  assert.ok(erased > 0)
})

test(`of ${TIMES} random tamperings every one is found against the witness`, async (t) => {
  t.diagnostic(`seed ${SEED}`)
  const missed: string[] = []
  const kinds = new Map<string, number>()
  const draw = random(SEED)
  for (let n = 0; n < TIMES; n += 1) {
    const tampering = tamperings(draw, { batches: BATCHES, signer })
    const { faults } = await tamperedWith(tampering, witness)
    const [kind = ''] = tampering.name.split(' ')
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if (faults.length === 0) missed.push(`${n}: ${tampering.name}`)
  }
  assert.deepEqual(missed, [], `seed ${SEED}`)
  assert.deepEqual(
    [...kinds.keys()].sort(),
    ['batch', 'delete', 'insert', 'rebuild', 'swap', 'truncate', 'update'],
    'not everything was tried',
  )
})

test('a chain written anew with the stolen key is whole by itself, and only the witness gives it away', async () => {
  for (let batch = 1; batch <= BATCHES; batch += 1) {
    const rebuilt = aRebuiltChain({ from: batch, signer })
    assert.deepEqual((await tamperedWith(rebuilt, [])).faults, [])
    const [first] = (await tamperedWith(rebuilt, witness)).faults
    assert.deepEqual(first, { code: 'witness_differs', batch })
  }
})

test('the first broken batch is the one that was tampered with', async () => {
  for (let batch = 1; batch <= BATCHES; batch += 1) {
    const edited: Tampering = {
      name: 'edit',
      commit: (db) =>
        db.query(
          `update trail.event e set action = 'people.removed' from trail.leaf l
            where l.event_id = e.id and l.batch = $1 and l.place = 1`,
          [batch],
        ),
    }
    assert.deepEqual((await tamperedWith(edited, witness)).faults[0], { code: 'events_changed', batch })
  }
})
