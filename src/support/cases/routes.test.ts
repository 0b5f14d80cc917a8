import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aPerson } from '../../../test/build/people.ts'
import { aPlacement, aWorkplace } from '../../../test/build/placements.ts'
import { aGoal } from '../../../test/build/plan.ts'
import { anExit } from '../../../test/build/progress.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, tokenOf } from '../../../test/build/site.ts'
import { day, type Instant } from '../../kernel/date.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { logContact } from '../../outreach/contacts/actions.ts'
import { paths } from '../../ui/paths.ts'
import { logFollowUp } from '../exits/actions.ts'
import { followUpsOf } from '../exits/follow-store.ts'
import { Outcome } from '../exits/model.ts'
import { closeWord } from './case-views.ts'
import { endWithCase } from './ending.ts'
import { labels } from './label-store.ts'
import { participationsOf, programmesOffered } from './programme-store.ts'
import { caseOf, casePeriodsOf } from './store.ts'
import { teamOf } from './team-store.ts'
import { caseWords } from './words.ts'
import { workLanes } from './work-lanes.ts'

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

test('a case that was opened by mistake is closed after it is said what that means, and opened again with a reason', async () => {
  const id = await opened()
  const planned = { kind: 'joint', onDay: '2026-11-02', atTime: '', place: '', agenda: '', asked: ['youth'] }
  await tab.submit(paths.personMeetings(id), planned)
  assertShows(await tab.get(paths.personCaseClosing(id)), /räknas ingenstans/, /Planerade möten ställs in/)
  const closed = await tab.submit(paths.personCaseClosing(id))
  assertShows(closed, /stängt och räknas inte/, /Ärendet är avslutat/, /Öppnat av misstag/, /Inställt/)
  const again = { ...OPENING, openedOn: '2026-10-15', owner: coach.accountId }
  assertShows(await tab.post(paths.personCase(id), again), /Säg varför ärendet öppnas igen/)
  const page = await tab.submit(paths.personCase(id), { ...again, reopenReason: 'wants_back' })
  assertShows(page, /Vill ha stöd igen/, /Öppnat av misstag/)
  assert.equal((await bed.web.read(coach, (tx) => caseOf(tx, id)))?.openedOn, '2026-10-15')
})

test('of two who close a case at once one does, and the other is told', async () => {
  const id = await opened()
  const statuses = await Promise.all([
    tab.post(paths.personCaseClosing(id)).then(({ status }) => status),
    desk.post(paths.personCaseClosing(id)).then(({ status }) => status),
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
  const first = (await bed.web.read(coach, (tx) => teamOf(tx, id))).find(({ name }) => name === 'Eva Holm')
  const ended = await tab.submit(paths.personCaseMemberEnd(id, first?.id ?? ''))
  assertShows(ended, /Teamet är ändrat/, /till och med 15 oktober 2026/, /En av de två mentorerna saknas/)
  assertHides(ended, new RegExp(`members/${first?.id}/end`))
  assert.equal((await tab.post(paths.personCaseMemberEnd(id, first?.id ?? ''))).status, 404)
  const followed = await add({ role: 'mentor_teacher', name: 'Bo Ek', from: '2026-10-15' })
  assertShows(followed, /Bo Ek/, /till och med 15 oktober 2026/)
  assertHides(followed, /mentorerna saknas/)
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
  const end = (fields: Readonly<Record<string, string>>, which = leaving) =>
    tab.submit(paths.personCaseProgrammeEnd(id, which ?? ''), fields)
  assertShows(await end({ last: 'snart' }), /Skriv dagen som/, /value="snart"/)
  assertShows(await end({ last: '2026-10-09' }), /Dagen är före den första/)
  assertShows(await end({ last: '2026-10-13' }), /Insatserna är ändrade/, /13 oktober 2026/)
})

test('a programme that was put in by mistake is taken away, also after the case is closed', async () => {
  const id = await opened()
  await desk.submit(paths.caseProgrammes(), { programme: 'Fel insats' })
  const programmeId = (await bed.web.read(coach, programmesOffered)).find(({ name }) => name === 'Fel insats')?.id ?? ''
  const page = await tab.submit(paths.personCaseProgrammes(id), { programmeId, programmeFrom: '2027-01-10' })
  const [, wrong = ''] = /programmes\/([0-9a-f-]{36})\/end/.exec(page.html) ?? []
  assertShows(await tab.submit(paths.personCaseProgrammeEnd(id, wrong), { do: 'mistake' }), /Inte med i någon insats/)
})

test('what goes on ends with the case on its last day, and what was to begin later does not', async () => {
  const id = await opened()
  for (const [name, programmeFrom] of [
    ['Pågår', '2026-10-05'],
    ['Börjar sen', '2026-12-01'],
  ] as const) {
    await desk.submit(paths.caseProgrammes(), { programme: name })
    const programmeId = (await bed.web.read(coach, programmesOffered)).find((each) => each.name === name)?.id ?? ''
    await tab.submit(paths.personCaseProgrammes(id), { programmeId, programmeFrom })
  }
  const of = await bed.web.read(coach, (tx) => caseOf(tx, id))
  assert.ok(of)
  await bed.web.write(coach, (tx) => endWithCase(tx, of, day('2026-10-14')))
  const left = await bed.web.read(coach, (tx) => participationsOf(tx, id))
  assert.deepEqual(
    left.map(({ name, until }) => [name, until]),
    [['Pågår', '2026-10-15']],
  )
})

test('every word that a case can be closed with is said in both languages', () => {
  for (const language of ['sv', 'en'] as const)
    for (const outcome of Outcome.options) {
      const said = closeWord(outcome, caseWords(language))
      assert.notEqual(said, outcome, `${outcome} ${language}`)
    }
})

test('what belongs to the end is folded in a new case, and stands among the lists once it is prepared', async () => {
  const id = await opened()
  assertHides(await tab.get(paths.personCase(id)), /id="flow-closing"/)
  assertShows(await tab.get(paths.personCase(id)), /Förbered avslutet/, /Avslutande samtal med den unga/)
  const prepared = { step: 'closing.talk', onDay: '2026-11-20', do: 'plan' }
  assertShows(await tab.submit(paths.personCaseSteps(id), prepared), /id="flow-closing"/, /planerat 20 november 2026/)
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

test('somebody leaves school while the case is open, from a day, and the list knows', async () => {
  const id = await aYouth('Skola')
  await tab.submit(paths.personCase(id), { ...OPENING, setting: 'in_school', owner: coach.accountId })
  const change = (fields: Readonly<Record<string, string>>) => tab.submit(paths.personCaseSetting(id), fields)
  assertShows(await change({ settingNow: 'in_school', settingFrom: '2026-10-08' }), /Det är läget redan/)
  const left = { settingNow: 'outside_school', settingFrom: '2026-10-08' }
  assertShows(await change(left), /Läget är ändrat/, /Utanför skolan från 8 oktober 2026/)
  assertHides(await tab.get(paths.cases({ setting: 'in_school' })), /Tove Skola/)
  assertShows(await tab.get(paths.cases({ setting: 'outside_school' })), /Tove Skola/)
  // Said of the wrong day, and taken back: they never left.
  const back = await change({ settingNow: 'in_school', settingFrom: '2026-10-08' })
  assertHides(back, /från 8 oktober 2026/)
  assertShows(await tab.get(paths.cases({ setting: 'in_school' })), /Tove Skola/)
})

test('a step is planned for a day, done, and taken back', async () => {
  const id = await opened()
  const step = async (fields: Readonly<Record<string, string>>) => {
    const seen = await seenOf(id, 'gradual.visit')
    return tab.submit(paths.personCaseSteps(id), { step: 'gradual.visit', onDay: '', seen, ...fields })
  }
  assertShows(await step({ do: 'plan', onDay: '2026-10-20' }), /planerat 20 oktober 2026/, /0 av 5 klart/)
  assertShows(await step({ do: 'done', onDay: '', doneOn: '2026-10-16' }), /Dagen har inte varit/, /value="2026-10-16"/)
  assertShows(
    await step({ do: 'done', onDay: '2026-10-20', doneOn: '2026-10-12' }),
    ...[/1 av 5 klart/, /12 okt/, /Jonas Ek/],
  )
  assertShows(await step({ do: 'undo', onDay: '2026-10-20' }), /planerat 20 oktober 2026/)
  assert.equal(
    (await tab.post(paths.personCaseSteps(id), { step: 'gradual.visit', do: 'plan', onDay: 'snart' })).status,
    422,
  )
})

/** What the page has of a step: what its form sends back as seen. */
const seenOf = async (id: string, step: string) =>
  new RegExp(`name="step" value="${step}"><input type="hidden" name="seen" value="([^"]*)"`).exec(
    (await tab.get(paths.personCase(id))).html,
  )?.[1] ?? ''

test('of two who change the same step at once the second is shown both, and writes over it only by saving again', async () => {
  const id = await opened()
  const at = paths.personCaseSteps(id)
  const first = { step: 'gradual.visit', seen: '', onDay: '2026-10-20', do: 'plan', doneOn: '2026-10-15' }
  await tab.submit(at, first)
  const late = await tab.post(at, { ...first, onDay: '2026-10-27' })
  assert.equal(late.status, 409)
  assertShows(late, /Någon annan har ändrat det här/, /planerat 20 oktober 2026/, /value="2026-10-27"/)
  const done = { ...first, seen: await seenOf(id, 'gradual.visit'), do: 'done', doneOn: '2026-10-14' }
  assertShows(await tab.submit(at, done), /14 okt/)
  // A colleague had the page open from before it was done, and says another day.
  const other = await tab.post(at, { ...done, doneOn: '2026-10-13' })
  assert.equal(other.status, 409)
  assertShows(other, /14 okt/, /name="doneOn"[^>]*value="2026-10-13"|value="2026-10-13"[^>]*name="doneOn"/)
  const again = { ...done, seen: await seenOf(id, 'gradual.visit'), doneOn: '2026-10-13' }
  assertShows(await tab.submit(at, again), /Listan är ändrad/, /13 okt/)
})

test('the next day is known wherever it stands, and one that has passed without a word hides it not', async () => {
  const id = await opened('Tid')
  const late = { kind: 'joint', onDay: '2026-10-12', atTime: '', place: '', agenda: '', asked: [] }
  await tab.submit(paths.personMeetings(id), late)
  const talk = { onDay: '2026-10-16', atTime: '10:00', minutes: '45', way: 'here', accountId: coach.accountId }
  await tab.submit(paths.personAppointments(id), talk)
  const page = await tab.get(paths.personCase(id))
  assertShows(page, /<b>16 oktober 2026<\/b>, <a[^>]*>avtalad tid/, /Har passerat/, /<b>12 oktober 2026<\/b>/)
  assertHides(page, /Ingen dag är bestämd/)
  const late14 = await tab.get(paths.cases({ day: 'overdue' }))
  assertShows(late14, /Tove Tid/, /12 okt/, /16 okt/)
  assertHides(await tab.get(paths.cases({ day: 'none' })), /Tove Tid/)
  assertShows(await desk.get(paths.cases({ whose: 'all', day: 'overdue' })), /Tove Tid/, /12 okt/, /16 okt/)
})

test('who has written to us and has no answer is found, and how the cases stand is counted at the head of the list', async () => {
  const id = await opened('Svar')
  await bed.web.write(coach, (tx) =>
    logContact(tx, {
      ...{ personId: id, channel: 'call', through: 'self', direction: 'in', outcome: 'talked', minutes: null },
      ...{
        doneBy: coach.accountId,
        withBy: null,
        happenedAt: '2026-10-14T10:00:00Z' as Instant,
        words: '',
        next: null,
      },
    }),
  )
  const page = await tab.get(paths.cases({ reply: 1 }))
  assertShows(page, /Tove Svar/, /<b>\d+<\/b> Ingen dag är bestämd/, /<b>\d+<\/b> Öppna/)
  assertHides(await tab.get(paths.cases({ reply: 1, setting: 'in_school' })), /Tove Svar/)
  assertHides(await tab.get(paths.cases({ activity: 'practice' })), /Tove Svar/)
  const practice = { kind: 'practice', name: 'Praktik', place: 'Varubud', hours: '20', startsOn: '2026-10-15' }
  await tab.submit(paths.personActivities(id), { ...practice, endsOn: '2026-12-18' })
  assertShows(await tab.get(paths.cases({ activity: 'practice' })), /Tove Svar/)
})

test('what was marked stands there still when cases could not be given away', async () => {
  const id = await opened('Markerad')
  const caseId = (await bed.web.read(coordinator, (tx) => caseOf(tx, id)))?.id ?? ''
  const refused = await desk.post(paths.caseOwners(), { cases: [caseId], owner: '', query: 'whose=all' })
  assert.equal(refused.status, 422)
  assertShows(refused, new RegExp(`value="${caseId}"[^>]* checked`), /Välj en kollega/)
})

test('who writes no notes of the young person is told so before they write from a start talk', async () => {
  const id = await opened()
  const lead = site.tab(await signedIn(bed, domain, { role: 'team_lead' }))
  assertShows(await lead.get(paths.personCaseStart(id)), /Du skriver inte anteckningar om den här unga/)
  assertHides(await lead.get(paths.personCaseStart(id)), /<textarea/)
  const typed = await lead.post(paths.personCaseStart(id), { happenedOn: '2026-10-14', needs: 'Vill prata.' })
  assert.equal(typed.status, 422)
  assertShows(typed, /Du skriver inte anteckningar/, /Vill prata\.<\/textarea>/)
})

test('whoever reaches everybody is led to give the case of one outside the register to a colleague who is to work with them', async () => {
  const { id } = await bed.jobs.write(domain.machine, (tx) => aPerson(tx, { born: '2010', familyName: 'Utanför' }))
  const form = await desk.get(paths.personCase(id))
  assertShows(form, /Välj den som ska arbeta med den unga och skriva anteckningar/, /<option value="">Välj kollega/)
  const mine = await desk.submit(paths.personCase(id), { ...OPENING, owner: coordinator.accountId })
  assertShows(
    mine,
    /Du ansvarar för ärendet men kan inte skriva anteckningar om den unga/,
    /<details[^>]* open[^>]*><summary>Byt ansvarig/,
  )
  assertShows(await desk.get(paths.personCaseStart(id)), /case#owner">Ge ärendet till den som ska arbeta/)
  const given = await desk.submit(paths.personCaseOwner(id), { owner: coach.accountId, seen: coordinator.accountId })
  assertShows(given, /Jonas Ek/)
  assertHides(given, /kan inte skriva anteckningar/)
  assertShows(await tab.get(paths.personCaseStart(id)), /<textarea/)
})

test('of one in the register the coordinator writes notes when the case is theirs, and is led nowhere', async () => {
  const id = await aYouth('Inne')
  assertHides(await desk.get(paths.personCase(id)), /Välj den som ska arbeta med den unga/)
  const mine = await desk.submit(paths.personCase(id), { ...OPENING, owner: coordinator.accountId })
  assertHides(mine, /kan inte skriva anteckningar/)
  assertShows(await desk.get(paths.personCaseStart(id)), /<textarea/)
})

test('goals and what is done stand in the lifeline of the case', async () => {
  const id = await opened()
  await aGoal(bed, coach, { personId: id })
  const practice = {
    kind: 'practice',
    name: 'Praktik på lagret',
    place: 'Varubud',
    hours: '20',
    startsOn: '2026-10-15',
  }
  await tab.submit(paths.personActivities(id), { ...practice, endsOn: '2026-12-18' })
  const lanes = await bed.web.read(coach, (tx) => workLanes(tx, { id, language: 'sv' }))
  assert.deepEqual(
    lanes.map(({ label, spans }) => [label, spans.length]),
    [
      ['Mål', 1],
      ['Aktiviteter', 1],
    ],
  )
  assert.deepEqual([lanes[1]?.spans[0]?.label, lanes[1]?.spans[0]?.until], ['Praktik på lagret', '2026-12-19'])
  assertShows(await tab.get(paths.personCase(id)), /Livslinje/, /Aktiviteter/)
})

test('where one is placed and what one did when asked afterwards stand in the lifeline of the case', async () => {
  const id = await opened()
  const at = await aWorkplace(bed, coach)
  await aPlacement(bed, coach, { ...at, personId: id })
  await anExit(bed, coach, { personId: id, exitedOn: day('2026-10-15') })
  bed.setNow('2026-11-12T10:00:00Z')
  const [first] = await bed.web.read(coach, (tx) => followUpsOf(tx, id))
  await bed.web.write(coach, (tx) => logFollowUp(tx, { personId: id, followUpId: first?.id ?? '', answer: 'work' }))
  const lanes = await bed.web.read(coach, (tx) => workLanes(tx, { id, language: 'sv' }))
  const [placed, asked] = [
    lanes.find(({ label }) => label === 'Placeringar'),
    lanes.find(({ label }) => label === 'Uppföljning'),
  ]
  assert.deepEqual([placed?.spans[0]?.from, placed?.spans[0]?.until], ['2026-10-13', '2026-12-19'])
  const [mark] = asked?.marks ?? []
  assert.deepEqual([mark?.on, mark?.label, mark?.source], ['2026-11-12', 'Arbetar', '4 veckor'])
  bed.setNow('2026-10-15T10:00:00Z')
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
