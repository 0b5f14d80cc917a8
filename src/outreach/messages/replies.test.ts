import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import type { NewPerson } from '../../../test/build/people.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, siteOf } from '../../../test/build/site.ts'
import { day } from '../../kernel/date.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { mergePersons } from '../../people/duplicates/actions.ts'
import type { PersonId } from '../../people/model.ts'
import { turnDay } from '../../register/actions.ts'
import { paths } from '../../ui/paths.ts'
import { setNext } from '../contacts/actions.ts'
import { contactsOf, nextOf } from '../contacts/store.ts'
import { planLadder } from '../ladder/plan-actions.ts'
import { ladderOf } from '../ladder/standing-store.ts'
import { settleByHand } from './actions.ts'
import { FakeGateway } from './fake-gateway.ts'
import { messageRound } from './hand-over-actions.ts'
import { receiveAnswer } from './inbound-actions.ts'
import { unmatched } from './inbound-store.ts'
import { languagesWith, saidLanguages } from './language-store.ts'
import { type Content, previewMessage, queueMessage, sendMessage, sendToMany } from './queue-actions.ts'
import { decideSetting, wordTemplate } from './setting-actions.ts'
import { messageSetting } from './setting-store.ts'
import { threadOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer
let lead: Writer
let coordinator: Writer
let administrator: Writer

const NOON = '2026-10-15T10:00:00Z'
const TO = { to: 'self', channel: 'sms' } as const

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
  lead = await signedIn(bed, domain, { role: 'team_lead' })
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  administrator = await signedIn(bed, domain, { role: 'administrator' })
})
after(() => bed.close())

let phones = 5
async function aYouth(given: NewPerson = {}): Promise<{ id: PersonId; phone: string }> {
  bed.setNow(NOON)
  const phone = given.phone ?? `07017406${String(phones++).padStart(2, '0')}`
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask', ...given, phone })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  return { id, phone: `46${phone.slice(1)}` }
}

const queue = (personId: string, as: Writer = coach) =>
  bed.web.write(as, (tx) => queueMessage(tx, { personId, ...TO, templateCode: 'reminder', dedupKey: null }))
const round = (gateway: FakeGateway) => messageRound(bed.jobs, domain.machine, { sms: gateway })
let answers = 0
const answer = (from: string, text: string, gatewayId = `in-${++answers}`) =>
  bed.jobs.write(domain.machine, (tx) => receiveAnswer(tx, { gateway: 'fake', incoming: { gatewayId, from, text } }))
const thread = (id: PersonId) => bed.web.read(coach, (tx) => threadOf(tx, id, { limit: 50, offset: 0 }))
const contacts = async (id: PersonId) =>
  (await bed.web.read(coach, (tx) => contactsOf(tx, { root: id, struck: false, limit: 20, offset: 0 }))).map(
    ({ direction, outcome }) => `${direction} ${outcome}`,
  )
const next = async (id: PersonId) =>
  (await bed.web.read(coach, (tx) => nextOf(tx, id))).map(({ onDay, channel }) => `${onDay} ${channel}`)
const content = (values: Extract<Content, { kind: 'template' }>['values']): Content => ({
  ...{ kind: 'template', code: 'booking', language: null, values },
})

test('an answer takes the young person off the ladder at once, and closes the step that waits', async () => {
  const { id, phone } = await aYouth()
  await bed.jobs.write(domain.machine, turnDay)
  await bed.jobs.write(domain.machine, (tx) => planLadder(tx))
  const standing = () => bed.jobs.read(domain.machine, (tx) => ladderOf(tx, id))
  assert.equal((await standing()).run?.closedAs, null)
  assert.equal((await standing()).steps.filter(({ closedAs }) => closedAs === null).length, 1)
  await queue(id)
  await round(new FakeGateway())
  bed.setNow('2026-10-15T10:05:00Z')
  await answer(phone, 'Hej, ring mig gärna')
  assert.equal((await standing()).run?.closedAs, 'reached')
  assert.equal((await standing()).steps.filter(({ closedAs }) => closedAs === null).length, 0)
})

test('after STOPP somebody calls: nobody has been reached, and the ladder goes on without texts', async () => {
  const { id, phone } = await aYouth()
  await bed.jobs.write(domain.machine, turnDay)
  await bed.jobs.write(domain.machine, (tx) => planLadder(tx))
  await queue(id)
  await round(new FakeGateway())
  await answer(phone, 'Stopp')
  assert.deepEqual(await next(id), ['2026-10-15 call'])
  assert.deepEqual(await contacts(id), ['out sent'])
  assert.equal((await bed.jobs.read(domain.machine, (tx) => ladderOf(tx, id))).run?.closedAs, null)
  assert.deepEqual(await queue(id), { ok: false, reason: 'opted_out' })
})

test('what whoever has a wrong number writes later is not put with the young person', async () => {
  const { id, phone } = await aYouth()
  await queue(id)
  await round(new FakeGateway())
  await answer(phone, 'Fel nummer')
  await answer(phone, 'Vem är ni egentligen?')
  assert.equal((await thread(id)).filter(({ direction }) => direction === 'in').length, 1)
  assert.deepEqual(await contacts(id), ['out wrong_number'])
  const waiting = await bed.web.read(lead, (tx) => unmatched(tx, 10))
  assert.deepEqual(
    waiting.map(({ body }) => body),
    ['Vem är ni egentligen?'],
  )
})

test('an answer with the number of a text that was sent is an answer all the same', async () => {
  const { id, phone } = await aYouth()
  await queue(id)
  await round(new FakeGateway())
  const [sent] = await thread(id)
  await answer(phone, 'Hej', `fake-${sent?.id}`)
  assert.deepEqual((await contacts(id)).sort(), ['in answered', 'out sent'])
})

test('a text that was written before the answer came does not do the work that the answer made', async () => {
  const { id, phone } = await aYouth()
  await queue(id)
  await round(new FakeGateway())
  bed.setNow('2026-10-15T11:00:00Z')
  await queue(id)
  bed.setNow('2026-10-15T11:01:00Z')
  await answer(phone, 'Ring mig')
  await round(new FakeGateway())
  assert.deepEqual(await next(id), ['2026-10-15 sms'])
  bed.setNow('2026-10-15T11:05:00Z')
  await queue(id)
  await round(new FakeGateway())
  assert.deepEqual(await next(id), [])
})

test('an answer is taken up today, and the contact that was planned for later stands', async () => {
  const { id, phone } = await aYouth()
  const later = { personId: id, next: { onDay: day('2026-10-29'), channel: 'fika' } } as const
  await bed.web.write(coach, (tx) => setNext(tx, later))
  await queue(id)
  await round(new FakeGateway())
  await answer(phone, 'Vi ses!')
  await answer(phone, 'Kan jag ta med en kompis?')
  assert.deepEqual(await next(id), ['2026-10-15 sms', '2026-10-29 fika'])
  bed.setNow('2026-10-15T11:05:00Z')
  await queue(id)
  await round(new FakeGateway())
  assert.deepEqual(await next(id), ['2026-10-29 fika'])
})

test('what was to be done by today gives way to an answer, and a day that somebody decides to all that stand', async () => {
  const { id, phone } = await aYouth()
  await bed.web.write(coach, (tx) => setNext(tx, { personId: id, next: { onDay: day('2026-10-15'), channel: 'call' } }))
  await answer(phone, 'Hej')
  assert.deepEqual(await next(id), ['2026-10-15 sms'])
  await bed.web.write(coach, (tx) => setNext(tx, { personId: id, next: { onDay: day('2026-10-20'), channel: 'call' } }))
  assert.deepEqual(await next(id), ['2026-10-20 call'])
})

test('what Sedd sends by itself leaves what a colleague is to do today', async () => {
  const { id } = await aYouth()
  const call = { personId: id, next: { onDay: day('2026-10-15'), channel: 'call' } } as const
  await bed.web.write(coach, (tx) => setNext(tx, call))
  await bed.jobs.write(domain.machine, (tx) =>
    queueMessage(tx, { personId: id, ...TO, templateCode: 'reminder', dedupKey: null }),
  )
  await round(new FakeGateway())
  assert.deepEqual(await contacts(id), ['out sent'])
  assert.deepEqual(await next(id), ['2026-10-15 call'])
})

test('what somebody sends again is another try in the log, with tries of its own at the gateway', async () => {
  const [{ id }, gateway] = [await aYouth({ phone: '0701740696' }), new FakeGateway()]
  await queue(id)
  await round(gateway)
  await round(gateway)
  assert.deepEqual(await contacts(id), ['out returned'])
  const [message] = await thread(id)
  await bed.web.write(coach, (tx) =>
    settleByHand(tx, { personId: id, messageId: message?.id ?? '', outcome: 'send_again' }),
  )
  await round(gateway)
  assert.deepEqual((await contacts(id)).sort(), ['out returned', 'out sent'])

  const [down, dead] = [await aYouth({ phone: '0701740693' }), new FakeGateway()]
  await queue(down.id)
  for (const at of ['10:00', '10:01', '10:06', '10:31', '12:31']) {
    bed.setNow(`2026-10-15T${at}:00Z`)
    await round(dead)
  }
  const [failed] = await thread(down.id)
  assert.equal(failed?.reason, 'gateway_down')
  const again = { personId: down.id, messageId: failed?.id ?? '', outcome: 'send_again' } as const
  await bed.web.write(coach, (tx) => settleByHand(tx, again))
  await round(dead)
  assert.equal((await thread(down.id))[0]?.state, 'queued')
})

test('what is filled in by hand is held to the same as one’s own words: no name, no reason, not too long', async () => {
  const { id } = await aYouth()
  const send = (dag: string, tid = '14.30') =>
    bed.web.write(coach, (tx) =>
      sendMessage(tx, { personId: id, ...TO, content: content({ dag, tid }), dedupKey: null }),
    )
  for (const dag of ['med Tove', 'på socialtjänsten', `${'onsdag '.repeat(7)}`, 'onsdag\nHej'])
    await assert.rejects(send(dag), /invalid: message/, dag)
  await assert.rejects(send('onsdag', 'om frånvaro'), /invalid: message/)
  assert.equal((await send('onsdag 3 mars')).ok, true)
})

test('a domain whose name tells why is called something else until it has decided what; its addresses are read as its name is', async () => {
  const telling = await aDomain(bed, { name: 'Aktivitetsansvaret Eskilstuna' })
  const there = await signedIn(bed, telling, { role: 'administrator' })
  assert.equal((await bed.web.read(there, messageSetting)).office, 'kommunen')
  const setting = await bed.web.read(administrator, messageSetting)
  for (const wrong of [{ email: 'kaa@exempel.se' }, { address: 'Socialtjänsten, Storgatan 1' }, { office: 'KAA' }])
    await assert.rejects(
      bed.web.write(administrator, (tx) => decideSetting(tx, { ...setting, ...wrong })),
      /invalid: setting/,
    )
})

test('two numbers that are found to be one person get one text', async () => {
  const [survivor, merged] = [await aYouth(), await aYouth()]
  const side = 'survivor' as const
  const choices = { name: side, sex: side, birthDate: side, address: side, protection: side }
  await bed.web.write(coordinator, (tx) => mergePersons(tx, { survivorId: survivor.id, mergedId: merged.id, choices }))
  const wanted = { ...TO, personIds: [survivor.id, merged.id], content: content({ dag: 'onsdag', tid: '14.30' }) }
  assert.equal((await bed.web.write(coordinator, (tx) => previewMessage(tx, wanted))).to.length, 1)
  const sent = [...(await bed.web.write(coordinator, (tx) => sendToMany(tx, wanted))).values()]
  assert.deepEqual(sent.map((each) => (each.ok ? 'sent' : each.reason)).sort(), ['sent', 'twice'])
  const out = await bed.web.read(coordinator, (tx) => threadOf(tx, survivor.id, { limit: 10, offset: 0 }))
  assert.equal(out.length, 1)
})

test('the language that somebody says is the one templates go in; the preview tells who gets which, and who gets Swedish for want of theirs', async () => {
  const site = siteOf(bed, { messaging: { hasGateway: () => true, callbacks: null, phone: null, answers: null } })
  const tab = site.tab(coach)
  const [english, persian, plain] = [
    await aYouth({ givenName: 'Ella' }),
    await aYouth({ givenName: 'Parisa' }),
    await aYouth({ givenName: 'Sven' }),
  ]
  const say = (id: string, language: Readonly<Record<string, string>>) =>
    tab.submit(paths.personMessageLanguage(id), { whose: 'self', ...language })
  assertShows(await say(english.id, { language: 'en' }), /Språket är sparat/)
  assertShows(await say(persian.id, { other: 'fa' }), /Persiska/)
  const wrong = await tab.post(paths.personMessageLanguage(plain.id), { whose: 'self', other: 'persiska!' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Skriv språkets kod/)
  const persons = [english.id, persian.id, plain.id].join(',')
  const form = { to: 'self', channel: 'sms', template: 'reminder', language: '', persons }
  const looked = await tab.post(paths.outreachMessagesSend(), { ...form, step: 'preview' })
  assertShows(looked, /Engelska: Ella Ask/, /Svenska: (Parisa Ask; Sven Ask|Sven Ask; Parisa Ask)/, /Hi again!/)
  assertShows(looked, /Mallen finns inte på deras språk/, /Parisa Ask: persiska → svenska/)
  assertHides(looked, /Ella Ask: engelska →/)
  await tab.post(paths.outreachMessagesSend(), { ...form, step: 'send' })
  assert.deepEqual([(await thread(english.id))[0]?.language, (await thread(persian.id))[0]?.language], ['en', 'sv'])
  // What was sent in Swedish for want of a wording is not taken for theirs.
  const known = await bed.web.read(coach, (tx) => languagesWith(tx, [english.id, persian.id], 'self'))
  assert.deepEqual([...known.values()].sort(), ['en', 'fa'])
  await say(english.id, { language: '' })
  assert.deepEqual(await bed.web.read(coach, (tx) => saidLanguages(tx, english.id)), [])
  const stranger = site.tab(await signedIn(bed, domain, { role: 'coach' }))
  assert.equal(
    (await stranger.post(paths.personMessageLanguage(english.id), { whose: 'self', language: 'sv' })).status,
    404,
  )
})

test('a template that leads somewhere does so in every language', async () => {
  const arabic = { code: 'checkin', channel: 'sms', language: 'ar', subject: null } as const
  const word = (wording: string) => bed.web.write(lead, (tx) => wordTemplate(tx, { ...arabic, wording }))
  await assert.rejects(word('كيف حالك؟'), /invalid: template/)
  assert.equal(await word('كيف حالك؟ [länk]'), 1)
})
