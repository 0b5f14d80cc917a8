import type { Equivalent } from './equivalents.ts'

/** Of the functions for shares, blocks, grounds and who is let in. */
export const SHARING_EQUIVALENTS: readonly Equivalent[] = [
  {
    mutants:
      /^definer access\.(kin|ties|over_with_case|owns_cases|sees|worked_with)\(.*?\): \w\.domain_id = (home|access\.domain_id\(\)) → true$/,
    why: 'These run as sedd_reach, which is walled to one domain in every table of persons (domain_wall). Those walls are broken in their turn.',
  },
  {
    mutants: /^definer below_age_until\(.*\): r\.domain_id = p\.domain_id → true$/,
    why: 'It runs as sedd_owner, for whom persons are walled to one domain as well (domain_wall).',
  },
  {
    mutants:
      /^definer access\.(answer_share|end_share|let_visit)\(.*?\): s\.to_domain_id = access\.domain_id\(\) → true$/,
    why: 'The id of a share is unique in the whole table, and that this one is to us is asked beside it: by access.visits(), or by access.manages() through access.shares_to_us().',
  },
  {
    mutants: /^definer access\.lookers\(.*\): m\.domain_id = s\.to_domain_id → true$/,
    why: 'access.visits() of that membership gives only shares to its own domain, and is asked for this very share.',
  },
  {
    mutants: /^definer access\.ask_glass\(.*\): m\.domain_id = home → true$/,
    why: 'The row is held and nothing else: neither what is told nor what is written depends on it.',
  },
  {
    mutants: /^definer access\.blocks\(.*\): access\.may\('block'\) is not true → false$/,
    why: 'A short cut: access.blocks_on() asks for the same right of each row.',
  },
  {
    mutants: /^definer access\.hold_still\(\): perform access\.require_right\('retention'\) → perform 1$/,
    why: 'No surface may call it: public.dispose_next alone does, and asks for the same right first. Who may call it is broken in its turn.',
  },
  {
    mutants: /^definer access\.let_in_many\(.*?\): access\.claim\((12\) <> ''|9\) <> 'domain') → false$/,
    why: 'access.reaches_all() is asked beside it, and is true of those alone who reach the domain: on a visit one reaches one person.',
  },
  {
    mutants: /^definer access\.lets_in\(.*\): access\.claim\(12\) = '' → true$/,
    why: 'On a visit nobody has a right, and access.grounds() names no owner; Sedd itself, who has no membership, makes no visit.',
  },
  {
    mutants: /^definer access\.lettable\(\): access\.claim\(12\) = '' → true$/,
    why: 'access.may() is asked beside it, and is false on every visit.',
  },
  {
    mutants: /^definer access\.secrecies\(.*\): access\.domain_id\(\) is not null → true$/,
    why: 'Who has no domain has no moment either: access.today() is null, and nothing is valid on a day that is null.',
  },
  {
    mutants: /^definer access\.sees\(.*\): access\.hides\(\) is not true → false$/,
    why: 'A short cut: where nobody is hidden, access.hidden() is empty and keeps nobody out.',
  },
]
