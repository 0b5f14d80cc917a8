import type { Permissions } from '../permissions.ts'
import { STAFF_ROLES } from '../roles.ts'

/** Who may do what with accounts, teams, provisioning and the staff's own contact data. */
export const STAFF_PERMISSIONS = {
  'access.read_staff': ['administrator', 'machine'],
  'access.edit_staff': ['administrator', 'machine'],
  'access.decide_change': ['administrator', 'data_protection_officer'],
  'access.edit_provisioning': ['administrator'],
  'access.provision': ['provisioner'],
  'access.read_roles': STAFF_ROLES,
  'access.read_directory': STAFF_ROLES,
  'access.edit_own_contact': STAFF_ROLES,
} as const satisfies Permissions
