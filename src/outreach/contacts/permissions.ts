import type { Permissions } from '../../access/permissions.ts'
import { ROLES, type RoleCode, type RoleTopic } from '../../access/roles.ts'

/** Every role that follows outreach. Whose, is for the walls. */
const FOLLOWERS = (Object.keys(ROLES) as RoleCode[]).filter((code) => {
  const { reach, topics }: { reach: string; topics: readonly RoleTopic[] } = ROLES[code]
  return reach !== 'none' && code !== 'machine' && (topics.includes('*') || topics.includes('outreach'))
})

/** Those of them who work with the register: who is in it and stands between the chairs is the register's to tell. */
const OF_REGISTER = FOLLOWERS.filter((code) => {
  const topics: readonly RoleTopic[] = ROLES[code].topics
  return topics.includes('*') || topics.includes('register')
})

/** Who may do what with the contact log. */
export const CONTACT_PERMISSIONS = {
  'outreach.read': FOLLOWERS,
  // The machine writes down what it sends and what is answered.
  'outreach.log': [...FOLLOWERS, 'machine'],
  'outreach.see_between': OF_REGISTER,
} as const satisfies Permissions
