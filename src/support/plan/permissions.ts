import type { Permissions } from '../../access/permissions.ts'
import { rolesWith } from '../../access/roles.ts'

/** Plans are read and written by those who support: `support.read`, `support.work`. How often they are looked at is for those who lead. */
export const PLAN_PERMISSIONS = {
  'plans.set_rule': rolesWith('assign'),
  'plans.answer': ['machine'],
} as const satisfies Permissions
