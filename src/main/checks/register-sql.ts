import type { Instant } from '../../kernel/date.ts'
import { sql } from '../../kernel/sql.ts'
import type { Check } from './model.ts'

/** The register of one domain, and the facts it is computed from. */
export function registerChecks(now: Instant): readonly Check[] {
  return [...MEMBERSHIP, ...AROUND, ...kept(now)]
}

const MEMBERSHIP: readonly Check[] = [
  {
    name: 'register.twice',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from register_period a
        join register_period b on b.domain_id = a.domain_id and b.person_id = a.person_id and b.id > a.id
       where a.known_until is null and b.known_until is null
         and daterange(a.from_on, a.until_on) && daterange(b.from_on, b.until_on)`,
  },
  {
    name: 'register.twenty',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from register_period p join person n on n.domain_id = p.domain_id and n.id = p.person_id
       where p.known_until is null and (p.until_on is null or p.until_on > n.latest_birth_date + interval '20 years')`,
  },
  {
    name: 'register.gone',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from register_period p
        join person_residency r on r.domain_id = p.domain_id and r.person_id = p.person_id
       where p.known_until is null and r.known_until is null
         and daterange(p.from_on, p.until_on) && daterange(r.from_on, r.until_on)`,
  },
  {
    name: 'register.unclear_outside',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from register_unclear u
       where u.known_until is null and not exists (
         select from register_period p
          where p.domain_id = u.domain_id and p.person_id = u.person_id and p.known_until is null
            and daterange(p.from_on, p.until_on) @> daterange(u.from_on, u.until_on))`,
  },
  {
    name: 'register.merged',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from register_period p join person n on n.domain_id = p.domain_id and n.id = p.person_id
       where p.known_until is null and (n.root_id <> n.id or n.known_until is not null)`,
  },
  {
    name: 'register.protected_sorted',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from register_period p join person n on n.domain_id = p.domain_id and n.id = p.person_id
       where p.known_until is null and n.protection <> 'none' and p.sort_name <> ''`,
  },
  {
    name: 'register.searched_outside',
    severity: 'serious',
    counts: sql`
      select count(distinct g.person_id)::int as found from register_search g
       where not exists (
         select from register_period p where p.domain_id = g.domain_id and p.person_id = g.person_id and p.known_until is null)`,
  },
]

const AROUND: readonly Check[] = [
  {
    name: 'register.occupation_twice',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from register_occupation a
        join register_occupation b on b.domain_id = a.domain_id and b.person_id = a.person_id and b.id > a.id
       where a.known_until is null and b.known_until is null
         and daterange(a.from_on, a.until_on) && daterange(b.from_on, b.until_on)`,
  },
  {
    name: 'register.occupation_code',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from register_occupation o
       where o.known_until is null and not exists (
         select from code c where c.domain_id = o.domain_id and c.list = 'occupation' and c.code = o.occupation)`,
  },
  {
    name: 'register.decision_code',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from scope_decision d
       where not exists (
         select from code c where c.domain_id = d.domain_id and c.list = 'decision_reason' and c.code = d.reason_code)`,
  },
  {
    name: 'register.owner_of_merged',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from register_owner o join person n on n.domain_id = o.domain_id and n.id = o.person_id
       where o.known_until is null and n.root_id <> n.id`,
  },
  {
    name: 'register.school_unknown',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from enrolment e
       where e.known_until is null and e.school_unit_code is not null
         and not exists (select from school_unit s where s.code = e.school_unit_code)`,
  },
  {
    name: 'register.unit_ended',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from unit u join organisation o on o.domain_id = u.domain_id and o.id = u.organisation_id
       where u.ended_on is null and o.ended_on is not null`,
  },
]

/** The numbers the rule takes from the law; without one nothing can be computed (register/parameters.ts). */
const NUMBERS = [
  'upper_age',
  'introductory_counts_as_studies',
  'schooling_ends_age',
  'schooling_ends_month_day',
  'schooling_latest_age',
  'work_starts_month_day',
  'admission_grace_days',
]

const kept = (now: Instant): readonly Check[] => [
  {
    name: 'register.numbers_of_the_law',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from unnest(${NUMBERS}::text[]) needed (name)
       where not exists (
         select from register_parameter p
          where p.name = needed.name and p.valid_from <= (${now}::timestamptz at time zone 'Europe/Stockholm')::date)`,
  },
  {
    name: 'register.total',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from (select * from register_total order by on_day desc limit 1) t
       where t.members <> (select count(*) from register_period p where p.known_until is null
          and (p.from_on is null or p.from_on <= t.on_day) and (p.until_on is null or p.until_on > t.on_day))`,
  },
  {
    name: 'register.day_not_turned',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from (select max(t.on_day) as latest from register_total t) t
       where t.latest < (${now}::timestamptz at time zone 'Europe/Stockholm')::date - 2`,
  },
  {
    name: 'register.uncomputed',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from scope_touched where touched_at < ${now}::timestamptz - interval '1 hour'`,
  },
]
