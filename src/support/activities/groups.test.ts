import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Coached, coached } from '../../../test/build/coached.ts'
import { signedIn } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { assertHides, assertShows, type FormFields, type Tab } from '../../../test/build/site.ts'
import { day } from '../../kernel/date.ts'
import { nextOf } from '../../outreach/contacts/store.ts'
import { personTasks } from '../../tasks/source-sql.ts'
import { paths } from '../../ui/paths.ts'
import { joinGroup, makeGroup } from './group-actions.ts'
import { groups, sessionsOf } from './group-store.ts'
import { activitiesOf } from './store.ts'

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

const aGroup = (capacity: number, by: Writer = coach) =>
  bed.web.write(by, (tx) =>
    makeGroup(tx, {
      ...{ name: 'Lager och logistik', place: 'Varubud', capacity, startsOn: day('2026-10-01'), endsOn: null },
      ...{ factors: ['flexibility'], accountId: by.accountId },
    }),
  )

const seenOf = async (groupId: string) =>
  (await bed.web.read(coach, groups)).find((each) => each.groupId === groupId)?.id ?? ''

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

test('who supports young people finds the groups among their places', async () => {
  assertShows(await tab.get(paths.start()), /href="\/activities"[^>]*>[\s\S]*?Grupper/)
  assertShows(await tab.get(paths.activities()), /href="\/activities" aria-current="page"/)
  const none = site.tab(await signedIn(bed, domain, { role: 'data_protection_officer' }))
  assertHides(await none.get(paths.start()), /href="\/activities"/)
})

const meet = (groupId: string, fields: FormFields, by: Tab = tab) =>
  by.submit(paths.activityGroupSessions(groupId), fields)
const join = (personId: string, groupId: string, by: Writer = coach) =>
  bed.web.write(by, (tx) => joinGroup(tx, { personId, groupId }))
const saidOf = async (groupId: string) => {
  const { rows } = await client.query<{ came: string; now: boolean }>(
    `select t.came, t.known_until is null as now from support_attendance t join support_session s on s.id = t.session_id
      where s.group_id = $1 order by t.known_from, t.known_until nulls last, t.came`,
    [groupId],
  )
  return rows.map(({ came, now }) => `${came} ${now ? 'now' : 'before'}`)
}

test('a session is entered once for all, and a colleague adds those whom the first did not see', async () => {
  const groupId = await aGroup(8)
  const [one, two] = [await aYouth(), await aYouth({ givenName: 'Mira' })]
  const [first, second] = [await join(one, groupId), await join(two, groupId)]
  const other = await signedIn(bed, domain, { role: 'coach' })
  const theirs = await join(await aYouth({}, other), groupId, other)
  const met = { onDay: '2026-10-14', minutes: '90' }
  assertShows(await tab.post(paths.activityGroupSessions(groupId), met), /Ange för minst en hur det gick/)
  const told = { [`came-${first}`]: 'came', [`came-${second}`]: 'no_show:acceptable' }
  assertShows(
    await meet(groupId, { ...met, ...told, [`came-${theirs}`]: 'came' }),
    /Träffen är antecknad: 2 nya, 0 rättade/,
    /14 oktober 2026, 90 minuter: 1 kom, 1 kom inte/,
  )
  assertShows(await meet(groupId, { ...met, [`came-${theirs}`]: 'late' }, site.tab(other)), /1 ny, 0 rättade/)
  const { rows } = await client.query(
    `select count(distinct t.session_id)::int as sessions, count(*)::int as told, count(*) filter (where t.came = 'no_show')::int as missed
       from support_attendance t join support_session s on s.id = t.session_id where s.group_id = $1`,
    [groupId],
  )
  assert.deepEqual(rows, [{ sessions: 1, told: 3, missed: 1 }])
  assertShows(await tab.get(paths.activityGroup(groupId)), /1 av 1 träffar/, /0 av 1 träffar/)
})

test('the form of a session has one choice for each, and everybody came until something else is said', async () => {
  const groupId = await aGroup(8)
  const activityId = await join(await aYouth(), groupId)
  const { html } = await tab.get(paths.activityGroup(groupId))
  assert.equal(html.split(`-${activityId}" `).length, 2)
  assert.match(html, new RegExp(`name="came-${activityId}"[\\s\\S]*?value="came" selected`))
  assert.match(html, /Kom inte: godtagbart skäl/)
})

test('whoever did not come stayed away for some kind of reason, and gets a call', async () => {
  const groupId = await aGroup(8)
  const id = await aYouth()
  const came = `came-${await join(id, groupId)}`
  const met = { onDay: '2026-10-15', minutes: '90' }
  assertShows(
    await tab.post(paths.activityGroupSessions(groupId), { ...met, [came]: 'no_show' }),
    /Välj vilket slags skäl/,
  )
  await meet(groupId, { ...met, [came]: 'no_show:logistics' })
  const next = await bed.web.read(coach, (tx) => nextOf(tx, id))
  assert.deepEqual(
    next.map(({ onDay, channel }) => [onDay, channel]),
    [['2026-10-15', 'call']],
  )
})

test('what was said of a session is corrected, and what was said before is kept', async () => {
  const groupId = await aGroup(8)
  const came = `came-${await join(await aYouth(), groupId)}`
  await meet(groupId, { onDay: '2026-10-14', minutes: '90', [came]: 'came' })
  const [session] = await bed.web.read(coach, (tx) => sessionsOf(tx, groupId))
  const page = await tab.get(paths.activityGroup(groupId, { session: session?.id ?? '' }))
  assertShows(page, /Rätta träffen 14 oktober 2026/)
  const sessionId = session?.id ?? ''
  assertShows(await meet(groupId, { sessionId, [came]: 'no_show:acceptable' }), /0 nya, 1 rättad/, /0 kom, 1 kom inte/)
  assertShows(await meet(groupId, { sessionId, [came]: 'no_show:acceptable' }), /0 nya, 0 rättade/)
  assertShows(await meet(groupId, { sessionId, [came]: '' }), /0 nya, 1 rättad/, /0 kom, 0 kom inte/)
  assert.deepEqual(await saidOf(groupId), ['came before', 'no_show before'])
  const other = await aGroup(8)
  assert.equal((await tab.post(paths.activityGroupSessions(other), { sessionId, [came]: 'came' })).status, 404)
})

test('a group that meets twice on a day has two sessions, and neither is lost in the other', async () => {
  const groupId = await aGroup(8)
  const came = `came-${await join(await aYouth(), groupId)}`
  const met = { onDay: '2026-10-14', minutes: '90', [came]: 'came' }
  await meet(groupId, met)
  const again = await tab.post(paths.activityGroupSessions(groupId), met)
  assert.equal(again.status, 422)
  assertShows(again, /redan antecknad/, /Det var en träff till samma dag/)
  await meet(groupId, { ...met, isAnother: '1' })
  assert.equal((await bed.web.read(coach, (tx) => sessionsOf(tx, groupId))).length, 2)
  assert.deepEqual(await saidOf(groupId), ['came now', 'came now'])
})

test('who has left since is told of for a day when they were there', async () => {
  const groupId = await aGroup(8)
  const id = await aYouth({ givenName: 'Mira' })
  const activityId = await join(id, groupId)
  const [joined] = await bed.web.read(coach, (tx) => activitiesOf(tx, id))
  const stop = { state: 'cancelled', reason: 'declined', endedOn: '2026-10-15', seen: joined?.id ?? '' }
  await tab.submit(paths.personActivityState(id, activityId), stop)
  assertShows(await tab.get(paths.activityGroup(groupId)), /Mira Ask, slutade 15 okt/)
  assertShows(await meet(groupId, { onDay: '2026-10-13', minutes: '60', [`came-${activityId}`]: 'came' }), /1 ny/)
})

test('a group is called off for too few who applied, and never has fewer places than are taken', async () => {
  const groupId = await aGroup(4)
  for (let n = 0; n < 2; n += 1) await join(await aYouth(), groupId)
  const form = { name: 'Lager', capacity: '1', startsOn: '2026-10-01', accountId: coach.accountId }
  assertShows(
    await tab.post(paths.activityGroup(groupId), { ...form, seen: await seenOf(groupId) }),
    /Fler platser än så är redan tagna/,
  )
  assertShows(
    await tab.submit(paths.activityGroup(groupId), { ...form, capacity: '2', seen: await seenOf(groupId) }),
    /Gruppen är sparad/,
    /Fullt/,
  )
  const off = { state: 'cancelled', seen: await seenOf(groupId) }
  assertShows(await tab.post(paths.activityGroupState(groupId), off), /Välj varför den ställdes in/)
  assertShows(
    await tab.submit(paths.activityGroupState(groupId), { ...off, reason: 'too_few' }),
    /Inställd/,
    /För få sökande/,
  )
  const personId = await aYouth()
  await assert.rejects(join(personId, groupId), { kind: 'conflict', code: 'group_over' })
})

test('those in a group that is called off are not left as going on: they follow, or are a task of who answers for them', async () => {
  const groupId = await aGroup(4)
  const [mine, left] = [await aYouth(), await aYouth()]
  await join(mine, groupId)
  const gone = await join(left, groupId)
  await tab.submit(paths.personActivityState(left, gone), {
    ...{ state: 'cancelled', reason: 'declined', endedOn: '2026-10-15' },
    seen: (await bed.web.read(coach, (tx) => activitiesOf(tx, left)))[0]?.id ?? '',
  })
  const other = await signedIn(bed, domain, { role: 'coach' })
  const theirs = await aYouth({}, other)
  const unseen = await join(theirs, groupId, other)
  await tab.submit(paths.activityGroupState(groupId), {
    ...{ state: 'cancelled', reason: 'provider' },
    seen: await seenOf(groupId),
  })
  const [ended] = await bed.web.read(coach, (tx) => activitiesOf(tx, mine))
  assert.deepEqual([ended?.state, ended?.reason, ended?.endedOn], ['cancelled', 'provider', '2026-10-15'])
  const [before] = await bed.web.read(coach, (tx) => activitiesOf(tx, left))
  assert.equal(before?.reason, 'declined')
  const group = (await bed.web.read(coach, groups)).find((each) => each.groupId === groupId)
  assert.equal(group?.taken, 0)
  const tasksOf = (by: Writer) =>
    bed.web.read(by, (tx) =>
      personTasks(tx, { account: by.accountId, until: day('2026-12-31'), limit: 200, source: 'group_over' }),
    )
  assert.deepEqual(await tasksOf(coach), [])
  assert.deepEqual(
    (await tasksOf(other)).map(({ personId, subject, onDay }) => [personId, subject, onDay]),
    [[theirs, unseen, '2026-10-15']],
  )
  assertShows(await site.tab(other).get(paths.tasks()), /Avsluta aktiviteten/)
})

test('a group that is over meets no more, and what it did before is noted afterwards', async () => {
  const groupId = await aGroup(4)
  const id = await aYouth()
  const came = `came-${await join(id, groupId)}`
  await tab.submit(paths.activityGroupState(groupId), { state: 'under_way', seen: await seenOf(groupId) })
  assert.equal((await bed.web.read(coach, (tx) => activitiesOf(tx, id)))[0]?.state, 'under_way')
  await tab.submit(paths.activityGroupState(groupId), { state: 'done', seen: await seenOf(groupId) })
  assert.equal((await bed.web.read(coach, (tx) => activitiesOf(tx, id)))[0]?.state, 'done')
  assertShows(await meet(groupId, { onDay: '2026-10-15', minutes: '60', [came]: 'came' }), /1 ny/)
  bed.setNow('2026-10-16T10:00:00Z')
  const late = await tab.post(paths.activityGroupSessions(groupId), {
    onDay: '2026-10-16',
    minutes: '60',
    [came]: 'came',
  })
  assert.equal(late.status, 422)
  assertShows(late, /Gruppen är avslutad eller inställd/)
  bed.setNow(NOON)
})

test('a group is changed by whoever leads it and by those who share out the work, and by nobody else', async () => {
  const groupId = await aGroup(4)
  const other = site.tab(await signedIn(bed, domain, { role: 'coach' }))
  const off = { state: 'cancelled', reason: 'too_few', seen: await seenOf(groupId) }
  assertShows(await other.get(paths.activityGroup(groupId)), /Gruppen ändras av den som leder den/)
  assert.equal((await other.post(paths.activityGroupState(groupId), off)).status, 403)
  const form = { name: 'Lager', capacity: '2', startsOn: '2026-10-01', accountId: coach.accountId, seen: off.seen }
  assert.equal((await other.post(paths.activityGroup(groupId), form)).status, 403)
  const lead = site.tab(await signedIn(bed, domain, { role: 'team_lead' }))
  assertShows(await lead.submit(paths.activityGroupState(groupId), off), /Inställd/)
})
