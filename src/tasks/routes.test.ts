import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aCase, type Writer } from '../../test/build/notes.ts'
import { assertUnsaid } from '../../test/build/said.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, tokenOf } from '../../test/build/site.ts'
import { day } from '../kernel/date.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { setNext } from '../outreach/contacts/actions.ts'
import { paths } from '../ui/paths.ts'
import { remindOf } from './actions.ts'
import { jotDown } from './own-actions.ts'

let bed: TestBed
let site: Site
let domain: TestDomain
let coach: Writer
let lead: Writer
let tab: Tab

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  site = siteOf(bed)
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  lead = await signedIn(bed, domain, { role: 'team_lead', displayName: 'Lena Ravn' })
  tab = site.tab(coach)
})
after(() => bed.close())

const aYouth = (givenName: string, owner = coach) => aCase(bed, domain, owner, { givenName, familyName: 'Ask' })
const next = (personId: string, onDay: string) =>
  bed.web.write(coach, (tx) => setNext(tx, { personId, next: { onDay: day(onDay), channel: 'call' } }))
const remind = (personId: string, onDay: string, assignedTo: string | null = null) =>
  bed.web.write(coach, (tx) => remindOf(tx, { personId, kind: 'meet', onDay: day(onDay), atTime: '14:30', assignedTo }))

test('the list has what is late first, then today, and says what waits until later', async () => {
  const late = await aYouth('Tove')
  bed.setNow('2026-10-12T10:00:00Z')
  await next(late, '2026-10-13')
  bed.setNow('2026-10-15T10:00:00Z')
  await remind(await aYouth('Nils'), '2026-10-15')
  await remind(await aYouth('Mira'), '2026-11-02')
  const page = await tab.get(paths.tasks())
  assertShows(page, /Försenat.*Tove Ask.*I dag.*Träffa.*Nils Ask.*14\.30.*Senare.*Mira Ask/s, /Logga kontakten/)
  assertShows(await tab.get(paths.start()), /Att göra: 1 försenad, 1 i dag/)
  assertShows(await tab.get(paths.tasks({ kind: 'next_contact' })), /Tove Ask/)
  assertHides(await tab.get(paths.tasks({ kind: 'next_contact' })), /Mira Ask/)
  assertShows(await tab.get(paths.tasks({ group: 'person' })), /Mira Ask.*Nils Ask.*Tove Ask/s)
})

test('done with one press, twice by mistake, and taken back with one', async () => {
  const personId = await aYouth('Ali')
  const taskId = await remind(personId, '2026-10-15')
  assertShows(await tab.submit(paths.personTaskDone(personId, taskId)), /Du kan ångra under/, /Klart i dag.*Ali Ask/s)
  assertShows(await tab.submit(paths.personTaskDone(personId, taskId)), /Den är redan klar eller borttagen/)
  assertShows(await tab.submit(paths.personTaskReopening(personId, taskId)), /står kvar igen/, /I dag.*Ali Ask/s)
})

test('one press puts off to the first workday ahead, over a weekend to Monday', async () => {
  const personId = await aYouth('Saga')
  bed.setNow('2026-10-16T10:00:00Z')
  await next(personId, '2026-10-16')
  const page = await tab.get(paths.tasks())
  assertShows(page, /På måndag/)
  const form =
    /action="([^"]*\/move)"><input type="hidden" name="token" value="([^"]*)"><input type="hidden" name="onDay" value="([^"]*)"/
  const [, action = '', token = '', onDay = ''] = form.exec(page.html.slice(page.html.indexOf('Saga'))) ?? []
  assert.equal(onDay, '2026-10-19')
  const moved = { token, onDay, why: 'not_today' }
  assertShows(await tab.submit(action, moved), /Framflyttat till måndag 19 oktober/)
  // The same form again says the same, and changes nothing.
  assertShows(await tab.submit(action, moved), /Framflyttat till måndag 19 oktober/)
  assertShows(await tab.get(action.replace(/\/move$/, '')), /Låt dagen gälla som från början/)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('a reminder is made on the page of a young person, and comes back filled in when something is wrong', async () => {
  const personId = await aYouth('Elin')
  assertShows(await tab.get(paths.person(personId)), /Påminnelser/, /Inga påminnelser/)
  const page = await tab.get(paths.personTaskNew(personId))
  const wrong = await tab.post(paths.personTasks(personId), { kind: 'call', onDay: 'i förrgår', atTime: '25' })
  assert.equal(wrong.status, 422)
  assertShows(
    wrong,
    /Skriv en dag/,
    /Skriv ett klockslag/,
    /value="i förrgår"/,
    /value="25"/,
    /<option value="call" selected>/,
  )
  assert.equal((await tab.post(paths.personTasks(personId), { kind: '', onDay: 'i morgon' })).status, 422)
  const right = { token: tokenOf(page, 'reminder'), kind: 'guardian', onDay: 'i morgon', atTime: '9', assignedTo: '' }
  assertShows(
    await tab.submit(paths.personTasks(personId), right),
    /Påminnelsen är sparad/,
    /Tala med vårdnadshavare/,
    /09\.00/,
  )
  await tab.submit(paths.personTasks(personId), right)
  const kept = await tab.get(paths.person(personId))
  assert.equal(kept.html.match(/Tala med vårdnadshavare<\/a>/g)?.length, 1, 'sent twice, saved once')
})

test('an own reminder is written, given to a colleague and seen there, with what went wrong said in words', async () => {
  const wrong = await tab.post(paths.tasks(), { words: '', onDay: '2026-10-01', atTime: '' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Skriv vad som ska göras/, /Dagen har varit/)
  await tab.submit(paths.tasks(), { token: randomUUID(), words: 'Boka lokalen', onDay: 'i dag', atTime: '10' })
  const page = await tab.get(paths.tasks())
  const [, id = ''] = /action="\/tasks\/([0-9a-f-]{36})\/done"/.exec(page.html) ?? []
  assertShows(await tab.post(paths.ownReminderReceiver(id), { to: '' }), /Välj en kollega/)
  assertShows(
    await tab.submit(paths.ownReminderReceiver(id), { to: lead.accountId }),
    /Lämnat till kollegan/,
    /Boka lokalen.*hos Lena Ravn/s,
  )
  const theirs = site.tab(lead)
  const start = await theirs.get(paths.tasks())
  assertShows(start, /class="bell"[^>]*>.*<span class="count">1<\/span>/, /Boka lokalen.*från Jonas Ek/s)
  assertShows(await theirs.get(paths.ownAlerts()), /Jonas Ek har lämnat något till dig/)
  assertHides(await theirs.submit(paths.ownAlertsReading()), /<span class="count">/)
  assertShows(await theirs.submit(paths.ownReminderDone(id)), /Klart\./)
})

test('who leads sees the team’s, with what has waited for long apart; who does not is refused', async () => {
  const personId = await aYouth('Vera')
  bed.setNow('2026-10-01T10:00:00Z')
  await next(personId, '2026-10-02')
  bed.setNow('2026-10-15T10:00:00Z')
  const theirs = site.tab(lead)
  assertShows(await theirs.get(paths.tasks({ whose: 'team' })), /Har väntat länge.*Vera Ask.*Jonas Ek/s)
  assertHides(await theirs.get(paths.tasks()), /Vera Ask/)
  assertShows(await theirs.get(paths.tasks({ whose: 'team', colleague: coach.accountId })), /Vera Ask/)
  assertHides(await theirs.get(paths.tasks({ whose: 'team', colleague: lead.accountId })), /Vera Ask/)
  assert.equal((await tab.get(paths.tasks({ whose: 'team' }))).status, 403)
  assert.equal((await tab.get(paths.calendar({ whose: 'team' }))).status, 403)
})

test('the calendar has the week and the month, with holidays; the team’s says how much and not whom', async () => {
  const personId = await aYouth('Juni')
  await remind(personId, '2026-12-23')
  await bed.web.write(coach, (tx) => jotDown(tx, { words: 'Julfika', onDay: day('2026-12-22'), atTime: '15:00' }))
  const week = await tab.get(paths.calendar({ on: '2026-12-24' }))
  assertShows(
    week,
    /Vecka 52: 21 dec 2026 – 27 dec 2026/,
    /15\.00.*Julfika.*14\.30.*Träffa.*Juni Ask/s,
    /fredag 25 december<\/time>.*Helgdag/s,
  )
  const month = await tab.get(paths.calendar({ on: '2026-12-24', view: 'month' }))
  assertShows(month, /december 2026/, /Julfika.*Juni Ask/s, /data-label="måndag"/)
  const team = await site.tab(lead).get(paths.calendar({ on: '2026-12-24', whose: 'team' }))
  assertShows(team, /Jonas Ek: 14\.30 1 påminnelse/)
  assertHides(team, /Juni|Julfika/)
  assertShows(await tab.get(paths.calendar({ on: 'snart' })), /Vecka 42/)
  assertShows(await site.tab(coach, 'en').get(paths.calendar({ on: '2026-12-24' })), /Week 52/, /15:00/)
})

test('the secret address gives days and counts, nobody’s name or number, and is gone when another is made', async () => {
  const personId = await aYouth('Kanariella')
  await remind(personId, '2026-10-20')
  await bed.web.write(coach, (tx) =>
    jotDown(tx, { words: 'Hemligt om Kanariella', onDay: day('2026-10-20'), atTime: null }),
  )
  assertShows(await tab.get(paths.ownReminders()), /Skapa en adress/)
  const made = await tab.post(paths.ownCalendarFeed())
  const [, path = ''] = /value="http:\/\/localhost(\/calendar\/feeds\/[0-9a-f]{64}\.ics)"/.exec(made.html) ?? []
  const stranger = site.tab()
  const feed = await stranger.get(path)
  assert.equal(feed.status, 200)
  assert.equal(feed.headers.get('content-type'), 'text/calendar; charset=utf-8')
  assert.match(feed.html, /DTSTART:20261020T123000Z/)
  assert.match(feed.html, /SUMMARY:1 påminnelse/)
  assertUnsaid(feed.html, /Kanariella|Hemligt|Ask|people|\b(19|20)\d{6}-?\d{4}\b/)
  assert.ok(!feed.html.includes(personId) && !feed.html.includes(coach.accountId))
  const etag = feed.headers.get('etag') ?? ''
  assert.equal((await stranger.get(path, { 'if-none-match': etag })).status, 304)
  await remind(personId, '2026-10-21')
  assert.equal((await stranger.get(path, { 'if-none-match': etag })).status, 200)
  assertShows(await tab.get(paths.ownReminders()), /Den lästes senast/)
  assertHides(await tab.get(paths.ownReminders()), /feeds\/[0-9a-f]{64}/)
  await tab.post(paths.ownCalendarFeed())
  assert.equal((await stranger.get(path)).status, 404)
  assert.equal((await stranger.get(paths.calendarFeed(`${'0'.repeat(64)}.ics`))).status, 404)
  assert.equal((await stranger.get(paths.calendarFeed('x'))).status, 404)
  await tab.submit(paths.ownCalendarFeedEnd())
  assertShows(await tab.get(paths.ownReminders()), /Skapa en adress/)
})

test('a program that asks too often is told to wait, and so is whoever tries addresses', async () => {
  const other = await signedIn(bed, domain, { role: 'coach' })
  const made = await site.tab(other).post(paths.ownCalendarFeed())
  const [, path = ''] = /value="http:\/\/localhost(\/calendar\/feeds\/[^"]*)"/.exec(made.html) ?? []
  const statuses: number[] = []
  for (let n = 0; n < 61; n += 1) statuses.push((await site.tab().get(path)).status)
  assert.deepEqual([statuses[0], statuses[59], statuses[60]], [200, 200, 429])
})

test('the daily letter is chosen where mail can be sent, and says so where it cannot', async () => {
  assertShows(await tab.get(paths.ownReminders()), /skickar inte e-post/)
  const mailing = siteOf(bed, { send: async () => undefined, publicUrl: null }).tab(coach)
  assertShows(await mailing.submit(paths.ownDigest(), { hour: '8' }), /Sparat/, /<option value="8" selected>/)
  assert.equal((await mailing.post(paths.ownDigest(), { hour: '3' })).status, 422)
  assertHides(await mailing.submit(paths.ownDigest(), { hour: '' }), /<option value="8" selected>/)
})

test('a colleague’s and nobody’s are absent alike', async () => {
  const other = await signedIn(bed, domain, { role: 'coach' })
  const theirs = await aYouth('Frank', other)
  const id = await bed.web.write(other, (tx) => jotDown(tx, { words: 'Ring', onDay: day('2026-10-16'), atTime: null }))
  for (const path of [
    paths.ownReminder(id),
    paths.ownReminder(randomUUID()),
    paths.personTaskNew(theirs),
    paths.personTask(theirs, randomUUID()),
    paths.personDay(theirs, 'next_contact', randomUUID()),
    paths.personDay(theirs, 'unclear', '1'),
  ])
    assert.equal((await tab.get(path)).status, 404, path)
})
