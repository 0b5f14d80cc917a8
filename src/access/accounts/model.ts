import { z } from 'zod'
import { Role } from '../model.ts'
import { STAFF_ROLES, type StaffRole } from '../roles.ts'

/**
 * Accounts: whom a secrecy domain knows as its staff, with which roles, at which units and in which teams.
 *
 * An administrator sees and changes the own domain's staff and nobody else's, and never themself. A role or a sight that would let
 * somebody see (`takesTwo`) waits until another has agreed to it.
 */

/** A role that somebody can be given. */
export const GivenRole = z.enum(STAFF_ROLES as [StaffRole, ...StaffRole[]])

const Named = z.object({ id: z.uuid(), name: z.string() })
export type Named = z.infer<typeof Named>

const Membership = z.object({
  id: z.uuid(),
  role: Role,
  title: z.string().nullable(),
  seesProtected: z.boolean(),
  source: z.enum(['hand', 'scim']),
  units: z.array(Named),
  teams: z.array(Named),
})
export type Membership = z.infer<typeof Membership>

export const StaffMember = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  userName: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  source: z.enum(['hand', 'file', 'scim']),
  madeAt: z.string(),
  /** When they left; null for those who work here. */
  leftAt: z.string().nullable(),
  /** A new way in, or another user name, takes two: the account is in use, works with somebody or has a role that takes two. */
  takesTwo: z.boolean(),
  memberships: z.array(Membership),
})
export type StaffMember = z.infer<typeof StaffMember>

/** What waits for a second person. */
export const StaffChange = z.object({
  id: z.uuid(),
  staffId: z.uuid(),
  displayName: z.string(),
  /** Where an invitation goes. */
  email: z.string().nullable(),
  /** A role; sight of protected persons in a role that is held; an invitation to an account that takes two; a place in a team. */
  kind: z.enum(['role', 'sight', 'invitation', 'team']),
  role: Role,
  title: z.string().nullable(),
  seesProtected: z.boolean(),
  replacesRole: Role.nullable(),
  teamId: z.uuid().nullable(),
  memberId: z.uuid().nullable(),
  teamName: z.string().nullable(),
  askedByName: z.string(),
  askedAt: z.string(),
  aboutOneself: z.boolean(),
  askedOneself: z.boolean(),
  /** The names of those who may decide: neither the one who asked nor the one it is about. */
  deciders: z.array(z.string()),
})
export type StaffChange = z.infer<typeof StaffChange>

export const Team = z.object({
  id: z.uuid(),
  name: z.string(),
  members: z.number(),
  /** The team is let in to somebody: who joins it waits for a second person. */
  takesTwo: z.boolean(),
})
export type Team = z.infer<typeof Team>

export const PlaceableUnit = z.object({ id: z.uuid(), name: z.string(), schoolUnitCode: z.string().nullable() })
export type PlaceableUnit = z.infer<typeof PlaceableUnit>

/** How a colleague is reached. */
export const Contact = z.object({
  domainName: z.string(),
  own: z.boolean(),
  displayName: z.string(),
  role: Role,
  title: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
})
export type Contact = z.infer<typeof Contact>

export const OwnContact = z.object({
  displayName: z.string(),
  userName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
})
export type OwnContact = z.infer<typeof OwnContact>
