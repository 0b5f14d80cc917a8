import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { type Coached, coached } from '../../../test/build/coached.ts'
import { aDomain, signedIn } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aGoal, aStep } from '../../../test/build/plan.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertUnsaid } from '../../../test/build/said.ts'
import { assertHides, assertSays, assertShows } from '../../../test/build/site.ts'
import { day } from '../../kernel/date.ts'
import { nextOf } from '../../outreach/contacts/store.ts'
import { stopMessages } from '../../outreach/messages/actions.ts'
import type { PersonId } from '../../people/model.ts'
import { personTasks } from '../../tasks/source-sql.ts'
import { formatWeekday } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { closeCase } from '../cases/closing-actions.ts'
import { appointmentRound } from './appointment-actions.ts'
import { appointmentsOf } from './appointment-store.ts'
import { activitiesOf, qualificationsOf } from './store.ts'

let world: Coached
let bed: Coached['bed']
let domain: Coached['domain']
let site: Coached['site']
let coach: Writer
let tab: Coached['tab']
let client: Coached['client']
const NOON = '2026-10-15T10:00:00Z'

before(async () => {
  world = await coached({ name: 'Ungdomsteamet', now: NOON })
  ;({ bed, domain, site, coach, tab, client } = world)
})
after(() => world.close())

const aYouth: Coached['aYouth'] = (...given) => world.aYouth(...given)

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

test('first the kind is chosen, then its own fields are asked for, and what does not belong to it is not dropped in silence', async () => {
  const id = await aYouth()
  const chooser = await tab.get(paths.personActivityNew(id))
  assertShows(chooser, /Vilken sorts aktivitet/, /Yrkeskurs/)
  assertHides(chooser, /name="name"/)
  const practice = await tab.get(paths.personActivityNew(id, { kind: 'practice' }))
  assertShows(practice, /Arbetsplats/, /Arbetsuppgifter/, /Timmar i veckan/)
  assertHides(practice, /name="subject"|name="leadsTo"|name="sessions"/)
  assertShows(
    await tab.get(paths.personActivityNew(id, { kind: 'two_teachers' })),
    /Ämne/,
    /Dagar när båda lärarna är med/,
  )
  const mixed = await tab.post(paths.personActivities(id), { ...PRACTICE, subject: 'Lager' })
  assert.equal(mixed.status, 422)
  assertShows(mixed, /hör inte till den sorten/)
  assert.deepEqual(await activities(id), [])
  const course = {
    kind: 'vocational_course',
    name: 'Truckkurs',
    subject: 'Lager',
    place: 'Örebro',
    startsOn: '2026-10-15',
  }
  assertShows(
    await tab.submit(paths.personActivities(id), { ...course, organiser: 'Varubud', leadsTo: 'Truckkort A2' }),
    /Yrkeskurs, Lager, Varubud, Örebro, leder till Truckkort A2/,
  )
  const talks = { kind: 'psychoeducation', name: 'Oro', subject: 'Sömn', sessions: '6', startsOn: '2026-10-15' }
  assertShows(await tab.submit(paths.personActivities(id), talks), /Psykoedukation, Sömn, 6 gånger/)
  assertShows(await tab.post(paths.personActivities(id), { ...talks, sessions: '0' }), /mellan 1 och 99/)
})

test('an activity keeps the fields of its kind, and belongs to a step of the plan', async () => {
  const id = await aYouth()
  const goalId = await aGoal(bed, coach, { personId: id })
  const stepId = await aStep(bed, coach, { personId: id, goalId, words: 'Prova på lagret' })
  const wrong = await tab.post(paths.personActivities(id), { ...PRACTICE, place: '' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Skriv var, högst 120 tecken/)
  assert.match(wrong.html, /value="Praktik på lagret"/)
  const form = { ...PRACTICE, tasks: 'Plocka varor', tie: `step:${stepId}`, factors: ['flexibility', 'collaboration'] }
  assertShows(
    await tab.submit(paths.personActivities(id), form),
    /Aktiviteten är sparad/,
    /Praktik, Varubud, 20 timmar i veckan/,
  )
  const [made] = await activities(id)
  assert.deepEqual(
    [made?.tasks, made?.place, made?.hours, made?.goalId, made?.stepId],
    ['Plocka varor', 'Varubud', 20, goalId, stepId],
  )
  assertShows(
    await tab.get(paths.personActivity(id, made?.activityId ?? '')),
    /Steg: Prova på lagret/,
    /Flexibilitet, Samverkan/,
    /Plocka varor/,
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
  // What was meant by somebody who was late is still there to copy.
  const meant = { state: 'done', endedOn: '2026-10-14', reasonWords: 'Ville vidare', seen: now }
  const page = await tab.post(paths.personActivityState(id, of), meant)
  assert.equal(page.status, 409)
  assert.match(page.html, /Ville vidare/)
})

test('an end that was noted wrong is corrected: it goes on, or ended otherwise; it never began after it ended', async () => {
  const id = await aYouth()
  await tab.post(paths.personActivities(id), { ...PRACTICE, startsOn: '2026-10-01' })
  const of = (await activities(id))[0]?.activityId ?? ''
  const seen = async () => (await activities(id))[0]?.id ?? ''
  const at = paths.personActivityState(id, of)
  await tab.submit(at, { state: 'done', endedOn: '2026-10-10', seen: await seen() })
  const reworded = { ...PRACTICE, startsOn: '2026-10-11', seen: await seen() }
  assertShows(await tab.post(paths.personActivity(id, of), reworded), /Den slutade före den dagen/)
  assertShows(await tab.get(paths.personActivity(id, of)), /Rätta hur det gick/)
  const stop = { state: 'interrupted', reason: 'work', endedOn: '2026-10-12', seen: await seen() }
  assertShows(await tab.submit(at, stop), /Avbruten/)
  await tab.submit(at, { state: 'under_way', seen: await seen() })
  const [again] = await activities(id)
  assert.deepEqual([again?.state, again?.endedOn, again?.reason], ['under_way', null, null])
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

test('what became of a time is corrected, once at a time, and what was noted first is kept', async () => {
  const id = await aYouth()
  await tab.submit(paths.personAppointments(id), { ...TIME, accountId: coach.accountId })
  await tab.submit(paths.personAppointmentMove(id, (await times(id))[0]?.id ?? ''), {
    onDay: '2026-10-15',
    atTime: '9',
  })
  const of = (await times(id))[0]?.id ?? ''
  const at = paths.personAppointmentOutcome(id, of)
  await tab.submit(at, { outcome: 'no_show', reasonKind: 'logistics' })
  assertShows(await tab.get(paths.personAppointment(id, of)), /Rätta vad som hände/)
  const right = { outcome: 'late', corrects: '1' }
  assertShows(await tab.submit(at, right), /Det är antecknat/, /Kom sent/)
  // A page that is left open corrects nothing of what has been corrected since.
  assertShows(await tab.post(at, { ...right, outcome: 'came' }), /redan antecknat/)
  const all = await times(id)
  assert.deepEqual(
    all.map(({ outcome, reasonKind }) => [outcome, reasonKind]),
    [
      ['moved', null],
      ['late', null],
    ],
  )
  const now = all.find(({ outcome }) => outcome === 'late')
  assertShows(await tab.get(paths.personAppointment(id, now?.id ?? '')), /Har flyttats: från tisdag 20 oktober/)
  const { rows } = await client.query(
    'select outcome from support_appointment where person_id = $1 order by known_from, outcome',
    [id],
  )
  assert.deepEqual(rows.map(({ outcome }) => outcome).sort(), ['late', 'moved', 'no_show'])
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
    /Har flyttats: från torsdag 22 oktober kl. 09.00, från tisdag 20 oktober kl. 14.30/,
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
  assertUnsaid(rows[0]?.body, /Tove|Ask|Jonas|plan|KAA/)
  assert.deepEqual([(await times(id))[0]?.remindedAs, (await times(silent))[0]?.remindedAs], ['sent', 'opted_out'])
  assertShows(
    await tab.get(paths.personAppointment(silent, (await times(silent))[0]?.id ?? '')),
    /Ingen påminnelse gick iväg: vill inte ha sms/,
  )
})

test('a case that is closed sends no reminders, and its times are told of but not moved', async () => {
  const id = await aYouth()
  await tab.submit(paths.personAppointments(id), { ...TIME, onDay: '2026-10-16', accountId: coach.accountId })
  await bed.web.write(coach, (tx) => closeCase(tx, { personId: id }))
  await remind()
  const { rows } = await client.query('select from message where person_id = $1', [id])
  assert.equal(rows.length, 0)
  const [booked] = await times(id)
  assert.equal(booked?.remindedAs, null)
  const moved = await tab.post(paths.personAppointmentMove(id, booked?.id ?? ''), { onDay: '2026-10-22', atTime: '9' })
  assert.equal(moved.status, 409)
  assertShows(moved, /Ärendet är inte öppet/)
  const off = { outcome: 'cancelled', cancelledBy: 'us' }
  assertShows(await tab.submit(paths.personAppointmentOutcome(id, booked?.id ?? ''), off), /Det är antecknat/)
})

test('nobody protected is reminded', async () => {
  const sees = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
  const id = await aYouth({ protection: 'protected_registration', protectedFrom: '2020-01-01' }, sees)
  await site.tab(sees).submit(paths.personAppointments(id), { ...TIME, onDay: '2026-10-16', accountId: sees.accountId })
  await remind()
  const { rows } = await client.query('select t.reminded_as from support_appointment t where t.person_id = $1', [id])
  assert.deepEqual(rows, [{ reminded_as: 'protected' }])
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
  assertSays(
    await own.get(paths.progress({ half: '2026-2' })),
    /Tog minst ett bevis 1 \(100 %\) 1 \(100 %\) 2 \(100 %\)/,
    /Bevis 3 2 5/,
    /Truckkort 2 2 4 Heta arbeten 1 0 1/,
  )
  const [first] = await bed.web.read(team, (tx) => qualificationsOf(tx, girl))
  const end = paths.personQualificationEnd(girl, first?.id ?? '')
  assertShows(await own.get(paths.personActivities(girl)), /Förnyat/, /Återkallat/, /Skrevs in av misstag/)
  assert.equal((await own.post(end, {})).status, 422)
  await own.submit(end, { as: 'renewed' })
  assert.equal((await bed.web.read(team, (tx) => qualificationsOf(tx, girl))).length, 2)
  const { rows } = await client.query('select closed_as from support_qualification where id = $1', [first?.id])
  assert.deepEqual(rows, [{ closed_as: 'renewed' }])
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
