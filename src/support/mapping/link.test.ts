import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aMapping, aPage, readMapping } from '../../../test/build/mapping.ts'
import type { Writer } from '../../../test/build/notes.ts'
import type { NewPerson } from '../../../test/build/people.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../../test/build/site.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { stopMessages } from '../../outreach/messages/actions.ts'
import type { PersonId } from '../../people/model.ts'
import { paths } from '../../ui/paths.ts'
import { mappingsOf } from './store.ts'

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

let phones = 60
async function aYouth(given: NewPerson = {}): Promise<PersonId> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask', phone: `07017406${phones++}`, ...given })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  return id
}

async function sent(form = 'entry', given: NewPerson = {}) {
  bed.setNow('2026-10-15T10:00:00Z')
  const personId = await aYouth(given)
  const mappingId = await aMapping(bed, coach, personId, form)
  const reply = await tab.submit(paths.personMappingLink(personId, mappingId))
  return { personId, mappingId, reply, link: await linkTo(personId) }
}

async function textTo(id: PersonId): Promise<string> {
  const { rows } = await client.query<{ body: string }>(
    'select body from message where person_id = $1 order by queued_at desc limit 1',
    [id],
  )
  return rows[0]?.body ?? ''
}
const linkTo = async (id: PersonId) => /https?:\/\/[^/\s]+(\S+)/.exec(await textTo(id))?.[1] ?? ''
const WHO5 = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`q-who5_${n}`, '2']))

test('a text with a link says nothing of what it is about, nor of whom', async () => {
  const { personId, reply, link } = await sent()
  assertShows(reply, /Länken är på väg/, /Länk skickad, gäller till/)
  assert.match(link, /^\/fill\/[\w-]{22}\/[\w-]{22}$/)
  assert.doesNotMatch(await textTo(personId), /Tove|Ask|kartlägg|mår|hälsa|register|KAA/i)
  const { rows } = await client.query<{ link_sha: string }>(
    'select link_sha from support_mapping_link where person_id = $1',
    [personId],
  )
  assert.equal(link.includes(rows[0]?.link_sha ?? '-'), false)
})

test('the young person answers page by page without an account, goes on later, and sends it all', async () => {
  const { personId, mappingId, link } = await sent('who5')
  const young = site.tab(null)
  const page = await young.get(link)
  assertShows(page, /De senaste två veckorna/, /Har jag känt mig glad och på gott humör/, /Ring 112/, /CC BY-NC-SA/)
  assertHides(page, /Tove|Ask|Jonas|Ungdomsteamet/)
  assert.match(page.headers.get('x-robots-tag') ?? '', /noindex/)
  assertShows(await young.submit(link, { place: '1', in: 'sv', ...WHO5 }), /Det var alla frågor/)
  // Whoever opens the link meets no answers.
  const later = await site.tab(null).get(link)
  assertShows(later, /Det var alla frågor/)
  assertHides(later, /Mindre än halva tiden/)
  assertShows(await young.submit(`${link}/end`), /Tack för dina svar/)
  assert.equal((await young.get(link)).status, 404)
  assert.deepEqual(await readMapping(bed, coach, { personId, mappingId }), {})
  const [mapping] = await bed.web.read(coach, (tx) => mappingsOf(tx, personId, 5))
  assert.equal(mapping?.endedAs, 'completed')
  const nurse = await signedIn(bed, domain, { role: 'welfare_counsellor' })
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, personId, nurse.accountId))
  assertShows(await site.tab(nurse).get(paths.personMapping(personId, mappingId)), /40 av 100, lågt/, /Den unga själv/)
})

test('what is asked follows what was answered, from one page to the next', async () => {
  const { link } = await sent()
  const young = site.tab(null)
  const on = (place: string, fields: Record<string, string> = {}) => young.submit(link, { place, in: 'sv', ...fields })
  await on('1')
  await on('2')
  await on('3')
  assertShows(await on('4', { 'q-school_hard': 'rooms' }), /Berätta mer om du vill/)
  assertShows(await on('5'), /Skolor och program/)
  assertShows(await on('6', { 'q-school_name': 'Rinman', more: '1' }), /Skolor och program/)
  assertShows(await on('6-2', { 'q-school_name': 'Duveholm' }), /Har du haft stöd av någon förut/)
  // Without earlier support nothing is asked of what it did.
  const health = await on('7', { 'q-had_support': 'no' })
  assertShows(health, /Hur du mår/)
  assertHides(health, /Vad hjälpte/)
})

test('plain Swedish and English are a press away, and a wrong answer is told beside its question', async () => {
  const { link } = await sent()
  const young = site.tab(null)
  assertShows(await young.get(`${link}?in=sv-plain`), /Vad gör du en vanlig dag\?/, /Lätt svenska/)
  assertShows(await young.get(`${link}?in=en`), /What is an ordinary day like for you\?/)
  const wrong = await young.post(link, { place: '1', in: 'sv', 'q-day_scale': '11', 'q-day': 'Sover länge' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Välj ett tal från 0 till 10/, /Sover länge/)
})

test('what a colleague has filled in stands, and is neither shown behind the link nor written over', async () => {
  const { personId, mappingId, link } = await sent()
  await aPage(bed, coach, { personId, mappingId, place: 'everyday', answers: { day: 'Hemligt hemma' } })
  const young = site.tab(null)
  const page = await young.get(link)
  assertShows(page, /Det du är bra på/)
  assertHides(page, /Hemligt hemma/)
  await young.submit(link, { place: '1', in: 'sv', 'q-day': 'Något annat' })
  assert.deepEqual(await readMapping(bed, coach, { personId, mappingId }), { everyday: { day: 'Hemligt hemma' } })
})

test('a link is over after fourteen days, when another is sent, when the form is taken back, and one that was guessed never was', async () => {
  const gone = async (link: string) => (await site.tab(null).get(link)).status
  const first = await sent()
  bed.setNow('2026-10-29T21:59:00Z')
  assert.equal(await gone(first.link), 200)
  bed.setNow('2026-10-29T23:01:00Z')
  assert.equal(await gone(first.link), 404)
  const second = await sent()
  bed.setNow('2026-10-15T10:05:00Z')
  await tab.submit(paths.personMappingLink(second.personId, second.mappingId))
  assert.equal(await gone(second.link), 404)
  const again = await linkTo(second.personId)
  assert.equal(await gone(again), 200)
  await tab.submit(paths.personMappingWithdrawal(second.personId, second.mappingId))
  assert.equal(await gone(again), 404)
  const guess = await site.tab(null).get(`${second.link.slice(0, -3)}abc`)
  assert.equal(guess.status, 404)
  assertShows(guess, /Länken gäller inte längre/)
  assert.equal(await gone('/fill/kort/kort'), 404)
})

test('no link goes to somebody with protected identity, who wants no texts, or who has no telephone', async () => {
  const none = async (id: PersonId, mappingId: string, says: RegExp) => {
    assertShows(await tab.submit(paths.personMappingLink(id, mappingId)), says)
    const { rows } = await client.query('select 1 from support_mapping_link where person_id = $1', [id])
    assert.equal(rows.length, 0)
  }
  bed.setNow('2026-10-15T10:00:00Z')
  const silent = await aYouth()
  await bed.web.write(coach, (tx) =>
    stopMessages(tx, { personId: silent, channel: 'sms', whose: 'self', reason: 'Sade det i telefon' }),
  )
  await none(silent, await aMapping(bed, coach, silent), /vill inte ha sms/)
  const { id: unreached } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx)
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  await none(unreached, await aMapping(bed, coach, unreached), /inget mobilnummer/)
  const guarded = await signedIn(bed, domain, { role: 'coach', seesProtected: true })
  const { id: hidden } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { protection: 'confidentiality_marking', phone: '0701740599' })
    await ownedBy(tx, made.id, guarded.accountId)
    return made
  })
  const mappingId = await aMapping(bed, guarded, hidden)
  assertHides(await site.tab(guarded).get(paths.personMapping(hidden, mappingId)), /Skicka som länk/)
  assertShows(await site.tab(guarded).submit(paths.personMappingLink(hidden, mappingId)), /Skyddad identitet/)
})

test('nothing behind a link is read by others than the machine', async () => {
  await assert.rejects(
    client
      .query('begin; set local role sedd_jobs; select support_answers_behind($$x$$)')
      .finally(() => client.query('rollback')),
    /only the machine|permission denied|no context|context/i,
  )
})
