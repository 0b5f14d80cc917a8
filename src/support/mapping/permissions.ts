import type { Permissions } from '../../access/permissions.ts'
import { NOTES_PERMISSIONS } from '../../notes/permissions.ts'
import { SUPPORTERS } from '../cases/permissions.ts'

/** Those who support young people and read of them what is said in confidence. Whose, and on what, is for the walls. */
const CONFIDANTS = SUPPORTERS.filter((code) => NOTES_PERMISSIONS['notes.read'].includes(code))

/** Who may do what with mappings and with talks by a method. */
export const MAPPING_PERMISSIONS = {
  'mapping.read': CONFIDANTS,
  'mapping.write': CONFIDANTS,
  'mapping.answer': ['machine'],
} as const satisfies Permissions
