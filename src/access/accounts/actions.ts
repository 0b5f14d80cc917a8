import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { StaffRole } from '../roles.ts'
import { invite } from '../sign-in/actions.ts'
import type { Membership, StaffChange, StaffMember } from './model.ts'
import {
  contactProblems,
  DAYS_TO_DECIDE,
  INVITATION_HOURS,
  LONGEST_TITLE,
  type Person,
  personProblems,
  whyNotDecide,
} from './rules.ts'
import * as store from './store.ts'

const refusal = (code: string, field = '') => new Refused('conflict', code, [{ field, code }])

/** One of the own domain's staff, and not oneself: nobody changes what they themselves may do. */
async function another(tx: Read, staffId: string): Promise<StaffMember> {
  const member = await store.staffById(tx, staffId)
  if (member.accountId === tx.actor.accountId) throw refusal('own_account')
  return member
}

function membershipOf(member: StaffMember, id: string): Membership {
  const found = member.memberships.find((each) => each.id === id)
  if (!found) throw new Refused('not_found', 'membership')
  return found
}

/** A new colleague, as yet without a role. */
export async function addStaff(tx: Write, person: Person & { source?: 'hand' | 'file' }): Promise<string> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  const problems = personProblems(person)
  if (problems.length > 0) throw new Refused('invalid', 'staff', problems)
  const source = person.source ?? 'hand'
  const id = await store.insertStaff(tx, { ...person, source })
  if (id === null) throw refusal('user_name_taken', 'userName')
  await tx.record('access.staff_added', { object: id, detail: { source } })
  return id
}

export async function changeStaff(tx: Write, change: Person & { staffId: string }): Promise<void> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  const { staffId, ...person } = change
  const known = await another(tx, staffId)
  const problems = personProblems(person)
  if (problems.length > 0) throw new Refused('invalid', 'staff', problems)
  const same = ({ id, userName }: StaffMember) =>
    id !== staffId && userName.toLowerCase() === person.userName.toLowerCase()
  if ((await store.staff(tx)).some(same)) throw refusal('user_name_taken', 'userName')
  const isRenamed = known.userName.toLowerCase() !== person.userName.toLowerCase()
  if (isRenamed && known.takesTwo && tx.actor.role !== 'machine') throw refusal('user_name_fixed', 'userName')
  await store.updateStaff(tx, staffId, person)
  await tx.record('access.staff_changed', { object: staffId })
}

export type Granting = {
  readonly staffId: string
  readonly role: StaffRole
  readonly title: string | null
  readonly seesProtected: boolean
  /** A role that this one takes the place of: its units and teams come along. */
  readonly replaces: string | null
}

/** As long as the form lets one write. */
function requireTitle(title: string | null): void {
  if (title !== null && title.length > LONGEST_TITLE)
    throw new Refused('invalid', 'title', [{ field: 'title', code: 'title_long' }])
}

/** Gives a role, or asks a second person to agree to it: the database decides which (`takesTwo`). */
export async function grantRole(tx: Write, given: Granting): Promise<'given' | 'waiting'> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  const member = await another(tx, given.staffId)
  requireTitle(given.title)
  if (member.leftAt !== null) throw refusal('has_left')
  if (given.replaces !== null) membershipOf(member, given.replaces)
  const held = member.memberships.find(({ role }) => role === given.role)
  if (held) throw refusal('role_held', 'role')
  if (await waits(tx, { ...given, kind: 'role' })) throw refusal('role_waits', 'role')
  const { membershipId, changeId } = await store.grantMembership(tx, given)
  const { role, seesProtected, replaces, staffId } = given
  await tx.record(changeId ? 'access.role_asked_for' : 'access.role_given', {
    object: changeId ?? membershipId ?? undefined,
    detail: { staff: staffId, role, seesProtected, replaces },
  })
  return changeId ? 'waiting' : 'given'
}

type Waiting = Pick<StaffChange, 'staffId' | 'role' | 'kind'>
const waits = async (tx: Read, wanted: Waiting) =>
  (await store.staffChanges(tx)).some(
    ({ staffId, role, kind }) => staffId === wanted.staffId && role === wanted.role && kind === wanted.kind,
  )

type OfMember = { readonly staffId: string; readonly membershipId: string }

export async function changeTitle(tx: Write, change: OfMember & { title: string | null }): Promise<void> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  membershipOf(await another(tx, change.staffId), change.membershipId)
  requireTitle(change.title)
  await store.titleMembership(tx, change.membershipId, change.title)
  await tx.record('access.title_changed', { object: change.membershipId })
}

/** Asks a second person to agree that somebody sees those with protected identity. */
export async function askForSight(tx: Write, { staffId, membershipId }: OfMember): Promise<void> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  const { role, seesProtected } = membershipOf(await another(tx, staffId), membershipId)
  if (seesProtected) throw refusal('sees_already')
  if (await waits(tx, { staffId, role, kind: 'sight' })) throw refusal('role_waits')
  const id = await store.askForSight(tx, membershipId)
  await tx.record('access.sight_asked_for', { object: id, detail: { membership: membershipId } })
}

export async function lowerSight(tx: Write, { staffId, membershipId }: OfMember): Promise<void> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  membershipOf(await another(tx, staffId), membershipId)
  await store.lowerSight(tx, membershipId)
  await tx.record('access.sight_taken', { object: membershipId })
}

/** From the next request the role is gone, and with it what it let one see. */
export async function endRole(tx: Write, { staffId, membershipId }: OfMember): Promise<void> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  const { role } = membershipOf(await another(tx, staffId), membershipId)
  await store.endMembership(tx, membershipId)
  await tx.record('access.role_ended', { object: membershipId, detail: { role, staff: staffId } })
}

/** The units where somebody works in this role: these and no others. */
export async function placeAt(tx: Write, placed: OfMember & { units: readonly string[] }): Promise<void> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  membershipOf(await another(tx, placed.staffId), placed.membershipId)
  await store.placeMembership(tx, placed.membershipId, placed.units)
  await tx.record('access.placed', { object: placed.membershipId, detail: { units: placed.units } })
}

/** Ends every role at once, and every session with the next request. */
export async function deactivate(tx: Write, staffId: string): Promise<void> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  const { leftAt } = await another(tx, staffId)
  if (leftAt !== null) throw refusal('has_left')
  await store.deactivateStaff(tx, staffId)
  await tx.record('access.staff_deactivated', { object: staffId })
}

/** Ends every session and leaves the account: a device was lost, or somebody else may sit at one. */
export async function endSessionsOf(tx: Write, staffId: string): Promise<void> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  const { leftAt } = await another(tx, staffId)
  if (leftAt !== null) throw refusal('has_left')
  await store.endStaffSessions(tx, staffId)
  await tx.record('access.staff_sessions_ended', { object: staffId })
}

/** Opens again the roles that were open until the end; those that take two wait. Answers how many wait. */
export async function reactivate(tx: Write, staffId: string): Promise<number> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  const { leftAt } = await another(tx, staffId)
  if (leftAt === null) throw refusal('has_not_left')
  const waiting = await store.reactivateStaff(tx, staffId)
  await tx.record('access.staff_reactivated', { object: staffId, detail: { waiting } })
  return waiting
}

/**
 * A way in for a colleague: the token of an invitation, to be handed over once. For an account that is in use, that works with somebody
 * or has a role that takes two it is asked for, and null: who has a way in to an account can do what the account can.
 */
export async function inviteColleague(tx: Write, staffId: string): Promise<string | null> {
  tx.require('access.invite')
  tx.requireAssurance(3)
  const member = await another(tx, staffId)
  if (member.memberships.length === 0) throw refusal('not_invitable')
  if (!member.takesTwo || tx.actor.role === 'machine')
    return invite(tx, { accountId: member.accountId, hours: INVITATION_HOURS })
  if ((await store.staffChanges(tx)).some((each) => each.staffId === staffId && each.kind === 'invitation'))
    throw refusal('role_waits')
  const id = await store.askForInvitation(tx, staffId)
  if (id === null) throw refusal('not_invitable')
  await tx.record('access.invitation_asked_for', { object: id, detail: { staff: staffId } })
  return null
}

/** Agrees to what another has asked for, or refuses it. Gives the token when it was an invitation. */
export async function decideChange(tx: Write, decided: { id: string; approved: boolean }): Promise<string | null> {
  tx.require('access.decide_change')
  tx.requireAssurance(3)
  const change = (await store.staffChanges(tx)).find(({ id }) => id === decided.id)
  if (!change) throw new Refused('not_found', 'change')
  const why = whyNotDecide(change)
  if (why) throw refusal(why)
  if (decided.approved && isOver(change.askedAt, tx.now)) throw refusal('change_over')
  const { invitation, ...made } = await store.decideStaffChange(tx, decided.id, decided.approved)
  if (made.kind === 'invitation' && decided.approved && invitation === null) throw refusal('not_invitable')
  await tx.record(decided.approved ? 'access.change_approved' : 'access.change_refused', {
    object: decided.id,
    detail: { staff: made.staffId, kind: made.kind, role: made.role, seesProtected: made.seesProtected },
  })
  return invitation
}

const isOver = (askedAt: string, now: string) => Date.parse(now) - Date.parse(askedAt) > DAYS_TO_DECIDE * 86_400_000

/** How colleagues reach the one who is signed in. A new way in would be sent to the address, so a new one takes a fresh sign-in. */
export async function setOwnContact(tx: Write, contact: Pick<Person, 'email' | 'phone'>): Promise<void> {
  tx.require('access.edit_own_contact')
  const problems = contactProblems(contact)
  if (problems.length > 0) throw new Refused('invalid', 'contact', problems)
  if (contact.email !== (await store.ownContact(tx)).email) tx.requireAssurance(3)
  const id = await store.setOwnContact(tx, contact)
  await tx.record('access.contact_changed', { object: id })
}
