import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { deliveriesTo } from '../../../test/build/delivery.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { nextNumber } from '../../../test/build/people.ts'
import { assertHides, assertShows, type Reply, type Site, siteOf, type Tab, tokenOf } from '../../../test/build/site.ts'
import { type OwnTemporary, ownTemporary } from '../../../test/build/temporary.ts'
import type { Context } from '../../kernel/database.ts'
import { sql } from '../../kernel/sql.ts'
import { takeExport } from '../../register/export-actions.ts'
import { paths } from '../../ui/paths.ts'
import { anEnrolment, aPerson, NUMBERS, ORGANISATIONS, PROGRAMMES } from '../ss12000/persons.fake.ts'
import { finishWork } from './background.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let tab: Tab
let amina: Context
/** Where uploads land: other tests beside this one have theirs elsewhere. */
let temporary: OwnTemporary
before(async () => {
  bed = await testBed()
  temporary = ownTemporary('uploads')
  domain = await aDomain(bed)
  site = siteOf(bed)
  amina = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' })
  tab = site.tab(amina)
})
after(async () => {
  await finishWork()
  await bed.close()
  temporary.restore()
})

const HEADER = 'personnummer;förnamn;efternamn;kommunkod;folkbokförd_från'
const row = (number: string, name = 'Elsa', from = '2008-12-31') => `${number};${name};Ek;0484;${from}`

/** Sends a file as a browser's form does, and goes to the delivery's page once the work is done. */
async function send(
  content: string,
  fields: Record<string, string> = {},
  to: string = paths.importNew(),
): Promise<Reply> {
  const { location, html } = await sendForm(content, fields, to)
  if (location === null) return { status: 422, location, html, bytes: new Uint8Array(), headers: new Headers() }
  await finishWork()
  return tab.get(location)
}

async function sendForm(
  content: string,
  fields: Record<string, string>,
  to: string,
): Promise<{ location: string | null; html: string }> {
  const form = new FormData()
  const { token = tokenOf(await tab.get(paths.importNew()), 'sheet'), ...rest } = fields
  for (const [name, value] of Object.entries({ sheet: 'population', token, ...rest })) form.append(name, value)
  if (content !== '')
    form.append('file', new Blob([content]), to === paths.importNew() ? 'befolkning.csv' : 'svar.json')
  const cookie = [...tab.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { cookie, origin: 'http://localhost' }
  const answer = await site.app.request(`http://localhost${to}`, { method: 'POST', body: form, headers })
  for (const [, name = '', value = ''] of answer.headers
    .getSetCookie()
    .map((line) => /^([^=]+)=([^;]*)/.exec(line) ?? []))
    tab.cookies.set(name, value)
  return { location: answer.headers.get('location'), html: await answer.text() }
}

const idIn = ({ html }: Reply) => /\/imports\/([0-9a-f-]{36})/.exec(html)?.[1] ?? ''

test('a file with faults is previewed: counts, every refused row with its reason, and nothing is changed', async () => {
  const good = nextNumber()
  const bad = nextNumber()
  const page = await send([HEADER, row(good.number), row(bad.number, 'Ali', '2008-13-45')].join('\n'))
  assertShows(page, /Inget har ändrats än/, /2008-13-45/, /folkbokförd_från/)
  assertShows(await tab.get(paths.imports()), /Väntar på ditt beslut/, /befolkning\.csv/, /Amina Warsame/)
  const csv = await tab.get(paths.importProblemsFile(idIn(page)))
  assert.match(csv.headers.get('content-type') ?? '', /text\/csv/)
  assert.match(csv.html, /3;folkbokförd_från;2008-13-45;/)
})

const Told = z.object({ action: z.string(), detail: z.unknown() })

test('the file of rows to look at stands in the trail, and of more than one takes out alone it has no values', async () => {
  const id = idIn(
    await send([HEADER, row(nextNumber().number, 'Ali', '2008-13-45'), row(nextNumber().number)].join('\n')),
  )
  assert.match((await tab.get(paths.importProblemsFile(id))).html, /2;folkbokförd_från;2008-13-45;/)
  await bed.web.write(amina, (tx) => takeExport(tx, { format: 'csv', rows: 198, approvalId: null }))
  const bare = (await tab.get(paths.importProblemsFile(id))).html
  assert.match(bare, /2;folkbokförd_från;\(visas inte\);/)
  assert.doesNotMatch(bare, /2008-13-45/)
  const told = await bed.jobs.read(domain.machine, (tx) =>
    tx.all(Told, sql`select action, detail from trail.events(null, null, null, null, null, null, 20)`),
  )
  const taken = told.filter(({ action }) => action === 'imports.problems_taken')
  assert.deepEqual(
    taken.slice(0, 2).map(({ detail }) => detail),
    [
      { rows: 1, values: false },
      { rows: 1, values: true },
    ],
  )
})

test('a previewed delivery is applied at a yes, and taken back after a question', async () => {
  const { number } = nextNumber()
  const id = idIn(await send([HEADER, row(number)].join('\n')))
  await tab.post(paths.importApply(id))
  await finishWork()
  const applied = await tab.get(paths.import(id))
  assertShows(applied, /Inläst .* av Amina Warsame/)
  const asked = await tab.get(paths.importReversal(id))
  assert.equal(asked.status, 200)
  assertShows(await tab.submit(paths.importReversal(id), { token: tokenOf(asked, 'confirm') }), /Återtagen/)
})

test('a delivery that something builds on is not taken back, and the page says why', async () => {
  const { number } = nextNumber()
  const first = idIn(await send([HEADER, row(number)].join('\n')))
  await tab.post(paths.importApply(first))
  await finishWork()
  const second = idIn(await send([HEADER, row(number, 'Elsie')].join('\n')))
  await tab.post(paths.importApply(second))
  await finishWork()
  const refused = await tab.post(paths.importReversal(first))
  assert.equal(refused.status, 409)
})

test('a discarded delivery says that nothing was changed', async () => {
  const { number } = nextNumber()
  const id = idIn(await send([HEADER, row(number)].join('\n')))
  await tab.post(paths.importDiscard(id))
  assertShows(await tab.get(paths.import(id)), /Kastad\. Inget ändrades/)
})

test('the same form twice makes one delivery', async () => {
  const { number } = nextNumber()
  const token = tokenOf(await tab.get(paths.importNew()), 'sheet')
  const content = [HEADER, row(number)].join('\n')
  await send(content, { token })
  const { location } = await sendForm(content, { token }, paths.importNew())
  assert.equal(location, paths.imports())
})

test('a file of another kind is refused whole, in words', async () => {
  assertShows(await send('%PDF-1.7 not a sheet at all'), /Filen användes inte/, /PDF/)
})

test('a file that was refused says so once, with the reason, and nothing on its page says that it went well', async () => {
  const page = await send('\u0089PNG\r\n\u001a\n not a sheet')
  assert.equal(page.html.split('Filen användes inte. Inget ändrades.').length - 1, 1)
  assertHides(page, /notice done/, /Filen är mottagen/, /Vad filen gör/, /Alla rader gick att använda/, /id="problems"/)
})

test('a file that was read and then refused for one row shows what was counted and the row', async () => {
  const files = deliveriesTo(bed, domain)
  const rows = [{ personnummer: '1', förnamn: 'Elsa', kommunkod: '0484', folkbokförd_från: '2008-12-31' }]
  const { deliveryId } = await files.deliver('population', rows, { strict: true })
  files.close()
  const page = await tab.get(paths.import(deliveryId ?? ''))
  assertShows(page, /Filen användes inte\. Inget ändrades\./, /Lästa rader<\/dt><dd>1</, /Rader att se på/)
})

test('a form without a file says what is missing', async () => {
  const answer = await send('', {})
  assertShows(answer, /class="summary"/)
})

test('a file declared complete for what it cannot be complete for is stopped in the form', async () => {
  const { number } = nextNumber()
  const answer = await send([HEADER, row(number)].join('\n'), { complete: '1', unit: 'Rinmangymnasiet' })
  assert.equal(answer.status, 422)
  assertShows(answer, /class="summary"/)
})

test('a JSON file of SS 12000 goes the same way', async () => {
  const persons = [
    aPerson(100, { civicNo: { value: NUMBERS.girl2008, nationality: 'SE' }, enrolments: [anEnrolment()] }),
  ]
  const answers = JSON.stringify({ organisations: ORGANISATIONS, programmes: PROGRAMMES, persons })
  const page = await send(answers, {}, paths.importSs12000())
  assertShows(page, /Inget har ändrats än/, /svar\.json/)
})

test('the work can be followed as events, which end with where to go', async () => {
  const { number } = nextNumber()
  const id = idIn(await send([HEADER, row(number)].join('\n')))
  const events = await tab.get(paths.importEvents(id))
  assert.match(events.headers.get('content-type') ?? '', /text\/event-stream/)
  assert.match(events.html, new RegExp(`"href":"${paths.import(id)}"`))
})

test('a pull from this computer or a private network is refused with the way to go, and only https is taken', async () => {
  for (const host of ['localhost', '10.1.2.3', '[fd00::1]']) {
    const page = await send('', { url: `https://${host}/v2.0` }, paths.importSs12000())
    assertShows(page, /Adressen hör till den här datorn eller ett slutet nät/, /SEDD_PULL_HOSTS/)
  }
  const plain = await sendForm('', { url: 'http://skolan.example/v2.0' }, paths.importSs12000())
  assertShows(plain, /Skriv en adress som börjar med https/)
})

test('the number of possible duplicates leads to them for one who may decide about them, and is a number to others', async () => {
  let id = ''
  for (const kind of ['coordination', 'personal'] as const) {
    const { number } = nextNumber({ born: '2003-01-10', ...(kind === 'coordination' && { kind }) })
    id = idIn(await send([HEADER, row(number, 'Noor', '2020-01-01')].join('\n')))
    await tab.post(paths.importApply(id))
    await finishWork()
  }
  const toDuplicates = /Möjliga dubbletter<\/dt><dd><a href="\/duplicates">1<\/a>/
  assert.match((await tab.get(paths.import(id))).html, toDuplicates)
  const administrator = site.tab(await signedIn(bed, domain, { role: 'administrator' }))
  assert.match((await administrator.get(paths.import(id))).html, /Möjliga dubbletter<\/dt><dd>1<\/dd>/)
})

test('what has been decided is not decided again', async () => {
  const { number } = nextNumber()
  const before = await send([HEADER, row(number)].join('\n'))
  const id = idIn(before)
  await tab.post(paths.importDiscard(id))
  const twice = await tab.submit(paths.importDiscard(id))
  assertShows(twice, /class="notice broken"/)
})

test('one who may not import sees neither the log nor the form, and another domain’s delivery is not there', async () => {
  const { number } = nextNumber()
  const id = idIn(await send([HEADER, row(number)].join('\n')))
  const coach = site.tab(await signedIn(bed, domain, { role: 'coach' }))
  assert.equal((await coach.get(paths.imports())).status, 403)
  assert.equal((await coach.get(paths.importNew())).status, 403)
  assert.equal((await coach.post(paths.importApply(id))).status, 403)
  const elsewhere = site.tab(await signedIn(bed, await aDomain(bed), { role: 'kaa_coordinator' }))
  assert.equal((await elsewhere.get(paths.import(id))).status, 404)
  assert.equal((await elsewhere.get(paths.importProblemsFile(id))).status, 404)
})

test('the pages speak English to those who ask for it, and hold no number in an address', async () => {
  const { number } = nextNumber()
  const page = await send([HEADER, row(number)].join('\n'))
  const english = site.tab(await signedIn(bed, domain, { role: 'administrator' }), 'en')
  const shown = await english.get(paths.import(idIn(page)))
  assertShows(shown, /Nothing has been changed yet/)
  assertHides(shown, new RegExp(`href="[^"]*${number}`))
})

test('no uploaded file is left behind', async () => {
  await finishWork()
  for (let tries = 0; tries < 200 && readdirSync(temporary.folder).length > 0; tries += 1) await sleep(25)
  assert.deepEqual(readdirSync(temporary.folder), [])
})
