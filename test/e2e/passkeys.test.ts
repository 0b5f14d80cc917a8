import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { serve } from '@hono/node-server'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { Context } from '../../src/kernel/database.ts'
import { loadReferenceData } from '../../src/organisations/reference-store.ts'
import { paths } from '../../src/ui/paths.ts'
import { aDomain, type TestBed, type TestDomain, testBed } from '../build/domain.ts'
import { answerOf, type HeldPasskey, heldPasskey, type Saying } from '../build/passkey.ts'
import { type Reply, siteOf, type Tab } from '../build/site.ts'
import { aColleague, anInvitation, asAccessOwner, letPass, signedInByPasskey } from '../build/ways-in.ts'
import { launchBrowser, type View } from './browser.ts'
import { assertWell, button, errand, heading, link, press, told, warned } from './errand.ts'

/** Passkeys in a real browser with an authenticator of its own; and what a stolen or copied one would say. */

let bed: TestBed
let domain: TestDomain
let browser: Browser
let origin: string
let tab: (who?: Context | null) => Tab
let close: () => void

before(async () => {
  ;[bed, browser] = await Promise.all([testBed(), launchBrowser()])
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Barn- och utbildningsnämnden, Eskilstuna' })
  let fetch: (request: globalThis.Request) => Response | Promise<Response> = () => new Response()
  const server = serve({ fetch: (request) => fetch(request), port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  origin = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`
  const site = siteOf(bed, { publicUrl: origin })
  fetch = site.app.fetch
  tab = site.tab
  close = () => server.close()
})
after(async () => {
  await browser.close()
  close()
  await bed.close()
})

type Authenticator = { readonly session: CDPSession; readonly id: string }

/** A phone with its owner's face before it; or one that does not know the face. */
async function authenticator(page: Page, verified = true): Promise<Authenticator> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: verified,
      automaticPresenceSimulation: true,
    },
  })
  return { session, id: authenticatorId }
}

async function held({ session, id }: Authenticator): Promise<HeldPasskey> {
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId: id })
  assert.ok(credentials[0])
  return heldPasskey(credentials[0])
}

const alone = (work: (page: Page) => Promise<void>, view: View = {}) => errand({ ...view, browser, origin }, work)

async function invited(signInName: string): Promise<{ accountId: string; address: string }> {
  const accountId = await aColleague(bed, domain, { signInName })
  return { accountId, address: paths.invitationOf(await anInvitation(bed, domain, accountId)) }
}

/** Takes the invitation up in a window with an authenticator. */
async function makePasskey(page: Page, address: string): Promise<Authenticator> {
  const phone = await authenticator(page)
  await page.goto(address)
  await page.getByLabel('Namn på nyckeln').fill('Jobbtelefonen')
  await press(page, 'Skapa inloggningsnyckeln')
  await heading(page, 'Hej')
  return phone
}

test('one who is invited makes a passkey, signs out, and signs in with it to where one was going', async () => {
  const { address } = await invited('amina')
  await alone(async (page) => {
    await page.goto(address)
    assert.equal(new URL(page.url()).pathname, '/invitation', 'the secret does not stay in the address')
    await assertWell(page)
    await makePasskey(page, address)
    await page.goto(paths.ownSignIns())
    await page.getByRole('row').filter({ hasText: 'Jobbtelefonen' }).waitFor()
    await assertWell(page)
    await page.locator('.account summary').click()
    await page.getByRole('button', { name: 'Logga ut', exact: true }).click()
    await heading(page, 'Logga in')
    await page.goto(paths.ownSignIns())
    await assertWell(page)
    await press(page, 'Logga in med inloggningsnyckel')
    await heading(page, 'Mina inloggningar')
    await page.getByText('Inloggningsnyckel, stark inloggning').waitFor()
  })
})

test('what takes a fresh sign-in is confirmed with the passkey, and another can be added on another device', async () => {
  const { address } = await invited('petra')
  await alone(async (page) => {
    const phone = await makePasskey(page, address)
    const token = (await page.context().cookies()).find(({ name }) => name === 'sedd_session')?.value ?? ''
    await letPass(bed, { token }, '6 minutes')
    await page.goto(paths.ownSignIns())
    await link(page, 'Bekräfta först att det är du').click()
    await heading(page, 'Bekräfta att det är du')
    await assertWell(page)
    await press(page, 'Bekräfta med inloggningsnyckel')
    await heading(page, 'Mina inloggningar')
    await page.locator('[data-passkey]').getByLabel('Namn på nyckeln').fill('Samma telefon')
    await press(page, 'Skapa inloggningsnyckeln')
    await warned(page, /Det avbröts, eller så finns ingen inloggningsnyckel/)
    await phone.session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: phone.id })
    await authenticator(page)
    await page.locator('[data-passkey]').getByLabel('Namn på nyckeln').fill('Datorn')
    await press(page, 'Skapa inloggningsnyckeln')
    await told(page, 'Inloggningsnyckeln är tillagd.')
    const phoneRow = page.getByRole('row').filter({ hasText: 'Jobbtelefonen' })
    await phoneRow.locator('summary').click()
    await phoneRow.getByText('Det går sedan inte att logga in så.').waitFor()
    await phoneRow.getByRole('button', { name: /Ja, ta bort/ }).click()
    await told(page, 'Det går inte längre att logga in så.')
    assert.equal(await page.getByRole('row').filter({ hasText: 'Jobbtelefonen' }).count(), 0)
  })
})

test('a device that does not know the face before it, or has no passkey for Sedd, lets nobody in and says so', async () => {
  await alone(async (page) => {
    await authenticator(page)
    await page.goto(paths.signIn())
    await press(page, 'Logga in med inloggningsnyckel')
    await warned(page, /Det avbröts, eller så finns ingen inloggningsnyckel/)
    await assertWell(page)
  })
  const { address } = await invited('bo')
  await alone(async (page) => {
    await authenticator(page, false)
    await page.goto(address)
    await page.getByLabel('Namn på nyckeln').fill('Någon annans')
    await press(page, 'Skapa inloggningsnyckeln')
    await warned(page, /Det avbröts/)
  })
})

test('without script the page says what passkeys need, and a press of the button says it again', () =>
  alone(
    async (page) => {
      await page.goto(paths.signIn())
      const told = await page.locator('main noscript').textContent()
      assert.match(told ?? '', /Inloggningsnycklar kräver att webbläsaren får köra JavaScript/)
      await press(page, 'Logga in med inloggningsnyckel')
      await warned(page, /Webbläsaren måste få köra skript/)
    },
    { script: false },
  ))

test('every page of signing in is well on the narrowest phone, and in the dark', async () => {
  const { accountId, address } = await invited('karin')
  const who = await signedInByPasskey(bed, accountId)
  await errand({ browser, origin, as: who, width: 320, dark: true }, async (page) => {
    for (const path of [
      paths.ownSignIns(),
      paths.confirm(),
      paths.ownMemberships(),
      paths.parkedForms(),
      address,
      paths.signIn(),
    ]) {
      await page.goto(path)
      await assertWell(page)
    }
  })
})

/** A passkey whose secret the test knows, after its holder has used it once. */
async function stolen(signInName: string): Promise<{ passkey: HeldPasskey; accountId: string }> {
  const { accountId, address } = await invited(signInName)
  const kept: HeldPasskey[] = []
  await alone(async (page) => {
    kept.push(await held(await makePasskey(page, address)))
  })
  const [passkey] = kept
  assert.ok(passkey)
  return { passkey, accountId }
}

async function challenge(window: Tab, purpose = 'sign_in'): Promise<string> {
  const { html } = await window.post(paths.passkeyChallenges(), { purpose }, { origin })
  return JSON.parse(html).challenge
}

const send = (window: Tab, credential: string): Promise<Reply> =>
  window.post(paths.signInPasskey(), { credential }, { origin })

let counter = 100

async function said(window: Tab, passkey: HeldPasskey, wrong: Partial<Saying> = {}): Promise<Reply> {
  counter += 1
  const right = { challenge: await challenge(window), origin, counter }
  return send(window, answerOf(passkey, { ...right, ...wrong }))
}

const isIn = (window: Tab) => window.cookies.has('sedd_session')

test('an answer that is wrong in one thing only lets nobody in', async () => {
  const { passkey } = await stolen('elin')
  const other = await stolen('omar')
  const control = tab()
  assert.equal((await said(control, passkey)).status, 303, 'right in everything, it lets one in')
  const confirming = tab(await signedInByPasskey(bed, other.accountId))
  const wrongs: Readonly<Record<string, Partial<Saying>>> = {
    'made for a site whose name begins like ours': { origin: `${origin}.example.com` },
    'made over another kind of line': { origin: origin.replace('http:', 'https:') },
    'made for another port': { origin: 'http://localhost:1' },
    'made by the authenticator for another site': { rpId: 'example.com' },
    'of a passkey being made': { type: 'webauthn.create' },
    'without the person being verified': { flags: 0x01 },
    'without anybody being there': { flags: 0x04 },
    'signed by another key': { signedBy: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey },
    'signed by another’s passkey': { signedBy: other.passkey.key },
    'that says it is another’s': { userHandle: other.passkey.userHandle },
    'by a passkey that nobody has': { id: randomBytes(32) },
    'to a question that was never asked': { challenge: randomBytes(32).toString('base64url') },
    'to a question asked of somebody who confirms': { challenge: await challenge(confirming, 'confirm') },
    'whose counter stands still': { counter },
    'whose counter goes back': { counter: 3 },
  }
  for (const [what, wrong] of Object.entries(wrongs)) {
    await asAccessOwner(bed, 'delete from access.rate')
    const window = tab()
    const answer = await said(window, passkey, wrong)
    assert.deepEqual([answer.status, isIn(window)], [422, false], `an answer ${what}`)
  }
  assert.equal((await said(tab(), passkey)).status, 303, 'and then the right one lets one in again')
})

test('an answer is good once, and only for five minutes', async () => {
  const { passkey } = await stolen('sara')
  const window = tab()
  const answer = answerOf(passkey, { challenge: await challenge(window), origin, counter: 1000 })
  assert.equal((await send(window, answer)).status, 303)
  const again = tab()
  assert.deepEqual([(await send(again, answer)).status, isIn(again)], [422, false])
  const late = answerOf(passkey, { challenge: await challenge(again), origin, counter: 1001 })
  await asAccessOwner(bed, `update access.attempt set expires_at = now() - interval '1 second'`)
  assert.deepEqual([(await send(again, late)).status, isIn(again)], [422, false])
})

test('a passkey that was taken away, or whose holder has left, lets nobody in', async () => {
  const { passkey, accountId } = await stolen('nils')
  await asAccessOwner(bed, 'update access.account set active = false where id = $1', [accountId])
  assert.equal((await said(tab(), passkey)).status, 422)
  await asAccessOwner(bed, 'update access.account set active = true where id = $1', [accountId])
  assert.equal((await said(tab(), passkey)).status, 303)
  await asAccessOwner(bed, 'delete from access.passkey where account_id = $1', [accountId])
  assert.equal((await said(tab(), passkey)).status, 422)
})

test('another’s passkey confirms nothing, and one’s own only in the session that asked', async () => {
  const [one, other] = [await stolen('ida'), await stolen('per')]
  const who = await signedInByPasskey(bed, one.accountId)
  const [window, elsewhere] = [tab(who), tab(await signedInByPasskey(bed, one.accountId))]
  const confirm = async (by: HeldPasskey, at: Tab, asked = window) => {
    counter += 1
    const credential = answerOf(by, { challenge: await challenge(asked, 'confirm'), origin, counter })
    return (await at.post(paths.confirm(), { credential }, { origin })).status
  }
  assert.equal(await confirm(other.passkey, window), 422)
  assert.equal(await confirm(one.passkey, elsewhere), 422)
  assert.equal(await confirm(one.passkey, window), 303)
  assert.notEqual(window.cookies.get('sedd_session'), who.token)
})

test('an invitation that was taken up is not taken up again by what was sent then', async () => {
  const { address } = await invited('eva')
  const sent: string[] = []
  await alone(async (page) => {
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/invitation')) sent.push(request.postData() ?? '')
    })
    await makePasskey(page, address)
  })
  const thief = tab()
  thief.cookies.set('sedd_invitation', address.split('/').at(-1) ?? '')
  const credential = new URLSearchParams(sent[0]).get('credential') ?? ''
  const answer = await thief.post(paths.invitation(), { credential, name: 'Min' }, { origin })
  assert.deepEqual([answer.status, isIn(thief)], [404, false])
})

test('a button waits for the browser, and can be pressed again', async () => {
  await alone(async (page) => {
    await page.goto(paths.signIn())
    await press(page, 'Logga in med inloggningsnyckel')
    await press(page, 'Logga in med inloggningsnyckel')
    assert.equal(await button(page, 'Logga in med inloggningsnyckel').isEnabled(), true)
  })
})
