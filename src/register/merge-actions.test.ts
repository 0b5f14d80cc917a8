import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { type NewPerson, nextNumber, type TestPerson } from '../../test/build/people.ts'
import { aDropout } from '../../test/build/register.ts'
import type { Context } from '../kernel/database.ts'
import { day } from '../kernel/date.ts'
import { seedCodes } from '../organisations/actions.ts'
import { mergePersons, unmergePersons } from '../people/duplicates/actions.ts'
import type { MergeId } from '../people/duplicates/model.ts'
import { afterFacts, assignOwner, decide, recordOccupation } from './actions.ts'
import { exportRows } from './export-store.ts'
import { filterFromQuery } from './filter.ts'
import { listRows } from './list-store.ts'
import { carryMerged, giveBackMerged } from './merge-actions.ts'
import { listParameters } from './parameter-view.ts'
import { occupationsOf, ownerOf } from './store.ts'

type Member = Context & { readonly accountId: string }

let bed: TestBed
let domain: TestDomain
let amina: Member
let jonas: Member

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  await bed.jobs.write(domain.machine, seedCodes)
  amina = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  jonas = await signedIn(bed, domain, { role: 'coach' })
})
after(() => bed.close())

const dropout = (given: NewPerson = {}) => bed.jobs.write(domain.machine, (tx) => aDropout(tx, given))
const arrived = () => dropout({ number: nextNumber({ kind: 'coordination' }) })
const own = ({ id }: TestPerson, owner: Member | null) =>
  bed.web.write(amina, (tx) => assignOwner(tx, [id], owner?.accountId ?? null))

/** Said on a day of October 2026. */
async function says({ id }: TestPerson, occupation: string, given: { from: string; on: string }): Promise<void> {
  bed.setNow(`${given.on}T10:00:00Z`)
  await bed.web.write(amina, (tx) =>
    recordOccupation(tx, { personId: id, occupation, source: 'ungdomen själv', from: day(given.from) }),
  )
  bed.setNow('2026-10-15T10:00:00Z')
}

const side = 'survivor' as const
const choices = { name: side, sex: side, birthDate: side, address: side, protection: side }

function merge(survivor: TestPerson, merged: TestPerson): Promise<MergeId> {
  return bed.web.write(amina, async (tx) => {
    const pair = { survivorId: survivor.id, mergedId: merged.id }
    const { mergeId, touched } = await mergePersons(tx, { ...pair, choices })
    await carryMerged(tx, { ...pair, mergeId })
    await afterFacts(tx, touched)
    return mergeId
  })
}

function unmerge(mergeId: MergeId, survivor: TestPerson): Promise<void> {
  return bed.web.write(amina, async (tx) => {
    const { touched } = await unmergePersons(tx, mergeId)
    await giveBackMerged(tx, { mergeId, survivorId: survivor.id })
    await afterFacts(tx, touched)
  })
}

/** Owner, and occupations newest first. */
const told = ({ id }: TestPerson) =>
  bed.web.read(amina, async (tx) => ({
    owner: await ownerOf(tx, id),
    occupations: (await occupationsOf(tx, id)).map((each) => [each.occupation, each.from, each.until]),
  }))

const row = ({ id }: TestPerson) =>
  bed.web.read(amina, async (tx) => {
    const rows = await listRows(tx, filterFromQuery({}), {
      parameters: await listParameters(tx, tx.today),
      limit: 100,
    })
    const found = rows.find((each) => each.personId === id)
    return found && [found.ownerId, found.occupation]
  })

test('after a merge the survivor answers with the merged person’s owner and occupation, in the list and in files', async () => {
  const [survivor, merged] = [await dropout(), await arrived()]
  await own(merged, jonas)
  await says(merged, 'ARBETE', { from: '2026-10-01', on: '2026-10-02' })
  await merge(survivor, merged)
  assert.deepEqual(await told(survivor), {
    owner: jonas.accountId,
    occupations: [['ARBETE', '2026-10-01', null]],
  })
  assert.deepEqual(await row(survivor), [jonas.accountId, 'ARBETE'])
  assert.equal(await row(merged), undefined)
  const exported = await bed.web.read(amina, async (tx) =>
    exportRows(tx, filterFromQuery({}), { parameters: await listParameters(tx, tx.today), withProtected: false }),
  )
  assert.deepEqual(
    exported.filter((each) => each.ownerId === jonas.accountId).map((each) => each.occupation),
    ['ARBETE'],
  )
})

test('the survivor’s own owner stays, and of two occupations the one confirmed last holds', async () => {
  const [survivor, merged] = [await dropout(), await arrived()]
  await own(survivor, amina)
  await own(merged, jonas)
  await says(survivor, 'ARBETE', { from: '2026-09-21', on: '2026-10-14' })
  await says(merged, 'INGEN', { from: '2026-10-01', on: '2026-10-02' })
  await merge(survivor, merged)
  assert.deepEqual(await told(survivor), {
    owner: amina.accountId,
    occupations: [['ARBETE', '2026-09-21', null]],
  })
})

test('an un-merge gives each the owner and the occupations it had before', async () => {
  const [survivor, merged] = [await dropout(), await arrived()]
  await own(merged, jonas)
  await says(survivor, 'INGEN', { from: '2026-09-21', on: '2026-09-22' })
  await says(survivor, 'PRAKTIK', { from: '2026-09-28', on: '2026-09-29' })
  await says(merged, 'ARBETE', { from: '2026-10-05', on: '2026-10-06' })
  const before = [await told(survivor), await told(merged)]
  const mergeId = await merge(survivor, merged)
  assert.deepEqual((await told(survivor)).occupations, [
    ['ARBETE', '2026-10-05', null],
    ['PRAKTIK', '2026-09-28', '2026-10-05'],
    ['INGEN', '2026-09-21', '2026-09-28'],
  ])
  await unmerge(mergeId, survivor)
  assert.deepEqual([await told(survivor), await told(merged)], before)
})

test('two merges into one are undone in turn, and each gives back its own', async () => {
  const [survivor, second, third] = [await dropout(), await arrived(), await arrived()]
  await own(third, jonas)
  await says(survivor, 'INGEN', { from: '2026-09-21', on: '2026-09-22' })
  await says(second, 'PRAKTIK', { from: '2026-09-21', on: '2026-09-29' })
  await says(third, 'ARBETE', { from: '2026-10-05', on: '2026-10-06' })
  const first = [await told(survivor), await told(second), await told(third)]
  const one = await merge(survivor, second)
  const between = await told(survivor)
  const two = await merge(survivor, third)
  assert.equal((await told(survivor)).owner, jonas.accountId)
  await unmerge(two, survivor)
  assert.deepEqual(await told(survivor), between)
  await unmerge(one, survivor)
  assert.deepEqual([await told(survivor), await told(second), await told(third)], first)
})

test('what is decided after the merge stays with the survivor when the merge is undone', async () => {
  const [survivor, merged] = [await dropout(), await arrived()]
  await own(merged, jonas)
  await says(survivor, 'INGEN', { from: '2026-09-21', on: '2026-09-22' })
  await says(merged, 'ARBETE', { from: '2026-10-01', on: '2026-10-02' })
  const mergeId = await merge(survivor, merged)
  await own(survivor, amina)
  await says(survivor, 'PRAKTIK', { from: '2026-10-12', on: '2026-10-15' })
  await unmerge(mergeId, survivor)
  assert.deepEqual(await told(survivor), {
    owner: amina.accountId,
    occupations: [
      ['PRAKTIK', '2026-10-12', null],
      ['INGEN', '2026-09-21', '2026-10-12'],
    ],
  })
  assert.deepEqual(await told(merged), {
    owner: jonas.accountId,
    occupations: [['ARBETE', '2026-10-01', null]],
  })
})

test('a decision that came with the merged person holds its days against a new one', async () => {
  const [survivor, merged] = [await dropout(), await arrived()]
  const decision = {
    outcome: 'unclear',
    reasonCode: 'STUDY_BREAK',
    evidence: 'Samtal',
    from: day('2026-10-01'),
    until: day('2026-12-01'),
  } as const
  await bed.web.write(amina, (tx) => decide(tx, { ...decision, personId: merged.id }))
  await merge(survivor, merged)
  await assert.rejects(
    bed.web.write(amina, (tx) => decide(tx, { ...decision, personId: survivor.id })),
    { kind: 'conflict', code: 'decision_overlaps' },
  )
})
