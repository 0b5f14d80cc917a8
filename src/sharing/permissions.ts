import type { Permissions } from '../access/permissions.ts'
import { type Right, ROLES, type RoleCode, STAFF_WITH_PERSONS } from '../access/roles.ts'

/** The same roles as carry the right in the database, which asks for it again. */
function withRight(...rights: readonly Right[]): readonly RoleCode[] {
  return STAFF_WITH_PERSONS.filter((code) =>
    rights.some((right) => (ROLES[code].rights as readonly Right[]).includes(right)),
  )
}

/** Who may share a person with another secrecy domain, answer what is shared, look, and say how the law is read. */
export const SHARING_PERMISSIONS = {
  'sharing.read': STAFF_WITH_PERSONS,
  'sharing.share': withRight('share'),
  'sharing.answer': withRight('assign', 'share'),
  'sharing.visit': STAFF_WITH_PERSONS,
  'sharing.set_law': ['administrator', 'machine'],
} as const satisfies Permissions
