import type { Permissions } from '../../access/permissions.ts'

/** Activities are read and written by those who support: `support.read`, `support.work`. Reminders are sent by Sedd itself. */
export const ACTIVITY_PERMISSIONS = {
  'activities.remind': ['machine'],
} as const satisfies Permissions
