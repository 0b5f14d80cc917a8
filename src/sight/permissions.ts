import type { Permissions } from '../access/permissions.ts'
import { CASE_WORKERS, rolesWith, STAFF_WITH_PERSONS } from '../access/roles.ts'

/** Who may do what with the sight of a person. What is right in each case the database decides once more, person by person. */
export const SIGHT_PERMISSIONS = {
  'sight.list': [...CASE_WORKERS, 'counsellor', 'welfare_counsellor', ...rolesWith('assign')],
  'sight.assign': [...CASE_WORKERS, 'counsellor', ...rolesWith('assign')],
  'sight.recuse': STAFF_WITH_PERSONS,
  'sight.block': rolesWith('block'),
  'sight.break_glass': rolesWith('glass'),
  'sight.review': rolesWith('review'),
} as const satisfies Permissions
