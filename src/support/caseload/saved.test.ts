import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aPerson } from '../../../test/build/people.ts'
import { aDropout, anEnrolment } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../../test/build/site.ts'
import { aCase } from '../../../test/build/support.ts'
import { addTeamMember, makeTeam } from '../../access/accounts/team-actions.ts'
import { sql } from '../../kernel/sql.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { paths } from '../../ui/paths.ts'
import { labels } from '../cases/label-store.ts'
import { filterFrom } from './filter.ts'
import { goneIn } from './rules.ts'
import { savedFilters } from './saved-store.ts'

const Found = z.object({ id: z.uuid() })

type Member = Writer & { readonly membershipId: string }

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Member
let mate: Member
let other: Member
let tab: Tab
let team: string

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  site = siteOf(bed)
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  mate = await signedIn(bed, domain, { role: 'coach', displayName: 'Eva Holm' })
  other = await signedIn(bed, domain, { role: 'coach', displayName: 'Ali Nur' })
  team = await bed.jobs.write(domain.machine, async (tx) => {
    const id = await makeTeam(tx, 'Team Väst')
    for (const { membershipId } of [coach, mate]) await addTeamMember(tx, { teamId: id, membershipId })
    return id
  })
  tab = site.tab(coach)
})
after(() => bed.close())

type Studies = Parameters<typeof anEnrolment>[2]

async function aYouth(familyName: string, studies: Studies | null = null): Promise<string> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName })
    if (studies !== null) await anEnrolment(tx, made, studies)
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  await aCase(bed, coach, { personId: id })
  return id
}

const savedBy = (who: Writer, name: string) =>
  bed.web.read(who, savedFilters).then((all) => all.find((each) => each.name === name))

test('what the list is cut by is kept under a name, and asks for the same again', async () => {
  const page = await tab.submit(paths.caseFilters(), {
    ...{ name: '  Utan  nästa dag ', shared: 'own', query: 'whose=mine&day=none&sort=name' },
  })
  assertShows(page, /Filtret är sparat/, /Utan nästa dag<\/a>/, /Bara jag/)
  const kept = await savedBy(coach, 'Utan nästa dag')
  assert.deepEqual(
    [kept?.filter?.mine, kept?.filter?.day, kept?.filter?.sort, kept?.filter?.waiting, kept?.filter?.page],
    [true, 'none', 'name', false, 1],
  )
  assert.equal(await savedBy(mate, 'Utan nästa dag'), undefined)
})

test('a filter without a name, or shared with a team of others, is refused, and nothing typed is lost', async () => {
  const form = { query: 'whose=all&day=overdue', shared: 'shared' }
  const nameless = await tab.post(paths.caseFilters(), { ...form, name: ' ' })
  assert.equal(nameless.status, 422)
  assertShows(nameless, /Ge filtret ett namn på högst 80 tecken/, /value="shared"[^>]* checked/, /Har passerat/)
  const foreign = await site.tab(other).post(paths.caseFilters(), { ...form, name: 'Våra', shared: team })
  assert.equal(foreign.status, 422)
  assertShows(foreign, /Välj vem som ska se det/, /value="Våra"/)
  await tab.submit(paths.caseFilters(), { ...form, name: 'Två av ett', shared: 'own' })
  assertShows(await tab.post(paths.caseFilters(), { ...form, name: 'TVÅ AV ETT' }), /redan ett filter som heter så/)
})

test('a filter shared with a team is seen by those who are in it, and none of them but its maker takes it away', async () => {
  await tab.submit(paths.caseFilters(), { name: 'Väst utan dag', shared: team, query: 'whose=mine&day=none' })
  assertShows(await site.tab(mate).get(paths.cases()), /Väst utan dag/, /Delas av en kollega/)
  assertHides(await site.tab(other).get(paths.cases()), /Väst utan dag/)
  const id = (await savedBy(mate, 'Väst utan dag'))?.id ?? ''
  assert.equal((await site.tab(mate).post(paths.caseFilterRemoval(id))).status, 404)
  assertShows(await tab.submit(paths.caseFilterRemoval(id)), /Filtret är borttaget/)
  assert.equal(await savedBy(mate, 'Väst utan dag'), undefined)
})

test('what is shared is taken away by one who leads when its maker has left, and by no other colleague; what is one’s own is not', async () => {
  const query = 'whose=all&day=none'
  await tab.submit(paths.caseFilters(), { name: 'Allas utan dag', shared: 'shared', query })
  await tab.submit(paths.caseFilters(), { name: 'Västs utan dag', shared: team, query })
  await tab.submit(paths.caseLabels(), { label: 'Allas ord', colour: 'red', shared: 'shared' })
  await tab.submit(paths.caseLabels(), { label: 'Mitt eget', colour: 'red', shared: 'own' })
  const lead = await signedIn(bed, domain, { role: 'team_lead' })
  const leading = site.tab(lead)
  const idOf = async (name: string) => (await savedBy(coach, name))?.id ?? ''
  const labelOf = async (name: string) =>
    (await bed.web.read(coach, labels)).find((each) => each.name === name)?.id ?? ''
  const removal = async (name: string) => paths.caseFilterRemoval(await idOf(name))
  assert.equal((await site.tab(other).post(await removal('Allas utan dag'))).status, 404)
  assert.equal((await leading.post(await removal('Västs utan dag'))).status, 404, 'of a team they are not in')
  assertShows(await leading.submit(await removal('Allas utan dag')), /Filtret är borttaget/)
  assert.equal(await savedBy(coach, 'Allas utan dag'), undefined)
  assertShows(await leading.get(paths.caseSettings()), /Allas ord/, /En kollega har gjort etiketten/)
  await leading.submit(paths.caseLabelRemoval(await labelOf('Allas ord')))
  assert.equal(await labelOf('Allas ord'), '')
  const own = await labelOf('Mitt eget')
  await leading.post(paths.caseLabelRemoval(own))
  assert.equal(await labelOf('Mitt eget'), own)
  await bed.jobs.write(domain.machine, (tx) => addTeamMember(tx, { teamId: team, membershipId: lead.membershipId }))
  assertShows(await leading.submit(await removal('Västs utan dag')), /Filtret är borttaget/)
})

test('a filter that names a label that is gone says so, finds nobody by it, and leads on without it', async () => {
  const personId = await aYouth('Berg')
  await tab.submit(paths.caseLabels(), { label: 'Ring i dag', colour: 'red', shared: 'own' })
  const label = (await bed.web.read(coach, labels)).find(({ name }) => name === 'Ring i dag')?.id ?? ''
  const [found] = await bed.web.read(coach, (tx) =>
    tx.all(Found, sql`select c.id from support_case c where c.person_id = ${personId}`),
  )
  await tab.submit(paths.caseLabelling(), { cases: [found?.id ?? ''], label, on: 'on' })
  await tab.submit(paths.caseFilters(), { name: 'Dagens samtal', shared: 'own', query: `whose=mine&label=${label}` })
  assertShows(await tab.get(paths.cases({ label })), /Tove Berg/)
  await tab.submit(paths.caseLabelRemoval(label))
  const page = await tab.get(paths.cases({ whose: 'mine', label }))
  assertShows(page, /Filtret nämner något som inte finns kvar/, /Etiketten finns inte längre/, /Nämner något som inte/)
  assertHides(page, /Tove Berg/)
  assertShows(page, /href="\/cases\?whose=mine">Visa listan utan det/)
})

test('nobody finds by a colleague’s own label whose cases have it', async () => {
  const personId = await aYouth('Dold')
  await tab.submit(paths.caseLabels(), { label: 'Bara min', colour: 'red', shared: 'own' })
  const label = (await bed.web.read(coach, labels)).find(({ name }) => name === 'Bara min')?.id ?? ''
  const [found] = await bed.web.read(coach, (tx) =>
    tx.all(Found, sql`select c.id from support_case c where c.person_id = ${personId}`),
  )
  await tab.submit(paths.caseLabelling(), { cases: [found?.id ?? ''], label, on: 'on' })
  const lead = site.tab(await signedIn(bed, domain, { role: 'team_lead' }))
  const page = await lead.get(paths.cases({ whose: 'all', label }))
  assertShows(page, /delas inte med dig/)
  assertHides(page, /Tove Dold/)
})

test('a label of a team is seen by those who are in it, and two that the same colleagues see have two names', async () => {
  await tab.submit(paths.caseLabels(), { label: 'Redo för praktik', colour: 'green', shared: team })
  const names = (who: Writer) => bed.web.read(who, labels).then((all) => all.map(({ name }) => name))
  assert.equal((await names(mate)).includes('Redo för praktik'), true)
  assert.equal((await names(other)).includes('Redo för praktik'), false)
  assertShows(await tab.get(paths.caseSettings()), /Redo för praktik/, /Mitt team Team Väst/)
  const twice = await site
    .tab(mate)
    .post(paths.caseLabels(), { label: 'redo för PRAKTIK', colour: 'red', shared: team })
  assertShows(twice, /Det finns redan en etikett som heter så/)
  const foreign = await site.tab(other).post(paths.caseLabels(), { label: 'Ny', colour: 'red', shared: team })
  assert.equal(foreign.status, 422)
})

test('the list is cut by where somebody goes to school today, and by who goes nowhere', async () => {
  await aYouth('Ingenstans')
  await aYouth('Vuxen', { form: 'KOMVUX_GY', programme: 'EK', from: '2026-10-01' })
  await aYouth('Intro', { programme: 'IMYRK', introductory: true, from: '2026-10-01', until: '2026-12-19' })
  await aYouth('Slutade', { form: 'FHSK', programme: '', from: '2026-10-01', until: '2026-10-15' })
  await aYouth('Börjar', { form: 'FHSK', programme: '', from: '2026-10-16' })
  const names = async (query: Readonly<Record<string, string>>) => {
    const { html } = await tab.get(paths.cases({ whose: 'all', ...query }))
    return ['Ingenstans', 'Vuxen', 'Intro', 'Slutade', 'Börjar'].filter((name) => html.includes(`Tove ${name}`))
  }
  assert.deepEqual(await names({ education: 'none' }), ['Ingenstans', 'Slutade', 'Börjar'])
  assert.deepEqual(await names({ education: 'KOMVUX_GY' }), ['Vuxen'])
  assert.deepEqual(await names({ education: 'FHSK' }), [])
  assert.deepEqual(await names({ education: 'GY', studies: 'IMY' }), ['Intro'])
  assert.deepEqual(await names({ studies: 'EK' }), ['Vuxen'])
  assertShows(await tab.get(paths.cases({ education: 'none' })), /Går ingen utbildning/)
})

test('one whose role is not told of schools cuts no list by them', async () => {
  const lead = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const partner = await signedIn(bed, domain, { role: 'partner' })
  const { id } = await bed.jobs.write(domain.machine, (tx) => aPerson(tx, { givenName: 'Tove', familyName: 'Elev' }))
  await aCase(bed, lead, { personId: id, ownerId: partner.accountId })
  assertShows(await site.tab(partner).get(paths.cases()), /Tove Elev/)
  const page = await site.tab(partner).get(paths.cases({ education: 'none' }))
  assertHides(page, /Tove Elev/)
  assertHides(page, /name="education"/)
  assertShows(page, /Din roll visar inte var unga går i skolan/)
})

test('a filter names what is gone when it is not among what can be chosen, and nothing else', () => {
  const id = (n: number) => `4b1c9d53-7b07-4a53-9d0e-1f6f3a7c1b1${n}`
  const asked: Readonly<Record<string, string>> = {
    owner: id(1),
    team: id(2),
    programme: id(3),
    label: id(4),
    studies: 'EK',
  }
  const filter = filterFrom((name) => asked[name], false)
  const all = { owners: [{ id: id(1) }], teams: [{ id: id(2) }], programmes: [{ id: id(3) }], labels: [{ id: id(4) }] }
  const choices = { ...all, studies: [{ id: 'EK' }], seesSchooling: true }
  assert.deepEqual(goneIn(filter, choices), [])
  assert.deepEqual(goneIn(filter, { ...choices, labels: [], owners: [] }), ['owner', 'label'])
  assert.deepEqual(goneIn(filter, { ...choices, seesSchooling: false }), ['studies'])
})
