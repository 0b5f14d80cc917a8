import type { Instant } from '../../kernel/date.ts'
import { joinSql, raw, type Sql, sql } from '../../kernel/sql.ts'
import type { Check } from './model.ts'

/** What is held of people in one domain, whether or not they are in the register. */
export function peopleChecks(now: Instant): readonly Check[] {
  return [...IDENTITY, ...FACTS, ...REFERENCES, ...VERSIONS, fromTheFuture(now), undecided(now)]
}

const current = sql`n.known_until is null and n.root_id = n.id`

const IDENTITY: readonly Check[] = [
  {
    name: 'people.merged_twice',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from person n join person r on r.domain_id = n.domain_id and r.id = n.root_id
       where r.root_id <> r.id`,
  },
  {
    name: 'people.merge_unseen',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from person_merge m join person n on n.domain_id = m.domain_id and n.id = m.merged_id
       where m.unmerged_at is null and n.root_id = n.id`,
  },
  {
    name: 'people.merged_without_merge',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from person n
       where n.root_id <> n.id and not exists (
         select from person_merge m where m.domain_id = n.domain_id and m.merged_id = n.id and m.unmerged_at is null)`,
  },
  {
    name: 'people.without_number',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from person n
       where n.known_until is null and not exists (
         select from person_identifier i where i.domain_id = n.domain_id and i.person_id = n.id)`,
  },
  {
    name: 'people.check_digit',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from person_identifier i
       where i.kind in ('personal', 'coordination') and i.known_until is null
         and (select sum(case when d.at % 2 = 1 then (2 * d.digit) / 10 + (2 * d.digit) % 10 else d.digit end)
                from (select at, substr(i.number, 2 + at, 1)::int as digit from generate_series(1, 10) at) d) % 10 <> 0`,
  },
  {
    name: 'people.birth_date',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from person n join person_identifier i on i.domain_id = n.domain_id and i.person_id = n.id
       where n.known_until is null and i.known_until is null and i.kind = 'personal' and n.birth_date is not null
         and to_char(n.birth_date, 'YYYYMMDD') <> left(i.number, 8)`,
  },
  {
    name: 'people.without_name',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from person n
       where ${current} and not exists (
         select from person_name v where v.domain_id = n.domain_id and v.person_id = n.id and v.known_until is null)`,
  },
  {
    name: 'people.folded',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from person_name v where v.folded <> fold_name(v.given_name || ' ' || v.family_name)`,
  },
  {
    name: 'people.born_later',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from person n where n.birth_date > (n.known_from at time zone 'Europe/Stockholm')::date`,
  },
]

/** Two open versions of one thing, for the same person, on the same day. */
const twice = (table: string, unless: Sql): Sql => sql`
  select count(*)::int as found from ${raw(table)} a
    join ${raw(table)} b on b.domain_id = a.domain_id and b.person_id = a.person_id and b.id > a.id
   where a.known_until is null and b.known_until is null and ${unless}
     and daterange(a.from_on, a.until_on) && daterange(b.from_on, b.until_on)`

const FACTS: readonly Check[] = [
  {
    name: 'people.residence_twice',
    severity: 'serious',
    counts: twice('person_residence', sql`a.kind = b.kind`),
  },
  { name: 'people.residency_twice', severity: 'serious', counts: twice('person_residency', sql`true`) },
  { name: 'people.protection_twice', severity: 'serious', counts: twice('person_protection', sql`true`) },
  {
    name: 'people.protection',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from person n
        left join person_protection p on p.domain_id = n.domain_id and p.person_id = n.id and p.known_until is null and p.until_on is null
       where n.known_until is null and n.protection <> coalesce(p.kind, 'none')`,
  },
  {
    name: 'people.residency',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from person n
        left join person_residency r on r.domain_id = n.domain_id and r.person_id = n.id and r.known_until is null and r.until_on is null
       where n.known_until is null and n.residency <> coalesce(r.residency, 'active')`,
  },
  {
    name: 'people.phone_digits',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from person_contact c
       where c.known_until is null and (c.kind = 'phone') <> (c.digits is not null)`,
  },
  {
    name: 'people.residence_unknown',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from person_residence r
       where r.known_until is null and r.municipality_code not in (select m.code from municipality m)`,
  },
]

/** Checked when written, for a statement's rows together (0016_people_references.sql); here for all there are. */
const SPEAKING_OF_A_PERSON = [
  'person_identifier',
  'person_name',
  'person_address',
  'person_contact',
  'person_residence',
  'person_external_id',
  'schooling',
  'enrolment',
  'completion',
  'register_period',
  'register_unclear',
  'register_change',
  'register_search',
]

const REFERENCES: readonly Check[] = [
  {
    name: 'people.fact_of_nobody',
    severity: 'serious',
    counts: sql`select count(*)::int as found from (${joinSql(
      SPEAKING_OF_A_PERSON.map(
        (table) => sql`
        select person_id from ${raw(table)} f where not exists (
          select from person n where n.domain_id = f.domain_id and n.id = f.person_id)`,
      ),
      ' union all ',
    )}) lost`,
  },
  {
    name: 'people.root_of_nobody',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from person m where not exists (
        select from person n where n.domain_id = m.domain_id and n.id = m.root_id)`,
  },
]

const VERSIONED = ['person', 'person_name', 'person_identifier', 'person_residence', 'enrolment', 'register_period']

const ofVersions = (fault: Sql): Sql => sql`
  select count(*)::int as found from (${joinSql(
    VERSIONED.map((table) => sql`select v.known_from from ${raw(table)} v where ${fault}`),
    ' union all ',
  )}) bad`

const VERSIONS: readonly Check[] = [
  { name: 'people.version_backwards', severity: 'serious', counts: ofVersions(sql`v.known_until < v.known_from`) },
]

const fromTheFuture = (now: Instant): Check => ({
  name: 'people.known_later',
  severity: 'serious',
  counts: ofVersions(sql`v.known_from > ${now}::timestamptz + interval '1 day'`),
})

const undecided = (now: Instant): Check => ({
  name: 'people.duplicates_waiting',
  severity: 'notice',
  counts: sql`
    select count(*)::int as found from duplicate_suggestion d
     where d.decision is null and d.suggested_at < ${now}::timestamptz - interval '90 days'`,
})
