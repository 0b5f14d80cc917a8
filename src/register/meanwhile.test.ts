import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aDropout } from '../../test/build/register.ts'
import type { Context } from '../kernel/database.ts'
import { day } from '../kernel/date.ts'
import { seedCodes } from '../organisations/actions.ts'
import * as actions from './actions.ts'
import { occupationsOf, ownerOf, periodsOf } from './store.ts'

/** Long work keeps the moment it began, and meets what a colleague has written since. */
let bed: TestBed
let domain: TestDomain
let coordinator: Context & { readonly accountId: string }
let colleague: Context & { readonly accountId: string }

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  await bed.jobs.write(domain.machine, seedCodes)
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  colleague = await signedIn(bed, domain, { role: 'coach' })
})
after(() => bed.close())

const LATER = '2026-11-20T12:00:30Z'
const EARLIER = '2026-11-20T12:00:00Z'

async function aMember(): Promise<string> {
  bed.setNow('2026-11-19T12:00:00Z')
  return (await bed.jobs.write(domain.machine, (tx) => aDropout(tx))).id
}

async function periods(id: string): Promise<string[]> {
  const found = await bed.web.read(coordinator, (tx) => periodsOf(tx, id))
  return found.map(({ from, until }) => `${from}–${until}`).sort()
}

test('an owner set meanwhile gives way to one chosen by work that began before', async () => {
  const id = await aMember()
  bed.setNow(LATER)
  await bed.web.write(coordinator, (tx) => actions.assignOwner(tx, [id], coordinator.accountId))
  bed.setNow(EARLIER)
  await bed.web.write(coordinator, (tx) => actions.assignOwner(tx, [id], colleague.accountId))
  assert.equal(await bed.web.read(coordinator, (tx) => ownerOf(tx, id)), colleague.accountId)
})

test('a decision made meanwhile is counted by a computation that began before, and can be ended', async () => {
  const id = await aMember()
  bed.setNow(LATER)
  const decision = await bed.web.write(coordinator, (tx) =>
    actions.decide(tx, {
      personId: id,
      outcome: 'out_of_scope',
      reasonCode: 'STUDY_BREAK',
      evidence: 'intyg',
      from: day('2026-11-20'),
      until: day('2027-06-01'),
    }),
  )
  bed.setNow(EARLIER)
  await bed.jobs.write(domain.machine, (tx) => actions.recomputeRegister(tx, 'all'))
  assert.deepEqual(await periods(id), ['2024-06-16–2024-08-19', '2026-09-21–2026-11-20', '2027-06-01–2028-01-01'])
  await bed.web.write(coordinator, (tx) => actions.endDecision(tx, { personId: id, decisionId: decision }))
  assert.deepEqual(await periods(id), ['2024-06-16–2024-08-19', '2026-09-21–2028-01-01'])
})

test('an occupation noted meanwhile is replaced by one that began to be written before', async () => {
  const id = await aMember()
  const noted = { personId: id, source: 'ungdomen själv', from: day('2026-11-18') }
  bed.setNow(LATER)
  await bed.web.write(coordinator, (tx) => actions.recordOccupation(tx, { ...noted, occupation: 'ARBETE' }))
  bed.setNow(EARLIER)
  await bed.web.write(coordinator, (tx) => actions.recordOccupation(tx, { ...noted, occupation: 'INGEN' }))
  const now = await bed.web.read(coordinator, (tx) => occupationsOf(tx, id))
  assert.deepEqual(
    now.map(({ occupation }) => occupation),
    ['INGEN'],
  )
})
