import assert from 'node:assert/strict'
import { createECDH } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aPushServer, claimsOf, decrypted, type PushServer, RFC_8291 } from '../../../test/build/push-server.ts'
import { assertHides, assertShows, type Site, siteOf, tokenOf } from '../../../test/build/site.ts'
import { asAccessOwner } from '../../../test/build/ways-in.ts'
import { endEverySession } from '../../access/sign-in/actions.ts'
import { publicFetch } from '../../integrations/ss12000/public-fetch.ts'
import { day } from '../../kernel/date.ts'
import { runDueJob } from '../../kernel/jobs.ts'
import { readConfig } from '../../main/config.ts'
import { type Pusher, pusherOf } from '../../main/push.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { paths } from '../../ui/paths.ts'
import { tasksJobs } from '../jobs.ts'
import { giveOwn, jotDown, readAlerts } from '../own-actions.ts'
import { addDevice, chooseHours } from './actions.ts'
import type { SendPush, Subscription } from './model.ts'
import { pushDevices, tidyPush } from './store.ts'

/** A browser that tells, from being asked to until it is forgotten: a real push server, and messages read as a browser reads them. */

let bed: TestBed
let domain: TestDomain
let server: PushServer
let pusher: Pusher
let site: Site
let folder: string
before(async () => {
  ;[bed, server] = await Promise.all([testBed(), aPushServer()])
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  folder = mkdtempSync(join(tmpdir(), 'sedd-push-'))
  pusher = pusherWith(server.fetch)
  site = siteOf(bed, { pushKey: pusher.publicKey })
})
after(async () => {
  rmSync(folder, { recursive: true })
  await server.close()
  await bed.close()
})

function pusherWith(fetch: typeof globalThis.fetch): Pusher {
  const config = readConfig({ SEDD_DATA: folder, SEDD_PUSH_CONTACT: 'mailto:it@example.se' })
  const found = pusherOf(config, fetch)
  assert.ok(found)
  return found
}

let browsers = 0
const turnedOn = (who: Writer, subscription: Subscription, secret = `${++browsers}`.padStart(64, '0')) =>
  bed.web.write(who, (tx) => addDevice(tx, { secret, subscription }))
/** How many stand in the database of somebody who has no session any more. */
async function left(who: Writer): Promise<number> {
  const of = 'select count(*)::int as n from access.push_device where account_id = $1'
  return (await asAccessOwner(bed, of, [who.accountId]))[0]?.n
}
const devicesOf = (who: Writer) => bed.web.read(who, (tx) => pushDevices(tx, null))

/** A coach with a browser, and a colleague who gives them something at an instant. */
async function aPair(at = '2026-10-15T08:00:00Z') {
  bed.setNow(at)
  const [coach, colleague] = [
    await signedIn(bed, domain, { role: 'coach' }),
    await signedIn(bed, domain, { role: 'coach' }),
  ]
  const browser = server.aBrowser()
  await turnedOn(coach, browser.subscription)
  const give = async (instant: string) => {
    bed.setNow(instant)
    await bed.web.write(colleague, async (tx) => {
      const id = await jotDown(tx, { words: 'Ring Kanariella', onDay: day('2027-02-01'), atTime: null })
      await giveOwn(tx, { id, to: coach.accountId })
    })
  }
  return { coach, colleague, browser, give }
}

/** Every job that is due at an instant. */
async function work(at: string, push: SendPush | null = pusher.send): Promise<void> {
  bed.setNow(at)
  const handlers = tasksJobs({ db: bed.jobs, send: null, publicUrl: null, push })
  while (await runDueJob(bed.jobs, domain.machine, handlers));
}

const bodies = (read: readonly unknown[]) => read.map((each) => (each as { body: string }).body)

test('the messages of these tests are read as RFC 8291 has it', () => {
  const key = createECDH('prime256v1')
  key.setPrivateKey(Buffer.from(RFC_8291.secret, 'base64url'))
  assert.equal(key.getPublicKey('base64url'), RFC_8291.p256dh)
  const receiver = { key, auth: Buffer.from(RFC_8291.auth, 'base64url') }
  assert.equal(decrypted(Buffer.from(RFC_8291.body, 'base64url'), receiver), RFC_8291.content)
})

test('a browser tells how many alerts there are, for itself alone to read, and never of whom or of what', async () => {
  const { browser, give } = await aPair()
  await give('2026-10-15T08:01:00Z')
  await work('2026-10-15T08:01:05Z')
  const [message] = browser.read()
  assert.deepEqual(message, {
    title: 'Sedd',
    body: 'Du har 1 ny avisering i Sedd.',
    lang: 'sv',
    open: '/my/alerts',
    icon: (message as { icon: string }).icon,
  })
  assert.match((message as { icon: string }).icon, /^\/assets\/icon\.svg\?v=\w+$/)
  const [sent] = browser.told()
  assert.ok(sent)
  assert.equal(sent.headers['content-encoding'], 'aes128gcm')
  assert.equal(sent.headers['ttl'], String(7 * 3600 - 65), 'until five o’clock')
  assert.deepEqual([sent.headers['topic'], sent.headers['urgency']], ['sedd-alerts', 'normal'])
  assert.doesNotMatch(sent.body.toString('latin1'), /Sedd|avisering|alerts/)
  const claims = claimsOf(String(sent.headers['authorization']), pusher.publicKey)
  assert.deepEqual([claims?.['aud'], claims?.['sub']], ['https://push.example.se', 'mailto:it@example.se'])
})

test('what comes within a quarter of an hour is told together, and once', async () => {
  const { browser, give } = await aPair()
  await give('2026-10-15T08:01:00Z')
  await work('2026-10-15T08:01:05Z')
  await give('2026-10-15T08:03:00Z')
  await give('2026-10-15T08:09:00Z')
  await work('2026-10-15T08:16:04Z')
  assert.equal(browser.told().length, 1, 'a second before the quarter has passed')
  await work('2026-10-15T08:16:05Z')
  assert.deepEqual(bodies(browser.read()), ['Du har 1 ny avisering i Sedd.', 'Du har 3 nya aviseringar i Sedd.'])
  await work('2026-10-15T09:30:00Z')
  assert.equal(browser.told().length, 2)
})

test('nothing is told outside the hours one has chosen, nor what has been read before they begin', async () => {
  const { coach, browser, give } = await aPair()
  await bed.web.write(coach, (tx) => chooseHours(tx, { opens: '09:00', closes: '10:00', days: 'workdays' }))
  await give('2026-12-24T10:00:00Z')
  await work('2026-12-24T10:00:05Z')
  await work('2026-12-28T07:59:00Z')
  assert.equal(browser.told().length, 0, 'Christmas, a weekend and the hour before nine')
  await work('2026-12-28T08:00:00Z')
  assert.equal(browser.told().length, 1)
  await give('2026-12-28T12:00:00Z')
  await work('2026-12-28T12:00:05Z')
  await bed.web.write(coach, (tx) => readAlerts(tx, null))
  await work('2026-12-29T08:00:00Z')
  assert.equal(browser.told().length, 1)
})

test('of two browsers the one that could not be reached is tried again, the other is not told twice, and neither stands in the log', async (t) => {
  const { coach, browser, give } = await aPair()
  const phone = server.aBrowser()
  await turnedOn(coach, phone.subscription)
  const lines: string[] = []
  t.mock.method(process.stderr, 'write', (line: unknown) => lines.push(String(line)) > 0)
  phone.answerWith(503)
  await give('2026-10-15T08:01:00Z')
  await work('2026-10-15T08:01:05Z')
  phone.answerWith(201)
  await work('2026-10-15T08:03:00Z')
  assert.deepEqual([browser.told().length, phone.told().length], [1, 2])
  assert.match(lines.join(''), /"event":"push\.not_taken","later":1|"later":1/)
  assert.doesNotMatch(lines.join(''), /push\.example\.se|wpush/)
})

test('a browser that is gone is forgotten at once, and one that takes nothing after a week', async () => {
  const { coach, browser, give } = await aPair()
  const refusing = server.aBrowser()
  await turnedOn(coach, refusing.subscription)
  browser.answerWith(410)
  refusing.answerWith(403)
  await give('2026-10-15T08:01:00Z')
  await work('2026-10-15T08:01:05Z')
  assert.equal((await devicesOf(coach)).length, 1)
  await give('2026-10-22T08:01:00Z')
  await work('2026-10-22T08:01:05Z')
  assert.equal((await devicesOf(coach)).length, 1, 'a week to the second')
  await give('2026-10-22T08:02:00Z')
  await work('2026-10-22T08:02:05Z')
  assert.deepEqual(await devicesOf(coach), [])
})

test('a browser whose address leads into a private network is forgotten and nothing is sent there', async () => {
  const { coach, give } = await aPair()
  const inward = pusherWith(publicFetch([], async () => [{ address: '10.0.0.5', family: 4 }]))
  await give('2026-10-15T08:01:00Z')
  await work('2026-10-15T08:01:05Z', inward.send)
  assert.deepEqual(await devicesOf(coach), [])
})

test('a browser tells one person: signing out there, and a colleague who signs in there, have it forgotten', async () => {
  const [amina, jonas] = [
    await signedIn(bed, domain, { role: 'coach' }),
    await signedIn(bed, domain, { role: 'coach' }),
  ]
  const { subscription } = server.aBrowser()
  const tab = site.tab(amina)
  const page = await tab.get(paths.ownReminders())
  const form = { token: tokenOf(page, 'push'), subscription: JSON.stringify(subscription) }
  assertShows(await tab.submit(paths.ownPush(), form), /Aviseringar är påslagna på den här enheten/, /Den här enheten/)
  assert.match(tab.cookies.get('sedd_device') ?? '', /^[0-9a-f]{64}$/)
  assertHides(await site.tab(amina).get(paths.ownReminders()), />Den här enheten</)
  await tab.post(paths.signOut())
  assert.equal(tab.cookies.has('sedd_device'), false)
  assert.equal(await left(amina), 0)
  const again = await signedIn(bed, domain, { role: 'coach' })
  const shared = site.tab(again)
  await shared.post(paths.ownPush(), { subscription: JSON.stringify(subscription) })
  assert.equal(await left(again), 1)
  const { membershipId } = await bed.web.read(jonas, async (tx) => tx.actor)
  await shared.post(paths.signIn(), { account: membershipId ?? '' })
  assert.equal(await left(again), 0, 'who went away without signing out')
  const lena = await signedIn(bed, domain, { role: 'coach' })
  for (const who of [jonas, lena]) await turnedOn(who, subscription)
  assert.deepEqual([await left(jonas), await left(lena)], [0, 1], 'the same address at the push service')
})

test('who signs out everywhere, or leaves, is told nowhere; and what has told nothing for a quarter of a year is forgotten', async () => {
  const { coach, colleague, browser, give } = await aPair()
  await turnedOn(colleague, server.aBrowser().subscription)
  await bed.web.write(colleague, endEverySession)
  assert.equal(await left(colleague), 0)
  await asAccessOwner(bed, 'update access.membership set ended_at = now() where account_id = $1', [coach.accountId])
  await give('2026-10-15T08:01:00Z').catch(() => undefined)
  await work('2026-10-15T08:01:05Z')
  assert.equal(browser.told().length, 0)
  const old = await signedIn(bed, domain, { role: 'coach' })
  for (const days of [91, 89]) {
    bed.setNow(new Date(Date.now() - days * 86_400_000).toISOString())
    await turnedOn(old, server.aBrowser().subscription)
  }
  await tidyPush(bed.jobs)
  assert.deepEqual([await left(coach), await left(old)], [0, 1])
})

test('a person has ten browsers at most, and each turns off their own', async () => {
  const [coach, other] = [
    await signedIn(bed, domain, { role: 'coach' }),
    await signedIn(bed, domain, { role: 'coach' }),
  ]
  for (let n = 0; n < 10; n += 1) await turnedOn(coach, server.aBrowser().subscription)
  await assert.rejects(turnedOn(coach, server.aBrowser().subscription), {
    fields: [{ field: '', code: 'push.too_many' }],
  })
  const [first] = await devicesOf(coach)
  const removal = paths.ownPushRemoval(first?.id ?? '')
  assert.equal((await site.tab(other).post(removal)).status, 404)
  assertShows(await site.tab(coach).submit(removal), /Aviseringar är avslagna på enheten/)
  assert.equal((await devicesOf(coach)).length, 9)
})

test('the page says what is wrong, starts our worker and no other script, and is silent where there is no web push', async () => {
  const coach = await signedIn(bed, domain, { role: 'coach' })
  const tab = site.tab(coach)
  const inward = { endpoint: 'http://10.0.0.5/x', keys: server.aBrowser().subscription.keys }
  for (const subscription of [
    '',
    'null',
    JSON.stringify(inward),
    JSON.stringify({ endpoint: 'https://a.se/x', keys: {} }),
  ]) {
    const back = await tab.post(paths.ownPush(), { subscription })
    assert.equal(back.status, 422)
    assertShows(back, /Det webbläsaren svarade går inte att använda/)
    assertHides(back, /10\.0\.0\.5/)
  }
  await turnedOn(coach, server.aBrowser().subscription)
  const hours = await tab.post(paths.ownPushHours(), { opens: '12:00', closes: '11:00', days: 'all' })
  assert.equal(hours.status, 422)
  assertShows(hours, /Sluttiden ska vara senare än starttiden/, /value="12:00" selected/)
  assertShows(
    await tab.submit(paths.ownPushHours(), { opens: '07:00', closes: '19:00', days: 'all' }),
    /Tiderna är sparade/,
  )
  const csp = async (path: string) => (await tab.get(path)).headers.get('content-security-policy') ?? ''
  assert.match(await csp(paths.ownReminders()), /trusted-types sedd-worker(;|$)/)
  assert.match(await csp(paths.ownAlerts()), /trusted-types 'none'(;|$)/)
  const without = siteOf(bed, { pushKey: null }).tab(coach)
  assertHides(await without.get(paths.ownReminders()), /på den här enheten/)
  assert.equal(
    (await without.post(paths.ownPush(), { subscription: JSON.stringify(server.aBrowser().subscription) })).status,
    404,
  )
})
