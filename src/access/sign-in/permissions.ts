import type { Permissions } from '../permissions.ts'
import { STAFF_ROLES } from '../roles.ts'

/** What everybody may who has an account: sign in, and look after their own ways in; and who may invite others. */
export const SIGN_IN_PERMISSIONS = {
  'access.sign_in': STAFF_ROLES,
  'access.invite': ['administrator', 'machine'],
} as const satisfies Permissions
