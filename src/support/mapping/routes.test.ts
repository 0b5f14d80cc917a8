import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aMapping, aPage } from '../../../test/build/mapping.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, tokenOf } from '../../../test/build/site.ts'
import { strikeNote } from '../../notes/actions.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import type { PersonId } from '../../people/model.ts'
import { events } from '../../trail/store.ts'
import { paths } from '../../ui/paths.ts'
import { sessionsOf } from './session-store.ts'
import { answersOf, mappingsOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let tab: Tab

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  site = siteOf(bed)
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  tab = site.tab(coach)
})
after(() => bed.close())

async function aYouth(): Promise<PersonId> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask' })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  return id
}
const page = (personId: string, mappingId: string, number: string) =>
  paths.personMappingPage(personId, mappingId, number)
const actionsOf = async (personId: PersonId) =>
  (await bed.jobs.read(domain.machine, (tx) => events(tx, { personIds: [personId], most: 50 }))).map(
    ({ action }) => action,
  )

test('a mapping is begun, filled in page by page, and said to be done; the log says who read what', async () => {
  const personId = await aYouth()
  assertShows(await tab.get(paths.personCase(personId)), /Ingen kartläggning är gjord/)
  const first = await tab.post(paths.personMappings(personId), { form: 'entry.1' })
  const begun = await tab.submit(first.location ?? '')
  assert.equal(begun.status, 404)
  const [mapping] = await bed.web.read(coach, (tx) => mappingsOf(tx, personId, 5))
  const mappingId = mapping?.id ?? ''
  assert.equal((await tab.get(first.location ?? '')).location, page(personId, mappingId, '1'))
  assertShows(await tab.get(page(personId, mappingId, '1')), /Din vardag/, /Sida 1 av 10/, /Hoppa över/)
  const next = await tab.post(page(personId, mappingId, '1'), {
    seen: '',
    in: 'sv',
    'q-day': 'Sover <b>länge</b>',
    'q-day_scale': '3',
  })
  assertShows(await tab.get((await tab.get(next.location ?? '')).location ?? ''), /Det du är bra på/)
  const one = await tab.get(paths.personMapping(personId, mappingId))
  assertShows(one, /Sover &lt;b&gt;länge&lt;\/b&gt;/, /3 av 10/, /1 av 10 sidor ifyllda/, /Jonas Ek/)
  await tab.submit(paths.personMappingCompletion(personId, mappingId))
  assertShows(await tab.get(paths.personMappings(personId)), /Klart/)
  assertShows(await tab.get(paths.personCase(personId)), /Kartläggning<[\s\S]*1 gång, senast/)
  const log = await actionsOf(personId)
  for (const action of ['mapping.begun', 'mapping.saved', 'support_answer.read', 'mapping.completed', 'mapping.listed'])
    assert.ok(log.includes(action), action)
})

test('the same page sent twice is saved once', async () => {
  const personId = await aYouth()
  const mappingId = await aMapping(bed, coach, personId)
  const address = page(personId, mappingId, '2')
  const token = tokenOf(await tab.get(address), 'page')
  const fields = { token, seen: '', in: 'sv', 'q-good_at': 'Laga mat' }
  assert.equal((await tab.post(address, fields)).status, 303)
  assert.equal((await tab.post(address, fields)).status, 303)
  assert.equal((await actionsOf(personId)).filter((action) => action === 'mapping.saved').length, 1)
})

test('of two who save one page the later sees what the first wrote, and keeps their own', async () => {
  const personId = await aYouth()
  const mappingId = await aMapping(bed, coach, personId)
  const address = page(personId, mappingId, '3')
  await aPage(bed, coach, { personId, mappingId, place: 'challenges', answers: { hard: 'Morgnar' } })
  const late = await tab.post(address, { seen: '', in: 'sv', 'q-hard': 'Att sova' })
  assert.equal(late.status, 409)
  assertShows(late, /Så står det nu/, /Morgnar/, /Att sova<\/textarea>/)
  const seen = /name="seen" value="([^"]+)"/.exec(late.html)?.[1] ?? ''
  await tab.submit(address, { seen, in: 'sv', 'q-hard': 'Att sova' })
  assertShows(
    await tab.get(paths.personMappingWordings(personId, mappingId, '3')),
    /Gäller nu[\s\S]*Att sova[\s\S]*Gällde till[\s\S]*Morgnar/,
  )
})

test('what is wrong is told beside its question, and what was typed stays', async () => {
  const personId = await aYouth()
  const mappingId = await aMapping(bed, coach, personId, 'result')
  const wrong = await tab.post(page(personId, mappingId, '1'), {
    seen: '',
    in: 'sv',
    'q-instrument': 'sdq',
    'q-result_on': 'snart',
    'q-result_value': 'tolv',
  })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Skriv dagen som/, /Skriv ett tal/, /value="tolv"/, /\(måste fyllas i\)/)
  const saved = await tab.post(page(personId, mappingId, '1'), {
    seen: '',
    in: 'sv',
    'q-instrument': 'sdq',
    'q-result_on': '14 okt 2026',
    'q-result_value': '17,5',
  })
  assert.equal(saved.status, 303)
  assertShows(await tab.get(paths.personMapping(personId, mappingId)), /SDQ/, /17,5/, /14 oktober 2026/)
})

test('a re-mapping stands beside the first, with a picture and its figures', async () => {
  const personId = await aYouth()
  bed.setNow('2026-08-20T10:00:00Z')
  const before_ = await aMapping(bed, coach, personId)
  await aPage(bed, coach, {
    personId,
    mappingId: before_,
    place: 'everyday',
    answers: { day: 'Sover', day_scale: '3', around: 'Mormor' },
  })
  await tab.submit(paths.personMappingCompletion(personId, before_))
  bed.setNow('2026-10-15T10:00:00Z')
  const mappingId = await aMapping(bed, coach, personId)
  assert.notEqual(mappingId, before_)
  await aPage(bed, coach, { personId, mappingId, place: 'everyday', answers: { day_scale: '7', around: 'Mormor' } })
  const shown = await tab.get(paths.personMappingOverTime(personId, mappingId))
  assertShows(
    shown,
    /20 aug 2026/,
    /15 okt 2026/,
    /3 av 10[\s\S]*7 av 10[\s\S]*Ändrat/,
    /Mormor[\s\S]*Mormor[\s\S]*Lika/,
    /aria-label="Hur fungerar vardagen som helhet\?: 3, 7"/,
  )
})

test('a talk by a method becomes a note, with its scales beside it, and is counted', async () => {
  const personId = await aYouth()
  const template = await tab.get(paths.personSessionNew(personId, { m: '1' }))
  assertShows(template, /Motiverande samtal/, /Hur viktigt är det för dig/, /Nästa steg som hen valde/)
  const empty = await tab.post(paths.personSessionNew(personId), {
    m: '1',
    topic: 'support',
    heldOn: '2026-10-14',
    body: 'Vad vi pratade om',
  })
  assertShows(empty, /Skriv något under en av rubrikerna/)
  const fields = {
    m: '1',
    topic: 'support',
    heldOn: '2026-10-14',
    importance: '8',
    confidence: '5',
    body: 'Vad vi pratade om\nVill läsa vidare.',
  }
  assertShows(
    await tab.submit(paths.personSessionNew(personId), fields),
    /sparat som en anteckning/,
    /viktigt 8, säker 5/,
    /Motiverande samtal \(MI\): <strong>1/,
  )
  assertShows(await tab.get(paths.personNotes(personId)), /Vill läsa vidare/)
  assertShows(await tab.get(paths.methodCounts()), /Motiverande samtal/)
  // Of those whom somebody else works with nothing is counted.
  const other = site.tab(await signedIn(bed, domain, { role: 'coach' }))
  assertHides(await other.get(paths.methodCounts()), /Motiverande samtal/)
})

test('a talk that was noted wrong is gone from the talks when its note is struck out', async () => {
  const personId = await aYouth()
  const fields = { m: '7', topic: 'support', heldOn: '2026-10-14', body: 'Fel ungdom.' }
  assertShows(await tab.submit(paths.personSessionNew(personId), fields), /7TJUGO: <strong>1/)
  const [session] = await bed.web.read(coach, (tx) => sessionsOf(tx, personId, 5))
  const noteId = session?.noteId ?? ''
  await bed.web.write(coach, (tx) => strikeNote(tx, { personId, noteId, reason: 'Fel ungdom' }))
  const page = await tab.get(paths.personSessions(personId))
  assertShows(page, /Inga samtal är noterade/)
  assertHides(page, /<strong>1/)
})

test('a form that is open from another day asks which: gone on with, or begun anew', async () => {
  const personId = await aYouth()
  bed.setNow('2026-08-20T10:00:00Z')
  const august = await aMapping(bed, coach, personId)
  bed.setNow('2026-10-15T10:00:00Z')
  const asked = await tab.post(paths.personMappings(personId), { form: 'entry.1' })
  assert.equal(asked.status, 409)
  assertShows(asked, /från 20 augusti 2026 är inte klart/, /Gå vidare med det från 20 augusti 2026/, /Börja ett nytt/)
  assertShows(asked, new RegExp(`href="${page(personId, august, 'next')}"`))
  const begun = await tab.post(paths.personMappings(personId), { form: 'entry.1', anew: '1' })
  assert.equal(begun.status, 303)
  assert.doesNotMatch(begun.location ?? '', new RegExp(august))
})

test('WHO-5 over time is said in its own figures, and results beside those of the same instrument alone', async () => {
  const nurse = await signedIn(bed, domain, { role: 'welfare_counsellor' })
  const health = site.tab(nurse)
  const personId = await aYouth()
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, personId, nurse.accountId))
  const filled = async (on: string, form: string, answers: Record<string, string>) => {
    bed.setNow(`${on}T10:00:00Z`)
    const mappingId = await aMapping(bed, nurse, personId, form)
    await aPage(bed, nurse, { personId, mappingId, place: form, answers })
    return mappingId
  }
  const who5 = (...items: string[]) => Object.fromEntries(items.map((item, index) => [`who5_${index + 1}`, item]))
  await filled('2026-08-20', 'who5', who5('2', '2', '2', '2', '2'))
  const latest = await filled('2026-10-15', 'who5', who5('1', '2', '1', '1', '2'))
  assertShows(await health.get(paths.personMappingOverTime(personId, latest)), /aria-label="Poäng: 40, 28"/)
  // Its items are in the wording that was tried, and in no other: whoever reads English is told, and so is what reads aloud.
  const english = site.tab(nurse, 'en')
  const page = await english.get(paths.personMappingPage(personId, latest, '1'))
  assertShows(page, /The questions are in Swedish only/, /lang="sv"[^>]*>[\s\S]*Har jag känt mig glad/)
  assertShows(
    await english.get(paths.personMappingOverTime(personId, latest)),
    /WHO-5 Well-Being Index/,
    /<span lang="sv">Har jag känt mig glad[^<]*<\/span>/,
    /<span lang="sv">Mindre än halva tiden<\/span>/,
  )
  assertHides(await health.get(paths.personMappingPage(personId, latest, '1')), /bara på svenska<\/|<span lang="sv">/)
  const result = (instrument: string, value: string) => ({ instrument, result_on: '2026-08-20', result_value: value })
  await filled('2026-08-21', 'result', result('sdq', '17'))
  await filled('2026-09-21', 'result', result('phq9', '12'))
  const sdq = await filled('2026-10-15', 'result', result('sdq', '11'))
  const shown = await health.get(paths.personMappingOverTime(personId, sdq))
  assertShows(shown, /21 aug 2026/, /17[\s\S]*11[\s\S]*Ändrat/)
  assertHides(shown, /PHQ-9|21 sep 2026/)
})

test('what is typed is saved although no more may be read, and so are mistakes told of', async () => {
  bed.setNow('2026-10-15T10:00:00Z')
  const reader = await signedIn(bed, domain, { role: 'coach' })
  const own = site.tab(reader)
  const aCase = async () => {
    const personId = await aYouth()
    await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, personId, reader.accountId))
    return { personId, mappingId: await aMapping(bed, reader, personId) }
  }
  const [much, here] = [await aCase(), await aCase()]
  await aPage(bed, reader, { ...here, place: 'before', answers: { had_support: 'yes' } })
  const client = new Client(bed.owner)
  await client.connect()
  await client.query(
    `insert into support_answer (domain_id, mapping_id, person_id, place, topic, secrecy, body, answered, written_by, recorded_by, known_from)
     select $1, $2, $3, 'everyday.' || n, 'support', 'pupil_support', '{}', 0, $4, $4, now() from generate_series(1, 60) n`,
    [domain.id, much.mappingId, much.personId, reader.accountId],
  )
  await client.end()
  assert.equal((await own.get(paths.personMapping(much.personId, much.mappingId))).status, 200)
  const conditional = page(here.personId, here.mappingId, '8')
  assertShows(await own.get(conditional), /så många svar som gränsen tillåter/)
  const typed = { seen: '', in: 'sv', 'q-support_worked': 'Att någon ringde' }
  const wrong = await own.post(page(here.personId, here.mappingId, '1'), { seen: '', in: 'sv', 'q-day_scale': '11' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Välj ett tal från 0 till 10/)
  assert.equal((await own.post(conditional, typed)).status, 303)
  const rows = await bed.web.read(reader, (tx) => answersOf(tx, [here.mappingId]))
  assert.deepEqual(
    rows.map(({ place, answered }) => [place, answered]),
    [
      ['before', 1],
      ['before.2', 1],
    ],
  )
})
