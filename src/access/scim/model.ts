import { z } from 'zod'

/**
 * Provisioning from outside by SCIM 2.0 (RFC 7643, RFC 7644): users are a domain's staff, groups are its teams.
 *
 * What is said here gives a role only as an administrator has mapped names to roles, never one that takes two people, and never
 * sight of protected persons. Everything else that a client says is taken and let be (RFC 7644 section 3.3).
 */
export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const ENTERPRISE_SCHEMA = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** RFC 7644 section 3.12, table 9: what was wrong with a request, and the status it goes with where it is not 400. */
export type ScimType =
  | 'invalidFilter'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'invalidValue'
  | 'noTarget'
  | 'mutability'
  | 'uniqueness'
  | 'tooMany'

export type Fault = { readonly ok: false; readonly scimType: ScimType; readonly detail: string }
export const fault = (scimType: ScimType, detail: string): Fault => ({ ok: false, scimType, detail })

/** A resource, or a part of one, as JSON. */
export type Json = Readonly<Record<string, unknown>>
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const Reference = z.object({ value: z.string(), display: z.string() })

export const ScimUser = z.object({
  id: z.uuid(),
  userName: z.string(),
  externalId: z.string().nullable(),
  displayName: z.string(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  title: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  roles: z.array(z.string()),
  active: z.boolean(),
  madeAt: z.string(),
  changedAt: z.string(),
  version: z.number(),
  groups: z.array(Reference),
})
export type ScimUser = z.infer<typeof ScimUser>

export const ScimGroup = z.object({
  id: z.uuid(),
  name: z.string(),
  externalId: z.string().nullable(),
  madeAt: z.string(),
  changedAt: z.string(),
  version: z.number(),
  members: z.array(Reference),
})
export type ScimGroup = z.infer<typeof ScimGroup>

/** What Sedd keeps of what a client says of a user. */
export type GivenUser = Pick<
  ScimUser,
  | 'userName'
  | 'externalId'
  | 'displayName'
  | 'givenName'
  | 'familyName'
  | 'title'
  | 'email'
  | 'phone'
  | 'roles'
  | 'active'
>

export type GivenGroup = Pick<ScimGroup, 'name' | 'externalId'> & { readonly members: readonly string[] }

/** A token, as the administrator sees it: never the token itself. */
export const ScimToken = z.object({
  id: z.uuid(),
  name: z.string(),
  madeByName: z.string(),
  madeAt: z.string(),
  untilAt: z.string(),
  usedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  lasts: z.boolean(),
})
export type ScimToken = z.infer<typeof ScimToken>

export const ScimRole = z.object({ id: z.uuid(), name: z.string(), role: z.string() })
export type ScimRole = z.infer<typeof ScimRole>
