import type { Permissions } from '../access/permissions.ts'
import { CASE_WORKERS } from '../access/roles.ts'

/** Who may read the log, review it, gather what is known of somebody, and have data deleted. */
export const PRIVACY_PERMISSIONS = {
  'privacy.read_log': ['data_protection_officer'],
  'privacy.see_readings': ['kaa_coordinator', 'team_lead', 'student_health_head', ...CASE_WORKERS],
  'privacy.review': ['data_protection_officer'],
  'privacy.build_review': ['machine'],
  'privacy.extract': ['data_protection_officer'],
  'privacy.set_retention': ['data_protection_officer'],
  'privacy.see_retention': ['data_protection_officer', 'kaa_coordinator', 'team_lead', 'student_health_head'],
  'privacy.dispose': ['machine'],
} as const satisfies Permissions
