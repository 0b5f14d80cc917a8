import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, tokenOf } from '../../../test/build/site.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { paths } from '../../ui/paths.ts'
import { labels } from './label-store.ts'
import { programmesOffered } from './programme-store.ts'
import { caseOf, casePeriodsOf } from './store.ts'
import { teamOf } from './team-store.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let coordinator: Writer
let tab: Tab
let desk: Tab

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  site = siteOf(bed)
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Yusuf' })
  tab = site.tab(coach)
  desk = site.tab(coordinator)
})
after(() => bed.close())

async function aYouth(familyName = 'Ask') {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  return id
}

const OPENING = { setting: 'outside_school', origin: 'register', openedOn: '2026-10-01' }
const opened = async (familyName?: string) => {
  const id = await aYouth(familyName)
  await tab.submit(paths.personCase(id), { ...OPENING, owner: coach.accountId })
  return id
}

test('a case is opened from the young person’s page, and tells who answers for it and that no day is agreed on', async () => {
  const id = await aYouth()
  assertShows(await tab.get(paths.person(id)), /Inget ärende är öppet/)
  const wrong = await tab.post(paths.personCase(id), {
    setting: '',
    origin: '',
    openedOn: 'snart',
    owner: coach.accountId,
  })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Välj om den unga går i skolan/, /Välj hur den unga kom hit/, /Skriv dagen som/, /value="snart"/)
  const page = await tab.submit(paths.personCase(id), { ...OPENING, owner: coach.accountId })
  assertShows(
    page,
    /Ärendet är öppet/,
    /Jonas Ek/,
    /Ingen dag är bestämd/,
    /Ingen står i teamet ännu/,
    /Utanför skolan/,
  )
  assertShows(await tab.get(paths.person(id)), /Öppet sedan 1 oktober 2026/)
})

test('a form that is sent twice opens one case', async () => {
  const id = await aYouth()
  const token = tokenOf(await tab.get(paths.personCase(id)), 'open')
  const form = { ...OPENING, owner: coach.accountId, token }
  assert.deepEqual(
    [(await tab.post(paths.personCase(id), form)).status, (await tab.post(paths.personCase(id), form)).status],
    [303, 303],
  )
  assert.equal((await bed.web.read(coach, (tx) => casePeriodsOf(tx, id))).length, 1)
})

test('a case is closed with a reason, says what is missing and stops nobody, and is opened again with a reason', async () => {
  const id = await opened()
  assertShows(
    await tab.get(paths.personCaseClosing(id)),
    /Nästa steg är planerat/,
    /Ingen dag är bestämd för uppföljning/,
  )
  assertShows(await tab.post(paths.personCaseClosing(id), { reason: '', closedOn: '2026-10-15' }), /Välj varför/)
  const early = await tab.post(paths.personCaseClosing(id), { reason: 'studies', closedOn: '2026-09-30' })
  assertShows(early, /Ärendet var inte öppet då/)
  const closed = await tab.submit(paths.personCaseClosing(id), { reason: 'studies', closedOn: '2026-10-14' })
  assertShows(closed, /Ärendet är avslutat/, /Började studera/)
  const again = { ...OPENING, openedOn: '2026-10-15', owner: coach.accountId }
  assertShows(await tab.post(paths.personCase(id), again), /Säg varför ärendet öppnas igen/)
  const page = await tab.submit(paths.personCase(id), { ...again, reopenReason: 'wants_back' })
  assertShows(page, /Vill ha stöd igen/, /Började studera/)
  assert.equal((await bed.web.read(coach, (tx) => caseOf(tx, id)))?.openedOn, '2026-10-15')
})

test('of two who close a case at once one does, and the other is told', async () => {
  const id = await opened()
  const closing = { reason: 'work', closedOn: '2026-10-15' }
  const statuses = await Promise.all([
    tab.post(paths.personCaseClosing(id), closing).then(({ status }) => status),
    desk.post(paths.personCaseClosing(id), { ...closing, reason: 'moved' }).then(({ status }) => status),
  ])
  assert.deepEqual(statuses.toSorted(), [303, 422])
  const periods = await bed.web.read(coach, (tx) => casePeriodsOf(tx, id))
  assert.equal(periods.filter(({ closedOn }) => closedOn !== null).length, 1)
})

test('the team says who is around, and that it lets nobody in; dual mentors are two', async () => {
  const id = await opened()
  const add = (fields: Readonly<Record<string, string>>) =>
    tab.submit(paths.personCaseMembers(id), { account: '', name: '', from: '2026-10-05', ...fields })
  const alone = await add({ role: 'mentor_teacher', name: 'Eva Holm', organisation: 'Fellingsbro' })
  assertShows(alone, /Eva Holm/, /En av de två mentorerna saknas/, /ger ingen insyn/)
  assertShows(await add({ role: 'mentor_assistant', name: ' eva  HOLM ' }), /ska vara två personer/)
  const both = await add({ role: 'mentor_assistant', name: 'Ali Nur', phone: '070-174 06 05', email: 'ali@exempel.se' })
  assertShows(both, /Ali Nur/, /tel:/, /mailto:ali@exempel.se/)
  assertHides(both, /mentorerna saknas/)
  const [first] = await bed.web.read(coach, (tx) => teamOf(tx, id))
  const ended = await tab.submit(paths.personCaseMemberEnd(id, first?.id ?? ''))
  assertShows(ended, /Teamet är ändrat/, /Tidigare i teamet|Eva Holm|Ali Nur/)
  assert.equal((await tab.post(paths.personCaseMemberEnd(id, first?.id ?? ''))).status, 404)
})

test('a young person takes part in several programmes at once, and leaves one', async () => {
  const id = await opened()
  assertShows(await tab.get(paths.personCase(id)), /har inte lagt in några insatser/)
  for (const programme of ['Jobbspår', 'Studio 1']) await desk.submit(paths.caseProgrammes(), { programme })
  assertShows(await desk.post(paths.caseProgrammes(), { programme: 'jobbspår' }), /redan en insats som heter så/)
  const offered = await bed.web.read(coach, programmesOffered)
  for (const { id: programmeId } of offered)
    await tab.submit(paths.personCaseProgrammes(id), { programmeId, programmeFrom: '2026-10-10' })
  const page = await tab.get(paths.personCase(id))
  assertShows(page, /Jobbspår/, /Studio 1/)
  const again = { programmeId: offered[0]?.id ?? '', programmeFrom: '2026-10-10' }
  assertShows(await tab.post(paths.personCaseProgrammes(id), again), /Är redan med i insatsen/)
  const [leaving] = [...page.html.matchAll(/programmes\/([0-9a-f-]{36})\/end/g)].map(([, found]) => found ?? '')
  assertShows(
    await tab.submit(paths.personCaseProgrammeEnd(id, leaving ?? '')),
    /Insatserna är ändrade/,
    /15 oktober 2026/,
  )
})

test('what is told at the start talk becomes notes of their own topics, and is done with that', async () => {
  const id = await opened()
  const told = { happenedOn: '2026-10-14', studies: 'Gick ekonomi i två år.', needs: '', health: 'Sover dåligt.' }
  assertShows(
    await tab.submit(paths.personCaseStart(id), { ...told, studies: '', health: '' }),
    /Skriv något av det som sades/,
  )
  const page = await tab.submit(paths.personCaseStart(id), told)
  assertShows(page, /Anteckningarna är sparade/, /2 av 5 klart/)
  assertHides(page, /Sover dåligt|ekonomi i två år/)
  assertShows(await tab.get(paths.personNotes(id)), /Gick ekonomi i två år/, /Sover dåligt/)
})

test('a step is planned for a day, done, and taken back', async () => {
  const id = await opened()
  const step = (fields: Readonly<Record<string, string>>) =>
    tab.submit(paths.personCaseSteps(id), { step: 'gradual.visit', onDay: '', ...fields })
  assertShows(await step({ do: 'plan', onDay: '2026-10-20' }), /planerat 20 oktober 2026/, /0 av 5 klart/)
  assertShows(await step({ do: 'done', onDay: '2026-10-20' }), /1 av 5 klart/, /Jonas Ek/)
  assertShows(await step({ do: 'undo', onDay: '2026-10-20' }), /planerat 20 oktober 2026/)
  assert.equal(
    (await tab.post(paths.personCaseSteps(id), { step: 'gradual.visit', do: 'plan', onDay: 'snart' })).status,
    422,
  )
})

test('the list of cases is cut by what is asked for, and the label of one is nobody else’s', async () => {
  const id = await opened('Lindgren')
  assertShows(await tab.get(paths.cases()), /Tove Lindgren/, /Ingen dag/)
  assertHides(await tab.get(paths.cases({ day: 'overdue' })), /Lindgren/)
  assertShows(
    await tab.get(paths.cases({ day: 'none', setting: 'outside_school', fresh: 1, sort: 'name' })),
    /Lindgren/,
  )
  assertHides(await tab.get(paths.cases({ setting: 'in_school' })), /Lindgren/)
  assertShows(await tab.get(paths.cases({ show: 'closed', age: '20_up', setting: 'in_school' })), /Ta bort något val/)
  await tab.submit(paths.caseLabels(), { label: 'Ring först', colour: 'amber', shared: 'own' })
  const [label] = await bed.web.read(coach, labels)
  const caseId = (await bed.web.read(coach, (tx) => caseOf(tx, id)))?.id ?? ''
  await tab.submit(paths.caseLabelling(), { cases: [caseId], label: label?.id ?? '', on: 'on' })
  assertShows(await tab.get(paths.cases({ label: label?.id ?? '' })), /Lindgren/, /Ring först/)
  assertHides(await desk.get(paths.personCase(id)), /Ring först/)
  assertShows(await desk.post(paths.caseOwners(), { owner: coordinator.accountId }), /Markera minst ett ärende/)
  const given = await desk.submit(paths.caseOwners(), {
    cases: [caseId],
    owner: coordinator.accountId,
    query: 'whose=all',
  })
  assertShows(given, /1 ärende har bytt ansvarig/, /Amina Yusuf/)
  assertHides(await tab.get(paths.cases({ whose: 'all' })), /Lindgren/)
})

test('whoever does not support the young person finds no case, and a role without support no list', async () => {
  const id = await opened()
  const other = site.tab(await signedIn(bed, domain, { role: 'coach' }))
  assert.equal((await other.get(paths.personCase(id))).status, 404)
  assertShows(await other.get(paths.cases()), /Inga ärenden här/)
  const project = site.tab(await signedIn(bed, domain, { role: 'project_leader' }))
  assert.equal((await project.get(paths.cases())).status, 403)
})
