import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson, type NewPerson, nextNumber } from '../../test/build/people.ts'
import { tokenOf, type Visitor, visitor } from '../../test/build/web.ts'
import { sql } from '../kernel/sql.ts'
import { seedCodes } from '../organisations/actions.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { events as eventsOf } from '../trail/store.ts'
import { paths } from '../ui/paths.ts'
import { openSuggestions } from './duplicates/store.ts'
import { formatNumber } from './identity.ts'
import { PersonId } from './model.ts'
import { personByNumber, personRecord } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coordinator: Visitor
let trusted: Visitor
let coach: Visitor

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  await bed.jobs.write(domain.machine, seedCodes)
  coordinator = visitor(bed, await signedIn(bed, domain, { role: 'kaa_coordinator' }))
  trusted = visitor(bed, await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true }))
  coach = visitor(bed, await signedIn(bed, domain, { role: 'coach' }))
})
after(() => bed.close())

const path = paths.personNew()
const someone = (given: NewPerson = {}) => bed.jobs.write(domain.machine, (tx) => aPerson(tx, given))
const recordOf = (id: string) => bed.jobs.read(domain.machine, (tx) => personRecord(tx, PersonId.parse(id)))
const addressed = (location: string | null) => /^\/people\/([0-9a-f-]{36})$/.exec(location ?? '')?.[1] ?? ''
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

const holderOf = (number: string) => bed.jobs.read(domain.machine, (tx) => personByNumber(tx, number))

const Kept = z.object({
  action: z.string(),
  person: z.string().nullable(),
  object: z.string().nullable(),
  detail: z.unknown(),
})
/** What the trail says of numbers refused without a reason, newest first. */
async function refusedNumbers() {
  const officer = await signedIn(bed, domain, { role: 'data_protection_officer' })
  return bed.web.read(officer, (tx) =>
    tx.all(
      Kept,
      sql`
      select action, person_id as person, object, detail
        from trail.events(null, null, '{people.number_refused}', null, null, null, 200)`,
    ),
  )
}

/** Opens the form and sends it. */
async function send(who: Visitor, fields: Readonly<Record<string, string>>) {
  const token = tokenOf(await who.get(path), 'entry')
  return who.post(path, { token, source: 'school', ...fields })
}

test('a person no file has is added by hand, with a number, and is found in the register the same moment', async () => {
  const { number } = nextNumber({ born: '2008', sex: 'female' })
  const added = await send(coordinator, {
    number: formatNumber(number),
    givenName: 'Salma',
    familyName: 'Hassan',
    municipality: '0484',
    from: '2026-09-01',
  })
  assert.equal(added.status, 303)
  const id = addressed(added.location)
  const { person, residences, identifiers } = await recordOf(id)
  assert.deepEqual(
    [person.givenName, person.familyName, person.number, person.sex],
    ['Salma', 'Hassan', number, 'female'],
  )
  assert.deepEqual(
    residences.map((each) => [each.kind, each.municipality, each.from, each.source]),
    [['manual', '0484', '2026-09-01', 'not_registered']],
  )
  assert.deepEqual(
    identifiers.map((each) => each.source),
    ['school'],
  )
  assert.match((await coordinator.get(paths.register())).html, new RegExp(`/people/${id}"`))
  const [event] = await bed.jobs
    .read(domain.machine, (tx) => eventsOf(tx, { personIds: [id], most: 10 }))
    .then((events) => events.filter(({ action }) => action === 'people.added'))
  assert.equal(event?.actorRole, 'kaa_coordinator')
  assert.doesNotMatch(JSON.stringify(event), new RegExp(`Salma|Hassan|${number}`))
})

test('without a number or a hemkommun the person is in, and unclear until that is decided', async () => {
  const added = await send(coordinator, { givenName: 'Tesfay', birthDate: '2008-05-04' })
  const page = await coordinator.get(added.location ?? '')
  assert.match(page.html, /Tesfay/)
  assert.match(page.html, /Oklart, behöver ett beslut/)
})

test('the same form sent twice adds one person, and leads to the same page', async () => {
  const token = tokenOf(await coordinator.get(path), 'entry')
  const fields = { token, source: 'self', givenName: 'Nikola', familyName: 'Petrović', birthDate: '2009-02-03' }
  const [one, other] = [await coordinator.post(path, fields), await coordinator.post(path, fields)]
  assert.deepEqual([one.status, other.status, one.location], [303, 303, other.location])
  const again = await send(coordinator, { givenName: 'Nikola', familyName: 'Petrović', birthDate: '2009-02-03' })
  assert.equal(hidden(again.html, 'seen'), addressed(one.location))
})

test('one who may be known is shown before anybody is added; said to be another, the two are kept apart', async () => {
  const known = await someone({ givenName: 'Léo', familyName: 'Bergqvist', born: '2007' })
  const { birthDate } = (await recordOf(known.id)).person
  const fields = { givenName: 'Bergkvist', familyName: 'Leo', birthDate: String(birthDate) }
  const asked = await send(coordinator, fields)
  assert.equal(asked.status, 200)
  assert.match(asked.html, /Är det någon av dem\?/)
  assert.match(asked.html, new RegExp(`href="/people/${known.id}"`))
  assert.match(asked.html, /samma födelsedag/)
  assert.match(asked.html, /value="Bergkvist"/)
  const events = await bed.jobs.read(domain.machine, (tx) => eventsOf(tx, { personIds: [known.id], most: 10 }))
  assert.ok(events.some(({ action }) => action === 'people.shown_as_likely'))

  const token = tokenOf(asked, 'entry')
  const added = await coordinator.post(path, { token, source: 'school', ...fields, seen: hidden(asked.html, 'seen') })
  assert.equal(added.status, 303)
  const id = addressed(added.location)
  const open = await bed.jobs.read(domain.machine, (tx) => openSuggestions(tx, 200))
  assert.deepEqual(
    open.filter(({ personId, otherId }) => [personId, otherId].includes(PersonId.parse(id))),
    [],
  )
})

test('the form says whose number it is instead of adding another with it', async () => {
  const known = await someone({ givenName: 'Saga', familyName: 'Nyström', born: '2008' })
  const asked = await send(coordinator, { number: known.number, givenName: 'Någon', familyName: 'Annan' })
  assert.equal(asked.status, 422)
  assert.match(asked.html, /Numret finns redan/)
  assert.match(asked.html, new RegExp(`href="/people/${known.id}"`))
  const insisting = await coordinator.post(path, {
    token: tokenOf(asked, 'entry'),
    source: 'school',
    number: known.number,
    givenName: 'Någon',
    seen: known.id,
  })
  assert.equal(insisting.status, 422)
  assert.equal((await recordOf(known.id)).person.givenName, 'Saga')
})

test('a number with mistakes comes back with what to do, and never in an address', async () => {
  const wrong = await send(coordinator, { number: '20080101-2387', givenName: '' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /Numret stämmer inte: någon siffra är fel\./)
  assert.match(wrong.html, /Skriv ett förnamn\./)
  assert.doesNotMatch(wrong.html, /(href|action)="[^"]*2387/)
})

test('a protected person is added only by one who may see the person, with hemkommun by hand on that ground', async () => {
  const { number } = nextNumber({ born: '2008' })
  const fields = {
    number,
    givenName: 'Iris',
    familyName: 'Ahlgren',
    protection: 'protected_registration',
    municipality: '0484',
    from: '2026-09-01',
  }
  assert.doesNotMatch((await coordinator.get(path)).html, /name="protection"/)
  const refused = await send(coordinator, fields)
  assert.equal(refused.status, 422)
  const added = await send(trusted, fields)
  assert.equal(added.status, 303)
  const id = addressed(added.location)
  assert.equal((await trusted.get(paths.person(id))).status, 200)
  assert.equal((await coordinator.get(paths.person(id))).status, 404)
})

test('a number of one who may not be seen is refused without a reason, and the trail says that it was tried', async () => {
  const { number } = await someone({ givenName: 'Iris', protection: 'confidentiality_marking', born: '2008' })
  const before = await refusedNumbers()
  const refused = await send(coordinator, { number, givenName: 'Ines', familyName: 'Ahlgren' })
  assert.equal(refused.status, 422)
  assert.match(refused.html, /Numret kan inte läggas in här\. Be den som ansvarar för registret om hjälp\./)
  assert.doesNotMatch(refused.html, /Iris|number_not_enterable/)
  const [event, ...earlier] = await refusedNumbers()
  assert.equal(earlier.length, before.length)
  assert.deepEqual([event?.person, event?.object, event?.detail], [null, null, null])
  assert.equal((await recordOf((await holderOf(number)) ?? '')).person.givenName, 'Iris')
})

test('a coach neither opens nor sends the form', async () => {
  assert.equal((await coach.get(path)).status, 403)
  assert.equal((await coach.post(path, { givenName: 'Alva', birthDate: '2008-05-04', source: 'self' })).status, 403)
})

test('the way to the form is on the register and where a look-up found nobody', async () => {
  assert.match((await coordinator.get(paths.register())).html, /href="\/people\/new"/)
  const { number } = nextNumber({ born: '2005' })
  const nobody = await coordinator.post(paths.registerLookUps(), { number })
  assert.match(nobody.html, /href="\/people\/new"/)
})
