import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson } from '../../test/build/people.ts'
import { type Visitor, visitor } from '../../test/build/web.ts'
import { sql } from '../kernel/sql.ts'
import { events as eventsOf } from '../trail/store.ts'
import { paths } from '../ui/paths.ts'
import { refreshGrams } from './search-grams-store.ts'

let bed: TestBed
let domain: TestDomain
let coordinator: Visitor
let colleague: Visitor
let coach: Visitor

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  coordinator = visitor(bed, await signedIn(bed, domain, { role: 'kaa_coordinator' }))
  colleague = visitor(bed, await signedIn(bed, domain, { role: 'kaa_coordinator' }))
  const jonas = await signedIn(bed, domain, { role: 'coach' })
  coach = visitor(bed, jonas)
  await bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aPerson(tx, { givenName: 'Vendela', familyName: 'Sökfeldt' })
    await tx.run(sql`
      insert into register_period (domain_id, person_id, from_on, until_on, reason, sort_name, known_from)
      values (${domain.id}, ${id}, '2026-06-16', '2028-01-01', 'ALDRIG_BÖRJAT', '', ${tx.now})`)
    await refreshGrams(tx, [id])
    await ownedBy(tx, id, jonas.accountId)
  })
})
after(() => bed.close())

test('a search is answered under an address that says nothing, for the one who searched alone', async () => {
  const sent = await coordinator.post(paths.registerSearch(), { q: 'Wendela Sök' })
  assert.equal(sent.status, 303)
  assert.match(sent.location ?? '', /^\/register\/searches\/[0-9a-f-]{36}$/)
  const page = await coordinator.get(sent.location ?? '')
  assert.match(page.html, /Vendela Sökfeldt/)
  assert.equal((await colleague.get(sent.location ?? '')).status, 404)
  const events = await bed.jobs.read(domain.machine, (tx) => eventsOf(tx, { most: 20 }))
  assert.ok(events.some((event) => event.action === 'register.searched'))
  assert.ok(!JSON.stringify(events).includes('endela'))
})

test('a search for one letter says what is needed', async () => {
  const page = await coordinator.post(paths.registerSearch(), { q: 'v' })
  assert.match(page.html, /minst två bokstäver/)
})

test('one who is not in the register is looked up by the whole number, and the trail says so', async () => {
  const { id, number } = await bed.jobs.write(domain.machine, (tx) =>
    aPerson(tx, { givenName: 'Utom', familyName: 'Registret' }),
  )
  const searched = await coordinator.post(paths.registerSearch(), { q: number })
  const page = await coordinator.get(searched.location ?? '')
  assert.match(page.html, /Ingen i registret passar in/)
  assert.match(page.html, new RegExp(`value="${number}"`))
  const found = await coordinator.post(paths.registerLookUps(), { number })
  assert.deepEqual([found.status, found.location], [303, paths.person(id)])
  const events = await bed.jobs.read(domain.machine, (tx) => eventsOf(tx, { personIds: [id], most: 20 }))
  assert.ok(events.some((event) => event.action === 'register.looked_up'))
})

test('a number that cannot be one, or that nobody has, is said in words', async () => {
  assert.match(
    (await coordinator.post(paths.registerLookUps(), { number: '20080101-0000' })).html,
    /Numret stämmer inte/,
  )
  const nobody = await coordinator.post(paths.registerLookUps(), { number: '200301012381' })
  assert.match(nobody.html, /Ingen med det numret/)
  assert.doesNotMatch(nobody.html, /minst två bokstäver/)
})

test('a coach searches the register but looks nobody up outside it', async () => {
  const sent = await coach.post(paths.registerSearch(), { q: 'vendela' })
  const page = await coach.get(sent.location ?? '')
  assert.match(page.html, /Vendela Sökfeldt/)
  assert.match(page.html, /Din roll får inte slå upp/)
  assert.match(page.html, /<a href="\/">I dag<\/a>/)
  assert.doesNotMatch(page.html, /href="\/register"/)
  assert.equal((await coach.post(paths.registerLookUps(), { number: '200301012381' })).status, 403)
})
