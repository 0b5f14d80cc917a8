import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson, type NewPerson } from '../../test/build/people.ts'
import { aCompletion, anEnrolment } from '../../test/build/register.ts'
import {
  assertHides,
  assertShows,
  type Reply,
  type Site,
  siteOf,
  type Tab,
  titleOf,
  tokenOf,
} from '../../test/build/site.ts'
import { day, type PlainDate } from '../kernel/date.ts'
import { seedCodes } from '../organisations/actions.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import type { PersonId } from '../people/model.ts'
import { paths } from '../ui/paths.ts'
import { recomputeRegister, recordOccupation } from './actions.ts'

type Member = Awaited<ReturnType<typeof signedIn>>

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Member
let coordinator: Tab
let trusted: Tab
const ids = new Map<string, PersonId>()

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  site = siteOf(bed)
  domain = await aDomain(bed, { name: 'Eskilstuna, skolnämnden' })
  await bed.jobs.write(domain.machine, seedCodes)
  const amina = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  coordinator = site.tab(amina)
  trusted = site.tab(await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true }))
  bed.setNow('2026-01-10T10:00:00Z')
  await add('Dan', { born: '2009', sex: 'male' }, { programme: 'IMA', introductory: true, until: '2025-12-01' })
  await occupied(amina, 'Dan', { occupation: 'PRAKTIK', from: day('2026-01-05') })
  bed.setNow('2026-10-15T10:00:00Z')
  await add('Alva', { born: '2008', sex: 'female' }, { programme: 'BA', until: '2026-09-21' })
  await add('Bo', { born: '2007', sex: 'male' }, { programme: 'NA', until: '2026-06-13', interrupted: false })
  await add('Cia', { born: '2009', sex: 'female' })
  await add(
    'Eva',
    { born: '2007', sex: 'female' },
    { programme: 'SA', until: '2026-06-13', interrupted: false, certificate: '2026-06-12' },
  )
  await add('Fia', { born: '2008', sex: 'female' }, { form: 'FHSK', until: null, interrupted: false })
  await add('Gun', { born: '2008', sex: 'female', protection: 'confidentiality_marking' })
  await add('Hugo', { born: '2006-12-01', sex: 'male' }, { school: 'S:t Eskils gymnasium', until: '2025-03-01' })
  await add('Ines', { born: '2009', sex: 'female' }, { from: '2026-11-02', until: null, interrupted: false })
  await occupied(amina, 'Bo', { occupation: 'ARBETE', from: day('2026-08-01') })
  await bed.jobs.write(domain.machine, (tx) => recomputeRegister(tx, 'all'))
  await coordinator.post(paths.registerOwners(), { owner: coach.accountId, person: [idOf('Cia')] })
})
after(() => bed.close())

type Studies = {
  readonly form?: 'FHSK'
  readonly programme?: string
  readonly introductory?: boolean
  readonly school?: string
  readonly from?: string
  readonly until: string | null
  readonly interrupted?: boolean
  readonly certificate?: string
}

/** One young person, by the name the lists below know them by; on an upper secondary programme from the autumn of 2024. */
function add(givenName: string, given: NewPerson, studies?: Studies): Promise<void> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const person = await aPerson(tx, { givenName, familyName: `${givenName}sson`, ...given })
    ids.set(givenName, person.id)
    if (studies) await anEnrolment(tx, person, { from: '2024-08-19', interrupted: true, ...studies })
    if (studies?.certificate) await aCompletion(tx, person, { kind: 'STUDIEBEVIS', on: studies.certificate })
    await recomputeRegister(tx, 'touched')
  })
}

function occupied(by: Member, name: string, what: { occupation: string; from: PlainDate }): Promise<void> {
  return bed.web.write(by, (tx) => recordOccupation(tx, { personId: idOf(name), source: 'ungdomen själv', ...what }))
}

function idOf(name: string): PersonId {
  const id = ids.get(name)
  assert.ok(id, name)
  return id
}

/** Who a list shows, in its order, by given name. */
function listed({ html }: Reply): string {
  const rows = html.matchAll(/<th scope="row"[^>]*><a href="\/people\/[^"]+">(\S+) /g)
  return [...rows].map(([, name]) => name).join(' ')
}

/** Addresses of the list, and who it then holds, in its order. Gun has a protected identity. */
const FILTERED: Readonly<Record<string, string>> = {
  '': 'Alva Bo Cia Dan Eva Fia Hugo Ines',
  'asOf=2026-07-01': 'Bo Cia Dan Eva Fia Hugo Ines',
  'asOf=1+juli+2026': 'Bo Cia Dan Eva Fia Hugo Ines',
  'knownAt=2026-02-01': 'Dan',
  'asOf=2026-01-01&knownAt=2026-02-01': 'Dan',
  'sex=female': 'Alva Cia Eva Fia Ines',
  'sex=male': 'Bo Dan Hugo',
  'ageFrom=18': 'Alva Bo Eva Fia Hugo',
  'ageTo=17': 'Cia Dan Ines',
  'ageFrom=18&ageTo=18': 'Alva Fia',
  'reason=AVBROTT_NATIONELLT': 'Alva Hugo',
  'reason=AVBROTT_INTRODUKTION': 'Dan',
  'reason=STUDIEBEVIS': 'Eva',
  'reason=SLUTAT_UTAN_BEVIS': 'Bo',
  'reason=ALDRIG_B%C3%96RJAT': 'Cia Fia Ines',
  'reason=STUDIEBEVIS&reason=SLUTAT_UTAN_BEVIS': 'Bo Eva',
  'occupation=ARBETE': 'Bo',
  'occupation=OK%C3%84ND': 'Alva Cia Eva Fia Hugo Ines',
  'freshness=stale': 'Alva Cia Dan Eva Fia Hugo Ines',
  'freshness=old': 'Dan',
  'freshness=fresh': 'Bo',
  'owner=none': 'Alva Bo Dan Eva Fia Hugo Ines',
  'owner=me': '',
  'school=S%3At+Eskils+gymnasium': 'Hugo',
  'work=ready': 'Alva Bo Cia Dan Eva Fia Hugo',
  'work=waiting': '',
  'work=admitted': 'Ines',
  'unclear=1': 'Fia',
  'cause=FHSK': 'Fia',
  'cause=UTLAND': '',
  'cause=PROTECTED_RESIDENCE': '',
  'soonUpperAge=1': 'Bo Eva Hugo',
  'protectedOnly=1': '',
  'sex=female&work=ready&owner=none': 'Alva Eva Fia',
  'sort=name&descending=1': 'Ines Hugo Fia Eva Dan Cia Bo Alva',
  'reason=HITTEP%C3%85&sex=x&sort=shoe&page=-1&owner=nobody&work=&cause=x&evil=1': 'Alva Bo Cia Dan Eva Fia Hugo Ines',
}

for (const [query, names] of Object.entries(FILTERED)) {
  test(`the list at ?${query} holds those it should and nobody else`, async () => {
    const page = await coordinator.get(`/register?${query}`)
    assert.equal(page.status, 200)
    assert.equal(listed(page), names)
    if (names === '') assertShows(page, /Ingen motsvarar filtren/)
  })
}

test('sorted by age the youngest come first, and a second click turns the order', async () => {
  const up = await coordinator.get('/register?sort=age')
  assert.match(
    listed(up),
    /^(Ines|Cia|Dan) (Ines|Cia|Dan) (Ines|Cia|Dan) (Alva|Fia) (Alva|Fia) (Bo|Eva) (Bo|Eva) Hugo$/,
  )
  assertShows(up, /aria-sort="ascending"><a href="\/register\?sort=age&amp;descending=1">Ålder/)
  const down = await coordinator.get('/register?sort=age&descending=1')
  assert.equal(listed(down), listed(up).split(' ').reverse().join(' '))
})

test('sorted by since and by reason those alike stand together', async () => {
  assert.match(
    listed(await coordinator.get('/register?sort=since')),
    /^Fia Hugo (Ines Cia|Cia Ines) Dan (Bo Eva|Eva Bo) Alva$/,
  )
  const down = listed(await coordinator.get('/register?sort=reason&descending=1'))
  assert.match(down, /^Eva Bo (Alva Hugo|Hugo Alva) Dan (Cia|Fia|Ines) (Cia|Fia|Ines) (Cia|Fia|Ines)$/)
})

test('one with a protected identity is shown to those who may see it, and no filter tells of one to the others', async () => {
  assert.equal(listed(await trusted.get('/register?protectedOnly=1')), 'Gun')
  assert.match(listed(await trusted.get('/register')), /Gun/)
  assert.doesNotMatch(listed(await coordinator.get('/register')), /Gun/)
  assertHides(await coordinator.get('/register'), /har skyddade personuppgifter/)
})

test('owners are given in bulk, once, and to nobody when nobody is chosen', async () => {
  const page = await coordinator.get('/register')
  const fields = { token: tokenOf(page, 'assign'), owner: coach.accountId, query: 'sex=male' }
  assertShows(await coordinator.submit(paths.registerOwners(), fields), /Du valde ingen/)
  const chosen = { ...fields, person: [idOf('Alva'), idOf('Bo')] }
  const done = await coordinator.post(paths.registerOwners(), chosen)
  assert.deepEqual([done.status, done.location], [303, '/register?sex=male'])
  assertShows(await coordinator.get('/register'), /2 ungdomar har fått ny ansvarig/)
  assertShows(await coordinator.submit(paths.registerOwners(), chosen), /Ingen ändring behövdes/)
  assert.equal(listed(await coordinator.get(`/register?owner=${coach.accountId}`)), 'Alva Bo Cia')
  const unknown = { owner: idOf('Alva'), person: [idOf('Alva')] }
  assertShows(await coordinator.submit(paths.registerOwners(), unknown), /Välj en ansvarig i listan/)
  assertShows(await coordinator.submit(paths.registerOwners(), { owner: '' }), /Välj en ansvarig i listan/)
  const back = await coordinator.submit(paths.registerOwners(), { owner: 'none', person: [idOf('Alva'), idOf('Bo')] })
  assertShows(back, /2 ungdomar har fått ny ansvarig/)
})

test('all in the selection get an owner at once, and the coach finds them on the start page', async () => {
  await coordinator.post(paths.registerOwners(), { owner: coach.accountId, scope: 'all', query: 'sex=male' })
  assert.equal(listed(await site.tab(coach).get('/')), 'Bo Cia Dan Hugo')
  await coordinator.post(paths.registerOwners(), { owner: 'none', scope: 'all', query: 'sex=male' })
})

test('a filter is saved, shared, shown to colleagues and removed by its owner alone', async () => {
  const page = await coordinator.get('/register?sex=female')
  const fields = { token: tokenOf(page, 'save-filter'), query: 'sex=female', name: 'Tjejerna', shared: '1' }
  assertShows(await coordinator.submit(paths.savedFilters(), fields), /Filtret är sparat/)
  await coordinator.post(paths.savedFilters(), fields)
  assertShows(await coordinator.submit(paths.savedFilters(), { ...fields, token: '' }), /redan ett filter/)
  assertShows(await coordinator.submit(paths.savedFilters(), { query: '', name: ' ' }), /högst 80 tecken/)
  const shared = await trusted.get('/register')
  assertShows(shared, /<a href="\/register\?sex=female">Tjejerna<\/a> <span class="muted">delat<\/span><\/li>/)
  const removal = /action="(\/register\/filters\/[^"]+\/removal)"/.exec((await coordinator.get('/register')).html)?.[1]
  assert.equal((await trusted.post(removal ?? '')).status, 404)
  assertShows(await coordinator.submit(removal ?? ''), /Filtret är borttaget/)
  assertHides(await trusted.get('/register'), /Tjejerna/)
})

test('the exported file holds those of the filter, with the columns other programs know and no protected person', async () => {
  const file = await coordinator.get('/register/export?format=csv&sex=female')
  assert.equal(file.headers.get('content-type'), 'text/csv; charset=utf-8')
  assert.equal(file.headers.get('content-disposition'), 'attachment; filename="kaa-0484-2026-10-15.csv"')
  const [head, ...lines] = file.html.replace('\uFEFF', '').trim().split(/\r?\n/)
  assert.equal(
    head,
    'personnummer;förnamn;efternamn;kön;kommunkod;i_register_sedan;orsak;sysselsättning;sysselsättning_källa;bäst_före;ägare',
  )
  assert.deepEqual(lines.map((line) => line.split(';')[1]).sort(), ['Alva', 'Cia', 'Eva', 'Fia', 'Ines'])
  assertShows(await trusted.get('/register/export?sex=female'), /;Gun;/)
  const book = await coordinator.get('/register/export?format=xlsx')
  assert.match(book.headers.get('content-disposition') ?? '', /kaa-0484-2026-10-15\.xlsx/)
  assert.equal(book.html.slice(0, 2), 'PK')
  assert.equal((await coordinator.get('/register/export?format=pdf')).status, 404)
})

test('the changes are told by kind, newest first, with why', async () => {
  const page = await coordinator.get('/register/changes')
  assertShows(page, /Avbrott från nationellt program/)
  for (const kind of [
    'entered',
    'left',
    'moved_in',
    'moved_out',
    'became_unclear',
    'soon_upper_age',
    'occupation_expired',
  ])
    assert.equal((await coordinator.get(paths.changes({ kind }))).status, 200, kind)
  assert.equal(listed(await coordinator.get(paths.changes({ kind: 'became_unclear' }))), 'Fia')
  assertShows(await coordinator.get(paths.changes({ kind: 'moved_out' })), /Inga ändringar/)
  assert.equal((await coordinator.get('/register/changes?kind=hittepå&page=x')).status, 200)
})

test('the start page of each role is what the role has to do', async () => {
  const start = await coordinator.get('/')
  assertShows(start, /<h1[^>]*>Hej, Amina<\/h1>/)
  assertShows(start, /Mellan stolarna/, /1 ungdom är antagen och ska börja/)
  assertShows(start, /href="\/register\?owner=none&amp;work=ready"/)
  assertShows(start, /1 <a href="\/register\?cause=FHSK">Går på folkhögskola</)
  assertShows(await site.tab(coach).get('/'), /Mina ungdomar/)
  for (const role of ['attendance_team', 'social_worker'] as const) {
    const page = await site.tab(await signedIn(bed, domain, { role })).get('/')
    assertShows(page, /Ungdomar du arbetar med/, /Du har ingen ungdom just nu/, /role="search"/)
  }
  for (const role of ['evaluator', 'administrator', 'project_leader'] as const) {
    const page = await site.tab(await signedIn(bed, domain, { role })).get('/')
    assertShows(page, /Vad du hittar här/)
    assertHides(page, /role="search"|Ungdomar du arbetar med/)
  }
  const empty = site.tab(await signedIn(bed, await aDomain(bed), { role: 'kaa_coordinator' }))
  assertShows(await empty.get('/'), /Registret är tomt/)
})

test('what the meter counts is what its links list', async () => {
  const { html } = await coordinator.get('/')
  const rows = [...html.matchAll(/<a href="(\/register\?[^"]+)">.*?<b>(\d+)<\/b><\/a>/g)]
  assert.deepEqual(
    rows.map(([, , count]) => count),
    ['6', '5', '1'],
  )
  for (const [, href = '', count] of rows) {
    const page = await coordinator.get(href.replaceAll('&amp;', '&'))
    assertShows(page, new RegExp(`<p class="pager"><span>${count} (rad|rader)</span>`))
  }
})

test('a list of more than a hundred comes a page at a time, and nobody is on two pages or none', async () => {
  const large = await aDomain(bed, { municipality: '0483' })
  const tab = site.tab(await signedIn(bed, large, { role: 'kaa_coordinator' }))
  await bed.jobs.write(large.machine, async (tx) => {
    for (let n = 0; n < 130; n += 1) {
      const person = await aPerson(tx, { givenName: `N${n}`, born: '2008', municipality: '0483' })
      await anEnrolment(tx, person, { from: '2024-08-19', until: '2026-03-01', interrupted: true })
    }
    await recomputeRegister(tx, 'touched')
  })
  for (const sort of ['name', 'age', 'since', 'reason']) {
    const pages = [await tab.get(`/register?sort=${sort}`), await tab.get(`/register?sort=${sort}&page=2`)]
    const names = pages.flatMap((page) => listed(page).split(' '))
    assert.deepEqual([names.length, new Set(names).size], [130, 130], sort)
  }
  assertShows(await tab.get('/register'), /1–100 av 130/)
  const all = await tab.submit(paths.registerOwners(), { owner: 'none', scope: 'all', query: '' })
  assertShows(all, /Ingen ändring behövdes/)
})

test('a list’s title and addresses say nothing of anybody', async () => {
  const page = await coordinator.get('/register?sex=female')
  assert.equal(titleOf(page), 'Registret · Sedd')
  for (const [, address = ''] of page.html.matchAll(/(?:href|action)="([^"]*)"/g)) {
    const said = decodeURIComponent(address).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
    assert.doesNotMatch(said, /sson|Alva|20\d{6}-?\d{4}/)
  }
})

test('a filter that cannot be read shows what to mend, and no other list in its place', async () => {
  const wrong = await coordinator.get('/register?asOf=2026-02-30&ageFrom=abc')
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Det är ingen dag vi förstår/, /value="2026-02-30"/, /heltal mellan 10 och 30/, /Listan visas när/)
  assertHides(wrong, /id="members"/, /Exportera CSV/)
  const ahead = await coordinator.get('/register?knownAt=2030-01-01')
  assert.equal(ahead.status, 422)
  assertShows(ahead, /Den dagen har inte varit än/)
  assert.equal((await coordinator.get('/register/export?format=csv&asOf=banan')).status, 422)
})

test('a page beyond the last leads to the last', async () => {
  const beyond = await coordinator.get('/register?page=999')
  assert.deepEqual([beyond.status, beyond.location], [303, '/register'])
})
