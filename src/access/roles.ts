import type { Role } from './model.ts'

/** Every permission there is, with the roles that carry it. Rendered in docs/permissions.md and asserted by one table test. */
export const MATRIX = {
  'register.list': ['kaa_coordinator', 'machine'],
  'register.read': ['kaa_coordinator', 'coach', 'machine'],
  'register.look_up': ['kaa_coordinator', 'machine'],
  'register.export': ['kaa_coordinator', 'machine'],
  'register.decide': ['kaa_coordinator'],
  'register.assign_owner': ['kaa_coordinator', 'machine'],
  'register.record_occupation': ['kaa_coordinator', 'coach', 'machine'],
  'register.recompute': ['kaa_coordinator', 'machine'],
  'register.share_filter': ['kaa_coordinator'],
  'people.add': ['kaa_coordinator'],
  'people.edit_contact': ['kaa_coordinator', 'coach', 'machine'],
  'people.set_residence': ['kaa_coordinator', 'machine'],
  'people.merge': ['kaa_coordinator', 'machine'],
  'imports.read': ['kaa_coordinator', 'administrator', 'machine'],
  'imports.run': ['kaa_coordinator', 'administrator', 'machine'],
  'imports.reverse': ['kaa_coordinator', 'administrator', 'machine'],
  'organisations.read': ['kaa_coordinator', 'administrator', 'machine'],
  'organisations.edit': ['administrator', 'machine'],
  'organisations.confirm_code': ['administrator', 'machine'],
} as const satisfies Record<string, readonly Role[]>

const byRole = new Map<string, ReadonlySet<string>>()

/** The permissions of a role; an unknown role has none. */
export function permissionsOf(role: string): ReadonlySet<string> {
  const known = byRole.get(role)
  if (known) return known
  const permitted = Object.entries(MATRIX).filter(([, roles]) => roles.some((each) => each === role))
  const made = new Set(permitted.map(([permission]) => permission))
  byRole.set(role, made)
  return made
}
