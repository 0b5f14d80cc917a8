import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import type { Writer } from '../../test/build/notes.ts'
import { aPerson, type NewPerson } from '../../test/build/people.ts'
import { aDropout, anEnrolment, type NewEnrolment } from '../../test/build/register.ts'
import { assertHides, assertShows, siteOf, type Tab, tokenOf } from '../../test/build/site.ts'
import { day, type PlainDate } from '../kernel/date.ts'
import { setNext } from '../outreach/contacts/actions.ts'
import type { PersonId } from '../people/model.ts'
import { sharedWork } from '../tasks/shared-store.ts'
import { paths } from '../ui/paths.ts'
import { endHandover, handOver, openWatch, recordArrival } from './actions.ts'
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
  return new Map(rows.flat().map(({ id, standing }) => [id, standing]))
}

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

const OVER = {
  kind: 'school',
  receiver: 'upper_secondary',
  place: 'Rekarnegymnasiet',
  needs: ['introduction'],
  consent: 'given',
} as const

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
    ...OVER,
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
