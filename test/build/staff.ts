import { randomUUID } from 'node:crypto'
import { addStaff, grantRole } from '../../src/access/accounts/actions.ts'
import { staffById, staffChanges } from '../../src/access/accounts/store.ts'
import { addTeamMember, makeTeam } from '../../src/access/accounts/team-actions.ts'
import type { StaffRole } from '../../src/access/roles.ts'
import { makeToken, mapRole } from '../../src/access/scim/actions.ts'
import { scimRoles, scimTokens } from '../../src/access/scim/store.ts'
import type { Context } from '../../src/kernel/database.ts'
import { signedIn, type TestBed, type TestDomain } from './domain.ts'

type At = { readonly bed: TestBed; readonly domain: TestDomain }

/** A colleague in a role, added by the machine: who it is to the domain, and the role. */
export async function aColleague({ bed, domain }: At, role: StaffRole = 'coach'): Promise<[string, string]> {
  const email = `${randomUUID().slice(0, 8)}@eskilstuna.se`
  return bed.jobs.write(domain.machine, async (tx) => {
    const staffId = await addStaff(tx, { userName: email, displayName: 'Jonas Ek', email, phone: null })
    await grantRole(tx, { staffId, role, title: null, seesProtected: false, replaces: null })
    const { memberships } = await staffById(tx, staffId)
    return [staffId, memberships[0]?.id ?? '']
  })
}

/** Something that an administrator, who has since gone home, has asked a second person to agree to. */
export async function aChange(at: At): Promise<[string]> {
  const asking: Context = await signedIn(at.bed, at.domain, { role: 'administrator' })
  const [staffId] = await aColleague(at)
  const of = { staffId, role: 'team_lead', title: null, seesProtected: false, replaces: null } as const
  return at.bed.web.write(asking, async (tx) => {
    await grantRole(tx, of)
    return [(await staffChanges(tx)).find((change) => change.staffId === staffId)?.id ?? '']
  })
}

/** A team with one colleague in it. */
export async function aTeam(at: At): Promise<[string, string]> {
  const [, membershipId] = await aColleague(at)
  return at.bed.jobs.write(at.domain.machine, async (tx) => {
    const teamId = await makeTeam(tx, `Team ${randomUUID()}`)
    await addTeamMember(tx, { teamId, membershipId })
    return [teamId, membershipId]
  })
}

export function aScimToken({ bed }: At, administrator: Context): Promise<[string]> {
  return bed.web.write(administrator, async (tx) => {
    await makeToken(tx, { name: 'Entra', days: 30 })
    return [(await scimTokens(tx))[0]?.id ?? '']
  })
}

export function aScimRole({ bed }: At, administrator: Context): Promise<[string]> {
  const name = `Grupp ${randomUUID()}`
  return bed.web.write(administrator, async (tx) => {
    await mapRole(tx, { name, role: 'coach' })
    return [(await scimRoles(tx)).find((mapped) => mapped.name === name)?.id ?? '']
  })
}
