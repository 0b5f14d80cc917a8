import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { day } from '../src/kernel/date.ts'
import { sql } from '../src/kernel/sql.ts'
import { sendNotice } from '../src/notices/out-actions.ts'
import { noticesOut } from '../src/notices/out-store.ts'
import { loadReferenceData } from '../src/organisations/reference-store.ts'
import { referElsewhere } from '../src/referrals/elsewhere-actions.ts'
import { grounds } from '../src/sharing/law-store.ts'
import { blockWrites } from './build/blocked.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from './build/domain.ts'
import { aCase, type Writer } from './build/notes.ts'
import { aPupilFrom, derived, ourSchool } from './build/notices.ts'
import { asAccessOwner } from './build/ways-in.ts'

let bed: TestBed
let home: TestDomain
let there: TestDomain
let coordinator: Writer

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  home = await aDomain(bed, { municipality: '0484' })
  there = await aDomain(bed, { municipality: '0483' })
  coordinator = await signedIn(bed, home, { role: 'kaa_coordinator' })
})
after(() => bed.close())

function child() {
  const asked = JSON.stringify({ connection: bed.as('sedd_jobs'), domainId: there.id })
  return spawn(process.execPath, [join(import.meta.dirname, 'build/rounds-child.ts'), asked], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** The rounds of the receiver's worker, killed when it wants to write to the table: what it took is not yet anybody's. */
async function killedAt(table: string): Promise<void> {
  const blocked = await blockWrites(bed.owner, table)
  const worker = child()
  await blocked.holds()
  worker.kill('SIGKILL')
  const [, signal] = await once(worker, 'exit')
  assert.equal(signal, 'SIGKILL')
  await blocked.release()
}

async function round(): Promise<void> {
  const [code] = await once(child(), 'exit')
  assert.equal(code, 0)
}

const Counted = z.object({ n: z.number() })
const kept = async (table: 'referral' | 'notice_in') => {
  const rows = table === 'referral' ? sql`select count(*) as n from referral` : sql`select count(*) as n from notice_in`
  return (await bed.jobs.read(there.machine, (tx) => tx.one(Counted, rows))).n
}

test('a worker killed with the post in its hands loses nothing of it and doubles nothing: a referral and a notice between domains', async () => {
  const personId = await aCase(bed, home, coordinator)
  const ground = (await bed.web.read(coordinator, grounds)).find(({ code }) => code === 'own_activity')?.id ?? ''
  const said = { groundDetail: 'Utan detta når vi inte fram', purpose: 'Behöver stöd i höst', protectedReason: '' }
  const topics = ['identity', 'contact'] as const
  const share = { personId, toDomainId: there.id, topics, groundId: ground, consentId: '', lastDay: day('2026-12-31') }
  await bed.web.write(coordinator, (tx) =>
    referElsewhere(tx, { personId, passed: null, reasons: ['work'], share: { ...share, ...said } }),
  )
  await ourSchool(bed, home, 'Eskilstuna kommun')
  await bed.jobs.write(home.machine, (tx) => aPupilFrom(tx, '0483'))
  await derived(bed, home)
  const [owed] = await bed.web.read(coordinator, (tx) => noticesOut(tx, 'to_send', { limit: 10, offset: 0 }))
  await bed.web.write(coordinator, (tx) => sendNotice(tx, owed?.id ?? ''))

  await killedAt('referral')
  assert.deepEqual([await kept('referral'), await kept('notice_in')], [0, 0])
  const [parcel] = await asAccessOwner(bed, 'select reasons, taken_at from access.referral_parcel')
  assert.deepEqual([parcel.reasons, parcel.taken_at], [['work'], null], 'it lies where it lay')
  await killedAt('notice_in')
  assert.deepEqual([await kept('referral'), await kept('notice_in')], [1, 0])
  for (let rounds = 0; rounds < 2; rounds += 1) {
    await round()
    assert.deepEqual([await kept('referral'), await kept('notice_in')], [1, 1])
  }
})
