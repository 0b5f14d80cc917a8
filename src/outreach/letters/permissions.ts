import type { Permissions } from '../../access/permissions.ts'
import { CONTACT_PERMISSIONS } from '../contacts/permissions.ts'

/** Who may make letters: who follows outreach. To whom, is for the walls. */
export const LETTER_PERMISSIONS = {
  'letters.make': CONTACT_PERMISSIONS['outreach.read'],
} as const satisfies Permissions
