import type { Permissions } from '../access/permissions.ts'
import { ROLES, type RoleCode, type RoleTopic, STAFF_ROLES } from '../access/roles.ts'

const followsOutreach = (code: RoleCode) => {
  const topics: readonly RoleTopic[] = ROLES[code].topics
  return topics.includes('*') || topics.includes('outreach')
}

/** Those to whom some young people are known by name and who follow their outreach: reminders about them are theirs to make. */
const FOLLOWERS = STAFF_ROLES.filter((code) => ROLES[code].reach !== 'none' && followsOutreach(code))

/** Who may do what with tasks: everybody has a list, a calendar and alerts of their own. */
export const TASKS_PERMISSIONS = {
  'tasks.read': STAFF_ROLES,
  'tasks.remind': STAFF_ROLES,
  'tasks.of_person': FOLLOWERS,
  'tasks.see_team': FOLLOWERS.filter((code) => ROLES[code].reach === 'domain'),
  'tasks.send_digests': ['machine'],
  'tasks.send_pushes': ['machine'],
} as const satisfies Permissions
