import { sql } from '../../kernel/sql.ts'
import type { Check } from './model.ts'

const ours = sql`('public', 'access', 'trail')`

const tables = sql`
  select c.oid, n.nspname as schema, c.relname as name, c.relrowsecurity as walled, c.relforcerowsecurity as forced, c.relacl, c.relowner
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname in ${ours} and c.relkind in ('r', 'p')`

const functions = sql`
  select p.* from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname in ${ours}
     and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`

/** What is to be kept for ever, and what only erasure may take away, in the trail. */
const APPEND_ONLY = ['event', 'event_private', 'batch', 'leaf', 'signing_key', 'signature']

/** The schema as the server holds it, whatever the data: nothing was switched off, left half done or added from outside. */
export const CATALOGUE_CHECKS: readonly Check[] = [
  {
    name: 'catalogue.durable',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from pg_settings
       where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'`,
  },
  {
    name: 'catalogue.search_path',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${functions}) p
       where p.prosecdef and p.proconfig is distinct from array['search_path=pg_catalog, pg_temp']`,
  },
  {
    name: 'catalogue.public_execute',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${functions}) p
       where p.prosecdef and exists (
         select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)`,
  },
  {
    name: 'catalogue.public_tables',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${tables}) t
       where exists (select from aclexplode(t.relacl) a where a.grantee = 0)
          or exists (select from pg_attribute c cross join lateral aclexplode(c.attacl) a where c.attrelid = t.oid and a.grantee = 0)`,
  },
  {
    name: 'catalogue.leakproof',
    severity: 'critical',
    counts: sql`select count(*)::int as found from (${functions}) p where p.proleakproof`,
  },
  {
    name: 'catalogue.language',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from (${functions}) p join pg_language l on l.oid = p.prolang
       where l.lanname not in ('sql', 'plpgsql')`,
  },
  {
    name: 'catalogue.views',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ${ours}
         and (c.relkind in ('m', 'f') or (c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false)))`,
  },
  {
    name: 'catalogue.default_privileges',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from pg_default_acl d cross join lateral aclexplode(d.defaclacl) a
       where a.grantee = 0 or a.grantee::regrole::text in
         ('sedd_web', 'sedd_sign_in', 'sedd_jobs', 'sedd_import', 'sedd_statistics', 'sedd_evaluation')`,
  },
  {
    name: 'catalogue.triggers',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from pg_trigger g join (${tables}) t on t.oid = g.tgrelid where g.tgenabled <> 'O'`,
  },
  {
    name: 'catalogue.append_only',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from unnest(${APPEND_ONLY}::text[]) kept (name)
       where (select count(*) from pg_trigger g join (${tables}) t on t.oid = g.tgrelid
               where t.schema = 'trail' and t.name = kept.name and g.tgname in ('no_rewrite', 'no_truncate')) < 2`,
  },
  {
    name: 'catalogue.constraints',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from pg_constraint k join (${tables}) t on t.oid = k.conrelid where not k.convalidated`,
  },
  {
    name: 'catalogue.references_on',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from pg_constraint k join (${tables}) t on t.oid = k.conrelid
       where k.contype = 'f' and (select count(*) from pg_trigger g where g.tgconstraint = k.oid and g.tgenabled = 'O') < 4`,
  },
  {
    name: 'catalogue.indexes',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from pg_index i join (${tables}) t on t.oid = i.indrelid
       where not (i.indisvalid and i.indisready and i.indislive)`,
  },
  {
    name: 'catalogue.reference_indexes',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from pg_constraint k join (${tables}) t on t.oid = k.conrelid
       where k.contype = 'f' and not exists (
         select from pg_index i
          where i.indrelid = k.conrelid and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
  },
  {
    name: 'catalogue.extensions',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from pg_extension where extname not in ('plpgsql', 'btree_gist', 'pg_stat_statements')`,
  },
  {
    name: 'catalogue.event_triggers',
    severity: 'serious',
    counts: sql`select count(*)::int as found from pg_event_trigger`,
  },
  {
    name: 'catalogue.publications',
    severity: 'notice',
    counts: sql`select count(*)::int as found from pg_publication`,
  },
  {
    name: 'catalogue.collation',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from pg_database d
       where d.datname = current_database() and d.datcollversion is distinct from pg_database_collation_actual_version(d.oid)`,
  },
  {
    name: 'catalogue.rules',
    severity: 'critical',
    counts: sql`select count(*)::int as found from pg_rewrite r join (${tables}) t on t.oid = r.ev_class`,
  },
]
