import { raw, sql } from '../../kernel/sql.ts'
import type { Check } from './model.ts'

const serving = raw(`('sedd_web', 'sedd_sign_in', 'sedd_jobs', 'sedd_import', 'sedd_statistics', 'sedd_evaluation')`)
const owners = raw(`('sedd_owner', 'sedd_access', 'sedd_reach', 'sedd_trail')`)

const tables = sql`
  select c.oid, n.nspname as schema, c.relname as name, c.relrowsecurity as walled, c.relforcerowsecurity as forced, c.relacl, c.relowner
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname in ('public', 'access', 'trail') and c.relkind in ('r', 'p') and c.relname <> 'sedd_migration'`

const ofDomain = sql`
  select t.* from (${tables}) t
   where t.schema = 'public' and exists (
     select from pg_attribute a where a.attrelid = t.oid and a.attname = 'domain_id' and not a.attisdropped)`

/** Persons, and every table that names one; what a delivery stages and what a review is of have walls of their own (`access.may`). */
const ofPersons = sql`
  select t.* from (${ofDomain}) t
   where t.name !~ '^(delivery|review)_' and (t.name in ('person', 'person_merge') or exists (
     select from pg_attribute a where a.attrelid = t.oid and a.attname = 'person_id' and not a.attisdropped))`

const WALL = '(domain_id = ( SELECT access.domain_id() AS domain_id))'
const expression = sql`coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')`

/** Who may see what, as the server holds it: the walls stand, and nobody who serves has a way past them. */
export const WALL_CHECKS: readonly Check[] = [
  {
    name: 'walls.forced',
    severity: 'critical',
    counts: sql`select count(*)::int as found from (${tables}) t where not (t.walled and t.forced)`,
  },
  {
    name: 'walls.domain',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${ofDomain}) t where not exists (
        select from pg_policy p
         where p.polrelid = t.oid and p.polname = 'domain_wall' and not p.polpermissive and p.polcmd = '*' and p.polroles = '{0}'
           and pg_get_expr(p.polqual, p.polrelid) = ${WALL} and pg_get_expr(p.polwithcheck, p.polrelid) = ${WALL})`,
  },
  {
    name: 'walls.hidden',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${ofPersons}) t where not exists (
        select from pg_policy p
         where p.polrelid = t.oid and p.polname = 'hidden' and not p.polpermissive and p.polcmd = '*'
           and (select count(*) from unnest(p.polroles) r where r::regrole::text in ${serving}) >= 5
           and pg_get_expr(p.polqual, p.polrelid) like '%( SELECT access.hides() AS hides)%NOT (% IN ( SELECT access.hidden() AS hidden))%'
           and pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid))`,
  },
  {
    name: 'walls.need_to_know',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${ofPersons}) t join pg_policy p on p.polrelid = t.oid and p.polpermissive
       where not (p.polcmd = 'r' and p.polroles = array['sedd_reach'::regrole::oid])
         and ${expression} not like '%access.reach(%' and ${expression} not like '%access.may(%'`,
  },
  {
    name: 'walls.always_open',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${ofPersons}) t
        join pg_policy p on p.polrelid = t.oid and p.polpermissive and p.polroles = '{0}'
       where pg_get_expr(p.polqual, p.polrelid) = 'true' or pg_get_expr(p.polwithcheck, p.polrelid) = 'true'`,
  },
  {
    name: 'walls.access_closed',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${tables}) t join pg_policy p on p.polrelid = t.oid
       where t.schema = 'access' and p.polroles <> array['sedd_access'::regrole::oid]
         and not (p.polcmd = 'r' and p.polroles = array['sedd_reach'::regrole::oid])`,
  },
  {
    name: 'walls.access_granted',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${tables}) t cross join lateral aclexplode(t.relacl) a
       where t.schema in ('access', 'trail') and a.grantee::regrole::text in ${serving}`,
  },
  {
    name: 'walls.trail_closed',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${tables}) t join pg_policy p on p.polrelid = t.oid
       where t.schema = 'trail' and p.polroles <> array['sedd_trail'::regrole::oid]`,
  },
  {
    name: 'walls.bodies',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from pg_roles r
       where r.rolname in ${serving} and has_column_privilege(r.oid, 'public.note'::regclass, 'body', 'select')`,
  },
  {
    name: 'walls.versions_kept',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${tables}) t
        join pg_attribute k on k.attrelid = t.oid and k.attname = 'known_until' cross join lateral aclexplode(t.relacl) a
       where a.privilege_type = 'DELETE' and a.grantee <> t.relowner`,
  },
  {
    name: 'walls.rough_grants',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${tables}) t cross join lateral aclexplode(t.relacl) a
       where a.privilege_type in ('TRUNCATE', 'TRIGGER') and a.grantee <> t.relowner`,
  },
  {
    name: 'roles.serving_plain',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from pg_roles
       where (rolname in ${serving} or rolname in ${owners})
         and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
  },
  {
    name: 'roles.owners_sign_in',
    severity: 'critical',
    counts: sql`select count(*)::int as found from pg_roles where rolname in ${owners} and rolcanlogin`,
  },
  {
    name: 'roles.members',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname in ${serving}`,
  },
  {
    name: 'roles.own_nothing',
    severity: 'critical',
    counts: sql`
      select (select count(*) from pg_class c join pg_roles r on r.oid = c.relowner
               where r.rolname in ${serving} and c.relpersistence <> 't')::int
           + (select count(*) from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname in ${serving})::int
           + (select count(*) from pg_namespace n join pg_roles r on r.oid = n.nspowner
               where r.rolname in ${serving} and n.nspname !~ '^pg_')::int as found`,
  },
  {
    name: 'roles.create',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from pg_roles r cross join pg_namespace n
       where r.rolname in ${serving} and n.nspname in ('public', 'access', 'trail') and has_schema_privilege(r.oid, n.oid, 'create')`,
  },
]
