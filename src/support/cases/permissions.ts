import type { Permissions } from '../../access/permissions.ts'
import { ROLES, type RoleCode, type RoleTopic, rolesWith } from '../../access/roles.ts'

/** Every role that supports young people. Whom, is for the walls. */
export const SUPPORTERS = (Object.keys(ROLES) as RoleCode[]).filter((code) => {
  const { reach, topics }: { reach: string; topics: readonly RoleTopic[] } = ROLES[code]
  return reach !== 'none' && code !== 'machine' && (topics.includes('*') || topics.includes('support'))
})

const among = (roles: readonly RoleCode[]) => SUPPORTERS.filter((code) => roles.includes(code))

/** Who may do what with cases, and with what hangs on them. */
export const CASE_PERMISSIONS = {
  'support.read': SUPPORTERS,
  'support.work': SUPPORTERS,
  // Gives many cases to somebody at once: those who let in by right.
  'support.reallocate': among(rolesWith('assign')),
  // Says which programmes there are.
  'support.decide_programmes': among(rolesWith('triage')),
  // Takes away a label or a saved filter that a colleague shares: one who has left may have made it.
  'support.lead_shared': among(rolesWith('triage')),
} as const satisfies Permissions
