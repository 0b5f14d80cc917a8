import type { Permissions } from '../access/permissions.ts'

/** Who may do what with organisations, units and codes. */
export const ORGANISATIONS_PERMISSIONS = {
  'organisations.read': ['kaa_coordinator', 'administrator', 'machine'],
  'organisations.edit': ['administrator', 'machine'],
  'organisations.confirm_code': ['administrator', 'machine'],
} as const satisfies Permissions
