import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type AskedWorld, askedWorld } from '../../../test/build/asked.ts'
import { aDomain, signedIn } from '../../../test/build/domain.ts'
import { aPlacement } from '../../../test/build/placements.ts'
import { assertUnsaid } from '../../../test/build/said.ts'
import { assertHides, assertShows } from '../../../test/build/site.ts'
import { Kept, linkIn, MIXED } from '../../../test/build/week.ts'
import { day, type PlainDate } from '../../kernel/date.ts'
import { shortId } from '../../outreach/checkins/link.ts'
import { paths } from '../../ui/paths.ts'
import { endPlacement, logStep, planStep } from '../placements/actions.ts'
import { offerById } from '../placements/employer-store.ts'
import { takenOn } from '../placements/rules.ts'
import { stepsOf } from '../placements/store.ts'
import { markAttendance } from './actions.ts'
import { followed } from './rules.ts'
import { plansOf } from './store.ts'

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

test('Ung Resurs: some days at school, the others at work, somebody along the first times, and contact with both kept', async () => {
  const id = await aYouth()
  await planned(id)
  const placementId = await aPlacement(bed, coach, { ...at, personId: id, accompany: 2, terms: { asks: 'weekly' } })
  const steps = () => bed.web.read(coach, (tx) => stepsOf(tx, placementId))
  assert.deepEqual(
    (await steps()).map(({ kind, plannedOn }) => [kind, plannedOn]),
    [
      ['accompany', '2026-10-13'],
      ['accompany', '2026-10-14'],
    ],
  )
  bed.setNow('2026-10-14T15:00:00Z')
  for (const { id: stepId, plannedOn } of await steps())
    await bed.web.write(coach, (tx) =>
      logStep(tx, { personId: id, stepId, doneOn: plannedOn, outcome: 'well', words: '' }),
    )
  const call = {
    kind: 'call',
    plannedOn: day('2026-10-15'),
    withWhom: 'workplace',
    accountId: coach.accountId,
  } as const
  const callId = await bed.web.write(coach, (tx) => planStep(tx, { personId: id, placementId, step: call }))
  bed.setNow('2026-10-15T13:30:00Z')
  const gateway = new Kept()
  await round(gateway)
  const supervisor = site.tab(null)
  const link = linkIn(gateway)
  await supervisor.post(link, { pressed: '2026-10-13 came' })
  await supervisor.post(link, { pressed: '2026-10-14 late' })
  await supervisor.post(link, { pressed: '2026-10-15 came' })
  const done = {
    personId: id,
    stepId: callId,
    doneOn: day('2026-10-15'),
    outcome: 'well',
    words: 'Siv är nöjd.',
  } as const
  await bed.web.write(coach, (tx) => logStep(tx, done))
  bed.setNow('2026-10-16T15:00:00Z')
  const school = ['2026-10-12', '2026-10-16'].flatMap((on) =>
    (['morning', 'afternoon'] as const).map((half) => ({ onDay: day(on), half, mark: 'came', was: null }) as const),
  )
  await bed.web.write(coach, (tx) => markAttendance(tx, { personId: id, marks: school, source: 'school' }))
  const plans = await bed.web.read(coach, (tx) => plansOf(tx, id))
  const days = { monday: day('2026-10-12'), today: day('2026-10-16'), holidays: new Set<PlainDate>() }
  assert.deepEqual(followed(plans, await attendance(id), days), [
    { what: 'school', planned: 4, came: 4, told: 0, away: 0, unsaid: 0 },
    { what: 'placement', planned: 6, came: 6, told: 0, away: 0, unsaid: 0 },
  ])
  const page = await tab.get(paths.personWeek(id, { from: '2026-10-12' }))
  assertShows(page, /Vecka 42/, /Skola/, /Praktik/, /Kom sent/, /besvarad/)
  const end = { endedOn: day('2026-10-16'), outcome: 'hired', endReason: 'hired_here' } as const
  const taken = async () => takenOn(await bed.web.read(coach, (tx) => offerById(tx, at.offerId)), day('2026-10-17'))
  const before = await taken()
  await bed.web.write(coach, (tx) => endPlacement(tx, { personId: id, placementId, ending: end }))
  assert.equal(await taken(), before - 1)
})

test('the text names nobody, the link is known by its hash alone, and the page has a first name and no more', async () => {
  const { id, gateway, link } = await asked()
  assert.equal(gateway.sent.length, 1)
  assert.deepEqual([gateway.sent[0]?.to, gateway.sent[0]?.subject], ['46701740699', null])
  assertUnsaid(gateway.sent[0]?.text, /Tove|Ask|KAA|register/i)
  const { rows } = await client.query<{ link_sha: string }>('select link_sha from week_question where person_id = $1', [
    id,
  ])
  assert.equal(link.includes(rows[0]?.link_sha ?? '-'), false)
  const page = await site.tab(null).get(link)
  assertShows(page, /Det gäller Tove/, /tisdag 13 oktober/i, /torsdag 15 oktober/i, /Kom inte/)
  assertHides(page, /Ask|Jonas|måndag/)
  assert.match(page.headers.get('x-robots-tag') ?? '', /noindex/)
  assert.deepEqual(await stateOf(id), [['handed', '2026-10-13', '2026-10-15']])
})

test('one press is attendance for the halves that are planned, the same again is the same, and another is another', async () => {
  const { id, link } = await asked()
  const supervisor = site.tab(null)
  const page = await supervisor.submit(link, { pressed: '2026-10-14 away' })
  assertShows(page, /Tack, svaret är sparat/, /\(ditt svar\)/)
  await supervisor.post(link, { pressed: '2026-10-14 away' })
  const said = async () => (await attendance(id)).map(({ onDay, half, mark, source }) => [onDay, half, mark, source])
  assert.deepEqual(await said(), [
    ['2026-10-14', 'afternoon', 'away', 'supervisor'],
    ['2026-10-14', 'morning', 'away', 'supervisor'],
  ])
  const count = async () => (await client.query('select from week_attendance where person_id = $1', [id])).rowCount
  assert.equal(await count(), 2)
  await supervisor.post(link, { pressed: '2026-10-14 came' })
  assert.equal(
    (await said()).every(([, , mark]) => mark === 'came'),
    true,
  )
  assert.equal(await count(), 4, 'what was said before stays as a version')
  assertHides(await site.tab(null).get(link), /ditt svar/i)
})

test('what a colleague has said stands when the supervisor says otherwise', async () => {
  const { id, link } = await asked()
  const mine = { onDay: day('2026-10-14'), half: 'morning', mark: 'told', was: null } as const
  await bed.web.write(coach, (tx) => markAttendance(tx, { personId: id, marks: [mine], source: 'staff' }))
  await site.tab(null).post(link, { pressed: '2026-10-14 away' })
  assert.deepEqual(
    (await attendance(id)).map(({ half, mark, source }) => [half, mark, source]),
    [
      ['afternoon', 'away', 'supervisor'],
      ['morning', 'told', 'staff'],
    ],
  )
  const theirs = (['morning', 'afternoon'] as const).map((half) => {
    return { onDay: day('2026-10-13'), half, mark: 'told', was: null } as const
  })
  await bed.web.write(coach, (tx) => markAttendance(tx, { personId: id, marks: theirs, source: 'staff' }))
  const page = await site.tab(null).get(link)
  assertShows(page, /Dagen är redan noterad hos oss/)
  assertHides(page, /value="2026-10-13/)
})

test('a link that is over, unknown, another domain’s, or a press that is no button of ours, changes nothing', async () => {
  const { id, link } = await asked()
  const other = await aDomain(bed)
  const [, , , token = ''] = link.split('/')
  const pages = new Set<string>()
  const supervisor = site.tab(null)
  for (const address of [
    paths.placementAnswer(shortId(other.id), token),
    paths.placementAnswer(shortId(domain.id), 'A'.repeat(22)),
    paths.placementAnswer('kaa', token),
  ]) {
    const page = await supervisor.get(address)
    assert.equal(page.status, 404)
    pages.add(page.html)
    assert.equal((await supervisor.post(address, { pressed: '2026-10-14 came' })).status, 404)
  }
  for (const pressed of ['', 'came', '2026-10-14 sjuk', '2026-10-14 x', 'snart came'])
    assert.equal((await supervisor.post(link, { pressed })).status, 303, pressed)
  assert.equal(
    (await supervisor.post(link, { pressed: '2026-10-12 came' })).status,
    404,
    'a day that is not asked about',
  )
  bed.setNow('2026-10-22T22:00:00Z')
  const over = await supervisor.get(link)
  pages.add(over.html)
  assert.deepEqual([over.status, pages.size], [404, 1])
  assert.equal((await supervisor.post(link, { pressed: '2026-10-14 came' })).status, 404)
  assert.deepEqual(await attendance(id), [])
})

test('a question is asked once, when the hours allow, and waits for the morning after', async () => {
  await client.query(`update work_terms set asks = 'never'`)
  const id = await aYouth()
  await aPlacement(bed, coach, { ...at, personId: id, accompany: 0, terms: { asks: 'daily', endsAt: '15:00' } })
  const gateway = new Kept()
  bed.setNow('2026-10-13T12:59:00Z')
  await round(gateway)
  assert.equal(gateway.sent.length, 0, 'before the day there is over')
  bed.setNow('2026-10-13T20:30:00Z')
  await round(gateway)
  assert.deepEqual([gateway.sent.length, (await stateOf(id))[0]?.[0]], [0, 'queued'], 'half past ten at night')
  bed.setNow('2026-10-14T06:00:00Z')
  await round(gateway)
  await round(gateway)
  assert.deepEqual([gateway.sent.length, (await stateOf(id))[0]?.[0]], [1, 'handed'])
})

test('nobody is asked of one whose identity is protected meanwhile, nor of a placement that has ended', async () => {
  for (const change of ['protected', 'ended'] as const) {
    await client.query(`update work_terms set asks = 'never'`)
    const id = await aYouth()
    const placementId = await aPlacement(bed, coach, { ...at, personId: id, accompany: 0, terms: { asks: 'daily' } })
    const gateway = new Kept()
    bed.setNow('2026-10-13T20:30:00Z')
    await round(gateway)
    const ending = { endedOn: day('2026-10-12'), outcome: 'interrupted', endReason: 'own_wish' } as const
    if (change === 'ended') await bed.web.write(coach, (tx) => endPlacement(tx, { personId: id, placementId, ending }))
    else await client.query(`update person set protection = 'confidentiality_marking' where id = $1`, [id])
    bed.setNow('2026-10-14T06:00:00Z')
    await round(gateway)
    assert.equal(gateway.sent.length, 0, change)
    const { rows } = await client.query('select state from week_question where person_id = $1', [id])
    assert.deepEqual(rows, [{ state: 'withdrawn' }], change)
  }
})

test('a link shows nothing of one whose identity is protected after it was sent', async () => {
  const { id, link } = await asked()
  await client.query(`update person set protection = 'confidentiality_marking' where id = $1`, [id])
  const page = await site.tab(null).get(link)
  assert.equal(page.status, 404)
  assertHides(page, /Tove/)
})

test('what the gateway surely did not take is tried again, and what nobody can tell of is never sent twice', async () => {
  await client.query(`update work_terms set asks = 'never'`)
  const id = await aYouth()
  await aPlacement(bed, coach, { ...at, personId: id, accompany: 0, terms: { asks: 'daily' } })
  const gateway = new Kept()
  gateway.answer = { kind: 'later' }
  bed.setNow('2026-10-13T13:30:00Z')
  await round(gateway)
  gateway.answer = { kind: 'unknown' }
  bed.setNow('2026-10-13T13:32:00Z')
  await round(gateway)
  assert.deepEqual([gateway.sent.length, (await stateOf(id))[0]?.[0]], [2, 'handing'])
  bed.setNow('2026-10-13T13:40:00Z')
  await round(gateway)
  assert.deepEqual([gateway.sent.length, (await stateOf(id))[0]?.[0]], [2, 'uncertain'])
  assertShows(await tab.get(paths.personWeek(id)), /kanske skickad: ring och hör/)
})

const FORM = Object.fromEntries(
  (['morning', 'afternoon'] as const).flatMap((half) =>
    (half === 'morning' ? MIXED.mornings : MIXED.afternoons).map((where, index) => [`${half}-${index}`, where]),
  ),
)

test('a week is planned from the form, changed with a reason, and what was before stands in the history', async () => {
  const id = await aYouth()
  assertShows(await tab.get(paths.personWeek(id)), /Ingen vecka är planerad/)
  const page = await tab.submit(paths.personWeek(id), { ...FORM, fromOn: '2026-10-12', reason: 'first' })
  assertShows(page, /Veckan är sparad/, /Vecka 42/)
  bed.setNow('2026-10-12T09:00:00Z')
  const [first] = await bed.web.read(coach, (tx) => plansOf(tx, id))
  const more = { ...FORM, 'afternoon-2': 'school', fromOn: '2026-10-19', reason: 'more_school', seen: first?.id ?? '' }
  const changed = await tab.submit(paths.personWeek(id), more)
  assertShows(changed, /Vecka 43/, /Mer skola/, /onsdag, eftermiddag: praktik blev skola/, /Jonas Ek/)
  const late = await tab.post(paths.personWeek(id), { ...more, reason: 'own_wish', token: crypto.randomUUID() })
  assert.equal(late.status, 409)
  assertShows(late, /Någon har ändrat under tiden/)
  const plans = await bed.web.read(coach, (tx) => plansOf(tx, id))
  assert.equal(plans.length, 2)
})

test('attendance is filled in for days that have been, by what the form showed', async () => {
  const id = await aYouth()
  await planned(id)
  bed.setNow('2026-10-13T15:00:00Z')
  const page = await tab.get(paths.personWeek(id))
  assertShows(page, /Hur blev veckan\?/, /Tisdag 13 oktober/i)
  assertHides(page, /name="2026-10-14-morning"/)
  const form = { monday: '2026-10-12', source: 'school', '2026-10-12-morning': 'came', 'was-2026-10-12-morning': '' }
  assertShows(await tab.submit(paths.personAttendance(id), form), /Närvaron är sparad/, /enligt skolan/)
  const late = await tab.post(paths.personAttendance(id), { ...form, '2026-10-12-morning': 'away' })
  assert.equal(late.status, 409)
  assertShows(late, /Någon har ändrat under tiden/)
  const none = await tab.post(paths.personAttendance(id), { monday: '2026-10-12', source: 'staff' })
  assertShows(none, /Välj hur det blev/)
  const ahead = await tab.post(paths.personAttendance(id), { monday: '2026-10-12', '2026-10-14-morning': 'came' })
  assert.equal(ahead.status, 422)
  assert.deepEqual(
    (await attendance(id)).map(({ mark, source }) => [mark, source]),
    [['came', 'school']],
  )
})

test('a colleague who does not support somebody neither sees the week nor says anything of it', async () => {
  const id = await aYouth()
  await planned(id)
  const other = site.tab(await signedIn(bed, domain, { role: 'coach' }))
  assert.equal((await other.get(paths.personWeek(id))).status, 404)
  assert.equal((await other.post(paths.personWeek(id), { ...FORM, fromOn: '2026-10-12', reason: 'first' })).status, 404)
  assert.equal((await other.post(paths.personAttendance(id), { monday: '2026-10-12' })).status, 404)
})
