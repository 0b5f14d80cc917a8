import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { DatabaseError } from 'pg'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { assertShows, type Reply, siteOf, type Tab } from '../../../test/build/site.ts'
import { aColleague, aPasskey, asAccessOwner } from '../../../test/build/ways-in.ts'
import { Database } from '../../kernel/database.ts'
import { sql } from '../../kernel/sql.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { paths } from '../../ui/paths.ts'
import { permissionsOf } from '../../web/permissions.ts'
import { giveBack, take } from './limit-store.ts'

let bed: TestBed
let domain: TestDomain

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
})
after(() => bed.close())

const base64 = (content: Buffer | string) => Buffer.from(content).toString('base64url')

/** An answer in the right form by the passkey, which never made it. */
async function forgedAnswer(tab: Tab, passkey: Buffer): Promise<string> {
  const { html } = await tab.post(paths.passkeyChallenges(), { purpose: 'sign_in' })
  const { challenge } = JSON.parse(html)
  const client = { type: 'webauthn.get', challenge, origin: 'http://localhost' }
  const id = base64(passkey)
  const response = {
    clientDataJSON: base64(JSON.stringify(client)),
    authenticatorData: base64(randomBytes(37)),
    signature: base64(randomBytes(70)),
  }
  return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })
}

async function credentialOf(accountId: string): Promise<Buffer> {
  await aPasskey(bed, accountId)
  const [row] = await asAccessOwner(bed, 'select credential_id from access.passkey where account_id = $1', [accountId])
  return row.credential_id
}

const tried = async (tab: Tab, passkey: Buffer): Promise<Reply> =>
  tab.post(paths.signInPasskey(), { credential: await forgedAnswer(tab, passkey) })

test('five failed attempts at one account close it for a quarter of an hour, through a restart, and no other account', async () => {
  const [one, other] = [
    await credentialOf(await aColleague(bed, domain, { signInName: 'amina' })),
    await credentialOf(await aColleague(bed, domain, { signInName: 'petra' })),
  ]
  const tab = siteOf(bed).tab()
  for (let n = 0; n < 5; n += 1) assert.equal((await tried(tab, one)).status, 422)
  const sixth = await tried(tab, one)
  assert.equal(sixth.status, 429)
  assertShows(sixth, /För många försök/, /Försök igen om ungefär 15 minuter/)
  assert.ok(Number(sixth.headers.get('retry-after')) > 890)
  const restarted = siteOf(bed, { surfaces: { web: bed.web, imports: bed.jobs, signIn: anew() } }).tab()
  assert.equal((await tried(restarted, one)).status, 429)
  assert.equal((await tried(restarted, other)).status, 422)
  await asAccessOwner(bed, `update access.rate set until_at = until_at - interval '15 minutes'`)
  assert.equal((await tried(tab, one)).status, 422)
})

test('the figures tell how many were refused, by way and reason, and how many were stopped, and never who', async () => {
  const accountId = await aColleague(bed, domain, { signInName: 'counted' })
  const passkey = await credentialOf(accountId)
  const site = siteOf(bed)
  const tab = site.tab()
  const figures = async () =>
    (await tab.get(paths.metrics())).html.split('\n').filter((line) => line.startsWith('sedd_sign_in_'))
  assert.deepEqual(await figures(), [])
  for (let n = 0; n < 7; n += 1) await tried(tab, passkey)
  await tab.post(paths.signInPasskey(), { credential: '{}' })
  await tab.get(paths.invitationOf('a'.repeat(64)))
  await tab.get(paths.signInOidcAnswer())
  await tab.get(paths.scimConfig(), { authorization: `Bearer ${'b'.repeat(40)}` })
  const told = await figures()
  // What is random is refused for this or that.
  const passkeys = told.filter((line) => line.includes('way="passkey"'))
  assert.equal(
    passkeys.reduce((sum, line) => sum + Number(/\} (\d+)$/.exec(line)?.[1]), 0),
    6,
  )
  assert.ok(passkeys.every((line) => /^sedd_sign_in_refused_total\{way="passkey",reason="[a-z_]+"\} \d+$/.test(line)))
  assert.deepEqual(told.slice(passkeys.length), [
    'sedd_sign_in_refused_total{way="invitation",reason="no_invitation"} 1',
    'sedd_sign_in_refused_total{way="oidc",reason="no_attempt"} 1',
    'sedd_sign_in_refused_total{way="scim",reason="unknown_token"} 1',
    'sedd_sign_in_stopped_total{by="account"} 2',
  ])
})

/** Another process’s way in to the same database. */
function anew(): Database {
  const database = new Database(
    { ...bed.owner, user: 'sedd_sign_in' },
    { clock: bed.web.clock, permissions: permissionsOf },
  )
  after(() => database.close())
  return database
}

test('an address that fails again and again is closed, whatever it says of where it comes from, and no other', async () => {
  const { app } = siteOf(bed, { proxies: ['10.0.0.1'] })
  const ask = (remoteAddress: string, forwarded?: string) => {
    const headers = { origin: 'http://localhost', ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) }
    const body = new URLSearchParams({ credential: '{}' })
    const line = { incoming: { socket: { remoteAddress } } }
    return app.request(`http://localhost${paths.signInPasskey()}`, { method: 'POST', body, headers }, line)
  }
  for (let n = 0; n < 60; n += 1) assert.equal((await ask('192.0.2.7', `198.51.100.${n}`)).status, 422)
  assert.equal((await ask('192.0.2.7', '198.51.100.200')).status, 429, 'nobody believes what it says')
  assert.equal((await ask('192.0.2.8')).status, 422)
  assert.equal((await ask('10.0.0.1', '198.51.100.1, 192.0.2.7')).status, 429, 'the proxy’s word is taken')
  assert.equal((await ask('10.0.0.1', '192.0.2.7, 192.0.2.9')).status, 422, 'and only the last of it')
})

test('a whole municipality behind one address signs in at eight, and nobody is stopped', async () => {
  for (let n = 0; n < 300; n += 1) {
    assert.equal(await take(bed.signIn, 'address|the town hall', { most: 60, seconds: 900 }), null)
    await giveBack(bed.signIn, 'address|the town hall')
  }
})

test('of thirty at once exactly as many get through as may', async () => {
  const limit = { most: 5, seconds: 900 }
  const all = await Promise.all(Array.from({ length: 30 }, () => take(bed.signIn, 'at once', limit)))
  assert.equal(all.filter((seconds) => seconds === null).length, 5)
})

test('what is over is tidied away, and a counter tells nobody whose it was', async () => {
  await take(bed.signIn, 'address|192.0.2.77', { most: 1, seconds: 1 })
  const rows = await asAccessOwner(bed, `select encode(bucket, 'escape') as name from access.rate`)
  assert.ok(rows.length > 0 && rows.every(({ name }) => !name.includes('192')))
  await asAccessOwner(bed, `update access.rate set until_at = now() - interval '1 second'`)
  await bed.jobs.call(z.unknown(), sql`select access.tidy_sign_in()`)
  assert.equal((await asAccessOwner(bed, 'select from access.rate')).length, 0)
})

/** What SQL smuggled into a page would try: the surface of the pages may none of it. */
const MINTING = [
  `access.make_session('${'0'.repeat(8)}-0000-4000-8000-000000000000', 'passkey', 2, now(), null)`,
  `access.open_attempt('passkey', 'sign_in', null, null, null, '{}')`,
  `access.take_attempt('passkey', 'x', null)`,
  `access.passkey_of('\\x00')`,
  `access.sign_in_with_passkey('x', '\\x00', 1, null)`,
  `access.confirm_with_passkey('x', 'x', '\\x00', 1)`,
  `access.add_passkey('x', 'x', '\\x00', '\\x00', 1, '{}', false, 'x')`,
  `access.accept_with_passkey('x', '\\x00', '\\x00', 1, '{}', false, 'x', null)`,
  `access.sign_in_with_oidc('x', 'https://a', 'b', 2, now(), null, null, null)`,
  `access.confirm_with_oidc('x', 'x', 'https://a', 'b', now())`,
  `access.accept_with_oidc('x', 'https://a', 'b', 2, now(), null)`,
  `access.confirm_demo('x')`,
  `access.switch_membership('x', '${'0'.repeat(8)}-0000-4000-8000-000000000000')`,
  `access.strengthen('\\x00', 'passkey', now())`,
  `access.use_attempt('x', 'passkey', 'sign_in')`,
  `access.use_passkey('\\x00', 1)`,
  `access.use_invitation('${'0'.repeat(8)}-0000-4000-8000-000000000000')`,
  `access.live_session('x')`,
]

test('the surface of the pages can make no session, strengthen none, and read none of what they are made from', async () => {
  const who = await signedIn(bed, domain, { role: 'administrator' })
  const asking = [
    ...MINTING.map((call) => `select ${call}`),
    ...['passkey', 'identity', 'invitation', 'attempt', 'rate', 'parked_form', 'session'].map(
      (table) => `select * from access.${table}`,
    ),
  ]
  for (const text of asking) {
    const smuggled = bed.web.read(who, (tx) => tx.all(z.unknown(), { text, values: [] } as never))
    await assert.rejects(smuggled, (error) => error instanceof DatabaseError && error.code === '42501', text)
  }
})

test('the surface that signs in reads and writes no table, nor any of the pages’ functions', async () => {
  for (const text of [
    'select * from person',
    'select * from access.session',
    'select * from access.own_sessions()',
    `select access.invite('${'0'.repeat(8)}-0000-4000-8000-000000000000', 1)`,
    `select access.open_machine_session('${domain.id}', 'night', 1)`,
    'insert into form_submission default values',
  ]) {
    const asked = bed.signIn.call(z.unknown(), { text, values: [] } as never)
    await assert.rejects(asked, (error) => error instanceof DatabaseError && error.code === '42501', text)
  }
})
