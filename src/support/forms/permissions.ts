import type { Permissions } from '../../access/permissions.ts'
import { rolesWith } from '../../access/roles.ts'
import { SUPPORTERS } from '../cases/permissions.ts'

/** Those who support young people and share out the work: they decide what everybody is asked. */
const BUILDERS = SUPPORTERS.filter((code) => rolesWith('assign').includes(code))

/** Who may do what with forms. */
export const FORM_PERMISSIONS = {
  'forms.read': SUPPORTERS,
  'forms.build': BUILDERS,
} as const satisfies Permissions
