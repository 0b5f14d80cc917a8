import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { isTheirs, openStepOf } from '../../../test/build/ladder.ts'
import { asOwner, type Writer } from '../../../test/build/notes.ts'
import { lettersOf, pdfLetters, pdfPlaces, pdfText } from '../../../test/build/pdf.ts'
import type { NewPerson } from '../../../test/build/people.ts'
import { aDropout } from '../../../test/build/register.ts'
import {
  assertHides,
  assertShows,
  type Reply,
  type Site,
  siteOf,
  type Tab,
  titleOf,
  tokenOf,
} from '../../../test/build/site.ts'
import { answerApproval } from '../../access/approval-actions.ts'
import { waitingApprovals } from '../../access/approval-store.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { PersonId } from '../../people/model.ts'
import { events } from '../../trail/store.ts'
import { paths } from '../../ui/paths.ts'
import { contactsOf } from '../contacts/store.ts'
import { planLadder } from '../ladder/plan-actions.ts'
import { ladderOf } from '../ladder/standing-store.ts'
import { DEFAULT_HOURS } from '../messages/sending-rules.ts'
import { decideSetting, wordTemplate } from '../messages/setting-actions.ts'
import { makeLetters } from './actions.ts'

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
  const administrator = await signedIn(bed, domain, { role: 'administrator' })
  const office = {
    office: 'Ungdomsteamet',
    phone: '016-710 10 00',
    email: 'ungdomsteamet.uppsokande@eskilstuna-kommun.se',
  }
  const setting = {
    ...office,
    address: 'Kungsgatan 1, 632 20 Eskilstuna',
    helpline: null,
    sender: 'Kommunen',
    ...DEFAULT_HOURS,
  }
  await bed.web.write(administrator, (tx) => decideSetting(tx, setting))
})
after(() => bed.close())

const HOME = { street: 'Storgatan 1 lgh 1102', postalCode: '63220', postalTown: 'Eskilstuna' }

async function aYouth(given: NewPerson = {}, owner: Writer = coach): Promise<{ id: string; number: string }> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask', ...HOME, ...given })
    await ownedBy(tx, made.id, owner.accountId)
    return made
  })
}

const FIRST = { to: 'self', template: 'letter_first', language: '' }
const contactsWith = (who: Writer, id: string) =>
  bed.web.read(who, (tx) => contactsOf(tx, { root: PersonId.parse(id), struck: false, limit: 20, offset: 0 }))
const eventsOf = async (id: string) =>
  (await bed.jobs.read(domain.machine, (tx) => events(tx, { personIds: [PersonId.parse(id)], most: 100 }))).map(
    ({ action }) => action,
  )

function assertPdf(reply: Reply): string {
  assert.equal(reply.status, 200)
  assert.equal(reply.headers.get('content-type'), 'application/pdf')
  assert.equal(reply.headers.get('cache-control'), 'no-store')
  return pdfText(reply.bytes)
}

test('a letter is looked at, fetched as a PDF and logged as a contact; fetched again it is not logged twice', async () => {
  const { id, number } = await aYouth()
  assertShows(await tab.get(paths.person(id)), /Skriv brev/)
  assertShows(await tab.get(paths.personLog(id)), /Skriv brev/)
  const form = await tab.get(paths.personLetters(id))
  assertShows(form, /Första brevet/, /Brev till vårdnadshavare/)
  const looked = await tab.post(paths.personLetters(id), { ...FIRST, step: 'preview', token: tokenOf(form, 'write') })
  assertShows(looked, /Vi vill gärna träffa dig/, /632 20 ESKILSTUNA/, /Hämta PDF och logga brevet/)
  assert.equal((await contactsWith(coach, id)).length, 0)
  const make = { ...FIRST, step: 'make', token: tokenOf(looked, 'make') }
  const file = await tab.post(paths.personLetters(id), make)
  const said = lettersOf(assertPdf(file))
  assert.ok(said.includes(lettersOf('Tove Ask')))
  assert.ok(said.includes('0167101000'))
  assert.equal(said.includes(number), false)
  assert.equal(said.includes(number.slice(-4)), false)
  assert.equal(file.headers.get('content-disposition')?.includes('Tove'), false)
  assertPdf(await tab.post(paths.personLetters(id), make))
  assertPdf(await tab.post(paths.personLetters(id), { ...FIRST, step: 'make' }))
  const [contact, ...more] = await contactsWith(coach, id)
  assert.deepEqual(more, [])
  const { channel, direction, outcome, through } = contact ?? assert.fail('no contact')
  assert.deepEqual(
    { channel, direction, outcome, through },
    { channel: 'letter', direction: 'out', outcome: 'sent', through: 'self' },
  )
  assert.equal((await eventsOf(id)).filter((action) => action === 'letters.made').length, 1)
  assert.equal(titleOf(looked).includes('Tove'), false)
})

test('in the window of the envelope the address stands, and nothing else', async () => {
  const { id } = await aYouth()
  const { bytes } = await tab.post(paths.personLetters(id), { ...FIRST, step: 'make' })
  const [page, ...more] = pdfPlaces(bytes)
  assert.equal(more.length, 0)
  const inWindow = (page ?? []).filter(({ right, down }) => right > 90 && down > 30 && down < 100)
  assert.deepEqual(
    inWindow.map(({ text }) => lettersOf(text)),
    ['ToveAsk', 'Storgatan1lgh1102', '63220ESKILSTUNA'],
  )
  for (const { right, down } of inWindow) {
    assert.ok(Math.abs(right - 112) < 0.5, `${right} mm from the left`)
    assert.ok(down > 50 && down < 80, `${down} mm down`)
  }
  // What stands to the left of the window ends before it, the long address of e-mail as well; the words begin below it.
  const others = (page ?? []).filter((each) => !inWindow.includes(each))
  assert.ok(others.every(({ right, down }) => right < 90 && (down < 100 || down > 105)))
  assert.ok(others.some(({ text }) => lettersOf(text).startsWith('ungdomsteamet.uppsokande@')))
  assert.ok(others.every(({ text }) => !lettersOf(text).includes('uppsokande@eskilstunakommun')))
})

test('nothing on a letter tells why: neither the outside nor the words', async () => {
  const { id } = await aYouth()
  for (const template of ['letter_first', 'letter_guardian', 'letter_ageing_out']) {
    const { bytes } = await tab.post(paths.personLetters(id), { ...FIRST, template, to: 'self', step: 'make' })
    assert.doesNotMatch(pdfText(bytes), /KAA|aktivitetsansvar|frånvaro|avhopp|studieavbrott|register|utreda|social/i)
    // Tagged, in Swedish, with a title: for those who listen.
    assert.match(Buffer.from(bytes).toString('latin1'), /\/MarkInfo[\s\S]*\/Marked true|\/Marked true/)
  }
})

test('guardians of who is under eighteen are written to at that address, in the words for guardians', async () => {
  const { id } = await aYouth({ born: '2009' })
  const { bytes } = await tab.post(paths.personLetters(id), {
    ...FIRST,
    to: 'guardian',
    template: 'letter_guardian',
    step: 'make',
  })
  const said = pdfLetters(bytes)
  assert.ok(said.includes(lettersOf('Vårdnadshavare till')))
  const [contact] = await contactsWith(coach, id)
  assert.equal(contact?.through, 'guardian')
  const { id: grown } = await aYouth({ born: '2007' })
  const refused = await tab.post(paths.personLetters(grown), { ...FIRST, to: 'guardian', step: 'make' })
  assert.equal(refused.status, 422)
  assertShows(refused, /Ingen av dem kan få brevet/)
  assert.equal((await contactsWith(coach, grown)).length, 0)
})

test('a letter is in the language one chooses, with its day', async () => {
  const { id } = await aYouth()
  const { bytes } = await tab.post(paths.personLetters(id), { ...FIRST, language: 'en', step: 'make' })
  const said = pdfLetters(bytes)
  assert.ok(said.includes(lettersOf('We would like to meet you')))
  assert.ok(said.includes(lettersOf('October')))
})

test('a protected person has no address on paper: the letter goes by Skatteverket, from those who see protected persons', async () => {
  const sees = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
  const { id, number } = await aYouth(
    { givenName: 'Saga', protection: 'protected_registration', protectedFrom: '2020-01-01' },
    sees,
  )
  const hers = site.tab(sees)
  assertShows(await hers.get(paths.personLetters(id)), /går genom Skatteverket/)
  const file = await hers.post(paths.personLetters(id), { ...FIRST, step: 'make' })
  const said = lettersOf(assertPdf(file))
  assert.ok(said.includes(lettersOf('Box 2820')))
  assert.ok(said.includes(lettersOf('Saga Ask')))
  for (const hidden of ['Storgatan', '63220ESK', number]) assert.equal(said.includes(hidden), false)
  assert.equal(
    pdfPlaces(file.bytes)
      .flat()
      .some(({ right, down }) => right > 90 && down > 30 && down < 100),
    false,
  )
  assert.equal((await contactsWith(sees, id))[0]?.channel, 'letter')
  const many = await hers.post(paths.outreachLetters(), { ...FIRST, persons: [id], step: 'preview' })
  assertShows(many, /Saga Ask: har skyddad identitet|Ask,? Saga: har skyddad identitet/)
  const plain = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  assert.equal((await site.tab(plain).post(paths.personLetters(id), { ...FIRST, step: 'make' })).status, 404)
})

test('who soon turns twenty with protected identity stands apart, for those who see them; others are told that such are elsewhere', async () => {
  const sees = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
  const plain = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const turns = { born: '2006-11-24', sex: null }
  const { id } = await aYouth(
    {
      ...turns,
      givenName: 'Signe',
      familyName: 'Dold',
      protection: 'protected_registration',
      protectedFrom: '2020-01-01',
    },
    sees,
  )
  const hers = await site.tab(sees).get(paths.outreachLettersAgeing())
  assertShows(hers, /1 person med skyddade personuppgifter/, /Signe/, new RegExp(paths.personLetters(id)))
  // Nobody with protected identity goes along with the letters to all.
  assertHides(hers, new RegExp(`name="persons" value="[^"]*${id}`))
  const others = await site.tab(plain).get(paths.outreachLettersAgeing())
  assertHides(others, /Signe/, /1 person/)
  assertShows(others, /står inte här/)
})

test('letters to several: who gets one and who does not, and why, before they are made', async () => {
  const [one, two, three] = [
    await aYouth(),
    await aYouth({ givenName: 'Bo', street: '' }),
    await aYouth({ givenName: 'Alma' }),
  ]
  const persons = [one.id, two.id, three.id]
  const looked = await tab.post(paths.outreachLetters(), { ...FIRST, persons, step: 'preview' })
  assertShows(looked, />2 brev</, /Bo: saknar fullständig adress|Bo Ask: saknar fullständig adress/)
  const file = await tab.post(paths.outreachLetters(), { ...FIRST, persons: persons.join(','), step: 'make' })
  assertPdf(file)
  assert.equal(pdfPlaces(file.bytes).length, 2)
  assert.deepEqual(await Promise.all(persons.map(async (id) => (await contactsWith(coach, id)).length)), [1, 0, 1])
  const nobody = await tab.post(paths.outreachLetters(), { ...FIRST, step: 'preview' })
  assert.equal(nobody.status, 422)
  assertShows(nobody, /Välj minst en/)
})

/** A step of the ladder that is a letter and is due. */
async function aLetterStep(id: string, { through = 'self', template = 'letter_first' } = {}): Promise<string> {
  await bed.jobs.write(domain.machine, (tx) => planLadder(tx, [id]))
  const stepId = await openStepOf({ bed, domain }, id)
  await asOwner(bed, (client) =>
    client.query(
      `update outreach_step set code = 'letter_first', channel = 'letter', through = $2, template_code = $3 where id = $1`,
      [stepId, through, template],
    ),
  )
  return stepId
}

test('letters that are due on the ladder are written from its list, by whoever reaches them, and are done when they are made', async () => {
  const leader = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const [one, two, three] = [
    await aYouth({ familyName: 'Lind', phone: '0701740605' }),
    await aYouth({ familyName: 'Norén', phone: '0701740606' }),
    await aYouth({ familyName: 'Palm', phone: '0701740607' }),
  ]
  const steps = [await aLetterStep(one.id), await aLetterStep(two.id)]
  const other = await aLetterStep(three.id, { template: 'letter_ageing_out' })
  const list = await site.tab(leader).get(paths.outreachLadder({ whose: 'all' }))
  assertShows(list, /Skriv brev till de valda/, /formaction="\/outreach\/letters"/)
  const letter = paths.personLetters(one.id, { to: 'self', template: 'letter_first' })
  assert.ok(list.html.includes(letter.replace('&', '&amp;')))
  assertShows(await tab.get(paths.person(one.id)), /Skriv brevet/)
  assertShows(await tab.get(letter), /<option value="letter_first" selected/)
  const looked = await site.tab(leader).post(paths.outreachLetters(), { steps: [...steps, other] })
  assertShows(looked, /2 brev/, /Tove Lind/, /Tove Norén/, /1 av de valda stegen har ett annat brev/)
  const made = { ...FIRST, step: 'make', persons: [one.id, two.id].join(',') }
  assertPdf(await site.tab(leader).post(paths.outreachLetters(), made))
  for (const { id } of [one, two])
    assert.deepEqual(
      (await bed.jobs.read(domain.machine, (tx) => ladderOf(tx, PersonId.parse(id)))).steps
        .filter(isTheirs)
        .map((each) => each.closedAs),
      ['done'],
    )
})

test('whoever is chosen and is not one’s own is still chosen when something is to be corrected', async () => {
  const leader = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const { id } = await aYouth({ familyName: 'Quist' })
  const wrong = await site
    .tab(leader)
    .post(paths.outreachLetters(), { ...FIRST, template: 'x', step: 'preview', persons: id })
  assert.equal(wrong.status, 422)
  assertShows(wrong, new RegExp(`value="${id}" checked`), /Quist/)
  const none = await tab.post(paths.outreachLetters(), { steps: [randomUUID()] })
  assert.equal(none.status, 422)
  assertShows(none, /Inget av de valda stegen är ett brev/)
})

test('whom one does not follow gets no letter from one, and is not told of', async () => {
  const other = await signedIn(bed, domain, { role: 'coach' })
  const { id } = await aYouth({ givenName: 'Zelda' }, other)
  for (const step of ['preview', 'make'])
    assert.equal((await tab.post(paths.personLetters(id), { ...FIRST, step })).status, 404)
  const many = await tab.post(paths.outreachLetters(), { ...FIRST, persons: [id], step: 'preview' })
  assertHides(many, /Zelda/)
  assert.equal((await contactsWith(other, id)).length, 0)
})

test('more names and addresses than one may take alone are left to a colleague', async () => {
  const eager = await signedIn(bed, domain, { role: 'coach' })
  const ids = await Promise.all([1, 2, 3].map(async () => (await aYouth({}, eager)).id))
  const wanted = { to: 'self', code: 'letter_first', language: null, alone: false } as const
  for (let n = 0; n < 66; n += 1) await bed.web.write(eager, (tx) => makeLetters(tx, { ...wanted, personIds: ids }))
  const others = await Promise.all([1, 2, 3].map(async () => (await aYouth({}, eager)).id))
  const refused = await site.tab(eager).post(paths.outreachLetters(), { ...FIRST, persons: others, step: 'make' })
  assert.equal(refused.status, 422)
  assertShows(refused, /Låt en kollega göra de här breven/)
  assertHides(refused, /Be en kollega godkänna/)
  assert.equal((await contactsWith(eager, others[0] ?? '')).length, 0)
  // What one has made today is printed again: the line may have broken before it came.
  assertPdf(await site.tab(eager).post(paths.outreachLetters(), { ...FIRST, persons: ids, step: 'make' }))
})

test('past what one may take alone a coordinator asks, another says yes, and the letters are made once', async () => {
  const [asks, answers] = [
    await signedIn(bed, domain, { role: 'kaa_coordinator' }),
    await signedIn(bed, domain, { role: 'kaa_coordinator' }),
  ]
  const [one, two] = [await aYouth({ givenName: 'Alva' }, asks), await aYouth({ givenName: 'Bo' }, asks)]
  const persons = [one.id, two.id]
  const hers = site.tab(asks)
  const wanted = { to: 'self', code: 'letter_first', language: null, alone: false } as const
  for (let n = 0; n < 100; n += 1) await bed.web.write(asks, (tx) => makeLetters(tx, { ...wanted, personIds: persons }))
  const ageing = { ...FIRST, template: 'letter_ageing_out', persons }
  const refused = await hers.post(paths.outreachLetters(), { ...ageing, step: 'make' })
  assertShows(refused, /Be en kollega godkänna/)
  const short = await hers.post(paths.outreachLetters(), { ...ageing, step: 'ask', reason: 'kort' })
  assert.equal(short.status, 422)
  assertShows(short, /Skriv varför, 10–400 tecken/)
  assertShows(
    await hers.submit(paths.outreachLetters(), { ...ageing, step: 'ask', reason: 'Utskick före 20-årsdagen' }),
    /Frågan är skickad/,
    /Brev till 2 personer/,
  )
  assert.equal((await hers.post(paths.outreachLetters(), { ...ageing, step: 'make' })).status, 422)
  const [waiting] = await bed.web.read(answers, (tx) => waitingApprovals(tx, 5))
  assert.doesNotMatch(JSON.stringify(waiting?.detail), new RegExp(`Alva|${one.id}`))
  await bed.web.write(answers, (tx) => answerApproval(tx, { id: waiting?.id ?? '', approved: true, comment: '' }))
  assert.equal(
    (await hers.post(paths.outreachLetters(), { ...ageing, template: 'letter_guardian', step: 'make' })).status,
    422,
  )
  assertPdf(await hers.post(paths.outreachLetters(), { ...ageing, step: 'make' }))
  const third = await aYouth({ givenName: 'Ceder' }, asks)
  assert.equal((await hers.post(paths.outreachLetters(), { ...ageing, persons: [third.id], step: 'make' })).status, 422)
})

test('a template that needs what nobody fills in is refused, in words that say what to do', async () => {
  const lead = await signedIn(bed, domain, { role: 'team_lead' })
  const template = {
    code: 'mote',
    channel: 'letter',
    language: 'sv',
    subject: 'Hej',
    wording: 'Vi ses [dag].',
  } as const
  await bed.web.write(lead, (tx) => wordTemplate(tx, template))
  const { id } = await aYouth()
  const refused = await tab.post(paths.personLetters(id), { ...FIRST, template: 'mote', step: 'make' })
  assert.equal(refused.status, 422)
  assertShows(refused, /Mallen har ett fält som saknar innehåll/)
  const none = await tab.post(paths.personLetters(id), { ...FIRST, template: 'finns_inte', step: 'preview' })
  assertShows(none, /Välj en mall för brevet/)
})

test('who soon turns twenty stands in the list until the letter is made', async () => {
  const { id } = await aYouth({ born: '2006-11-02', givenName: 'Nils', familyName: 'Ek' })
  const { id: later } = await aYouth({ born: '2007-12-01', givenName: 'Ester', familyName: 'Al' })
  const list = await tab.get(paths.outreachLettersAgeing())
  assertShows(list, /Nils Ek|Ek,? Nils/, /2 november 2026/)
  assertHides(list, /Ester/)
  const looked = await tab.post(paths.outreachLetters(), {
    ...FIRST,
    template: 'letter_ageing_out',
    persons: id,
    step: 'preview',
  })
  assertShows(looked, /Innan du fyller 20/)
  assertPdf(
    await tab.post(paths.outreachLetters(), { ...FIRST, template: 'letter_ageing_out', persons: id, step: 'make' }),
  )
  assertHides(await tab.get(paths.outreachLettersAgeing()), /Nils/)
  assert.equal((await contactsWith(coach, later)).length, 0)
})
