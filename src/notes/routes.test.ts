import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aCase, aNote, asOwner, someNotes, type Writer } from '../../test/build/notes.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, titleOf, tokenOf } from '../../test/build/site.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { paths } from '../ui/paths.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let tab: Tab

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  site = siteOf(bed)
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  tab = site.tab(coach)
})
after(() => bed.close())

const aYouth = (owner: Writer = coach) => aCase(bed, domain, owner, { givenName: 'Tove', familyName: 'Ask' })
const NOTE = {
  topic: 'school',
  secrecy: 'pupil_support',
  happenedOn: '14/10 2026',
  body: 'Hon vill börja om i januari.',
}

test('a note is written on a page of its own, sent twice saved once, and read on the next', async () => {
  const personId = await aYouth()
  const empty = await tab.get(paths.personNotes(personId))
  assertShows(empty, /Ingen anteckning som du får läsa/)
  const form = await tab.get(paths.personNoteNew(personId))
  assertShows(
    form,
    /Tove Ask/,
    /data-draft="[0-9a-f-]+:note-/,
    /Läses bara av elevhälsan/,
    /<option value="pupil_support" selected>/,
  )
  const fields = { ...NOTE, token: tokenOf(form, 'note') }
  const first = await tab.post(paths.personNotes(personId), fields)
  assert.deepEqual([first.status, first.location], [303, paths.personNotes(personId)])
  await tab.post(paths.personNotes(personId), fields)
  const page = await tab.get(paths.personNotes(personId))
  assertShows(page, /Hon vill börja om i januari\./, /14 oktober 2026 · Skola/, /Jonas Ek, 2026-10-15/)
  assert.equal(page.html.match(/Hon vill börja om/g)?.length, 1)
  assert.equal(titleOf(page).includes('Tove'), false)
})

test('a note that lacks something comes back as typed, with all that is missing at once', async () => {
  const personId = await aYouth()
  const wrong = await tab.post(paths.personNotes(personId), {
    ...NOTE,
    topic: '',
    happenedOn: 'snart',
    body: 'Kvar <b>',
  })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Välj vad den gäller/, /Skriv en dag/, /Kvar &lt;b&gt;/)
  const ahead = await tab.post(paths.personNotes(personId), { ...NOTE, happenedOn: '2026-10-16' })
  assert.equal(ahead.status, 422)
  assertShows(ahead, /Dagen har inte varit än/)
})

test('what somebody wrote is text, never markup', async () => {
  const personId = await aYouth()
  await aNote(bed, coach, { personId, body: '<script>alert(1)</script>\n& "så"' })
  const page = await tab.get(paths.personNotes(personId))
  assertShows(page, /&lt;script&gt;alert\(1\)&lt;\/script&gt;\n&amp; /)
  assertHides(page, /<script>alert/)
})

test('the person’s page tells of the latest notes without a word of what they say', async () => {
  const personId = await aYouth()
  await aNote(bed, coach, { personId, topic: 'social', body: 'Hemligt ord.' })
  const page = await tab.get(paths.person(personId))
  assertShows(
    page,
    /Anteckningar/,
    /14 oktober 2026 · Hem och livssituation/,
    /Jonas Ek, 12 tecken/,
    /Läs anteckningarna \(1\)/,
  )
  assertHides(page, /Hemligt/)
  const coordinator = site.tab(await signedIn(bed, domain, { role: 'kaa_coordinator' }))
  const theirs = await coordinator.get(paths.person(personId))
  assertShows(theirs, /Anteckningar läses av dem som arbetar med den unge/)
  assertHides(theirs, /Hem och livssituation/, /Läs anteckningarna/, /12 tecken/)
})

test('a correction shows the wording one corrects, keeps it, and leads to those before it', async () => {
  const personId = await aYouth()
  const noteId = await aNote(bed, coach, { personId, body: 'Möte 12 maj.' })
  const path = paths.personNoteCorrection(personId, noteId)
  const form = await tab.get(path)
  assertShows(form, /Möte 12 maj\.<\/textarea>/, /data-draft="[0-9a-f-]+:correction-/)
  const seen = /name="seen" value="([^"]+)"/.exec(form.html)?.[1] ?? ''
  const sent = { ...NOTE, body: 'Möte 13 maj.', seen, token: tokenOf(form, 'correction') }
  assert.equal((await tab.post(path, sent)).location, paths.personNotes(personId))
  const page = await tab.get(paths.personNotes(personId))
  assertShows(page, /Möte 13 maj\./, /rättad av Jonas Ek/, /Se tidigare lydelser/)
  assertHides(page, /Möte 12 maj/)
  const wordings = await tab.get(paths.personNote(personId, noteId))
  assertShows(wordings, /Gäller/, /Möte 13 maj\./, /Tidigare lydelse, till/, /Möte 12 maj\./)
})

test('two who correct the same note at once: the second sees both texts and brings them together', async () => {
  const personId = await aYouth()
  const noteId = await aNote(bed, coach, { personId, body: 'ett' })
  const path = paths.personNoteCorrection(personId, noteId)
  const [mine, theirs] = [await tab.get(path), await site.tab(coach).get(path)]
  const seen = /name="seen" value="([^"]+)"/.exec(mine.html)?.[1] ?? ''
  await tab.post(path, { ...NOTE, body: 'kollegans ord', seen, token: tokenOf(theirs, 'correction') })
  const conflict = await tab.post(path, { ...NOTE, body: 'mina ord', seen, token: tokenOf(mine, 'correction') })
  assert.equal(conflict.status, 409)
  assertShows(conflict, /Som den står nu/, /kollegans ord<\/p>/, /mina ord<\/textarea>/)
  const now = /name="seen" value="([^"]+)"/.exec(conflict.html)?.[1] ?? ''
  const both = { ...NOTE, body: 'kollegans ord och mina', seen: now, token: tokenOf(conflict, 'correction') }
  assert.equal((await tab.post(path, both)).status, 303)
  assertShows(await tab.get(paths.personNotes(personId)), /kollegans ord och mina/)
})

test('to strike a note out asks first, needs a reason, and leaves it to be shown on demand', async () => {
  const personId = await aYouth()
  const noteId = await aNote(bed, coach, { personId, body: 'Gällde en annan.' })
  const path = paths.personNoteStrike(personId, noteId)
  assertShows(await tab.get(path), /Stryka anteckningen\?/, /Gällde en annan\./, /Det går inte att ta tillbaka/)
  const without = await tab.post(path, { reason: '' })
  assert.equal(without.status, 422)
  assertShows(without, /Skriv varför/)
  await tab.post(path, { reason: 'fel person' })
  const page = await tab.get(paths.personNotes(personId))
  assertHides(page, /Gällde en annan/)
  assertShows(page, /Visa även strukna \(1\)/)
  const all = await tab.get(paths.personNotes(personId, { struck: true }))
  assertShows(all, /Gällde en annan\./, /Struken av Jonas Ek .*: fel person/)
  assertHides(all, /Rätta</)
  const again = await tab.get(path)
  assert.deepEqual([again.status, again.location], [303, paths.personNotes(personId)])
  assertShows(await tab.get(paths.personNotes(personId)), /Anteckningen är struken och ändras inte mer/)
})

test('over the read budget the page says so plainly, when to try again, and shows no words', async () => {
  const administrator = site.tab(await signedIn(bed, domain, { role: 'administrator' }))
  const settings = { secrecy: 'student_health', mostShort: '20', mostDay: '300' }
  assert.equal((await administrator.post(paths.adminNotes(), settings)).status, 303)
  const reader = await signedIn(bed, domain, { role: 'coach' })
  const own = site.tab(reader)
  const [first, second] = [await aYouth(reader), await aYouth(reader)]
  await someNotes(bed, reader, first, 21)
  const noteId = await aNote(bed, reader, { personId: second, body: 'Hemligt ord.' })
  assertShows(await own.get(paths.personNotes(first)), /class="written"/, /<a href="[^"]*page=2"/)
  for (const path of [
    paths.personNotes(second),
    paths.personNotes(first, { page: 2 }),
    paths.personNote(second, noteId),
    paths.personNoteCorrection(second, noteId),
    paths.personNoteStrike(second, noteId),
  ]) {
    const page = await own.get(path)
    assert.equal(page.status, 200)
    assertShows(page, /så många anteckningar som går på kort tid/, /Försök igen \d{4}-\d\d-\d\d \d\d\.\d\d\./)
    assertHides(page, /Hemligt/, /class="written"/)
  }
  assertShows(await own.get(paths.personNoteNew(second)), /<option value="student_health" selected>/)
  await administrator.post(paths.adminNotes(), { secrecy: '', mostShort: '60', mostDay: '300' })
})

test('the settings say what is wrong with them, and only an administrator changes them', async () => {
  const administrator = site.tab(await signedIn(bed, domain, { role: 'administrator' }))
  const wrong = await administrator.post(paths.adminNotes(), { secrecy: '', mostShort: '5', mostDay: 'många' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /mellan 20 och 1 000/, /minst det för tio minuter/, /value="många"/)
  const coordinator = site.tab(await signedIn(bed, domain, { role: 'kaa_coordinator' }))
  assertShows(await coordinator.get(paths.adminNotes()), /Din roll får inte/, /Inte beslutat: Särskilt elevstöd/)
  assert.equal(
    (await coordinator.post(paths.adminNotes(), { secrecy: '', mostShort: '60', mostDay: '300' })).status,
    403,
  )
})

test('a higher limit says who can agree, waits, and is saved when somebody has', async () => {
  const own = await aDomain(bed)
  const administrator = site.tab(await signedIn(bed, own, { role: 'administrator' }))
  assertShows(
    await administrator.get(paths.adminNotes()),
    /I dag finns ingen hos er som kan säga ja: det gör en samordnare/,
  )
  const coordinator = site.tab(await signedIn(bed, own, { role: 'kaa_coordinator', displayName: 'Amina Warsame' }))
  assertShows(await administrator.get(paths.adminNotes()), /Kan säga ja: Amina Warsame\./)
  const raised = { secrecy: '', mostShort: '90', mostDay: '500', reason: '' }
  const bare = await administrator.post(paths.adminNotes(), raised)
  assert.equal(bare.status, 422)
  assertShows(bare, /Skriv varför, med 10 till 400 tecken/, /value="500"/)
  const reason = 'Två enheter blir en i höst'
  assertShows(
    await administrator.submit(paths.adminNotes(), { ...raised, reason }),
    /Frågan är ställd/,
    /90 på tio minuter och 500/,
  )
  const waits = await administrator.post(paths.adminNotes(), { ...raised, reason })
  assertShows(waits, /väntar redan på att en andra person/)
  const list = await coordinator.get(paths.approvals())
  assertShows(list, /Högre läsgräns för anteckningar: 90 på tio minuter, 500 på ett dygn/)
  const [, address = ''] = /href="(\/approvals\/[0-9a-f-]{36})"/.exec(list.html) ?? []
  await coordinator.post(`${address}/answer`, { answer: 'yes', comment: '' })
  assertShows(await administrator.get(address), /Till gränsen/)
  assertShows(await administrator.get(paths.adminNotes()), /En andra person har sagt ja till 90/, /value="500"/)
  assertShows(await administrator.submit(paths.adminNotes(), raised), /Ändringen är sparad/, /value="90"/)
})

test('signed in without two factors one is not shown a note', async () => {
  const weak = await signedIn(bed, domain, { role: 'coach' })
  const personId = await aYouth(weak)
  await aNote(bed, weak, { personId, body: 'Hemligt ord.' })
  await asOwner(bed, (client) =>
    client.query('update access.session set assurance = 1, strong_at = null where account_id = $1', [weak.accountId]),
  )
  const answer = await site.tab(weak).get(paths.personNotes(personId))
  assert.notEqual(answer.status, 200)
  assertHides(answer, /Hemligt/)
})

test('all of it can be read in English', async () => {
  const english = site.tab(coach, 'en')
  const personId = await aYouth()
  const noteId = await aNote(bed, coach, { personId, body: 'Hon vill börja om.' })
  assertShows(await english.get(paths.personNotes(personId)), /Write a note/, /14 October 2026 · Support and contact/)
  assertShows(await english.get(paths.personNoteNew(personId)), /The young person has the right to read it/)
  assertShows(await english.get(paths.personNoteStrike(personId, noteId)), /It cannot be taken back/)
  assertShows(await english.get(paths.person(personId)), /Read the notes \(1\)/)
})
