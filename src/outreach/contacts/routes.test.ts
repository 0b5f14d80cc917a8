import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aCase, type Writer } from '../../../test/build/notes.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, titleOf, tokenOf } from '../../../test/build/site.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { PersonId } from '../../people/model.ts'
import { paths } from '../../ui/paths.ts'
import { takeUpToday } from './actions.ts'
import { nextOf } from './store.ts'

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

const aYouth = (owner: Writer = coach, givenName = 'Tove') =>
  aCase(bed, domain, owner, { givenName, familyName: 'Ask' })
const CONTACT = { channel: 'call', outcome: 'talked', happenedOn: '14/10 2026', time: '9.30', minutes: '15' }

test('one tap on the young person’s page saves what has just happened, and twice is once', async () => {
  const personId = await aYouth()
  const page = await tab.get(paths.person(personId))
  assertShows(page, /Ingen har försökt nå den unge än/, /Ingen nästa kontakt är bestämd/, /value="call_no_answer"/)
  const token = /name="token" value="([^"]+)"/.exec(page.html.slice(page.html.indexOf('/log/quick')))?.[1] ?? ''
  const quick = { quick: 'call_no_answer', token }
  const after = await tab.submit(paths.personLogQuick(personId), quick)
  assertShows(after, /Kontakten är loggad\. Blev det fel/, /Telefon: inget svar/, /i dag, Jonas Ek/)
  await tab.post(paths.personLogQuick(personId), quick)
  const log = await tab.get(paths.personLog(personId))
  assert.equal(log.html.match(/Telefon: inget svar/g)?.length, 1)
  assert.equal(titleOf(log).includes('Tove'), false)
  const unread = await tab.post(paths.personLogQuick(personId), { quick: 'something' })
  assert.deepEqual([unread.status, unread.location], [303, paths.personLogNew(personId)])
})

test('a contact is written with its day, who did it and when to try next, and stands in the log and the list', async () => {
  const personId = await aYouth()
  const form = await tab.get(paths.personLogNew(personId))
  assertShows(
    form,
    /Tove Ask/,
    /data-draft="[0-9a-f-]+:contact-/,
    /Vad sades/,
    /<option value="[0-9a-f-]+" selected>Jonas Ek/,
  )
  const fields = {
    ...CONTACT,
    nextOn: '2026-10-20',
    nextChannel: 'fika',
    words: 'Vill börja om.',
    token: tokenOf(form, 'contact'),
  }
  const saved = await tab.post(paths.personLog(personId), fields)
  assert.deepEqual([saved.status, saved.location], [303, paths.person(personId)])
  const log = await tab.get(paths.personLog(personId))
  assertShows(
    log,
    /2026-10-14 09\.30/,
    /Telefon: vi pratade/,
    /15 min/,
    /Läs anteckningen/,
    /1 kontakt\. Nådd 1 gång\./,
  )
  assertHides(log, /Vill börja om/)
  assertShows(await tab.get(paths.person(personId)), /Nästa kontakt:<\/strong> tisdag 20 oktober, om 5 dagar, fika/)
  // Of one's own nobody needs to read who answers for them: what to do stands there instead.
  assertHides(await tab.get(paths.outreach()), />Ansvarig</)
  assertShows(await tab.get(paths.outreach({ whose: 'all' })), />Ansvarig</)
  assertShows(
    await tab.get(paths.outreach()),
    /Tove Ask/,
    /Inom en vecka/,
    /20 okt 2026/,
    /Telefon: vi pratade/,
    /Logga kontakten/,
  )
})

test('what is missing or cannot be is told field by field, and nothing that was written is lost', async () => {
  const personId = await aYouth()
  const wrong = await tab.post(paths.personLog(personId), {
    channel: '',
    happenedOn: 'snart',
    time: '25',
    nextOn: 'sen',
    words: 'Kvar.',
  })
  assert.equal(wrong.status, 422)
  assertShows(
    wrong,
    /Välj hur\./,
    /Välj vad det gav\./,
    /Skriv dagen som/,
    /Skriv klockslaget som/,
    /Skriv nästa dag som/,
    />\nKvar\.</,
  )
  const cannot = await tab.post(paths.personLog(personId), { ...CONTACT, outcome: 'returned' })
  assertShows(cannot, /Det kan inte komma av det sättet/, /<option value="call" selected>/)
  const later = await tab.post(paths.personLog(personId), { ...CONTACT, happenedOn: '2026-10-16' })
  assertShows(later, /Det har inte hänt än/)
  const past = await tab.post(paths.personLog(personId), { ...CONTACT, nextOn: '2026-10-01' })
  assertShows(past, /Dagen har varit/)
  assertShows(await tab.get(paths.personLog(personId)), /Ingen kontakt är loggad/)
})

test('a contact is corrected and struck out; who comes second is told how it stands now', async () => {
  const personId = await aYouth()
  await tab.post(paths.personLog(personId), CONTACT)
  const log = await tab.get(paths.personLog(personId))
  const contact = /log\/([0-9a-f-]{36})\/correction/.exec(log.html)?.[1] ?? ''
  const page = await tab.get(paths.personLogCorrection(personId, contact))
  assertShows(page, /Rätta kontakten/, /value="09:30"/)
  const seen = /name="seen" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  const mend = { ...CONTACT, outcome: 'no_answer', seen }
  const mended = await tab.submit(paths.personLogCorrection(personId, contact), mend)
  assertShows(mended, /Rättelsen är sparad/, /Telefon: inget svar/)
  const second = await tab.post(paths.personLogCorrection(personId, contact), mend)
  assert.equal(second.status, 409)
  assertShows(second, /Någon annan hann före/, /Telefon: inget svar/)
  assertShows(await tab.post(paths.personLogStrike(personId, contact)), /Välj varför/)
  const struck = await tab.submit(paths.personLogStrike(personId, contact), { reason: 'wrong_person' })
  assertShows(struck, /Kontakten är struken/, /Visa även strukna \(1\)/, /Ingen kontakt är loggad/)
  assertShows(await tab.get(paths.personLog(personId, { struck: true })), /Struken/, /gällde någon annan/)
  assert.equal((await tab.get(paths.personLogStrike(personId, contact))).status, 404)
})

test('the next day is decided and taken away on a page of its own', async () => {
  const personId = await aYouth()
  assertShows(await tab.post(paths.personNext(personId), { nextOn: '' }), /Skriv nästa dag som/)
  assertShows(
    await tab.submit(paths.personNext(personId), { nextOn: 'i dag', nextChannel: 'sms' }),
    /Nästa kontakt är bestämd/,
    /I dag/,
  )
  const page = await tab.get(paths.personNext(personId))
  assertShows(page, /Ta bort dagen/, /value="2026-10-15"/)
  assertShows(await tab.submit(paths.personNextRemoval(personId)), /Dagen är borttagen/, /Ingen nästa kontakt/)
})

test('an answer that comes while the next day is being decided is not lost: it is told, with the day one wrote', async () => {
  const personId = await aYouth()
  const opened = await tab.get(paths.personNext(personId))
  await bed.web.write(coach, (tx) => takeUpToday(tx, { personId: PersonId.parse(personId), channel: 'sms' }))
  const fields = { nextOn: '2026-10-29', nextChannel: 'fika' }
  const late = await tab.post(paths.personNext(personId), { ...fields, seen: '', token: tokenOf(opened, 'next') })
  assert.equal(late.status, 422)
  assertShows(late, /Medan du skrev har den unge hört av sig/, /value="2026-10-29"/)
  const standing = () => bed.web.read(coach, (tx) => nextOf(tx, PersonId.parse(personId)))
  assert.deepEqual(
    (await standing()).map(({ onDay }) => onDay),
    ['2026-10-15'],
  )
  const seen = /name="seen" value="([^"]*)"/.exec(late.html)?.[1] ?? ''
  await tab.submit(paths.personNext(personId), { ...fields, seen, token: tokenOf(late, 'next') })
  assert.deepEqual(
    (await standing()).map(({ onDay }) => onDay),
    ['2026-10-29'],
  )
})

test('two who decide the next day at once: one day stands, and the other is told', async () => {
  const personId = await aYouth()
  const decide = (nextOn: string) => tab.post(paths.personNext(personId), { nextOn, nextChannel: '', seen: '' })
  const answers = await Promise.all([decide('2026-10-20'), decide('2026-10-21')])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422])
  assert.equal((await bed.web.read(coach, (tx) => nextOf(tx, PersonId.parse(personId)))).length, 1)
})

test('a contact with several that is pressed twice at once, as on a slow line, stands once in each log', async () => {
  const [one, two] = [await aYouth(), await aYouth(coach, 'Alva')]
  const token = tokenOf(await tab.get(paths.outreachGroup()), 'group')
  const fields = { ...CONTACT, persons: [one, two], token }
  await Promise.all([tab.post(paths.outreachGroup(), fields), tab.post(paths.outreachGroup(), fields)])
  for (const id of [one, two])
    assert.equal((await tab.get(paths.personLog(id))).html.match(/Telefon: vi pratade/g)?.length, 1)
})

test('one contact with several is chosen from one’s own, and lands in each one’s log', async () => {
  const here = await aDomain(bed)
  const own = await signedIn(bed, here, { role: 'coach', displayName: 'Leyla Demir' })
  const window = site.tab(own)
  assertShows(await window.get(paths.outreachGroup()), /Du har ingen ungdom att logga för/)
  const ids = [await aCase(bed, here, own, { givenName: 'Ali' }), await aCase(bed, here, own, { givenName: 'Bo' })]
  assertShows(await window.get(paths.outreachGroup()), /Ali/, /Bo/)
  const fika = { channel: 'fika', outcome: 'talked', happenedOn: 'i dag' }
  const nobody = await window.post(paths.outreachGroup(), fika)
  assert.equal(nobody.status, 422)
  assertShows(nobody, /Välj minst en ungdom/)
  const saved = await window.submit(paths.outreachGroup(), { ...fika, persons: ids })
  assertShows(saved, /Kontakten är loggad för 2 ungdomar/)
  for (const id of ids) assertShows(await window.get(paths.personLog(id)), /Fika: vi pratade/, /Tillsammans med andra/)
})

test('the pages speak English as well', async () => {
  const personId = await aYouth()
  await tab.post(paths.personLog(personId), CONTACT)
  const english = site.tab(coach, 'en')
  assertShows(await english.get(paths.personLog(personId)), /Contact log/, /Phone: we talked/)
  assertShows(await english.get(paths.outreach({ whose: 'all' })), /To contact/)
})
