import type { Equivalent } from './equivalents.ts'

/** Of the functions about accounts, roles, teams, what is provisioned, and what is told to whoever works here. */
export const STAFF_EQUIVALENTS: readonly Equivalent[] = [
  {
    mutants:
      /^definer access\.(add_push_device|make_calendar_feed|read_alerts|set_digest)\(.*\): access\.claim\(12\) <> '' → false$/,
    why: 'They write, and a visit is opened only where the transaction reads (access.begin refuses any other): the database refuses.',
  },
  {
    mutants:
      /^definer access\.(end_calendar_feed|leave_alert|set_own_contact|set_push_hours|rename_domain)\(.*\): access\.claim\(12\) = '' → true$/,
    why: 'They write, and a visit is opened only where the transaction reads (access.begin refuses any other): the database refuses.',
  },
  {
    mutants: /^definer access\.add_push_device\(.*\): d\.domain_id <> home → true$/,
    why: 'Of this domain the one row left of that browser is the one with the new address, which the insert that follows writes alike.',
  },
  {
    mutants: /^definer access\.ask_for_invitation\(uuid\): m\.domain_id = s\.domain_id → true$/,
    why: 'An open membership of the same account in another domain is what `not exists` asks for beside it: then nobody is invited.',
  },
  {
    mutants: /^definer access\.(un)?map_scim_role\(.*\): s\.domain_id = access\.domain_id\(\) → true$/,
    why: 'access.apply_provisioning() looks for its id in this domain alone, and done once more it finds everything done.',
  },
  {
    mutants: /^definer access\.own_sharing_ends\(.*\): access\.(claim\(12\) = ''|may\('share'\)) → true$/,
    why: "access.may_share() asks access.may('share') of everybody it is asked about, which is false on a visit.",
  },
  {
    mutants:
      /^definer access\.(place_membership|placeable_units|placed_then|staff_list)\(.*\): u\.domain_id = (placed\.domain_id|access\.domain_id\(\)|p\.domain_id) → true$/,
    why: 'These run as sedd_access, which is walled to one domain in public.unit. That wall is broken in its turn.',
  },
  {
    mutants:
      /^definer access\.(placed_then\(.*\): (p\.domain_id = m\.domain_id|m\.domain_id = access\.domain_id\(\))|staff_list\(uuid\): p\.domain_id = m\.domain_id) → true$/,
    why: 'The placement is joined to its unit by the domain too, and units are walled to this one for sedd_access.',
  },
  {
    mutants: /^definer access\.save_scim_user\(uuid,jsonb\): s\.domain_id = home → true$/,
    broken: /where true and s\.id = made;/,
    why: 'The id was made at random a line before: no other domain has it.',
  },
]
