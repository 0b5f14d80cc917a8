import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { pdfLetters } from '../../../test/build/pdf.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../../test/build/site.ts'
import { aCase } from '../../../test/build/support.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import type { PersonId } from '../../people/model.ts'
import { paths } from '../../ui/paths.ts'
import { standingOf } from './actions.ts'
import { studyPlansOf } from './store.ts'

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

async function aYouth(given: { readonly born?: string } = {}): Promise<PersonId> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask', ...given })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  await aCase(bed, coach, { personId: id })
  return id
}

const GRADES = 'SV E\nMatematik E\nEN F\nBL C\nHKK D\nIDH B\nMU E\nSL E'
const TOLD = { pasted: GRADES, source: 'catalogue', gradedOn: '2024-06-12' }
const standing = (id: PersonId) => bed.web.read(coach, (tx) => standingOf(tx, id))
const eligible = async (id: PersonId) =>
  (await standing(id)).eligible.filter((each) => each.eligible).map(({ track }) => track)

test('grades are pasted, and the page says what they are enough for, what is missing, and the whole reckoning', async () => {
  const id = await aYouth()
  assertShows(await tab.get(paths.personStudies(id)), /Inga betyg än/)
  const page = await tab.submit(paths.personGrades(id), TOLD)
  assertShows(page, /Betygen är sparade/, /Yrkesprogram/, /Inte behörig/, /Skollagen 16 kap\. 30 §/, /engelska/)
  assertShows(page, /Programinriktat val/, /Behörig/, /85 av högst 320/, /bland de sexton/, /Obekräftat/)
  assert.deepEqual(await eligible(id), ['imv'])
  const card = await tab.get(paths.personCase(id))
  assertShows(card, /Meritvärde 85/)
})

test('where something hangs on how P or a block grade is counted, the page says so, and that it is unverified', async () => {
  const id = await aYouth()
  assertHides(await tab.submit(paths.personGrades(id), TOLD), /P räknas som godkänt/)
  const page = await tab.submit(paths.personGrades(id), { ...TOLD, pasted: 'SO E' })
  assertShows(page, /P räknas som godkänt och ger inga poäng\. Ett samlat betyg/)
})

test('one more passed grade opens a vocational programme, and the grade before stands in the history', async () => {
  const id = await aYouth()
  await tab.submit(paths.personGrades(id), TOLD)
  bed.setNow('2026-10-15T10:10:00Z')
  const page = await tab.submit(paths.personGrades(id), { pasted: 'EN E', source: 'school', gradedOn: '2026-10-01' })
  assertShows(page, /Tidigare uppgifter om betyg/, /Jonas Ek/)
  assert.deepEqual(await eligible(id), ['vocational', 'imv'])
  const { rows } = await standing(id)
  const english = rows.filter(({ subject }) => subject === 'EN')
  assert.deepEqual(
    english.map(({ grade, source, knownUntil }) => [grade, source, knownUntil === null]),
    [
      ['E', 'school', true],
      ['F', 'catalogue', false],
    ],
  )
  const same = await tab.post(paths.personGrades(id), { pasted: 'EN E', source: 'school', gradedOn: '2026-10-01' })
  assertShows(same, /Betygen står redan så/)
})

test('the catalogue takes the place of the pupil’s word for the same grade, and the word not of the catalogue', async () => {
  const id = await aYouth()
  await tab.submit(paths.personGrades(id), { pasted: 'SV E', source: 'pupil', gradedOn: '2024-06-12' })
  bed.setNow('2026-10-15T10:12:00Z')
  const page = await tab.submit(paths.personGrades(id), { pasted: 'SV E', source: 'catalogue', gradedOn: '2024-06-12' })
  assertShows(page, /Betygen är sparade/)
  assert.deepEqual(
    (await standing(id)).rows.map(({ source, knownUntil }) => [source, knownUntil === null]),
    [
      ['catalogue', true],
      ['pupil', false],
    ],
  )
  const word = { pasted: 'SV E', source: 'pupil', gradedOn: '2024-06-12' }
  assertShows(await tab.post(paths.personGrades(id), word), /Betygen står redan så/)
})

test('neither the pupil’s word nor an older paper takes the place of a grade in the catalogue: nothing is changed, and it is said', async () => {
  const id = await aYouth()
  await tab.submit(paths.personGrades(id), { pasted: 'EN F', source: 'catalogue', gradedOn: '2026-06-10' })
  bed.setNow('2026-10-15T10:14:00Z')
  for (const told of [
    { pasted: 'EN C\nMA D', source: 'pupil', gradedOn: '2026-10-01' },
    { pasted: 'EN C\nMA D', source: 'catalogue', gradedOn: '2025-12-18' },
  ])
    assertShows(await tab.post(paths.personGrades(id), told), /Inget är ändrat/, /MA D/)
  assert.deepEqual(
    (await standing(id)).rows.map(({ subject, grade }) => [subject, grade]),
    [['EN', 'F']],
  )
})

test('a grade that was entered wrongly is taken back: it counts no longer and stands in the history', async () => {
  const id = await aYouth()
  await tab.submit(paths.personGrades(id), { ...TOLD, pasted: `${GRADES}\nTK A` })
  const wrong = (await standing(id)).rows.find(({ subject }) => subject === 'TK')
  bed.setNow('2026-10-15T10:15:00Z')
  const page = await tab.submit(paths.personGradeRemoval(id), { grade: wrong?.id ?? '' })
  assertShows(page, /Betyget är taget tillbaka/, /85 av högst 320/, /Tidigare uppgifter om betyg/)
  assert.equal((await standing(id)).grades.TK, undefined)
  const again = await tab.post(paths.personGradeRemoval(id), { grade: wrong?.id ?? '' })
  assert.equal(again.status, 409)
  assertShows(again, /Någon har redan ändrat betyget/)
  const other = await aYouth()
  const theirs = (await standing(id)).rows.find(({ subject }) => subject === 'BL')
  assert.equal((await tab.post(paths.personGradeRemoval(other), { grade: theirs?.id ?? '' })).status, 409)
})

test('15:5: the page says the last day to begin, and of one for whom it has been that the time is over', async () => {
  const passed = { ...TOLD, pasted: GRADES.replace('EN F', 'EN E') }
  const young = await tab.submit(paths.personGrades(await aYouth({ born: '2007' })), passed)
  assertShows(young, /Sista dag att börja i gymnasieskolan: 30 juni 2027/, /Behörig/, /Behövs inte/)
  assertHides(young, /tiden att börja har gått ut/)
  const id = await aYouth({ born: '2006' })
  const older = await tab.submit(paths.personGrades(id), passed)
  assertShows(older, /var 30 juni 2026/, /Betygen räcker, men tiden att börja har gått ut/, /komvux vägen/)
  assertShows(await tab.get(paths.personCase(id)), /tiden att börja har gått ut/)
})

test('the assessment of English is noted, counts, and is taken back', async () => {
  const id = await aYouth()
  await tab.submit(paths.personGrades(id), TOLD)
  const page = await tab.submit(paths.personExemption(id), { exempt: '1', on: '2026-10-01' })
  assertShows(page, /Behörig med undantag från engelska/)
  assert.deepEqual(await eligible(id), ['vocational', 'imv'])
  await tab.submit(paths.personExemption(id), { on: '2026-10-02' })
  assert.deepEqual(await eligible(id), ['imv'])
})

test('a line that cannot be read is shown, nothing is saved, and what was pasted is kept', async () => {
  const id = await aYouth()
  const page = await tab.post(paths.personGrades(id), { ...TOLD, pasted: 'SV E\nFysik tre' })
  assert.equal(page.status, 422)
  assertShows(page, /Går inte att läsa: Fysik tre/)
  assert.match(page.html, /SV E\nFysik tre/)
  const later = await tab.post(paths.personGrades(id), { ...TOLD, gradedOn: '2026-10-16' })
  assertShows(later, /Dagen har inte varit än/)
  assert.deepEqual((await standing(id)).rows, [])
})

test('of a language alone the form asks what it was read as, and saves by the answer', async () => {
  const id = await aYouth()
  const form = { ...TOLD, pasted: `${GRADES}\nSpanska C` }
  const asked = await tab.post(paths.personGrades(id), form)
  assert.equal(asked.status, 422)
  assertShows(asked, /Spanska C: vad är språket läst som\?/, /Välj om språket är språkval/, /M2 moderna språk/)
  assert.match(asked.html, /name="asked-0" value="Spanska C"/)
  assert.deepEqual((await standing(id)).rows, [])
  const answered = { ...form, 'asked-0': 'Spanska C', 'language-0': 'M1' }
  assertShows(await tab.submit(paths.personGrades(id), answered), /Betygen är sparade/, /sjuttonde: språkval/)
  assert.equal((await standing(id)).grades.M1, 'C')
})

const PLAN = {
  ...{ goal: 'vocational', parts: 'HT 2026: Engelska, pågår\nVT 2027: Matematik', adjustments: ['part_week'] },
  ...{ extra: ['two_teachers'], seen: '' },
}

test('a study plan is written, changed as another version, printed, and nobody’s words are written over', async () => {
  const id = await aYouth()
  const page = await tab.submit(paths.personStudyPlan(id), PLAN)
  assertShows(page, /Studieplanen är sparad/, /HT 2026/, /Engelska/, /pågår/, /Skola delar av veckan/, /Två lärare/)
  bed.setNow('2026-10-15T10:20:00Z')
  const [first] = await bed.web.read(coach, (tx) => studyPlansOf(tx, id))
  const more = { ...PLAN, parts: `${PLAN.parts}\nHT 2027: Fordonsteknik`, seen: first?.id ?? '' }
  assertShows(await tab.submit(paths.personStudyPlan(id), more), /Fordonsteknik/, /Tidigare versioner/)
  const late = await tab.post(paths.personStudyPlan(id), { ...more, parts: 'HT 2026: Mitt förslag' })
  assert.equal(late.status, 409)
  assertShows(late, /Någon har ändrat under tiden/, /Mitt förslag/, /Fordonsteknik/)
  const file = await tab.get(paths.personStudyPaper(id))
  const told = pdfLetters(file.bytes).replaceAll(/\s/g, '')
  for (const words of ['ToveAsk', 'Fordonsteknik', 'HT2027', 'Tvålärare']) assert.ok(told.includes(words), words)
})

test('a plan with a line that cannot be read comes back as it was written', async () => {
  const id = await aYouth()
  const page = await tab.post(paths.personStudyPlan(id), { ...PLAN, parts: 'snart: Engelska' })
  assert.equal(page.status, 422)
  assertShows(page, /Går inte att läsa: snart: Engelska/)
  assertShows(await tab.post(paths.personStudyPlan(id), { ...PLAN, parts: '' }), /Skriv minst en kurs/)
})

test('a colleague who does not support somebody reads no grade and writes none', async () => {
  const id = await aYouth()
  await tab.submit(paths.personGrades(id), TOLD)
  const other = site.tab(await signedIn(bed, domain, { role: 'coach' }))
  for (const address of [paths.personStudies(id), paths.personStudyPaper(id)])
    assert.equal((await other.get(address)).status, 404)
  assert.equal((await other.post(paths.personGrades(id), TOLD)).status, 404)
  assertHides(await other.get(paths.placements()), /Tove/)
})
