import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { pdfLetters } from '../../../test/build/pdf.ts'
import type { NewPerson } from '../../../test/build/people.ts'
import { aPlacement, aWorkplace, TERMS } from '../../../test/build/placements.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../../test/build/site.ts'
import { aCase } from '../../../test/build/support.ts'
import { day } from '../../kernel/date.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { DEFAULT_HOURS } from '../../outreach/messages/sending-rules.ts'
import { decideSetting } from '../../outreach/messages/setting-actions.ts'
import { PersonId } from '../../people/model.ts'
import { personTasks } from '../../tasks/source-sql.ts'
import { paths } from '../../ui/paths.ts'
import { changeTerms, endPlacement } from './actions.ts'
import { changeSupervisor } from './employer-actions.ts'
import { offerById, supervisorById } from './employer-store.ts'
import { takenOn } from './rules.ts'
import { placementById, stepsOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let tab: Tab
let client: Client

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  site = siteOf(bed)
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  tab = site.tab(coach)
  client = new Client(bed.owner)
  await client.connect()
})
after(async () => {
  await client.end()
  await bed.close()
})

async function aYouth(given: NewPerson = {}, owner: Writer = coach): Promise<PersonId> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask', ...given })
    await ownedBy(tx, made.id, owner.accountId)
    return made
  })
  await aCase(bed, owner, { personId: id })
  return id
}

const FORM = {
  ...{ fromOn: '2026-10-13', lastOn: '2026-12-18', days: ['tuesday', 'thursday'], startsAt: '08.00', endsAt: '15.00' },
  ...{ tasks: 'Däckbyten', insurance: 'municipality', asks: 'never', accompany: '2' },
}
const placementAt = (id: PersonId, placementId: string) =>
  bed.web.read(coach, (tx) => placementById(tx, { root: id, placementId }))

test('an employer is added, and another of the same number and name is not', async () => {
  const form = {
    name: 'Däck i Torshälla',
    organisationNumber: '556016-0680',
    sector: 'vehicles',
    municipalityCode: '0484',
  }
  const page = await tab.submit(paths.employers(), form)
  assertShows(page, /Arbetsgivaren är tillagd/, /Däck i Torshälla/, /556016-0680/)
  const again = await tab.post(paths.employers(), form)
  assert.equal(again.status, 422)
  assertShows(again, /Den arbetsplatsen finns redan/)
  const soleTrader = await tab.post(paths.employers(), { ...form, name: 'Firman', organisationNumber: '810101-9999' })
  assertShows(soleTrader, /Det är ett personnummer/)
  assert.match(soleTrader.html, /value="Firman"/)
})

test('two who change a workplace at the same time do not write over each other', async () => {
  const { employerId } = await aWorkplace(bed, coach)
  const seen = /name="seen" value="([^"]+)"/.exec((await tab.get(paths.employer(employerId))).html)?.[1] ?? ''
  bed.setNow('2026-10-15T10:05:00Z')
  const form = { name: 'Nya namnet', sector: 'vehicles', municipalityCode: '0484', seen }
  assertShows(await tab.submit(paths.employer(employerId), form), /Uppgifterna är sparade/)
  const late = await tab.post(paths.employer(employerId), { ...form, name: 'Ett annat namn' })
  assert.equal(late.status, 409)
  assertShows(late, /Någon har ändrat under tiden/, /<h1>Nya namnet/, /value="Ett annat namn"/)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('a supervisor who supervises no longer is reached no longer, and keeps the name on what was agreed', async () => {
  const at = await aWorkplace(bed, coach)
  const id = await aYouth()
  const placementId = await aPlacement(bed, coach, { ...at, personId: id })
  await tab.submit(paths.employerSupervisorEnd(at.employerId, at.supervisorId))
  const supervisor = await bed.web.read(coach, (tx) => supervisorById(tx, at.supervisorId))
  assert.deepEqual([supervisor.phone, supervisor.email, supervisor.endedOn], [null, null, '2026-10-15'])
  assertShows(await tab.get(paths.personPlacement(id, placementId)), /Siv Holm/)
  const of = { employerId: at.employerId, supervisorId: at.supervisorId }
  const again = { name: 'Siv', phone: '0701740699', email: '', seen: supervisor.changedAt }
  await assert.rejects(
    bed.web.write(coach, (tx) => changeSupervisor(tx, of, again)),
    { code: 'supervisor_ended' },
  )
})

test('a place is filled from the form, with colleagues along the first days, and the last place is given once', async () => {
  const at = await aWorkplace(bed, coach, { places: 1 })
  const [id, other] = [await aYouth(), await aYouth()]
  const page = await tab.submit(paths.personPlacements(id), { ...FORM, ...at })
  assertShows(page, /Placeringen är sparad/, /Bilverkstad/, /tisdag och torsdag, 08.00–15.00, 14 timmar i veckan/)
  assertShows(page, /Följa med/, /13 oktober 2026/, /15 oktober 2026/, /Inte undertecknad än/)
  const offer = await bed.web.read(coach, (tx) => offerById(tx, at.offerId))
  assert.deepEqual([takenOn(offer, day('2026-10-15')), offer.places], [1, 1])
  const late = await tab.post(paths.personPlacements(other), { ...FORM, ...at })
  assert.equal(late.status, 422)
  assertShows(late, /Alla platser är tagna/, /Däckbyten/)
  assertShows(await tab.get(paths.personPlacements(other)), /ledig från 19 december 2026/)
  const after = { ...FORM, ...at, fromOn: '2026-12-21', lastOn: '2027-01-29' }
  assertShows(await tab.submit(paths.personPlacements(other), after), /Placeringen är sparad/)
  assertShows(await tab.get(paths.personCase(id)), /Praktik och jobb/, /Bilverkstad/, /inte undertecknad/)
})

test('the same form sent twice places once', async () => {
  const at = await aWorkplace(bed, coach)
  const id = await aYouth()
  const token = crypto.randomUUID()
  await tab.post(paths.personPlacements(id), { ...FORM, ...at, token })
  await tab.post(paths.personPlacements(id), { ...FORM, ...at, token })
  const offer = await bed.web.read(coach, (tx) => offerById(tx, at.offerId))
  assert.equal(takenOn(offer, day('2026-10-15')), 1)
})

test('what is wrong with a placement is told beside its field, and what was typed is kept', async () => {
  const at = await aWorkplace(bed, coach)
  const id = await aYouth()
  const page = await tab.post(paths.personPlacements(id), { ...FORM, ...at, lastOn: '2026-10-01', tasks: '', days: [] })
  assert.equal(page.status, 422)
  assertShows(page, /Sista dagen är före den första/, /Välj minst en dag/, /Skriv vad den unga ska göra/)
  assert.match(page.html, /value="2026-10-01"/)
})

test('a change is another version that is signed anew, and nobody’s words are written over', async () => {
  const at = await aWorkplace(bed, coach)
  const id = await aYouth()
  const placementId = await aPlacement(bed, coach, { ...at, personId: id })
  const before = (await placementAt(id, placementId)).terms.id
  const signed = { signedOn: '2026-10-14', seen: before }
  assertShows(await tab.submit(paths.personPlacementSigned(id, placementId), signed), /Undertecknad 14 oktober 2026/)
  assertShows(await tab.post(paths.personPlacementSigned(id, placementId), signed), /redan undertecknad/)
  const changed = { ...FORM, ...at, startsAt: '10.00', seen: before }
  const page = await tab.submit(paths.personPlacementTerms(id, placementId), changed)
  assertShows(
    page,
    /sparad som en ny version/,
    /10.00–15.00/,
    /Inte undertecknad än/,
    /Tidigare versioner/,
    /08.00–15.00/,
  )
  const late = await tab.post(paths.personPlacementTerms(id, placementId), { ...changed, tasks: 'Mitt förslag' })
  assert.equal(late.status, 409)
  assertShows(late, /Någon har ändrat under tiden/, /Mitt förslag/, /Däckbyten/)
})

test('the agreement to print has the parties and what was agreed, a guardian for a minor, and no number', async () => {
  const at = await aWorkplace(bed, coach)
  const id = await aYouth({ born: '2009' })
  const placementId = await aPlacement(bed, coach, { ...at, personId: id })
  assertShows(await tab.get(paths.personPlacement(id, placementId)), /Riskbedömning saknas/)
  const file = await tab.get(paths.personPlacementAgreement(id, placementId))
  assert.equal(file.headers.get('content-type'), 'application/pdf')
  const told = pdfLetters(file.bytes)
  for (const words of ['ToveAsk', 'SivHolm', 'Däckbyten', 'Vårdnadshavare', 'Kommunensförsäkring', 'Ungdomsteamet'])
    assert.ok(told.replaceAll(/\s/g, '').includes(words), words)
  const { rows } = await client.query<{ number: string }>('select number from person_identifier where person_id = $1', [
    id,
  ])
  assert.equal(told.replaceAll(/\D/g, '').includes(rows[0]?.number ?? '-'), false)
})

test('a visit is planned, comes among what is to be done, and what was said is a note', async () => {
  const at = await aWorkplace(bed, coach)
  const id = await aYouth()
  const placementId = await aPlacement(bed, coach, { ...at, personId: id, accompany: 0 })
  const form = { kind: 'visit', plannedOn: '2026-10-15', withWhom: 'both', accountId: coach.accountId }
  assertShows(await tab.submit(paths.personPlacementSteps(id, placementId), form), /Det är planerat/)
  const asked = { account: coach.accountId, until: day('2026-10-20'), limit: 100, source: 'work_step' } as const
  const tasks = async () =>
    (await bed.web.read(coach, (tx) => personTasks(tx, asked))).filter((each) => each.personId === id)
  assert.deepEqual(
    (await tasks()).map(({ onDay, detail }) => [onDay, detail]),
    [['2026-10-15', 'visit']],
  )
  assertShows(await tab.get(paths.tasks()), /Praktik, besök/)
  const [step] = await bed.web.read(coach, (tx) => stepsOf(tx, placementId))
  const done = { doneOn: '2026-10-15', outcome: 'adjust', words: 'Vill börja senare på morgonen.' }
  const page = await tab.submit(paths.personPlacementStep(id, step?.id ?? ''), done)
  assertShows(page, /Något behöver ändras/, /Anteckning/)
  assertHides(page, /senare på morgonen/)
  assert.deepEqual(await tasks(), [])
  assertShows(await tab.get(paths.personNotes(id)), /Vill börja senare på morgonen/)
  const twice = await tab.post(paths.personPlacementStep(id, step?.id ?? ''), { ...done, token: crypto.randomUUID() })
  assertShows(twice, /Någon har redan skrivit hur det gick/)
})

test('the end of a placement comes among what is to be done two weeks before, and not sooner', async () => {
  const at = await aWorkplace(bed, coach)
  const id = await aYouth()
  await aPlacement(bed, coach, { ...at, personId: id, accompany: 0, terms: { lastOn: day('2026-10-29') } })
  const until = async (last: string) => {
    const asked = { account: coach.accountId, until: day(last), limit: 100, source: 'placement_ends' } as const
    return (await bed.web.read(coach, (tx) => personTasks(tx, asked))).filter((each) => each.personId === id).length
  }
  assert.deepEqual([await until('2026-10-14'), await until('2026-10-15')], [0, 1])
})

test('an ended placement says how it turned out, frees its place, and what was planned falls away', async () => {
  const at = await aWorkplace(bed, coach, { places: 1 })
  const id = await aYouth()
  const placementId = await aPlacement(bed, coach, { ...at, personId: id, accompany: 3 })
  const wrong = await tab.post(paths.personPlacementEnd(id, placementId), {
    ...{ endedOn: '2026-10-15', outcome: 'hired', endReason: 'absence' },
  })
  assertShows(wrong, /Skälet hör inte ihop/)
  const form = { endedOn: '2026-10-15', outcome: 'interrupted', endReason: 'not_suitable' }
  const page = await tab.submit(paths.personPlacementEnd(id, placementId), form)
  assertShows(page, /Placeringen är avslutad/, /Avbruten 15 oktober 2026: Platsen passade inte/)
  const steps = await bed.web.read(coach, (tx) => stepsOf(tx, placementId))
  // What was to be before the last day is still to be told of.
  assert.deepEqual(
    steps.map(({ plannedOn, outcome }) => [plannedOn, outcome]),
    [
      ['2026-10-13', null],
      ['2026-10-14', null],
      ['2026-10-15', null],
    ],
  )
  assertShows(page, /Hur gick det\?/)
  const offer = await bed.web.read(coach, (tx) => offerById(tx, at.offerId))
  assert.deepEqual([takenOn(offer, day('2026-10-15')), takenOn(offer, day('2026-10-16'))], [1, 0])
  const again = {
    personId: id,
    placementId,
    ending: { endedOn: day('2026-10-15'), outcome: 'done', endReason: 'as_planned' },
  } as const
  await assert.rejects(
    bed.web.write(coach, (tx) => endPlacement(tx, again)),
    { code: 'placement_ended' },
  )
})

test('nobody is placed without an open case, and a colleague who does not support them finds nothing', async () => {
  const at = await aWorkplace(bed, coach)
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Mira', familyName: 'Ask' })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  await assert.rejects(aPlacement(bed, coach, { ...at, personId: id }), { code: 'no_open_case' })
  assertShows(await tab.get(paths.personPlacements(id)), /Ärendet är inte öppet/)
  const other = site.tab(await signedIn(bed, domain, { role: 'coach' }))
  assert.equal((await other.get(paths.personPlacements(id))).status, 404)
  assert.equal((await other.post(paths.personPlacements(id), { ...FORM, ...at })).status, 404)
})

test('the supervisor of one whose identity is protected is not asked by text, whoever decides', async () => {
  const sees = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
  const at = await aWorkplace(bed, coach)
  const id = await aYouth({ protection: 'protected_registration', protectedFrom: '2020-01-01' }, sees)
  await assert.rejects(aPlacement(bed, sees, { ...at, personId: id, terms: { asks: 'weekly' } }), {
    fields: [{ field: 'asks', code: 'asks_protected' }],
  })
  const placementId = await aPlacement(bed, sees, { ...at, personId: id })
  const seen = (await bed.web.read(sees, (tx) => placementById(tx, { root: PersonId.parse(id), placementId }))).terms.id
  const changed = {
    personId: id,
    placementId,
    seen,
    terms: { ...TERMS, supervisorId: at.supervisorId, asks: 'daily' },
  } as const
  await assert.rejects(
    bed.web.write(sees, (tx) => changeTerms(tx, changed)),
    { fields: [{ field: 'asks', code: 'asks_protected' }] },
  )
})

test('of two who write of the same visit, or change what somebody ended meanwhile, neither loses their words', async () => {
  const at = await aWorkplace(bed, coach)
  const id = await aYouth()
  const placementId = await aPlacement(bed, coach, { ...at, personId: id })
  const [step] = await stepsAt(placementId)
  const done = { doneOn: '2026-10-13', outcome: 'well', words: 'Trivs bra' }
  await tab.submit(paths.personPlacementStep(id, step?.id ?? ''), done)
  const late = await tab.post(paths.personPlacementStep(id, step?.id ?? ''), {
    ...{ ...done, outcome: 'worry', words: 'Verkar trött, ring på fredag' },
  })
  assert.equal(late.status, 409)
  assertShows(late, /Någon har redan skrivit hur det gick/, /Verkar trött, ring på fredag<\/textarea>/)
  assertShows(late, /value="worry" checked|checked[^>]*value="worry"/, /ta(?:r du)? först tillbaka/)
  assertHides(await tab.get(paths.personPlacement(id, placementId)), /Hur gick det/)
  const { terms } = await placementAt(id, placementId)
  const end = { endedOn: '2026-10-15', outcome: 'interrupted', endReason: 'absence' }
  await tab.submit(paths.personPlacementEnd(id, placementId), end)
  const changed = await tab.post(paths.personPlacementTerms(id, placementId), {
    ...{ ...FORM, ...at, tasks: 'Ta emot kunder i kassan', seen: terms.id },
  })
  assert.equal(changed.status, 409)
  assertShows(changed, /Placeringen är redan avslutad/, /Ta emot kunder i kassan<\/textarea>/)
  const planned = { kind: 'visit', plannedOn: '2026-10-20', withWhom: 'both', accountId: coach.accountId }
  const visit = await tab.post(paths.personPlacementSteps(id, placementId), planned)
  assertShows(visit, /Placeringen är redan avslutad/, /value="2026-10-20"/)
  assertHides(await tab.get(paths.personPlacement(id, placementId)), /name="tasks"/)
})

test('girls and boys in the sectors are counted once each, and the nudge names where few have been', async () => {
  const own = await signedIn(bed, domain, { role: 'coach', displayName: 'Mia Berg' })
  const at = await aWorkplace(bed, own)
  for (const sex of ['male', 'male', 'male', 'male', 'female'] as const)
    await aPlacement(bed, own, { ...at, personId: await aYouth({ sex }, own), accompany: 0 })
  // A second placement in the same sector counts nobody twice.
  const again = await aYouth({ sex: 'male' }, own)
  const more = await aWorkplace(bed, own)
  await aPlacement(bed, own, { ...more, personId: again, accompany: 0 })
  await aPlacement(bed, own, { ...more, personId: again, accompany: 0 })
  const page = await site.tab(own).get(paths.placements())
  assertShows(page, /5 av 5 tagna/, /Full/, /Fordon: 1 flicka och 5 pojkar/, /Få flickor har varit i: Fordon/)
  assertHides(page, /Få pojkar/)
})

const stepsAt = (placementId: string) => bed.web.read(coach, (tx) => stepsOf(tx, placementId))

test('what was entered wrongly of a step or a signing is taken back', async () => {
  const at = await aWorkplace(bed, coach)
  const id = await aYouth()
  const placementId = await aPlacement(bed, coach, { ...at, personId: id })
  const [step] = await stepsAt(placementId)
  const done = { doneOn: '2026-10-13', outcome: 'worry', words: '' }
  await tab.submit(paths.personPlacementStep(id, step?.id ?? ''), done)
  const back = await tab.submit(paths.personPlacementStepBack(id, step?.id ?? ''))
  assertShows(back, /Det är taget tillbaka/, /inte gjort än/)
  assert.deepEqual(
    (await stepsAt(placementId)).map(({ kind, plannedOn, outcome }) => [kind, plannedOn, outcome]),
    [['accompany', '2026-10-13', null]],
  )
  const twice = await tab.post(paths.personPlacementStepBack(id, step?.id ?? ''), { token: crypto.randomUUID() })
  assert.equal(twice.status, 409)
  assertShows(twice, /redan taget tillbaka/)
  const { terms } = await placementAt(id, placementId)
  await tab.submit(paths.personPlacementSigned(id, placementId), { signedOn: '2026-10-14', seen: terms.id })
  const signing = (await stepsAt(placementId)).find(({ kind }) => kind === 'signed')
  const unsigned = await tab.submit(paths.personPlacementStepBack(id, signing?.id ?? ''))
  assertShows(unsigned, /Inte undertecknad än/, /felregistrerat/)
  assertShows(
    await tab.submit(paths.personPlacementSigned(id, placementId), { signedOn: '2026-10-15', seen: terms.id }),
    /Undertecknad 15 oktober 2026/,
  )
})

test('an end that was entered wrongly is taken back: the placement goes on with its place, what was planned, and its signing', async () => {
  const at = await aWorkplace(bed, coach, { places: 1 })
  const id = await aYouth()
  const placementId = await aPlacement(bed, coach, { ...at, personId: id, accompany: 4 })
  const { terms } = await placementAt(id, placementId)
  await tab.submit(paths.personPlacementSigned(id, placementId), { signedOn: '2026-10-14', seen: terms.id })
  const end = { endedOn: '2026-10-15', outcome: 'interrupted', endReason: 'absence' }
  await tab.submit(paths.personPlacementEnd(id, placementId), end)
  bed.setNow('2026-10-15T10:05:00Z')
  const page = await tab.submit(paths.personPlacementReopening(id, placementId))
  assertShows(page, /Avslutet är taget tillbaka/, /Undertecknad 14 oktober 2026/, /20 oktober 2026/)
  const now = await placementAt(id, placementId)
  assert.deepEqual([now.endedOn, now.signedOn], [null, '2026-10-14'])
  assert.deepEqual(
    (await stepsAt(now.id))
      .filter(({ kind }) => kind === 'accompany')
      .map(({ plannedOn, outcome }) => [plannedOn, outcome]),
    [
      ['2026-10-13', null],
      ['2026-10-14', null],
      ['2026-10-15', null],
      ['2026-10-20', null],
    ],
  )
  const offer = await bed.web.read(coach, (tx) => offerById(tx, at.offerId))
  assert.equal(takenOn(offer, day('2026-12-18')), 1)
  const again = await tab.post(paths.personPlacementReopening(id, placementId), { token: crypto.randomUUID() })
  assert.equal(again.status, 409)
  const right = { ...end, endReason: 'own_wish', token: crypto.randomUUID() }
  assertShows(await tab.submit(paths.personPlacementEnd(id, placementId), right), /Den unga ville sluta/)
  const all = await tab.get(paths.personPlacements(id))
  assertShows(all, /Den unga ville sluta/)
  assertHides(all, /Kom inte till platsen/)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('an end is not taken back when somebody else has the place since', async () => {
  const at = await aWorkplace(bed, coach, { places: 1 })
  const [id, other] = [await aYouth(), await aYouth()]
  const placementId = await aPlacement(bed, coach, { ...at, personId: id })
  const ending = { endedOn: day('2026-10-15'), outcome: 'done', endReason: 'as_planned' } as const
  await bed.web.write(coach, (tx) => endPlacement(tx, { personId: id, placementId, ending }))
  await aPlacement(bed, coach, { ...at, personId: other, terms: { fromOn: day('2026-10-20') } })
  const page = await tab.post(paths.personPlacementReopening(id, placementId))
  assert.equal(page.status, 409)
  assertShows(page, /Alla platser är tagna de dagarna/)
})

test('a start that is put off moves the days on which somebody goes along, when that is asked for', async () => {
  const at = await aWorkplace(bed, coach)
  const id = await aYouth()
  const placementId = await aPlacement(bed, coach, { ...at, personId: id, accompany: 2 })
  const { terms } = await placementAt(id, placementId)
  const changed = { ...FORM, ...at, days: ['tuesday', 'wednesday', 'thursday'], fromOn: '2026-10-20', seen: terms.id }
  await tab.submit(paths.personPlacementTerms(id, placementId), { ...changed, movesSteps: '1' })
  assert.deepEqual(
    (await stepsAt(placementId)).map(({ plannedOn, outcome }) => [plannedOn, outcome]),
    [
      ['2026-10-20', null],
      ['2026-10-21', null],
    ],
  )
})

test('a placement is not prolonged into days when all places are taken', async () => {
  const at = await aWorkplace(bed, coach, { places: 1 })
  const [id, other] = [await aYouth(), await aYouth()]
  const placementId = await aPlacement(bed, coach, { ...at, personId: id, terms: { lastOn: day('2026-10-29') } })
  const rest = { fromOn: day('2026-11-03'), lastOn: day('2026-12-18') }
  await aPlacement(bed, coach, { ...at, personId: other, terms: rest })
  const { terms } = await placementAt(id, placementId)
  const longer = { ...FORM, ...at, seen: terms.id }
  const page = await tab.post(paths.personPlacementTerms(id, placementId), { ...longer, lastOn: '2026-11-03' })
  assertShows(page, /Alla platser är tagna de dagarna/)
  assertShows(
    await tab.submit(paths.personPlacementTerms(id, placementId), {
      ...longer,
      lastOn: '2026-10-30',
      token: crypto.randomUUID(),
    }),
    /sparad som en ny version/,
  )
})

test('the agreement says whom to call: the office, whoever answers for the case, and the supervisor', async () => {
  const at = await aWorkplace(bed, coach)
  const id = await aYouth()
  const placementId = await aPlacement(bed, coach, { ...at, personId: id })
  const setting = {
    office: 'Ungdomsteamet',
    phone: '0587-12345',
    email: null,
    address: null,
    helpline: null,
    sender: 'Kommunen',
  }
  const admin = await signedIn(bed, domain, { role: 'administrator' })
  await bed.web.write(admin, (tx) => decideSetting(tx, { ...setting, ...DEFAULT_HOURS }))
  const file = await tab.get(paths.personPlacementAgreement(id, placementId))
  const told = pdfLetters(file.bytes).replaceAll(/\s/g, '')
  for (const words of ['058712345', 'JonasEk', '+46701740699', 'Verkstadsgatan1'])
    assert.ok(told.includes(words), `${words} in ${told}`)
})

test('a week of more than forty hours for one under eighteen is agreed on with a warning, and not refused', async () => {
  const at = await aWorkplace(bed, coach)
  const id = await aYouth({ born: '2009' })
  const long = { ...FORM, ...at, days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], endsAt: '16.30' }
  const page = await tab.submit(paths.personPlacements(id), { ...long, breakMinutes: '0' })
  assertShows(page, /högst åtta timmar om dagen/, /högst 40 timmar i veckan/)
  const whole = await tab.submit(paths.personPlacements(id), {
    ...{ ...long, breakMinutes: '30', token: crypto.randomUUID() },
  })
  assertShows(whole, /40 timmar i veckan/)
  assertHides(whole, /högst åtta timmar/)
})
