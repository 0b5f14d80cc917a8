import type { Permissions } from '../access/permissions.ts'
import { ROLES, type RoleTopic, rolesWith, STAFF_WITH_PERSONS } from '../access/roles.ts'

/** On a young person's page: those who follow what is done to reach them. */
const FOLLOWERS = STAFF_WITH_PERSONS.filter((code) => {
  const topics: readonly RoleTopic[] = ROLES[code].topics
  return topics.includes('*') || topics.includes('outreach')
})

/** Who may refer, who takes in and decides, and who sees on a page that somebody is referred. Whose, is for the walls. */
export const REFERRAL_PERMISSIONS = {
  'referrals.send': STAFF_WITH_PERSONS,
  'referrals.see_on_person': FOLLOWERS,
  'referrals.triage': rolesWith('triage'),
  'referrals.take_in': ['machine'],
} as const satisfies Permissions
