import type { Permissions } from '../access/permissions.ts'

/** Who may do what with notices: whoever works with the register; to take in and derive them is for Sedd itself. */
export const NOTICES_PERMISSIONS = {
  'notices.read': ['kaa_coordinator', 'machine'],
  'notices.work': ['kaa_coordinator', 'machine'],
  'notices.exchange': ['machine'],
} as const satisfies Permissions
