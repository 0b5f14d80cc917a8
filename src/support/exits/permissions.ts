import type { Permissions } from '../../access/permissions.ts'

/** Exits and follow-ups are read and written with `support.read` and `support.work`; what is asked afterwards is sent by the machine. */
export const EXIT_PERMISSIONS = {
  'exits.run': ['machine'],
} as const satisfies Permissions
