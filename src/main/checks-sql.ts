import type { Instant } from '../kernel/date.ts'
import { joinSql, raw, type Sql, sql } from '../kernel/sql.ts'

/** Something that must never be so. `counts` answers with one row `found`: how many times it is. */
export type Check = { readonly name: string; readonly counts: Sql }

/** What the catalogue must say, whatever the data. */
export const CATALOGUE_CHECKS: readonly Check[] = [
  {
    name: 'every table of ours has forced row security',
    counts: sql`
      select count(*) as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'access') and c.relkind in ('r', 'p') and c.relname <> 'sedd_migration'
         and not (c.relrowsecurity and c.relforcerowsecurity)`,
  },
  {
    name: 'every table with a domain has the domain wall',
    counts: sql`
      select count(*) as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p')
         and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'domain_id' and not a.attisdropped)
         and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'domain_wall' and not p.polpermissive)`,
  },
  {
    name: 'no role that serves can pass row security',
    counts: sql`
      select count(*) as found from pg_roles
       where rolname in ('sedd_web', 'sedd_jobs', 'sedd_import', 'sedd_statistics', 'sedd_evaluation', 'sedd_owner', 'sedd_access')
         and (rolsuper or rolbypassrls or rolcreaterole)`,
  },
  {
    name: 'no role that serves owns anything',
    counts: sql`
      select count(*) as found from pg_class c join pg_roles r on r.oid = c.relowner
       where r.rolname in ('sedd_web', 'sedd_jobs', 'sedd_import', 'sedd_statistics', 'sedd_evaluation') and c.relpersistence <> 't'`,
  },
  {
    name: 'what is committed is on disk',
    counts: sql`
      select count(*) as found from pg_settings
       where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'`,
  },
  {
    name: 'every function with its owner’s rights has a fixed search path',
    counts: sql`
      select count(*) as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('public', 'access') and p.prosecdef
         and not coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false)`,
  },
]

const REGISTER_CHECKS: readonly Check[] = [
  {
    name: 'no person stands twice in the register on the same day',
    counts: sql`
      select count(*) as found from register_period a
        join register_period b on b.domain_id = a.domain_id and b.person_id = a.person_id and b.id > a.id
       where a.known_until is null and b.known_until is null
         and daterange(a.from_on, a.until_on) && daterange(b.from_on, b.until_on)`,
  },
  {
    name: 'nobody is in the register from the day they turn twenty',
    counts: sql`
      select count(*) as found from register_period p join person n on n.domain_id = p.domain_id and n.id = p.person_id
       where p.known_until is null and (p.until_on is null or p.until_on > n.latest_birth_date + interval '20 years')`,
  },
  {
    name: 'nobody is in the register after leaving the country or this life',
    counts: sql`
      select count(*) as found from register_period p
        join person_residency r on r.domain_id = p.domain_id and r.person_id = p.person_id
       where p.known_until is null and r.known_until is null
         and daterange(p.from_on, p.until_on) && daterange(r.from_on, r.until_on)`,
  },
  {
    name: 'unclear days lie within the register',
    counts: sql`
      select count(*) as found from register_unclear u
       where u.known_until is null and not exists (
         select from register_period p where p.domain_id = u.domain_id and p.person_id = u.person_id and p.known_until is null
            and daterange(p.from_on, p.until_on) @> daterange(u.from_on, u.until_on))`,
  },
  {
    name: 'only persons who stand for themselves are in the register',
    counts: sql`
      select count(*) as found from register_period p join person n on n.domain_id = p.domain_id and n.id = p.person_id
       where p.known_until is null and (n.root_id <> n.id or n.known_until is not null)`,
  },
]

const PERSON_CHECKS: readonly Check[] = [
  {
    name: 'a merged person points at one who is not merged',
    counts: sql`
      select count(*) as found from person n join person r on r.domain_id = n.domain_id and r.id = n.root_id
       where r.root_id <> r.id`,
  },
  {
    name: 'every merge is seen on the merged person',
    counts: sql`
      select count(*) as found from person_merge m join person n on n.domain_id = m.domain_id and n.id = m.merged_id
       where m.unmerged_at is null and n.root_id = n.id`,
  },
  {
    name: 'the protection of a person is that of its open period',
    counts: sql`
      select count(*) as found from person n
        left join person_protection p on p.domain_id = n.domain_id and p.person_id = n.id and p.known_until is null and p.until_on is null
       where n.known_until is null and n.protection <> coalesce(p.kind, 'none')`,
  },
  {
    name: 'everybody who stands for somebody has a number',
    counts: sql`
      select count(*) as found from person n
       where n.known_until is null and not exists (
         select from person_identifier i where i.domain_id = n.domain_id and i.person_id = n.id)`,
  },
  {
    name: 'no version of a fact ended before it began',
    counts: sql`
      select (select count(*) from enrolment where known_until < known_from)
           + (select count(*) from person_residence where known_until < known_from)
           + (select count(*) from register_period where known_until < known_from) as found`,
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

const REFERENCE_CHECKS: readonly Check[] = [
  {
    name: 'every fact speaks of a person there is',
    counts: sql`select count(*) as found from (${joinSql(
      SPEAKING_OF_A_PERSON.map(
        (table) => sql`
        select person_id from ${raw(table)} f where not exists (
          select from person n where n.domain_id = f.domain_id and n.id = f.person_id)`,
      ),
      ' union all ',
    )}) lost`,
  },
  {
    name: 'everybody merged stands for a person there is',
    counts: sql`
      select count(*) as found from person m where not exists (
        select from person n where n.domain_id = m.domain_id and n.id = m.root_id)`,
  },
]

const DELIVERY_CHECKS: readonly Check[] = [
  {
    name: 'every applied delivery stands in the trail',
    counts: sql`
      select count(*) as found from delivery d
       where d.status in ('applied', 'reversed')
         and not exists (select from access.events(null, 1000000) e where e.object = d.id::text)`,
  },
  {
    name: 'no delivery that is over keeps staged rows',
    counts: sql`
      select count(*) as found from delivery d
       where d.status in ('applied', 'reversed', 'discarded', 'refused')
         and (exists (select from delivery_population_row r where r.domain_id = d.domain_id and r.delivery_id = d.id)
           or exists (select from delivery_enrolment_row r where r.domain_id = d.domain_id and r.delivery_id = d.id)
           or exists (select from delivery_completion_row r where r.domain_id = d.domain_id and r.delivery_id = d.id))`,
  },
  {
    name: 'the kept total of the latest day is the number of members that day',
    counts: sql`
      select count(*) as found from (select * from register_total order by on_day desc limit 1) t
       where t.members <> (select count(*) from register_period p where p.known_until is null
          and (p.from_on is null or p.from_on <= t.on_day) and (p.until_on is null or p.until_on > t.on_day))`,
  },
  {
    name: 'no job has been given up',
    counts: sql`select count(*) as found from job where failed_at is not null`,
  },
]

/** What the data of one domain must say at an instant. */
export function dataChecks(now: Instant): readonly Check[] {
  const late: Check = {
    name: 'nobody waits to be computed while no work is under way',
    counts: sql`select count(*) as found from scope_touched where touched_at < ${now}::timestamptz - interval '1 hour'`,
  }
  return [...REGISTER_CHECKS, ...PERSON_CHECKS, ...REFERENCE_CHECKS, ...DELIVERY_CHECKS, late]
}
