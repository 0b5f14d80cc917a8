import type { Permissions } from '../access/permissions.ts'
import { seesTopic } from '../access/roles.ts'
import { SUPPORTERS } from '../support/cases/permissions.ts'

/** Who watches over transitions: those who support young people and may read where they study. Whose, is for the walls. */
export const TRANSITION_PERMISSIONS = {
  'transitions.see': SUPPORTERS.filter((code) => seesTopic(code, 'schooling')),
} as const satisfies Permissions
