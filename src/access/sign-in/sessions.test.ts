import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../../test/build/site.ts'
import {
  aColleague,
  anInvitation,
  anotherRole,
  anotherSession,
  aPasskey,
  asAccessOwner,
  letPass,
  signedInByPasskey,
} from '../../../test/build/ways-in.ts'
import { type Context, StrongerSignInNeeded } from '../../kernel/database.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { paths } from '../../ui/paths.ts'
import { invite } from './actions.ts'

let bed: TestBed
let site: Site
let domain: TestDomain
let other: TestDomain

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  site = siteOf(bed)
  domain = await aDomain(bed, { name: 'Barn- och utbildningsnämnden' })
  other = await aDomain(bed, { name: 'Socialnämnden', kind: 'social_board' })
})
after(() => bed.close())

const coach = () => signedIn(bed, domain, { role: 'coach', displayName: 'Petra Lindholm' })
const minutes = (n: number) => `${n} minutes`

async function isIn(tab: Tab): Promise<boolean> {
  return (await tab.get(paths.ownSignIns())).status === 200
}

async function seenAgo({ token }: Context): Promise<number> {
  const [row] = await asAccessOwner(
    bed,
    'select extract(epoch from now() - seen_at)::float8 as ago from access.session where token_sha = access.sha($1)',
    [token],
  )
  return row.ago
}

test('fourteen minutes of quiet are nothing, fifteen end the session', async () => {
  const who = await coach()
  const tab = site.tab(who)
  assert.equal(await isIn(tab), true)
  await letPass(bed, who, minutes(14))
  assert.equal(await isIn(siteOf(bed).tab(who)), true)
  await letPass(bed, who, minutes(15.1))
  const answer = await tab.get(paths.ownSignIns())
  assert.deepEqual([answer.status, answer.location], [303, '/sign-in?back=%2Fmy%2Fways-in&ended=1'])
  assert.equal(await isIn(siteOf(bed).tab(who)), false, 'and what has ended is not woken')
})

test('being used keeps a session alive, and is noted at most once a minute', async () => {
  const who = await coach()
  const tab = site.tab(who)
  await letPass(bed, who, minutes(10))
  await isIn(tab)
  assert.ok((await seenAgo(who)) < 60)
  await letPass(bed, who, minutes(5))
  await isIn(tab)
  assert.ok((await seenAgo(who)) > 299, 'the second within the minute leaves it as it is')
  const events = siteOf(bed).tab(who)
  await events.get(paths.ownSignIns(), { accept: 'text/event-stream' })
  assert.ok((await seenAgo(who)) > 299, 'what a page asks for by itself is no use of it')
})

test('a page in use keeps its session, and one that nobody touches ends it and can be come back to', async () => {
  const who = await coach()
  const tab = site.tab(who)
  await letPass(bed, who, minutes(10))
  assert.equal((await tab.get(paths.ownSessionUse())).status, 204)
  assert.ok((await seenAgo(who)) < 60)
  const left = await tab.post(paths.signOut(), { back: paths.contacts() })
  assert.deepEqual([left.status, left.location], [303, '/sign-in?back=%2Fcontacts&ended=1'])
  assertShows(await tab.get(left.location ?? ''), /Logga in igen för att fortsätta där du var/)
  assert.equal(await isIn(site.tab(who)), false)
  const elsewhere = await site.tab(await coach()).post(paths.signOut(), { back: 'https://example.com/' })
  assert.equal(elsewhere.location, '/sign-in?ended=1')
  assert.equal((await tab.get(paths.ownSessionUse())).status, 303)
})

test('ten hours end a session, however much it is used', async () => {
  const who = await coach()
  await letPass(bed, who, '9 hours 59 minutes')
  await asAccessOwner(bed, 'update access.session set seen_at = now() where token_sha = access.sha($1)', [who.token])
  assert.equal(await isIn(site.tab(who)), true)
  await letPass(bed, who, minutes(1.1))
  await asAccessOwner(bed, 'update access.session set seen_at = now() where token_sha = access.sha($1)', [who.token])
  assert.equal(await isIn(site.tab(who)), false)
})

test('signing out ends the session itself, not only what the browser remembers', async () => {
  const who = await coach()
  const tab = site.tab(who)
  await tab.post(paths.signOut())
  assert.equal(tab.cookies.has('sedd_session'), false)
  assert.equal(await isIn(site.tab(who)), false)
})

test('a role or an account that is taken away is gone at the very next request, every time', async () => {
  const who = await coach()
  const tab = site.tab(who)
  const { membershipId } = await bed.web.read(who, async (tx) => tx.actor)
  const takings = [
    ['update access.account set active = $2 where id = $1', who.accountId, [false, true]],
    ['update access.membership set ended_at = $2 where id = $1', membershipId, ['2026-10-01', null]],
  ] as const
  const ended = '/sign-in?back=%2Fmy%2Fways-in&ended=1'
  for (let trial = 0; trial < 250; trial += 1) {
    const [statement, id, [gone, back]] = takings[trial % 2] ?? takings[0]
    await asAccessOwner(bed, statement, [id, gone])
    tab.cookies.set('sedd_session', who.token)
    assert.equal((await tab.get(paths.ownSignIns())).location, ended, `trial ${trial}`)
    await asAccessOwner(bed, statement, [id, back])
    tab.cookies.set('sedd_session', who.token)
    assert.equal(await isIn(tab), true, `trial ${trial}`)
  }
})

test('a token that somebody planted before is never the one that is signed in with', async () => {
  const who = await coach()
  const [membership] = await asAccessOwner(bed, 'select id from access.membership where account_id = $1', [
    who.accountId,
  ])
  const tab = site.tab({ token: 'a'.repeat(64) })
  await tab.post(paths.signIn(), { account: membership.id })
  const first = tab.cookies.get('sedd_session')
  assert.notEqual(first, 'a'.repeat(64))
  await tab.post(paths.signIn(), { account: membership.id })
  assert.notEqual(tab.cookies.get('sedd_session'), first)
  assert.equal(await isIn(site.tab({ token: first ?? '' })), false, 'the one before it is closed')
})

test('one sees where one is signed in, ends one of them, or all', async () => {
  const who = await coach()
  const [phone, desk] = [await anotherSession(bed, who), await anotherSession(bed, who)]
  const tab = site.tab(who)
  const page = await tab.get(paths.ownSignIns())
  assertShows(page, /Här är du inloggad/, /den här/, /Demonstration, stark inloggning/)
  assert.equal(page.html.match(/Logga ut där/g)?.length, 2)
  assertShows(await tab.submit(paths.ownSessionEnd(phone.id)), /Den inloggningen är avslutad/)
  assert.deepEqual([await isIn(site.tab(phone)), await isIn(site.tab(desk))], [false, true])
  await tab.post(paths.ownSessionsEnd())
  assert.deepEqual([await isIn(tab), await isIn(site.tab(who)), await isIn(site.tab(desk))], [false, false, false])
})

test('somebody else’s session, passkey or form is as absent as none', async () => {
  const [who, colleague] = [await coach(), await coach()]
  const tab = site.tab(who)
  const theirs = await anotherSession(bed, colleague)
  assert.equal((await tab.post(paths.ownSessionEnd(theirs.id))).status, 404)
  assert.equal(await isIn(site.tab(theirs)), true)
  const passkey = await aPasskey(bed, colleague.accountId, 'Petras telefon')
  assert.equal((await tab.post(paths.ownWayInRemoval(passkey))).status, 404)
  assert.equal((await tab.post(paths.ownPasskey(passkey), { name: 'Min' })).status, 404)
  assertShows(await site.tab(colleague).get(paths.ownSignIns()), /Petras telefon/)
  assertHides(await tab.get(paths.ownSignIns()), /Petras telefon/)
})

test('a passkey gets the name one knows it by, and the last way in cannot be taken away', async () => {
  const who = await coach()
  const tab = site.tab(who)
  const [first, second] = [await aPasskey(bed, who.accountId, 'Gamla'), await aPasskey(bed, who.accountId, 'Nya')]
  assert.equal((await tab.post(paths.ownPasskey(first), { name: '  ' })).status, 422)
  assertShows(await tab.submit(paths.ownPasskey(first), { name: 'Jobbtelefonen' }), /Jobbtelefonen/)
  assertShows(await tab.submit(paths.ownWayInRemoval(second)), /Det går inte längre att logga in så/)
  const last = await tab.post(paths.ownWayInRemoval(first))
  assert.equal(last.status, 409)
  assertShows(last, /Det är ditt enda sätt att logga in/, /Jobbtelefonen/)
})

test('one with several roles chooses, changes, and gets a new token each time; another’s role is not to be had', async () => {
  const accountId = await aColleague(bed, domain, { signInName: 'karin' })
  const who = await signedInByPasskey(bed, accountId)
  const social = await anotherRole(bed, other, { accountId, role: 'social_worker' })
  const colleague = await aColleague(bed, other, { signInName: 'bo' })
  const [theirs] = await asAccessOwner(bed, 'select id from access.membership where account_id = $1', [colleague])
  const tab = site.tab(who)
  assertShows(
    await tab.get(paths.ownMemberships({ back: '/contacts' })),
    /Fortsätt som Ungdomscoach i Barn- och utbildningsnämnden/,
    /Arbeta som Socialsekreterare i Socialnämnden/,
  )
  const refused = await tab.submit(paths.ownMemberships(), { membership: theirs.id })
  assertShows(refused, /Det uppdraget har du inte längre/)
  const chosen = await tab.post(paths.ownMemberships(), { membership: social, back: '/my/ways-in' })
  assert.deepEqual([chosen.status, chosen.location], [303, '/my/ways-in'])
  assertShows(await tab.get('/my/ways-in'), /Socialnämnden/)
  assert.notEqual(tab.cookies.get('sedd_session'), who.token)
  assert.equal(await isIn(site.tab(who)), false, 'the token of the other role is nobody’s')
  const again = await bed.web.read(await signedInByPasskey(bed, accountId), async (tx) => tx.actor.role)
  assert.equal(again, 'social_worker', 'the next time begins where the last one was')
})

test('no administrator of one domain alone invites somebody who works in another as well; whoever runs Sedd may', async () => {
  const administrator = await signedIn(bed, domain, { role: 'administrator' })
  const accountId = await aColleague(bed, domain, { signInName: 'eva' })
  const asked = () => bed.web.write(administrator, (tx) => invite(tx, { accountId, hours: 72 }))
  assert.match(await asked(), /^[0-9a-f]{64}$/)
  await anotherRole(bed, other, { accountId, role: 'social_worker' })
  await assert.rejects(asked, { kind: 'conflict' })
  await letPass(bed, administrator, '6 minutes')
  await assert.rejects(asked, StrongerSignInNeeded)
  assert.match(await anInvitation(bed, domain, accountId), /^[0-9a-f]{64}$/)
})
