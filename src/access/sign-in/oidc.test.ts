import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { CLIENT, type IdentityProvider, identityProvider, type Tokens } from '../../../test/build/identity-provider.ts'
import { assertHides, assertShows, type Reply, type Site, siteOf, type Tab } from '../../../test/build/site.ts'
import { aColleague, anInvitation, asAccessOwner, signedInByPasskey } from '../../../test/build/ways-in.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { paths } from '../../ui/paths.ts'

/** Signing in through a real identity provider, and through one whose answers somebody has been at. */

const PUBLIC = 'http://localhost'
const LOA3 = 'http://id.elegnamnden.se/loa/1.0/loa3'

let bed: TestBed
let domain: TestDomain
let idp: IdentityProvider
let site: Site

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Barn- och utbildningsnämnden, Eskilstuna', code: 'SKOLA' })
  idp = await identityProvider(`${PUBLIC}${paths.signInOidcAnswer()}`)
  site = siteOf(bed, { publicUrl: PUBLIC, providers: [idp.settings()] })
  const accountId = await aColleague(bed, domain, { signInName: 'amina' })
  const tab = site.tab()
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  await tab.get(paths.invitationOf(await anInvitation(bed, domain, accountId)))
  const answer = await there(tab, { for: 'invitation' })
  assert.deepEqual([answer.status, answer.location], [303, '/'])
})
after(async () => {
  await idp.close()
  await bed.close()
})

const answerOf = (provider: string) => `${PUBLIC}${paths.signInOidcAnswerOf(provider)}`

/** From a page of ours to the provider, and back to the address it answers at. */
async function away(tab: Tab, query: Readonly<Record<string, string>> = {}): Promise<string> {
  const start = await tab.get(paths.signInOidc({ provider: 'kommun', ...query }))
  assert.equal(start.status, 303)
  return idp.visit(start.location ?? '')
}

const there = async (tab: Tab, query: Readonly<Record<string, string>> = {}) => tab.get(await away(tab, query))

const isSignedIn = (tab: Tab) => tab.cookies.has('sedd_session')

function assertRefused(answer: Reply, tab: Tab): void {
  assert.equal(answer.status, 422)
  assert.equal(isSignedIn(tab), false)
  assertShows(answer, /<h1>Logga in<\/h1>/, /role="alert"/)
}

test('one signs in at the provider and comes to where one was going, on the level the provider vouches for', async () => {
  const tab = site.tab()
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  const page = await tab.get(paths.signIn({ back: '/contacts' }))
  assertShows(page, /Logga in med Eskilstuna kommun/, /href="\/sign-in\/oidc\?provider=kommun&amp;back=%2Fcontacts"/)
  const answer = await there(tab, { back: '/my/ways-in' })
  assert.deepEqual([answer.status, answer.location], [303, '/my/ways-in'])
  assertShows(await tab.get('/my/ways-in'), /Eskilstuna kommun/, /Inloggningstjänst, stark inloggning/)
  idp.seat({ subject: 'amina-at-the-municipality', acr: 'password' })
  const weak = site.tab()
  await there(weak)
  assertShows(await weak.get('/my/ways-in'), /Inloggningstjänst, vanlig inloggning/)
})

test('the way to the provider tells it nothing but what it must know, and carries what must come back', async () => {
  const { location } = await site.tab().get(paths.signInOidc({ provider: 'kommun' }))
  const { origin, searchParams: asked } = new URL(location ?? '')
  assert.equal(origin, idp.issuer)
  assert.deepEqual([asked.get('response_type'), asked.get('scope')], ['code', 'openid profile'])
  assert.equal(asked.get('redirect_uri'), `${PUBLIC}/sign-in/oidc/answer`)
  assert.equal(asked.get('code_challenge_method'), 'S256')
  assert.match(asked.get('code_challenge') ?? '', /^[\w-]{43}$/)
  assert.match(asked.get('state') ?? '', /^[0-9a-f]{64}$/)
  assert.match(asked.get('nonce') ?? '', /^[\w-]{43}$/)
  assert.equal(asked.get('acr_values'), LOA3)
})

test('the way back leads nowhere outside Sedd', async () => {
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  for (const back of ['https://example.com', '//example.com', '/\\example.com', 'javascript:alert(1)'])
    assert.equal((await there(site.tab(), { back })).location, '/', back)
})

test('a link of another site leads to the button, not past it; who is signed in comes where the link leads', async () => {
  const link = paths.signInOidc({ provider: 'kommun', back: '/my/ways-in' })
  for (const from of ['cross-site', 'same-site']) {
    const tab = site.tab()
    const answer = await tab.get(link, { 'sec-fetch-site': from })
    assert.deepEqual([answer.status, answer.location], [303, '/sign-in?back=%2Fmy%2Fways-in'])
    assertShows(await tab.get(answer.location ?? ''), /Logga in med Eskilstuna kommun/)
    assert.equal(tab.cookies.has('sedd_browser'), false, 'no journey has begun')
  }
  for (const from of ['same-origin', 'none'])
    assert.match((await site.tab().get(link, { 'sec-fetch-site': from })).location ?? '', new RegExp(`^${idp.issuer}`))
  const led = { 'sec-fetch-site': 'cross-site' }
  const confirm = await site.tab().get(paths.signInOidc({ provider: 'kommun', for: 'confirm' }), led)
  assert.equal(confirm.location, '/confirm')
  const tab = site.tab()
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  await there(tab)
  const session = tab.cookies.get('sedd_session')
  assert.equal((await tab.get(link, led)).location, '/my/ways-in')
  assert.equal(tab.cookies.get('sedd_session'), session)
})

test('a provider that is not there, or is not ours, is told of in words', async () => {
  const gone = idp.settings({ issuer: 'http://127.0.0.1:9', code: 'borta' })
  const tab = siteOf(bed, { publicUrl: PUBLIC, providers: [gone] }).tab()
  const answer = await tab.get(paths.signInOidc({ provider: 'borta' }))
  assertRefused(answer, tab)
  assertShows(answer, /Inloggningstjänsten svarar inte just nu/)
  assertRefused(await tab.get(paths.signInOidc({ provider: 'annan' })), tab)
})

test('a provider that answers in the name of another is not believed', async () => {
  const hollow = idp.settings({ issuer: `${idp.issuer}/.well-known/openid-configuration`, code: 'ihalig' })
  const tab = siteOf(bed, { publicUrl: PUBLIC, providers: [hollow] }).tab()
  assertRefused(await tab.get(paths.signInOidc({ provider: 'ihalig' })), tab)
})

test('somebody the provider knows and Sedd does not is told what to do, and nothing of anybody', async () => {
  const tab = site.tab()
  idp.seat({ subject: 'somebody-else', claims: { email: 'amina@example.se', upn: 'amina' } })
  const answer = await there(tab)
  assertRefused(answer, tab)
  assertShows(answer, /Sedd känner inte igen dig/)
  assertHides(answer, /amina/i)
})

test('one whose account is closed, or has no role left, is as unknown as anybody', async () => {
  const accountId = await aColleague(bed, domain, { signInName: 'slutar' })
  const first = site.tab()
  idp.seat({ subject: 'slutar', acr: LOA3 })
  await first.get(paths.invitationOf(await anInvitation(bed, domain, accountId)))
  await there(first, { for: 'invitation' })
  assert.equal(isSignedIn(first), true)
  await asAccessOwner(bed, 'update access.account set active = false where id = $1', [accountId])
  const tab = site.tab()
  assertRefused(await there(tab), tab)
  assert.equal((await first.get('/')).location, '/sign-in?ended=1')
})

/** What comes back from the provider, changed on its way through the browser. */
const ANSWERS: Readonly<Record<string, (answer: URL, other: URL) => void>> = {
  'without a state': (answer) => answer.searchParams.delete('state'),
  'with another state': (answer) => answer.searchParams.set('state', 'a'.repeat(64)),
  'with the state of another journey': (answer, other) =>
    answer.searchParams.set('state', other.searchParams.get('state') ?? ''),
  'without a code': (answer) => answer.searchParams.delete('code'),
  'with a code that was never given': (answer) => answer.searchParams.set('code', 'x'.repeat(43)),
  'with the code of another journey': (answer, other) =>
    answer.searchParams.set('code', other.searchParams.get('code') ?? ''),
  'without its issuer': (answer) => answer.searchParams.delete('iss'),
  'from another issuer': (answer) => answer.searchParams.set('iss', 'https://login.example.se'),
  'with two states': (answer) => answer.searchParams.append('state', 'b'.repeat(64)),
  'with two codes': (answer) => answer.searchParams.append('code', 'x'.repeat(43)),
  'with an identity token beside the code': (answer) => answer.searchParams.set('response', 'e30.e30.e30'),
}

for (const [what, change] of Object.entries(ANSWERS)) {
  test(`an answer ${what} lets nobody in`, async () => {
    idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
    const [tab, other] = [site.tab(), site.tab()]
    const answers = [await away(tab), await away(other)].map((path) => new URL(path, PUBLIC))
    const [answer, another] = answers
    assert.ok(answer && another)
    change(answer, another)
    assertRefused(await tab.get(answer.pathname + answer.search), tab)
  })
}

test('an answer comes once, to the browser that asked, and while it is fresh', async () => {
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  const [tab, thief] = [site.tab(), site.tab()]
  const answer = await away(tab)
  assertRefused(await thief.get(answer), thief)
  await away(thief)
  assertRefused(await thief.get(answer), thief)
  assert.equal((await tab.get(answer)).status, 303)
  const again = site.tab()
  again.cookies.set('sedd_browser', tab.cookies.get('sedd_browser') ?? 'a'.repeat(64))
  assertRefused(await again.get(answer), again)
  const late = await away(again)
  await asAccessOwner(bed, `update access.attempt set expires_at = now() - interval '1 second'`)
  assertRefused(await again.get(late), again)
})

test('one who says no at the provider is told so, and nothing has happened', async () => {
  const tab = site.tab()
  const answer = new URL(await away(tab), PUBLIC)
  answer.searchParams.delete('code')
  answer.searchParams.set('error', 'access_denied')
  const page = await tab.get(answer.pathname + answer.search)
  assertRefused(page, tab)
  assertShows(page, /Inloggningen avbröts/)
})

/** The claims of an identity token that is right, in seconds. */
const HOUR = 3600
const seconds = () => Math.floor(performance.timeOrigin / 1000 + performance.now() / 1000)
const token = (tokens: Tokens) => String(tokens['id_token'])
const claims = (changed: () => Readonly<Record<string, unknown>>) => (tokens: Tokens) => ({
  ...tokens,
  id_token: idp.forge(token(tokens), changed()),
})
const unsigned = (text: string) => text.split('.').slice(0, 2).join('.')

/** What the token endpoint answers with, changed between the provider and Sedd. */
const TOKENS: Readonly<Record<string, (tokens: Tokens) => Tokens | string | null>> = {
  'without an identity token': ({ id_token: _, ...rest }) => rest,
  'for another question (nonce)': claims(() => ({ nonce: 'another' })),
  'for no question (nonce)': claims(() => ({ nonce: undefined })),
  'from another issuer': claims(() => ({ iss: 'https://login.example.se' })),
  'from no issuer': claims(() => ({ iss: undefined })),
  'for another system': claims(() => ({ aud: 'another-system' })),
  'for another system first': claims(() => ({ aud: ['another-system', CLIENT.id], azp: 'another-system' })),
  'for nobody': claims(() => ({ aud: undefined })),
  'that is over': claims(() => ({ exp: seconds() - HOUR, iat: seconds() - 2 * HOUR })),
  'that never ends': claims(() => ({ exp: undefined })),
  'that was never made': claims(() => ({ iat: undefined })),
  'that does not hold yet': claims(() => ({ nbf: seconds() + HOUR })),
  'of nobody': claims(() => ({ sub: undefined })),
  'whose subject is no text': claims(() => ({ sub: 7 })),
  'signed by another key': (tokens) => ({ ...tokens, id_token: idp.forge(token(tokens), {}, 'another') }),
  'that says that it is not signed': (tokens) => ({ ...tokens, id_token: idp.forge(token(tokens), {}, 'nobody') }),
  'whose signature is gone': (tokens) => ({ ...tokens, id_token: `${unsigned(token(tokens))}.` }),
  'whose words are not those that were signed': (tokens) => {
    const [head = '', , signature = ''] = token(tokens).split('.')
    const [, body = ''] = idp.forge(token(tokens), { sub: 'somebody-else' }).split('.')
    return { ...tokens, id_token: [head, body, signature].join('.') }
  },
  'that is no token': (tokens) => ({ ...tokens, id_token: 'amina' }),
  'that is no answer': () => 'amina',
  'that does not come': () => null,
}

for (const [what, tamper] of Object.entries(TOKENS)) {
  test(`an identity token ${what} lets nobody in`, async () => {
    idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
    const tab = site.tab()
    idp.tamper(tamper)
    const answer = await there(tab)
    idp.tamper(null)
    assertRefused(answer, tab)
  })
}

test('whoever is between may say again what is true: then one is let in', async () => {
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  const tab = site.tab()
  idp.tamper((tokens) => ({ ...tokens, id_token: idp.forge(token(tokens), {}) }))
  const answer = await there(tab)
  idp.tamper(null)
  assert.equal(answer.status, 303)
})

test('showing anew takes the same person, now, on the strong level', async () => {
  const asks = { for: 'confirm', back: '/my/ways-in' }
  const tab = site.tab()
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3, shownAt: seconds() - HOUR })
  await there(tab)
  assertShows(await tab.get('/my/ways-in'), /Bekräfta först att det är du/)
  const before = tab.cookies.get('sedd_session')
  const start = await tab.get(paths.signInOidc({ provider: 'kommun', ...asks }))
  const asked = new URL(start.location ?? '').searchParams
  assert.deepEqual([asked.get('prompt'), asked.get('max_age')], ['login', '0'])
  for (const [person, words] of [
    [{ subject: 'amina-at-the-municipality', acr: LOA3, shownAt: seconds() - 120 }, /godtogs inte/],
    [{ subject: 'amina-at-the-municipality', acr: 'password' }, /kräver en starkare inloggning/],
    [{ subject: 'somebody-else', acr: LOA3 }, /godtogs inte/],
  ] as const) {
    idp.seat(person)
    const answer = await there(tab, asks)
    assert.equal(answer.status, 422)
    assertShows(answer, /<h1>Bekräfta att det är du<\/h1>/, words)
    assert.equal(tab.cookies.get('sedd_session'), before)
  }
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  const good = await there(tab, asks)
  assert.deepEqual([good.status, good.location], [303, '/my/ways-in'])
  assert.notEqual(tab.cookies.get('sedd_session'), before, 'a new token: the old one is nobody’s')
  assertShows(await tab.get('/my/ways-in'), /Lägg till en inloggningsnyckel/)
  tab.cookies.set('sedd_session', before ?? '')
  assert.equal((await tab.get('/')).location, '/sign-in?ended=1')
})

test('a provider that does not say when one showed oneself has vouched for nothing new', async () => {
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  idp.tamper((tokens) => ({ ...tokens, id_token: idp.forge(token(tokens), { auth_time: undefined }) }))
  const tab = site.tab()
  await there(tab)
  idp.tamper(null)
  assertShows(await tab.get('/my/ways-in'), /Inloggningstjänst, stark inloggning/, /Bekräfta först att det är du/)
})

test('what the provider vouches for and Sedd does not know is counted as tried; what came out well is not', async () => {
  const counts = async () => {
    const rows = await asAccessOwner(bed, 'select taken from access.rate order by taken')
    return rows.map(({ taken }) => taken)
  }
  await asAccessOwner(bed, 'delete from access.rate')
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  await there(site.tab())
  assert.deepEqual(await counts(), [0, 1], 'set out once')
  idp.seat({ subject: 'somebody-else' })
  await there(site.tab())
  assert.deepEqual(await counts(), [1, 2])
})

test('an invitation is good once, is void when a newer one is made, and takes the place of what one had', async () => {
  const accountId = await aColleague(bed, domain, { signInName: 'petra' })
  const [older, newer] = [await anInvitation(bed, domain, accountId), await anInvitation(bed, domain, accountId)]
  const tab = site.tab()
  assertShows(await tab.submit(paths.language(), { language: 'sv', back: paths.invitation() }), /Inbjudan gäller inte/)
  await tab.get(paths.invitationOf(older))
  assert.equal((await tab.get(paths.invitation())).status, 404)
  const opened = await tab.get(paths.invitationOf(newer))
  assert.deepEqual([opened.status, opened.location], [303, '/invitation'])
  assertShows(await tab.get(paths.invitation()), /Kollega petra, du är inbjuden att arbeta i Barn- och/)
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  const anothers = await there(tab, { for: 'invitation' })
  assert.equal(anothers.status, 422, 'an identity that is another’s does not become one’s own')
  idp.seat({ subject: 'petra', acr: LOA3 })
  assert.equal((await there(tab, { for: 'invitation' })).status, 303)
  const again = site.tab()
  await again.get(paths.invitationOf(newer))
  assert.equal((await again.get(paths.invitation())).status, 404)
  await again.get(paths.invitationOf(await anInvitation(bed, domain, accountId)))
  idp.seat({ subject: 'petra-anew', acr: LOA3 })
  assert.equal((await there(again, { for: 'invitation' })).status, 303)
  assert.equal((await tab.get('/')).location, '/sign-in?ended=1', 'what was signed in by the old way is signed out')
  idp.seat({ subject: 'petra', acr: LOA3 })
  const old = site.tab()
  assertRefused(await there(old), old)
})

test('a claim opens an account the first time only where the installation says which, and only for its own domains', async () => {
  await aColleague(bed, domain, { signInName: 'karin.berg' })
  const linking = (given: Parameters<IdentityProvider['settings']>[0]) =>
    siteOf(bed, { publicUrl: PUBLIC, providers: [idp.settings(given)] }).tab()
  const seated = { subject: 'karin', claims: { upn: 'Karin.Berg', email: 'karin.berg', email_verified: false } }
  idp.seat(seated)
  for (const tab of [
    site.tab(),
    linking({ linkClaim: 'email', scope: 'openid profile' }),
    linking({ linkClaim: 'upn', linkDomains: ['ANNAN'] }),
    linking({ linkClaim: 'missing' }),
  ])
    assertRefused(await there(tab), tab)
  const tab = linking({ linkClaim: 'upn', linkDomains: ['SKOLA'] })
  assert.equal((await there(tab)).status, 303)
  assert.equal((await there(site.tab())).status, 303, 'from then on the provider’s own name for the person is enough')
  idp.seat({ ...seated, subject: 'karins-successor' })
  const successor = linking({ linkClaim: 'upn' })
  assertRefused(await there(successor), successor)
})

test('one who signs out is offered to sign out at the provider as well, and comes back signed out of both', async () => {
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  const [tab, browser] = [site.tab(), idp.browser()]
  const signIn = async () => (await tab.get(paths.signInOidc({ provider: 'kommun' }))).location ?? ''
  const { pathname, search } = new URL(await browser.go(await signIn()))
  assert.equal((await tab.get(pathname + search)).status, 303)
  assert.match(await browser.go(`${await signIn()}&prompt=none`), /code=/, 'the provider remembers')
  const out = await tab.post(paths.signOut())
  assert.deepEqual([out.status, out.location], [303, '/sign-in?left=kommun'])
  assert.equal(tab.cookies.has('sedd_provider'), false)
  const page = await tab.get(out.location ?? '')
  assertShows(
    page,
    /Du har loggat ut från Sedd/,
    /href="\/sign-out\/oidc\?provider=kommun">Logga ut hos Eskilstuna kommun</,
  )
  const there = new URL((await tab.get(paths.signOutOidc({ provider: 'kommun' }))).location ?? '')
  assert.equal(there.origin, idp.issuer)
  assert.deepEqual(Object.fromEntries(there.searchParams), {
    client_id: CLIENT.id,
    post_logout_redirect_uri: `${PUBLIC}/sign-in`,
    ui_locales: 'sv',
  })
  assert.equal(await browser.go(there.href), `${PUBLIC}/sign-in`)
  assert.match(await browser.go(`${await signIn()}&prompt=none`), /error=login_required/, 'and has forgotten')
  const english = await site.tab(null, 'en').get(paths.signIn({ left: 'kommun' }))
  assertShows(english, /You have signed out of Sedd/, /Sign out at Eskilstuna kommun/)
})

test('signing out everywhere offers it too, and one who came another way is offered nothing', async () => {
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  const tab = site.tab()
  await there(tab)
  assert.equal((await tab.post(paths.ownSessionsEnd())).location, '/sign-in?left=kommun')
  await there(tab)
  const accountId = await aColleague(bed, domain, { signInName: 'nyckel' })
  const byPasskey = site.tab(await signedInByPasskey(bed, accountId))
  assert.equal((await byPasskey.post(paths.signOut())).location, '/sign-in')
  assert.equal((await site.tab(await signedInByPasskey(bed, accountId)).post(paths.ownSessionsEnd())).location, '/')
  for (const left of ['annan', '"><script>', 'constructor'])
    assertHides(await tab.get(paths.signIn({ left })), /Du har loggat ut från Sedd/)
  tab.cookies.set('sedd_provider', 'https://example.com')
  assert.equal((await tab.post(paths.signOut())).location, '/sign-in')
  assert.equal((await tab.get(paths.signOutOidc({ provider: 'annan' }))).location, '/sign-in')
})

test('a provider that one cannot sign out from, or that does not answer, is told of in words', async () => {
  const without = await identityProvider(`${PUBLIC}${paths.signInOidcAnswer()}`, { endsSessions: false })
  const providers = [without.settings(), idp.settings({ issuer: 'http://127.0.0.1:9', code: 'borta' })]
  const tab = siteOf(bed, { publicUrl: PUBLIC, providers }).tab()
  const refused = await tab.get(paths.signOutOidc({ provider: 'kommun' }))
  assert.equal(refused.status, 422)
  assertShows(refused, /går inte att logga ut från härifrån/)
  assertHides(await tab.get(paths.signIn({ left: 'kommun' })), /Logga ut hos/)
  assertShows(await tab.get(paths.signOutOidc({ provider: 'borta' })), /svarar inte just nu/)
  await without.close()
})

test('of several providers each answers at an address of its own, and what came from one is not taken at another’s', async () => {
  const [own, broker] = [await identityProvider(answerOf('kommun')), await identityProvider(answerOf('broker'))]
  const providers = [own.settings(), broker.settings({ code: 'broker' })]
  const tab = siteOf(bed, { publicUrl: PUBLIC, providers }).tab()
  await tab.get(
    paths.invitationOf(await anInvitation(bed, domain, await aColleague(bed, domain, { signInName: 'bo' }))),
  )
  broker.seat({ subject: 'bo' })
  const came = async () => {
    const start = await tab.get(paths.signInOidc({ provider: 'broker', for: 'invitation' }))
    return broker.visit(start.location ?? '')
  }
  for (const elsewhere of [paths.signInOidcAnswerOf('kommun'), paths.signInOidcAnswer()]) {
    const answer = await tab.get((await came()).replace(paths.signInOidcAnswerOf('broker'), elsewhere))
    assert.equal(answer.status, 422)
    assert.equal(isSignedIn(tab), false)
  }
  assert.equal((await tab.get(await came())).status, 303)
  assert.equal(isSignedIn(tab), true)
  await Promise.all([own.close(), broker.close()])
})

test('where a strong sign-in is required an ordinary one is told so, and lets nobody in', async () => {
  const strict = siteOf(bed, { publicUrl: PUBLIC, providers: [idp.settings({ requireStrong: true })] })
  idp.seat({ subject: 'amina-at-the-municipality', acr: 'password' })
  const tab = strict.tab()
  const answer = await there(tab)
  assertRefused(answer, tab)
  assertShows(answer, /Här krävs en stark inloggning/)
  idp.seat({ subject: 'amina-at-the-municipality', acr: LOA3 })
  assert.deepEqual((await there(tab)).status, 303)
  assert.equal(isSignedIn(tab), true)
})

test('a claim opens no account that another provider knows already', async () => {
  const accountId = await aColleague(bed, domain, { signInName: 'sara.holm' })
  const known = 'insert into access.identity (account_id, issuer, subject) values ($1, $2, $3)'
  await asAccessOwner(bed, known, [accountId, 'https://broker.example.se', 'sara'])
  idp.seat({ subject: 'not-sara', claims: { upn: 'sara.holm' } })
  const tab = siteOf(bed, { publicUrl: PUBLIC, providers: [idp.settings({ linkClaim: 'upn' })] }).tab()
  const answer = await there(tab)
  assertRefused(answer, tab)
  assertShows(answer, /Sedd känner inte igen dig/)
})
