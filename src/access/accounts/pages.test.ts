import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aPerson } from '../../../test/build/people.ts'
import { lettingIn } from '../../../test/build/sight.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, tokenOf } from '../../../test/build/site.ts'
import { aColleague } from '../../../test/build/staff.ts'
import { paths } from '../../ui/paths.ts'
import { webApp } from '../../web/app.ts'
import { MATRIX } from '../../web/permissions.ts'
import { STAFF_ROLES } from '../roles.ts'
import type { Send } from './invitation.ts'
import { ROLES_TEXT } from './roles-text.ts'

let bed: TestBed
let site: Site
let domain: TestDomain
let administrator: Tab
let officer: Tab

before(async () => {
  bed = await testBed()
  site = siteOf(bed)
  domain = await aDomain(bed, { name: 'Barn- och utbildningsnämnden, Eskilstuna' })
  administrator = site.tab(await signedIn(bed, domain, { role: 'administrator', displayName: 'Mikael Strand' }))
  officer = site.tab(await signedIn(bed, domain, { role: 'data_protection_officer', displayName: 'Eva Nordin' }))
})
after(() => bed.close())

const PERSON = {
  displayName: 'Jonas Ek',
  email: 'jonas.ek@eskilstuna.se',
  userName: '',
  phone: '',
  title: 'Ungdomscoach',
}

test('a colleague is added with a role, and the form sent twice adds one', async () => {
  const token = tokenOf(await administrator.get(paths.staffNew()), 'person')
  const form = { ...PERSON, role: 'coach', token }
  const first = await administrator.post(paths.staffNew(), form)
  assert.equal(first.status, 303)
  const again = await administrator.post(paths.staffNew(), form)
  assert.equal(again.status, 303)
  const page = await administrator.get(first.location ?? '')
  assertShows(page, /<h1>Jonas Ek<\/h1>/, /Ungdomscoach/, /Bara unga som hen ansvarar för/)
  const list = await administrator.get(paths.staff())
  assert.equal(list.html.split('jonas.ek@eskilstuna.se').length - 1, 1)
})

test('what is wrong in the form stands beside its field, and what was written is there', async () => {
  const page = await administrator.post(paths.staffNew(), {
    ...PERSON,
    displayName: '',
    email: 'jonas',
    role: 'mentor',
  })
  assert.equal(page.status, 422)
  assertShows(
    page,
    /id="person-displayName-error"/,
    /id="person-email-error"/,
    /value="jonas"/,
    /value="mentor" checked/,
  )
  const long = await administrator.post(paths.staffNew(), {
    ...PERSON,
    userName: 'lang',
    role: 'coach',
    title: 'x'.repeat(121),
  })
  assertShows(long, /id="person-title-error"/, /Skriv högst 120 tecken/)
  const taken = await administrator.post(paths.staffNew(), { ...PERSON, role: 'coach' })
  assertShows(taken, /Någon hos er har redan det användarnamnet/)
  const none = await administrator.post(paths.staffNew(), { ...PERSON, userName: 'annan', role: '' })
  assertShows(none, /Välj en roll/)
})

test('beside each role stands what it will see, and which take two', async () => {
  const page = await administrator.get(paths.staffNew())
  assertShows(
    page,
    /Kräver två personer/,
    /Alla unga i sekretessområdet, allt om dem utom anteckningar/,
    /Bara unga som hen ansvarar för eller är insläppt till/,
    /Inga unga\./,
  )
})

test('names are searched for by post, so that none stands in an address', async () => {
  await aColleague({ bed, domain })
  const found = await administrator.post(paths.staff(), { q: 'strand' })
  assert.equal(found.status, 200)
  assertShows(found, /Mikael Strand/)
  assertHides(found, /Eva Nordin/)
  assertHides(await administrator.get(paths.staff({ role: 'administrator' })), /Eva Nordin/)
})

test('a role that takes two waits on a page of its own, and the data protection officer agrees', async () => {
  const [staffId] = await aColleague({ bed, domain })
  const asked = await administrator.submit(paths.staffRoles(staffId), { role: 'kaa_coordinator' })
  assertShows(asked, /Rollen väntar på att en andra person säger ja/, /Väntar på en andra person/)
  const mine = await administrator.get(paths.staffChanges())
  assertShows(mine, /Du bad själv om det: en annan beslutar/)
  assertHides(mine, /Det finns ingen mer hos er/)
  const page = await officer.get(paths.staffChanges())
  assertShows(page, /Rollen KAA-samordnare/, /Mikael Strand/)
  const [, address = ''] = /action="(\/admin\/staff\/changes\/[^"]+\/approval)"/.exec(page.html) ?? []
  assertShows(await officer.submit(address), /Du sa ja\. Det gäller nu/)
  assertShows(await administrator.get(paths.staffMember(staffId)), /KAA-samordnare/)
})

test('where only one may decide the page says so', async () => {
  const lonely = await aDomain(bed)
  const only = site.tab(await signedIn(bed, lonely, { role: 'administrator' }))
  const [staffId] = await aColleague({ bed, domain: lonely })
  await only.post(paths.staffRoles(staffId), { role: 'administrator' })
  assertShows(await only.get(paths.staffChanges()), /Det finns ingen mer hos er som kan säga ja/)
})

test('one’s own page offers no change', async () => {
  const { html } = await administrator.post(paths.staff(), { q: 'Mikael Strand' })
  const [, address = ''] = /href="(\/admin\/staff\/[0-9a-f-]{36})"/.exec(html) ?? []
  const page = await administrator.get(address)
  assertShows(page, /Det här är du/)
  assertHides(page, /Avsluta kontot/, /Avsluta rollen/, /Gör en inbjudan/)
})

test('what is hard to undo says first what it leads to, and only the second press acts', async () => {
  const { ids, page } = await aColleaguesPage()
  for (const [what, address] of [
    ['avsluta kontot', paths.staffDeactivation(ids.staffId)],
    ['avsluta rollen', paths.staffRoleEnd(ids.staffId, ids.membershipId)],
    ['avsluta alla inloggningar', paths.staffSessionsEnd(ids.staffId)],
  ] as const) {
    const [whole = '', opener = '', consequence = '', inside = ''] =
      new RegExp(
        `<details class="ask"><summary[^>]*>((?:(?!</summary>).)*)</summary><div class="asked"><p>([^<]+)</p>((?:(?!</details>).)*action="${address}"(?:(?!</details>).)*)</details>`,
        's',
      ).exec(page.html) ?? []
    assert.notEqual(whole, '', what)
    assert.match(opener, new RegExp(`${what} …`, 'i'))
    assert.ok(consequence.length > 40, consequence)
    assert.match(inside, new RegExp(`Ja, ${what}`))
    assert.equal(page.html.split(`action="${address}"`).length, 2, 'nowhere else')
  }
})

async function aColleaguesPage() {
  const [staffId, membershipId] = await aColleague({ bed, domain })
  return { ids: { staffId, membershipId }, page: await administrator.get(paths.staffMember(staffId)) }
}

test('an invitation is a link shown once; where e-mail is sent it is sent, in the language of the one who invites', async () => {
  const [staffId] = await aColleague({ bed, domain })
  const shown = await administrator.post(paths.staffInvitation(staffId))
  assert.equal(shown.status, 200)
  const [, link = ''] = /<code>(http:\/\/localhost\/invitation\/[0-9a-f]+)<\/code>/.exec(shown.html) ?? []
  assert.notEqual(link, '')
  assert.equal(shown.headers.get('cache-control'), 'no-store')
  assertHides(shown, /class="language"/)
  assertHides(await administrator.get(paths.staffMember(staffId)), /\/invitation\/[0-9a-f]/, /Inbjudan är skickad/)
  const sent: Parameters<Send>[0][] = []
  const app = webApp({
    surfaces: { web: bed.web, imports: bed.jobs },
    publicUrl: 'https://sedd.example.se',
    send: async (mail) => void sent.push(mail),
  })
  const token = administrator.cookies.get('sedd_session')
  const headers = { origin: 'https://sedd.example.se', cookie: `__Host-sedd=${token}; __Host-sedd-language=sv` }
  const answer = await app.request(`http://localhost${paths.staffInvitation(staffId)}`, { method: 'POST', headers })
  assert.equal(answer.status, 303)
  assert.equal(sent.length, 1)
  assert.match(sent[0]?.text ?? '', /Mikael Strand har lagt upp dig i Sedd/)
  assert.match(sent[0]?.text ?? '', /https:\/\/sedd\.example\.se\/invitation\/[0-9a-f]+/)
})

test('an invitation for one who sees everybody waits for a second person, who hands it over', async () => {
  const [staffId] = await aColleague({ bed, domain }, 'kaa_coordinator')
  assertShows(
    await administrator.submit(paths.staffInvitation(staffId)),
    /Inbjudan väntar på att en andra person säger ja/,
  )
  const page = await officer.get(paths.staffChanges())
  assertShows(page, /En ny inbjudan till den som är KAA-samordnare/)
  const tabs = /<nav class="tabs".*?<\/nav>/s.exec(page.html)?.[0] ?? ''
  const ways = [...tabs.matchAll(/href="([^"]+)"/g)].map(([, way]) => way)
  assert.deepEqual(ways, [paths.staffChanges(), paths.roles()], 'the officer decides, and has no other of these pages')
  const [, address = ''] = /action="(\/admin\/staff\/changes\/[^"]+\/approval)"/.exec(page.html) ?? []
  assertShows(await officer.post(address), /<code>http:\/\/localhost\/invitation\/[0-9a-f]+<\/code>/)
  assertHides(await officer.get(paths.staffChanges()), /Inbjudan är skickad/)
})

test('a token for an identity provider is shown once, and nothing is said of it on the next page', async () => {
  const made = await administrator.post(paths.provisioningTokens(), { name: 'Entra', days: '30' })
  assertShows(made, /<code>[^<]{20,}<\/code>/)
  assertHides(made, /class="language"/)
  assertHides(await administrator.get(paths.provisioning()), /Tillagd/, /Klart\./)
})

test('an invitation to an account that works with somebody says beforehand that it takes two, and who may agree', async () => {
  const [staffId, membershipId] = await aColleague({ bed, domain })
  const fresh = await administrator.get(paths.staffMember(staffId))
  assertShows(fresh, /Gör en inbjudan/)
  assertHides(fresh, /Kontot är redan i bruk/)
  const person = (await bed.jobs.write(domain.machine, (tx) => aPerson(tx))).id
  await lettingIn({ bed, domain }, { person, membershipId })
  const page = await administrator.get(paths.staffMember(staffId))
  assertShows(page, /Kontot är redan i bruk, arbetar med unga/, /Kan säga ja: Eva Nordin\./, /Be om en inbjudan/)
  assertShows(await administrator.submit(paths.staffInvitation(staffId)), /väntar på att en andra person säger ja/)
})

test('a team that works with somebody says that it takes two, who may agree, and who waits', async () => {
  const [, membershipId] = await aColleague({ bed, domain })
  const { location: team = '' } = await administrator.post(paths.teams(), { name: 'Närvaroteamet' })
  const teamId = (team ?? '').split('/').at(-1) ?? ''
  assertHides(await administrator.get(team ?? ''), /en andra person säger ja/)
  const person = (await bed.jobs.write(domain.machine, (tx) => aPerson(tx))).id
  await lettingIn({ bed, domain }, { person, teamId })
  assertShows(await administrator.get(team ?? ''), /Teamet arbetar redan med unga/, /Kan säga ja: Eva Nordin/)
  const asked = await administrator.submit(`${team}/members`, { membership: membershipId })
  assertShows(asked, /Det väntar på att en andra person säger ja, för teamet arbetar/, /Jonas Ek: Plats i teamet/)
  assertShows(await administrator.submit(`${team}/members`, { membership: membershipId }), /väntar redan på en andra/)
  const page = await officer.get(paths.staffChanges())
  assertShows(page, /Plats i teamet Närvaroteamet, som Ungdomscoach/)
})

test('where there is nobody to agree the page says what to do, before it is asked for', async () => {
  const lonely = await aDomain(bed)
  const only = site.tab(await signedIn(bed, lonely, { role: 'administrator' }))
  const [staffId, membershipId] = await aColleague({ bed, domain: lonely })
  const person = (await bed.jobs.write(lonely.machine, (tx) => aPerson(tx))).id
  await lettingIn({ bed, domain: lonely }, { person, membershipId })
  assertShows(
    await only.get(paths.staffMember(staffId)),
    /Det finns ingen mer hos er som kan säga ja/,
    /Be den som driver Sedd att lägga upp en/,
  )
})

test('a team is made, gets a member, is renamed and ended', async () => {
  const [, membershipId] = await aColleague({ bed, domain })
  const made = await administrator.post(paths.teams(), { name: 'Uppsökarna' })
  const team = made.location ?? ''
  assertShows(await administrator.get(team), /Ingen i teamet än/)
  assertShows(await administrator.submit(`${team}/members`, { membership: membershipId }), /Jonas Ek/, /Ta ur teamet/)
  assertShows(await administrator.submit(team, { name: 'Uppsökande team' }), /<h1>Uppsökande team<\/h1>/)
  assertShows(await administrator.submit(paths.teams(), { name: 'uppsökande team' }), /Det finns redan ett team/)
  assertShows(await administrator.submit(`${team}/end`), /Teamet är avslutat/)
})

test('the page of roles tells of every role, with one’s own first, and has a word for every permission', async () => {
  const coach = site.tab(await signedIn(bed, domain, { role: 'coach' }), 'en')
  const page = await coach.get(paths.roles())
  assertShows(page, /<h1>Roles<\/h1>/, /Youth coach.*KAA coordinator/s, /your role/)
  for (const role of STAFF_ROLES) assertShows(page, new RegExp(`id="role-${role}"`))
  assert.deepEqual(
    Object.keys(MATRIX).filter((permission) => !(`permission.${permission}` in ROLES_TEXT)),
    [],
  )
})

test('colleagues are found with title and address, and one changes one’s own', async () => {
  const coach = site.tab(
    await signedIn(bed, domain, { role: 'coach', displayName: 'Leyla Demir', title: 'Ungdomscoach' }),
  )
  const wrong = await coach.post(paths.ownContact(), { email: 'leyla', phone: '' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /id="own-email-error"/)
  const page = await coach.submit(paths.ownContact(), { email: 'leyla.demir@eskilstuna.se', phone: '016-710 10 00' })
  assertShows(page, /Leyla Demir/, /mailto:leyla\.demir@eskilstuna\.se/, /tel:0167101000/)
})

test('a new e-mail address typed when the sign-in is no longer fresh waits for its writer behind the step-up', async () => {
  const signed = await signedIn(bed, domain, { role: 'coach', displayName: 'Sara Holm' })
  const owner = new Client(bed.owner)
  await owner.connect()
  await owner.query('set role sedd_access')
  await owner.query(`update access.session set strong_at = now() - interval '6 minutes' where account_id = $1`, [
    signed.accountId,
  ])
  await owner.end()
  const coach = site.tab(signed)
  const answer = await coach.post(paths.ownContact(), { email: 'sara.holm@eskilstuna.se', phone: '' })
  assert.deepEqual([answer.status, answer.location], [303, paths.confirm({ parked: true })])
  assertShows(await coach.get(paths.parkedForms()), /sara\.holm@eskilstuna\.se/)
})
