import type { Permissions } from '../../access/permissions.ts'

/** Who asks supervisors, and takes what they answer. The week itself goes by the case. */
export const WEEK_PERMISSIONS = { 'week.run': ['machine'] } as const satisfies Permissions
