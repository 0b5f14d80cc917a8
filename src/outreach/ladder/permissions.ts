import type { Permissions } from '../../access/permissions.ts'
import { CASE_WORKERS } from '../../access/roles.ts'

/** Those who lead the work, and decide for the whole domain. */
const LEADERS = ['kaa_coordinator', 'team_lead'] as const

/** Who may do what with the ladder. Who stands on it, and to log what was done, is `outreach.read` and `outreach.log`. */
export const LADDER_PERMISSIONS = {
  'outreach.run_ladder': [...LEADERS, ...CASE_WORKERS],
  'outreach.exempt': LEADERS,
  'outreach.see_protocol': ['administrator', ...LEADERS],
  'outreach.set_protocol': ['administrator', 'kaa_coordinator'],
  'outreach.see_figures': LEADERS,
  'outreach.see_caseload': ['kaa_coordinator', ...CASE_WORKERS],
  'outreach.set_work_time': ['kaa_coordinator'],
  'outreach.plan_ladder': ['machine'],
} as const satisfies Permissions
