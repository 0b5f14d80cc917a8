import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../test/build/case.ts'
import { deliveriesTo } from '../../test/build/delivery.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson, nextNumber } from '../../test/build/people.ts'
import { aDropout, anEnrolment } from '../../test/build/register.ts'
import { assertHides, assertShows, siteOf, type Tab, titleOf, tokenOf } from '../../test/build/site.ts'
import { seedCodes } from '../organisations/actions.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { personByNumber } from '../people/store.ts'
import { events as eventsOf } from '../trail/store.ts'
import { paths } from '../ui/paths.ts'
import { assignOwner, recomputeRegister } from './actions.ts'

let bed: TestBed
let domain: TestDomain
let coordinator: Tab
let english: Tab
let coach: Tab
let coachAccount: string
let aminaAccount: string

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  const site = siteOf(bed)
  domain = await aDomain(bed)
  await bed.jobs.write(domain.machine, seedCodes)
  const amina = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' })
  const jonas = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  coordinator = site.tab(amina)
  english = site.tab(amina, 'en')
  coach = site.tab(jonas)
  coachAccount = jonas.accountId
  aminaAccount = amina.accountId
})
after(() => bed.close())

/** Left Rekarnegymnasiet on 20 September 2026; today is 15 October. A case of the coach's when told so. */
async function aYouth(owner?: string): Promise<string> {
  const given = { givenName: 'Nora', familyName: 'Söderström' }
  return bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aDropout(tx, given)
    if (owner) await assignOwner(tx, [id], owner)
    return id
  })
}

const DECISION = {
  outcome: 'out_of_scope',
  reasonCode: 'STUDIES_ABROAD',
  evidence: 'intyg från skolan i Oslo',
  from: '2026-10-01',
  until: '2027-06-10',
}

test('the page of a young person says in one sentence why they are here and what ends it', async () => {
  const page = await coordinator.get(paths.person(await aYouth()))
  assert.equal(titleOf(page), 'Uppgifter · Sedd')
  assertShows(
    page,
    /I registret sedan den 21 september 2026/,
    /Avbrott från nationellt program/,
    /Lämnar registret den/,
  )
  assertShows(page, /class="lifeline-view"/, /Ingen har frågat än/)
})

test('the same person is explained on any day, as known on any day', async () => {
  const id = await aYouth()
  const now = await coordinator.get(paths.personExplanation(id))
  assertShows(now, /Nora Söderström är i registret/)
  assertShows(
    await coordinator.get(paths.personExplanation(id, { asOf: '2026-09-20' })),
    /Nora Söderström är inte i registret/,
    /Går i gymnasieskolan/,
    /Kommer in i registret den 21 september 2026/,
  )
  assertShows(
    await coordinator.get(paths.personExplanation(id, { knownAt: '2026-10-14' })),
    /Den 14 oktober 2026 kände vi inte till personen/,
  )
  const unread = await coordinator.get(paths.personExplanation(id, { asOf: 'snart' }))
  assert.equal(unread.status, 200)
  assertShows(unread, /Det är ingen dag vi förstår/, /value="snart"/)
})

test('K20: an admission shows with its first day, and until fourteen days after it that it may still change', async () => {
  const id = await bed.jobs.write(domain.machine, async (tx) => {
    const left = await aPerson(tx, { born: '2010', givenName: 'Vera' })
    await anEnrolment(tx, left, { from: '2026-08-18' })
    await recomputeRegister(tx, 'touched')
    return left.id
  })
  const on = (asOf: string) => coordinator.get(paths.personExplanation(id, { asOf }))
  assertShows(await on('2026-08-17'), /Antagen, börjar den 18 augusti 2026/)
  assertShows(await on('2026-08-18'), /Antagen, började den 18 augusti 2026/)
  assertShows(await on('2026-09-01'), /Antagen, började/, /Till och med den 1 september 2026 kan det ännu ändras/)
  assertHides(await on('2026-09-02'), /Antagen/)
  assertHides(await coordinator.get(paths.person(id)), /Antagen/)
  bed.setNow('2026-08-20T10:00:00Z')
  const page = await coordinator.get(paths.person(id))
  bed.setNow('2026-10-15T10:00:00Z')
  assertShows(page, /Inte i registret/, /Antagen, började den 18 augusti 2026/)
})

test('each fact names the delivery it came with, and leads to it for those who may see deliveries', async () => {
  const files = deliveriesTo(bed, domain)
  const { number } = nextNumber({ born: '2008', sex: 'female' })
  const row = {
    personnummer: number,
    förnamn: 'Lova',
    efternamn: 'Ek',
    kommunkod: '0484',
    folkbokförd_från: '2008-12-31',
  }
  const { deliveryId } = await files.deliver('population', [{ ...row, kön: 'K', status: 'AKTIV' }])
  files.close()
  const id = await bed.jobs.read(domain.machine, (tx) => personByNumber(tx, number))
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, id ?? '', coachAccount))
  const named = /befolkning[^<]*, leverans 15 okt 2026/
  const link = new RegExp(`href="/imports/${deliveryId}"`)
  for (const path of [paths.personExplanation(id ?? ''), paths.person(id ?? '')]) {
    assertShows(await coordinator.get(path), named, link)
    const seen = await coach.get(path)
    assertShows(seen, named)
    assertHides(seen, link)
  }
})

test('a decision with mistakes comes back with each of them beside its field, and what was written', async () => {
  const path = paths.personDecisions(await aYouth())
  const wrong = await coordinator.post(path, {
    outcome: '',
    reasonCode: 'x',
    evidence: 'a',
    from: 'snart',
    until: 'sen',
  })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /<title>Fel: /, /value="snart"/, /href="#decision-from"/, /href="#decision-until"/)
  const backwards = await coordinator.post(path, { ...DECISION, reasonCode: 'x', evidence: 'a', until: '2026-09-01' })
  assert.equal(backwards.status, 422)
  assertShows(backwards, /href="#decision-reasonCode"/, /href="#decision-evidence"/, /href="#decision-until"/)
})

test('a decision takes a person out, shows who made it, is made once, and can be ended', async () => {
  const id = await aYouth()
  const path = paths.personDecisions(id)
  const token = tokenOf(await coordinator.get(path), 'decision')
  const saved = await coordinator.submit(path, { ...DECISION, token })
  assertShows(saved, /Beslutet gäller/, /Inte i registret/, /Amina Warsame/, /intyg från skolan i Oslo/, /10 juni 2027/)
  assert.equal((await coordinator.post(path, { ...DECISION, token })).status, 303)
  assert.equal((await coordinator.get(paths.person(id))).html.match(/Avsluta beslutet/g)?.length, 1)
  const again = await coordinator.post(path, DECISION)
  assert.equal(again.status, 422)
  assertShows(again, /Det finns redan ett beslut för några av dagarna/, /href="#decision-from"/)
  const end = /action="(\/people\/[^"]+\/decisions\/[^"]+\/end)"/.exec(saved.html)?.[1] ?? ''
  assertShows(await coordinator.submit(end), /Beslutet är avslutat/, /I registret sedan/)
})

test('the language is changed on a form with mistakes, once and again, without losing the page', async () => {
  const id = await aYouth(coachAccount)
  const [form, from] = [paths.personOccupation(id), paths.person(id)]
  const first = await coach.post(form, {}, { referer: `http://localhost${from}` })
  assert.equal(first.status, 422)
  assertShows(first, new RegExp(`name="back" value="${from}"`))
  const again = await coach.post(form, {}, { referer: `http://localhost${form}` })
  assertShows(again, new RegExp(`name="back" value="${form}"`))
  assert.deepEqual([(await coach.get(form)).status, (await coach.get(form)).location], [303, from])
})

test('an occupation is noted by the coach, who is told what is missing', async () => {
  const id = await aYouth(coachAccount)
  const path = paths.personOccupation(id)
  const token = tokenOf(await coach.get(paths.person(id)), 'occupation')
  const empty = await coach.post(path, { token, occupation: '', source: '', from: '2027-01-01' })
  assert.equal(empty.status, 422)
  assertShows(empty, /href="#occupation-occupation"/, /href="#occupation-source"/, /href="#occupation-from"/)
  const unread = await coach.post(path, { token, occupation: 'ARBETE', source: 'mamma', from: 'nyss' })
  assertShows(unread, /href="#occupation-from"/, /value="mamma"/)
  const nothing = await coach.post(path, { token, occupation: '', source: '', from: 'nyss' })
  assertShows(nothing, /href="#occupation-occupation"/, /href="#occupation-source"/, /href="#occupation-from"/)
  const right = { token, occupation: 'PRAKTIK', source: 'ungdomen själv', from: '1 oktober' }
  assertShows(
    await coach.submit(path, right),
    /Sysselsättningen är sparad/,
    /<b>Praktik<\/b>/,
    /Bäst före den 14 december 2026/,
  )
  await coach.submit(path, { ...right, occupation: 'ARBETE' })
  assertShows(await coach.get(paths.person(id)), /<b>Praktik<\/b>/)
  assertShows(await english.get(paths.person(id)), /<b>Work practice<\/b>/)
})

test('what a role never does is not on the page, where others have it', async () => {
  const id = await aYouth(coachAccount)
  assertShows(await coordinator.get(paths.person(id)), /Byt ansvarig/, /id="occupation"/)
  const own = await coach.get(paths.person(id))
  assertShows(own, /id="occupation"/)
  assertHides(own, /Byt ansvarig/, /Din roll får inte/, /<fieldset[^>]*disabled/)
})

test('the owner of one person is set and taken away', async () => {
  const id = await aYouth()
  const path = paths.personOwner(id)
  assertShows(await coordinator.submit(path, { owner: coachAccount }), /ansvarig Jonas Ek/)
  assertShows(await coordinator.submit(path, { owner: '' }), /ansvarig ingen ännu/)
  assertShows(await coordinator.submit(path, { owner: id }), /Problem|Välj/)
})

test('two who change the owner of one person: the second is told, and nothing is changed', async () => {
  const id = await aYouth()
  const path = paths.personOwner(id)
  const page = await coordinator.get(paths.person(id))
  assertShows(page, /<form[^>]+id="owner"[^>]*>[\s\S]*?name="seen" value=""/)
  assertShows(await coordinator.submit(path, { owner: coachAccount, seen: '' }), /ansvarig Jonas Ek/)
  assertShows(
    await coordinator.submit(path, { owner: aminaAccount, seen: '' }),
    /Någon annan bytte ansvarig/,
    /ansvarig Jonas Ek/,
  )
  assertShows(await coordinator.submit(path, { owner: coachAccount, seen: '' }), /Ansvarig är bytt/)
  assertShows(await coordinator.submit(path, { owner: aminaAccount, seen: coachAccount }), /ansvarig Amina Warsame/)
})

test('two who note the occupation of one person: the second sees what the first wrote, and keeps the own words', async () => {
  const id = await aYouth(coachAccount)
  const path = paths.personOccupation(id)
  const first = { occupation: 'PRAKTIK', source: 'skolan', from: '2026-10-01', seen: '' }
  assertShows(await coach.submit(path, first), /Sysselsättningen är sparad/)
  const second = { occupation: 'ARBETE', source: 'mamma, telefon', from: '2026-10-05', seen: '' }
  const told = await coordinator.post(path, second)
  assert.equal(told.status, 422)
  assertShows(
    told,
    /Någon annan ändrade sysselsättningen/,
    /<b>Praktik<\/b>/,
    /value="mamma, telefon"/,
    /value="ARBETE" selected/,
  )
  const seen = /name="seen" value="(\d+)"/.exec(told.html)?.[1] ?? ''
  assertShows(
    await coordinator.submit(path, { ...second, seen }),
    /<b>Arbete<\/b>/,
    /Tidigare/,
    /Praktik, 1 oktober 2026/,
  )
})

test('one outside the register has a page for those who may look up, and their reading stands in the trail', async () => {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const person = await aPerson(tx, { born: '2008', givenName: 'Utom' })
    await anEnrolment(tx, person, { from: '2024-08-19' })
    await recomputeRegister(tx, 'touched')
    return person
  })
  const page = await coordinator.get(paths.person(id))
  assertShows(page, /Inte i registret/, /därför att/)
  assert.equal((await coach.get(paths.person(id))).status, 404)
  const events = await bed.jobs.read(domain.machine, (tx) => eventsOf(tx, { personIds: [id], most: 10 }))
  assert.deepEqual(
    events.filter(({ action }) => action === 'register.person_read').map(({ actorName }) => actorName),
    ['Amina Warsame'],
  )
  assertHides(page, /personnummer=|name="number"/)
})
