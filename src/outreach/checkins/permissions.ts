import type { Permissions } from '../../access/permissions.ts'
import { CONTACT_PERMISSIONS } from '../contacts/permissions.ts'

/** Who plans check-ins and sees what is answered: who follows outreach. Whose, is for the walls. */
export const CHECKIN_PERMISSIONS = {
  'checkins.read': CONTACT_PERMISSIONS['outreach.read'],
  'checkins.plan': CONTACT_PERMISSIONS['outreach.read'],
  'checkins.run': ['machine'],
} as const satisfies Permissions
