import type { Permissions } from '../../access/permissions.ts'
import { rolesWith } from '../../access/roles.ts'

/** Activities are read and written by those who support: `support.read`, `support.work`. A group is changed by whoever leads it, and by those who share out the work. Reminders are sent by Sedd itself. */
export const ACTIVITY_PERMISSIONS = {
  'activities.lead_any': rolesWith('assign'),
  'activities.remind': ['machine'],
} as const satisfies Permissions
