import type { Permissions } from '../access/permissions.ts'
import { ROLES, type RoleCode, type RoleTopic } from '../access/roles.ts'

/** Every role that reads notes on something. Which, and whose, is for the walls. */
const READERS = (Object.keys(ROLES) as RoleCode[]).filter((code) => {
  const topics: readonly RoleTopic[] = ROLES[code].topics
  return topics.some((topic) => topic.startsWith('note.'))
})

/** Who may do what with notes. */
export const NOTES_PERMISSIONS = {
  'notes.read': READERS,
  'notes.write': READERS,
  'notes.decide_settings': ['administrator'],
} as const satisfies Permissions
