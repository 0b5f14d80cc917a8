import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { z } from 'zod'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aPerson } from '../../../test/build/people.ts'
import { shared } from '../../../test/build/share.ts'
import { lettingIn, sees } from '../../../test/build/sight.ts'
import type { Context, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { sql } from '../../kernel/sql.ts'
import { accept } from '../../sharing/received-actions.ts'
import type { StaffRole } from '../roles.ts'
import { openDemoSession } from '../store.ts'
import * as actions from './actions.ts'
import type { StaffMember } from './model.ts'
import { staff, staffChanges } from './store.ts'
import * as teamActions from './team-actions.ts'

type Signed = Context & { readonly accountId: string; readonly membershipId: string; readonly signInName: string }

let bed: TestBed
let home: TestDomain
let abroad: TestDomain
let admin: Signed
let second: Signed

before(async () => {
  bed = await testBed()
  home = await aDomain(bed, { name: 'Skolnämnden, Eskilstuna' })
  abroad = await aDomain(bed, { name: 'Socialnämnden, Eskilstuna', kind: 'social_board', keepsRegister: false })
  admin = await signedIn(bed, home, { role: 'administrator', displayName: 'Mikael Strand' })
  second = await signedIn(bed, home, { role: 'data_protection_officer', displayName: 'Eva Nordin' })
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

const invite = (who: Context, staffId: string) => by(who, (tx) => actions.inviteColleague(tx, staffId))
const sqlInvite = (who: Context, accountId: string) =>
  by(who, (tx) => tx.all(z.unknown(), sql`select access.invite(${accountId}, 72)`))
const staffOf = async ({ accountId }: Signed) =>
  (await all(admin)).find((each) => each.accountId === accountId)?.id ?? ''
const waitingFor = async (staffId: string) => (await waiting(second)).find((each) => each.staffId === staffId)
const youngPerson = async () => (await bed.jobs.write(home.machine, (tx) => aPerson(tx))).id

test('the first invitation of a new colleague is one person’s work, also with a team that is let in to nobody', async () => {
  const staffId = await add(admin)
  await grant(admin, staffId, 'coach')
  const membershipId = (await one(admin, staffId)).memberships[0]?.id ?? ''
  const teamId = await by(admin, (tx) => teamActions.makeTeam(tx, 'Nya teamet'))
  assert.equal(await by(admin, (tx) => teamActions.addTeamMember(tx, { teamId, membershipId })), 'in')
  assert.match((await invite(admin, staffId)) ?? '', /^[0-9a-f]+$/)
})

test('an invitation to an account that somebody has signed in by waits for a second person, and goes where it was to go', async () => {
  const coach = await signedIn(bed, home, { role: 'coach', displayName: 'Hanna Lund' })
  const staffId = await staffOf(coach)
  const { userName, displayName } = await one(admin, staffId)
  const person = { userName, displayName, phone: null }
  await by(admin, (tx) => actions.changeStaff(tx, { staffId, ...person, email: 'hanna@eskilstuna.se' }))
  assert.equal(await invite(admin, staffId), null)
  await assert.rejects(sqlInvite(admin, coach.accountId), { code: '42501' })
  await assert.rejects(invite(admin, staffId), refused('role_waits'))
  await by(admin, (tx) => actions.changeStaff(tx, { staffId, ...person, email: 'mine@eskilstuna.se' }))
  const change = await waitingFor(staffId)
  assert.deepEqual(
    [change?.kind, change?.email, change?.deciders],
    ['invitation', 'hanna@eskilstuna.se', ['Eva Nordin']],
  )
  await assert.rejects(
    by(admin, (tx) => actions.decideChange(tx, { id: change?.id ?? '', approved: true })),
    refused('asked_oneself'),
  )
  assert.match(
    (await by(second, (tx) => actions.decideChange(tx, { id: change?.id ?? '', approved: true }))) ?? '',
    /./,
  )
})

test('an invitation that one made opens an account for the first time, and is void when somebody has signed in otherwise', async () => {
  const staffId = await add(admin, 'Nina Berg')
  await grant(admin, staffId, 'coach')
  const token = await invite(admin, staffId)
  const invited = () => bed.signIn.call(z.unknown(), sql`select * from access.invited(${token})`)
  assert.equal((await invited()).length, 1)
  await linked(bed, (await one(admin, staffId)).userName)
  assert.equal((await invited()).length, 0)
  await assert.rejects(usedInvitation(bed, token ?? ''), { code: '28000' })
})

test('an invitation to an account that works with somebody waits, though nobody has signed in by it', async () => {
  for (const letIn of ['owner', 'assignment', 'team', 'visit'] as const) {
    const staffId = await add(admin)
    await grant(admin, staffId, 'coach')
    const { accountId, memberships } = await one(admin, staffId)
    const membershipId = memberships[0]?.id ?? ''
    const personId = await youngPerson()
    if (letIn === 'owner') await bed.jobs.write(home.machine, (tx) => ownedBy(tx, personId, accountId))
    else if (letIn === 'assignment') await lettingIn({ bed, domain: home }, { person: personId, membershipId })
    else {
      const teamId = await by(admin, (tx) => teamActions.makeTeam(tx, `Teamet ${letIn}`))
      await by(admin, (tx) => teamActions.addTeamMember(tx, { teamId, membershipId }))
      if (letIn === 'team') await lettingIn({ bed, domain: home }, { person: personId, teamId })
      else await aVisitFor({ teamId })
    }
    assert.equal(await invite(admin, staffId), null, letIn)
    await assert.rejects(sqlInvite(admin, accountId), { code: '42501' }, letIn)
  }
})

test('the user name of an account that is in use is not changed by one alone', async () => {
  const coach = await signedIn(bed, home, { role: 'coach' })
  const staffId = await staffOf(coach)
  const person = { displayName: 'X Y', email: null, phone: null, userName: 'mine2@eskilstuna.se' }
  await assert.rejects(
    by(admin, (tx) => actions.changeStaff(tx, { staffId, ...person })),
    refused('user_name_fixed'),
  )
  const call = sql`select * from access.change_staff(${staffId}, 'mine2@eskilstuna.se', 'X', null, null)`
  await assert.rejects(
    by(admin, (tx) => tx.all(z.unknown(), call)),
    { code: '42501' },
  )
})

/** A young person of another domain, shown to one team or colleague of the own. */
async function aVisitFor({ teamId, membershipId }: { teamId?: string; membershipId?: string }): Promise<void> {
  const giver = await signedIn(bed, abroad, { role: 'social_worker' })
  const leader = await signedIn(bed, home, { role: 'kaa_coordinator' })
  const youth = await bed.jobs.write(abroad.machine, (tx) => aPerson(tx))
  await bed.jobs.write(abroad.machine, (tx) => ownedBy(tx, youth.id, giver.accountId))
  const shareId = await shared(bed, giver, { personId: youth.id, toDomainId: home.id })
  await by(leader, (tx) =>
    accept(tx, shareId, { memberships: membershipId ? [membershipId] : [], teams: teamId ? [teamId] : [] }),
  )
}

test('who joins a team that is let in to somebody waits for a second person, and reads nothing until then', async () => {
  const coach = await signedIn(bed, home, { role: 'coach', displayName: 'Jonas Ek' })
  const { membershipId } = coach
  for (const letIn of ['assignment', 'visit'] as const) {
    const person = await bed.jobs.write(home.machine, (tx) => aPerson(tx))
    const teamId = await by(admin, (tx) => teamActions.makeTeam(tx, `Uppsökarna ${letIn}`))
    if (letIn === 'assignment') await lettingIn({ bed, domain: home }, { person: person.id, teamId })
    else await aVisitFor({ teamId })
    const join = () => by(admin, (tx) => teamActions.addTeamMember(tx, { teamId, membershipId }))
    assert.equal(await join(), 'waiting')
    await assert.rejects(join(), refused('role_waits'))
    const inTeam = async () =>
      (await one(admin, await staffOf(coach))).memberships[0]?.teams.some(({ id }) => id === teamId)
    assert.equal(await inTeam(), false)
    if (letIn === 'assignment') assert.equal(await sees(bed, coach, person), false)
    const change = (await waiting(second)).find((each) => each.teamId === teamId)
    const id = change?.id ?? ''
    assert.deepEqual([change?.kind, change?.teamName], ['team', `Uppsökarna ${letIn}`])
    await assert.rejects(
      by(admin, (tx) => tx.all(z.unknown(), sql`select * from access.decide_staff_change(${id}, true)`)),
      { code: '42501' },
    )
    await by(second, (tx) => actions.decideChange(tx, { id, approved: true }))
    assert.equal(await inTeam(), true)
    if (letIn === 'assignment') assert.equal(await sees(bed, coach, person), true)
  }
})

test('a place in a team that was asked for goes when the team ends', async () => {
  const coach = await signedIn(bed, home, { role: 'coach' })
  const teamId = await by(admin, (tx) => teamActions.makeTeam(tx, 'Kortlivat'))
  await lettingIn({ bed, domain: home }, { person: await youngPerson(), teamId })
  await by(admin, (tx) => teamActions.addTeamMember(tx, { teamId, membershipId: coach.membershipId }))
  await by(admin, (tx) => teamActions.endTeam(tx, teamId))
  assert.equal(
    (await waiting(second)).some((each) => each.teamId === teamId),
    false,
  )
})

/** Signs in for the first time by the name that a provider gives. */
async function linked(at: TestBed, userName: string): Promise<void> {
  const [opened] = await at.signIn.call(
    z.object({ secret: z.string() }),
    sql`select secret from access.open_attempt('oidc', 'sign_in', null, null, 'b', '{}')`,
  )
  await at.signIn.call(z.unknown(), sql`select access.take_attempt('oidc', ${opened?.secret}, 'b')`)
  const call = sql`
    select access.sign_in_with_oidc(${opened?.secret}, 'https://login.eskilstuna.se', ${userName}, 2, now(), ${userName}, null, null)`
  await at.signIn.call(z.unknown(), call)
}

/** What the page of an invitation does with it in the end. */
async function usedInvitation(at: TestBed, token: string): Promise<void> {
  const owner = new Client(at.owner)
  await owner.connect()
  await owner.query('set role sedd_access')
  await owner
    .query('select access.use_invitation(i.id) from access.invitation i where i.token_sha = access.sha($1)', [token])
    .finally(() => owner.end())
}

test('with a role ends what it was let in to, and a return or another role does not open it again', async () => {
  for (const how of ['account', 'role', 'replaced'] as const) {
    const coach = await signedIn(bed, home, { role: 'coach' })
    const staffId = await staffOf(coach)
    const of = { staffId, membershipId: coach.membershipId }
    const [assigned, byTeam] = await bed.jobs.write(home.machine, async (tx) => [await aPerson(tx), await aPerson(tx)])
    await lettingIn({ bed, domain: home }, { person: assigned.id, membershipId: coach.membershipId })
    const teamId = await by(admin, (tx) => teamActions.makeTeam(tx, `Lag ${how}`))
    await by(admin, (tx) => teamActions.addTeamMember(tx, { teamId, membershipId: coach.membershipId }))
    await lettingIn({ bed, domain: home }, { person: byTeam.id, teamId })
    await aVisitFor({ membershipId: coach.membershipId })
    assert.equal(await sees(bed, coach, assigned), true)
    if (how === 'account') {
      await by(admin, (tx) => actions.deactivate(tx, staffId))
      await by(admin, (tx) => actions.reactivate(tx, staffId))
    } else if (how === 'role') {
      await by(admin, (tx) => actions.endRole(tx, of))
      await grant(admin, staffId, 'coach')
    } else await grant(admin, staffId, 'mentor', { replaces: coach.membershipId })
    const [now] = (await one(admin, staffId)).memberships
    const token = (await openDemoSession(bed.web, now?.id ?? '')) ?? ''
    assert.equal(await sees(bed, { token }, assigned), false, how)
    // A team goes with a role that takes another's place.
    assert.equal(await sees(bed, { token }, byTeam), how === 'replaced')
    assert.deepEqual(await stillOpen(coach.membershipId), [], how)
  }
})

/** What is open of a membership that has ended. */
async function stillOpen(membershipId: string): Promise<string[]> {
  const owner = new Client(bed.owner)
  await owner.connect()
  await owner.query('set role sedd_access')
  const { rows } = await owner.query<{ what: string }>(
    `select 'assignment' as what from access.assignment where membership_id = $1 and ended_at is null
      union all select 'visitor' from access.share_visitor where membership_id = $1 and ended_at is null
      union all select 'team' from access.team_member where membership_id = $1 and ended_at is null`,
    [membershipId],
  )
  await owner.end()
  return rows.map(({ what }) => what)
}

test('one who comes back to cases that are still theirs waits for a second person', async () => {
  const coach = await signedIn(bed, home, { role: 'coach' })
  const staffId = await staffOf(coach)
  const youth = await bed.jobs.write(home.machine, (tx) => aPerson(tx))
  await bed.jobs.write(home.machine, (tx) => ownedBy(tx, youth.id, coach.accountId))
  await by(admin, (tx) => actions.deactivate(tx, staffId))
  assert.equal(await by(admin, (tx) => actions.reactivate(tx, staffId)), 1)
  assert.deepEqual((await one(admin, staffId)).memberships, [])
  const change = await waitingFor(staffId)
  await by(second, (tx) => actions.decideChange(tx, { id: change?.id ?? '', approved: true }))
  assert.deepEqual(
    (await one(admin, staffId)).memberships.map(({ role }) => role),
    ['coach'],
  )
})
