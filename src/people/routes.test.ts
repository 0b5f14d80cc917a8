import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson, type NewPerson, nextNumber } from '../../test/build/people.ts'
import { aDropout } from '../../test/build/register.ts'
import { tokenOf, type Visitor, visitor } from '../../test/build/web.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { events as eventsOf } from '../trail/store.ts'
import { paths } from '../ui/paths.ts'
import { suggestDuplicatesOf } from './duplicates/actions.ts'
import { openSuggestions } from './duplicates/store.ts'
import { personRecord } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coordinator: Visitor
let english: Visitor
let trusted: Visitor
let leader: Visitor

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  const member = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  coordinator = visitor(bed, member)
  english = visitor(bed, member, 'en')
  trusted = visitor(bed, await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true }))
  leader = visitor(bed, await signedIn(bed, domain, { role: 'project_leader' }))
})
after(() => bed.close())

const someone = (given: NewPerson = {}) => bed.jobs.write(domain.machine, (tx) => aPerson(tx, given))
const recordOf = (id: Parameters<typeof personRecord>[1]) => bed.jobs.read(domain.machine, (tx) => personRecord(tx, id))

test('a telephone number typed with mistakes comes back with what to do; typed right it is saved once', async () => {
  const { id } = await someone()
  const path = paths.personContact(id)
  const page = await coordinator.get(path)
  assert.equal(page.status, 200)
  const fields = { token: tokenOf(page, 'contact'), kind: 'phone', source: 'self', notedOn: 'i dag' }
  const wrong = await coordinator.post(path, { ...fields, value: '12' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /Numret går inte att ringa/)
  assert.match(wrong.html, /value="12"/)
  const right = await coordinator.post(path, { ...fields, value: '0701740601' })
  assert.deepEqual([right.status, right.location], [303, path])
  await coordinator.post(path, { ...fields, value: '0701740602' })
  assert.deepEqual(
    (await recordOf(id)).contacts.map((contact) => contact.value),
    ['070-174 06 01'],
  )
})

test('the way back leads over the register for those who may open it, and for a coach from the start page', async () => {
  const signed = await signedIn(bed, domain, { role: 'coach' })
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const person = await aDropout(tx)
    await ownedBy(tx, person.id, signed.accountId)
    return person
  })
  const coach = visitor(bed, signed)
  for (const path of [paths.personContact(id), paths.personResidence(id), paths.personIdentifiers(id)]) {
    assert.match((await coordinator.get(path)).html, /class="crumbs".*?<a href="\/register">Registret</)
    const { html, status } = await coach.get(path)
    assert.equal(status, 200)
    assert.match(html, /class="crumbs".*?<a href="\/">I dag</)
    assert.doesNotMatch(html, /href="\/register"/)
  }
})

test('a contact is taken away and a guardian noted from the same page, in English as well', async () => {
  const { id } = await someone({ email: 'elsa@example.se' })
  const [contact] = (await recordOf(id)).contacts
  const gone = await english.post(paths.personContactRemoval(id, String(contact?.id)), {})
  assert.equal(gone.status, 303)
  const page = await english.get(paths.personContact(id))
  assert.match(page.html, /Add a guardian/)
  const guardian = {
    name: 'Maria Lindqvist',
    relation: 'guardian',
    phone: '',
    email: '',
    source: 'school',
    notedOn: '2026-10-01',
  }
  const saved = await english.post(paths.personGuardians(id), { token: tokenOf(page, 'guardian'), ...guardian })
  assert.equal(saved.status, 303)
  assert.match((await english.get(paths.personContact(id))).html, /Maria Lindqvist/)
  const nobody = await english.post(paths.personGuardians(id), { ...guardian, name: '', source: '' })
  assert.equal(nobody.status, 422)
  assert.match(nobody.html, /Write a name\./)
})

test('hemkommun is set by hand for one who is not registered, and taken back', async () => {
  const { id } = await someone({ municipality: null })
  const path = paths.personResidence(id)
  const page = await coordinator.get(path)
  const fields = {
    token: tokenOf(page, 'residence'),
    ground: 'not_registered',
    municipality: '0484',
    from: '2026-09-01',
    until: '',
  }
  assert.equal((await coordinator.post(path, { ...fields, from: 'snart' })).status, 422)
  assert.equal((await coordinator.post(path, fields)).status, 303)
  const shown = await coordinator.get(path)
  assert.match(shown.html, /Eskilstuna/)
  const [residence] = (await recordOf(id)).residences
  const end = paths.personResidenceEnd(id, String(residence?.id))
  assert.match((await coordinator.post(end, { lastDay: '2026-08-01' })).html, /före den första/)
  assert.equal((await coordinator.post(end, { lastDay: '' })).status, 303)
  assert.deepEqual((await recordOf(id)).residences, [])
})

test('the history of numbers and names is shown, and that it was read stands in the trail', async () => {
  const { id, number } = await someone()
  const page = await coordinator.get(paths.personIdentifiers(id))
  assert.equal(page.status, 200)
  assert.match(page.html, new RegExp(`${number.slice(0, 8)}-${number.slice(8)}`))
  const events = await bed.jobs.read(domain.machine, (tx) => eventsOf(tx, { personIds: [id], most: 10 }))
  assert.ok(events.some((event) => event.action === 'register.person_read'))
})

test('a protected person has no pages for those without the right, and a notice for those with it', async () => {
  const { id } = await someone({ protection: 'protected_registration' })
  for (const path of [paths.personContact(id), paths.personResidence(id), paths.personIdentifiers(id)]) {
    assert.equal((await coordinator.get(path)).status, 404, path)
    const page = await trusted.get(path)
    assert.equal(page.status, 200, path)
    assert.match(page.html, /Skyddade personuppgifter/)
  }
})

test('who has no part in the register sees neither persons nor duplicates', async () => {
  const { id } = await someone()
  assert.equal((await leader.get(paths.personContact(id))).status, 403)
  assert.equal((await leader.get(paths.duplicates())).status, 403)
  assert.equal((await coordinator.get(paths.personContact('x'))).status, 404)
})

/** A pair that was suggested, as the list has it. */
async function suggested(given: NewPerson) {
  const survivor = await someone({ ...given, sex: 'female' })
  const merged = await someone({
    ...given,
    sex: 'female',
    number: nextNumber({ kind: 'coordination', born: '2009' }),
    street: 'Nygatan 4',
  })
  await bed.jobs.technical(domain.machine, (tx) => suggestDuplicatesOf(tx, merged.id))
  const list = await bed.jobs.read(domain.machine, (tx) => openSuggestions(tx, 100))
  const id = list.find((each) => [each.personId, each.otherId].includes(merged.id))?.id ?? ''
  return { id, survivor, merged }
}

test('a suggested pair is compared, merged with a choice for each field, and made two again', async () => {
  const { id, survivor, merged } = await suggested({ givenName: 'Samira', familyName: 'Haddad', phone: '070-1740603' })
  assert.match((await coordinator.get(paths.duplicates())).html, /Samira Haddad/)
  const page = await coordinator.get(paths.duplicate(id))
  assert.equal(page.status, 200)
  assert.match(page.html, new RegExp(`value="${survivor.id}" checked`))
  const token = tokenOf(page, 'merge')
  const done = await coordinator.post(paths.duplicate(id), {
    token,
    survivor: survivor.id,
    address: merged.id,
    name: survivor.id,
  })
  assert.deepEqual([done.status, done.location], [303, paths.person(survivor.id)])
  const record = await recordOf(merged.id)
  assert.equal(record.person.id, survivor.id)
  assert.equal(record.addresses[0]?.street, 'Nygatan 4')
  const again = await coordinator.post(paths.duplicate(id), { survivor: survivor.id })
  assert.deepEqual([again.status, again.location], [303, paths.duplicates()])
  const list = await coordinator.get(paths.duplicates())
  const merge = /href="(\/merges\/[^"]+)"/.exec(list.html)?.[1] ?? ''
  const question = await coordinator.get(merge)
  assert.match(question.html, /blir två personer igen/)
  const reversal = await coordinator.post(paths.mergeReversal(merge.split('/').at(-1) ?? ''), {
    token: tokenOf(question, 'confirm'),
  })
  assert.equal(reversal.status, 303)
  assert.equal((await recordOf(merged.id)).person.id, merged.id)
})

test('a pair that is two is kept apart and leaves the list', async () => {
  const { id, survivor, merged } = await suggested({ givenName: 'Tuva', familyName: 'Tvilling', phone: '070-1740604' })
  assert.equal((await coordinator.post(paths.duplicateDismissal(id), {})).status, 303)
  assert.doesNotMatch((await coordinator.get(paths.duplicates())).html, /Tuva Tvilling/)
  assert.match((await coordinator.get(paths.duplicate(id))).html, /redan avgjort/)
  const late = await coordinator.post(paths.duplicate(id), { survivor: survivor.id })
  assert.deepEqual([late.status, late.location], [303, paths.duplicates()])
  assert.equal((await recordOf(merged.id)).person.id, merged.id)
})
