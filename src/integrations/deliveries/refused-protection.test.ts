import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Deliveries, deliveriesTo } from '../../../test/build/delivery.ts'
import { aDomain, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { nextNumber } from '../../../test/build/people.ts'
import { sql } from '../../kernel/sql.ts'
import { applyPreviewed, reverseDelivery } from './actions.ts'
import type { ImportResult } from './import.ts'
import type { DeliveryId } from './model.ts'

let bed: TestBed
let domain: TestDomain
let to: Deliveries
before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  to = deliveriesTo(bed, domain)
})
after(async () => {
  to.close()
  await bed.close()
})

const resident = (number: string, more: Record<string, string> = {}) => ({
  personnummer: number,
  förnamn: 'Elsa',
  efternamn: 'Ek',
  kommunkod: '0484',
  folkbokförd_från: '2008-12-31',
  ...more,
})
/** A row that cannot be used, with a mark of protection. */
const unreadable = (number: string, skydd = 'SEKRETESSMARKERING') =>
  resident(number, { folkbokförd_från: '2008-13-45', skydd })

const protection = (number: string) => to.current('person_protection', 'kind, from_on, until_on', number)
const onPerson = (number: string) =>
  to.rows(sql`
    select protection from person where id in (select person_id from person_identifier where number = ${number})`)
const told = ({ problems }: ImportResult) => problems.map(({ row, column, code }) => `${row} ${column} ${code}`)

function idOf(result: { deliveryId: DeliveryId | null }): DeliveryId {
  assert.ok(result.deliveryId)
  return result.deliveryId
}

test('a row that cannot be used still protects its person, the preview says so, and taking it back ends it', async () => {
  const { number } = nextNumber()
  await to.deliver('population', [resident(number)])
  const rows = [unreadable(number, 'SKYDDAD_FOLKBOKFÖRING')]
  const preview = await to.deliver('population', rows, { dryRun: true })
  assert.deepEqual([preview.counts.quarantined, preview.counts.warnings], [1, 1])
  assert.deepEqual(told(preview), ['2 folkbokförd_från date_impossible', '2 skydd protection_raised'])
  assert.deepEqual(await protection(number), [])

  const applied = await to.deliver('population', rows)
  assert.deepEqual(await protection(number), ['protected_registration 2026-10-15 –'])
  assert.deepEqual(await onPerson(number), ['protected_registration'])
  assert.deepEqual(await to.current('person_residence', 'from_on', number), ['2008-12-31'], 'nothing else is used')

  await bed.jobs.bulk(domain.machine, (tx) => reverseDelivery(tx, idOf(applied)))
  assert.deepEqual(await protection(number), [])
  assert.deepEqual(await onPerson(number), ['none'])
})

test('a mark on a row that waits for a decision counts when the delivery is applied, and its number is kept no longer', async () => {
  const { number } = nextNumber()
  const id = idOf(
    await to.deliver('population', [resident(nextNumber().number), unreadable(number)], { preview: true }),
  )
  assert.deepEqual(await to.rows(sql`select row_no, protection from delivery_refused_row`), [
    '3 confidentiality_marking',
  ])
  // Made known by another delivery in between.
  await to.deliver('population', [resident(number)])
  await bed.jobs.bulk(domain.machine, (tx) =>
    applyPreviewed(tx, id, { by: tx.actor.accountId, onProgress: () => undefined }),
  )
  assert.deepEqual(await onPerson(number), ['confidentiality_marking'])
  assert.deepEqual(
    await to.rows(sql`select code from delivery_problem where delivery_id = ${id} and column_name = 'skydd'`),
    ['protection_raised'],
  )
  assert.deepEqual(await to.rows(sql`select count(*) from delivery_refused_row`), ['0'])
})

test('a mark on a refused row is stronger than an empty cell on another row of the same person', async () => {
  const known = nextNumber()
  const fresh = nextNumber()
  await to.deliver('population', [resident(known.number, { skydd: 'SEKRETESSMARKERING' })])
  const rows = [known, fresh].flatMap(({ number }) => [resident(number), unreadable(number)])
  const result = await to.deliver('population', rows)
  assert.deepEqual([result.counts.new, result.counts.unchanged, result.counts.quarantined], [1, 1, 2])
  assert.deepEqual(await onPerson(known.number), ['confidentiality_marking'])
  assert.deepEqual(await onPerson(fresh.number), ['confidentiality_marking'])
})

test('a refused row neither ends nor weakens a protection, and makes nobody known', async () => {
  const { number } = nextNumber()
  const unknown = nextNumber()
  await to.deliver('population', [resident(number, { skydd: 'SKYDDAD_FOLKBOKFÖRING' })])
  const weaker = await to.deliver('population', [
    unreadable(number),
    unreadable(number, ''),
    unreadable(unknown.number),
  ])
  assert.deepEqual([weaker.counts.quarantined, weaker.counts.warnings], [3, 0])
  assert.deepEqual(await protection(number), ['protected_registration 2026-10-15 –'])
  assert.deepEqual(await onPerson(unknown.number), [])
})

test('where cells have slipped a mark counts wherever it stands, and a supplier’s own code for it counts too', async () => {
  const slipped = nextNumber()
  const coded = nextNumber()
  await to.deliver('population', [resident(slipped.number), resident(coded.number)])
  const line = `${slipped.number};Elsa;Ek;;Storgatan 1;;63220;Eskilstuna;0484;2008-12-31;;AKTIV;SEKRETESSMARKERING;;;x`
  const mapping = { columns: {}, codes: { skydd: { S: 'SKYDDAD_FOLKBOKFÖRING' } } }
  const result = await to.deliver('population', [line, unreadable(coded.number, 'S')], { mapping })
  assert.deepEqual(told(result).slice(0, 2), ['2  too_many_cells', '2 skydd protection_raised'])
  assert.deepEqual(await onPerson(slipped.number), ['confidentiality_marking'])
  assert.deepEqual(await onPerson(coded.number), ['protected_registration'])
})
