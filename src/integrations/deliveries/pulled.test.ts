import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Deliveries, deliveriesTo } from '../../../test/build/delivery.ts'
import { aDomain, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { type OwnTemporary, ownTemporary } from '../../../test/build/temporary.ts'
import { anEnrolment, aPerson, id, NUMBERS, ORGANISATIONS, PROGRAMMES } from '../ss12000/persons.fake.ts'
import { type FakeSupplier, type Supply, startSupplier, TOKEN } from '../ss12000/server.fake.ts'
import { applyPreviewed } from './actions.ts'
import { importSs12000 } from './import-ss12000.ts'

let bed: TestBed
let domain: TestDomain
let to: Deliveries
const folder = mkdtempSync(join(tmpdir(), 'sedd-pulled-'))
/** Where pulls are kept on their way: other tests beside this one have theirs elsewhere. */
let spools: OwnTemporary
before(async () => {
  bed = await testBed()
  spools = ownTemporary('spools')
})
after(async () => {
  await Promise.all(suppliers.map((supplier) => supplier.close()))
  spools.restore()
  rmSync(folder, { recursive: true })
  await bed.close()
})

/** A domain of its own, and a supplier that has these persons. */
async function supplied(supply: Supply): Promise<FakeSupplier> {
  domain = await aDomain(bed)
  to = deliveriesTo(bed, domain)
  return started({ organisations: ORGANISATIONS, programmes: PROGRAMMES, ...supply })
}

const suppliers: FakeSupplier[] = []
async function started(supply: Supply): Promise<FakeSupplier> {
  const supplier = await startSupplier(supply)
  suppliers.push(supplier)
  return supplier
}

const pullFrom = (from: string, how: object = {}) =>
  importSs12000(bed.jobs, domain.machine, { from, token: TOKEN, ...how })

const ALVA = aPerson(100, {
  enrolments: [anEnrolment(), anEnrolment({ startDate: '2023-08-14', endDate: '2024-06-11', educationCode: 'IMS' })],
  phoneNumbers: [{ value: '070-123 45 67', type: 'Hem', mobile: true }],
})

test('a pull brings persons, contacts, the supplier’s ids and every enrolment, and the same pull again changes nothing', async () => {
  const supplier = await supplied({ persons: [ALVA] })
  const result = await pullFrom(supplier.url())
  assert.equal(result.status, 'applied')
  assert.deepEqual([result.counts.read, result.counts.new], [3, 3])
  const number = NUMBERS.girl2008
  assert.deepEqual(await to.current('person_name', 'given_name, family_name, source', number), ['Alva Lind SS 12000'])
  assert.deepEqual(await to.current('person_contact', 'kind, digits, source', number), ['phone 46701234567 SS 12000'])
  assert.deepEqual(await to.current('person_external_id', 'system, external_id', number), [`SS 12000 ${id(100)}`])
  assert.deepEqual(
    (
      await to.current('enrolment', 'starts_on, ends_before, programme_code, introductory, school_unit_code', number)
    ).sort(),
    ['2023-08-14 2024-06-12 IMS true 12345678', '2024-08-19 – NA false 12345678'],
  )
  const again = await pullFrom(supplier.url(), { whole: true })
  assert.deepEqual([again.counts.new, again.counts.changed, again.counts.unchanged], [0, 0, 3])
})

test('the next pull asks only for what has changed since the last that was applied', async () => {
  const supplier = await supplied({ persons: [ALVA] })
  await pullFrom(supplier.url())
  await pullFrom(supplier.url())
  assert.ok(supplier.asked.some((asked) => asked.includes('/persons?') && asked.includes('meta.modified.after')))
})

test('a person the supplier says is deleted has no enrolments from there any longer', async () => {
  const first = await supplied({ persons: [ALVA] })
  await pullFrom(first.url(), { name: 'supplier' })
  const second = await started({
    organisations: ORGANISATIONS,
    deleted: [{ entity: 'Person', id: id(100), at: '2026-10-14T08:00:00.000Z' }],
  })
  const result = await pullFrom(second.url(), { name: 'supplier' })
  assert.equal(result.counts.ended, 1)
  assert.deepEqual((await to.current('enrolment', 'starts_on, ends_before', NUMBERS.girl2008)).sort(), [
    '2023-08-14 2024-06-12',
    '2024-08-19 2026-10-16',
  ])
})

test('a school’s system does not take away what the population register has said', async () => {
  const supplier = await supplied({
    persons: [aPerson(100, { enrolments: [anEnrolment()], securityMarking: 'Ingen', personStatus: 'Aktiv' })],
  })
  const number = NUMBERS.girl2008
  await to.deliver('population', [
    {
      personnummer: number,
      förnamn: 'Alva Maria',
      efternamn: 'Lind',
      kommunkod: '0484',
      folkbokförd_från: '2008-12-31',
      skydd: 'SEKRETESSMARKERING',
    },
  ])
  await pullFrom(supplier.url())
  assert.deepEqual(await to.current('person_name', 'given_name', number), ['Alva Maria'])
  assert.deepEqual(await to.current('person_protection', 'kind, until_on', number), ['confidentiality_marking –'])
})

test('a person the school’s system sends in a way we cannot use is protected all the same', async () => {
  const number = NUMBERS.girl2008
  const { givenName: _, ...nameless } = aPerson(100, { securityMarking: 'Skyddad folkbokföring' })
  const supplier = await supplied({ persons: [nameless] })
  await to.deliver('population', [{ personnummer: number, kommunkod: '0484', folkbokförd_från: '2008-12-31' }])
  const { counts, problems } = await pullFrom(supplier.url())
  assert.deepEqual([counts.quarantined, counts.warnings], [1, 1])
  assert.deepEqual(
    problems.map(({ column, code }) => `${column} ${code}`),
    ['persons.givenName ss12000.field_missing', 'skydd protection_raised'],
  )
  assert.deepEqual(await to.current('person_protection', 'kind, source', number), ['protected_registration SS 12000'])
})

test('a JSON file of the answers goes the same way, previewed and then applied', async () => {
  await supplied({})
  const path = join(folder, 'answers.json')
  writeFileSync(path, JSON.stringify({ organisations: ORGANISATIONS, programmes: PROGRAMMES, persons: [ALVA] }))
  const previewed = await importSs12000(bed.jobs, domain.machine, { from: path, token: null, preview: true })
  assert.deepEqual([previewed.status, previewed.counts.new], ['previewed', 3])
  const deliveryId = previewed.deliveryId
  assert.ok(deliveryId)
  const applied = await bed.jobs.bulk(domain.machine, (tx) =>
    applyPreviewed(tx, deliveryId, { by: tx.actor.accountId, onProgress: () => undefined }),
  )
  assert.equal(applied.new, 3)
  assert.deepEqual((await to.current('enrolment', 'starts_on', NUMBERS.girl2008)).sort(), ['2023-08-14', '2024-08-19'])
})

test('an answer that is not SS 12000 refuses the delivery; a server that cannot be reached is a failure', async () => {
  const supplier = await supplied({ persons: [ALVA] })
  const refused = await pullFrom(supplier.url('html'))
  assert.deepEqual([refused.status, refused.defect?.code], ['refused', 'ss12000.failure.wrong_content_type'])
  const wrongKey = importSs12000(bed.jobs, domain.machine, { from: supplier.url(), token: 'another' })
  await assert.rejects(wrongKey, { code: 'unauthorised' })
})

test('what was fetched to disk is gone afterwards', () => {
  const left = readdirSync(spools.folder).filter((name) => name.startsWith('sedd-pull-'))
  assert.deepEqual(left, [])
})
