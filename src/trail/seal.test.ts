import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { aDomain, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { signedHeads } from './seal-store.ts'
import { Signing, sealAll, startSealer } from './sealer.ts'
import { newKey, type Signer, signerFrom } from './signing.ts'
import { events, trailState } from './store.ts'
import { type Verdict, verifyTrail } from './verify.ts'
import { readTrail } from './verify-store.ts'

let bed: TestBed
let domain: TestDomain
const key = newKey()
const signer = signerFrom(key) as Signer

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
})
after(() => bed.close())

const verify = (): Promise<Verdict> => readTrail(bed.owner, (reader) => verifyTrail(reader, []))
const record = (most: number) =>
  bed.jobs.write(domain.machine, async (tx) => {
    for (let n = 0; n < most; n += 1) await tx.record('people.added', { object: `${n}`, detail: { n, å: 'ö"\\\n' } })
  })

test('what was done is sealed, signed and verifies, and says which batch it is in', async () => {
  await record(3)
  const waiting = await verify()
  assert.deepEqual([waiting.faults, waiting.batches, waiting.waiting], [[], 0, 4])
  await sealAll(bed.jobs)
  await new Signing(bed.jobs, signer, null).signAll()
  await record(5)
  await sealAll(bed.jobs)
  await new Signing(bed.jobs, signer, null).signAll()
  const sealed = await verify()
  assert.deepEqual(sealed, {
    faults: [],
    batches: 2,
    events: 9,
    erased: 0,
    waiting: 0,
    unsigned: 0,
    witnessed: 0,
    keys: [{ fingerprint: signer.fingerprint, from: 1 }],
  })
  const told = await bed.jobs.read(domain.machine, (tx) => events(tx, { most: 6 }))
  assert.deepEqual(
    told.map(({ batch }) => batch),
    [2, 2, 2, 2, 2, 1],
  )
})

test('sealing waits for nobody who is still writing, and passes nobody by', async () => {
  const slow = new Client(bed.owner)
  await slow.connect()
  await slow.query('begin')
  await slow.query(`set local role sedd_access`)
  await slow.query(`select trail.record_as($1, $1, 'machine', 'test', 'test.slow', null, null)`, [domain.id])
  await record(2)
  await sealAll(bed.jobs)
  assert.deepEqual([(await verify()).events, (await verify()).waiting], [11, 0])
  await slow.query('commit')
  await slow.end()
  assert.equal((await trailState(bed.jobs)).waiting, 1)
  await record(1)
  await sealAll(bed.jobs)
  const verdict = await verify()
  assert.deepEqual([verdict.faults, verdict.events, verdict.waiting], [[], 13, 0])
})

test('with eight writers at once, some of whom think better of it, nothing is left unsealed and all verifies', async () => {
  const sealers = [1, 2].map(() => startSealer(bed.jobs, signer, null))
  const before = (await verify()).events
  let kept = 0
  const writer = async (who: number) => {
    for (let n = 0; n < 40; n += 1) {
      await bed.jobs
        .write(domain.machine, async (tx) => {
          await tx.record('people.added', { object: `${who}` })
          if (n % 4 === who % 4) throw new Error('no')
        })
        .then(
          () => (kept += 1),
          () => undefined,
        )
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, who) => writer(who)))
  await Promise.all(sealers.map((sealer) => sealer.stop()))
  const verdict = await verify()
  assert.deepEqual([verdict.faults, verdict.events - before, verdict.waiting, verdict.unsigned], [[], kept, 0, 0])
  assert.equal(kept, 240)
})

test('a sealer killed in the middle leaves a whole trail, and the next one goes on', async () => {
  const before = await verify()
  let written = 0
  for (let kill = 0; kill < 5; kill += 1) {
    const connection = JSON.stringify({ ...bed.owner, user: 'sedd_jobs' })
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../../test/build/sealer-child.ts'), connection, key],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => assert.fail('the sealer ended'))])
    for (let n = 0; n < 30 + kill; n += 1) await record(2)
    written += 2 * (30 + kill)
    child.kill('SIGKILL')
    await once(child, 'exit')
    assert.deepEqual((await verify()).faults, [])
  }
  await sealAll(bed.jobs)
  await new Signing(bed.jobs, signer, null).signAll()
  const verdict = await verify()
  assert.deepEqual([verdict.faults, verdict.waiting, verdict.unsigned], [[], 0, 0])
  assert.equal(verdict.events - before.events, written)
  assert.ok(verdict.batches - before.batches > 5)
})

test('in a database that counts its transactions anew everything is sealed, and nothing twice', async () => {
  const owner = new Client(bed.owner)
  await owner.connect()
  await record(2)
  await owner.query('set session_replication_role = replica')
  await owner.query(`update trail.event set xid = (xid::text::bigint + 1000000000)::text::xid8`)
  await owner.query(`update trail.batch set settled = (settled::text::bigint + 1000000000)::text::xid8`)
  await record(2)
  await sealAll(bed.jobs)
  await record(2)
  await sealAll(bed.jobs)
  const { rows } = await owner.query(`
    select count(*)::integer as events, count(l.event_id)::integer as sealed, count(distinct l.event_id)::integer as leaves
      from trail.event e left join trail.leaf l on l.event_id = e.id`)
  assert.deepEqual([rows[0].sealed, rows[0].leaves], [rows[0].events, rows[0].events])
  await owner.query(
    `update trail.event set xid = (xid::text::bigint - 1000000000)::text::xid8 where xid::text::bigint > 1000000000`,
  )
  await owner.query(
    `update trail.batch set settled = (settled::text::bigint - 1000000000)::text::xid8 where settled::text::bigint > 1000000000`,
  )
  await owner.end()
})

test('what is done while the sealer works is sealed and signed without anybody asking', async () => {
  const sealer = startSealer(bed.jobs, signer, null)
  await sleep(100)
  await record(1)
  const isDone = async () => {
    const { waiting, signed, sealed } = await trailState(bed.jobs)
    return waiting === 0 && signed === sealed
  }
  for (let tries = 0; tries < 600 && !(await isDone()); tries += 1) await sleep(50)
  assert.ok(await isDone())
  await sealer.stop()
})

test('a chain that was written anew is not signed', async () => {
  const [head] = await signedHeads(bed.jobs, 0, 1)
  const other = 'ab'.repeat(32)
  await record(1)
  await sealAll(bed.jobs)
  await new Signing(bed.jobs, signer, { n: head?.n ?? 0, head: other }).signAll()
  assert.equal((await verify()).unsigned, 1)
  await new Signing(bed.jobs, signer, { n: head?.n ?? 0, head: head?.head ?? '' }).signAll()
  assert.equal((await verify()).unsigned, 0)
})

test('a changed key signs from then on, and verification tells from which batch', async () => {
  const other = signerFrom(newKey()) as Signer
  await record(1)
  await sealAll(bed.jobs)
  const { sealed } = await trailState(bed.jobs)
  await new Signing(bed.jobs, other, null).signAll()
  assert.deepEqual((await verify()).keys, [
    { fingerprint: signer.fingerprint, from: 1 },
    { fingerprint: other.fingerprint, from: sealed },
  ])
})
