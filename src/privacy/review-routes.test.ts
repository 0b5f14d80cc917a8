import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson } from '../../test/build/people.ts'
import { aDropout } from '../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, tokenOf } from '../../test/build/site.ts'
import type { Context } from '../kernel/database.ts'
import { addDays, dayIn, endOf, type Instant, type PlainDate } from '../kernel/date.ts'
import { raw, sql } from '../kernel/sql.ts'
import { events } from '../trail/store.ts'
import { paths } from '../ui/paths.ts'
import { buildDueReviews, buildReview } from './review-actions.ts'
import { weekOf } from './review-rules.ts'
import { reviewItems, reviewTotals } from './review-store.ts'

let bed: TestBed
let site: Site
let domain: TestDomain
let eva: Tab
let evaContext: Context & { accountId: string }
let jonas: Context & { accountId: string }
let week: PlainDate

/** The trail goes by the server's clock; the review by the program's, which the tests move to after the week of the readings. */
const atNoon = (day: PlainDate) => bed.setNow(`${day}T11:00:00Z`)

before(async () => {
  bed = await testBed()
  site = siteOf(bed)
  domain = await aDomain(bed)
  evaContext = await signedIn(bed, domain, { role: 'data_protection_officer', displayName: 'Eva Nordin' })
  eva = site.tab(evaContext)
  jonas = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Jonas Ek', seesProtected: true })
  const young = await bed.jobs.write(domain.machine, async (tx) => ({
    related: await aDropout(tx, { familyName: 'Ek', givenName: 'Moa' }),
    hidden: await aPerson(tx, { protection: 'confidentiality_marking', familyName: 'Falk', born: '2009' }),
    other: await aDropout(tx, { familyName: 'Berg' }),
  }))
  const tab = site.tab(jonas)
  for (const { id } of Object.values(young)) await tab.get(paths.person(id))
  const [first] = await bed.web.read(evaContext, (tx) => events(tx, { actions: ['register.person_read'], most: 1 }))
  week = weekOf(dayIn(first?.at as Instant))
  atNoon(addDays(week, 7))
  await bed.jobs.write(domain.machine, buildDueReviews)
})
after(() => bed.close())

const drawn = () => bed.web.read(evaContext, (tx) => reviewItems(tx, 'waiting', { page: 1, size: 100 }))
const itemBy = async (reason: string) => {
  const found = (await drawn()).find(({ reasons }) => reasons.some((each) => each === reason))
  assert.ok(found, `nothing drawn for ${reason}`)
  return found
}

test('a relative’s reading and that of a protected person are drawn when the week is over, once', async () => {
  const items = await drawn()
  const certain = items.flatMap(({ reasons }) => reasons.filter((reason) => reason !== 'random'))
  assert.deepEqual(certain.sort(), ['protected', 'same_name'])
  await bed.jobs.write(domain.machine, async (tx) => {
    await buildDueReviews(tx)
    tx.recorded = true
  })
  await bed.jobs.write(domain.machine, (tx) => buildReview(tx, week))
  assert.equal((await drawn()).length, items.length)
})

test('the page says who read, why it was drawn and what happened, and not whom it was about', async () => {
  const item = await itemBy('same_name')
  const list = await eva.get(paths.reviews())
  assertShows(list, /Jonas Ek/, /Samma efternamn/, /Skyddad person/, /Att granska/)
  const page = await eva.get(paths.review(item.id))
  assertShows(page, /Samma efternamn/, /öppnade sidan om/, /Visa vem det gäller/)
  assertHides(page, /Moa/, />Ek,/)
})

test('who it concerns is shown when asked for, the trail says so, and a protected person stays hidden', async () => {
  const shown = await eva.post(paths.reviewIdentity((await itemBy('same_name')).id))
  assertShows(shown, /Det gäller Moa Ek, \d{12}/)
  const hidden = await eva.post(paths.reviewIdentity((await itemBy('protected')).id))
  assertShows(hidden, /skyddade personuppgifter, som du inte har rätt att se/)
  assertHides(hidden, /Falk/)
  const asked = await bed.web.read(evaContext, (tx) => events(tx, { actions: ['privacy.identity_shown'], most: 5 }))
  assert.equal(asked.length, 2)
})

test('a judgement is kept with its comment; a question keeps the item waiting, and the last word holds', async () => {
  const { id } = await itemBy('same_name')
  const page = await eva.get(paths.review(id))
  const bare = await eva.post(paths.review(id), { token: tokenOf(page, 'verdict'), outcome: 'ask', comment: '' })
  assert.equal(bare.status, 422)
  assertShows(bare, /Skriv varför/)
  assertShows(await eva.post(paths.review(id), {}), /Välj hur du bedömer/)
  const saved = await eva.submit(paths.review(id), { outcome: 'ask', comment: 'Släkt? Frågar chefen.' })
  assertShows(saved, /Bedömningen är sparad/)
  assertShows(await eva.get(paths.reviews({ list: 'asked' })), /Samma efternamn/)
  await eva.post(paths.review(id), { outcome: 'fine', comment: '' })
  const after = await eva.get(paths.review(id))
  assertShows(after, /Släkt\? Frågar chefen/, /I sin ordning/, /Eva Nordin/)
  assertShows(await eva.get(paths.reviews({ list: 'done' })), /Samma efternamn/)
})

test('what nobody has looked at is overdue at the end of the fourteenth day, and not before', async () => {
  const overdue = async () => (await bed.web.read(evaContext, reviewTotals)).overdue
  const due = Date.parse(endOf(addDays(week, 20)))
  bed.setNow(new Date(due - 1_000).toISOString())
  assert.equal(await overdue(), 0)
  bed.setNow(new Date(due).toISOString())
  assert.equal(await overdue(), (await drawn()).length)
  assertShows(await eva.get(paths.reviews()), /har väntat längre än 14 dagar/, /Försenad/)
  atNoon(addDays(week, 7))
})

test('nobody reviews their own reading, past the program either, and only those with the right to the log see the review', async () => {
  const { id } = await itemBy('protected')
  const insert = (by: string) =>
    `insert into review_verdict (domain_id, item_id, outcome, reviewed_by, reviewed_at) values ('${domain.id}', '${id}', 'fine', '${by}', '2026-12-01')`
  const run = (who: Context, statement: string) => bed.web.technical(who, (tx) => tx.run(sql`${raw(statement)}`))
  await assert.rejects(run(jonas, insert(jonas.accountId)), /row-level security/)
  await assert.rejects(run(evaContext, insert(jonas.accountId)), /row-level security/)
  await assert.rejects(run(evaContext, 'delete from review_item'), /permission denied/)
  const seen = await bed.web.read(jonas, (tx) => reviewItems(tx, 'waiting', { page: 1, size: 10 }))
  assert.deepEqual(seen, [])
  assert.equal((await site.tab(jonas).get(paths.reviews())).status, 403)
})

test('one who lives with the young person is found by the address that was put in, and taken out again', async () => {
  const wrong = await eva.post(paths.reviewHomes(), { accountId: jonas.accountId, street: '', postalCode: '12' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Skriv gatuadressen/, /Skriv fem siffror/)
  const home = { accountId: jonas.accountId, street: 'Storgatan 3', postalCode: '632 20' }
  const put = await eva.submit(paths.reviewHomes(), home)
  assertShows(put, /Adressen är sparad/, /Storgatan 3/, /63220/)
  const id = /homes\/([0-9a-f-]{36})\/removal/.exec(put.html)?.[1] ?? ''
  assertHides(await eva.submit(paths.reviewHomeRemoval(id)), /Storgatan 3/)
})
