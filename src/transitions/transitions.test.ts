import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { z } from 'zod'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import type { Writer } from '../../test/build/notes.ts'
import { aPerson, type NewPerson } from '../../test/build/people.ts'
import { aDropout, anEnrolment, type NewEnrolment } from '../../test/build/register.ts'
import { assertHides, assertSays, assertShows, siteOf, type Tab, tokenOf } from '../../test/build/site.ts'
import type { Read } from '../kernel/database.ts'
import { day, type PlainDate } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { setNext } from '../outreach/contacts/actions.ts'
import { PersonId } from '../people/model.ts'
import { missingUnseen, type Watched } from '../register/arrival-sql.ts'
import { sharedWork } from '../tasks/shared-store.ts'
import { paths } from '../ui/paths.ts'
import { endHandover, handOver, openWatch, recordArrival, reopenHandover } from './actions.ts'
import { STANDINGS } from './model.ts'
import { standingOf } from './rules.ts'
import { handoversOf, watched } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coordinator: Writer
let tab: Tab
let client: Client
const NOON = '2026-10-15T10:00:00Z'

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' })
  tab = siteOf(bed).tab(coordinator)
  client = new Client(bed.owner)
  await client.connect()
})
after(async () => {
  await client.end()
  await bed.close()
})

/** Known on a day before, admitted from another. */
async function anAdmitted(
  enrolment: Partial<NewEnrolment> & { readonly from: string },
  given: NewPerson = {},
): Promise<PersonId> {
  bed.setNow('2026-06-15T10:00:00Z')
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aPerson(tx, { born: '2010', givenName: 'Tove', familyName: 'Ask', ...given })
    await anEnrolment(tx, made, enrolment)
    return made
  })
  bed.setNow(NOON)
  return id
}

/** Another enrolment of somebody who is known. */
const enrolledToo = (id: PersonId, enrolment: NewEnrolment) =>
  bed.jobs.write(domain.machine, async (tx) => {
    await anEnrolment(tx, { id, number: '' }, enrolment)
    await tx.record('register.built', { personId: id })
  })

/** The school takes back that somebody is to come. */
const takenBack = (id: PersonId) =>
  client.query(`update enrolment set known_until = '2026-07-01', closed_by = $2 where person_id = $1`, [
    id,
    coordinator.accountId,
  ])

const WATCHED = { today: day('2026-09-01'), from: day('2026-07-01'), until: day('2027-03-01') }

/** How everybody stands on a day. */
async function standings(today: PlainDate): Promise<ReadonlyMap<string, string>> {
  bed.setNow(`${today}T10:00:00Z`)
  const rows = await bed.web.read(coordinator, (tx) =>
    Promise.all(STANDINGS.map((standing) => watched(tx, { ...WATCHED, today, standing, limit: 500, offset: 0 }))),
  )
  bed.setNow(NOON)
  return new Map(rows.flatMap((each) => each.rows).map(({ id, standing }) => [id, standing]))
}

const missingNow = async (tx: Read, of: Watched) =>
  (await tx.all(z.object({ root: z.uuid() }), sql`select x.root from (${missingUnseen(of)}) x`)).map(({ root }) => root)

const standsAs = async (id: PersonId, today: PlainDate = WATCHED.today) => (await standings(today)).get(id) ?? null

test('one who was admitted is followed from the spring until they have come', async () => {
  const id = await anAdmitted({ from: '2026-08-17' })
  const days = ['2026-08-16', '2026-08-17', '2026-08-30', '2026-08-31'].map(day)
  const stood = []
  for (const on of days) stood.push(await standsAs(id, on))
  assert.deepEqual(stood, ['ahead', 'awaited', 'awaited', 'arrived'])
})

test('who left within two weeks, and whom the school no longer expects, have not come', async () => {
  const left = await anAdmitted({ from: '2026-08-17', until: '2026-08-25', interrupted: true })
  const fell = await anAdmitted({ from: '2026-08-17' })
  await takenBack(fell)
  assert.deepEqual([await standsAs(left), await standsAs(fell)], ['not_arrived', 'not_arrived'])
})

test('who changed school before it began is followed to the new one, and who goes on is no arrival', async () => {
  const changed = await anAdmitted({ from: '2026-08-17', school: 'Rekarnegymnasiet' })
  await takenBack(changed)
  await enrolledToo(changed, { from: '2026-08-24', school: 'Duveholmsgymnasiet' })
  const goesOn = await anAdmitted({ from: '2025-08-18', until: '2026-08-17' })
  await enrolledToo(goesOn, { from: '2026-08-17' })
  assert.deepEqual([await standsAs(changed), await standsAs(goesOn)], ['awaited', null])
})

test('the rule and the database say the same of everybody', async () => {
  const facts = []
  for (const said of [null, 'arrived', 'not_arrived', 'elsewhere'] as const)
    for (const until of [null, '2026-08-20', '2026-08-31', '2026-09-01'])
      for (const fellAway of [false, true]) {
        const id = await anAdmitted({ from: '2026-08-17', until })
        if (fellAway) await takenBack(id)
        if (said !== null)
          await client.query(
            `insert into transition_arrival (domain_id, person_id, starts_on, said, on_day, said_by, known_from)
             values ($1, $2, '2026-08-17', $3, '2026-08-20', $4, '2026-08-20')`,
            [domain.id, id, said, coordinator.accountId],
          )
        facts.push({ id, startsOn: day('2026-08-17'), endsBefore: until === null ? null : day(until), fellAway, said })
      }
  for (const today of ['2026-08-16', '2026-08-17', '2026-08-30', '2026-08-31', '2026-09-01'].map(day)) {
    const found = await standings(today)
    assert.deepEqual(
      facts.map((each) => found.get(each.id)),
      facts.map((each) => standingOf(each, { today, graceDays: 14 })),
      today,
    )
    // Those who have not come are found without looking at all who have.
    bed.setNow(`${today}T10:00:00Z`)
    const missing = await bed.web.read(coordinator, (tx) => missingNow(tx, { ...WATCHED, today }))
    bed.setNow(NOON)
    const away: readonly string[] = facts.filter(({ id }) => found.get(id) === 'not_arrived').map(({ id }) => id)
    assert.deepEqual(
      facts.map(({ id }) => id).filter((id) => missing.includes(id)),
      away,
      today,
    )
  }
})

test('what somebody has found out is said of the day that was read, and may be said anew', async () => {
  const id = await anAdmitted({ from: '2026-09-21', until: '2026-09-25' })
  const say = (said: 'arrived' | 'not_arrived', startsOn = '2026-09-21') =>
    bed.web.write(coordinator, (tx) => recordArrival(tx, { personId: id, startsOn: day(startsOn), said }))
  await say('arrived')
  assert.equal(await standsAs(id, day('2026-10-15')), 'arrived')
  await say('not_arrived')
  assert.equal(await standsAs(id, day('2026-10-15')), 'not_arrived')
  await assert.rejects(say('arrived', '2026-09-22'), { code: 'admission_changed' })
  const ahead = await anAdmitted({ from: '2026-11-02' })
  const early = { personId: ahead, startsOn: day('2026-11-02'), said: 'arrived' } as const
  await assert.rejects(
    bed.web.write(coordinator, (tx) => recordArrival(tx, early)),
    { code: 'not_begun' },
  )
})

test('who has not come is a task until somebody acts', async () => {
  const count = async () =>
    (await bed.web.read(coordinator, sharedWork)).find(({ source }) => source === 'not_arrived')?.count ?? 0
  const before = await count()
  const id = await anAdmitted({ from: '2026-09-14', until: '2026-09-18', interrupted: true })
  assert.equal(await count(), before + 1)
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, id, coordinator.accountId))
  await bed.web.write(coordinator, (tx) =>
    setNext(tx, { personId: id, next: { onDay: day('2026-10-20'), channel: 'call' } }),
  )
  assert.equal(await count(), before)
})

test('who has not come stays on the list until somebody has settled it, however long it takes', async () => {
  const id = await anAdmitted({ from: '2026-08-17' })
  const say = (said: 'arrived' | 'not_arrived' | 'elsewhere') =>
    bed.web.write(coordinator, (tx) => recordArrival(tx, { personId: id, startsOn: day('2026-08-17'), said }))
  await say('not_arrived')
  const listed = async (on: string) => {
    bed.setNow(`${on}T10:00:00Z`)
    const { rows } = await bed.web.write(coordinator, (tx) => openWatch(tx, { standing: 'not_arrived', page: 1 }))
    bed.setNow(NOON)
    return rows.some((each) => each.id === id)
  }
  // Sixty days after the first day, the day after that, and the spring after.
  assert.deepEqual(
    [await listed('2026-10-16'), await listed('2026-10-17'), await listed('2027-04-20')],
    [true, true, true],
  )
  const task = async () => {
    bed.setNow('2027-04-20T10:00:00Z')
    const found = await bed.web.read(coordinator, sharedWork)
    bed.setNow(NOON)
    return found.find(({ source }) => source === 'not_arrived')?.count ?? 0
  }
  const before = await task()
  bed.setNow('2027-04-20T10:00:00Z')
  await say('elsewhere')
  bed.setNow(NOON)
  assert.deepEqual([await listed('2026-10-16'), await listed('2027-04-20'), await task()], [false, false, before - 1])
})

test('who began somewhere else since, and whom the register follows, stand on no old list', async () => {
  const [began, followed] = [await anAdmitted({ from: '2026-08-17' }), await anAdmitted({ from: '2026-08-17' })]
  for (const personId of [began, followed])
    await bed.web.write(coordinator, (tx) =>
      recordArrival(tx, { personId, startsOn: day('2026-08-17'), said: 'not_arrived' }),
    )
  await enrolledToo(began, { from: '2026-09-14', school: 'Duveholmsgymnasiet' })
  const { rows } = await client.query<{ id: string }>(
    `update enrolment set ends_before = '2026-08-20', interrupted = true where person_id = $1 returning person_id as id`,
    [followed],
  )
  assert.equal(rows.length, 1)
  await client.query(
    `insert into register_period (domain_id, person_id, from_on, reason, sort_name, known_from)
     select domain_id, id, '2026-08-20', 'AVBROTT_NATIONELLT', 'Ask', '2026-08-20' from person where id = $1 on conflict do nothing`,
    [followed],
  )
  bed.setNow('2027-01-20T10:00:00Z')
  const found = await bed.web.write(coordinator, (tx) => openWatch(tx, { standing: 'not_arrived', page: 1 }))
  bed.setNow(NOON)
  assert.deepEqual(
    [began, followed].filter((id) => found.rows.some((each) => each.id === id)),
    [],
  )
})

test('whoever leads the work watches those whom somebody works with, and sees who acts', async () => {
  const [led, nobodys] = [
    await anAdmitted({ from: '2026-10-01' }, { givenName: 'Ronja' }),
    await anAdmitted({ from: '2026-10-01' }, { givenName: 'Sixten' }),
  ]
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, led, coordinator.accountId))
  const lead = siteOf(bed).tab(await signedIn(bed, domain, { role: 'team_lead' }))
  const page = await lead.get(paths.transitions({ standing: 'arrived' }))
  assert.ok(nobodys)
  assertShows(page, /Ronja/)
  assertHides(page, /Sixten/, /Fyller 20/)
})

test('the page says who has not come, school by school, and that nobody acts', async () => {
  const id = await anAdmitted(
    { from: '2026-09-14', until: '2026-09-18', school: 'Lindengymnasiet' },
    { givenName: 'Ines' },
  )
  const page = await tab.get(paths.transitions())
  assertShows(page, /Ines/, /Lindengymnasiet/, /Mellan stolarna/, /Slutade 17/)
  const bySchool = (await bed.web.write(coordinator, (tx) => openWatch(tx, { standing: 'not_arrived', page: 1 })))
    .bySchool
  assert.deepEqual(
    bySchool.filter(({ school }) => school === 'Lindengymnasiet').map(({ standing, count }) => [standing, count]),
    [['not_arrived', 1]],
  )
  const one = paths.personTransitions(id)
  const token = tokenOf(await tab.get(one), 'arrival')
  assertShows(
    await tab.submit(paths.personArrival(id), { token, said: 'elsewhere', startsOn: '2026-09-14' }),
    /Uppgiften är sparad/,
    /Går någon annanstans/,
  )
  assertHides(await tab.get(paths.transitions()), /Ines/)
})

const FORM = {
  kind: 'school',
  receiver: 'upper_secondary',
  place: 'Rekarnegymnasiet',
  needs: ['introduction'],
  consent: 'given',
} as const
const OVER = { ...FORM, toAccount: null } as const

test('a handover waits for the receiver’s word, is answered once, and what was said is a note', async () => {
  const id = await anAdmitted({ from: '2026-11-02' })
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, id, coordinator.accountId))
  const made = { ...OVER, needs: [...OVER.needs], personId: id, onDay: day('2026-10-14'), words: 'Behöver lugn start.' }
  const handoverId = await bed.web.write(coordinator, (tx) => handOver(tx, made))
  const list = () => bed.web.read(coordinator, (tx) => handoversOf(tx, id))
  const { rows } = await client.query('select topic from note where id = $1', [(await list())[0]?.noteId])
  assert.deepEqual(rows, [{ topic: 'support' }])
  assertShows(await tab.get(paths.transitions({ view: 'waiting' })), /Rekarnegymnasiet/)
  const answer = (as: 'received' | 'declined') =>
    bed.web.write(coordinator, (tx) => endHandover(tx, { personId: id, handoverId, as }))
  await answer('received')
  await assert.rejects(answer('declined'), { code: 'answered_already' })
  assert.deepEqual(
    (await list()).map(({ endedAs, endedOn }) => [endedAs, endedOn]),
    [['received', '2026-10-15']],
  )
})

test('an answer that was written wrong is opened again, what was written stays, and it is one handover', async () => {
  const id = await anAdmitted({ from: '2026-11-02' })
  const made = { ...OVER, needs: [...OVER.needs], personId: id, onDay: day('2026-10-14'), words: '' }
  const handoverId = await bed.web.write(coordinator, (tx) => handOver(tx, made))
  const address = paths.personTransitionEnd(id, handoverId)
  assertShows(await tab.get(paths.personTransitions(id)), /Mottagaren säger nej …/, /Ja, mottagaren säger nej/)
  await tab.submit(address, { as: 'declined' })
  assertShows(await tab.submit(address, { as: 'open' }), /väntar på svar igen/)
  await assert.rejects(
    bed.web.write(coordinator, (tx) => reopenHandover(tx, { personId: id, handoverId })),
    { code: 'not_answered' },
  )
  await tab.submit(address, { as: 'received' })
  const now = await bed.web.read(coordinator, (tx) => handoversOf(tx, id))
  assert.deepEqual(
    now.map(({ id: which, endedAs }) => [which, endedAs]),
    [[handoverId, 'received']],
  )
  const { rows } = await client.query(
    'select ended_as from transition_handover where person_id = $1 order by known_from',
    [id],
  )
  assert.deepEqual(
    rows.map(({ ended_as: as }) => as),
    ['declined', 'received'],
  )
})

test('to another authority it goes with consent, or by a share that holds', async () => {
  const id = await anAdmitted({ from: '2026-11-02' })
  const made = { ...OVER, kind: 'organisation', receiver: 'employment_service', place: 'Arbetsförmedlingen' } as const
  const over = (consent: 'given' | 'not_needed' | 'shared') =>
    bed.web.write(coordinator, (tx) =>
      handOver(tx, { ...made, needs: [], consent, personId: id, onDay: day('2026-10-14'), words: '' }),
    )
  const codeOf = (consent: 'not_needed' | 'shared') => over(consent).catch(({ fields }) => fields[0]?.code)
  assert.deepEqual([await codeOf('not_needed'), await codeOf('shared')], ['consent_or_share', 'share_missing'])
  await over('given')
})

test('nobody is preset as the receiver, and what the school knows becomes one note with its headings', async () => {
  const id = await anAdmitted({ from: '2026-11-02' })
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, id, coordinator.accountId))
  const address = paths.personTransitions(id)
  const form = { kind: 'school', place: 'Rekarnegymnasiet', consent: 'given', onDay: '2026-10-14' }
  const missing = await tab.post(address, { ...form, receiver: '', 'told.own': 'Jag vill sitta långt fram.' })
  assertShows(missing, /Välj vem som tar vid/, /Jag vill sitta långt fram/)
  const told = {
    'told.works': 'Lugn start på dagen',
    'told.own': 'Jag vill sitta långt fram.',
    words: 'Ring mig gärna.',
  }
  await tab.submit(address, { ...form, receiver: 'upper_secondary', ...told })
  const { rows } = await client.query('select body from note where person_id = $1', [id])
  assert.deepEqual(rows, [
    {
      body: 'Det som fungerar\nLugn start på dagen\n\nDen ungas egna ord\nJag vill sitta långt fram.\n\nRing mig gärna.',
    },
  ])
})

test('who may not write notes of somebody is told before they write, and loses nothing', async () => {
  const id = await anAdmitted({ from: '2026-11-02' })
  const address = paths.personTransitions(id)
  const page = await tab.get(address)
  assertShows(page, /Be den som har ärendet skriva den/)
  assertHides(page, /name="words"/)
  const form = { ...FORM, needs: 'introduction', toAccount: '', onDay: '2026-10-14', words: 'Behöver lugn start.' }
  const refused = await tab.post(address, form)
  assert.equal(refused.status, 422)
  assertShows(refused, /Du kan inte skriva anteckningar/, /value="Rekarnegymnasiet"/)
})

test('a colleague it goes to sees the young person, or it goes to nobody', async () => {
  const id = await anAdmitted({ from: '2026-11-02' })
  const coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  const desk = siteOf(bed).tab(coach)
  assert.equal((await desk.get(paths.personTransitions(id))).status, 404)
  const form = { ...FORM, needs: 'introduction', onDay: '2026-10-14', words: '' }
  await tab.submit(paths.personTransitions(id), { ...form, toAccount: coach.accountId })
  assertShows(await desk.get(paths.personTransitions(id)), /Rekarnegymnasiet/)
  assertShows(await desk.get(paths.transitions({ view: 'waiting' })), /Till dig/)
  // Whoever was let in lets nobody in: then it goes nowhere, and they are told.
  const third = await signedIn(bed, domain, { role: 'coach' })
  const refused = await desk.post(paths.personTransitions(id), { ...form, toAccount: third.accountId })
  assertShows(refused, /Kollegan ser inte den unga/, /value="Rekarnegymnasiet"/)
  const unknown = await tab.post(paths.personTransitions(id), { ...form, toAccount: domain.id })
  assertShows(unknown, /kollega som arbetar här nu/)
  assert.equal((await bed.web.read(coordinator, (tx) => handoversOf(tx, PersonId.parse(id)))).length, 1)
})

test('a colleague it goes to answers for themself, and who answered is shown', async () => {
  const id = await anAdmitted({ from: '2026-11-02' })
  const sender = await signedIn(bed, domain, { role: 'coach', displayName: 'Sara Lind' })
  const receiver = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, id, sender.accountId))
  const made = { ...OVER, toAccount: receiver.accountId, needs: [], personId: id, onDay: day('2026-10-14'), words: '' }
  const handoverId = await bed.web.write(coordinator, (tx) => handOver(tx, made))
  const [own, desk] = [siteOf(bed).tab(sender), siteOf(bed).tab(receiver)]
  const [address, end] = [paths.personTransitions(id), paths.personTransitionEnd(id, handoverId)]
  const page = await own.get(address)
  assertShows(page, /Jonas Ek svarar själv/, /Ta tillbaka/)
  assertHides(page, /Mottagaren har tagit emot/)
  assertShows(await own.submit(end, { as: 'received' }), /går till en kollega, som svarar själv/)
  const list = () => bed.web.read(coordinator, (tx) => handoversOf(tx, PersonId.parse(id)))
  assert.equal((await list())[0]?.endedAs, null)
  await desk.submit(end, { as: 'received' })
  const answered = await own.get(address)
  assertShows(answered, /Mottagen 15 okt/, /av Jonas Ek/)
  assertHides(answered, /Rätta svaret/)
  // Whoever shares out the work may mend it where the colleague is away.
  assertShows(await tab.submit(end, { as: 'open' }), /väntar på svar igen/)
  assertShows(await tab.submit(end, { as: 'declined' }), /Mottagaren sade nej/)
})

test('who receives sees who it is, what is asked, from whom and when; with a yes they go on, with a no they see nobody', async () => {
  const over = async (as: 'received' | 'declined') => {
    const id = await anAdmitted({ from: '2026-11-02' }, { givenName: 'Mira', familyName: 'Ek' })
    const coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
    const form = { ...FORM, needs: 'introduction', onDay: '2026-10-14', words: '', toAccount: coach.accountId }
    const desk = siteOf(bed).tab(coach)
    assertHides(await desk.get(paths.transitions({ view: 'waiting' })), /Mira/)
    await tab.submit(paths.personTransitions(id), form)
    assertSays(
      await desk.get(paths.transitions({ view: 'waiting' })),
      /Mira Ek/,
      /Till dig/,
      /14 oktober 2026 från Amina Warsame/,
    )
    assertSays(await desk.get(paths.personTransitions(id)), /från Amina Warsame/, /Mjuk start|inskolning|introduktion/i)
    const [found] = await bed.web.read(coordinator, (tx) => handoversOf(tx, id))
    const said = await desk.submit(paths.personTransitionEnd(id, found?.id ?? ''), { as })
    return { id, coach, desk, said, handoverId: found?.id ?? '' }
  }
  const yes = await over('received')
  assertShows(yes.said, /Svaret är sparat/)
  assertShows(await yes.desk.get(paths.personCase(yes.id)), /Mira Ek/)
  bed.setNow('2026-11-11T10:00:00Z')
  assert.equal((await yes.desk.get(paths.personCase(yes.id))).status, 200)
  bed.setNow('2026-11-13T10:00:00Z')
  assert.equal((await yes.desk.get(paths.personCase(yes.id))).status, 404)
  bed.setNow(NOON)
  const no = await over('declined')
  assertShows(no.said, /som gav dig insyn, och den är slut nu/)
  for (const address of [paths.personTransitions(no.id), paths.personCase(no.id), paths.person(no.id)])
    assert.equal((await no.desk.get(address)).status, 404)
  assertHides(await no.desk.get(paths.transitions({ view: 'waiting' })), /Mira/)
  // Where the answer was written wrong it waits for them again, and it is the same who asks.
  await tab.submit(paths.personTransitionEnd(no.id, no.handoverId), { as: 'open' })
  assertSays(await no.desk.get(paths.transitions({ view: 'waiting' })), /Mira Ek/, /från Amina Warsame/)
})

test('a colleague who saw the young person already goes on seeing them when they say no', async () => {
  const id = await anAdmitted({ from: '2026-11-02' })
  const coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, id, coach.accountId))
  const made = { ...OVER, toAccount: coach.accountId, needs: [], personId: id, onDay: day('2026-10-14'), words: '' }
  const handoverId = await bed.web.write(coordinator, (tx) => handOver(tx, made))
  await bed.web.write(coach, (tx) => endHandover(tx, { personId: id, handoverId, as: 'declined' }))
  assert.equal((await siteOf(bed).tab(coach).get(paths.personTransitions(id))).status, 200)
})

test('who turns twenty stands on the list until a contact is planned or the next has received them', async () => {
  const { id } = await bed.jobs.write(domain.machine, (tx) =>
    aDropout(tx, { born: '2007-03', orBorn: '2007', givenName: 'Edvin' }),
  )
  await client.query(`update person set birth_date = '2007-04-15', latest_birth_date = '2007-04-15' where id = $1`, [
    id,
  ])
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, id, coordinator.accountId))
  const count = async () =>
    (await bed.web.read(coordinator, sharedWork)).find(({ source }) => source === 'ageing_out')?.count ?? 0
  const before = await count()
  assertShows(await tab.get(paths.transitions({ view: 'ageing' })), /Edvin/, /15 april 2027/, /Inget planerat/)
  const form = {
    ...FORM,
    kind: 'ageing_out',
    receiver: 'employment_service',
    place: 'Arbetsförmedlingen',
    onDay: '2026-10-14',
    words: '',
  }
  const refused = await tab.post(paths.personTransitions(id), { ...form, consent: 'not_needed' })
  assert.equal(refused.status, 422)
  assertShows(refused, /lämnas ingen över utan samtycke/, /value="Arbetsförmedlingen"/)
  assertShows(
    await tab.submit(paths.personTransitions(id), { ...form, consent: 'given' }),
    /väntar på mottagarens svar/,
  )
  assert.equal(await count(), before - 1)
  assertShows(await tab.get(paths.transitions({ view: 'ageing' })), /Överlämnad, väntar på svar/)
})

test('somebody whom one does not support has no transitions to find', async () => {
  const id = await anAdmitted({ from: '2026-11-02' })
  const other = siteOf(bed).tab(await signedIn(bed, domain, { role: 'coach' }))
  assert.equal((await other.get(paths.personTransitions(id))).status, 404)
  assertHides(await other.get(paths.transitions({ standing: 'ahead' })), /Tove/)
})
