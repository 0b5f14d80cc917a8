import type { Permissions } from '../../access/permissions.ts'
import { ROLES, type RoleCode, type RoleTopic } from '../../access/roles.ts'

/** Every role that supports young people. Whom, is for the walls. */
export const SUPPORTERS = (Object.keys(ROLES) as RoleCode[]).filter((code) => {
  const { reach, topics }: { reach: string; topics: readonly RoleTopic[] } = ROLES[code]
  return reach !== 'none' && code !== 'machine' && (topics.includes('*') || topics.includes('support'))
})

/** Who may do what with cases, and with what hangs on them. */
export const CASE_PERMISSIONS = {
  'support.read': SUPPORTERS,
  'support.work': SUPPORTERS,
} as const satisfies Permissions
