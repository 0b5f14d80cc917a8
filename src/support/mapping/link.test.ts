import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { z } from 'zod'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aMapping, aPage, readMapping } from '../../../test/build/mapping.ts'
import type { Writer } from '../../../test/build/notes.ts'
import type { NewPerson } from '../../../test/build/people.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertUnsaid } from '../../../test/build/said.ts'
import { lettingIn } from '../../../test/build/sight.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../../test/build/site.ts'
import { sql } from '../../kernel/sql.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { stopMessages } from '../../outreach/messages/actions.ts'
import type { PersonId } from '../../people/model.ts'
import { paths } from '../../ui/paths.ts'
import { answersOf, mappingsOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let nurse: Writer & { readonly membershipId: string }
let tab: Tab
let client: Client

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  site = siteOf(bed, { messaging: { hasGateway: () => true, callbacks: null, phone: null, answers: bed.jobs } })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  nurse = await signedIn(bed, domain, { role: 'welfare_counsellor', displayName: 'Mona Lind' })
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

/** With somebody around the young person who works with health. */
async function sent(form = 'entry', given: NewPerson = {}) {
  bed.setNow('2026-10-15T10:00:00Z')
  const personId = await aYouth(given)
  await lettingIn({ bed, domain }, { person: personId, membershipId: nurse.membershipId })
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
  assertUnsaid(await textTo(personId), /Tove|Ask|kartlägg|mår|hälsa|register|KAA/i)
  const { rows } = await client.query<{ link_sha: string }>(
    'select link_sha from support_mapping_link where person_id = $1',
    [personId],
  )
  assert.equal(link.includes(rows[0]?.link_sha ?? '-'), false)
})

test('the young person answers page by page without an account, goes on later, and sends it all', async () => {
  const { personId, mappingId, link } = await sent('who5')
  assertShows(await site.tab(null, 'en').get(link), /<div lang="en">[\s\S]*The questions are in Swedish only/)
  assertHides(await site.tab(null).get(link), /bara på svenska<\/strong>|The questions/)
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
  // Pressed once more, or opened again, it says the same: nobody is told that what was sent in is gone.
  assertShows(await young.submit(`${link}/end`), /Tack för dina svar/)
  assertShows(await young.submit(link, { place: '1', in: 'sv', ...WHO5 }), /Tack för dina svar/)
  assertShows(await young.get(link), /Tack för dina svar/)
  assert.deepEqual(await readMapping(bed, coach, { personId, mappingId }), {})
  const [mapping] = await bed.web.read(coach, (tx) => mappingsOf(tx, personId, 5))
  assert.equal(mapping?.endedAs, 'completed')
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

test('what the young person wrote on a page that a colleague had filled in is kept beside it, and told of', async () => {
  const { personId, mappingId, link } = await sent()
  const at = { personId, mappingId, place: 'everyday' }
  const own = paths.personMapping(personId, mappingId)
  await aPage(bed, coach, { ...at, answers: { day: 'Sover länge' } })
  const young = site.tab(null)
  // An answer that is none of the choices is still told of.
  assert.equal((await young.post(link, { place: '1', in: 'sv', 'q-day_scale': '11' })).status, 422)
  await young.submit(link, { place: '1', in: 'sv', 'q-day': 'Spelar hela natten' })
  const whole = await tab.get(own)
  assertShows(whole, /Sover länge/, /Den unga har också svarat/)
  assertHides(whole, /Spelar hela natten/)
  assertShows(
    await tab.get(paths.personMappingWordings(personId, mappingId, '1')),
    /Gäller nu/,
    /Skrevs bredvid/,
    /Spelar hela natten/,
  )
  // A page that is passed over empty says nothing beside.
  await aPage(bed, coach, { ...at, place: 'strengths', answers: { good_at: 'Laga mat' } })
  await young.submit(link, { place: '2', in: 'sv' })
  assertHides(await tab.get(paths.personMappingWordings(personId, mappingId, '2')), /Skrevs bredvid/)
  // When the page is worded anew it has been seen to.
  bed.setNow('2026-10-15T10:05:00Z')
  const [row] = await bed.web.read(coach, (tx) => answersOf(tx, [mappingId]))
  await aPage(bed, coach, { ...at, seen: row?.id ?? '', answers: { day: 'Sover länge, spelar på natten' } })
  assertHides(await tab.get(own), /Den unga har också svarat/)
})

test('a page that a colleague and the young person save in the same moment loses nobody’s words', async () => {
  const { personId, mappingId, link } = await sent()
  const young = site.tab(null)
  const [told, theirs] = await Promise.allSettled([
    aPage(bed, coach, { personId, mappingId, place: 'everyday', answers: { day: 'Sover länge' } }),
    young.post(link, { place: '1', in: 'sv', 'q-day': 'Spelar hela natten' }),
  ])
  assert.equal(theirs.status === 'fulfilled' && theirs.value.status, 303)
  const { rows } = await client.query<{ body: string }>('select body from support_answer where mapping_id = $1', [
    mappingId,
  ])
  const said = rows.map(({ body }) => body).join()
  assert.match(said, /Spelar hela natten/)
  // Whoever comes last of the two is told: the colleague by a conflict, with what they typed still in the form.
  if (told.status === 'fulfilled') assert.match(said, /Sover länge/)
  else assert.equal((told.reason as { code: string }).code, 'page_changed')
})

test('what nobody around the young person may read is not asked by link, and it is said before anything is sent', async () => {
  bed.setNow('2026-10-15T10:00:00Z')
  const personId = await aYouth()
  const who5 = await aMapping(bed, coach, personId, 'who5')
  const page = await tab.get(paths.personMapping(personId, who5))
  assertShows(page, /Ingen runt den unga får läsa svar om hälsa/, /Ingen runt den unga får läsa svaren här/)
  assertHides(page, /läses av andra i ditt team/)
  assertHides(page, /Skicka som länk/)
  assertShows(await tab.submit(paths.personMappingLink(personId, who5)), /Länken är inte skickad/)
  assert.equal(await linkTo(personId), '')
  // Of a form that asks of more than health the rest is asked.
  const mappingId = await aMapping(bed, coach, personId, 'term_start')
  assertShows(
    await tab.get(paths.personMapping(personId, mappingId)),
    /En del frågor skickas inte med/,
    /Skicka som länk/,
  )
  await tab.submit(paths.personMappingLink(personId, mappingId))
  const young = site.tab(null)
  const link = await linkTo(personId)
  assertHides(await young.submit(link, { place: '1', in: 'sv' }), /Hur du mår/)
  await lettingIn({ bed, domain }, { person: personId, membershipId: nurse.membershipId })
  assertShows(await young.get(link), /Hur du mår/)
  assertHides(await tab.get(paths.personMapping(personId, who5)), /Ingen runt den unga/)
})

test('somebody says that what came by a link has been read, and says it once', async () => {
  const { personId, mappingId, link } = await sent('who5')
  const own = paths.personMapping(personId, mappingId)
  assertHides(await tab.get(own), /Den unga har svarat via länken/)
  await site.tab(null).submit(link, { place: '1', in: 'sv', ...WHO5 })
  assertShows(await tab.submit(paths.personMappingReceipt(personId, mappingId)), /Svaren är redan lästa/)
  await site.tab(null).submit(`${link}/end`)
  assertShows(await tab.get(own), /Den unga har svarat via länken/)
  assertShows(await tab.submit(paths.personMappingReceipt(personId, mappingId)), /Antecknat att svaren är lästa/)
  assertShows(await tab.submit(paths.personMappingReceipt(personId, mappingId)), /Svaren är redan lästa/)
  assertHides(await tab.get(own), /Den unga har svarat via länken/)
  assertShows(await site.tab(null).get(link), /Tack för dina svar/)
})

test('buttons and what stands around the questions are in the language of the form', async () => {
  const { link } = await sent()
  const young = site.tab(null)
  const english = await young.get(`${link}?in=en`)
  assertShows(english, /<div lang="en">/, /Page 1 of/, /Pass over/, /Save and go on/, /Answer what you like/)
  assertHides(english, /Hoppa över|Spara och fortsätt/)
  assertShows(await young.post(link, { place: '1', in: 'en', 'q-day_scale': '11' }), /Choose a number from 0 to 10/)
  assertShows(await young.get(`${link}?in=sv-plain`), /Hoppa över/, /Spara och fortsätt/)
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
  const { personId, link } = await sent()
  await site.tab(null).submit(link, { place: '1', in: 'sv', 'q-day': 'Sover länge' })
  const { rows } = await client.query<{ link_sha: string }>(
    'select link_sha from support_mapping_link where person_id = $1',
    [personId],
  )
  const read = sql`select place from support_answers_behind(${rows[0]?.link_sha ?? ''})`
  const Place = z.object({ place: z.string() })
  assert.deepEqual(await bed.jobs.read(domain.machine, (tx) => tx.all(Place, read)), [{ place: 'everyday' }])
  await assert.rejects(
    bed.web.read(coach, (tx) => tx.all(Place, read)),
    /permission denied for function support_answers_behind/,
  )
})
