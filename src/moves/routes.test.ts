import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aMover, aNewcomer, movesDerived, movesGoRound } from '../../test/build/moves.ts'
import { nextNumber, type TestPerson } from '../../test/build/people.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, titleOf } from '../../test/build/site.ts'
import type { Context } from '../kernel/database.ts'
import { runDueJob } from '../kernel/jobs.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { paths } from '../ui/paths.ts'
import { movesInOf } from './in-store.ts'
import { moveJobs } from './jobs.ts'
import { movesOutOf } from './out-store.ts'

let bed: TestBed
let eskilstuna: TestDomain
let katrineholm: TestDomain
let site: Site
let here: Context
let there: Context
let tab: Tab

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  eskilstuna = await aDomain(bed, { name: 'Barn- och utbildningsnämnden, Eskilstuna', municipality: '0484' })
  katrineholm = await aDomain(bed, { name: 'Bildningsnämnden, Katrineholm', municipality: '0483' })
  here = await signedIn(bed, eskilstuna, { role: 'kaa_coordinator', displayName: 'Amina Warsame' })
  there = await signedIn(bed, katrineholm, { role: 'kaa_coordinator' })
  site = siteOf(bed)
  tab = site.tab(here)
})
after(() => bed.close())

const mover = (given: Partial<Parameters<typeof aMover>[1]>) =>
  bed.jobs.write(eskilstuna.machine, (tx) => aMover(tx, { to: '0483', on: '2026-10-01', familyName: 'Ask', ...given }))
const outOf = async ({ id }: TestPerson) => (await bed.web.read(here, (tx) => movesOutOf(tx, id)))[0]?.id ?? ''
const TOLD = { callName: 'Amina Warsame', callWay: '016-710 10 00', ground: 'harm_test', groundDetail: '' }

test('from the list to the receipt: handed over with the least, received, and told to the sender', async () => {
  const number = nextNumber({ born: '2008', orBorn: '2007' })
  const one = await mover({ number, givenName: 'Tove', phone: '070-174 06 05' })
  const same = await bed.jobs.write(katrineholm.machine, (tx) =>
    aNewcomer(tx, {
      number,
      municipality: '0483',
      from: '0484',
      on: '2026-10-01',
      givenName: 'Tove',
      familyName: 'Ask',
    }),
  )
  await movesDerived(bed, eskilstuna)
  await movesDerived(bed, katrineholm)
  assertShows(await tab.get(paths.moves()), /Tove Ask/, /Katrineholm/, /\(i Sedd\)/, /Försenad/, /1 okt 2026/)
  const at = paths.moveOut(await outOf(one))
  const page = await tab.get(at)
  assertShows(
    page,
    /Har flyttat till Katrineholm den 1 oktober 2026\. Överlämning saknas\./,
    /30 september 2026/,
    /Sekretesskompassen/,
    /Särskild elevstödjande verksamhet/,
    /Lämna över till Bildningsnämnden, Katrineholm/,
    /Vem svarar vilken dag/,
  )
  assert.equal(titleOf(page).includes('Tove'), false)
  const other = site.tab(there)
  const [awaited] = await bed.web.read(there, (tx) => movesInOf(tx, same.id))
  const arrival = paths.moveIn(awaited?.id ?? '')
  const waits = await other.get(arrival)
  assertShows(waits, /Har flyttat in från Eskilstuna den 1 oktober 2026\. Överlämning väntas\./)
  assertHides(waits, /070-174 06 05/, /Amina Warsame/)
  const wrong = await tab.post(`${at}/sending`, { ...TOLD, callWay: '', ground: '' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Välj vad överlämningen vilar på/, /Skriv telefon eller e-post dit/)
  assertShows(
    await tab.submit(`${at}/sending`, TOLD),
    /Överlämnad\. Du får se när de har tagit emot\./,
    /Dela mer med den nya/,
  )
  await movesGoRound(bed, katrineholm)
  const told = await other.get(arrival)
  assertShows(told, /Att ta emot\./, /070-174 06 05/, /Amina Warsame, 016-710 10 00/)
  assertShows(await other.submit(`${arrival}/reception`), /Mottagen\. Den gamla kommunen får veta det\./)
  await movesGoRound(bed, eskilstuna)
  assertShows(await tab.get(at), /Mottagen av den nya kommunen/, /Öppnad av mottagaren/)
  assertShows(
    await site.tab(here, 'en').get(at),
    /Moved to Katrineholm on 1 October 2026/,
    /Received by the new municipality/,
  )
})

test('what is sent back says why on the sender’s page, and what to do', async () => {
  const number = nextNumber({ born: '2008', orBorn: '2007' })
  const one = await mover({ number, givenName: 'Vera' })
  await movesDerived(bed, eskilstuna)
  const at = paths.moveOut(await outOf(one))
  await tab.submit(`${at}/sending`, TOLD)
  await movesGoRound(bed, katrineholm)
  const other = site.tab(there)
  const list = await other.get(paths.moves({ box: 'in' }))
  assertShows(list, /Vera Ask/, /Okänd här/)
  const arrival = /\/moves\/in\/[0-9a-f-]{36}/.exec(list.html)?.[0] ?? ''
  assertShows(await other.get(arrival), /Personnumret finns inte i era uppgifter/, /Lägg till personen/)
  const silent = await other.post(`${arrival}/refusal`, {})
  assert.equal(silent.status, 422)
  assertShows(silent, /Välj varför/)
  const back = await other.submit(`${arrival}/refusal`, { why: 'not_here' })
  assertShows(back, /Skickad tillbaka/)
  assertHides(back, /Vera/)
  await movesGoRound(bed, eskilstuna)
  assertShows(
    await tab.get(at),
    /Katrineholm har skickat tillbaka överlämningen: är inte här\. Kontrollera uppgifterna/,
    /Kom tillbaka: är inte här/,
  )
})

test('outside Sedd the letter holds the least, and it is said how, when and who received it', async () => {
  const one = await mover({ to: '0180', givenName: 'Alva', phone: '070-174 06 05' })
  await movesDerived(bed, eskilstuna)
  const at = paths.moveOut(await outOf(one))
  assertShows(await tab.get(at), /Den nya kommunen finns inte i Sedd/)
  assertShows(
    await tab.get(`${at}/letter`),
    /Överlämning av aktivitetsansvar/,
    /Till Stockholm/,
    /Alva Ask/,
    /070-174 06 05/,
  )
  const sent = { ...TOLD, how: 'phone', sentOn: '2026-10-14', receivedBy: '' }
  const wrong = await tab.post(`${at}/by-hand`, sent)
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Skriv vem som tog emot/)
  const done = await tab.submit(`${at}/by-hand`, { ...sent, receivedBy: 'Eva Ek' })
  assertShows(done, /Sparat att den är lämnad/, /Mottagen: Eva Ek/, /telefon, 14 oktober 2026/)
})

test('a gap and a double are said with what to do, and where to can be named', async () => {
  const [gap, both] = [
    await mover({ to: null, givenName: 'Nils' }),
    await mover({ residentUntil: null, givenName: 'Ida' }),
  ]
  await movesDerived(bed, eskilstuna)
  const at = paths.moveOut(await outOf(gap))
  assertShows(
    await tab.get(at),
    /Ny kommun är inte känd/,
    /Uppgifterna har en lucka/,
    /Ta reda på vart hen har flyttat/,
  )
  const named = await tab.submit(`${at}/destination`, { municipality: '0480', movedOn: '2026-10-05' })
  assertShows(named, /Kommunen är sparad/, /Har flyttat till Nyköping den 5 oktober 2026/, /angiven av Amina Warsame/)
  assertShows(await tab.get(paths.moveOut(await outOf(both))), /Två kommuner har samma dagar/, /Rätta dagarna först/)
})

test('the case holder sees on the person’s page that they move, and the late one stands between the chairs and among the tasks', async () => {
  const coach = await signedIn(bed, eskilstuna, { role: 'coach' })
  const one = await mover({ givenName: 'Sam' })
  await bed.jobs.write(eskilstuna.machine, (tx) => ownedBy(tx, one.id, coach.accountId))
  await movesDerived(bed, eskilstuna)
  const card = await site.tab(coach).get(paths.person(one.id))
  assertShows(card, /Har flyttat till Katrineholm den 1 oktober 2026\./, /Att lämna över/, /Försenad/)
  assertHides(card, /href="\/moves/)
  assertShows(await tab.get(paths.outreachBetween({ whose: 'all', gap: 'late_handover' })), /Sam Ask/, /Se flytten/)
  assertShows(await tab.get(paths.tasks()), /flyttar? att lämna över/)
  assertShows(await tab.get(paths.start()), /flyttar? att lämna över, \d+ försenade?/)
  const aside = await tab.post(`${paths.moveOut(await outOf(one))}/aside`, {})
  assert.equal(aside.status, 422)
  await tab.submit(`${paths.moveOut(await outOf(one))}/aside`, { why: 'done_otherwise' })
  assertHides(await tab.get(paths.outreachBetween({ whose: 'all', gap: 'late_handover' })), /Sam Ask/)
})

test('hemkommun set by hand is looked at within seconds', async () => {
  const one = await bed.jobs.write(eskilstuna.machine, (tx) => aMover(tx, { on: '2026-10-01', familyName: 'Ek' }))
  await tab.submit(paths.personResidence(one.id), {
    ...{ municipality: '0482', ground: 'not_registered', from: '2026-10-01', until: '' },
  })
  while (await runDueJob(bed.jobs, eskilstuna.machine, moveJobs)) {}
  assertShows(await tab.get(paths.person(one.id)), /Har flyttat till Flen den 1 oktober 2026/)
})
