import type { Permissions } from '../../access/permissions.ts'
import { rolesWith } from '../../access/roles.ts'
import { SUPPORTERS } from '../cases/permissions.ts'

/** Who may do what with readings beside `support.read` and `support.work`; of whom, is for the walls. */
export const PROGRESS_PERMISSIONS = {
  'progress.see_figures': SUPPORTERS,
  // Words the ladder that everybody is read by: those who set the work up.
  'progress.set_ladder': rolesWith('imports').filter((code) => code !== 'machine'),
  'progress.run': ['machine'],
} as const satisfies Permissions
