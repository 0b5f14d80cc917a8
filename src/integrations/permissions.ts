import type { Permissions } from '../access/permissions.ts'

/** Who may do what with deliveries. */
export const IMPORTS_PERMISSIONS = {
  'imports.read': ['kaa_coordinator', 'administrator', 'machine'],
  'imports.run': ['kaa_coordinator', 'administrator', 'machine'],
  'imports.reverse': ['kaa_coordinator', 'administrator', 'machine'],
} as const satisfies Permissions
