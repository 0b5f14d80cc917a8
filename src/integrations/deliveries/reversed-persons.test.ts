import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { somebodyWaits } from '../../../test/build/blocked.ts'
import { type Deliveries, deliveriesTo } from '../../../test/build/delivery.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { nextNumber } from '../../../test/build/people.ts'
import { tokenOf, type Visitor, visitor } from '../../../test/build/web.ts'
import { day, endOf } from '../../kernel/date.ts'
import { seedCodes } from '../../organisations/actions.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { addContact } from '../../people/actions.ts'
import type { PersonId } from '../../people/model.ts'
import { personById, personByNumber } from '../../people/store.ts'
import { factsOf } from '../../register/facts-store.ts'
import { paths } from '../../ui/paths.ts'
import { reverseDelivery } from './actions.ts'
import type { DeliveryId } from './model.ts'

let bed: TestBed
let domain: TestDomain
let to: Deliveries
let coordinator: Visitor
before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  await bed.jobs.write(domain.machine, seedCodes)
  to = deliveriesTo(bed, domain)
  coordinator = visitor(bed, await signedIn(bed, domain, { role: 'kaa_coordinator' }))
})
after(async () => {
  to.close()
  await bed.close()
})

const IMPORTED = '2026-10-15T10:00:00Z'
const REVERSED = '2026-10-17T10:00:00Z'

const resident = (number: string) => ({
  personnummer: number,
  förnamn: 'Elsa',
  efternamn: 'Ek',
  kommunkod: '0484',
  folkbokförd_från: '2008-12-31',
})

const holder = (number: string, knownAt?: string) =>
  bed.jobs.read(domain.machine, (tx) => personByNumber(tx, number, knownAt ? endOf(day(knownAt)) : null))
const reverse = (id: DeliveryId) => bed.jobs.bulk(domain.machine, (tx) => reverseDelivery(tx, id))

/** Imports a person on the 15th; the delivery, and who came of it. */
async function imported(number: string): Promise<{ delivery: DeliveryId; id: PersonId }> {
  bed.setNow(IMPORTED)
  const { deliveryId } = await to.deliver('population', [resident(number)])
  const id = await holder(number)
  assert.ok(deliveryId !== null && id !== null)
  return { delivery: deliveryId, id }
}

/** The same, taken back on the 17th. */
async function ghost(number: string): Promise<PersonId> {
  const { delivery, id } = await imported(number)
  bed.setNow(REVERSED)
  await reverse(delivery)
  return id
}

test('once the delivery is taken back nobody has the number: no page, no facts, nothing to explain', async () => {
  const { number } = nextNumber()
  const id = await ghost(number)
  assert.equal(await holder(number), null)
  assert.equal(await bed.jobs.read(domain.machine, (tx) => factsOf(tx, id)), null)
  await assert.rejects(
    bed.jobs.read(domain.machine, (tx) => personById(tx, id)),
    { kind: 'not_found' },
  )
  const nobody = await coordinator.post(paths.registerLookUps(), { number })
  assert.match(nobody.html, /href="\/people\/new"/)
  assert.doesNotMatch(nobody.html + nobody.location, new RegExp(id))
  assert.equal((await coordinator.get(paths.person(id))).status, 404)
  assert.equal((await coordinator.get(paths.personExplanation(id))).status, 404)
})

test('as known the day before it was taken back the person is still there, and can be explained', async () => {
  const { number } = nextNumber()
  const id = await ghost(number)
  assert.equal(await holder(number, '2026-10-16'), id)
  assert.equal(await holder(number, '2026-10-17'), null)
  const known = (on: string) => bed.jobs.read(domain.machine, (tx) => factsOf(tx, id, endOf(day(on))))
  assert.equal((await known('2026-10-16'))?.residences.length, 1)
  assert.equal(await known('2026-10-17'), null)
  assert.equal(await known('2026-10-14'), null)
  const asked = (on: string) => coordinator.get(`${paths.personExplanation(id)}?knownAt=${on}`)
  assert.equal((await asked('2026-10-16')).status, 200)
  assert.equal((await asked('2026-10-17')).status, 404)
})

test('the number can then be added by hand, with nobody suggested as the same', async () => {
  const { number } = nextNumber()
  const id = await ghost(number)
  const token = tokenOf(await coordinator.get(paths.personNew()), 'entry')
  const fields = { token, source: 'school', number, givenName: 'Elsa', familyName: 'Ek' }
  const added = await coordinator.post(paths.personNew(), fields)
  assert.equal(added.status, 303)
  const now = await holder(number)
  assert.notEqual(now, id)
  assert.equal(added.location, paths.person(String(now)))
  assert.equal(await holder(number, '2026-10-16'), id, 'then it was the other')
})

test('what somebody is writing of a person while the delivery is taken back stands in the way of it', async () => {
  const { number } = nextNumber()
  const { delivery, id } = await imported(number)
  const who = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const contact = { kind: 'phone', value: '070-174 06 31', source: 'self', notedOn: day('2026-10-15') } as const
  let asked: Promise<number> | undefined
  await bed.web.write(who, async (tx) => {
    await addContact(tx, id, contact)
    asked = reverse(delivery)
    asked.catch(() => undefined)
    await somebodyWaits(await bed.accessOwner())
  })
  await assert.rejects(asked ?? Promise.resolve(), {
    kind: 'conflict',
    code: 'built_upon',
    fields: [
      { field: 'versions', code: '0' },
      { field: 'persons', code: '1' },
    ],
  })
  assert.equal(await holder(number), id)
})

test('imported again, the number leads to the one person who is there', async () => {
  const { number } = nextNumber()
  const id = await ghost(number)
  const again = await to.deliver('population', [resident(number)])
  assert.deepEqual([again.counts.new, again.duplicates], [1, 0])
  const now = await holder(number)
  assert.ok(now)
  assert.notEqual(now, id)
  assert.equal((await coordinator.get(paths.person(now))).status, 200)
})
