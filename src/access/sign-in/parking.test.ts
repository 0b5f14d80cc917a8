import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import {
  assertHides,
  assertSays,
  assertShows,
  type Reply,
  type Site,
  siteOf,
  type Tab,
} from '../../../test/build/site.ts'
import { anotherRole, aPasskey, asAccessOwner, letPass } from '../../../test/build/ways-in.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { paths } from '../../ui/paths.ts'

/** Nothing that was typed is lost, and nobody else gets to see it: without script, as here, too. */

let bed: TestBed
let site: Site
let domain: TestDomain

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  site = siteOf(bed)
  domain = await aDomain(bed, { name: 'Barn- och utbildningsnämnden' })
})
after(() => bed.close())

const administrator = () => signedIn(bed, domain, { role: 'administrator', displayName: 'Mikael Strand' })
const FORM = { name: 'Uppsökande enheten, som ”öppnar” i höst', kind: 'municipality', number: '' }
const FROM = { referer: `http://localhost${paths.adminOrganisations()}` }

async function membershipOf(accountId: string): Promise<string> {
  const [row] = await asAccessOwner(bed, 'select id from access.membership where account_id = $1 order by started_at', [
    accountId,
  ])
  return row.id
}

/** Signs in again, and goes where that leads. */
async function signInAgain(tab: Tab, accountId: string, back = ''): Promise<Reply> {
  return tab.submit(paths.signIn(), { account: await membershipOf(accountId), back })
}

/** Presses the button of the first form that waits. */
async function sendParked(tab: Tab, { html }: Reply): Promise<Reply> {
  const form = /<form class="action" method="post" action="([^"]+parked=[^"]+)">(.*?)<\/form>/s.exec(html)
  const fields: Record<string, string> = {}
  for (const [, name = '', value = ''] of (form?.[2] ?? '').matchAll(/name="([^"]*)" value="([^"]*)"/g))
    fields[name] = value
  return tab.post((form?.[1] ?? '').replaceAll('&amp;', '&'), fields)
}

test('a form that met an ended session waits for the one who wrote it, and is sent with one press', async () => {
  const who = await administrator()
  const tab = site.tab(who)
  await letPass(bed, who, '16 minutes')
  const met = await tab.post(paths.adminOrganisations(), FORM, FROM)
  assert.deepEqual([met.status, met.location], [303, '/sign-in?back=%2Fadmin%2Forganisations&ended=1&parked=1'])
  assertShows(await tab.get(met.location ?? ''), /Det du skrev är kvar. Logga in igen, så kan du skicka det/)
  const page = await signInAgain(tab, who.accountId, paths.adminOrganisations())
  assertShows(
    page,
    /<h1>Det du skrev är kvar<\/h1>/,
    /Uppsökande enheten, som ”öppnar” i höst/,
    /Till sidan där jag skrev/,
  )
  assertHides(await tab.get(paths.adminOrganisations()), /Uppsökande enheten/)
  const sent = await sendParked(tab, page)
  assert.deepEqual([sent.status, sent.location], [303, paths.adminOrganisations()])
  assertShows(await tab.get(paths.adminOrganisations()), /Uppsökande enheten, som ”öppnar” i höst/)
  assertShows(await tab.get(paths.parkedForms()), /Inget väntar på att skickas/)
})

test('what was written waits under the names of its fields, and what was chosen in the words of the form', async () => {
  const who = await administrator()
  const tab = site.tab(who)
  const [, names = ''] = /name="fields" value="([^"]*)"/.exec((await tab.get(paths.adminOrganisations())).html) ?? []
  await letPass(bed, who, '16 minutes')
  await tab.post(paths.adminOrganisations(), { ...FORM, fields: names.replaceAll('&quot;', '"') }, FROM)
  const page = await signInAgain(tab, who.accountId, paths.adminOrganisations())
  assertSays(page, /Namn Uppsökande enheten, som ”öppnar” i höst/, /Slag Kommun/)
  assert.equal((await sendParked(tab, page)).status, 303)
})

test('a form whose fields say nothing of themselves, or nonsense, is shown as it was written', async () => {
  const who = await administrator()
  const tab = site.tab(who)
  await letPass(bed, who, '16 minutes')
  await tab.post(paths.adminOrganisations(), { ...FORM, fields: '{"name":7' }, FROM)
  assertShows(await signInAgain(tab, who.accountId), /Uppsökande enheten, som ”öppnar” i höst/)
})

test('a form that comes back with mistakes is kept until it has gone well, or is thrown away', async () => {
  const who = await administrator()
  const tab = site.tab(who)
  await letPass(bed, who, '16 minutes')
  await tab.post(paths.adminOrganisations(), { ...FORM, number: '12' }, FROM)
  const page = await signInAgain(tab, who.accountId)
  assert.equal((await sendParked(tab, page)).status, 422)
  const kept = await tab.get(paths.parkedForms())
  const [, removal = ''] = /action="(\/my\/forms\/[^"]+\/removal)"/.exec(kept.html) ?? []
  assertShows(await tab.submit(removal), /Inget väntar på att skickas/)
})

test('another who signs in after one sees none of it; nor does one oneself in another role', async () => {
  const [who, colleague] = [await administrator(), await administrator()]
  const tab = site.tab(who)
  await letPass(bed, who, '16 minutes')
  await tab.post(paths.adminOrganisations(), FORM, FROM)
  assert.equal((await signInAgain(tab, colleague.accountId)).status, 200)
  assertHides(await tab.get(paths.parkedForms()), /Uppsökande/)
  const other = await aDomain(bed, { name: 'Socialnämnden', kind: 'social_board' })
  const social = await anotherRole(bed, other, { accountId: who.accountId, role: 'administrator' })
  await tab.post(paths.signIn(), { account: social })
  assertHides(await tab.get(paths.parkedForms()), /Uppsökande/)
  await tab.post(paths.signIn(), { account: await membershipOf(who.accountId) })
  assertShows(await tab.get(paths.parkedForms()), /Uppsökande/)
})

test('a form from a window that stood open when one signed out in another is kept as well', async () => {
  const who = await administrator()
  const tab = site.tab(who)
  await tab.post(paths.signOut())
  const met = await tab.post(paths.adminOrganisations(), FORM, FROM)
  assert.equal(met.location, '/sign-in?back=%2Fadmin%2Forganisations&ended=1&parked=1')
  assertShows(await signInAgain(tab, who.accountId), /Uppsökande enheten/)
  const nobody = await site.tab().post(paths.adminOrganisations(), FORM, FROM)
  assert.equal(nobody.location, '/sign-in?back=%2Fadmin%2Forganisations')
})

test('the key that locks one’s drafts is one’s own, the same when one signs in again, and told to nobody who is not', async () => {
  const [who, colleague] = [await administrator(), await administrator()]
  const keyOf = async (tab: Tab) => JSON.parse((await tab.get(paths.draftKey())).html)
  const own = await keyOf(site.tab(who))
  assert.equal(Buffer.from(own.key, 'base64').length, 32)
  assert.notDeepEqual(await keyOf(site.tab(colleague)), own)
  const tab = site.tab(who)
  await tab.post(paths.signOut())
  assert.equal((await tab.get(paths.draftKey())).status, 303)
  await tab.submit(paths.signIn(), { account: await membershipOf(who.accountId), back: '' })
  assert.deepEqual(await keyOf(tab), own)
  assert.match((await tab.get(paths.draftKey())).headers.get('cache-control') ?? '', /no-store/)
})

test('what takes a fresh sign-in asks for it, and the form is there when one is back', async () => {
  const who = await administrator()
  const tab = site.tab(who)
  const [passkey] = [await aPasskey(bed, who.accountId, 'Gamla'), await aPasskey(bed, who.accountId, 'Nya')]
  await letPass(bed, who, '6 minutes')
  const from = { referer: `http://localhost${paths.ownSignIns()}` }
  const met = await tab.post(paths.ownWayInRemoval(passkey), {}, from)
  assert.deepEqual([met.status, met.location], [303, '/confirm?back=%2Fmy%2Fways-in&parked=1'])
  assertShows(
    await tab.get(met.location ?? ''),
    /<h1>Bekräfta att det är du<\/h1>/,
    /Det du skrev är kvar/,
    />Det är jag</,
  )
  const confirmed = await tab.post(paths.confirm(), { by: 'demo', back: paths.ownSignIns() })
  assert.deepEqual([confirmed.status, confirmed.location], [303, '/my/forms?back=%2Fmy%2Fways-in'])
  assert.notEqual(tab.cookies.get('sedd_session'), who.token)
  assert.equal((await sendParked(tab, await tab.get(confirmed.location ?? ''))).status, 303)
  assertHides(await tab.get(paths.ownSignIns()), /Gamla/)
})

test('whoever shows anew who they are on the way to a file comes to its page, and is told to fetch it', async () => {
  const tab = site.tab(await administrator())
  const page = await tab.submit(paths.confirm(), { by: 'demo', back: '/admin/staff/file/export' })
  assertShows(page, /Du har visat att det är du\. Hämta filen nu\./, /href="\/admin\/staff\/file\/export"/)
})

test('a press of a button confirms nobody but those of the demonstration', async () => {
  const who = await administrator()
  await asAccessOwner(bed, `update access.session set method = 'passkey' where token_sha = access.sha($1)`, [who.token])
  const tab = site.tab(who)
  assertHides(await tab.get(paths.confirm()), />Det är jag</)
  const answer = await tab.post(paths.confirm(), { by: 'demo' })
  assert.equal(answer.status, 422)
  assert.equal(tab.cookies.get('sedd_session'), who.token)
})

test('files, and what is longer than anybody writes, are not kept; nor more than twenty forms; nor anything for more than a day', async () => {
  const who = await administrator()
  const tab = site.tab(who)
  await letPass(bed, who, '16 minutes')
  const again = async (form: Readonly<Record<string, string>>, headers = {}) => {
    tab.cookies.set('sedd_session', who.token)
    return (await tab.post(paths.adminOrganisations(), form, { ...FROM, ...headers })).location ?? ''
  }
  assert.doesNotMatch(await again({ name: 'x'.repeat(600_000) }), /parked/)
  assert.doesNotMatch(await again(FORM, { 'content-type': 'multipart/form-data; boundary=x' }), /parked/)
  for (let n = 0; n < 20; n += 1) assert.match(await again(FORM), /parked=1/)
  assert.doesNotMatch(await again(FORM), /parked/)
  await asAccessOwner(bed, `update access.parked_form set made_at = made_at - interval '1 day' where account_id = $1`, [
    who.accountId,
  ])
  await signInAgain(tab, who.accountId)
  assertShows(await tab.get(paths.parkedForms()), /Inget väntar på att skickas/)
  await asAccessOwner(bed, 'select access.tidy_sign_in()')
  const [left] = await asAccessOwner(bed, 'select count(*)::int as n from access.parked_form where account_id = $1', [
    who.accountId,
  ])
  assert.equal(left.n, 0)
})
