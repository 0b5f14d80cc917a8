import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { type Deliveries, deliveriesTo } from '../../../test/build/delivery.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { nextNumber } from '../../../test/build/people.ts'
import { sql } from '../../kernel/sql.ts'
import { applyPreviewed, discardDelivery, removeMapping, reverseDelivery, saveMapping } from './actions.ts'
import type { DeliveryId } from './model.ts'
import { deliveryById, deliveryLog, problems, savedMappings } from './store.ts'

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

const EventRow = z.object({ action: z.string(), detail: z.record(z.string(), z.unknown()).nullable() })
const NOTHING = { read: 0, new: 0, changed: 0, ended: 0, unchanged: 0, quarantined: 0, warnings: 0 }
const silent = () => undefined

const resident = (number: string, more: Record<string, string> = {}) => ({
  personnummer: number,
  förnamn: 'Elsa',
  efternamn: 'Ek',
  kommunkod: '0484',
  folkbokförd_från: '2008-12-31',
  ...more,
})
const studies = (number: string, more: Record<string, string> = {}) => ({
  personnummer: number,
  skolenhet: 'Rinmangymnasiet',
  skolform: 'GY',
  studievägskod: 'NA',
  startdatum: '2024-08-19',
  ...more,
})

function idOf(result: { deliveryId: DeliveryId | null }): DeliveryId {
  assert.ok(result.deliveryId)
  return result.deliveryId
}

const persons = (number: string) =>
  to.rows(
    sql`select p.known_until is null from person p join person_identifier i on i.person_id = p.id where i.number = ${number}`,
  )

test('a dry run tells all and leaves no trace, not even in the log', async () => {
  const { number } = nextNumber()
  const log = await to.rows(sql`select count(*) from delivery`)
  const result = await to.deliver('population', [resident(number), resident(number)], { dryRun: true })
  assert.equal(result.status, 'previewed')
  assert.equal(result.deliveryId, null)
  assert.deepEqual([result.counts.new, result.counts.quarantined], [1, 1])
  assert.deepEqual(
    result.problems.map(({ code }) => code),
    ['duplicate_row'],
  )
  assert.deepEqual(await to.rows(sql`select count(*) from delivery`), log)
  assert.deepEqual(await persons(number), [])
})

test('rows with faults are quarantined with row, column, value and reason, and the rest is applied', async () => {
  const good = nextNumber()
  const bad = nextNumber()
  const result = await to.deliver('population', [
    resident(bad.number, { folkbokförd_från: '0003-01-01' }),
    resident(good.number),
  ])
  assert.equal(result.status, 'applied')
  assert.deepEqual([result.counts.read, result.counts.new, result.counts.quarantined], [2, 1, 1])
  const [problem] = result.problems
  assert.deepEqual(
    [problem?.row, problem?.column, problem?.value, problem?.severity],
    [2, 'folkbokförd_från', '0003-01-01', 'refused'],
  )
  const kept = await bed.jobs.read(domain.machine, (tx) =>
    problems(tx, idOf(result), { severity: 'refused', after: 0, limit: 10 }),
  )
  assert.equal(kept.length, 1)
  assert.deepEqual(await persons(bad.number), [])
})

test('asked to be strict, one refused row refuses the file and nothing changes', async () => {
  const good = nextNumber()
  const result = await to.deliver('population', [resident(good.number), resident(good.number)], { strict: true })
  assert.deepEqual([result.status, result.defect], ['refused', { code: 'strict' }])
  assert.deepEqual(await persons(good.number), [])
  const delivery = await bed.jobs.read(domain.machine, (tx) => deliveryById(tx, idOf(result)))
  assert.deepEqual([delivery.status, delivery.outcome?.quarantined], ['refused', 1])
})

test('a file that cannot be used is refused whole, and the log says why', async () => {
  const refused = await to.deliver('enrolments', [], {})
  assert.deepEqual([refused.status, refused.defect, refused.counts], ['refused', { code: 'no_rows' }, NOTHING])
  const log = await bed.jobs.read(domain.machine, (tx) => deliveryLog(tx, { limit: 100, offset: 0 }))
  const logged = log.find((delivery) => delivery.id === refused.deliveryId)
  assert.deepEqual([logged?.status, logged?.defect?.code], ['refused', 'no_rows'])
})

test('a previewed delivery waits: nothing is changed until somebody says yes, and then it is compared anew', async () => {
  const { number } = nextNumber()
  const other = nextNumber()
  const previewed = await to.deliver('population', [resident(number), resident(other.number)], { preview: true })
  assert.deepEqual([previewed.status, previewed.counts.new], ['previewed', 2])
  assert.deepEqual(await persons(number), [])
  await to.deliver('population', [resident(other.number)])

  const who = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
  const id = idOf(previewed)
  const applied = await bed.jobs.bulk(domain.machine, (tx) =>
    applyPreviewed(tx, id, { by: who.accountId, onProgress: silent }),
  )
  assert.deepEqual([applied.read, applied.new, applied.unchanged], [2, 1, 1])
  assert.deepEqual(await persons(number), ['true'])
  const delivery = await bed.jobs.read(domain.machine, (tx) => deliveryById(tx, id))
  assert.deepEqual([delivery.status, delivery.appliedBy], ['applied', who.accountId])
  assert.deepEqual(await to.rows(sql`select count(*) from delivery_population_row`), ['0'])
  const twice = bed.jobs.bulk(domain.machine, (tx) => applyPreviewed(tx, id, { by: who.accountId, onProgress: silent }))
  await assert.rejects(twice, { kind: 'conflict', code: 'not_previewed' })
})

test('a previewed delivery can be discarded: its rows are gone, its problems and its place in the log remain', async () => {
  const { number } = nextNumber()
  const id = idOf(await to.deliver('enrolments', [studies(number), studies(number)], { preview: true }))
  await bed.jobs.write(domain.machine, (tx) => discardDelivery(tx, id))
  assert.deepEqual(await to.rows(sql`select count(*) from delivery_enrolment_row`), ['0'])
  assert.deepEqual(await to.rows(sql`select code from delivery_problem where delivery_id = ${id} order by code`), [
    'duplicate_row',
    'person_not_in_population',
  ])
  assert.equal((await bed.jobs.read(domain.machine, (tx) => deliveryById(tx, id))).status, 'discarded')
})

test('a delivery taken back leaves everything as it was before, and can be read in again', async () => {
  const known = nextNumber()
  const fresh = nextNumber()
  await to.deliver('population', [resident(known.number)])
  const rows = [resident(known.number, { förnamn: 'Elsie', skydd: 'SEKRETESSMARKERING' }), resident(fresh.number)]
  const id = idOf(await to.deliver('population', rows))
  await bed.jobs.bulk(domain.machine, (tx) => reverseDelivery(tx, id))

  assert.deepEqual(await to.current('person_name', 'given_name', known.number), ['Elsa'])
  assert.deepEqual(await to.current('person_protection', 'kind', known.number), [])
  assert.deepEqual(
    await to.rows(
      sql`select protection from person where id in (select person_id from person_identifier where number = ${known.number})`,
    ),
    ['none'],
  )
  assert.deepEqual(await persons(fresh.number), ['false'])
  assert.deepEqual(await to.current('person_identifier', 'number', fresh.number), [])
  assert.deepEqual(await to.current('register_period', 'from_on', fresh.number), [])
  const again = await to.deliver('population', rows)
  assert.deepEqual([again.counts.new, again.counts.changed], [1, 1])
})

test('a sex that a delivery changed is given back with it, unless a later delivery has changed it again', async () => {
  const { number } = nextNumber()
  const [own, other] = Number(number.at(10)) % 2 === 0 ? ['K', 'M'] : ['M', 'K']
  const sex = () =>
    to.rows(sql`select sex from person where id in (select person_id from person_identifier where number = ${number})`)
  const reverse = (id: DeliveryId) => bed.jobs.bulk(domain.machine, (tx) => reverseDelivery(tx, id))
  await to.deliver('population', [resident(number, { kön: own })])
  const before = await sex()
  const first = idOf(await to.deliver('population', [resident(number, { kön: other })]))
  assert.notDeepEqual(await sex(), before)
  const second = idOf(await to.deliver('population', [resident(number, { kön: own })]))
  await assert.rejects(reverse(first), { kind: 'conflict', code: 'built_upon' })
  await reverse(second)
  assert.notDeepEqual(await sex(), before)
  await reverse(first)
  assert.deepEqual(await sex(), before)
})

test('a delivery cannot be taken back when something later builds on it, and the counts say what', async () => {
  const { number } = nextNumber()
  const first = idOf(await to.deliver('population', [resident(number)]))
  const second = idOf(await to.deliver('population', [resident(number, { förnamn: 'Elsie' })]))
  const third = idOf(await to.deliver('enrolments', [studies(number)]))
  const reverse = (id: DeliveryId) => bed.jobs.bulk(domain.machine, (tx) => reverseDelivery(tx, id))
  await assert.rejects(reverse(first), {
    kind: 'conflict',
    code: 'built_upon',
    fields: [
      { field: 'versions', code: '1' },
      { field: 'persons', code: '2' },
    ],
  })
  await reverse(third)
  await reverse(second)
  await reverse(first)
  assert.deepEqual(await persons(number), ['false'])
})

test('a delivery leaves one event, with counts and no names or numbers', async () => {
  const { number } = nextNumber()
  const result = await to.deliver('population', [resident(number)])
  const events = await bed.jobs.read(domain.machine, (tx) =>
    tx.all(EventRow, sql`select action, detail from trail.events(null, null, null, null, null, null, 3)`),
  )
  const applied = events.find((event) => event.action === 'imports.applied')
  assert.deepEqual(applied?.detail, {
    read: 1,
    new: 1,
    changed: 0,
    ended: 0,
    unchanged: 0,
    quarantined: 0,
    warnings: 0,
    duplicates: 0,
    touched: 1,
  })
  assert.ok(result.deliveryId)
})

test('one without the right to import is refused, and so is one who may not see protected persons', async () => {
  const coach = await signedIn(bed, domain, { role: 'coach' })
  const { number } = nextNumber()
  const id = idOf(await to.deliver('population', [resident(number)]))
  await assert.rejects(
    bed.web.bulk(coach, (tx) => reverseDelivery(tx, id)),
    { kind: 'forbidden' },
  )
  await assert.rejects(
    bed.web.write(coach, (tx) =>
      saveMapping(tx, { name: 'X', sheet: 'population', mapping: { columns: {}, codes: {} } }),
    ),
    {
      kind: 'forbidden',
    },
  )
  const coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  await assert.rejects(
    bed.web.bulk(coordinator, (tx) => reverseDelivery(tx, id)),
    { kind: 'forbidden', code: 'imports.sees_protected' },
  )
})

test('another domain neither sees the delivery nor knows the persons in it', async () => {
  const { number } = nextNumber()
  const id = idOf(await to.deliver('population', [resident(number)]))
  const elsewhere = await aDomain(bed, { municipality: '0483' })
  await assert.rejects(
    bed.jobs.read(elsewhere.machine, (tx) => deliveryById(tx, id)),
    { kind: 'not_found' },
  )
  const there = deliveriesTo(bed, elsewhere)
  assert.equal((await there.deliver('population', [resident(number)])).counts.new, 1)
  there.close()
})

test('a mapping saved for a supplier reads that supplier’s own headers and codes', async () => {
  const mapping = {
    columns: { Pnr: 'personnummer', Form: 'skolform', Start: 'startdatum' },
    codes: { skolform: { Gymnasium: 'GY' } },
  } as const
  const id = await bed.jobs.write(domain.machine, (tx) =>
    saveMapping(tx, { name: ' Procapita ', sheet: 'enrolments', mapping }),
  )
  const [saved] = await bed.jobs.read(domain.machine, savedMappings)
  assert.deepEqual([saved?.name, saved?.mapping], ['Procapita', mapping])
  await bed.jobs.write(domain.machine, (tx) => removeMapping(tx, id))
  assert.deepEqual(await bed.jobs.read(domain.machine, savedMappings), [])
})

test('two deliveries at once in a domain take turns', async () => {
  const one = nextNumber()
  const two = nextNumber()
  const results = await Promise.all([
    to.deliver('population', [resident(one.number)]),
    to.deliver('population', [resident(two.number)]),
  ])
  assert.deepEqual(
    results.map(({ status }) => status),
    ['applied', 'applied'],
  )
})
