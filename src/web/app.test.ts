import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, testBed } from '../../test/build/domain.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../test/build/site.ts'
import { type Place, THINGS, withCodes } from '../../test/build/things.ts'
import { demoAccounts } from '../access/store.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { paths } from '../ui/paths.ts'
import { webApp } from './app.ts'

let bed: TestBed
let site: Site
let place: Place
let coordinator: Tab

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  site = siteOf(bed)
  const domain = await aDomain(bed, { name: 'Eskilstuna, skolnämnden' })
  const kaa_coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' })
  place = { bed, domain, staff: { kaa_coordinator, administrator: kaa_coordinator } }
  await withCodes(place)
  coordinator = site.tab(kaa_coordinator)
})
after(() => bed.close())

async function accountId(): Promise<string> {
  const [account] = await demoAccounts(bed.web)
  return account?.membershipId ?? ''
}

test('one signs in by choosing somebody, comes to where one was going, and signs out', async () => {
  const tab = site.tab()
  const asked = await tab.get('/register?sex=female')
  assert.deepEqual([asked.status, asked.location], [303, '/sign-in?back=%2Fregister%3Fsex%3Dfemale'])
  const page = await tab.get(asked.location ?? '')
  assertShows(page, /Vem är du i dag\?/, /Eskilstuna, skolnämnden/, /name="back" value="\/register\?sex=female"/)
  const account = await accountId()
  const done = await tab.post(paths.signIn(), { account, back: '/register?sex=female' })
  assert.deepEqual([done.status, done.location], [303, '/register?sex=female'])
  assert.match(done.headers.get('set-cookie') ?? '', /^sedd_session=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax$/)
  assert.equal((await tab.get('/register?sex=female')).status, 200)
  const kept = tab.cookies.get('sedd_session') ?? ''
  const out = await tab.post(paths.signOut())
  assert.deepEqual([out.status, out.location], [303, '/sign-in'])
  assert.equal(out.headers.get('clear-site-data'), '"cache"')
  tab.cookies.set('sedd_session', kept)
  assert.equal((await tab.get('/')).location, '/sign-in?ended=1')
})

test('an account that is not of the demonstration cannot be chosen', async () => {
  const answer = await site.tab().post(paths.signIn(), { account: place.domain.id })
  assert.equal(answer.status, 422)
  assertShows(answer, /Det kontot finns inte längre/)
})

test('nobody is led to another site by the way back', async () => {
  const account = await accountId()
  for (const back of ['https://example.com', '//example.com', '/\\example.com', 'javascript:alert(1)', '/a b'])
    assert.equal((await site.tab().post(paths.signIn(), { account, back })).location, '/', back)
  assertShows(
    await site.tab().get('/sign-in?back=//example.com'),
    /action="\/sign-in"><input type="hidden" name="back" value="\/">/,
  )
})

test('a session that has ended leads to sign-in, which says so and knows the way back', async () => {
  const tab = site.tab({ token: 'a'.repeat(64) })
  assert.equal((await tab.get('/register')).location, '/sign-in?back=%2Fregister&ended=1')
  assert.equal(tab.cookies.has('sedd_session'), false)
  assertShows(await tab.get('/sign-in?back=%2Fregister&ended=1'), /Du har loggats ut/)
  const posted = await site.tab({ token: 'a'.repeat(64) }).post('/register/owners', { owner: 'none' })
  assert.equal(posted.location, '/sign-in?ended=1')
})

test('a session of another shape is none', async () => {
  assert.equal((await site.tab({ token: "' or true" }).get('/')).location, '/sign-in')
})

test('the language is changed where one stands, and asked of the browser before that', async () => {
  const tab = site.tab(place.staff.kaa_coordinator)
  const changed = await tab.post(paths.language(), { language: 'en', back: '/register?sort=age' })
  assert.equal(changed.location, '/register?sort=age')
  assertShows(await tab.get('/register?sort=age'), /<html lang="en">/, /<h1[^>]*>Register</)
  const fresh = site.tab()
  fresh.cookies.clear()
  assertShows(await fresh.get('/sign-in', { 'accept-language': 'en-GB,en;q=0.9' }), /<html lang="en">/)
  assertShows(await fresh.get('/sign-in', { 'accept-language': 'fi' }), /<html lang="sv">/)
})

test('pages are kept by nobody, framed by nobody, and run no script but ours', async () => {
  const { headers } = await coordinator.get('/register')
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.equal(headers.get('x-frame-options'), 'DENY')
  assert.equal(headers.get('x-content-type-options'), 'nosniff')
  assert.equal(headers.get('referrer-policy'), 'same-origin')
  const policy = headers.get('content-security-policy') ?? ''
  assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/)
  assert.match(policy, /require-trusted-types-for 'script'; trusted-types 'none'/)
  assert.doesNotMatch(policy, /unsafe|\*/)
  for (const name of ['embedder', 'opener', 'resource'])
    assert.match(headers.get(`cross-origin-${name}-policy`) ?? '', /^(same-origin|require-corp)$/)
  assert.match(headers.get('permissions-policy') ?? '', /camera=\(\).*publickey-credentials-get=\(?self\)?/)
  assert.equal(headers.get('strict-transport-security'), null, 'plain http promises nothing of https')
  assertHides(await coordinator.get('/register'), /<script(?! type="module" src=)|<style| style="| on\w+="/)
})

test('over https the cookie is bound to the host', async () => {
  const app = webApp({ surfaces: { web: bed.web, imports: bed.jobs }, publicUrl: 'https://sedd.example.se' })
  const body = new URLSearchParams({ account: await accountId() })
  const headers = { origin: 'https://sedd.example.se' }
  const answer = await app.request('http://localhost/sign-in', { method: 'POST', body, headers })
  assert.match(
    answer.headers.get('set-cookie') ?? '',
    /^__Host-sedd=[0-9a-f]{64}; Path=\/; HttpOnly; Secure; SameSite=Lax/,
  )
  assert.equal(answer.headers.get('strict-transport-security'), 'max-age=31536000; includeSubDomains')
})

test('over https the language, and what is said after a form, are bound to the host too', async () => {
  const app = webApp({ surfaces: { web: bed.web, imports: bed.jobs }, publicUrl: 'https://sedd.example.se' })
  const asked = { origin: 'https://sedd.example.se', cookie: `__Host-sedd=${place.staff.kaa_coordinator.token}` }
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    app.request(`http://localhost${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: asked })
  const [language = ''] = (await post(paths.language(), { language: 'en' })).headers.getSetCookie()
  assert.match(language, /^__Host-sedd-language=en; Max-Age=\d+; Path=\/; Secure; SameSite=Lax$/)
  const cookie = `${asked.cookie}; __Host-sedd-language=en; sedd_language=sv`
  const page = async (path: string) => app.request(`http://localhost${path}`, { headers: { cookie } })
  assert.match(await (await page(paths.ownContact())).text(), /<html lang="en"/)
  const [flash = ''] = (await post(paths.ownContact(), { email: '', phone: '' })).headers.getSetCookie()
  assert.match(flash, /^__Host-sedd-flash=[^;]+; Max-Age=30; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
})

test('a form from another site changes nothing, whatever it says it comes from', async () => {
  const [person = ''] = await THINGS.unassigned(place)
  const form = { occupation: 'ARBETE', source: 'x', from: '2026-10-01' }
  for (const headers of [
    { origin: 'https://example.com' },
    { origin: 'null' },
    { origin: 'http://localhost.example.com' },
  ])
    assert.equal((await coordinator.post(paths.personOccupation(person), form, headers)).status, 403)
  assertShows(await coordinator.get(paths.person(person)), /Ingen har frågat än/)
})

test('nothing is changed by what comes from elsewhere, in whatever form it is sent', async () => {
  const { app } = site
  const cookie = `sedd_session=${place.staff.kaa_coordinator.token}`
  const send = async (headers: Readonly<Record<string, string>>, method = 'POST') =>
    (await app.request(`http://localhost${paths.ownSessionsEnd()}`, { method, headers: { cookie, ...headers } })).status
  const json = { 'content-type': 'application/json' }
  assert.equal(await send(json), 403)
  assert.equal(await send({ ...json, origin: 'https://example.com' }), 403)
  assert.equal(await send({ ...json, 'sec-fetch-site': 'cross-site' }), 403)
  assert.equal(await send({ origin: 'https://example.com' }, 'DELETE'), 403)
  assert.equal((await coordinator.get('/')).status, 200)
})

test('a page that is not there says so in the frame, with the way to the start', async () => {
  const page = await coordinator.get('/no/such/page')
  assert.equal(page.status, 404)
  assertShows(page, /Det finns inget här/, /href="\/">Till startsidan/)
  const none = await site.tab().get('/no/such/page')
  assert.deepEqual([none.status, none.location], [303, '/sign-in?back=%2Fno%2Fsuch%2Fpage'])
})

test('what is too large is refused before it is read', async () => {
  const answer = await coordinator.post('/register/filters', { name: 'x'.repeat(3_000_000) })
  assert.equal(answer.status, 413)
  assertShows(answer, /Det var för stort/)
})

test('a fault of ours is told with a reference, and the page and the log say nothing of anybody', async (t) => {
  const lines: string[] = []
  t.mock.method(process.stderr, 'write', (line: string) => lines.push(line))
  const [person = ''] = await THINGS.unassigned(place)
  const broken = Object.create(bed.web, {
    read: { value: () => Promise.reject(new Error('duplicate key: Elsa Lindqvist')) },
  })
  const app = webApp({ surfaces: { web: broken, imports: bed.jobs }, publicUrl: null })
  const headers = { cookie: `sedd_session=${place.staff.kaa_coordinator.token}` }
  const answer = await app.request(`http://localhost${paths.person(person)}`, { headers })
  const html = await answer.text()
  t.mock.restoreAll()
  assert.equal(answer.status, 500)
  assertShows({ html }, /Något gick fel hos oss/, /ange [0-9a-f]{8} när/)
  assert.equal(lines.length, 1)
  for (const said of [html, lines.join('')]) assert.doesNotMatch(said, /Lindqvist|duplicate key/)
})

test('what is refused somebody signed in is a line in the log: who and which kind of page, never whose', async (t) => {
  const lines: string[] = []
  const nobody = '00000000-0000-4000-8000-000000000000'
  t.mock.method(process.stderr, 'write', (line: string) => lines.push(line) > 0)
  await coordinator.get(paths.person(nobody))
  await site.tab().get(paths.person(nobody))
  t.mock.restoreAll()
  assert.equal(lines.length, 1)
  const { event, kind, method, route, account, ...rest } = JSON.parse(lines[0] ?? '')
  assert.deepEqual([event, kind, method, route], ['request.refused', 'not_found', 'GET', '/people/:id'])
  assert.match(account, /^[0-9a-f-]{36}$/)
  assert.deepEqual(Object.keys(rest).sort(), ['at', 'level', 'reference'])
  assert.doesNotMatch(lines[0] ?? '', new RegExp(nobody))
})

test('those who run Sedd see that it lives, that it serves, and figures without anybody in them', async () => {
  const tab = site.tab()
  assert.deepEqual([(await tab.get('/healthz')).html, (await tab.get('/readyz')).html], ['ok\n', 'ready\n'])
  const [person = ''] = await THINGS.unassigned(place)
  await coordinator.get(paths.person(person))
  const { html, headers } = await tab.get('/metrics')
  assert.equal(headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
  assert.match(html, /sedd_http_requests_total\{route="\/people\/:id",method="GET",status="200"\} \d/)
  assert.doesNotMatch(html, new RegExp(person))
})

test('when the database is gone, Sedd lives, says that it does not serve, and still has its styles', async () => {
  const gone = await testBed()
  const tab = siteOf(gone).tab()
  await gone.close()
  assert.deepEqual([(await tab.get('/healthz')).status, (await tab.get('/readyz')).status], [200, 503])
  assert.equal((await tab.get('/assets/sedd.css')).status, 200)
})
