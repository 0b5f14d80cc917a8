import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { type Context, SessionEnded, StrongerSignInNeeded, type Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { sql } from '../../kernel/sql.ts'
import { addOrganisation, addUnit } from '../../organisations/actions.ts'
import { ROLES, type RoleCode, STAFF_ROLES, type StaffRole } from '../roles.ts'
import { addMembership, colleagues } from '../store.ts'
import * as actions from './actions.ts'
import type { StaffMember } from './model.ts'
import { takesTwo } from './rules.ts'
import { directory, ownContact, placeableUnits, staff, staffChanges, teams } from './store.ts'
import * as teamActions from './team-actions.ts'

type Signed = Context & { readonly accountId: string; readonly membershipId: string; readonly signInName: string }

let bed: TestBed
let home: TestDomain
let abroad: TestDomain
let admin: Signed
let second: Signed
let stranger: Signed

before(async () => {
  bed = await testBed()
  home = await aDomain(bed, { name: 'Skolnämnden, Eskilstuna' })
  abroad = await aDomain(bed, { name: 'Socialnämnden, Eskilstuna', kind: 'social_board', keepsRegister: false })
  admin = await signedIn(bed, home, { role: 'administrator', displayName: 'Mikael Strand' })
  second = await signedIn(bed, home, { role: 'data_protection_officer', displayName: 'Eva Nordin' })
  stranger = await signedIn(bed, abroad, { role: 'administrator', displayName: 'Olle Ek' })
})
after(() => bed.close())

const by = <T>(who: Context, work: (tx: Write) => Promise<T>) => bed.web.write(who, work)
const all = (who: Context) => bed.web.read(who, staff)
const waiting = (who: Context) => bed.web.read(who, staffChanges)

async function one(who: Context, id: string): Promise<StaffMember> {
  const found = (await all(who)).find((each) => each.id === id)
  assert.ok(found)
  return found
}

let made = 0
function add(who: Context, name = 'Jonas Ek'): Promise<string> {
  made += 1
  const email = `person${made}@eskilstuna.se`
  return by(who, (tx) => actions.addStaff(tx, { userName: email, displayName: name, email, phone: null }))
}

const grant = (who: Context, staffId: string, role: StaffRole, more: Partial<actions.Granting> = {}) =>
  by(who, (tx) => actions.grantRole(tx, { staffId, role, title: null, seesProtected: false, replaces: null, ...more }))

const refused = (code: string) => (error: unknown) => {
  assert.ok(error instanceof Refused, String(error))
  assert.equal(error.code, code)
  return true
}

test('a colleague is added, gets a role, and stands in the list with title, unit and team', async () => {
  const unitId = await bed.jobs.write(home.machine, async (tx) => {
    const organisationId = await addOrganisation(tx, { name: 'Kommunen', kind: 'municipality', number: null })
    return addUnit(tx, { organisationId, name: 'Rekarnegymnasiet', schoolUnitCode: '12345678' })
  })
  const staffId = await add(admin, 'Jonas Ek')
  assert.equal(await grant(admin, staffId, 'coach', { title: 'Ungdomscoach' }), 'given')
  const [membership] = (await one(admin, staffId)).memberships
  const membershipId = membership?.id ?? ''
  await by(admin, (tx) => actions.placeAt(tx, { staffId, membershipId, units: [unitId] }))
  const teamId = await by(admin, (tx) => teamActions.makeTeam(tx, 'Närvaroteamet'))
  await by(admin, (tx) => teamActions.addTeamMember(tx, { teamId, membershipId }))
  const [shown] = (await one(admin, staffId)).memberships
  assert.deepEqual(
    [shown?.role, shown?.title, shown?.seesProtected, shown?.units[0]?.name, shown?.teams[0]?.name],
    ['coach', 'Ungdomscoach', false, 'Rekarnegymnasiet', 'Närvaroteamet'],
  )
  assert.deepEqual(
    (await bed.web.read(admin, teams)).map(({ name, members }) => [name, members]),
    [['Närvaroteamet', 1]],
  )
  assert.equal((await bed.web.read(admin, placeableUnits)).length, 1)
  await by(admin, (tx) => actions.placeAt(tx, { staffId, membershipId, units: [] }))
  await by(admin, (tx) => teamActions.endTeamMember(tx, { teamId, membershipId }))
  const [bare] = (await one(admin, staffId)).memberships
  assert.deepEqual([bare?.units, bare?.teams], [[], []])
})

test('a new role in place of another takes units and teams along, and the old one is gone', async () => {
  const staffId = await add(admin)
  await grant(admin, staffId, 'coach')
  const [old] = (await one(admin, staffId)).memberships
  const teamId = await by(admin, (tx) => teamActions.makeTeam(tx, 'Coacherna'))
  await by(admin, (tx) => teamActions.addTeamMember(tx, { teamId, membershipId: old?.id ?? '' }))
  await grant(admin, staffId, 'mentor', { replaces: old?.id ?? null })
  const { memberships } = await one(admin, staffId)
  assert.deepEqual(
    memberships.map(({ role, teams: own }) => [role, own.map(({ name }) => name)]),
    [['mentor', ['Coacherna']]],
  )
})

test('which roles take two is the same in the program and in the database', async () => {
  for (const role of STAFF_ROLES) {
    const staffId = await add(admin)
    assert.equal(await grant(admin, staffId, role), takesTwo(role, false) ? 'waiting' : 'given', role)
  }
  const two = (Object.keys(ROLES) as RoleCode[]).filter((role) => takesTwo(role, false))
  assert.deepEqual(two, ['kaa_coordinator', 'team_lead', 'administrator', 'data_protection_officer', 'machine'])
})

test('a role that reaches everybody waits for a second person, who is neither the one who asked nor the one it is about', async () => {
  const staffId = await add(admin, 'Amina Warsame')
  assert.equal(await grant(admin, staffId, 'kaa_coordinator'), 'waiting')
  assert.deepEqual((await one(admin, staffId)).memberships, [])
  const change = (await waiting(second)).find((each) => each.staffId === staffId)
  assert.deepEqual(
    [change?.role, change?.askedByName, change?.deciders],
    ['kaa_coordinator', 'Mikael Strand', ['Eva Nordin']],
  )
  const id = change?.id ?? ''
  await assert.rejects(
    by(admin, (tx) => actions.decideChange(tx, { id, approved: true })),
    refused('asked_oneself'),
  )
  await by(second, (tx) => actions.decideChange(tx, { id, approved: true }))
  assert.deepEqual(
    (await one(admin, staffId)).memberships.map(({ role }) => role),
    ['kaa_coordinator'],
  )
  await assert.rejects(
    by(second, (tx) => actions.decideChange(tx, { id, approved: true })),
    refused('change'),
  )
})

test('sight of protected persons waits for a second person, is refused or agreed to, and is taken away at once', async () => {
  const staffId = await add(admin)
  await grant(admin, staffId, 'coach')
  const membershipId = (await one(admin, staffId)).memberships[0]?.id ?? ''
  const sees = async () => (await one(admin, staffId)).memberships[0]?.seesProtected
  const ask = () => by(admin, (tx) => actions.askForSight(tx, { staffId, membershipId }))
  const decide = async (approved: boolean) => {
    const id = (await waiting(second)).find((each) => each.staffId === staffId)?.id ?? ''
    await by(second, (tx) => actions.decideChange(tx, { id, approved }))
  }
  await ask()
  assert.equal(await sees(), false)
  await assert.rejects(ask(), refused('role_waits'))
  await decide(false)
  assert.equal(await sees(), false)
  await ask()
  await decide(true)
  assert.equal(await sees(), true)
  await by(admin, (tx) => actions.lowerSight(tx, { staffId, membershipId }))
  assert.equal(await sees(), false)
})

test('what waits is agreed to within fourteen days, and not a second later', async () => {
  const staffId = await add(admin)
  await grant(admin, staffId, 'team_lead')
  const id = (await waiting(second)).find((each) => each.staffId === staffId)?.id ?? ''
  bed.setNow('2026-10-29T10:00:01Z')
  await assert.rejects(
    by(second, (tx) => actions.decideChange(tx, { id, approved: true })),
    refused('change_over'),
  )
  bed.setNow('2026-10-29T10:00:00Z')
  await by(second, (tx) => actions.decideChange(tx, { id, approved: true }))
  bed.setNow('2026-10-15T10:00:00Z')
})

test('where only one may decide it is said, and what waits goes on waiting', async () => {
  const lonely = await aDomain(bed)
  const only = await signedIn(bed, lonely, { role: 'administrator' })
  const staffId = await add(only)
  await grant(only, staffId, 'administrator')
  const [change] = await waiting(only)
  assert.deepEqual([change?.deciders, change?.askedOneself], [[], true])
})

test('nobody changes what they themselves may do', async () => {
  const own = (await all(admin)).find(({ accountId }) => accountId === admin.accountId)
  const staffId = own?.id ?? ''
  const membershipId = own?.memberships[0]?.id ?? ''
  const of = { staffId, membershipId }
  for (const act of [
    (tx: Write) => actions.grantRole(tx, { staffId, role: 'coach', title: null, seesProtected: false, replaces: null }),
    (tx: Write) => actions.askForSight(tx, of),
    (tx: Write) => actions.endRole(tx, of),
    (tx: Write) => actions.placeAt(tx, { ...of, units: [] }),
    (tx: Write) => actions.deactivate(tx, staffId),
  ])
    await assert.rejects(by<unknown>(admin, act), refused('own_account'))
})

test('another domain’s staff is not there: neither seen nor touched', async () => {
  const staffId = await add(stranger, 'Samira Haddad')
  await grant(stranger, staffId, 'social_worker')
  const membershipId = (await one(stranger, staffId)).memberships[0]?.id ?? ''
  assert.equal(
    (await all(admin)).some(({ id }) => id === staffId),
    false,
  )
  const person = { userName: 'x', displayName: 'Xx', email: null, phone: null }
  for (const act of [
    (tx: Write) => actions.changeStaff(tx, { staffId, ...person }),
    (tx: Write) => actions.grantRole(tx, { staffId, role: 'coach', title: null, seesProtected: false, replaces: null }),
    (tx: Write) => actions.endRole(tx, { staffId, membershipId }),
    (tx: Write) => actions.deactivate(tx, staffId),
  ])
    await assert.rejects(by<unknown>(admin, act), refused('row'))
  const teamId = await by(admin, (tx) => teamActions.makeTeam(tx, 'Vårt'))
  await assert.rejects(
    by(admin, (tx) => teamActions.addTeamMember(tx, { teamId, membershipId })),
    refused('row'),
  )
})

test('one who works in two domains is in each only what that domain says', async () => {
  const shared = await signedIn(bed, home, { role: 'coach', displayName: 'Leyla Demir' })
  await bed.jobs.write(abroad.machine, async (tx) => {
    await tx.record('access.membership_added', { object: shared.accountId })
    return addMembership(tx, { accountId: shared.accountId, role: 'partner', title: 'Samverkan', seesProtected: false })
  })
  const find = async (who: Context) => (await all(who)).find(({ accountId }) => accountId === shared.accountId)
  const [here, there] = [await find(admin), await find(stranger)]
  assert.deepEqual(
    [here?.memberships.map(({ role }) => role), there?.memberships.map(({ role }) => role)],
    [['coach'], ['partner']],
  )
  assert.notEqual(here?.id, there?.id)
  const person = {
    userName: there?.userName ?? '',
    displayName: 'L. Demir',
    email: 'leyla@social.se',
    phone: '016-710 10 00',
  }
  await by(stranger, (tx) => actions.changeStaff(tx, { staffId: there?.id ?? '', ...person }))
  assert.equal((await find(admin))?.displayName, 'Leyla Demir')
  const names = await bed.web.read(admin, colleagues)
  assert.equal(names.find(({ accountId }) => accountId === shared.accountId)?.displayName, 'Leyla Demir')
  await by(stranger, (tx) => actions.deactivate(tx, there?.id ?? ''))
  assert.equal((await bed.web.read(shared, async (tx) => tx.actor)).role, 'coach')
})

test('an ended role, and one who leaves, are gone at the next request', async () => {
  const coach = await signedIn(bed, home, { role: 'coach' })
  const member = (await all(admin)).find(({ accountId }) => accountId === coach.accountId)
  const staffId = member?.id ?? ''
  await bed.web.read(coach, async (tx) => tx.actor)
  await by(admin, (tx) => actions.deactivate(tx, staffId))
  await assert.rejects(
    bed.web.read(coach, async (tx) => tx.actor),
    SessionEnded,
  )
  assert.equal(await by(admin, (tx) => actions.reactivate(tx, staffId)), 0)
  assert.deepEqual(
    (await one(admin, staffId)).memberships.map(({ role }) => role),
    ['coach'],
  )
  // Coming back opens the role, not the session of before.
  await assert.rejects(
    bed.web.read(coach, async (tx) => tx.actor),
    SessionEnded,
  )
})

test('who comes back waits for the roles that take two', async () => {
  const staffId = await add(admin)
  await grant(admin, staffId, 'team_lead')
  const [change] = (await waiting(second)).filter((each) => each.staffId === staffId)
  await by(second, (tx) => actions.decideChange(tx, { id: change?.id ?? '', approved: true }))
  await grant(admin, staffId, 'coach')
  await by(admin, (tx) => actions.deactivate(tx, staffId))
  assert.equal(await by(admin, (tx) => actions.reactivate(tx, staffId)), 1)
  assert.deepEqual(
    (await one(admin, staffId)).memberships.map(({ role }) => role),
    ['coach'],
  )
})

test('nobody but an administrator reaches the functions, whatever SQL they send', async () => {
  const coach = await signedIn(bed, home, { role: 'kaa_coordinator' })
  const [target] = await all(admin)
  for (const call of [
    sql`select * from access.add_staff('x', 'Xx', null, null, 'hand')`,
    sql`select * from access.grant_membership(${target?.id}, 'coach', null, false, null)`,
    sql`select * from access.deactivate_staff(${target?.id})`,
    sql`select * from access.make_team('x')`,
    sql`select access.rename_domain('Vår nämnd')`,
    sql`select access.apply_provisioning(${target?.id})`,
    sql`select access.open_membership(${coach.accountId}, 'administrator', null, true, 'hand', null)`,
    sql`select * from access.save_scim_user(null, '{}')`,
  ])
    await assert.rejects(
      by(coach, (tx) => tx.all(z.unknown(), call)),
      { code: '42501' },
    )
  assert.deepEqual(await all(coach), [])
})

test('the user name that one domain gives is what an identity provider links by, and a name that two give links nobody', async () => {
  const staffId = await add(admin, 'Karin Öberg')
  await grant(admin, staffId, 'counsellor')
  const { userName, accountId } = await one(admin, staffId)
  const linked = async (subject: string, domains: readonly string[] | null) => {
    const [opened] = await bed.signIn.call(
      z.object({ secret: z.string() }),
      sql`select secret from access.open_attempt('oidc', 'sign_in', null, null, 'b', '{}')`,
    )
    await bed.signIn.call(z.unknown(), sql`select access.take_attempt('oidc', ${opened?.secret}, 'b')`)
    const [session] = await bed.signIn.call(
      z.object({ token: z.string().nullable() }),
      sql`
      select access.sign_in_with_oidc(${opened?.secret}, 'https://login.eskilstuna.se', ${subject}, 1, null,
        ${userName.toUpperCase()}, ${domains && [...domains]}, null) as token`,
    )
    return session?.token ?? null
  }
  const same = { userName, displayName: 'Någon Annan', email: null, phone: null }
  const other = await by(stranger, (tx) => actions.addStaff(tx, same))
  await grant(stranger, other, 'partner')
  assert.equal(await linked('k1', null), null)
  const token = await linked('k1', [home.code])
  assert.equal((await bed.web.read({ token: token ?? '' }, async (tx) => tx.actor)).accountId, accountId)
  // Known by now: no other subject of the same provider becomes them.
  assert.equal(await linked('k2', [home.code]), null)
})

test('the user name of one who sees everybody is not changed by one alone', async () => {
  const staffId = await add(admin)
  await grant(admin, staffId, 'team_lead')
  const [change] = (await waiting(second)).filter((each) => each.staffId === staffId)
  await by(second, (tx) => actions.decideChange(tx, { id: change?.id ?? '', approved: true }))
  const { displayName, email, phone } = await one(admin, staffId)
  const person = { displayName, email, phone, userName: 'mine@eskilstuna.se' }
  await assert.rejects(
    by(admin, (tx) => actions.changeStaff(tx, { staffId, ...person })),
    refused('user_name_fixed'),
  )
  const call = sql`select * from access.change_staff(${staffId}, 'mine@eskilstuna.se', 'X', null, null)`
  await assert.rejects(
    by(admin, (tx) => tx.all(z.unknown(), call)),
    { code: '42501' },
  )
  const { accountId } = await one(admin, staffId)
  await assert.rejects(
    by(admin, (tx) => tx.all(z.unknown(), sql`select access.invite(${accountId}, 72)`)),
    {
      code: '42501',
    },
  )
})

test('an administrator whose sign-in is no longer fresh changes nothing, whatever SQL they send', async () => {
  const stale = await signedIn(bed, home, { role: 'administrator' })
  const owner = new Client(bed.owner)
  await owner.connect()
  await owner.query('set role sedd_access')
  await owner.query(`update access.session set strong_at = now() - interval '6 minutes' where account_id = $1`, [
    stale.accountId,
  ])
  await owner.end()
  const staffId = await add(admin)
  await assert.rejects(grant(stale, staffId, 'coach'), StrongerSignInNeeded)
  const call = sql`select * from access.grant_membership(${staffId}, 'coach', null, false, null)`
  await assert.rejects(
    by(stale, (tx) => tx.all(z.unknown(), call)),
    { code: '42501' },
  )
})

test('the directory shows colleagues, and of others only those who lead the work in the county', async () => {
  const staffId = await add(admin, 'Karin Öberg')
  await grant(admin, staffId, 'counsellor', { title: 'Studie- och yrkesvägledare' })
  await signedIn(bed, abroad, { role: 'project_leader', displayName: 'Emil Forsberg' })
  await signedIn(bed, abroad, { role: 'social_worker', displayName: 'Samira Haddad' })
  const coach = await signedIn(bed, home, { role: 'coach' })
  const list = await bed.web.read(coach, directory)
  const names = list.map(({ displayName }) => displayName)
  assert.ok(names.includes('Karin Öberg') && names.includes('Emil Forsberg'))
  assert.equal(names.includes('Samira Haddad'), false)
  const leader = list.find(({ displayName }) => displayName === 'Emil Forsberg')
  assert.deepEqual([leader?.own, leader?.domainName], [false, 'Socialnämnden, Eskilstuna'])
})

test('everybody says themselves how they are reached', async () => {
  const coach = await signedIn(bed, home, { role: 'coach', displayName: 'David Haile' })
  await by(coach, (tx) => actions.setOwnContact(tx, { email: 'david@eskilstuna.se', phone: '016-710 20 00' }))
  assert.deepEqual((await bed.web.read(coach, ownContact)).phone, '016-710 20 00')
  await assert.rejects(
    by(coach, (tx) => actions.setOwnContact(tx, { email: 'david', phone: null })),
    refused('contact'),
  )
  const list = await bed.web.read(admin, directory)
  assert.equal(list.find(({ displayName }) => displayName === 'David Haile')?.email, 'david@eskilstuna.se')
})
