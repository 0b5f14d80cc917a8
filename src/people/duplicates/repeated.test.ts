import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Deliveries, deliveriesTo } from '../../../test/build/delivery.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aPerson, type NewPerson, nextNumber, type TestPerson } from '../../../test/build/people.ts'
import type { Context } from '../../kernel/database.ts'
import { personRecord } from '../store.ts'
import { mergePersons, unmergePersons } from './actions.ts'
import type { Side } from './model.ts'

let bed: TestBed
let domain: TestDomain
let trusted: Context
let files: Deliveries

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  trusted = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
  files = deliveriesTo(bed, domain)
})
after(async () => {
  files.close()
  await bed.close()
})

const someone = (given: NewPerson) => bed.jobs.write(domain.machine, (tx) => aPerson(tx, given))
const recordOf = ({ id }: TestPerson) => bed.jobs.read(domain.machine, (tx) => personRecord(tx, id))
const side: Side = 'merged'
const choices = { name: side, sex: 'survivor', birthDate: 'survivor', address: side, protection: side } as const

/** One under two numbers, made one with the name, address and protection of the samordningsnummer. */
async function merged() {
  const survivor = await someone({ givenName: 'Leo', familyName: 'Berg', street: 'Storgatan 1', sex: 'male' })
  const number = nextNumber({ kind: 'coordination', born: '2006', sex: 'male' })
  const other = await someone({
    number,
    givenName: 'Léo',
    familyName: 'Bergh',
    street: 'Kyrkogatan 2',
    postalCode: '63220',
    postalTown: 'Eskilstuna',
    protection: 'protected_registration',
    protectedFrom: '2026-09-01',
  })
  const pair = { survivorId: survivor.id, mergedId: other.id }
  const { mergeId } = await bed.web.write(trusted, (tx) => mergePersons(tx, { ...pair, choices }))
  return { survivor, undo: () => bed.web.write(trusted, (tx) => unmergePersons(tx, mergeId)) }
}

const delivered = (number: string) => ({
  personnummer: number,
  förnamn: 'Léo',
  efternamn: 'Bergh',
  gatuadress: 'Kyrkogatan 2',
  postnummer: '63220',
  postort: 'Eskilstuna',
  kommunkod: '0484',
  folkbokförd_från: '2008-05-01',
  status: 'AKTIV',
  skydd: 'SKYDDAD_FOLKBOKFÖRING',
})

test('what a delivery says again after a merge chose it stays when the merge is undone: protection above all', async () => {
  const { survivor, undo } = await merged()
  await files.deliver('population', [delivered(survivor.number)])
  await undo()
  const { person, addresses } = await recordOf(survivor)
  assert.deepEqual([person.givenName, person.familyName], ['Léo', 'Bergh'])
  assert.equal(person.protection, 'protected_registration')
  assert.deepEqual(
    addresses.filter(({ knownUntil }) => knownUntil === null).map(({ street }) => street),
    ['Kyrkogatan 2'],
  )
})

test('what only the merge chose is given back when no delivery has said it', async () => {
  const { survivor, undo } = await merged()
  await undo()
  const { person } = await recordOf(survivor)
  assert.deepEqual([person.givenName, person.protection], ['Leo', 'none'])
})

test('a delivery that repeats what a merge chose changes it to its own once, and then nothing', async () => {
  const { survivor } = await merged()
  const first = await files.deliver('population', [delivered(survivor.number)])
  const second = await files.deliver('population', [delivered(survivor.number)])
  assert.deepEqual([first.counts.changed, second.counts.unchanged], [1, 1])
  const { names } = await recordOf(survivor)
  assert.equal(names.find(({ knownUntil }) => knownUntil === null)?.source, 'befolkning')
})
