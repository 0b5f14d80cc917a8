import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, titleOf, tokenOf } from '../../../test/build/site.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { paths } from '../../ui/paths.ts'
import { callbackSecret } from './callback-secret.ts'
import { FakeGateway } from './fake-gateway.ts'
import { messageRound } from './hand-over-actions.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let tab: Tab
let lead: Tab
let administrator: Tab

const SECRET = 'a secret of the gateway'

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  const callbacks = { kind: 'generic', secret: SECRET, jobs: bed.jobs } as const
  site = siteOf(bed, { messaging: { hasGateway: () => true, callbacks, phone: null, answers: null } })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  tab = site.tab(coach)
  lead = site.tab(await signedIn(bed, domain, { role: 'team_lead' }))
  administrator = site.tab(await signedIn(bed, domain, { role: 'administrator' }))
})
after(() => bed.close())

let phones = 10
async function aYouth(givenName = 'Tove'): Promise<{ id: string; number: string; digits: string }> {
  const phone = `07017406${phones++}`
  const { id, number } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName, familyName: 'Ask', phone })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  return { id, number, digits: `46${phone.slice(1)}` }
}

const REMINDER = { to: 'self', channel: 'sms', template: 'reminder', language: '', wording: '' }
const round = (gateway = new FakeGateway()) => messageRound(bed.jobs, domain.machine, { sms: gateway })

test('a message is looked at, sent once however often it is pressed, and stands with its words in the thread', async () => {
  const { id } = await aYouth()
  assertShows(await tab.get(paths.person(id)), /Inga meddelanden än/, /Skriv ett meddelande/)
  const form = await tab.get(paths.personMessageNew(id))
  assertShows(form, /Påminnelse/, /Lätt svenska/, /Egna ord/)
  const looked = await tab.post(paths.personMessageNew(id), {
    ...REMINDER,
    step: 'preview',
    token: tokenOf(form, 'write'),
  })
  assertShows(looked, /Så här blir det/, /Hej igen! Vi på Ungdomsteamet/, /Går till 1 ung\./, /tecken, 1 sms/)
  const send = { ...REMINDER, step: 'send', token: tokenOf(looked, 'send') }
  const thread = await tab.submit(paths.personMessageNew(id), send)
  assertShows(thread, /Meddelandet ligger i kön/, /Hej igen! Vi på Ungdomsteamet/, /I kön/, /Jonas Ek/)
  await tab.post(paths.personMessageNew(id), send)
  const again = await tab.get(paths.personMessages(id))
  assert.equal(again.html.match(/class="written"/g)?.length, 1)
  assert.equal(titleOf(again).includes('Tove'), false)
  assertShows(await tab.get(paths.person(id)), /I kön/, /Alla meddelanden \(1\)/)
})

test('one’s own words that name the young person come back, filled in, with what to do', async () => {
  const { id } = await aYouth('Zelda')
  const wrong = await tab.post(paths.personMessageNew(id), {
    ...REMINDER,
    template: '',
    wording: 'Hej Zelda, din frånvaro',
  })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Texten nämner den unge vid namn/, /avslöjar hur det går i skolan/, /Hej Zelda, din frånvaro/)
})

test('who is written to and who is left out is shown before anything goes to several', async () => {
  const [one, two] = [await aYouth('Alma'), await aYouth('Bo')]
  await tab.post(paths.personMessageStops(two.id), { channel: 'sms', whose: 'self', reason: 'Sade det' })
  const looked = await tab.post(paths.outreachMessagesSend(), {
    ...REMINDER,
    step: 'preview',
    persons: [one.id, two.id],
  })
  assertShows(
    looked,
    /Går till 1 ung\./,
    /Ask,? Alma|Alma Ask/,
    /Bo Ask: vill inte ha meddelanden|Ask,? Bo: vill inte ha meddelanden/,
  )
  const sent = await tab.submit(paths.outreachMessagesSend(), {
    ...REMINDER,
    step: 'send',
    persons: `${one.id},${two.id}`,
  })
  assertShows(sent, /1 meddelande ligger i kön, 1 fick inget/)
  const nobody = await tab.post(paths.outreachMessagesSend(), { ...REMINDER, step: 'preview' })
  assert.equal(nobody.status, 422)
  assertShows(nobody, /Välj minst en/)
})

test('that somebody wants no messages is written with a reason, and lifted with one', async () => {
  const { id } = await aYouth()
  const without = await tab.post(paths.personMessageStops(id), { channel: 'sms', whose: 'self', reason: '' })
  assert.equal(without.status, 422)
  assertShows(without, /Skriv varför, minst tre tecken/)
  const stopped = await tab.submit(paths.personMessageStops(id), {
    channel: 'sms',
    whose: 'self',
    reason: 'Sade det i telefon',
  })
  assertShows(stopped, /Vill inte ha: Sms, den unge/, /Sade det i telefon/)
  const address = /action="([^"]+\/messages\/stops\/[^"]+)"/.exec(stopped.html)?.[1] ?? ''
  assert.equal((await tab.post(address, { reason: '' })).status, 422)
  assertHides(await tab.submit(address, { reason: 'Ändrade sig' }), /Vill inte ha: Sms/)
})

test('what waits is taken back, and what cannot be told is answered by somebody', async () => {
  const { id } = await aYouth()
  await tab.post(paths.personMessageNew(id), { ...REMINDER, step: 'send' })
  const thread = await tab.get(paths.personMessages(id))
  const withdrawal = /action="([^"]+\/withdrawal)"/.exec(thread.html)?.[1] ?? ''
  assertShows(await tab.submit(withdrawal), /Meddelandet är återkallat/, /Skickades inte/)
  assertShows(await tab.submit(withdrawal), /har redan börjat skickas och går inte att återkalla/)
})

const POST = (address: string, body: unknown) =>
  site.app.request(`http://localhost${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

test('a gateway tells receipts and brings answers to the address of its domain, and to no other', async () => {
  const { id, digits } = await aYouth()
  await tab.post(paths.personMessageNew(id), { ...REMINDER, step: 'send' })
  const gateway = new FakeGateway()
  await round(gateway)
  const sent = gateway.taken.find(({ to }) => to === digits)
  const secret = callbackSecret(SECRET, domain.code)
  const receipt = { id: 'g-1', message: sent?.id, outcome: 'delivered' }
  const receipts = paths.gatewayReceipts(domain.code, secret)
  for (const time of ['first', 'again']) {
    const told = await POST(receipts, [receipt])
    assert.deepEqual([told.status, await told.text()], [204, ''], time)
  }
  // The clock stands still here: a minute later, so that the answer is surely last.
  bed.setNow('2026-10-15T10:01:00Z')
  const answered = { id: 'g-2', from: `+${digits}`, text: 'Ring mig efter tre' }
  for (const time of ['first', 'again'])
    assert.equal((await POST(paths.gatewayAnswers(domain.code, secret), answered)).status, 204, time)
  const thread = await tab.get(paths.personMessages(id))
  assertShows(thread, /Framme/, /Från den unge/, /Ring mig efter tre/)
  assert.equal(thread.html.match(/Ring mig efter tre/g)?.length, 1)
  assertShows(await tab.get(paths.outreach()), /Tove Ask/, /Sms: svar/)
  const other = await aDomain(bed)
  for (const wrong of [
    paths.gatewayReceipts(domain.code, `${secret.slice(1)}0`),
    paths.gatewayReceipts(other.code, secret),
    paths.gatewayReceipts('NONE', callbackSecret(SECRET, 'NONE')),
    paths.gatewayAnswers(domain.code, 'x'),
  ]) {
    const refused = await POST(wrong, [receipt])
    assert.deepEqual([refused.status, await refused.text()], [404, ''], 'a wrong address is not found')
  }
  assert.equal((await POST(receipts, 'nothing')).status, 400)
})

test('who guesses at the address is let wait', async () => {
  const address = paths.gatewayAnswers(domain.code, 'guess')
  const told = []
  for (let n = 0; n < 40; n += 1) told.push((await POST(address, {})).status)
  assert.equal(told.at(-1), 429)
})

test('an answer that is nobody’s is put with the young person by who hands out cases', async () => {
  const { id, number } = await aYouth()
  const secret = callbackSecret(SECRET, domain.code)
  await POST(paths.gatewayAnswers(domain.code, secret), {
    id: 'g-9',
    from: '+46701740699',
    text: 'Det är jag, nytt nummer',
  })
  const page = await lead.get(paths.outreachUnmatched())
  assertShows(page, /\+46701740699/, /Det är jag, nytt nummer/)
  assert.equal((await tab.get(paths.outreachUnmatched())).status, 403)
  const tie = /action="([^"]+\/tie)"/.exec(page.html)?.[1] ?? ''
  const unknown = await lead.post(tie, { number: '123', whose: 'self', answer: tie.split('/')[4] ?? '' })
  assert.equal(unknown.status, 422)
  assertShows(unknown, /Ingen du får se har det numret/)
  assertShows(await lead.submit(tie, { number, whose: 'self' }), /Svaret ligger nu hos den unge/, /Inga svar väntar/)
  assertShows(await tab.get(paths.personMessages(id)), /Det är jag, nytt nummer/)
})

test('the outbox shows what waits, what failed and what went, and each list says when it is empty', async () => {
  for (const [state, words] of [
    ['queued', /I kön/],
    ['uncertain', /Sedd vet vad som blev av allt/],
    ['failed', /Allt har kommit fram/],
    ['sent', /Skickade/],
  ] as const)
    assertShows(await tab.get(paths.outreachMessages({ state })), words)
})

test('a template is looked at and saved as the next version; one that tells why comes back', async () => {
  assertShows(await lead.get(paths.messageTemplates()), /Första kontakten \(svenska\)/, /Sedds förslag/, /1 del/)
  const address = paths.messageTemplate({ code: 'reminder', channel: 'sms', language: 'en' })
  assertShows(await lead.get(address), /Hi again!/)
  const fields = { code: 'reminder', channel: 'sms', language: 'en', subject: '', wording: 'Hi from [kontor].' }
  assertShows(
    await lead.post(paths.messageTemplate(), { ...fields, step: 'preview' }),
    /Hi from Ungdomsteamet\./,
    /Spara/,
  )
  assertShows(
    await lead.submit(paths.messageTemplate(), { ...fields, step: 'save' }),
    /sparad som version 1/,
    /version 1/,
  )
  const told = await lead.post(paths.messageTemplate(), { ...fields, wording: 'Hi from KAA', step: 'save' })
  assert.equal(told.status, 422)
  assertShows(told, /finns i ert register/, /Hi from KAA/)
})

test('the hours and the sender are decided by the administrator', async () => {
  const wrong = await administrator.post(paths.messageSetting(), {
    office: '',
    sender: 'x',
    opens: '20:00',
    closes: '08:00',
  })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Skriv vad ni kallar er/, /efter den de öppnar/)
  const fields = { office: 'Ungdomsteamet', sender: '+46701740605', opens: '09:00', closes: '17:00', weekends: '1' }
  assertShows(
    await administrator.submit(paths.messageSetting(), fields),
    /Sparat/,
    /value="09:00"/,
    /name="weekends"[^>]*checked|checked[^>]*name="weekends"/,
  )
  assert.equal((await lead.get(paths.messageSetting())).status, 403)
})
