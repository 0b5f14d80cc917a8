import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { assertHides, assertShows, siteOf, type Tab, tokenOf } from '../../test/build/site.ts'
import { events as eventsOf } from '../trail/store.ts'
import { paths } from '../ui/paths.ts'
import { seedCodes } from './actions.ts'

let bed: TestBed
let domain: TestDomain
let administrator: Tab
let english: Tab
let coordinator: Tab

before(async () => {
  bed = await testBed()
  const site = siteOf(bed)
  domain = await aDomain(bed, { name: 'Eskilstuna, skolnämnden' })
  await aDomain(bed, { name: 'Eskilstuna, socialnämnden', kind: 'social_board', keepsRegister: false })
  await aDomain(bed, { name: 'Katrineholm, bildningsnämnden', municipality: '0483' })
  await bed.jobs.write(domain.machine, seedCodes)
  const mikael = await signedIn(bed, domain, { role: 'administrator', displayName: 'Mikael Strand' })
  administrator = site.tab(mikael)
  english = site.tab(mikael, 'en')
  coordinator = site.tab(await signedIn(bed, domain, { role: 'kaa_coordinator' }))
})
after(() => bed.close())

test('an organisation is added once, with its number read as people write it, and ended', async () => {
  const path = paths.adminOrganisations()
  const empty = await administrator.get(path)
  assertShows(empty, /Inga organisationer än/)
  const fields = { token: tokenOf(empty, 'organisation'), name: 'Eskilstuna kommun', kind: 'municipality' }
  assertShows(await administrator.post(path, { ...fields, name: 'E'.repeat(121), number: '' }), /Namnet är för långt/)
  const wrong = await administrator.post(path, { ...fields, number: '12' })
  assert.equal(wrong.status, 422)
  assertShows(
    wrong,
    /Ett organisationsnummer har tio siffror/,
    /value="Eskilstuna kommun"/,
    /href="#organisation-number"/,
  )
  assertShows(await administrator.submit(path, { ...fields, number: '212000-0357' }), /Tillagd/, /2120000357/)
  const again = await administrator.submit(path, { ...fields, number: '212000-0357' })
  assert.equal(again.html.match(/Eskilstuna kommun/g)?.length, 1)
  const [end = ''] = /\/admin\/organisations\/[0-9a-f-]{36}/.exec(again.html) ?? []
  assertShows(await administrator.submit(end), /Avslutad/, /upphörde 15 oktober 2026/)
})

test('a unit belongs to an organisation, and the form says what is missing', async () => {
  await administrator.post(paths.adminOrganisations(), { name: 'Friskolan AB', kind: 'private', number: '' })
  const page = await administrator.get(paths.adminUnits())
  const organisationId = /<option value="([^"]+)">Friskolan AB/.exec(page.html)?.[1] ?? ''
  const missing = await administrator.post(paths.adminUnits(), {
    name: 'Skolan',
    organisationId: '',
    schoolUnitCode: '',
  })
  assertShows(missing, /Välj i listan/, /href="#unit-organisationId"/)
  const short = await administrator.post(paths.adminUnits(), { name: 'Skolan', organisationId, schoolUnitCode: '1' })
  assertShows(short, /En skolenhetskod har åtta siffror/)
  const unit = { name: 'Friskolans gymnasium', organisationId, schoolUnitCode: '12345678' }
  const added = await english.submit(paths.adminUnits(), unit)
  assertShows(added, /Added\./, /Friskolans gymnasium/, /12345678/)
  const [end = ''] = /\/admin\/units\/[0-9a-f-]{36}/.exec(added.html) ?? []
  assertShows(await english.submit(end), /Ended\./)
})

test('a code is unverified until the administrator confirms it, and the trail says who did', async () => {
  const page = await administrator.get(paths.adminCodes())
  assertShows(page, /jämfört dem med myndighetens gällande instruktion/, /FÖRÄLDRALEDIG/)
  const row = page.html.slice(page.html.indexOf('ARBETE'))
  const id = /name="id" value="([^"]+)"/.exec(row)?.[1] ?? ''
  assertShows(
    await administrator.submit(paths.adminCodeConfirmation('occupation'), { id }),
    /Koden är bekräftad/,
    /Bekräftad 15 oktober 2026/,
  )
  const events = await bed.jobs.read(domain.machine, (tx) => eventsOf(tx, { most: 20 }))
  const [event] = events.filter(({ action }) => action === 'organisations.code_confirmed')
  assert.deepEqual([event?.actorName, event?.object], ['Mikael Strand', id])
})

test('the words and the best-before of a code are changed, and a wrong number of days says so at its field', async () => {
  const page = await administrator.get(paths.adminCodes())
  const id = /name="id" value="([^"]+)"/.exec(page.html.slice(page.html.indexOf('PRAKTIK')))?.[1] ?? ''
  const fields = { id, labelSv: 'Praktikplats', labelEn: 'Placement', bestBeforeDays: '45' }
  const wrong = await administrator.post(paths.adminCodeList('occupation'), { ...fields, bestBeforeDays: '0' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /mellan 1 och 3650/, new RegExp(`href="#code-${id}-bestBeforeDays"`), /<details[^>]* open/)
  assertShows(await administrator.submit(paths.adminCodeList('occupation'), fields), /Praktikplats/, />45</)
})

test('the domain gets a new name, and only those of the same municipality are shown beside it', async () => {
  const page = await administrator.get(paths.adminDomains())
  assertShows(page, /Eskilstuna, socialnämnden/)
  assertHides(page, /Katrineholm/)
  assertShows(await administrator.post(paths.adminDomains(), { name: 'E' }), /Skriv ett namn/)
  assertShows(
    await administrator.submit(paths.adminDomains(), { name: 'Barn- och utbildningsnämnden' }),
    /Barn- och utbildningsnämnden/,
  )
})

test('the coordinator reads the settings, sees why they cannot be changed, and is refused', async () => {
  for (const path of [paths.adminOrganisations(), paths.adminUnits(), paths.adminCodes(), paths.adminDomains()]) {
    const page = await coordinator.get(path)
    assertHides(page, /<button type="submit" class="button[^"]*">(Bekräfta|Avsluta)</)
    if (path !== paths.adminCodes())
      assertShows(page, /Bara den som är administratör kan ändra här/, /<fieldset class="bare" disabled>/)
  }
  assert.equal((await coordinator.post(paths.adminDomains(), { name: 'Vår nämnd' })).status, 403)
})
