import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { lettersOf, pdfLetters } from '../../test/build/pdf.ts'
import { aDropout } from '../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../test/build/site.ts'
import { asAccessOwner } from '../../test/build/ways-in.ts'
import type { Context } from '../kernel/database.ts'
import { addOrganisation, addUnit } from '../organisations/actions.ts'
import { setOwner } from '../register/store.ts'
import { events } from '../trail/store.ts'
import { paths } from '../ui/paths.ts'

let bed: TestBed
let site: Site
let domain: TestDomain
let eva: Tab
let amina: Tab
let jonas: Tab
let stranger: Tab
let evaContext: Context
let elsa: { id: string; number: string }
let olle: { id: string; number: string }

before(async () => {
  bed = await testBed()
  site = siteOf(bed)
  domain = await aDomain(bed, { name: 'Skolnämnden i Eskilstuna' })
  evaContext = await signedIn(bed, domain, { role: 'data_protection_officer', displayName: 'Eva Nordin' })
  eva = site.tab(evaContext)
  amina = site.tab(await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' }))
  const coach = await signedIn(bed, domain, {
    role: 'coach',
    displayName: 'Jonas Ek',
    title: 'Ungdomscoach, Navigatorcentrum',
  })
  jonas = site.tab(coach)
  stranger = site.tab(await signedIn(bed, domain, { role: 'coach', displayName: 'Leyla Demir' }))
  const made = await bed.jobs.write(domain.machine, async (tx) => {
    const young = await aDropout(tx, { givenName: 'Elsa', familyName: 'Lindqvist' })
    const other = await aDropout(tx, { givenName: 'Olle', familyName: 'Berg' })
    await setOwner(tx, [young.id], coach.accountId)
    return [young, other] as const
  })
  ;[elsa, olle] = made
  await jonas.get(paths.person(elsa.id))
  await amina.get(paths.person(elsa.id))
  await amina.get(paths.person(olle.id))
})
after(() => bed.close())

const rowsOf = (html: string) => (html.match(/<tr>\n?<th scope="row"/g) ?? []).length

test('the log says who did what, in plain words, and names no young person', async () => {
  const page = await eva.get(paths.log())
  assertShows(page, /Jonas Ek<br>.*Ungdomscoach, Navigatorcentrum/, /öppnade sidan om/, /Eva Nordin/, /läste i loggen/)
  assertHides(page, /Lindqvist|Berg|Elsa|Olle/, new RegExp(elsa.number))
  assertShows(await site.tab(evaContext, 'en').get(paths.log()), /opened the page about/, /read the log/)
})

test('the log is searched by a number that never stands in an address, by colleague, by action and by day', async () => {
  const found = await eva.post(paths.logSearches(), { number: elsa.number })
  assert.equal(found.location, paths.log({ person: elsa.id }))
  const page = await eva.get(found.location ?? '')
  assertShows(page, new RegExp(`ungdomen ${elsa.id.slice(0, 8)}`), /Jonas Ek/)
  assertHides(page, new RegExp(`ungdomen ${olle.id.slice(0, 8)}`))
  const actor = /<option value="([0-9a-f-]{36})">Jonas Ek/.exec(page.html)?.[1] ?? ''
  const only = await eva.get(paths.log({ actor, action: 'reads' }))
  assert.equal(rowsOf(only.html), 1)
  assertShows(only, /öppnade sidan om/)
  assertShows(await eva.get(paths.log({ from: '2001-01-01', until: '2001-01-02' })), /Inget i loggen stämmer/)
  const unread = await eva.get(paths.log({ from: 'banan' }))
  assert.equal(unread.status, 422)
  assertShows(unread, /Skriv en dag/)
})

test('a number nobody has, or that is none, is told in words, and the trail says that it was asked for', async () => {
  const none = await eva.post(paths.logSearches(), { number: '200301012381' })
  assert.equal(none.status, 422)
  assertShows(none, /Ingen i verksamheten har det numret/)
  assertHides(none, /200301012381/)
  assertShows(await eva.post(paths.logSearches(), { number: '12' }), /tolv eller tio siffror/)
  const asked = await bed.web.read(evaContext, (tx) => events(tx, { actions: ['privacy.log_searched'], most: 5 }))
  assert.deepEqual(
    asked.map(({ personId, detail }) => [personId, detail]),
    [
      [null, { found: false }],
      [elsa.id, null],
    ],
  )
})

test('the older pages of a long log are reached by a link', async () => {
  await bed.jobs.write(domain.machine, async (tx) => {
    for (let n = 0; n < 120; n += 1) await tx.record('organisations.added')
  })
  const first = await eva.get(paths.log({ action: 'organisations.added' }))
  assert.equal(rowsOf(first.html), 100)
  const next = /href="([^"]*before=\d+)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  assert.equal(rowsOf((await eva.get(next)).html), 20)
})

test('who has read about a young person is shown to those who have them in their reach', async () => {
  const opened = await jonas.get(paths.person(elsa.id))
  assertShows(
    opened,
    new RegExp(`<h2 id="readings-title">Vem har läst</h2>[^]*href="${paths.personReadings(elsa.id)}"`),
  )
  const page = await jonas.get(paths.personReadings(elsa.id))
  assertShows(page, /Elsa Lindqvist/, /Ungdomscoach, Navigatorcentrum, Skolnämnden i Eskilstuna/)
  assertShows(page, /Amina Warsame/, /Jonas Ek/, /öppnade sidan om ungdomen/)
  assertHides(page, /bestämde vem som ansvarar/)
  assertShows(await jonas.get(paths.personReadings(elsa.id, { all: true })), /såg vilka som har läst/)
  assert.equal((await jonas.get(paths.personReadings(olle.id))).status, 404)
  assert.equal((await stranger.get(paths.personReadings(elsa.id))).status, 404)
  assert.equal((await eva.get(paths.personReadings(elsa.id))).status, 403)
})

test('who has read is told with the units where the colleague worked then, and not where they work now', async () => {
  const pupil = await bed.jobs.write(domain.machine, (tx) => aDropout(tx, { givenName: 'Vera', familyName: 'Holm' }))
  const moved = await signedIn(bed, domain, { role: 'coach', displayName: 'Nora Falk' })
  const [former, present] = await bed.jobs.write(domain.machine, async (tx) => {
    await setOwner(tx, [pupil.id], moved.accountId)
    const organisationId = await addOrganisation(tx, { name: 'Kommunens skolor', kind: 'municipality', number: null })
    const unit = (name: string) => addUnit(tx, { organisationId, name, schoolUnitCode: null })
    return [await unit('Rinmansskolan'), await unit('S:t Eskils gymnasium')] as const
  })
  const placed = (unit: string, from: string, until: string) =>
    asAccessOwner(
      bed,
      `insert into access.placement (domain_id, membership_id, unit_id, from_at, ended_at)
       select domain_id, id, $2, now() - $3::interval, now() - $4::interval from access.membership where account_id = $1`,
      [moved.accountId, unit, from, until],
    )
  await placed(former, '30 days', '1 day')
  await site.tab(moved).get(paths.person(pupil.id))
  assertHides(await amina.get(paths.personReadings(pupil.id)), /Rinmansskolan|Eskils gymnasium/)
  await placed(present, '1 hour', '-1 hour')
  const page = await amina.get(paths.personReadings(pupil.id))
  assertShows(page, /Ungdomscoach, S:t Eskils gymnasium, Skolnämnden i Eskilstuna/)
  assertHides(page, /Rinmansskolan/)
  const extract = await amina.post(paths.personLogExtract(pupil.id), { format: 'html' })
  assertShows(extract, /Ungdomscoach, S:t Eskils gymnasium, Skolnämnden i Eskilstuna/)
})

test('a log extract holds every reading there has ever been, and the page leads to all of them', async () => {
  const { id } = await bed.jobs.write(domain.machine, (tx) => aDropout(tx, { givenName: 'Alva', familyName: 'Rask' }))
  const read = (count: number) =>
    bed.jobs.write(domain.machine, async (tx) => {
      for (let n = 0; n < count; n++) await tx.record('people.person_read', { personId: id })
    })
  await bed.web.write(evaContext, (tx) => tx.record('register.looked_up', { personId: id }))
  await read(1_000)
  const page = await amina.post(paths.personLogExtract(id), { format: 'html' })
  assert.equal(rowsOf(page.html), 1_001)
  assertShows(page, /Eva Nordin/)
  let seen = 0
  let next = paths.personReadings(id)
  for (let pages = 0; pages < 20 && next !== ''; pages++) {
    const { html } = await amina.get(next)
    seen += rowsOf(html)
    next = /href="([^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  }
  assert.equal(seen, 1_001)
})

test('the log extract is handed to the young person as a page to print and as a PDF, and stands in the log', async () => {
  const page = await jonas.post(paths.personLogExtract(elsa.id), { format: 'html' })
  assertShows(page, /Vem har läst om dig/, /Gäller Elsa Lindqvist/, /Öppnade sidan om dig/, /Skolnämnden i Eskilstuna/)
  const file = await jonas.post(paths.personLogExtract(elsa.id), { format: 'pdf' })
  assert.equal(file.headers.get('content-type'), 'application/pdf')
  assert.match(file.headers.get('content-disposition') ?? '', /attachment; filename="loggutdrag\.pdf"/)
  const text = pdfLetters(file.bytes)
  for (const wanted of [
    'Vem har läst om dig',
    'Elsa Lindqvist',
    'Amina Warsame',
    'Ungdomscoach, Navigatorcentrum',
    'Öppnade sidan om dig',
  ])
    assert.ok(text.includes(lettersOf(wanted)), `${wanted} is not in: ${text}`)
  assert.ok(!text.includes('Olle'))
  const made = await bed.web.read(evaContext, (tx) =>
    events(tx, { personIds: [elsa.id], actions: ['privacy.log_extracted'], most: 5 }),
  )
  assert.deepEqual(
    made.map(({ detail }) => detail),
    [{ format: 'pdf' }, { format: 'html' }],
  )
})
