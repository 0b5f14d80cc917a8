import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPupilFrom, derived, ourSchool, postGoesRound } from '../../test/build/notices.ts'
import { nextNumber } from '../../test/build/people.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, titleOf, tokenOf } from '../../test/build/site.ts'
import type { Asking } from '../../test/build/things.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { paths } from '../ui/paths.ts'
import { noticesOut } from './out-store.ts'

let bed: TestBed
let domain: TestDomain
let katrineholm: TestDomain
let site: Site
let coordinator: Asking
let tab: Tab

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Barn- och utbildningsnämnden, Eskilstuna' })
  katrineholm = await aDomain(bed, { name: 'Bildningsnämnden, Katrineholm', municipality: '0483' })
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' })
  site = siteOf(bed)
  tab = site.tab(coordinator)
  await ourSchool(bed, domain, 'Eskilstuna kommun')
})
after(() => bed.close())

async function owed(municipality: string, givenName: string): Promise<string> {
  const { id } = await bed.jobs.write(domain.machine, (tx) =>
    aPupilFrom(tx, municipality, { givenName, familyName: 'Ask' }),
  )
  await derived(bed, domain)
  const all = await bed.web.read(coordinator, (tx) => noticesOut(tx, 'to_send', { limit: 500, offset: 0 }))
  return all.find(({ personId }) => personId === id)?.id ?? ''
}

const ON_PAPER = {
  ...{ kind: 'interrupted', onDay: '9/10 2026', schoolForm: 'GY', schoolUnit: 'Realgymnasiet', schoolUnitCode: '' },
  ...{ programmeCode: 'EE', sender: 'Realgymnasiet AB', toldOn: '2026-10-12', givenName: 'Ali', familyName: 'Nur' },
}

test('the outbox says what, to whom and by when, late ones marked, and no name stands in a title', async () => {
  const id = await owed('0483', 'Tove')
  const list = await tab.get(paths.notices({ box: 'out' }))
  assertShows(list, /Tove Ask/, /Börjar 17 aug 2026/, /Katrineholm/, /\(i Sedd\)/, /Försenad/, /24 aug 2026/)
  const one = await tab.get(paths.noticeOut(id))
  assertShows(one, /Skollagen 15 kap\. 15 §/, /Skicka genom Sedd: Bildningsnämnden, Katrineholm/, /Framräknad av Sedd/)
  assert.equal(titleOf(one).includes('Tove'), false)
  assertShows(
    await site.tab(coordinator, 'en').get(paths.noticeOut(id)),
    /Notice to the home municipality/,
    /Education Act 15:15/,
  )
})

test('a preview says who goes and who does not and why, and only the first are sent, once', async () => {
  const [near, far] = [await owed('0483', 'Vera'), await owed('0180', 'Alva')]
  const preview = await tab.post(paths.noticesPreview(), { notice: [near, far] })
  assertShows(preview, /1 går genom Sedd/, /Vera Ask/, /1 går inte/, /Kommunen finns inte i Sedd/, /Inget annat\./)
  const fields = { notice: [near], token: tokenOf(preview, 'send') }
  assertShows(await tab.submit(paths.noticesSending(), fields), /1 underrättelse är skickad\./)
  await tab.post(paths.noticesSending(), fields)
  assertShows(await tab.get(paths.notices({ box: 'out', state: 'sent' })), /Vera Ask/)
  assertHides(await tab.get(paths.notices({ box: 'out' })), /Vera Ask/)
  assertShows(await tab.submit(paths.noticesPreview(), { notice: [] }), /Kryssa för dem som ska skickas/)
})

test('what somebody else has done with it meanwhile is told on the notice', async () => {
  const id = await owed('0483', 'Nils')
  assertShows(await tab.submit(paths.noticeOutSending(id)), /1 underrättelse är skickad/)
  assertShows(await tab.submit(paths.noticeOutSending(id)), /redan skickad eller avförd/)
  assertShows(await tab.submit(paths.noticeOutByHand(id), { how: 'letter', sentOn: 'i dag' }), /Någon annan har redan/)
  assertShows(await tab.submit(paths.noticeOutReturn(id)), /mottagaren svarar själv/)
})

test('a letter has what goes on paper; it is said how and when it went, and field by field what is missing', async () => {
  const id = await owed('0180', 'Alma')
  assertShows(await tab.get(paths.noticeOutLetter(id)), /Alma Ask/, /har börjat hos oss/, /Till Stockholm/)
  const wrong = await tab.post(paths.noticeOutByHand(id), { how: '', sentOn: 'sen' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Välj hur den skickades/, /Skriv dagen som/, /value="sen"/)
  assertShows(
    await tab.submit(paths.noticeOutByHand(id), { how: 'letter', sentOn: '2026-10-14' }),
    /brev, 14 oktober 2026/,
  )
  assertShows(await tab.submit(paths.noticeOutReceipt(id)), /de har tagit emot den/)
})

test('one that came on paper is entered; what is missing is told, and what was typed is kept', async () => {
  const wrong = await tab.post(paths.noticesIn(), { ...ON_PAPER, number: '12', schoolUnitCode: '1', kind: '' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /tolv siffror/, /Välj vad underrättelsen säger/, /value="Realgymnasiet AB"/)
  const { number } = nextNumber({ born: '2008' })
  const entered = await tab.submit(paths.noticesIn(), { ...ON_PAPER, number })
  assertShows(entered, /Underrättelsen ligger i inkorgen/, /Ali Nur/, /Okänd här/, /Personnumret finns inte hos er/)
  const again = await tab.post(paths.noticesIn(), { ...ON_PAPER, number })
  assertShows(again, /Samma underrättelse finns redan/)
})

test('what was applied says what it changed, leads to the explanation, and can be taken back', async () => {
  const number = nextNumber({ born: '2008' })
  await bed.jobs.write(domain.machine, (tx) =>
    aPupilFrom(tx, '0484', {
      number,
      studies: { from: '2025-08-18', school: 'Realgymnasiet', schoolUnitCode: '39936461' },
    }),
  )
  const fields = { ...ON_PAPER, toldOn: '2026-10-15', schoolUnitCode: '39936461', number: number.number }
  const entered = await tab.post(paths.noticesIn(), fields)
  const at = entered.location ?? ''
  assertShows(await tab.get(at), /Studierna, som hos oss började 18 augusti 2025, avslutas 9 oktober 2026/)
  const applied = await tab.submit(`${at}/application`)
  assertShows(applied, /Infört\. I registret från 10 oktober 2026\./, /Så säger registret/)
  const person = /\/people\/([0-9a-f-]{36})\/explanation/.exec(applied.html)?.[1] ?? ''
  assertShows(await tab.get(paths.personExplanation(person)), /underrättelse från Realgymnasiet AB/)
  assertShows(await tab.get(paths.person(person)), /Avbryter 9 okt 2026/, /I registret från 10 oktober 2026/)
  assertShows(await tab.submit(`${at}/undo`), /Taget tillbaka/)
  assertHides(await tab.get(paths.personExplanation(person)), /underrättelse från/)
})

test('the start page says what waits, and how much of it is late', async () => {
  assertShows(await tab.get(paths.start()), /underrättelser? att skicka/, /underrättelser? att ta hand om/)
  await postGoesRound(bed, katrineholm)
  const there = site.tab(await signedIn(bed, katrineholm, { role: 'kaa_coordinator' }))
  assertShows(await there.get(paths.start()), /underrättelser? att ta hand om/)
})

test('a domain decides its own days and share; until then the program’s are shown as unverified', async () => {
  const before = await tab.get(paths.noticeSettings())
  assertShows(before, /Ingen har bestämt ännu/, /value="20"/)
  const wrong = await tab.post(paths.noticeSettings(), {
    targetDays: '0',
    handleDays: '5',
    handoverDays: '61',
    absencePercent: '101',
  })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /mellan 1 och 60/, /mellan 1 och 100/, /value="101"/)
  const right = { targetDays: '3', handleDays: '5', handoverDays: '14', absencePercent: '30' }
  assertShows(await tab.submit(paths.noticeSettings(), right), /Bestämt\./)
  const after = await tab.get(paths.noticeSettings())
  assertShows(after, /value="3"/, /value="30"/)
  assertHides(after, /Ingen har bestämt ännu/)
})
