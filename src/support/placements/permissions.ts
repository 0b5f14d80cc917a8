import type { Permissions } from '../../access/permissions.ts'
import { SUPPORTERS } from '../cases/permissions.ts'

/** Who may keep the employers and their places. A placement of a young person goes by the case. */
export const PLACEMENT_PERMISSIONS = {
  'employers.read': SUPPORTERS,
  'employers.keep': SUPPORTERS,
} as const satisfies Permissions
