import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aCase, type Writer } from '../../test/build/notes.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, titleOf, tokenOf } from '../../test/build/site.ts'
import { aTeam } from '../../test/build/staff.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { paths } from '../ui/paths.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let coordinator: Writer
let tab: Tab
let triage: Tab

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  site = siteOf(bed)
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' })
  tab = site.tab(coach)
  triage = site.tab(coordinator)
})
after(() => bed.close())

const aYouth = (givenName = 'Tove') => aCase(bed, domain, coach, { givenName, familyName: 'Ask' })
const ASKED = { origin: 'inside', reasons: ['absence', 'isolated'], words: 'Svarar bäst på sms.' }

const NAMES = ['Alva', 'Bo', 'Cleo', 'Disa', 'Ebbe', 'Freja']

/** Sent from the person's page; gives the referral's id, as the sender's list leads to it. */
async function sent(givenName = NAMES.pop() ?? ''): Promise<string> {
  const personId = await aYouth(givenName)
  const { html } = await tab.submit(paths.personReferrals(personId), ASKED)
  return new RegExp(`/referrals/([0-9a-f-]{36})">${givenName} Ask`).exec(html)?.[1] ?? ''
}
const seenOn = async (id: string) =>
  /name="seen" value="([^"]+)"/.exec((await triage.get(paths.referral(id))).html)?.[1] ?? ''

test('a coach refers from the young person’s page, follows it in a list, and the second press sends nothing', async () => {
  const personId = await aYouth()
  assertShows(await tab.get(paths.person(personId)), /Ingen har aktualiserat den unge/, /referrals\/new/)
  const page = await tab.get(paths.personReferralNew(personId))
  assertShows(page, /Tove Ask/, /Vem vill detta/)
  const fields = { ...ASKED, token: tokenOf(page, 'referral') }
  const list = await tab.submit(paths.personReferrals(personId), fields)
  assertShows(list, /Aktualiseringen är skickad/, /Tove Ask/, /Inkommen/, /Frånvaro från skolan, Håller sig hemma/)
  await tab.post(paths.personReferrals(personId), fields)
  assert.equal((await tab.get(paths.referralsSent())).html.match(/Tove Ask/g)?.length, 1)
  assertShows(await tab.get(paths.person(personId)), /Kollega, i dag/)
  assert.equal(titleOf(await tab.get(paths.referralsSent())).includes('Tove'), false)
})

test('without a reason it comes back, with every word kept', async () => {
  const personId = await aYouth()
  const wrong = await tab.post(paths.personReferrals(personId), { ...ASKED, reasons: [] })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Välj minst en anledning/, />\nSvarar bäst på sms\.</)
  const strange = await tab.post(paths.personReferrals(personId), { ...ASKED, origin: 'employer' })
  assertShows(strange, /Välj vems önskan det är/)
})

test('triage: from the inbox to taken, in the queue, and accepted by a team; the sender sees each', async () => {
  const [teamId] = await aTeam({ bed, domain })
  const id = await sent('Nils')
  assertShows(await triage.get(paths.referrals()), /Nils Ask/, /Inkommen/, /I tid/)
  const opened = await triage.get(paths.referral(id))
  assertShows(opened, /Svarar bäst på sms\./, /Ta den/, /Kollega/)
  assertHides(opened, /Anta aktualiseringen/)
  assertShows(
    await triage.submit(paths.referralTaking(id), { seen: await seenOn(id) }),
    /Du bedömer den nu/,
    /Anta aktualiseringen/,
  )
  const queued = await triage.submit(paths.referralPlacing(id), { seen: await seenOn(id), to: 'waiting', team: teamId })
  assertShows(queued, /I kö/)
  assertShows(await triage.get(paths.referralsWaiting()), /Nils Ask/, /I kö/)
  const nobody = await triage.post(paths.referralAcceptance(id), { seen: await seenOn(id), team: '', owner: '' })
  assert.equal(nobody.status, 422)
  assertShows(nobody, /Välj ett team, eller en ansvarig/)
  assertShows(
    await triage.submit(paths.referralAcceptance(id), { seen: await seenOn(id), team: teamId }),
    /Aktualiseringen är antagen/,
  )
  const followed = await tab.get(paths.referral(id))
  assertShows(followed, /Antagen/, /Amina Warsame/, /Bedöms/)
  assertHides(followed, /Avsluta och frigör/, /Ta tillbaka aktualiseringen/)
})

test('who comes second is told how it stands now, and does nothing', async () => {
  const id = await sent()
  const seen = await seenOn(id)
  await triage.post(paths.referralTaking(id), { seen })
  const late = await triage.post(paths.referralTaking(id), { seen })
  assert.equal(late.status, 409)
  assertShows(late, /Någon annan har flyttat aktualiseringen/, /Bedöms/)
})

test('a no without a reason comes back; with one it stands on the sender’s list', async () => {
  const id = await sent('Mira')
  await triage.post(paths.referralTaking(id), { seen: await seenOn(id) })
  const wrong = await triage.post(paths.referralRefusal(id), { seen: await seenOn(id), reason: '' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Välj en anledning ur listan/)
  assertShows(
    await triage.submit(paths.referralRefusal(id), { seen: await seenOn(id), reason: 'other_support' }),
    /nekad/,
  )
  assertShows(await tab.get(paths.referralsSent()), /Mira Ask/, /Nekad/, /Får annat stöd/)
})

test('17 of 20: places are decided for a team, and more than the places is warned of', async () => {
  const [teamId] = await aTeam({ bed, domain })
  const wrong = await triage.post(paths.referralPlaces(), { team: teamId, places: 'många' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Skriv ett helt tal/)
  await triage.post(paths.referralPlaces(), { team: teamId, places: '0' })
  const id = await sent()
  await triage.post(paths.referralTaking(id), { seen: await seenOn(id) })
  const full = await triage.post(paths.referralAcceptance(id), { seen: await seenOn(id), team: teamId })
  assert.equal(full.status, 422)
  assertShows(full, /Teamet är fullt/, /Anta fast teamet är fullt/)
  await triage.post(paths.referralAcceptance(id), { seen: await seenOn(id), team: teamId, anyway: '1' })
  assertShows(
    await triage.get(paths.referralsWaiting()),
    /1 av 0/,
    /Fler än platserna/,
    /1 team har fler än de har plats för/,
  )
})

test('the settings: days that cannot be are told of, and the form for those outside is opened', async () => {
  const days = { receivedDays: '2', triageDays: '5', offeredDays: '10', waitingDays: '30', untiedDays: '90' }
  assertShows(
    await triage.post(paths.referralSettings(), { ...days, receivedDays: '0' }),
    /Skriv 1 till 60 arbetsdagar/,
  )
  assertShows(await triage.submit(paths.referralSettings(), days), /Inställningarna är sparade/, /value="2"/)
  assertShows(await triage.post(paths.referralDoor(), { open: '1', phone: 'växeln' }), /Skriv ett telefonnummer/)
  const opened = await triage.submit(paths.referralDoor(), { open: '1', phone: '016-710 10 00' })
  assertShows(opened, new RegExp(`/refer/${domain.code}`))
  assertShows(await site.tab().get(paths.refer(domain.code)), /Jag vill ha stöd/, /016-710 10 00/)
  assert.equal((await tab.get(paths.referralSettings())).status, 403)
})

test('in English too', async () => {
  const english = site.tab(coordinator, 'en')
  assertShows(await english.get(paths.referrals()), /Referrals/, /Received/)
  assertShows(await site.tab(null, 'en').get(paths.refer(domain.code)), /I want support/)
})
