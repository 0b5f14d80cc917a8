import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addressOf } from '../../test/access/asking.ts'
import { ROUTES } from '../../test/access/matrix.ts'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aNote } from '../../test/build/notes.ts'
import { aPerson, nextNumber } from '../../test/build/people.ts'
import { aDropout } from '../../test/build/register.ts'
import { aGlass, lettingIn } from '../../test/build/sight.ts'
import { assertHides, assertShows, type Site, siteOf, tokenOf } from '../../test/build/site.ts'
import { aCase, aMeetingOf } from '../../test/build/support.ts'
import { THINGS, type Thing } from '../../test/build/things.ts'
import type { Role } from '../access/model.ts'
import { day, type Instant } from '../kernel/date.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { logContact, setNext } from '../outreach/contacts/actions.ts'
import { nextOf } from '../outreach/contacts/store.ts'
import { planVisit } from '../outreach/ladder/visit-actions.ts'
import { PersonId } from '../people/model.ts'
import { READS } from '../privacy/action-rules.ts'
import { remindOf } from '../tasks/actions.ts'
import { tellOfVisit } from '../tasks/alert-queue.ts'
import { events } from '../trail/store.ts'
import { paths } from '../ui/paths.ts'
import { tellOfOwnGlass } from './glass-actions.ts'

let bed: TestBed
let domain: TestDomain
let site: Site

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Eskilstuna, skolnämnden' })
  site = siteOf(bed)
})
after(() => bed.close())

const staff = (role: Role, displayName: string) =>
  signedIn(bed, domain, { role, displayName, title: `Titel ${displayName}` })
const person = (more: Parameters<typeof aPerson>[1] = {}) => bed.jobs.write(domain.machine, (tx) => aPerson(tx, more))
const REASON = 'Ungdomen har ringt och talat om att ta sitt liv'

test('every page of a person says why one sees them', async () => {
  const owner = await staff('kaa_coordinator', 'Petra Lund')
  const id = await bed.jobs.write(domain.machine, async (tx) => {
    const youth = await aDropout(tx, {})
    await ownedBy(tx, youth.id, owner.accountId)
    return youth.id
  })
  const noteId = await aNote(bed, owner, { personId: id, body: 'Trivs.' })
  const call = { channel: 'call', through: 'self', direction: 'out', outcome: 'no_answer', minutes: null } as const
  const said = { doneBy: null, withBy: null, next: null, words: '' }
  const logged = { personId: id, ...call, ...said, happenedAt: '2026-10-14T10:00:00Z' as Instant }
  const contactId = await bed.web.write(owner, (tx) => logContact(tx, logged))
  const reminder = { personId: id, kind: 'call', onDay: day('2026-10-16'), atTime: null, assignedTo: null } as const
  const taskId = await bed.web.write(owner, (tx) => remindOf(tx, reminder))
  await bed.web.write(owner, (tx) => setNext(tx, { personId: id, next: { onDay: day('2026-10-16'), channel: null } }))
  const [next] = await bed.web.read(owner, (tx) => nextOf(tx, PersonId.parse(id)))
  const colleague = await staff('coach', 'Leyla Demir')
  const planned = { announced: 'letter', safety: ['call_in'], words: '' } as const
  const visit = await bed.web.write(owner, (tx) =>
    planVisit(
      tx,
      {
        ...planned,
        personId: id,
        visitAt: tx.now,
        firstBy: owner.accountId,
        secondBy: colleague.accountId,
      },
      tellOfVisit,
    ),
  )
  await aCase(bed, owner, { personId: id })
  const meeting = await aMeetingOf(bed, owner, id)
  const named: Readonly<Record<string, string>> = {
    ...{ id, visit, note: noteId, contact: contactId, task: taskId, source: 'next_contact', subject: next?.id ?? '' },
    meeting,
  }
  const place = {
    bed,
    domain,
    staff: { kaa_coordinator: owner, administrator: await staff('administrator', 'Eva Ek') },
  }
  const made = new Map<Thing, Promise<readonly string[]>>()
  const pages: string[] = []
  for (const { route, thing } of ROUTES) {
    // On paper it is known already.
    if (!/^GET \/people\/:id(\/(?!searches)|$)/.test(route) || /\/(print|paper|pdf|agreement)$/.test(route)) continue
    const unknown = [...route.matchAll(/:(\w+)/g)].some(([, part = '']) => named[part] === undefined)
    if (unknown && thing !== undefined) made.set(thing, made.get(thing) ?? THINGS[thing](place, owner))
    const parts = unknown && thing !== undefined ? await made.get(thing) : undefined
    const own = route.slice('GET '.length).replace(/:(\w+)/g, (_, part: string) => named[part] ?? part)
    pages.push(parts === undefined ? own : addressOf(route, parts)[1])
  }
  assert.ok(new Set(pages).size >= 15, `${pages.length} pages`)
  const tab = site.tab(owner)
  for (const path of new Set(pages)) {
    const page = await tab.get(path)
    assert.ok(page.status === 200 || page.status === 422, `${path}: ${page.status}`)
    assert.match(page.html, /Varför ser jag det här\?/, path)
    assert.match(page.html, /Du är ansvarig för ungdomen sedan/, path)
    const latest = await bed.jobs.read(domain.machine, (tx) => events(tx, { personIds: [id], most: 1 }))
    // Who has read is a list of colleagues: that somebody looked at it stands in the log, and makes no line in the list itself.
    const counted = [...READS, 'privacy.readings_read']
    assert.ok(counted.includes(latest[0]?.action ?? ''), `${path} counts as no reading: ${latest[0]?.action}`)
  }
})

test('the coordinator lets a mentor in on the person’s page, and the mentor reads why', async () => {
  const coordinator = site.tab(await staff('kaa_coordinator', 'Amina Warsame'))
  const mentor = await staff('class_mentor', 'Johan Lilja')
  const youth = await person({ givenName: 'Tove', familyName: 'Ström' })
  const page = await coordinator.get(paths.personSight(youth.id))
  assertShows(page, /Vem ser ungdomen\?/, /Amina Warsame/, /rollen når alla i nämnden/)
  const form = { holder: mentor.membershipId, reason: 'ny klassmentor', until: '', token: tokenOf(page, 'let-in') }
  assertShows(
    await coordinator.submit(paths.personAssignments(youth.id), form),
    /Nu ser hen ungdomen/,
    /ny klassmentor/,
  )
  // Sent twice, saved once.
  assertShows(await coordinator.submit(paths.personAssignments(youth.id), form), /Nu ser hen ungdomen/)
  const own = site.tab(mentor)
  assertShows(await own.get(paths.start()), /Ungdomar du arbetar med/, /Tove Ström/)
  const seen = await own.get(paths.person(youth.id))
  assertShows(seen, /Varför ser jag det här\?/, /Amina Warsame släppte in dig/, /ny klassmentor/, /Obekräftat/)
  const [, sharing = ''] = /href="(\/people\/[^"]+\/sharing)"/.exec(seen.html) ?? []
  assertShows(seen, /Se vad som delas, och vem som har tittat/)
  assertHides(await own.get(sharing), /<select/, /<fieldset[^>]*disabled/, /kompassen/)
  assertHides(seen, /Sysselsättning|Alla som ser ungdomen|href="\/people\/[^"]+\/identifiers"/)
})

test('what is wrong with letting somebody in is said beside its field', async () => {
  const coordinator = site.tab(await staff('kaa_coordinator', 'Petra Lindholm'))
  const youth = await person()
  const wrong = await coordinator.post(paths.personAssignments(youth.id), { holder: '', reason: '', until: 'snart' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Dagen går inte att läsa/, /Skriv varför/)
  assertShows(await coordinator.post(paths.personAssignments(youth.id), { reason: 'vikarie' }), /Välj någon i listan/)
  const block = await coordinator.post(paths.personBlocks(youth.id), { kind: 'others' })
  assertShows(block, /Välj minst en som fortfarande ska se ungdomen/, /Skriv varför/)
})

test('the roles that see nobody have a calm start page, without a search and without anybody on it', async () => {
  for (const role of ['project_leader', 'project_economist', 'communicator', 'decision_maker', 'evaluator'] as const) {
    const page = await site.tab(await staff(role, `Roll ${role}`)).get(paths.start())
    assertShows(page, /Vad du hittar här/)
    assertHides(page, /role="search"|href="\/people/)
  }
})

test('a coach’s start page has everybody in reach: the register’s own, and the others after them', async () => {
  const coach = await staff('coach', 'Leyla Demir')
  const member = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Alva', familyName: 'Registersson' })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  const let_in = await bed.jobs.write(domain.machine, (tx) => aDropout(tx, { givenName: 'Bo', familyName: 'Insläppt' }))
  await lettingIn({ bed, domain }, { person: let_in.id, membershipId: coach.membershipId })
  const pupil = await person({ givenName: 'Cia', familyName: 'Utanför', born: '2011' })
  await lettingIn({ bed, domain }, { person: pupil.id, membershipId: coach.membershipId })
  const page = await site.tab(coach).get(paths.start())
  assertShows(page, /Mina ungdomar/, /Alva Registersson/, /Bo Insläppt/, /Andra du arbetar med/, /Cia Utanför/)
  assert.ok(page.html.indexOf('Bo Insläppt') < page.html.indexOf('Andra du arbetar med'))
  assert.equal((await site.tab(coach).get(paths.person(member.id))).status, 200)
})

test('those without the register search among their own, by a part of the name, and the name is in no address', async () => {
  const team = await staff('attendance_team', 'Fredrik Sandström')
  for (const familyName of ['Åkerblom', 'Åkerlund', 'Lindqvist'])
    await lettingIn({ bed, domain }, { person: (await person({ familyName })).id, membershipId: team.membershipId })
  await person({ familyName: 'Åkerman' })
  const tab = site.tab(team)
  const answer = await tab.post(paths.reachedSearches(), { q: 'åker' })
  assert.match(answer.location ?? '', /^\/people\/searches\/[0-9a-f-]{36}$/)
  const found = await tab.get(answer.location ?? '')
  assertShows(found, /Åkerblom/, /Åkerlund/)
  assertHides(found, /Lindqvist|Åkerman/)
  assertShows(await tab.post(paths.reachedSearches(), { q: 'å' }), /Skriv minst två bokstäver/)
  assertShows(await tab.submit(paths.reachedSearches(), { q: '%_' }), /Skriv minst två bokstäver/)
  assert.equal((await site.tab(await staff('principal', 'Gunilla Bäck')).get(answer.location ?? '')).status, 404)
})

test('one who leads the work is shown those whom somebody works with, and the others are as absent as nobody', async () => {
  const home = await aDomain(bed)
  const lead = await signedIn(bed, home, { role: 'team_lead' })
  const coach = await signedIn(bed, home, { role: 'coach' })
  const [worked, other] = await bed.jobs.write(home.machine, async (tx) => {
    const made = await aPerson(tx, { familyName: 'Medcoach' })
    await ownedBy(tx, made.id, coach.accountId)
    return [made, await aPerson(tx, { familyName: 'Utancoach' })] as const
  })
  const tab = site.tab(lead)
  const start = await tab.get(paths.start())
  assertShows(start, /Ungdomar som någon arbetar med/, /Medcoach/)
  assertHides(start, /Utancoach/)
  assert.deepEqual(
    [(await tab.get(paths.person(worked.id))).status, (await tab.get(paths.person(other.id))).status],
    [200, 404],
  )
})

test('an access in an emergency stands on every page while it lasts, and is ended there', async () => {
  const coach = await staff('coach', 'Jonas Ek')
  const tab = site.tab(coach)
  const youth = await person({ givenName: 'Nova', familyName: 'Berg' })
  const page = await tab.get(paths.glass())
  const form = { number: youth.number, reason: REASON, minutes: '30', token: tokenOf(page, 'glass') }
  const answer = await tab.post(paths.glass(), form)
  assert.deepEqual([answer.status, answer.location], [303, paths.person(youth.id)])
  assertShows(
    await tab.get(paths.person(youth.id)),
    /Ungdomen är öppen för dig till 2026-10-15 12\.30\./,
    /Nödåtkomst pågår till 2026-10-15 12\.30/,
    /Du tog nödåtkomst/,
    /Nova Berg/,
  )
  const start = await tab.get(paths.start())
  assertShows(start, /Nödåtkomst pågår/, /1 ungdom ska få veta/)
  const end = /action="(\/glass\/[^"]+\/end)"/.exec(start.html)?.[1] ?? ''
  assertShows(await tab.submit(end), /Nödåtkomsten är avslutad/, /Text att säga eller skicka/)
  assertHides(await tab.get(paths.start()), /Nödåtkomst pågår/)
  assert.equal((await tab.get(paths.person(youth.id))).status, 404)
})

test('nobody and a protected person are the same answer, to the letter', async () => {
  const coach = site.tab(await staff('coach', 'Stina Moberg'))
  const hidden = await person({ protection: 'protected_registration' })
  const said = async (number: string) => {
    const { status, html } = await coach.post(paths.glass(), { number, reason: REASON, minutes: '60' })
    return [status, html.replaceAll(number, '').replace(/value="[0-9a-f-]{36}"/g, '')]
  }
  const nobody = await said(nextNumber({ born: '2005' }).number)
  assert.deepEqual(await said(hidden.number), nobody)
  assert.equal(nobody[0], 422)
  assert.match(String(nobody[1]), /Det finns ingen att visa med det numret/)
})

test('a second person reviews, is reminded on the start page, and alarmed after 72 hours', async () => {
  const home = await aDomain(bed)
  const [boss, coach] = [
    await signedIn(bed, home, { role: 'kaa_coordinator' }),
    await signedIn(bed, home, { role: 'coach' }),
  ]
  const youth = await bed.jobs.write(home.machine, (tx) => aPerson(tx))
  const { id } = await aGlass({ bed, domain: home }, { person: youth.id, by: coach })
  const tab = site.tab(boss)
  assertShows(await tab.get(paths.start()), /notice due/, /1 nödåtkomst väntar på granskning/)
  bed.setNow('2026-10-18T10:00:01Z')
  assertShows(await tab.get(paths.start()), /notice broken/, /1 har väntat mer än 72 timmar/)
  assert.match((await site.tab().get(paths.metrics())).html, /^sedd_glass_reviews_overdue [1-9]/m)
  const page = await tab.get(paths.glassReview(id))
  assertShows(page, /Ungdomen är försvunnen sedan i natt/, /skulle ha granskats/)
  assertShows(await tab.post(paths.glassReview(id), { verdict: 'not_justified' }), /Skriv vad som görs/)
  const done = { verdict: 'not_justified', done: 'Samtal med chefen och anmälan', token: tokenOf(page, 'review') }
  assertShows(await tab.submit(paths.glassReview(id), done), /Granskningen är sparad/, /inte befogad/)
  assertHides(await tab.get(paths.start()), /väntar på granskning/)
  // Until the young person has been told, nobody is done with it.
  bed.setNow('2027-02-01T10:00:00Z')
  assertShows(await tab.get(paths.start()), /1 ungdom har inte fått veta om en nödåtkomst som är granskad/)
  assertShows(await site.tab(coach).get(paths.start()), /1 ungdom ska få veta att du tog nödåtkomst/)
  bed.setNow('2026-10-18T10:00:01Z')
  await bed.web.write(coach, (tx) => tellOfOwnGlass(tx, id))
  assertHides(await tab.get(paths.start()), /inte fått veta/)
  assertShows(await site.tab(coach).get(paths.glass()), /inte befogad/)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('one who says that they are jävig comes to the start page, and the person is gone', async () => {
  const coach = await staff('coach', 'Karin Öberg')
  const youth = await person()
  await lettingIn({ bed, domain }, { person: youth.id, membershipId: coach.membershipId })
  const tab = site.tab(coach)
  const page = await tab.get(paths.personRecusal(youth.id))
  const form = { recusalReason: 'granne till ungdomen', token: tokenOf(page, 'recusal') }
  assertShows(await tab.submit(paths.personRecusal(youth.id), form), /Du är utestängd/)
  assert.equal((await tab.get(paths.person(youth.id))).status, 404)
})

test('a case left by one who is jävig is on the start page of whoever gives out cases, until somebody has it', async () => {
  const home = await aDomain(bed, { name: 'Eskilstuna, gymnasienämnden' })
  const here = (role: Role, displayName: string) => signedIn(bed, home, { role, displayName })
  const [coach, boss] = [await here('coach', 'Jonas Ek'), await here('kaa_coordinator', 'Amina Warsame')]
  const youth = await bed.jobs.write(home.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Alice', familyName: 'Lind' })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  const [own, leading] = [site.tab(coach), site.tab(boss)]
  const page = await own.get(paths.personRecusal(youth.id))
  assertHides(page, /Ingen annan ser ungdomen/)
  assertHides(await leading.get(paths.start()), /anmält jäv/)
  const form = { recusalReason: 'kusin till ungdomen', token: tokenOf(page, 'recusal') }
  assertShows(await own.submit(paths.personRecusal(youth.id), form), /Du är utestängd/)
  assertShows(
    await leading.get(paths.start()),
    /1 ungdom har ingen ansvarig, sedan en kollega anmält jäv/,
    /Alice Lind/,
  )
  assertHides(await own.get(paths.start()), /anmält jäv/)
  await bed.jobs.write(home.machine, (tx) => ownedBy(tx, youth.id, boss.accountId))
  assertHides(await leading.get(paths.start()), /anmält jäv/)
  // The only one who sees somebody is warned first.
  assertShows(await leading.get(paths.personRecusal(youth.id)), /Ingen annan ser ungdomen/)
})

test('the pages are there in English', async () => {
  const tab = site.tab(await staff('kaa_coordinator', 'Ingrid Sjöholm'), 'en')
  const youth = await person()
  assertShows(await tab.get(paths.personSight(youth.id)), /Who sees this person\?/, /Let a colleague or a team in/)
  assertShows(await tab.get(paths.person(youth.id)), /Why do I see this\?/)
  assertShows(await tab.get(paths.glassReviews()), /Review emergency access/)
  assertShows(await tab.get(paths.blocks()), /Blocks that hold now/)
})
