import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aCase, readNotes, someNotes } from '../../test/build/notes.ts'
import { aDropout } from '../../test/build/register.ts'
import { accepted, consented, shared } from '../../test/build/share.ts'
import { assertHides, assertShows, type Site, siteOf, titleOf, tokenOf } from '../../test/build/site.ts'
import { day } from '../kernel/date.ts'
import { decideSettings, writeNote } from '../notes/actions.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { setOwner } from '../register/store.ts'
import { events } from '../trail/store.ts'
import { grounds } from './law-store.ts'
import { received } from './received-store.ts'
import { sharesOf } from './store.ts'

type Staff = Awaited<ReturnType<typeof signedIn>>

let bed: TestBed
let site: Site
let school: TestDomain
let social: TestDomain
let coach: Staff
let worker: Staff

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  site = siteOf(bed)
  school = await aDomain(bed, { kind: 'school_board', name: 'Barn- och utbildningsnämnden' })
  social = await aDomain(bed, { kind: 'social_board', name: 'Socialnämnden', keepsRegister: false })
  coach = await signedIn(bed, school, { role: 'coach', displayName: 'Jonas Ek' })
  worker = await signedIn(bed, social, { role: 'social_worker', displayName: 'Samira Haddad' })
})
after(() => bed.close())

const youth = () =>
  bed.jobs.write(school.machine, async (tx) => {
    const { id } = await aDropout(tx, { givenName: 'Alva', familyName: 'Berglund', phone: '070-1740601', born: '2009' })
    await setOwner(tx, [id], coach.accountId)
    return id
  })

const groundNamed = async (code: string) =>
  (await bed.web.read(coach, grounds)).find((each) => each.code === code)?.id ?? ''

test('before anything is shared the compass says which secrecy applies, what breaks it, what will be seen and who is told', async () => {
  const personId = await youth()
  const tab = site.tab(coach)
  const chosen = { to: social.id, topic: ['contact', 'schooling'] }
  const page = await tab.submit(`/people/${personId}/sharing/choice`, chosen)
  assert.equal(page.status, 200)
  assertShows(
    page,
    /Från Barn- och utbildningsnämnden till Socialnämnden/,
    /OSL\s23\skap\.\s2\s§/,
    /Rakt skaderekvisit/,
    /OSL\s26\skap\.\s1\s§/,
    /Medgivande/,
    /Generalklausulen/,
    /Orosanmälan/,
    /Obekräftat/,
    /Namn och personnummer: namn, personnummer, födelsedag/,
    /Den unga ska få veta/,
    /Alva Berglund/,
    /Rekarnegymnasiet/,
  )
  // What was not chosen is not previewed, and grounds that do not hold are not offered.
  assertHides(page, /Omfattas av aktivitetsansvaret sedan/)
  assert.equal(page.html.includes(`value="${await groundNamed('school_notice')}"`), false)
})

test('a ground and a reason are asked for, and all that is missing is told at once', async () => {
  const personId = await youth()
  const tab = site.tab(coach)
  const form = { to: social.id, topics: 'identity,contact' }
  const page = await tab.post(`/people/${personId}/sharing`, { ...form, until: '31 februari' })
  assert.equal(page.status, 422)
  assertShows(page, /Välj en grund/, /Skriv varför, minst tio tecken/, /Skriv en dag, till exempel/)
  const late = await tab.post(`/people/${personId}/sharing`, {
    ...form,
    ground: await groundNamed('general_clause'),
    purpose: 'kort',
    until: '2028-01-01',
  })
  assertShows(late, /Skriv hur grunden är uppfylld/, /Skriv varför, minst tio tecken/, /Högst ett år fram/)
})

test('the same form sent twice shares once; the receiver answers; each look is told to the sender', async () => {
  const personId = await youth()
  const home = site.tab(coach)
  const compass = await home.get(`/people/${personId}/sharing/new?to=${social.id}&topic=contact&topic=schooling`)
  const form = {
    token: tokenOf(compass, 'share'),
    to: social.id,
    topics: 'identity,contact,schooling',
    ground: await groundNamed('own_activity'),
    detail: 'Vi kan inte planera utan er',
    purpose: 'Planering av praktik under hösten',
    until: '2026-12-31',
  }
  await home.post(`/people/${personId}/sharing`, form)
  const mine = await home.submit(`/people/${personId}/sharing`, form)
  assertShows(mine, /Socialnämnden/, /Väntar på svar/, /31 december 2026/, /Ingen ännu/)
  assert.equal(mine.html.match(/Planering av praktik under hösten/g)?.length, 1)

  const away = site.tab(worker)
  const list = await away.get('/shares')
  assertShows(list, /Barn- och utbildningsnämnden/, /Planering av praktik/)
  assertHides(list, /Berglund/)
  const id = /\/shares\/([0-9a-f-]{36})/.exec(list.html)?.[1] ?? ''
  const offered = await away.get(`/shares/${id}`)
  assertShows(offered, /Alva Berglund/, /070-1740601/, /När ni har sagt ja öppnas också: skolgång/, /står i loggen/)
  assertHides(offered, /Rekarnegymnasiet/)
  assert.equal(titleOf(offered), 'Delat med oss · Sedd')

  const nobody = await away.post(`/shares/${id}/acceptance`, { token: tokenOf(offered, 'accept') })
  assert.equal(nobody.status, 422)
  assertShows(nobody, /Välj minst en/)
  const visitor = /name="visitor"[^>]*value="(member:[^"]+)"[^>]*checked/.exec(offered.html)?.[1] ?? ''
  await away.submit(`/shares/${id}/acceptance`, { visitor })
  assertShows(
    await away.get(`/shares/${id}`),
    /Rekarnegymnasiet/,
    /Vilka som är insläppta/,
    /Varför ser jag det här\?/,
    /Barn- och utbildningsnämnden/,
  )
  assertShows(
    await home.get(`/people/${personId}/sharing`),
    /Öppen/,
    /Samira Haddad/,
    /och 1 gång till|Samira Haddad, 2026/,
  )
})

test('declined with a reason, the sender reads why', async () => {
  const personId = await youth()
  const id = await shared(bed, coach, { personId, toDomainId: social.id })
  const away = site.tab(worker)
  assert.equal((await away.post(`/shares/${id}/refusal`, { reason: '' })).status, 422)
  await away.submit(`/shares/${id}/refusal`, { reason: 'Familjen har flyttat' })
  assertShows(
    await site.tab(coach).get(`/people/${personId}/sharing`),
    /Mottagaren tackade nej/,
    /Familjen har flyttat/,
  )
})

test('revoked, what was open is gone for the receiver, who is told that it is over', async () => {
  const personId = await youth()
  const id = await shared(bed, coach, { personId, toDomainId: social.id })
  await accepted(bed, worker, id)
  const home = site.tab(coach)
  assertShows(await home.submit(`/people/${personId}/sharing/${id}/revocation`), /Mottagaren ser ingenting längre/)
  const page = await site.tab(worker).get(`/shares/${id}`)
  assertShows(page, /Delningen är över/)
  assertHides(page, /Berglund/)
  assert.equal((await home.post(`/people/${personId}/sharing/${id}/revocation`)).status, 409)
})

test('one who visits can say that they are jävig, and is led away; the sender can block them by name', async () => {
  const personId = await youth()
  const id = await shared(bed, coach, { personId, toDomainId: social.id })
  await accepted(bed, worker, id)
  const coordinator = await signedIn(bed, school, { role: 'kaa_coordinator' })
  assertShows(await site.tab(coordinator).get(`/people/${personId}/sight`), /Samira Haddad, Socialnämnden/)
  const away = site.tab(worker)
  assertShows(await away.get(`/shares/${id}`), /Jag är jävig/)
  const short = await away.post(`/shares/${id}/recusal`, { recusalReason: '' })
  assert.equal(short.status, 422)
  assertShows(short, /Skriv varför, med minst tre tecken/)
  const left = await away.submit(`/shares/${id}/recusal`, { recusalReason: 'granne till familjen' })
  assertShows(left, /Du är utestängd/)
  assert.equal((await away.get(`/shares/${id}`)).status, 404)
  assertShows(await site.tab(coordinator).get(`/people/${personId}/sight`), /granne till familjen/)
  assertShows(await site.tab(worker, 'en').get('/shares'), /Shared with us/)
})

test('12:2: a consent is noted, and withdrawn again', async () => {
  const personId = await youth()
  const home = site.tab(coach)
  const form = {
    to: social.id,
    topic: ['contact'],
    purpose: 'Stöd med ekonomi och boende',
    by: ['person'],
    how: 'oral',
    givenOn: '2026-10-14',
    until: '2026-12-31',
  }
  const short = await home.post(`/people/${personId}/consents`, form)
  assert.equal(short.status, 422)
  assertShows(short, /varför det räcker att en av dem/, /Skriv vem som hörde det/)
  const noted = await home.submit(`/people/${personId}/consents`, {
    ...form,
    by: ['person', 'guardian'],
    witness: 'Karin Öberg',
  })
  assertShows(
    noted,
    /Medgivandet är noterat/,
    /Den unga, Vårdnadshavaren/,
    /Muntligt, med vittne/,
    /Karin Öberg/,
    /Gäller/,
  )
  const id = /\/consents\/([0-9a-f-]{36})\/withdrawal/.exec(noted.html)?.[1] ?? ''
  const compass = await home.get(`/people/${personId}/sharing/new?to=${social.id}&topic=contact`)
  assertShows(compass, /Till: Stöd med ekonomi och boende. Gäller till och med 31 december 2026/)
  const share = {
    to: social.id,
    topics: 'identity,contact',
    ground: `${await groundNamed('consent')}:${id}`,
    until: '2026-12-31',
  }
  const other = await home.post(`/people/${personId}/sharing`, { ...share, purpose: 'Utreda familjens ekonomi' })
  assertShows(other, /Medgivandet säger redan vad det gäller/)
  assert.equal(other.status, 422)
  await home.submit(`/people/${personId}/sharing`, { ...share, purpose: '' })
  const shareId = (await bed.web.read(coach, (tx) => sharesOf(tx, personId)))[0]?.id ?? ''
  assert.notDeepEqual(await bed.web.read(worker, (tx) => received(tx, shareId)), [])
  assertShows(await home.submit(`/people/${personId}/consents/${id}/withdrawal`), /Medgivandet är tillbakadraget/)
  assert.deepEqual(await bed.web.read(worker, (tx) => received(tx, shareId)), [])
})

test('the administrator says how the law is read: words from today, confirmed by themselves', async () => {
  const administrator = await signedIn(bed, social, { role: 'administrator' })
  const tab = site.tab(administrator)
  const page = await tab.get('/admin/secrecy')
  assertShows(page, /OSL\s26\skap\.\s1\s§/, /Omvänt skaderekvisit/, /10\skap\.\s27\s§/)
  const added = { form: 'secrecy', paragraph: '25 kap. 1 §', strength: 'reversed', labelSv: 'Hälso- och sjukvård' }
  assertShows(await tab.post('/admin/secrecy', added), /Skriv något/)
  assertShows(await tab.submit('/admin/secrecy', { ...added, labelEn: 'Health care' }), /OSL\s25\skap\.\s1\s§/)
  const [confirmation = ''] = /\/admin\/grounds\/[0-9a-f-]{36}\/confirmation/.exec(page.html) ?? []
  assertShows(await tab.submit(confirmation), /Bekräftad 15 oktober 2026/)
  const coordinator = await signedIn(bed, school, { role: 'kaa_coordinator' })
  assertHides(await site.tab(coordinator).get('/admin/secrecy'), /confirmation/)
})

test('the pages are in English as well', async () => {
  const personId = await youth()
  await consented(bed, coach, { personId, toDomainId: social.id })
  const id = await shared(bed, coach, { personId, toDomainId: social.id })
  const home = site.tab(coach, 'en')
  assertShows(await home.get(`/people/${personId}/sharing`), /Waits for an answer/, /The young person/)
  assertShows(
    await home.get(`/people/${personId}/sharing/new?to=${social.id}`),
    /Which secrecy applies to us/,
    /Straight test of harm/,
  )
  assertShows(await site.tab(worker, 'en').get(`/shares/${id}`), /Share from/, /stands in the log/)
})

test('notes that are shared are read against a ticket in both trails, and those on health are not among them', async () => {
  const personId = await youth()
  const words = { secrecy: 'pupil_support', happenedOn: day('2026-10-10') } as const
  await bed.web.write(coach, (tx) =>
    writeNote(tx, { personId, topic: 'school', body: 'Vill tillbaka till bygg.', ...words }),
  )
  await bed.web.write(coach, (tx) => writeNote(tx, { personId, topic: 'health', body: 'Sover dåligt.', ...words }))
  const topics = ['identity', 'note'] as const
  const id = await shared(bed, coach, { personId, toDomainId: social.id, topics: [...topics] })
  const away = site.tab(worker)
  assert.equal((await away.get(`/shares/${id}/notes`)).status, 404)
  await accepted(bed, worker, id)
  assertShows(await away.get(`/shares/${id}`), /1 anteckning/, /Läs anteckningarna/)
  const page = await away.get(`/shares/${id}/notes`)
  assertShows(page, /10 oktober 2026, Skola/, /Vill tillbaka till bygg/)
  assertHides(page, /Sover dåligt/)
  const asked = { personIds: [personId], actions: ['note.read'], most: 5 }
  const read = await bed.web.read(coach, (tx) => events(tx, asked))
  assert.deepEqual(
    read.map(({ actorName, actorDomainId }) => [actorName, actorDomainId]),
    [['Samira Haddad', social.id]],
  )
})

test('whoever visits keeps to the sender’s read budget as well as to their own', async () => {
  const administrator = await signedIn(bed, school, { role: 'administrator' })
  const budget = (mostShort: number) =>
    bed.web.write(administrator, (tx) => decideSettings(tx, { secrecy: null, mostShort, mostDay: 300 }))
  const reader = await signedIn(bed, social, { role: 'social_worker' })
  const away = site.tab(reader)
  const own = await aCase(bed, social, reader)
  await someNotes(bed, reader, own, 20)
  assert.equal((await readNotes(bed, reader, own))?.length, 20)
  const personId = await youth()
  await someNotes(bed, coach, personId, 1)
  const id = await shared(bed, coach, { personId, toDomainId: social.id, topics: ['identity', 'note'] })
  await accepted(bed, reader, id)
  await budget(20)
  assertShows(await away.get(`/shares/${id}/notes`), /Varför ser jag det här\?/)
  const over = await away.get(`/shares/${id}/notes`)
  await budget(60)
  assert.equal(over.status, 200)
  assertShows(over, /så många anteckningar som går på kort tid/)
  assertShows(await away.get(`/shares/${id}/notes`), /class="written"|14 oktober 2026/)
})

test('the page of a person says with whom they are shared, and the start page that somebody waits for an answer', async () => {
  const personId = await youth()
  await shared(bed, coach, { personId, toDomainId: social.id })
  assertShows(
    await site.tab(coach).get(`/people/${personId}`),
    /Delat med andra/,
    /Socialnämnden/,
    /namn och personnummer och kontaktuppgifter, till och med 31 december 2026/,
  )
  assertShows(await site.tab(worker).get('/'), /\d+ delning(ar)? från (en annan verksamhet|andra verksamheter) väntar/)
})

test('a receiver of whom only what holds everywhere is known does not look lightly protected', async () => {
  const office = await aDomain(bed, { kind: 'other', name: 'Samordningsförbundet', keepsRegister: false })
  const personId = await youth()
  const none = /Ingen egen sekretess är inlagd för/
  const chosen = (to: string) =>
    site.tab(coach).submit(`/people/${personId}/sharing/choice`, { to, topic: ['contact'] })
  assertShows(await chosen(office.id), none, /inlagd för Samordningsförbundet/, /OSL\s21\skap\.\s3\s§/)
  assertHides(await chosen(social.id), none)
})

test('what is open for one is on the start page, and one with nothing is told what to ask for', async () => {
  const office = await aDomain(bed, { kind: 'other', name: 'Arbetsförmedlingen', keepsRegister: false })
  const folk = await aDomain(bed, { kind: 'folk_high_school', name: 'Åsa folkhögskola', keepsRegister: false })
  const there = (domain: TestDomain, role: 'partner' | 'coach') => signedIn(bed, domain, { role })
  for (const [domain, role, none] of [
    [office, 'partner', /Du har ingen ungdom just nu/],
    [folk, 'coach', /Ingen är din just nu/],
  ] as const) {
    const visitor = await there(domain, role)
    const tab = site.tab(visitor)
    const before = await tab.get('/')
    assertShows(before, none, /delat med er|delar någon med er/)
    assertHides(before, /Delat med dig|samordnar|KAA-samordnare/)
    const id = await shared(bed, coach, { personId: await youth(), toDomainId: domain.id })
    await accepted(bed, visitor, id)
    const open = await tab.get('/')
    assertShows(open, /Delat med dig/, /Barn- och utbildningsnämnden/)
    assert.ok(open.html.includes(`href="/shares/${id}"`))
    assertHides(open, none)
  }
})
