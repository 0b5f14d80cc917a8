import { STAFF_PERMISSIONS } from '../access/accounts/permissions.ts'
import { ACCESS_PERMISSIONS } from '../access/permissions.ts'
import { SIGN_IN_PERMISSIONS } from '../access/sign-in/permissions.ts'
import { IMPORTS_PERMISSIONS } from '../integrations/permissions.ts'
import { MOVES_PERMISSIONS } from '../moves/permissions.ts'
import { NOTES_PERMISSIONS } from '../notes/permissions.ts'
import { NOTICES_PERMISSIONS } from '../notices/permissions.ts'
import { ORGANISATIONS_PERMISSIONS } from '../organisations/permissions.ts'
import { CHECKIN_PERMISSIONS } from '../outreach/checkins/permissions.ts'
import { CONTACT_PERMISSIONS } from '../outreach/contacts/permissions.ts'
import { LADDER_PERMISSIONS } from '../outreach/ladder/permissions.ts'
import { LETTER_PERMISSIONS } from '../outreach/letters/permissions.ts'
import { MESSAGE_PERMISSIONS } from '../outreach/messages/permissions.ts'
import { PEOPLE_PERMISSIONS } from '../people/permissions.ts'
import { PRIVACY_PERMISSIONS } from '../privacy/permissions.ts'
import { REFERRAL_PERMISSIONS } from '../referrals/permissions.ts'
import { REGISTER_PERMISSIONS } from '../register/permissions.ts'
import { SHARING_PERMISSIONS } from '../sharing/permissions.ts'
import { SIGHT_PERMISSIONS } from '../sight/permissions.ts'
import { ACTIVITY_PERMISSIONS } from '../support/activities/permissions.ts'
import { CASE_PERMISSIONS } from '../support/cases/permissions.ts'
import { EXIT_PERMISSIONS } from '../support/exits/permissions.ts'
import { FORM_PERMISSIONS } from '../support/forms/permissions.ts'
import { MAPPING_PERMISSIONS } from '../support/mapping/permissions.ts'
import { PLACEMENT_PERMISSIONS } from '../support/placements/permissions.ts'
import { PLAN_PERMISSIONS } from '../support/plan/permissions.ts'
import { PROGRESS_PERMISSIONS } from '../support/progress/permissions.ts'
import { WEEK_PERMISSIONS } from '../support/week/permissions.ts'
import { TASKS_PERMISSIONS } from '../tasks/permissions.ts'
import { TRANSITION_PERMISSIONS } from '../transitions/permissions.ts'

/** Every permission there is, with the roles that carry it. Rendered in docs/permissions.md and asserted by one table test. */
export const MATRIX = {
  ...REGISTER_PERMISSIONS,
  ...REFERRAL_PERMISSIONS,
  ...CASE_PERMISSIONS,
  ...PROGRESS_PERMISSIONS,
  ...EXIT_PERMISSIONS,
  ...TRANSITION_PERMISSIONS,
  ...PLAN_PERMISSIONS,
  ...ACTIVITY_PERMISSIONS,
  ...PLACEMENT_PERMISSIONS,
  ...WEEK_PERMISSIONS,
  ...FORM_PERMISSIONS,
  ...MAPPING_PERMISSIONS,
  ...SHARING_PERMISSIONS,
  ...TASKS_PERMISSIONS,
  ...CONTACT_PERMISSIONS,
  ...LADDER_PERMISSIONS,
  ...MESSAGE_PERMISSIONS,
  ...NOTICES_PERMISSIONS,
  ...MOVES_PERMISSIONS,
  ...LETTER_PERMISSIONS,
  ...CHECKIN_PERMISSIONS,
  ...NOTES_PERMISSIONS,
  ...PEOPLE_PERMISSIONS,
  ...SIGHT_PERMISSIONS,
  ...IMPORTS_PERMISSIONS,
  ...ORGANISATIONS_PERMISSIONS,
  ...SIGN_IN_PERMISSIONS,
  ...ACCESS_PERMISSIONS,
  ...STAFF_PERMISSIONS,
  ...PRIVACY_PERMISSIONS,
} as const

const byRole = new Map<string, ReadonlySet<string>>()

/** The permissions of a role; an unknown role has none. */
export function permissionsOf(role: string): ReadonlySet<string> {
  const known = byRole.get(role)
  if (known) return known
  const permitted = Object.entries(MATRIX).filter(([, roles]) => roles.some((each) => each === role))
  const made = new Set(permitted.map(([permission]) => permission))
  byRole.set(role, made)
  return made
}
