import type { Permissions } from '../access/permissions.ts'
import { CASE_WORKERS, STAFF_WITH_PERSONS } from '../access/roles.ts'

/** Who may do what with persons. */
export const PEOPLE_PERMISSIONS = {
  'people.read': STAFF_WITH_PERSONS,
  'people.add': ['kaa_coordinator'],
  'people.edit_contact': ['kaa_coordinator', ...CASE_WORKERS, 'machine'],
  'people.set_residence': ['kaa_coordinator', 'machine'],
  'people.merge': ['kaa_coordinator', 'machine'],
} as const satisfies Permissions
