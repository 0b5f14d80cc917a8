import type { Permissions } from '../../access/permissions.ts'
import { rolesWith } from '../../access/roles.ts'
import { CONTACT_PERMISSIONS } from '../contacts/permissions.ts'

const FOLLOWERS = CONTACT_PERMISSIONS['outreach.read']

/** Who says whose an answer is, and words what is sent: those who follow outreach and hand out cases. */
const LEADING = FOLLOWERS.filter((code) => rolesWith('assign').includes(code))

/** Who may do what with messages. Whose, is for the walls. */
export const MESSAGE_PERMISSIONS = {
  'messages.read': FOLLOWERS,
  'messages.send': [...FOLLOWERS, 'machine'],
  'messages.tie': LEADING,
  'messages.word': [...LEADING, 'administrator'],
  'messages.decide': ['administrator'],
  'messages.hand_over': ['machine'],
  'messages.receive': ['machine'],
} as const satisfies Permissions
