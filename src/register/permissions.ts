import type { Permissions } from '../access/permissions.ts'
import { CASE_WORKERS } from '../access/roles.ts'

/** Who may do what with the register. */
export const REGISTER_PERMISSIONS = {
  'register.list': ['kaa_coordinator', 'machine'],
  'register.read': ['kaa_coordinator', ...CASE_WORKERS, 'counsellor', 'machine'],
  'register.look_up': ['kaa_coordinator', 'machine'],
  'register.export': ['kaa_coordinator', 'machine'],
  'register.decide': ['kaa_coordinator'],
  'register.assign_owner': ['kaa_coordinator', 'machine'],
  'register.record_occupation': ['kaa_coordinator', ...CASE_WORKERS, 'machine'],
  'register.note_studies': ['kaa_coordinator', 'machine'],
  'register.recompute': ['kaa_coordinator', 'machine'],
  'register.share_filter': ['kaa_coordinator'],
} as const satisfies Permissions
