import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import type { NewPerson } from '../../../test/build/people.ts'
import { aGoal, aStep } from '../../../test/build/plan.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../../test/build/site.ts'
import { aCase } from '../../../test/build/support.ts'
import { day } from '../../kernel/date.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { nextOf } from '../../outreach/contacts/store.ts'
import { stopMessages } from '../../outreach/messages/actions.ts'
import type { PersonId } from '../../people/model.ts'
import { personTasks } from '../../tasks/source-sql.ts'
import { formatWeekday } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { appointmentRound } from './appointment-actions.ts'
import { appointmentsOf } from './appointment-store.ts'
import { joinGroup, makeGroup } from './group-actions.ts'
import { groups } from './group-store.ts'
import { activitiesOf, qualificationsGot, qualificationsOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let tab: Tab
let client: Client
const NOON = '2026-10-15T10:00:00Z'

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  site = siteOf(bed)
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  tab = site.tab(coach)
  client = new Client(bed.owner)
  await client.connect()
})
after(async () => {
  await client.end()
  await bed.close()
})

let phones = 20
async function aYouth(given: NewPerson = {}, by: Writer = coach, of: TestDomain = domain): Promise<PersonId> {
  bed.setNow(NOON)
  const { id } = await bed.jobs.write(of.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask', phone: `07017406${phones++}`, ...given })
    await ownedBy(tx, made.id, by.accountId)
    return made
  })
  await aCase(bed, by, { personId: id })
  return id
}

const activities = (id: PersonId) => bed.web.read(coach, (tx) => activitiesOf(tx, id))
const times = (id: PersonId) => bed.web.read(coach, (tx) => appointmentsOf(tx, id, 20))
const nextsOf = (id: PersonId) => bed.web.read(coach, (tx) => nextOf(tx, id))
const tasksOf = (by: Writer, until = '2026-12-31') =>
  bed.web.read(by, (tx) => personTasks(tx, { account: by.accountId, until: day(until), limit: 200 }))
const remind = () => appointmentRound(bed.jobs, domain.machine, formatWeekday)

const PRACTICE = {
  kind: 'practice',
  name: 'Praktik på lagret',
  place: 'Varubud',
  hours: '20',
  startsOn: '2026-10-15',
  endsOn: '2026-12-18',
}
const TIME = { onDay: '2026-10-20', atTime: '14.30', minutes: '45', way: 'here', reminds: '1' }

test('an activity keeps the fields of its kind and no others, and belongs to a step of the plan', async () => {
  const id = await aYouth()
  const goalId = await aGoal(bed, coach, { personId: id })
  const stepId = await aStep(bed, coach, { personId: id, goalId, words: 'Prova på lagret' })
  const wrong = await tab.post(paths.personActivities(id), { ...PRACTICE, place: '' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Skriv var, högst 120 tecken/)
  assert.match(wrong.html, /value="Praktik på lagret"/)
  const form = { ...PRACTICE, subject: 'Lager', tie: `step:${stepId}`, factors: ['flexibility', 'collaboration'] }
  assertShows(
    await tab.submit(paths.personActivities(id), form),
    /Aktiviteten är sparad/,
    /Praktik, Varubud, 20 timmar i veckan/,
  )
  const [made] = await activities(id)
  // A practice is told of by its place; a subject is not one of its fields.
  assert.deepEqual(
    [made?.subject, made?.place, made?.hours, made?.goalId, made?.stepId],
    [null, 'Varubud', 20, goalId, stepId],
  )
  assertShows(
    await tab.get(paths.personActivity(id, made?.activityId ?? '')),
    /Steg: Prova på lagret/,
    /Flexibilitet, Samverkan/,
  )
  assertShows(await tab.get(paths.personCase(id)), /Praktik på lagret/)
})

test('an activity is not tied to somebody else’s goal', async () => {
  const [id, other] = [await aYouth(), await aYouth()]
  const theirs = await aGoal(bed, coach, { personId: other })
  const page = await tab.post(paths.personActivities(id), { ...PRACTICE, tie: `goal:${theirs}` })
  assert.equal(page.status, 422)
  assert.deepEqual(await activities(id), [])
})

test('an activity goes on, and is interrupted for a reason; two who write at once both keep their words', async () => {
  const id = await aYouth()
  await tab.post(paths.personActivities(id), PRACTICE)
  const [made] = await activities(id)
  const of = made?.activityId ?? ''
  const seen = made?.id ?? ''
  await tab.submit(paths.personActivityState(id, of), { state: 'under_way', seen })
  const late = await tab.post(paths.personActivity(id, of), { ...PRACTICE, name: 'Praktik på tisdagar', seen })
  assert.equal(late.status, 409)
  assertShows(late, /Någon har sparat under tiden/, /Pågår/)
  assert.match(late.html, /value="Praktik på tisdagar"/)
  const now = (await activities(id))[0]?.id ?? ''
  const stop = { state: 'interrupted', endedOn: '2026-10-15', seen: now }
  assertShows(await tab.post(paths.personActivityState(id, of), stop), /Välj varför den avbröts/)
  assertShows(
    await tab.submit(paths.personActivityState(id, of), { ...stop, reason: 'work' }),
    /Avbruten/,
    /Fick arbete/,
  )
  const { rows } = await client.query(
    'select state from support_activity where activity_id = $1 order by known_from, known_until',
    [of],
  )
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['planned', 'under_way', 'interrupted'],
  )
})

test('a time is booked, stands in tasks with its hour, and leads to the page where it is told of', async () => {
  const id = await aYouth()
  assertShows(
    await tab.post(paths.personAppointments(id), { ...TIME, accountId: coach.accountId, atTime: 'sen' }),
    /Skriv tiden som 14.30/,
  )
  assertShows(
    await tab.submit(paths.personAppointments(id), { ...TIME, accountId: coach.accountId }),
    /Tiden är bokad/,
    /tisdag 20 oktober kl. 14.30/,
  )
  const task = (await tasksOf(coach)).find((each) => each.personId === id && each.source === 'appointment')
  assert.deepEqual([task?.onDay, task?.atTime, task?.account], ['2026-10-20', '14:30', coach.accountId])
  assertShows(await tab.get(paths.tasks()), /Anteckna hur det gick/)
  assert.equal((await tab.get(paths.personAppointment(id, task?.subject ?? ''))).status, 200)
})

test('who does not come is called the same day, with the kind of reason kept', async () => {
  const id = await aYouth()
  await tab.submit(paths.personAppointments(id), { ...TIME, accountId: coach.accountId })
  const [booked] = await times(id)
  const at = paths.personAppointmentOutcome(id, booked?.id ?? '')
  assertShows(await tab.post(at, { outcome: 'came' }), /Dagen har inte varit än/)
  bed.setNow('2026-10-20T15:00:00Z')
  assertShows(await tab.post(at, { outcome: 'no_show' }), /Välj vilket slags skäl/)
  assertShows(
    await tab.submit(at, { outcome: 'no_show', reasonKind: 'logistics' }),
    /Ring i dag/,
    /Kom inte/,
    /buss eller tid/,
  )
  assert.deepEqual(
    (await nextsOf(id)).map(({ onDay, channel }) => [onDay, channel]),
    [['2026-10-20', 'call']],
  )
  assertShows(await tab.post(at, { outcome: 'came' }), /redan antecknat/)
  assert.equal(
    (await tasksOf(coach)).some((each) => each.personId === id && each.source === 'appointment'),
    false,
  )
})

test('a time that is moved keeps where it was, and both stand in a chain', async () => {
  const id = await aYouth()
  await tab.submit(paths.personAppointments(id), { ...TIME, accountId: coach.accountId })
  const [first] = await times(id)
  await tab.submit(paths.personAppointmentMove(id, first?.id ?? ''), { onDay: '2026-10-22', atTime: '9' })
  const [second] = await times(id)
  await tab.submit(paths.personAppointmentMove(id, second?.id ?? ''), { onDay: '2026-10-23', atTime: '10' })
  const all = await times(id)
  assert.deepEqual(
    all.map(({ onDay, atTime, outcome }) => [onDay, atTime, outcome]),
    [
      ['2026-10-23', '10:00', null],
      ['2026-10-22', '09:00', 'moved'],
      ['2026-10-20', '14:30', 'moved'],
    ],
  )
  assertShows(
    await tab.get(paths.personAppointment(id, all[0]?.id ?? '')),
    /Har flyttats: från torsdag 22 oktober kl. 09:00, från tisdag 20 oktober kl. 14:30/,
  )
})

test('a text reminds of the time the workday before, once, and says neither who nor why; who has said no gets none', async () => {
  const [id, silent] = [await aYouth(), await aYouth()]
  for (const each of [id, silent])
    await tab.submit(paths.personAppointments(each), { ...TIME, onDay: '2026-10-19', accountId: coach.accountId })
  const stop = { personId: silent, channel: 'sms', whose: 'self', reason: 'Sade det i telefon' } as const
  await bed.web.write(coach, (tx) => stopMessages(tx, stop))
  assert.equal(await remind(), false)
  // 19 October is a Monday: it is reminded of on the Friday.
  bed.setNow('2026-10-16T10:00:00Z')
  assert.equal(await remind(), true)
  assert.equal(await remind(), false)
  const { rows } = await client.query<{ body: string }>('select body from message where person_id = $1', [id])
  assert.equal(rows.length, 1)
  assert.match(rows[0]?.body ?? '', /måndag 19 oktober kl\. 14\.30/)
  assert.doesNotMatch(rows[0]?.body ?? '', /Tove|Ask|Jonas|plan|KAA/)
  assert.deepEqual([(await times(id))[0]?.remindedAs, (await times(silent))[0]?.remindedAs], ['sent', 'opted_out'])
  assertShows(
    await tab.get(paths.personAppointment(silent, (await times(silent))[0]?.id ?? '')),
    /Ingen påminnelse gick iväg: vill inte ha sms/,
  )
})

test('nobody protected is reminded', async () => {
  const sees = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
  const id = await aYouth({ protection: 'protected_registration', protectedFrom: '2020-01-01' }, sees)
  await site.tab(sees).submit(paths.personAppointments(id), { ...TIME, onDay: '2026-10-16', accountId: sees.accountId })
  await remind()
  const { rows } = await client.query('select t.reminded_as from support_appointment t where t.person_id = $1', [id])
  assert.deepEqual(rows, [{ reminded_as: 'protected' }])
})

const aGroup = (capacity: number, by: Writer = coach) =>
  bed.web.write(by, (tx) =>
    makeGroup(tx, {
      ...{ name: 'Lager och logistik', place: 'Varubud', capacity, startsOn: day('2026-10-01'), endsOn: null },
      ...{ factors: ['flexibility'], accountId: by.accountId },
    }),
  )

test('a group is full when its places are taken, also by those whom one does not see, and a place is given back', async () => {
  const groupId = await aGroup(1)
  const other = await signedIn(bed, domain, { role: 'coach' })
  const theirs = await aYouth({}, other)
  await bed.web.write(other, (tx) => joinGroup(tx, { personId: theirs, groupId }))
  const mine = await aYouth({ givenName: 'Mira' })
  await assert.rejects(
    bed.web.write(coach, (tx) => joinGroup(tx, { personId: mine, groupId })),
    { code: 'group_full' },
  )
  assertShows(await tab.get(paths.activities()), /1 av 1 platser tagna/, /Fullt/)
  assertHides(await tab.get(paths.activityGroup(groupId)), /Tove/)
  const [joined] = await bed.web.read(other, (tx) => activitiesOf(tx, theirs))
  const stop = { state: 'cancelled', reason: 'declined', endedOn: '2026-10-15', seen: joined?.id ?? '' }
  await site.tab(other).submit(paths.personActivityState(theirs, joined?.activityId ?? ''), stop)
  assertShows(await tab.submit(paths.personGroups(mine), { groupId }), /Platsen är given/, /Lager och logistik/)
  assertShows(await tab.post(paths.personGroups(mine), { groupId }), /redan med i gruppen/)
})

test('two who take the last place at once: one gets it', async () => {
  const groupId = await aGroup(1)
  const [one, two] = [await aYouth(), await aYouth()]
  const outcomes = await Promise.allSettled(
    [one, two].map((personId) => bed.web.write(coach, (tx) => joinGroup(tx, { personId, groupId }))),
  )
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const group = (await bed.web.read(coach, groups)).find((each) => each.groupId === groupId)
  assert.equal(group?.taken, 1)
})

test('a session is entered once for all, and a colleague adds those whom the first did not see', async () => {
  const groupId = await aGroup(8)
  const [one, two] = [await aYouth(), await aYouth({ givenName: 'Mira' })]
  const join = (personId: string, by: Writer) => bed.web.write(by, (tx) => joinGroup(tx, { personId, groupId }))
  const [first, second] = [await join(one, coach), await join(two, coach)]
  const other = await signedIn(bed, domain, { role: 'coach' })
  const theirs = await join(await aYouth({}, other), other)
  const at = paths.activityGroupSessions(groupId)
  const met = { onDay: '2026-10-14', minutes: '90' }
  assertShows(await tab.post(at, met), /Ange för minst en hur det gick/)
  const told = { [`came-${first}`]: 'came', [`came-${second}`]: 'no_show', [`why-${second}`]: 'acceptable' }
  assertShows(
    await tab.submit(at, { ...met, ...told, [`came-${theirs}`]: 'came' }),
    /Träffen är antecknad/,
    /14 oktober 2026, 90 minuter: 1 kom, 1 kom inte/,
  )
  await site.tab(other).submit(at, { ...met, [`came-${theirs}`]: 'late' })
  const { rows } = await client.query(
    `select count(distinct t.session_id)::int as sessions, count(*)::int as told, count(*) filter (where t.came = 'no_show')::int as missed
       from support_attendance t join support_session s on s.id = t.session_id where s.group_id = $1`,
    [groupId],
  )
  assert.deepEqual(rows, [{ sessions: 1, told: 3, missed: 1 }])
  assertShows(await tab.get(paths.activityGroup(groupId)), /1 av 1 träffar/, /0 av 1 träffar/)
})

test('a group is called off for too few who applied, and never has fewer places than are taken', async () => {
  const groupId = await aGroup(4)
  for (let n = 0; n < 2; n += 1) {
    const personId = await aYouth()
    await bed.web.write(coach, (tx) => joinGroup(tx, { personId, groupId }))
  }
  const seenOf = async () => (await bed.web.read(coach, groups)).find((each) => each.groupId === groupId)?.id ?? ''
  const form = { name: 'Lager', capacity: '1', startsOn: '2026-10-01', accountId: coach.accountId }
  assertShows(
    await tab.post(paths.activityGroup(groupId), { ...form, seen: await seenOf() }),
    /Fler platser än så är redan tagna/,
  )
  assertShows(
    await tab.submit(paths.activityGroup(groupId), { ...form, capacity: '2', seen: await seenOf() }),
    /Gruppen är sparad/,
    /Fullt/,
  )
  const off = { state: 'cancelled', seen: await seenOf() }
  assertShows(await tab.post(paths.activityGroupState(groupId), off), /Välj varför den ställdes in/)
  assertShows(
    await tab.submit(paths.activityGroupState(groupId), { ...off, reason: 'too_few' }),
    /Inställd/,
    /För få sökande/,
  )
  await assert.rejects(
    bed.web.write(coach, (tx) => joinGroup(tx, { personId: groupId, groupId })),
    { kind: 'not_found' },
  )
})

test('Varubud: the course in stock and logistics gives several forklift licences, counted by sex, that hold until their last day', async () => {
  const eskilstuna = await aDomain(bed, { municipality: '0484' })
  const team = await signedIn(bed, eskilstuna, { role: 'coach' })
  const own = site.tab(team)
  const [boy, girl] = [
    await aYouth({ sex: 'male' }, team, eskilstuna),
    await aYouth({ sex: 'female' }, team, eskilstuna),
  ]
  const course = {
    kind: 'vocational_course',
    name: 'Varubud',
    subject: 'Lager och logistik',
    place: 'Eskilstuna',
    startsOn: '2026-09-01',
  }
  const card = { kind: 'forklift', evidence: 'seen', gotOn: '2026-10-10', validUntil: '2031-10-10' }
  for (const id of [boy, girl]) {
    await own.submit(paths.personActivities(id), course)
    const [made] = await bed.web.read(team, (tx) => activitiesOf(tx, id))
    const of = { ...card, activityId: made?.activityId ?? '' }
    await own.submit(paths.personQualifications(id), { ...of, name: 'Truckkort, låglyftare', level: 'A2' })
    await own.submit(paths.personQualifications(id), { ...of, name: 'Truckkort, motviktstruck', level: 'B1' })
  }
  assertShows(
    await own.get(paths.personActivities(boy)),
    /Truckkort, motviktstruck/,
    /B1/,
    /Vi har sett beviset/,
    /Gäller till och med 10 okt 2031/,
  )
  await own.submit(paths.personQualifications(girl), {
    ...card,
    kind: 'hot_work',
    name: 'Heta arbeten',
    activityId: '',
  })
  const counted = await bed.web.read(team, qualificationsGot)
  assert.deepEqual(
    counted.map(({ kind, sex, papers, persons }) => `${kind} ${sex} ${papers} ${persons}`),
    ['forklift female 2 1', 'forklift male 2 1', 'hot_work female 1 1'],
  )
  const [first] = await bed.web.read(team, (tx) => qualificationsOf(tx, girl))
  await own.submit(paths.personQualificationEnd(girl, first?.id ?? ''), { as: 'mistaken' })
  assert.equal((await bed.web.read(team, (tx) => qualificationsOf(tx, girl))).length, 2)
})

test('a colleague who does not support somebody neither reads nor writes, and a case that is closed plans nothing new', async () => {
  const id = await aYouth()
  const other = site.tab(await signedIn(bed, domain, { role: 'coach' }))
  assert.equal((await other.get(paths.personActivities(id))).status, 404)
  assert.equal((await other.post(paths.personAppointments(id), { ...TIME, accountId: coach.accountId })).status, 404)
  const { id: without } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Mira', familyName: 'Ask' })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  assertShows(await tab.get(paths.personActivities(without)), /Ärendet är inte öppet/)
  assert.equal((await tab.post(paths.personActivities(without), PRACTICE)).status, 409)
})
