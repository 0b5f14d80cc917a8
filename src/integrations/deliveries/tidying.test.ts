import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { blockWrites } from '../../../test/build/blocked.ts'
import { type Deliveries, deliveriesTo } from '../../../test/build/delivery.ts'
import { aDomain, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { nextNumber } from '../../../test/build/people.ts'
import { ownTemporary } from '../../../test/build/temporary.ts'
import { sql } from '../../kernel/sql.ts'
import { applyPreviewed, receiveDelivery, refuseInterrupted, takeUp } from './actions.ts'
import { finishWork, startWork } from './background.ts'
import { takeAwayLeftovers } from './leftovers.ts'
import type { DeliveryId } from './model.ts'
import { keepProgress } from './progress-store.ts'
import { deliveryById } from './store.ts'
import { tidyDeadWork } from './tidying.ts'

let bed: TestBed
let domain: TestDomain
let to: Deliveries
const folder = mkdtempSync(join(tmpdir(), 'sedd-tidying-'))
before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  to = deliveriesTo(bed, domain)
})
after(async () => {
  await finishWork()
  to.close()
  await bed.close()
  rmSync(folder, { recursive: true })
})

const HEADER = 'personnummer;förnamn;efternamn;kommunkod;folkbokförd_från'
const tidy = () => tidyDeadWork(bed.jobs, domain.machine)
const delivery = (id: DeliveryId) => bed.jobs.read(domain.machine, (tx) => deliveryById(tx, id))
const underWay = () => to.rows(sql`select phase from work_progress`)
/** As if the last word of all work had come a minute earlier. */
const passAMinute = () =>
  bed.jobs.technical(domain.machine, (tx) =>
    tx.run(sql`update work_progress set updated_at = updated_at - interval '1 minute'`),
  )

test('a file that was being read when the server was killed is refused by itself, and can be read in again', async () => {
  const { number } = nextNumber()
  const path = join(folder, 'befolkning.csv')
  writeFileSync(path, `${HEADER}\n${number};Elsa;Ek;0484;2008-12-31\n`)
  const blocked = await blockWrites(bed.owner, 'delivery_population_row')
  const script = join(import.meta.dirname, '../../../test/build/preview-child.ts')
  const connection = JSON.stringify({ ...bed.owner, user: 'sedd_import' })
  const child = spawn(process.execPath, [script, connection, domain.id, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout, 'data')
  await blocked.holds()
  child.kill('SIGKILL')
  await once(child, 'exit')
  await blocked.release()

  const id = String(said).trim() as DeliveryId
  await tidy()
  assert.equal((await delivery(id)).status, 'reading', 'silent for a moment only')
  await passAMinute()
  const again = await to.deliver('population', [{ personnummer: number, kommunkod: '0484' }])
  assert.deepEqual([again.status, again.counts.new], ['applied', 1])
  const left = await delivery(id)
  assert.deepEqual([left.status, left.defect], ['refused', { code: 'interrupted' }])
  assert.deepEqual(await underWay(), [])
})

test('a preview whose application was killed waits for a decision again', async () => {
  const { number } = nextNumber()
  const { deliveryId: id } = await to.deliver('population', [{ personnummer: number }], { preview: true })
  assert.ok(id)
  await bed.jobs.technical(domain.machine, (tx) => keepProgress(tx, id, { phase: 'applying', done: 0, total: null }))
  await passAMinute()
  await tidy()
  assert.deepEqual(await underWay(), [])
  assert.equal((await delivery(id)).status, 'previewed')
  const onProgress = () => undefined
  const applied = await bed.jobs.bulk(domain.machine, (tx) =>
    applyPreviewed(tx, id, { by: tx.actor.accountId, onProgress }),
  )
  assert.equal(applied.new, 1)
})

test('a delivery is not ended by hand in the middle of its work', async () => {
  const id = await note()
  const begun = bed.jobs.write(domain.machine, async (tx) => {
    await takeUp(tx, id)
    await assert.rejects(
      bed.jobs.write(domain.machine, (other) => refuseInterrupted(other, id, 'interrupted')),
      { kind: 'conflict', code: 'import_under_way' },
    )
    await tx.record('imports.previewed', { object: id })
  })
  await begun
  await bed.jobs.write(domain.machine, (tx) => refuseInterrupted(tx, id, 'interrupted'))
  assert.equal((await delivery(id)).status, 'refused')
  await assert.rejects(
    bed.jobs.write(domain.machine, (tx) => takeUp(tx, id)),
    { kind: 'conflict', code: 'interrupted' },
  )
})

test('what a killed process left on disk is taken away, and what a living one keeps is not', async (t) => {
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(gone, 'exit')
  const names = [`sedd-upload-${gone.pid}-a`, `sedd-upload-${process.pid}-b`]
  const temporary = ownTemporary('leftovers')
  t.after(() => temporary.restore())
  for (const name of names) writeFileSync(join(temporary.folder, name), '')
  mkdirSync(join(temporary.folder, `sedd-pull-${gone.pid}-c`))
  await takeAwayLeftovers()
  assert.deepEqual(readdirSync(temporary.folder), [names[1]])
})

const note = () =>
  bed.jobs.write(domain.machine, (tx) =>
    receiveDelivery(tx, {
      source: 'sheet',
      sheet: 'population',
      fileName: 'befolkning.csv',
      fileSize: null,
      fileSha256: null,
      mappingId: null,
      complete: null,
      receivedBy: tx.actor.accountId,
    }),
  )

test('work that goes on is left alone, and one that never began is ended after a while', async () => {
  const [alive, stillborn] = [await note(), await note()]
  const { promise: over, resolve: end } = Promise.withResolvers<void>()
  const done = startWork({ db: bed.jobs, domainId: domain.id, deliveryId: alive, file: null }, () => over)
  while ((await underWay()).length === 0) await tidy()
  bed.setNow('2026-10-15T10:05:00Z')
  await tidy()
  bed.setNow('2026-10-15T10:00:00Z')
  assert.deepEqual([(await delivery(alive)).status, (await delivery(stillborn)).status], ['reading', 'refused'])
  end()
  await done
})
