import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aPerson } from '../../../test/build/people.ts'
import { lettingIn } from '../../../test/build/sight.ts'
import { type Site, siteOf } from '../../../test/build/site.ts'
import { aColleague } from '../../../test/build/staff.ts'
import { type Context, SessionEnded } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { sql } from '../../kernel/sql.ts'
import { decideChange } from '../accounts/actions.ts'
import { staff, staffChanges } from '../accounts/store.ts'
import { openDemoSession } from '../store.ts'
import { makeToken, mapRole, revokeToken, unmapRole } from './actions.ts'
import { scimRoles, scimTokens } from './store.ts'

let bed: TestBed
let site: Site
let home: TestDomain
let admin: Context
let ask: Client
let foreign: Client

type Said = { readonly status: number; readonly body: Body; readonly headers: Headers }
type Body = Record<string, unknown>
type Client = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Said>

function client(token: string): Client {
  return async (method, path, body, headers = {}) => {
    const response = await site.app.request(`http://localhost/scim/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? {} : JSON.parse(text), headers: response.headers }
  }
}

const tokenFor = (who: Context, days = 30) => bed.web.write(who, (tx) => makeToken(tx, { name: 'Entra', days }))

before(async () => {
  bed = await testBed()
  site = siteOf(bed)
  home = await aDomain(bed)
  admin = await signedIn(bed, home, { role: 'administrator', displayName: 'Mikael Strand' })
  const abroad = await signedIn(bed, await aDomain(bed), { role: 'administrator' })
  ask = client(await tokenFor(admin))
  foreign = client(await tokenFor(abroad))
  await bed.web.write(admin, (tx) => mapRole(tx, { name: 'Sedd-Coacher', role: 'coach' }))
  await bed.web.write(admin, (tx) => mapRole(tx, { name: 'Kurator', role: 'welfare_counsellor' }))
})
after(() => bed.close())

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const patch = (...Operations: readonly unknown[]) => ({ schemas: [PATCH], Operations })

let made = 0
async function aUser(more: Body = {}): Promise<string> {
  made += 1
  const said = await ask('POST', '/Users', { schemas: [USER], userName: `anna${made}@eskilstuna.se`, ...more })
  assert.equal(said.status, 201, JSON.stringify(said.body))
  return String(said.body['id'])
}

async function aGroup(displayName: string, members: readonly string[] = []): Promise<string> {
  const value = members.map((id) => ({ value: id }))
  const said = await ask('POST', '/Groups', { schemas: [GROUP], displayName, members: value })
  assert.equal(said.status, 201, JSON.stringify(said.body))
  return String(said.body['id'])
}

const member = async (id: string) => (await bed.web.read(admin, staff)).find((each) => each.id === id)
const rolesOf = async (id: string) => (await member(id))?.memberships.map(({ role }) => role).sort()

test('a provider puts nobody in a team that works with somebody: another than the token’s maker agrees, or refuses for a while', async () => {
  const group = await aGroup('Elevhälsoteamet')
  const person = (await bed.jobs.write(home.machine, (tx) => aPerson(tx))).id
  const early = await aUser({ roles: [{ value: 'Kurator' }] })
  const add = (id: string) =>
    ask('PATCH', `/Groups/${group}`, patch({ op: 'add', path: 'members', value: [{ value: id }] }))
  await add(early)
  const teamsOf = async (id: string) => (await member(id))?.memberships.flatMap(({ teams }) => teams).length
  assert.equal(await teamsOf(early), 1)
  await lettingIn({ bed, domain: home }, { person, teamId: group })
  const late = await aUser({ roles: [{ value: 'Kurator' }] })
  assert.equal((await add(late)).status, 204)
  assert.deepEqual([await teamsOf(early), await teamsOf(late)], [1, 0])
  const waitingFor = async () => (await bed.web.read(admin, staffChanges)).filter(({ staffId }) => staffId === late)
  const [change] = await waitingFor()
  const id = change?.id ?? ''
  assert.deepEqual([change?.kind, change?.askedOneself, change?.deciders], ['team', true, []])
  await assert.rejects(
    bed.web.write(admin, (tx) => decideChange(tx, { id, approved: true })),
    /asked_oneself/,
  )
  const call = sql`select * from access.decide_staff_change(${id}, true)`
  await assert.rejects(
    bed.web.write(admin, (tx) => tx.all(z.unknown(), call)),
    { code: '42501' },
  )
  const officer = await signedIn(bed, home, { role: 'data_protection_officer' })
  await bed.web.write(officer, (tx) => decideChange(tx, { id, approved: false }))
  const again = () => ask('PATCH', `/Users/${late}`, patch({ op: 'replace', path: 'title', value: 'Kurator' }))
  await again()
  assert.deepEqual(await waitingFor(), [])
  bed.setNow('2026-10-29T10:00:01Z')
  await again()
  const [anew] = await waitingFor()
  await bed.web.write(officer, (tx) => decideChange(tx, { id: anew?.id ?? '', approved: true }))
  assert.equal(await teamsOf(late), 1)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('one who comes back from outside to cases that are still theirs waits for somebody here', async () => {
  const id = await aUser({ roles: [{ value: 'Sedd-Coacher' }] })
  const accountId = (await member(id))?.accountId ?? ''
  await bed.jobs.write(home.machine, async (tx) => ownedBy(tx, (await aPerson(tx)).id, accountId))
  const active = (value: boolean) => ask('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'active', value }))
  await active(false)
  await active(true)
  assert.deepEqual(await rolesOf(id), [])
  const [change] = (await bed.web.read(admin, staffChanges)).filter(({ staffId }) => staffId === id)
  await bed.web.write(admin, (tx) => decideChange(tx, { id: change?.id ?? '', approved: true }))
  assert.deepEqual(await rolesOf(id), ['coach'])
})

test('RFC 7644 section 3.3: a user is created, with its address, its version and what was not kept left out', async () => {
  const said = await ask('POST', '/Users', {
    schemas: [USER],
    userName: 'bjensen',
    externalId: 'bjensen',
    name: { formatted: 'Ms. Barbara J Jensen III', familyName: 'Jensen', givenName: 'Barbara' },
    nickName: 'Babs',
    password: 't1meMa$heen',
  })
  assert.equal(said.status, 201)
  assert.match(said.headers.get('content-type') ?? '', /^application\/scim\+json/)
  const { id, meta, ...rest } = said.body
  assert.equal(said.headers.get('location'), `http://localhost/scim/v2/Users/${id}`)
  assert.equal(said.headers.get('etag'), 'W/"1"')
  assert.deepEqual(rest, {
    schemas: [USER],
    externalId: 'bjensen',
    userName: 'bjensen',
    name: { formatted: 'Ms. Barbara J Jensen III', givenName: 'Barbara', familyName: 'Jensen' },
    displayName: 'Ms. Barbara J Jensen III',
    active: true,
    emails: [],
    phoneNumbers: [],
    roles: [],
    groups: [],
  })
  assert.equal(z.object({ resourceType: z.literal('User') }).safeParse(meta).success, true)
  const twice = await ask('POST', '/Users', { schemas: [USER], userName: 'BJensen' })
  assert.deepEqual([twice.status, twice.body['scimType'], twice.body['status']], [409, 'uniqueness', '409'])
})

test('RFC 7644 sections 3.4.1 and 3.14: one resource is read, and not again while its version is the same', async () => {
  const id = await aUser()
  const said = await ask('GET', `/Users/${id}`)
  assert.equal(said.status, 200)
  const etag = said.headers.get('etag') ?? ''
  assert.equal((await ask('GET', `/Users/${id}`, undefined, { 'if-none-match': etag })).status, 304)
  const stale = await ask('PUT', `/Users/${id}`, { userName: 'x' }, { 'if-match': 'W/"99"' })
  assert.equal(stale.status, 412)
  const fresh = await ask('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'title', value: 'Kurator' }), {
    'if-match': etag,
  })
  assert.deepEqual([fresh.status, fresh.body['title'], fresh.headers.get('etag')], [200, 'Kurator', 'W/"2"'])
})

test('RFC 7644 section 3.4.2: lists are paged, filtered and projected', async () => {
  const id = await aUser({ externalId: 'ext-77', userName: 'Paged@eskilstuna.se' })
  const list = async (query: string) => (await ask('GET', `/Users?${query}`)).body
  const ids = (body: Body) =>
    z
      .array(z.object({ id: z.string() }))
      .parse(body['Resources'])
      .map((each) => each.id)
  assert.deepEqual(ids(await list(`filter=${encodeURIComponent('userName eq "paged@ESKILSTUNA.se"')}`)), [id])
  assert.deepEqual(ids(await list(`filter=${encodeURIComponent('externalId eq "ext-77"')}`)), [id])
  assert.deepEqual(ids(await list(`filter=${encodeURIComponent('externalId eq "EXT-77"')}`)), [])
  assert.deepEqual(ids(await list(`filter=${encodeURIComponent(`id eq "${id}" and active eq true`)}`)), [id])
  assert.deepEqual(ids(await list(`filter=${encodeURIComponent('userName sw "paged@" and userName ew ".SE"')}`)), [id])
  assert.deepEqual(
    ids(await list(`filter=${encodeURIComponent('urn:ietf:params:scim:schemas:core:2.0:User:userName co "aged@"')}`)),
    [id],
  )
  const none = await list('count=0')
  assert.deepEqual([none['itemsPerPage'], Number(none['totalResults']) > 1], [0, true])
  const second = await list('startIndex=2&count=1')
  assert.deepEqual([second['startIndex'], second['itemsPerPage']], [2, 1])
  const [only] = z.array(z.looseObject({})).parse((await list('count=1&attributes=userName'))['Resources'])
  assert.deepEqual(Object.keys(only ?? {}).sort(), ['id', 'schemas', 'userName'])
  for (const filter of [
    'userName eq',
    'nickName eq "x"',
    'constructor eq "x"',
    'toString pr',
    'userName eq "a" or userName eq "b"',
    'not (active eq true)',
    '"',
    '',
  ]) {
    const wrong = await ask('GET', `/Users?filter=${encodeURIComponent(filter)}`)
    assert.deepEqual([wrong.status, wrong.body['scimType']], [400, 'invalidFilter'], filter)
  }
})

test('RFC 7644 section 3.5.1: a user is replaced, and what is not said is gone', async () => {
  const id = await aUser({ title: 'Mentor', emails: [{ value: 'a@b.se', type: 'work', primary: true }] })
  const said = await ask('PUT', `/Users/${id}`, {
    schemas: [USER],
    id,
    userName: 'ny@eskilstuna.se',
    displayName: 'Ny',
  })
  assert.deepEqual(
    [said.status, said.body['userName'], said.body['title'], said.body['emails']],
    [200, 'ny@eskilstuna.se', undefined, []],
  )
})

test('Entra: a user is deactivated with text for truth, and changed attribute by attribute', async () => {
  const id = await aUser({ roles: [{ primary: true, type: 'WindowsAzureActiveDirectoryRole', value: 'Kurator' }] })
  const said = await ask(
    'PATCH',
    `/Users/${id}`,
    patch(
      { op: 'Replace', path: 'displayName', value: 'Maria Sköld' },
      { op: 'Add', path: 'emails[type eq "work"].value', value: 'maria.skold@eskilstuna.se' },
      { op: 'Replace', path: 'name.familyName', value: 'Sköld' },
      { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '070-174 06 01' },
      { op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'Elevhälsan' },
    ),
  )
  assert.equal(said.status, 200)
  assert.deepEqual(
    [said.body['displayName'], said.body['emails'], said.body['phoneNumbers']],
    [
      'Maria Sköld',
      [{ value: 'maria.skold@eskilstuna.se', type: 'work', primary: true }],
      [{ value: '070-174 06 01', type: 'work', primary: true }],
    ],
  )
  assert.deepEqual(await rolesOf(id), ['welfare_counsellor'])
  const all = patch({ op: 'Replace', value: { displayName: 'Maria S', 'name.givenName': 'Maria', active: 'False' } })
  const off = await ask('PATCH', `/Users/${id}`, all)
  assert.deepEqual([off.body['active'], off.body['displayName']], [false, 'Maria S'])
  assert.deepEqual(await rolesOf(id), [])
  const on = await ask('PATCH', `/Users/${id}`, patch({ op: 'Replace', path: 'active', value: 'True' }))
  assert.equal(on.body['active'], true)
  assert.deepEqual(await rolesOf(id), ['welfare_counsellor'])
})

test('Entra: members are added and taken out of a group, in both of its ways, and the role comes and goes', async () => {
  const [one, two] = [await aUser(), await aUser()]
  const id = await aGroup('Sedd-Coacher', [one])
  assert.deepEqual([await rolesOf(one), await rolesOf(two)], [['coach'], []])
  const add = await ask(
    'PATCH',
    `/Groups/${id}`,
    patch({ op: 'Add', path: 'members', value: [{ $ref: null, value: two }] }),
  )
  assert.equal(add.status, 204)
  assert.deepEqual(await rolesOf(two), ['coach'])
  await ask('PATCH', `/Groups/${id}`, patch({ op: 'Remove', path: 'members', value: [{ $ref: null, value: one }] }))
  assert.deepEqual([await rolesOf(one), await rolesOf(two)], [[], ['coach']])
  await ask('PATCH', `/Groups/${id}`, patch({ op: 'Remove', path: `members[value eq "${two}"]` }))
  assert.deepEqual(await rolesOf(two), [])
  const seen = await ask('GET', `/Groups/${id}?excludedAttributes=members`)
  assert.equal('members' in seen.body, false)
  const found = await ask('GET', `/Groups?filter=${encodeURIComponent('displayName eq "sedd-coacher"')}`)
  assert.equal(found.body['totalResults'], 1)
  assert.equal((await ask('DELETE', `/Groups/${id}`)).status, 204)
})

test('Keycloak: groups are put whole with their members, and users patched without a path', async () => {
  const [one, two] = [await aUser(), await aUser()]
  const id = await aGroup('Närvaroteamet', [one])
  const put = await ask('PUT', `/Groups/${id}`, {
    schemas: [GROUP],
    id,
    externalId: 'kc-1',
    displayName: 'Närvaroteamet',
    members: [{ value: two, $ref: `http://localhost/scim/v2/Users/${two}` }],
  })
  assert.equal(put.status, 200)
  const ids = z
    .array(z.object({ value: z.string() }))
    .parse(put.body['members'])
    .map(({ value }) => value)
  assert.deepEqual([ids, put.body['externalId']], [[two], 'kc-1'])
  const said = await ask(
    'PATCH',
    `/Users/${two}`,
    patch({ op: 'replace', value: { id: two, active: true, title: 'Socialpedagog' } }),
  )
  assert.deepEqual([said.status, said.body['title']], [200, 'Socialpedagog'])
})

test('a group is a team: who gets a role later is in it from then', async () => {
  const id = await aUser()
  const team = await aGroup('Hisings-teamet', [id])
  const coaches = await aGroup('sedd-coacher', [id])
  const [membership] = (await member(id))?.memberships ?? []
  assert.deepEqual(membership?.teams.map(({ name }) => name).sort(), ['Hisings-teamet', 'sedd-coacher'])
  await ask('DELETE', `/Groups/${coaches}`)
  assert.deepEqual(await rolesOf(id), [])
  assert.equal((await ask('GET', `/Groups/${team}`)).status, 200)
})

test('RFC 7644 section 3.5.2: what cannot be patched is told, and nothing is half done', async () => {
  const id = await aUser({ title: 'Mentor' })
  for (const [operation, scimType] of [
    [{ op: 'replace', path: 'emails[value eq "none@b.se"].value', value: 'x' }, 'noTarget'],
    [{ op: 'remove' }, 'noTarget'],
    [{ op: 'replace', path: 'id', value: 'x' }, 'mutability'],
    [{ op: 'add', path: 'groups', value: [{ value: 'x' }] }, 'mutability'],
    [{ op: 'replace', path: 'emails[type eq', value: 'x' }, 'invalidPath'],
    [{ op: 'move', path: 'title', value: 'x' }, 'invalidSyntax'],
    [{ op: 'replace', path: 'userName', value: '' }, 'invalidValue'],
    [{ op: 'replace', path: 'active', value: 'perhaps' }, 'invalidValue'],
  ] as const) {
    const said = await ask('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'title', value: 'Half' }, operation))
    assert.deepEqual(
      [said.status, said.body['scimType'], said.body['schemas']],
      [400, scimType, ['urn:ietf:params:scim:api:messages:2.0:Error']],
    )
  }
  assert.equal((await ask('GET', `/Users/${id}`)).body['title'], 'Mentor')
  const broken = await site.app.request('http://localhost/scim/v2/Users', {
    method: 'POST',
    headers: { authorization: await tokenHeader() },
    body: '{',
  })
  assert.equal(broken.status, 400)
})

const tokenHeader = async () => `Bearer ${await tokenFor(admin)}`

test('RFC 7644 section 3.6: a deleted user is gone for the client, has left for Sedd, and comes back by the same name', async () => {
  const id = await aUser({ userName: 'gone@eskilstuna.se' })
  assert.equal((await ask('DELETE', `/Users/${id}`)).status, 204)
  assert.equal((await ask('GET', `/Users/${id}`)).status, 404)
  assert.notEqual((await member(id))?.leftAt, null)
  const again = await ask('POST', '/Users', { schemas: [USER], userName: 'gone@eskilstuna.se' })
  assert.equal(again.status, 201)
  assert.equal((await member(String(again.body['id'])))?.leftAt, null)
})

test('another domain’s user and nobody’s are the same 404, also as a member', async () => {
  const id = await aUser()
  const absent = '4b1c9d53-7b07-4a53-9d0e-1f6f3a7c1b11'
  for (const [method, body] of [
    ['GET'],
    ['PUT', { userName: 'x' }],
    ['PATCH', patch({ op: 'replace', path: 'active', value: false })],
    ['DELETE'],
  ] as const) {
    const [theirs, nobodys] = [
      await foreign(method, `/Users/${id}`, body),
      await foreign(method, `/Users/${absent}`, body),
    ]
    assert.deepEqual([theirs.status, theirs.body], [404, nobodys.body], method)
    assert.equal((await foreign(method, '/Users/x', body)).status, 404)
  }
  const group = { schemas: [GROUP], displayName: 'Vi' }
  const [theirs, nobodys] = [
    await foreign('POST', '/Groups', { ...group, members: [{ value: id }] }),
    await foreign('POST', '/Groups', { ...group, members: [{ value: absent }] }),
  ]
  assert.deepEqual([theirs.status, theirs.body], [400, nobodys.body])
  assert.equal((await foreign('GET', `/Users?filter=${encodeURIComponent(`id eq "${id}"`)}`)).body['totalResults'], 0)
  assert.equal((await member(id))?.leftAt, null)
})

test('a token that is none, has run out or was revoked opens nothing', async () => {
  const token = await tokenFor(admin, 1)
  assert.equal((await client(token)('GET', '/Users')).status, 200)
  const wrong = await client(`${token}x`)('GET', '/Users')
  assert.deepEqual([wrong.status, wrong.headers.get('www-authenticate')], [401, 'Bearer realm="Sedd"'])
  const bare = await site.app.request('http://localhost/scim/v2/Users')
  assert.deepEqual([bare.status, bare.headers.get('content-type')], [401, 'application/scim+json; charset=utf-8'])
  const [newest] = await bed.web.read(admin, scimTokens)
  await bed.web.write(admin, (tx) => revokeToken(tx, newest?.id ?? ''))
  assert.equal((await client(token)('GET', '/Users')).status, 401)
  const short = await tokenFor(admin, 1)
  await expire()
  assert.equal((await client(short)('GET', '/Users')).status, 401)
})

/** The server's own clock decides how long a token lasts; here it is the token that is moved. */
async function expire(): Promise<void> {
  const { Client: Pg } = await import('pg')
  const owner = new Pg(bed.owner)
  await owner.connect()
  await owner.query('set role sedd_access')
  await owner.query(`update access.scim_token set made_at = now() - interval '2 days', until_at = now() - interval '1 second'
    where id = (select id from access.scim_token order by made_at desc limit 1)`)
  await owner.end()
}

test('the bearer of a token reaches nothing but SCIM, and sees nobody', async () => {
  const token = await tokenFor(admin)
  const page = await site.app.request('http://localhost/register', { headers: { authorization: `Bearer ${token}` } })
  assert.equal(page.status, 303)
  const as = await site.app.request('http://localhost/', { headers: { cookie: `sedd_session=${token}` } })
  assert.equal(as.status, 303)
  const [row] = await bed.web.call(
    z.object({ token: z.string() }),
    sql`select token from access.open_scim_session(${token})`,
  )
  const context = { token: row?.token ?? '' }
  await bed.web.read(context, async (tx) => {
    assert.deepEqual(
      [tx.actor.role, tx.actor.reach, [...tx.actor.permissions]],
      ['provisioner', 'none', ['access.provision']],
    )
    assert.deepEqual(await tx.all(z.unknown(), sql`select 1 from person`), [])
    assert.deepEqual(await staff(tx), [])
  })
  const calls = [sql`select * from access.add_staff('x', 'Xx', null, null, 'hand')`, sql`select access.make_team('x')`]
  for (const call of calls)
    await assert.rejects(
      bed.web.write(context, (tx) => tx.all(z.unknown(), call)),
      { code: '42501' },
    )
})

test('a name gives the role an administrator has mapped it to and no other, never sight, and never a role that takes two', async () => {
  const id = await aUser({
    roles: [{ value: 'administrator' }, { value: 'kaa_coordinator' }, { value: 'sedd-coacher' }],
  })
  assert.deepEqual(await rolesOf(id), ['coach'])
  assert.equal((await member(id))?.memberships[0]?.seesProtected, false)
  await assert.rejects(
    bed.web.write(admin, (tx) => mapRole(tx, { name: 'Alla', role: 'kaa_coordinator' })),
    (error) => error instanceof Refused && error.fields[0]?.code === 'role_takes_two',
  )
  const rows = await bed.web.write(admin, async (tx) => {
    await tx.record('access.role_mapped', {})
    return tx.all(z.unknown(), sql`select access.map_scim_role('Alla', 'administrator')`)
  })
  assert.deepEqual(rows, [])
})

test('a mapping gives and takes the role at once', async () => {
  const id = await aUser({ roles: ['Handledare'] })
  assert.deepEqual(await rolesOf(id), [])
  await bed.web.write(admin, (tx) => mapRole(tx, { name: 'handledare', role: 'supervisor' }))
  assert.deepEqual(await rolesOf(id), ['supervisor'])
  const mapped = (await bed.web.read(admin, scimRoles)).find(({ role }) => role === 'supervisor')
  await bed.web.write(admin, (tx) => unmapRole(tx, mapped?.id ?? ''))
  assert.deepEqual(await rolesOf(id), [])
})

test('a role given by hand is not taken by a group, and one who comes back from outside waits for it', async () => {
  const [staffId] = await aColleague({ bed, domain: home }, 'mentor')
  const group = await aGroup('Sedd-Coacher', [staffId])
  assert.deepEqual(await rolesOf(staffId), ['coach', 'mentor'])
  await ask('PATCH', `/Groups/${group}`, patch({ op: 'replace', path: 'members', value: [] }))
  assert.deepEqual(await rolesOf(staffId), ['mentor'])
  await ask('PATCH', `/Users/${staffId}`, patch({ op: 'replace', path: 'active', value: false }))
  await ask('PATCH', `/Users/${staffId}`, patch({ op: 'replace', path: 'active', value: true }))
  assert.deepEqual(await rolesOf(staffId), [])
  const waiting = (await bed.web.read(admin, staffChanges)).filter((change) => change.staffId === staffId)
  assert.deepEqual(
    waiting.map(({ role, askedOneself, askedByName }) => [role, askedOneself, askedByName]),
    [['mentor', false, 'SCIM (Entra)']],
  )
})

test('the name of one who sees everybody is not changed from outside before a provider knows them', async () => {
  const [staffId] = await aColleague({ bed, domain: home }, 'kaa_coordinator')
  const said = await ask(
    'PATCH',
    `/Users/${staffId}`,
    patch({ op: 'replace', path: 'userName', value: 'mine@evil.se' }),
  )
  assert.deepEqual([said.status, said.body['scimType']], [400, 'mutability'])
})

test('one who is deactivated from outside is signed out with the next request', async () => {
  const coach = await signedIn(bed, home, { role: 'coach' })
  const { id } = (await bed.web.read(admin, staff)).find(({ accountId }) => accountId === coach.accountId) ?? {}
  await bed.web.read(coach, async (tx) => tx.actor)
  await ask('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'active', value: false }))
  await assert.rejects(
    bed.web.read(coach, async (tx) => tx.actor),
    SessionEnded,
  )
  assert.equal(await openDemoSession(bed.web, coach.accountId), null)
})

test('RFC 7644 section 4: what is supported is told', async () => {
  const config = await ask('GET', '/ServiceProviderConfig')
  assert.deepEqual(
    ['patch', 'bulk', 'filter', 'sort', 'etag'].map(
      (name) => z.object({ supported: z.boolean() }).parse(config.body[name]).supported,
    ),
    [true, false, true, false, true],
  )
  assert.equal((await ask('GET', '/ResourceTypes')).body['totalResults'], 2)
  assert.equal((await ask('GET', '/ResourceTypes/User')).body['endpoint'], '/Users')
  assert.equal((await ask('GET', '/Schemas')).body['totalResults'], 2)
  assert.equal((await ask('GET', `/Schemas/${USER}`)).body['name'], 'User')
  assert.equal((await ask('GET', '/Schemas/urn:none')).status, 404)
  const nowhere = await ask('GET', '/Me')
  assert.deepEqual([nowhere.status, nowhere.body['status']], [404, '404'])
})

test('names of attributes are the same in small and capital letters', async () => {
  const said = await ask('POST', '/Users', {
    USERNAME: 'Versal@eskilstuna.se',
    Name: { GivenName: 'Vera', FamilyName: 'Sal' },
    ACTIVE: true,
  })
  assert.deepEqual([said.status, said.body['displayName']], [201, 'Vera Sal'])
})

test('who asks with wrong tokens too often is told to wait', async () => {
  const other = await testBed()
  const app = siteOf(other).app
  let last = new Response()
  for (let tries = 0; tries < 61; tries += 1)
    last = await app.request('http://localhost/scim/v2/Users', {
      headers: { authorization: `Bearer ${'w'.repeat(40)}` },
    })
  assert.deepEqual([last.status, Number(last.headers.get('retry-after')) > 0], [429, true])
  await other.close()
})
