import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import type { NewPerson } from '../../../test/build/people.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertUnsaid } from '../../../test/build/said.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../../test/build/site.ts'
import { day } from '../../kernel/date.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import type { PersonId } from '../../people/model.ts'
import { paths } from '../../ui/paths.ts'
import { setNext } from '../contacts/actions.ts'
import { contactsOf, nextOf } from '../contacts/store.ts'
import { stopMessages } from '../messages/actions.ts'
import { FakeGateway } from '../messages/fake-gateway.ts'
import { messageRound } from '../messages/hand-over-actions.ts'
import { decideSetting, wordTemplate } from '../messages/setting-actions.ts'
import { messageSetting } from '../messages/setting-store.ts'
import { answerLink } from './answer-routes.ts'
import { shortId } from './link.ts'
import { checkInRound } from './run-actions.ts'
import { checkInsOf, planOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let tab: Tab
let client: Client
const NOON = '2026-10-15T10:00:00Z'

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  site = siteOf(bed, { messaging: { hasGateway: () => true, callbacks: null, phone: null, answers: bed.jobs } })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  tab = site.tab(coach)
  client = new Client(bed.owner)
  await client.connect()
})
after(async () => {
  await client.end()
  await bed.close()
})

let phones = 20
async function aYouth(given: NewPerson = {}): Promise<PersonId> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask', phone: `07017406${phones++}`, ...given })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  return id
}

// 2026-10-15, when the tests run, is a Thursday.
const WEEKLY = { everyWeeks: '1', weekday: '5', last: '2026-11-30', template: 'checkin' }
const round = () => checkInRound(bed.jobs, domain.machine, answerLink('https://exempel.se'))
const plan = (id: string) => tab.submit(paths.personCheckins(id), WEEKLY)
const planNow = (id: PersonId) => bed.web.read(coach, (tx) => planOf(tx, id))
const sentTo = (id: PersonId) => bed.web.read(coach, (tx) => checkInsOf(tx, id, 10))
const nextsOf = (id: PersonId) => bed.web.read(coach, (tx) => nextOf(tx, id))
const contactsWith = (id: PersonId) =>
  bed.web.read(coach, (tx) => contactsOf(tx, { root: id, struck: false, limit: 20, offset: 0 }))

/** The link that stands in the latest text to somebody. */
async function linkTo(id: PersonId): Promise<string> {
  const { rows } = await client.query<{ body: string }>(
    'select body from message where person_id = $1 order by queued_at desc limit 1',
    [id],
  )
  return /https:\/\/exempel\.se(\S+)/.exec(rows[0]?.body ?? '')?.[1] ?? ''
}

async function asked(given: NewPerson = {}): Promise<{ id: PersonId; link: string }> {
  bed.setNow(NOON)
  const id = await aYouth(given)
  await plan(id)
  bed.setNow('2026-10-16T10:00:00Z')
  await round()
  return { id, link: await linkTo(id) }
}

test('a plan is made, told of, sent on its day and not again, and the text names nobody', async () => {
  bed.setNow(NOON)
  const id = await aYouth()
  assertShows(await tab.get(paths.person(id)), /Inga frågor skickas/)
  assertShows(await plan(id), /Planen är sparad/, /16 oktober 2026, varje vecka, till och med 30 november 2026/)
  assert.equal(await round(), false)
  bed.setNow('2026-10-16T10:00:00Z')
  assert.equal(await round(), true)
  assert.equal(await round(), false)
  const [sent, ...more] = await sentTo(id)
  assert.deepEqual([sent?.answeredAt, more.length], [null, 0])
  assert.equal((await planNow(id))?.nextOn, '2026-10-23')
  const { rows } = await client.query<{ body: string }>('select body from message where person_id = $1', [id])
  assert.equal(rows.length, 1)
  assertUnsaid(rows[0]?.body, /Tove|Ask|KAA|register/i)
  const link = await linkTo(id)
  const { rows: kept } = await client.query<{ link_sha: string }>('select link_sha from checkin where person_id = $1', [
    id,
  ])
  assert.equal(link.includes(kept[0]?.link_sha ?? '-'), false)
})

test('a good answer without an account: a contact that was achieved, and no more work for today', async () => {
  const { id, link } = await asked()
  const young = site.tab(null)
  const page = await young.get(link)
  assertShows(page, /Hur mår du\?/, /Mycket dåligt/, /Jag vill att någon hör av sig/)
  assertHides(page, /Tove|Ask|Jonas/)
  assert.match(page.headers.get('x-robots-tag') ?? '', /noindex/)
  assertShows(await young.submit(link, { pressed: '4' }), /Tack för ditt svar/, /Bra</)
  // Whoever is sent the link, or holds the telephone next, sees that there is an answer and not which.
  const opened = await site.tab(null).get(link)
  assertShows(opened, /Det finns redan ett svar/, /Skicka inte länken vidare/)
  assert.doesNotMatch(opened.html, /Tack för ditt svar|value="4"[^>]*checked|name="mood"/)
  const [contact, ...more] = await contactsWith(id)
  assert.deepEqual([contact?.direction, contact?.outcome, contact?.achieved, more.length], ['in', 'answered', true, 0])
  assert.deepEqual(await nextsOf(id), [])
  assertShows(await tab.get(paths.person(id)), /Bra</)
  assertShows(await tab.get(paths.outreach()), /Svar på Hur mår du\?/, /Bra</)
})

test('a low answer is work for today, also when it is changed to one within the hour, and the contact stays one', async () => {
  const { id, link } = await asked()
  const young = site.tab(null)
  await young.post(link, { pressed: '5' })
  assert.deepEqual(await nextsOf(id), [])
  await young.post(link, { pressed: '1' })
  assert.deepEqual(
    (await nextsOf(id)).map(({ onDay, channel }) => [onDay, channel]),
    [['2026-10-16', 'call']],
  )
  assert.equal((await contactsWith(id)).length, 1)
  assert.equal((await sentTo(id))[0]?.mood, 1)
  bed.setNow('2026-10-16T11:00:00Z')
  assert.equal((await young.post(link, { pressed: '5' })).status, 404)
  assert.equal((await sentTo(id))[0]?.mood, 1)
})

test('who wants somebody gets a call today, with how they are kept beside', async () => {
  const { id, link } = await asked()
  const young = site.tab(null)
  await young.post(link, { pressed: '4' })
  assertShows(await young.submit(link, { pressed: 'contact' }), /Någon hör av sig till dig/)
  const [answer] = await sentTo(id)
  assert.deepEqual([answer?.mood, answer?.wantsContact], [4, true])
  assert.equal((await nextsOf(id)).length, 1)
  assertShows(await tab.get(paths.outreach()), /vill att någon hör av sig/)
})

test('a link that is over, unknown, another domain’s or a guess is answered alike, and takes nothing', async () => {
  const { id, link } = await asked()
  const other = await aDomain(bed)
  const [, , , token = ''] = link.split('/')
  const wrong = [
    paths.answer(shortId(other.id), token),
    paths.answer(shortId(domain.id), 'A'.repeat(22)),
    paths.answer('kaa', token),
  ]
  const young = site.tab(null)
  const pages = new Set<string>()
  for (const address of wrong) {
    const page = await young.get(address)
    assert.equal(page.status, 404)
    pages.add(page.html)
    assert.equal((await young.post(address, { pressed: '1' })).status, 404)
  }
  bed.setNow('2026-10-23T22:00:00Z')
  const over = await young.get(link)
  assert.equal(over.status, 404)
  pages.add(over.html)
  assert.equal(pages.size, 1)
  assert.equal((await young.post(link, { pressed: '1' })).status, 404)
  assert.equal((await sentTo(id))[0]?.answeredAt, null)
})

test('a question that goes out by itself leaves what a colleague is to do today', async () => {
  bed.setNow(NOON)
  const id = await aYouth()
  await plan(id)
  const call = { personId: id, next: { onDay: day('2026-10-16'), channel: 'call' } } as const
  await bed.web.write(coach, (tx) => setNext(tx, call))
  bed.setNow('2026-10-16T10:00:00Z')
  await round()
  await messageRound(bed.jobs, domain.machine, { sms: new FakeGateway() })
  await site.tab(null).post(await linkTo(id), { pressed: '5' })
  assert.deepEqual((await contactsWith(id)).map(({ direction, outcome }) => `${direction} ${outcome}`).sort(), [
    'in answered',
    'out sent',
  ])
  assert.equal((await nextsOf(id)).length, 1)
})

test('a whole school answers behind one address, and who asks too often loses nothing of what was typed', async () => {
  const { link } = await asked()
  const young = site.tab(null)
  for (let n = 0; n < 130; n += 1) assert.equal((await young.get(paths.answer('kaa', `annan-${n}`))).status, 404)
  for (let n = 0; n < 60; n += 1) assert.equal((await young.get(link)).status, 200)
  const away = await young.post(link, { pressed: '4', words: 'Det går "bra"' })
  assert.equal(away.status, 429)
  assertShows(
    away,
    /Det är många som svarar just nu/,
    /finns kvar här/,
    /name="pressed" value="4"/,
    /Det går &quot;bra&quot;/,
  )
  assertHides(away, /Länken gäller inte längre/)
  const asked_ = await young.get(`${link}?in=en`)
  assert.equal(asked_.status, 429)
  assertShows(asked_, /Din länk gäller fortfarande/, /href="[^"]+\?in=en"/)
  await client.query('delete from access.rate')
  assert.equal((await young.post(link, { pressed: '4' })).status, 200)
})

test('every page that young people answer on says whom to call, under eighteen or older, in the domain’s words where it has any', async () => {
  const short = shortId(domain.id)
  const token = 'A'.repeat(22)
  const pages = [
    paths.answer(short, token),
    paths.whatYouDo(short, token),
    paths.whereYouAre(short, token),
    paths.planAnswer(short, token),
    paths.formFilling(short, token),
  ]
  for (const page of pages) assertShows(await site.tab(null).get(page), /Ring 112/, /under 18/, /18 eller äldre/)
  const administrator = await signedIn(bed, domain, { role: 'administrator' })
  const helpline = 'Ring ungdomsmottagningen, 016-710 10 00.'
  const setting = await bed.web.read(administrator, (tx) => messageSetting(tx))
  await bed.web.write(administrator, (tx) => decideSetting(tx, { ...setting, helpline }))
  for (const page of pages) {
    const shown = await site.tab(null).get(page)
    assertShows(shown, /Ring 112/, /ungdomsmottagningen/)
    assertHides(shown, /Bris/)
  }
  await bed.web.write(administrator, (tx) => decideSetting(tx, { ...setting, helpline: null }))
})

test('what is no button of ours changes nothing, and nobody asks too often', async () => {
  const { id, link } = await asked()
  const young = site.tab(null)
  for (const pressed of ['6', '0', '1.5', 'x', '']) assert.equal((await young.post(link, { pressed })).status, 303)
  assert.equal((await sentTo(id))[0]?.answeredAt, null)
  let status = 0
  for (let n = 0; n < 70 && status !== 429; n += 1) ({ status } = await young.get(paths.answer('kaa', 'x')))
  assert.equal(status, 429)
  await client
    .query(`delete from access.rate where bucket like 'answer%'`)
    .catch(() => client.query('delete from access.rate'))
})

test('nobody protected is asked, nobody who has said no, and who says no later is asked no more', async () => {
  bed.setNow(NOON)
  const sees = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
  const hidden = await aYouth({ protection: 'protected_registration', protectedFrom: '2020-01-01' })
  const refused = await site.tab(sees).post(paths.personCheckins(hidden), WEEKLY)
  assert.equal(refused.status, 422)
  assertShows(refused, /Skyddad identitet: inga sms skickas/)
  const id = await aYouth()
  await plan(id)
  const stop = { personId: id, channel: 'sms', whose: 'self', reason: 'Sade det i telefon' } as const
  await bed.web.write(coach, (tx) => stopMessages(tx, stop))
  assertShows(await tab.post(paths.personCheckins(await aYouth({ phone: '0161234567' })), WEEKLY), /inget mobilnummer/)
  bed.setNow('2026-10-16T10:00:00Z')
  await round()
  assert.equal((await planNow(id))?.endedAs, 'opted_out')
  assert.deepEqual(await sentTo(id), [])
  assertShows(await tab.get(paths.personCheckins(id)), /Den senaste planen är slut: vill inte ha meddelanden/)
})

test('who leaves the register is asked no more, and neither is anybody after the last day', async () => {
  bed.setNow(NOON)
  const [gone, done] = [await aYouth(), await aYouth()]
  await plan(gone)
  await tab.post(paths.personCheckins(done), { ...WEEKLY, last: '2026-10-16' })
  await client.query(`update register_period set until_on = '2026-10-16' where person_id = $1`, [gone])
  bed.setNow('2026-10-16T10:00:00Z')
  await round()
  assert.equal((await planNow(gone))?.endedAs, 'not_member')
  assert.equal((await planNow(done))?.endedAs, 'over')
  assert.equal((await sentTo(done)).length, 1)
})

test('a template that can no longer be filled in ends its own plans, is told, and stops nobody else’s', async () => {
  bed.setNow(NOON)
  const lead = await signedIn(bed, domain, { role: 'team_lead' })
  const word = (code: string, wording: string) =>
    bed.web.write(lead, (tx) => wordTemplate(tx, { code, channel: 'sms', language: 'sv', subject: null, wording }))
  await word('fragan', 'Hej! Hur går det? [länk]')
  const [broken, sound] = [await aYouth(), await aYouth()]
  await tab.post(paths.personCheckins(broken), { ...WEEKLY, template: 'fragan' })
  await plan(sound)
  await word('fragan', 'Hej! Hur går det? [länk] Eller ring [telefon].')
  bed.setNow('2026-10-16T10:00:00Z')
  assert.equal(await round(), true)
  assert.deepEqual([(await sentTo(broken)).length, (await sentTo(sound)).length], [0, 1])
  assert.deepEqual(
    (await nextsOf(broken)).map(({ onDay, channel }) => [onDay, channel]),
    [['2026-10-16', 'call']],
  )
  const page = await tab.get(paths.personCheckins(broken))
  assertShows(page, /mallen går inte att skicka, för något i den är inte ifyllt/)
  assertHides(page, /value="fragan"/)
})

test('a plan with mistakes comes back as it was filled in; a second plan waits for the first to end', async () => {
  bed.setNow(NOON)
  const id = await aYouth()
  const wrong = await tab.post(paths.personCheckins(id), { ...WEEKLY, last: 'snart' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Skriv sista dagen som/)
  assert.match(wrong.html, /value="snart"/)
  await plan(id)
  assertShows(await tab.post(paths.personCheckins(id), WEEKLY), /Det finns redan en plan/)
  assertShows(await tab.submit(paths.personCheckinEnd(id)), /Inga fler frågor skickas/)
  assertShows(await tab.submit(paths.personCheckinEnd(id)), /Planen är redan avslutad/)
  assertShows(await plan(id), /Planen är sparad/)
})

test('a colleague who does not follow somebody neither plans nor reads', async () => {
  bed.setNow(NOON)
  const id = await aYouth()
  const other = site.tab(await signedIn(bed, domain, { role: 'coach' }))
  assert.equal((await other.get(paths.personCheckins(id))).status, 404)
  assert.equal((await other.post(paths.personCheckins(id), WEEKLY)).status, 404)
  assertHides(await other.get(paths.outreach()), /Svar på Hur mår du/)
})

test('the text goes out as others do', async () => {
  const { id } = await asked()
  const gateway = new FakeGateway()
  await messageRound(bed.jobs, domain.machine, { sms: gateway })
  const [contact] = await contactsWith(id)
  assert.deepEqual([contact?.channel, contact?.direction, contact?.outcome], ['sms', 'out', 'sent'])
})
