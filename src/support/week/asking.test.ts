import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type AskedWorld, askedWorld } from '../../../test/build/asked.ts'
import { aPlacement, aWorkplace } from '../../../test/build/placements.ts'
import { assertHides, assertShows } from '../../../test/build/site.ts'
import { Kept, linkIn, MIXED } from '../../../test/build/week.ts'
import { day } from '../../kernel/date.ts'
import { receiveAnswer } from '../../outreach/messages/inbound-actions.ts'
import type { PersonId } from '../../people/model.ts'
import { personTasks } from '../../tasks/source-sql.ts'
import { paths } from '../../ui/paths.ts'
import { recordExit } from '../exits/actions.ts'
import { changeTerms } from '../placements/actions.ts'
import { changeSupervisor, endSupervisor, supervisorStops } from '../placements/employer-actions.ts'
import { supervisorById } from '../placements/employer-store.ts'
import { placementById } from '../placements/store.ts'
import { markAttendance, planWeek } from './actions.ts'

let world: AskedWorld
let bed: AskedWorld['bed']
let domain: AskedWorld['domain']
let site: AskedWorld['site']
let coach: AskedWorld['coach']
let tab: AskedWorld['tab']
let at: AskedWorld['at']
let client: AskedWorld['client']

before(async () => {
  world = await askedWorld()
  ;({ bed, domain, site, coach, tab, at, client } = world)
})
after(() => world.close())

const aYouth: AskedWorld['aYouth'] = (...given) => world.aYouth(...given)
const planned: AskedWorld['planned'] = (id) => world.planned(id)
const round: AskedWorld['round'] = (gateway) => world.round(gateway)
const asked: AskedWorld['asked'] = (...given) => world.asked(...given)
const attendance: AskedWorld['attendance'] = (...of) => world.attendance(...of)
const stateOf: AskedWorld['stateOf'] = (id) => world.stateOf(id)

const NOT_REACHED = { outcome: 'interrupted', kind: 'no_contact', nextStep: 'none' } as const
const LEFT = { ...NOT_REACHED, place: null, nextOn: null, backedBy: 'none' } as const

const close = (id: PersonId) =>
  bed.web.write(coach, (tx) => recordExit(tx, { ...LEFT, personId: id, exitedOn: tx.today }))

test('nobody is asked of a case that is closed, and a link that is out is over with it', async () => {
  const { id, link } = await asked()
  bed.setNow('2026-10-16T08:00:00Z')
  await close(id)
  const page = await site.tab(null).get(link)
  assert.equal(page.status, 404)
  assertHides(page, /Tove/)
  assert.equal((await site.tab(null).post(link, { pressed: '2026-10-14 came' })).status, 404)
  const gateway = new Kept()
  bed.setNow('2026-10-22T13:30:00Z')
  await round(gateway)
  assert.equal(gateway.sent.length, 0)
})

test('a question that waits for the morning is withdrawn when the case is closed before it', async () => {
  await client.query(`update work_terms set asks = 'never'`)
  const id = await aYouth()
  await aPlacement(bed, coach, { ...at, personId: id, accompany: 0, terms: { asks: 'daily' } })
  const gateway = new Kept()
  bed.setNow('2026-10-13T20:30:00Z')
  await round(gateway)
  await close(id)
  bed.setNow('2026-10-14T06:00:00Z')
  await round(gateway)
  assert.deepEqual([gateway.sent.length, (await stateOf(id))[0]?.[0]], [0, 'withdrawn'])
})

test('before a case is closed it stands where somebody still is, with the way to end it', async () => {
  const { id, placementId } = await asked()
  const page = await tab.get(paths.personExit(id))
  assertShows(page, /Praktik eller jobb som pågår/, /Bilverkstad/)
  assert.ok(page.html.includes(`${paths.personPlacement(id, placementId)}#ending`))
  assertHides(await tab.get(paths.personExit(await aYouth())), /som pågår/)
})

test('a day that the week has at school is not asked about, and both pages say that the week and the agreement differ', async () => {
  const id = await aYouth()
  const half = MIXED.mornings.with(2, 'school')
  const plan = { mornings: half, afternoons: half, fromOn: day('2026-10-12') }
  await bed.web.write(coach, (tx) => planWeek(tx, { ...plan, personId: id, reason: 'first', seen: null }))
  await client.query(`update work_terms set asks = 'never'`)
  const placementId = await aPlacement(bed, coach, { ...at, personId: id, accompany: 0, terms: { asks: 'weekly' } })
  const gateway = new Kept()
  bed.setNow('2026-10-15T13:30:00Z')
  await round(gateway)
  const supervisor = site.tab(null)
  assertHides(await supervisor.get(linkIn(gateway)), /onsdag/i)
  assert.equal((await supervisor.post(linkIn(gateway), { pressed: '2026-10-14 away' })).status, 404)
  assert.deepEqual(await attendance(id), [])
  for (const address of [paths.personWeek(id), paths.personPlacement(id, placementId)])
    assertShows(
      await tab.get(address),
      /säger olika/,
      /onsdag 14 oktober, förmiddag: överenskommet, men inte i veckan/i,
    )
  const filled = await tab.get(paths.personWeek(id, { from: '2026-10-12', fill: '1' }))
  assert.match(filled.html, /name="day-2"[^>]*>(?:(?!<\/select>).)*value="placement" selected/s)
})

test('who is ill and has told so is told of by the supervisor too', async () => {
  const { id, link } = await asked()
  assertShows(await site.tab(null).get(link), /Sjuk, eller hade meddelat/)
  await site.tab(null).post(link, { pressed: '2026-10-14 told' })
  assert.deepEqual(
    (await attendance(id)).map(({ mark, source }) => [mark, source]),
    [
      ['told', 'supervisor'],
      ['told', 'supervisor'],
    ],
  )
})

const toDo = async (id: PersonId, until: string) => {
  const sought = { account: coach.accountId, until: day(until), limit: 100, source: 'week_answer' } as const
  const found = await bed.web.read(coach, (tx) => personTasks(tx, sought))
  return found.filter((each) => each.personId === id).map(({ detail, onDay }) => [detail, onDay])
}

test('that somebody did not come is among what is to be done, until it is followed up', async () => {
  const { id, link } = await asked()
  await site.tab(null).post(link, { pressed: '2026-10-14 away' })
  assert.deepEqual(await toDo(id, '2026-10-15'), [['away', '2026-10-15']])
  assertShows(await tab.get(paths.tasks()), /Kom inte till praktiken/)
  const seen = { monday: '2026-10-12', followed: '2026-10-14' }
  assertShows(await tab.get(paths.personWeek(id, { from: '2026-10-12' })), /Sett och följt upp/)
  const page = await tab.submit(paths.personAttendance(id), seen)
  assertHides(page, /Sett och följt upp/)
  assert.deepEqual(await toDo(id, '2026-10-20'), [])
  assert.deepEqual(
    (await attendance(id)).map(({ mark, source }) => [mark, source]),
    [
      ['away', 'staff'],
      ['away', 'staff'],
    ],
  )
  assert.equal((await tab.post(paths.personAttendance(id), { ...seen, token: crypto.randomUUID() })).status, 409)
})

test('a question that nobody answers within two days, or that did not go, is among what is to be done until something is said', async () => {
  const { id } = await asked()
  bed.setNow('2026-10-16T15:00:00Z')
  assert.deepEqual(await toDo(id, '2026-10-16'), [])
  assert.deepEqual(await toDo(id, '2026-10-17'), [['unanswered', '2026-10-17']])
  const called = { onDay: day('2026-10-14'), half: 'morning', mark: 'came', was: null } as const
  await bed.web.write(coach, (tx) => markAttendance(tx, { personId: id, marks: [called], source: 'staff' }))
  assert.deepEqual(await toDo(id, '2026-10-17'), [])
  await client.query(`update work_terms set asks = 'never'`)
  const other = await aYouth()
  await aPlacement(bed, coach, { ...at, personId: other, accompany: 0, terms: { asks: 'daily' } })
  const gateway = new Kept()
  gateway.answer = { kind: 'refused', reason: 'rejected' }
  bed.setNow('2026-10-13T13:30:00Z')
  await round(gateway)
  assert.deepEqual(await toDo(other, '2026-10-14'), [['unsent', '2026-10-14']])
})

test('a supervisor who answers STOPP is texted no more at that number, and the coach sees it', async () => {
  const own = await aWorkplace(bed, coach)
  await client.query(`update employer_supervisor set phone = '46701740611' where id = $1`, [own.supervisorId])
  const { id, placementId } = await asked()
  const of = await bed.web.read(coach, (tx) => placementById(tx, { root: id, placementId }))
  await client.query('update work_placement set employer_id = $2 where id = $1', [placementId, own.employerId])
  const terms = { ...of.terms, supervisorId: own.supervisorId }
  await bed.web.write(coach, (tx) => changeTerms(tx, { personId: id, placementId, terms, seen: of.terms.id }))
  const incoming = { from: '46701740611', text: 'STOPP', gatewayId: 'in-1' }
  for (const _ of ['once', 'and the same again'])
    await bed.jobs.write(domain.machine, (tx) =>
      receiveAnswer(tx, { gateway: '46elks', incoming, stopsOthers: supervisorStops }),
    )
  const { rowCount } = await client.query(`select from message_unmatched where address = '46701740611'`)
  assert.equal(rowCount, 0, 'it is nobody’s work to say whose it is')
  const gateway = new Kept()
  bed.setNow('2026-10-22T13:30:00Z')
  await round(gateway)
  assert.equal(gateway.sent.length, 0)
  assertShows(await tab.get(paths.personPlacement(id, placementId)), /Handledaren har svarat STOPP/)
  assertShows(await tab.get(paths.personWeek(id)), /har svarat STOPP/)
  assert.ok((await toDo(id, '2026-10-22')).some(([detail]) => detail === 'stopped'))
  const supervisor = await bed.web.read(coach, (tx) => supervisorById(tx, own.supervisorId))
  const changed = { name: 'Siv Holm', phone: '0701740612', email: '', seen: supervisor.changedAt }
  await bed.web.write(coach, (tx) => changeSupervisor(tx, own, changed))
  await round(gateway)
  assert.equal(gateway.sent.length, 1, 'another number begins anew')
})

test('a link is over for a supervisor who supervises no longer', async () => {
  const own = await aWorkplace(bed, coach)
  await client.query(`update work_terms set asks = 'never'`)
  const id = await aYouth()
  await aPlacement(bed, coach, { ...own, personId: id, accompany: 0, terms: { asks: 'daily' } })
  const gateway = new Kept()
  bed.setNow('2026-10-13T13:30:00Z')
  await round(gateway)
  assert.equal((await site.tab(null).get(linkIn(gateway))).status, 200)
  await bed.web.write(coach, (tx) => endSupervisor(tx, own))
  assert.equal((await site.tab(null).get(linkIn(gateway))).status, 404)
})

test('hours that change from a Monday leave the days before it as they were asked about', async () => {
  const { id, placementId, link } = await asked()
  const { terms } = await bed.web.read(coach, (tx) => placementById(tx, { root: id, placementId }))
  const later = { ...terms, holdsFrom: day('2026-10-19'), days: ['monday', 'friday'] } as const
  await bed.web.write(coach, (tx) =>
    changeTerms(tx, { personId: id, placementId, terms: { ...later, days: [...later.days] }, seen: terms.id }),
  )
  assertShows(await site.tab(null).get(link), /tisdag 13 oktober/i, /onsdag 14 oktober/i)
  assert.equal((await site.tab(null).post(link, { pressed: '2026-10-14 came' })).status, 200)
})

test('several at one workplace are asked about in one text and on one page, each with a name of their own', async () => {
  await client.query(`update work_terms set asks = 'never'`)
  const [tove, other, mira] = [
    await aYouth(),
    await aYouth({ familyName: 'Berg' }),
    await aYouth({ givenName: 'Mira' }),
  ]
  for (const personId of [tove, other, mira])
    await aPlacement(bed, coach, { ...at, personId, accompany: 0, terms: { asks: 'weekly' } })
  const gateway = new Kept()
  bed.setNow('2026-10-15T13:30:00Z')
  await round(gateway)
  assert.equal(gateway.sent.length, 1)
  const supervisor = site.tab(null)
  const page = await supervisor.get(linkIn(gateway))
  assertShows(page, /Tove A/, /Tove B/, /Mira/)
  assertHides(page, /Berg|Ask/)
  const buttons = [...page.html.matchAll(/value="(2026-10-13 away [0-9a-f-]+)"/g)].map(([, value = '']) => value)
  assert.equal(buttons.length, 3)
  await supervisor.post(linkIn(gateway), { pressed: buttons[0] ?? '' })
  const said = await Promise.all([tove, other, mira].map((each) => attendance(each)))
  assert.deepEqual(said.map(({ length }) => length).toSorted(), [0, 0, 2], 'of one, and of no other')
  assert.equal((await supervisor.post(linkIn(gateway), { pressed: '2026-10-13 came' })).status, 404, 'of whom?')
})

test('a supervisor and a colleague who say something of the same half day at once come after each other', async () => {
  const { id, link } = await asked()
  const mine = (['morning', 'afternoon'] as const).map((half) => {
    return { onDay: day('2026-10-14'), half, mark: 'told', was: null } as const
  })
  const [answered, marked] = await Promise.allSettled([
    site.tab(null).post(link, { pressed: '2026-10-14 away' }),
    bed.web.write(coach, (tx) => markAttendance(tx, { personId: id, marks: mine, source: 'staff' })),
  ])
  assert.equal(answered.status === 'fulfilled' && answered.value.status, 200)
  assert.equal(marked.status === 'fulfilled' || marked.reason.code === 'changed_meanwhile', true)
  assert.equal((await attendance(id)).length, 2)
})

test('what was not asked while nobody worked is asked the morning after', async () => {
  await client.query(`update work_terms set asks = 'never'`)
  const id = await aYouth()
  await aPlacement(bed, coach, { ...at, personId: id, accompany: 0, terms: { asks: 'weekly' } })
  const gateway = new Kept()
  bed.setNow('2026-10-16T07:00:00Z')
  await round(gateway)
  await round(gateway)
  assert.deepEqual([gateway.sent.length, await stateOf(id)], [1, [['handed', '2026-10-13', '2026-10-15']]])
})

test('a mark that was entered wrongly is taken back, and stays as a version', async () => {
  const id = await aYouth()
  await planned(id)
  bed.setNow('2026-10-13T15:00:00Z')
  const form = { monday: '2026-10-12', source: 'staff', sourceSchool: 'school', '2026-10-12-day': 'away' }
  await tab.submit(paths.personAttendance(id), form)
  assert.deepEqual(
    (await attendance(id)).map(({ half, mark, source }) => [half, mark, source]),
    [
      ['afternoon', 'away', 'school'],
      ['morning', 'away', 'school'],
    ],
  )
  const was = { 'was-2026-10-12-morning': 'away', 'was-2026-10-12-afternoon': 'away' }
  const back = { ...form, ...was, '2026-10-12-day': '', token: crypto.randomUUID() }
  assertShows(await tab.submit(paths.personAttendance(id), back), /Närvaron är sparad/)
  assert.deepEqual(await attendance(id), [])
  const { rowCount } = await client.query('select from week_attendance where person_id = $1', [id])
  assert.equal(rowCount, 2)
})

test('a holiday has its name in the week, and nothing is asked or said of it', async () => {
  bed.setNow('2026-10-12T08:00:00Z')
  const id = await aYouth()
  await planned(id)
  bed.setNow('2026-12-29T08:00:00Z')
  const page = await tab.get(paths.personWeek(id, { from: '2026-12-21' }))
  assertShows(page, /juldagen/)
  assertHides(page, /name="2026-12-25-(day|morning)"/)
  assert.match(page.html, /name="2026-12-22-day"/)
})
