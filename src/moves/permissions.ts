import type { Permissions } from '../access/permissions.ts'
import { CASE_WORKERS } from '../access/roles.ts'

/**
 * Who may do what with moves: to hand over and take over is for whoever works with the register; that somebody moves is seen on the person's
 * page by those whose case it is. To take in and derive them is for Sedd itself.
 */
export const MOVES_PERMISSIONS = {
  'moves.read': ['kaa_coordinator', ...CASE_WORKERS],
  'moves.work': ['kaa_coordinator'],
  'moves.exchange': ['machine'],
} as const satisfies Permissions
