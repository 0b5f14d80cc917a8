import { formatList, type Language, words } from '../../ui/language.ts'
import { type Right, ROLES, type RoleCode, type RoleTopic } from '../roles.ts'
import { ROLES_TEXT } from './roles-text.ts'

type Key = keyof typeof ROLES_TEXT

/** What a unit opens of its pupils: see access.reach in db/schema.sql. */
const OF_A_UNIT: readonly RoleTopic[] = ['identity', 'contact', 'schooling']

/** Whom a role sees, and what of them, in words. */
export function sightOf(role: RoleCode, language: Language): string {
  const say = words(ROLES_TEXT, language)
  const { reach } = ROLES[role]
  const topics: readonly RoleTopic[] = ROLES[role].topics
  const listed = (chosen: readonly RoleTopic[]) =>
    formatList(
      chosen.flatMap((topic) => (topic === '*' ? [] : [say(`topic.${topic}`)])),
      language,
    )
  const named = listed(topics)
  if (reach === 'none') return say('reach.none')
  if (topics.includes('*')) return say('reach.all', { topics: named })
  return say(`reach.${reach}`, { topics: named, unit: listed(topics.filter((topic) => OF_A_UNIT.includes(topic))) })
}

/** What the database itself lets a role do. */
export function rightsOf(role: RoleCode, language: Language): readonly string[] {
  const say = words(ROLES_TEXT, language)
  const rights: readonly Right[] = ROLES[role].rights
  return rights.map((right) => say(`right.${right}`))
}

/** What the program lets a role do; `permissions` from the matrix. A permission without a word of its own is left out. */
export function doingsOf(permissions: Iterable<string>, language: Language): readonly string[] {
  const say = words(ROLES_TEXT, language)
  const keys = [...permissions].map((permission) => `permission.${permission}`)
  return keys.flatMap((key) => (key in ROLES_TEXT ? [say(key as Key)] : []))
}
