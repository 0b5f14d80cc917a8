import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Deliveries, deliveriesTo } from '../../../test/build/delivery.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { nextNumber } from '../../../test/build/people.ts'
import { assertHides, assertShows, siteOf, type Tab } from '../../../test/build/site.ts'
import { paths } from '../../ui/paths.ts'

let bed: TestBed
let domain: TestDomain
let to: Deliveries
let coordinator: Tab
let trusted: Tab
before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  to = deliveriesTo(bed, domain)
  const site = siteOf(bed)
  coordinator = site.tab(await signedIn(bed, domain, { role: 'kaa_coordinator' }))
  trusted = site.tab(await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true }))
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

/** A file that waits for a yes: it ends the protection of so many, raises that of one, and has one row more to mend. */
async function previewed(ends: number): Promise<string> {
  const numbers = Array.from({ length: ends }, () => nextNumber().number)
  const raised = nextNumber().number
  await to.deliver('population', [
    ...numbers.map((number) => resident(number, { skydd: 'SEKRETESSMARKERING' })),
    resident(raised),
  ])
  const rows = [
    resident(raised, { folkbokförd_från: '2008-13-45', skydd: 'SKYDDAD_FOLKBOKFÖRING' }),
    ...numbers.map((number) => resident(number)),
  ]
  const { deliveryId } = await to.deliver('population', rows, { preview: true })
  assert.ok(deliveryId)
  return deliveryId
}

const TELLING = /Skyddet är borttaget|skyddet i den gäller|>skydd<|;skydd;|SKYDDAD_FOLKBOKFÖRING/
const NEUTRAL = /Anmärkningar om skyddade personuppgifter visas bara för den som har rätt till det\./
const COUNTED = /rader gäller skyddade personer/
const remarks = (html: string) => /Anmärkningar<\/dt>\s*<dd[^>]*>([^<]*)/.exec(html)?.[1]

test('who may not see protected persons sees no remark about protection, on the page or in the file', async () => {
  const id = await previewed(2)
  const page = await coordinator.get(paths.import(id))
  assertShows(page, /2008-13-45/, NEUTRAL)
  assertHides(page, TELLING)
  assertHides(page, COUNTED)
  assert.equal(remarks(page.html), '0')
  const file = await coordinator.get(paths.importProblemsFile(id))
  assertShows(file, /2;folkbokförd_från;2008-13-45;/)
  assertHides(file, TELLING)
})

test('who may see them sees every remark, and how many there are', async () => {
  const id = await previewed(2)
  const page = await trusted.get(paths.import(id))
  assertShows(page, /Skyddet är borttaget/, /skyddet i den gäller/)
  assertHides(page, NEUTRAL)
  assert.equal(remarks(page.html), '3')
  const file = await trusted.get(paths.importProblemsFile(id))
  assertShows(file, /3;skydd;;Skyddet är borttaget/, /2;skydd;SKYDDAD_FOLKBOKFÖRING;/)
})

test('from five rows on the others are told how many rows concern protected persons', async () => {
  const page = await coordinator.get(paths.import(await previewed(4)))
  assertShows(page, /5 rader gäller skyddade personer och visas bara för den som har rätt till det\./)
  assertHides(page, TELLING)
})

test('the page says the same when nobody protected is in the file at all', async () => {
  const { deliveryId } = await to.deliver('population', [resident(nextNumber().number)], { preview: true })
  assertShows(await coordinator.get(paths.import(deliveryId ?? '')), NEUTRAL, /Alla rader gick att använda/)
})

test('a file of enrolments says nothing of protection', async () => {
  const { number } = nextNumber()
  await to.deliver('population', [resident(number)])
  const studies = { personnummer: number, skolenhet: 'Rinmangymnasiet', skolform: 'GY', startdatum: '2024-08-19' }
  const { deliveryId } = await to.deliver('enrolments', [studies], { preview: true })
  assertHides(await coordinator.get(paths.import(deliveryId ?? '')), NEUTRAL)
})
