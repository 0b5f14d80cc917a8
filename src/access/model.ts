import { z } from 'zod'
import { ROLES, type RoleCode } from './roles.ts'

/**
 * Access: who signs in, in which secrecy domain, with which role, and what each role may do.
 *
 * Permissions are declared by the module they belong to (`permissions.ts`) and named `module.verb`. The roles are in
 * `roles.ts`. Sight is decided by the walls in the database, permissions by the actions: neither trusts the other.
 */

/** Who works with Sedd. `machine` is Sedd itself (nightly work, command line, import). */
export const Role = z.enum(Object.keys(ROLES) as [RoleCode, ...RoleCode[]])
export type Role = z.infer<typeof Role>

/** A secrecy domain: a nämnd, an independent branch of one, or another organisation (OSL 8 kap. 1–2 §§). */
export const DomainKind = z.enum([
  'school_board',
  'social_board',
  'school_health',
  'region',
  'folk_high_school',
  'other',
])
export type DomainKind = z.infer<typeof DomainKind>

export const Domain = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  municipality_code: z.string().nullable(),
  kind: DomainKind,
  keeps_register: z.boolean(),
})
export type Domain = z.infer<typeof Domain>

export const Colleague = z.object({
  accountId: z.uuid(),
  signInName: z.string(),
  displayName: z.string(),
  role: Role,
  title: z.string().nullable(),
  current: z.boolean(),
  seesProtected: z.boolean(),
  membershipId: z.uuid(),
  teamIds: z.array(z.uuid()),
})
export type Colleague = z.infer<typeof Colleague>

export const DemoAccount = z.object({
  membershipId: z.uuid(),
  displayName: z.string(),
  face: z.number(),
  role: Role,
  title: z.string().nullable(),
  domainName: z.string(),
  municipality: z.string().nullable(),
})
export type DemoAccount = z.infer<typeof DemoAccount>
