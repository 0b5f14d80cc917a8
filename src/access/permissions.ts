import type { RoleCode } from './roles.ts'

/** What a module declares: each of its permissions, named `module.verb`, with the roles that carry it. */
export type Permissions = Readonly<Record<string, readonly RoleCode[]>>

/** Who may do what with approvals by a second person. */
export const ACCESS_PERMISSIONS = {
  'access.ask_approval': ['kaa_coordinator', 'administrator', 'data_protection_officer', 'machine'],
  'access.answer_approval': ['kaa_coordinator', 'team_lead', 'student_health_head', 'data_protection_officer'],
} as const satisfies Permissions
