import type { Equivalent } from './equivalents.ts'

/** Of the functions for the post, for looking somebody up and for disposing of what is old. */
export const OF_THE_POST: readonly Equivalent[] = [
  {
    mutants:
      /^definer access\.(count_referrals|count_register|find_person|holder_of|identity_for_review|move_to_send|notice_to_send|person_ids)\(.*\): \w\.domain_id = (home|access\.domain_id\(\)|\w\.domain_id) → true$/,
    why: 'These run as sedd_reach, which is walled to one domain in every table (domain_wall). Those walls are broken in their turn.',
  },
  {
    mutants:
      /^definer (disposal_hindrance|dispose_next|erase_untied_referrals|note_budget_agreed|release_cases)\(.*\): \w\.domain_id = (access\.domain_id\(\)|\w+\.domain_id) → true$/,
    why: 'These run as the owner of the data, who is walled to one domain in every table (domain_wall, forced). Those walls are broken in their turn.',
  },
  {
    mutants: /^definer access\.(answer_referral|send_referral)\(.*\): access\.claim\(12\) = '' → true$/,
    why: 'On a visit nobody has a right: access.may() asks for the same claim, and require_right() has refused before.',
  },
  {
    mutants: /^definer access\.register_keepers\(\): d\.id <> access\.domain_id\(\) → true$/,
    why: 'The municipality of one’s own domain is never distinct from itself, which is asked beside it.',
  },
  {
    mutants: /^definer disposal_hindrance\(uuid\): perform access\.require_right\('retention'\) → perform 1$/,
    why: 'It always asks access.open_matters() as well, which demands the same right and refuses alike.',
  },
  {
    mutants: /^definer dispose_next\(uuid,integer\): perform access\.require_right\('retention'\) → perform 1$/,
    why: 'Without the right no run can be locked (policy by_responsible), and the same refusal follows: there is no approved list.',
  },
]
