import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, testBed } from '../../test/build/domain.ts'
import { aDropout } from '../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, tokenOf } from '../../test/build/site.ts'
import { StrongerSignInNeeded } from '../kernel/database.ts'
import { paths } from '../ui/paths.ts'
import { takeExport } from './export-actions.ts'
import { mayTakeAlone, withinApproved } from './export-rules.ts'

let bed: TestBed
let site: Site
let amina: Tab
let petra: Tab
let token: string

before(async () => {
  bed = await testBed()
  site = siteOf(bed)
  const domain = await aDomain(bed)
  const first = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' })
  token = first.token
  amina = site.tab(first)
  petra = site.tab(await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Petra Lindholm' }))
  await bed.jobs.write(domain.machine, async (tx) => {
    for (let n = 0; n < 5; n += 1) await aDropout(tx, { sex: 'female' })
  })
})
after(() => bed.close())

const file = '/register/export?format=csv&sex=female'
const requestId = (html: string) => /\/approvals\/([0-9a-f-]{36})/.exec(html)?.[1] ?? ''
const rowsOf = (html: string) => html.trim().split(/\r?\n/).length - 1

test('two hundred rows in a day and a night are taken out alone, and no more', () => {
  assert.equal(mayTakeAlone(200, 0), true)
  assert.equal(mayTakeAlone(201, 0), false)
  assert.equal(mayTakeAlone(1, 199), true)
  assert.equal(mayTakeAlone(1, 200), false)
  assert.equal(withinApproved(110, 100), true)
  assert.equal(withinApproved(111, 100), false)
})

test('slices of the register count together, until the day and night are over', async () => {
  for (let n = 0; n < 40; n += 1) assert.equal((await amina.get(file)).status, 200)
  const refused = await amina.get(file)
  assert.deepEqual([refused.status, refused.location], [303, '/register/export-requests?sex=female&format=csv'])
  assertShows(await amina.get(refused.location ?? ''), /Filen blir 5 rader/, /redan tagit ut 200 rader/)
  assert.equal((await petra.get(file)).status, 200)
  await assert.rejects(
    bed.web.write({ token }, (tx) => takeExport(tx, { format: 'csv', rows: 5, approvalId: null })),
    /export_needs_second/,
  )
  bed.setNow('2026-10-16T10:00:01Z')
  assert.equal((await amina.get(file)).status, 200)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('a colleague says yes, and then the file is fetched once, as it was asked for', async () => {
  const page = await amina.get('/register/export-requests?sex=female&format=csv')
  const form = { query: 'sex=female', format: 'csv', token: tokenOf(page, 'export-request') }
  const short = await amina.post(paths.registerExportRequests(), { ...form, reason: 'kort' })
  assert.equal(short.status, 422)
  assertShows(short, /mellan 10 och 400 tecken/, /kort\s*<\/textarea>/)
  const asked = await amina.submit(paths.registerExportRequests(), { ...form, reason: 'Utskick om sommarjobb' })
  assertShows(asked, /Frågan är ställd/, /Registret som fil, 5 rader \(CSV\)/, /Väntar på svar/)
  const id = requestId(asked.html)
  assert.equal((await amina.get(paths.registerExport({ approval: id }))).status, 409)
  assert.equal((await amina.post(paths.approvalAnswer(id), { answer: 'yes' })).status, 422)
  assertShows(await petra.get(paths.start()), /1 fråga väntar på ditt svar/, new RegExp(`href="${paths.approvals()}"`))
  const waiting = await petra.get(paths.approvals())
  assertShows(waiting, /Amina Warsame/, /Registret som fil, 5 rader/)
  const answered = await petra.submit(paths.approvalAnswer(id), { answer: 'yes', comment: '' })
  assertShows(answered, /Du har sagt ja/)
  assertHides(await petra.get(paths.start()), /väntar på ditt svar/)
  const told = new RegExp(`Godkänt: Registret som fil, 5 rader[^]*href="${paths.approval(id)}">Hämta filen`)
  assertShows(await amina.get(paths.start()), told)
  assertShows(await amina.get(paths.approval(id)), /Godkänd/, /Petra Lindholm/, /Hämta filen/)
  const fetched = await amina.get(paths.registerExport({ approval: id, sex: 'male' }))
  assert.deepEqual([fetched.status, rowsOf(fetched.html)], [200, 5])
  assert.equal((await amina.get(paths.registerExport({ approval: id }))).status, 409)
  assert.equal((await petra.get(paths.registerExport({ approval: id }))).status, 404)
})

test('a no needs its why, and is told to the one who asked', async () => {
  bed.setNow('2026-10-15T10:05:00Z')
  const asked = await amina.submit(paths.registerExportRequests(), {
    query: '',
    format: 'xlsx',
    reason: 'Lista till kommunstyrelsen',
  })
  const id = requestId(asked.html)
  const without = await petra.post(paths.approvalAnswer(id), { answer: 'no', comment: '' })
  assert.equal(without.status, 422)
  assertShows(without, /Skriv varför du säger nej/)
  assertShows(await petra.post(paths.approvalAnswer(id), {}), /Välj ja eller nej/)
  assert.equal(
    (await petra.post(paths.approvalAnswer(id), { answer: 'no', comment: 'Ta siffrorna i stället' })).status,
    303,
  )
  assertShows(await amina.get(paths.approval(id)), /Nekad/, /Ta siffrorna i stället/)
})

test('a link of another site takes no file out, counts no row and uses up no approval', async () => {
  const led = { 'sec-fetch-site': 'cross-site' }
  const domain = await aDomain(bed)
  const tab = site.tab(await signedIn(bed, domain, { role: 'kaa_coordinator' }))
  const answer = await tab.get(file, led)
  assert.deepEqual([answer.status, answer.location], [303, '/register?sex=female'])
  const approval = '6a4b1f0e-7c3d-4f7e-9d53-1a2b3c4d5e6f'
  assert.equal((await tab.get(`${file}&approval=${approval}`, led)).location, `/approvals/${approval}`)
  assert.equal(
    (await tab.get(file, { 'sec-fetch-site': 'same-origin' })).headers.get('content-type'),
    'text/csv; charset=utf-8',
  )
})

test('a file is never taken out without a fresh sign-in', async () => {
  const old = Object.create(bed.web, {
    write: {
      value: (context: { token: string }, work: (tx: object) => unknown) =>
        bed.web.write(context, async (tx) => {
          await work(Object.create(tx, { actor: { value: { ...tx.actor, assurance: 2 } } }))
        }),
    },
  })
  await assert.rejects(
    old.write({ token }, (tx: Parameters<typeof takeExport>[0]) =>
      takeExport(tx, { format: 'csv', rows: 1, approvalId: null }),
    ),
    StrongerSignInNeeded,
  )
})
