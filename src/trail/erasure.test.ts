import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import type { Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { sealAll } from './sealer.ts'
import { events } from './store.ts'
import { verifyTrail } from './verify.ts'
import { readTrail } from './verify-store.ts'

let bed: TestBed
let domain: TestDomain
let owner: Client
const person = '7b1e4a52-0f0d-4f0c-9a3e-6f3f8f6f2a10'
const other = '0c9d6c0e-55ac-4f6b-8a44-2f2c6f0b9a77'

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  owner = new Client(bed.owner)
  await owner.connect()
  await bed.jobs.write(domain.machine, async (tx) => {
    for (let n = 0; n < 600; n += 1) await tx.record('people.edited', { personId: person, detail: { n } })
    await tx.record('people.edited', { personId: other, object: 'kept' })
  })
  await sealAll(bed.jobs)
})
after(async () => {
  await owner.end()
  await bed.close()
})

const verify = () => readTrail(bed.owner, (reader) => verifyTrail(reader, []))
const erase = (tx: Write) => tx.run(sql`select trail.erase_private(${person}, 'infinity', 'gallringsbeslut 7')`)

/** Erases as a run of retention does, which has its own proof: no surface may by itself. */
const mayErase = (surface: 'web' | 'jobs') =>
  owner.query(`grant execute on function trail.erase_private(uuid, timestamptz, text) to sedd_${surface}`)

test('nobody who serves erases: it takes a run of retention that two persons have approved', async () => {
  for (const db of [bed.jobs, bed.web]) await assert.rejects(db.write(domain.machine, erase), /permission denied/)
  const { rows } = await owner.query(
    `select grantee from information_schema.routine_privileges where routine_name = 'erase_private' order by 1`,
  )
  assert.deepEqual(
    rows.map(({ grantee }) => grantee),
    ['sedd_owner', 'sedd_trail'],
  )
})

test('an erased private part is gone, is seen to be erased, and the trail is whole all the same', async () => {
  await mayErase('jobs')
  await bed.jobs.write(domain.machine, async (tx) => {
    await erase(tx)
    tx.recorded = true
  })
  const { rows } = await owner.query('select count(*)::integer as left from trail.event_private where person_id = $1', [
    person,
  ])
  assert.deepEqual(rows, [{ left: 0 }])
  const told = await bed.jobs.read(domain.machine, (tx) => events(tx, { most: 700 }))
  assert.equal(told.filter(({ erased }) => erased).length, 600)
  assert.ok(told.some(({ object, personId }) => object === 'kept' && personId === other))
  const erasures = told.filter(({ action }) => action === 'trail.private_erased')
  assert.equal(erasures.length, 2)
  assert.doesNotMatch(JSON.stringify(erasures), new RegExp(person))
  assert.match(JSON.stringify(erasures), /gallringsbeslut 7/)
  await sealAll(bed.jobs)
  const verdict = await verify()
  assert.deepEqual([verdict.faults, verdict.erased], [[], 600])
})

test('the salt that hides what was erased cannot be guessed: two random ids, another for each event', async () => {
  const { rows } = await owner.query(
    'select min(length(salt)) as shortest, count(*)::integer as events, count(distinct salt)::integer as salts from trail.event_private',
  )
  assert.equal(rows[0]?.shortest, 32)
  assert.equal(rows[0]?.salts, rows[0]?.events)
})

test('what an erasure says of itself is never erased', async () => {
  await bed.jobs.write(domain.machine, async (tx) => {
    await tx.run(sql`select trail.erase_private(null, 'infinity', 'allt')`)
    tx.recorded = true
  })
  const told = await bed.jobs.read(domain.machine, (tx) => events(tx, { actions: ['trail.private_erased'], most: 9 }))
  assert.ok(told.length >= 3 && told.every(({ erased }) => !erased))
  assert.deepEqual((await verify()).faults, [])
})

test('only a role with the right of retention erases', async () => {
  await mayErase('web')
  const coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  await assert.rejects(bed.web.write(coordinator, erase), /does not carry the right retention/)
})

test('a private part that is taken away without an erasure is found, and the owner of the table cannot take one by mistake', async () => {
  await bed.jobs.write(domain.machine, (tx) => tx.record('people.edited', { personId: other }))
  await sealAll(bed.jobs)
  await assert.rejects(owner.query('delete from trail.event_private where person_id = $1', [other]), /append-only/)
  await owner.query('begin; set local session_replication_role = replica')
  await owner.query('delete from trail.event_private where person_id = $1', [other])
  await owner.query('commit')
  assert.equal((await verify()).faults[0]?.code, 'private_missing')
})

for (const [what, detail] of [
  ['a number', '{"events": 5}'],
  ['nothing', 'null'],
  ['words', '{"events": ["all"]}'],
  ['events that were to come', '{"events": [1, 900000000]}'],
] as const) {
  test(`an erasure that names ${what} is told as a fault of its batch, and the rest is gone through`, async () => {
    const { rows } = await owner.query(`select coalesce(max(n), 0)::integer + 1 as batch from trail.batch`)
    // As one that was recorded before the trail refused it.
    await owner.query(
      `select trail.put($1, $1, $1, 'coach', null, 'web', 'trail.private_erased', null, null, $2::jsonb)`,
      [domain.id, detail],
    )
    await sealAll(bed.jobs)
    const { faults, batches } = await verify()
    assert.ok(faults.some(({ code, batch }) => code === 'erasure_wrong' && batch === rows[0].batch))
    assert.equal(batches, rows[0].batch)
  })
}
