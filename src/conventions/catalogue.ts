import type { Client } from 'pg'
import { RUNTIME_ROLES } from '../kernel/migrate.ts'
import { DEFINERS } from './definers.ts'

/** What the catalogue of a migrated database must say. Each query answers with one row `found` for every breach. */
export type CatalogueRule = { readonly name: string; readonly query: string }

/** Reference data of the whole country and of the law: no person, no domain. */
const REFERENCE = ['municipality', 'school_unit', 'programme', 'holiday', 'register_parameter']

/** The migrator's own note of what it has done. */
const MIGRATIONS = 'sedd_migration'

/**
 * The register's columns. Förordning (2006:39) 4 § lists all that the register may hold: name, number, address, e-mail and
 * telephone (reached through person_id; sort_name and gram are the name folded); former, present and coming occupation; and
 * measures. Beside it there are keys, days, codes of reason and cause, who answers for the person, and a day's totals, which speak
 * of nobody. Nothing else, ever.
 */
export const REGISTER: Readonly<Record<string, readonly string[]>> = {
  register_period: [
    'domain_id',
    'id',
    'person_id',
    'from_on',
    'until_on',
    'reason',
    'sort_name',
    'known_from',
    'known_until',
  ],
  register_unclear: ['domain_id', 'id', 'person_id', 'cause', 'from_on', 'until_on', 'known_from', 'known_until'],
  register_occupation: [
    'domain_id',
    'id',
    'person_id',
    'occupation',
    'source',
    'from_on',
    'until_on',
    'confirmed_on',
    'best_before_on',
    'recorded_by',
    'carried_by',
    'set_aside_by',
    'known_from',
    'known_until',
  ],
  register_owner: [
    'domain_id',
    'id',
    'person_id',
    'account_id',
    'from_on',
    'assigned_by',
    'carried_by',
    'known_from',
    'known_until',
  ],
  register_change: ['domain_id', 'id', 'person_id', 'kind', 'reason', 'on_day', 'recorded_at'],
  register_search: ['domain_id', 'gram', 'person_id'],
  register_total: ['domain_id', 'on_day', 'members', 'protected', 'unclear', 'schools'],
  register_parameter: ['name', 'valid_from', 'value', 'verified', 'source'],
}

const list = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')

const TABLES = `
  select c.oid, n.nspname as schema, c.relname as name, n.nspname || '.' || c.relname as found, c.relrowsecurity as walled,
         c.relforcerowsecurity as forced
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname in ('public', 'access', 'trail') and c.relkind in ('r', 'p')`

/** Tables whose rows belong to a secrecy domain: all but the country's, the access schema's own, and the migrator's note. */
const OF_A_DOMAIN = `
  select * from (${TABLES}) t
   where schema = 'public' and name not in (${list([...REFERENCE, MIGRATIONS])})`

/** Functions of our own, not of an extension. */
const FUNCTIONS = `
  select p.*, n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname in ('public', 'access', 'trail')
     and not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')`

const named = (roles: string) =>
  roles
    .split(' ')
    .filter((role) => role !== '')
    .map((role) => `sedd_${role}`)
    .join(' ')
const EXECUTED = DEFINERS.flatMap(({ owner, executedBy, functions }) =>
  functions.map((name) => `('${name}', 'sedd_${owner}', '${named(executedBy)}')`),
).join(', ')
const SIGNING_IN_OR_OWNING = [...RUNTIME_ROLES, 'sedd_owner', 'sedd_access', 'sedd_reach', 'sedd_trail']
const GRANTEE = `case g.grantee when 0 then 'public' else g.grantee::regrole::text end`

const WALL = '(domain_id = ( SELECT access.domain_id() AS domain_id))'

export const CATALOGUE_RULES: readonly CatalogueRule[] = [
  {
    name: 'an index stands under every foreign key',
    query: `
      select k.conrelid::regclass || '.' || k.conname as found from pg_constraint k
       where k.contype = 'f' and not exists (
         select from pg_index i where i.indrelid = k.conrelid and i.indisvalid
            and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\([a-z_]+ (<> id|IS NOT NULL)\\)$')
            and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
  },
  {
    name: 'no column is a time without a zone',
    query: `
      select t.found || '.' || a.attname as found from (${TABLES}) t
        join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
       where a.atttypid in ('timestamp'::regtype, 'time'::regtype, 'timetz'::regtype)`,
  },
  {
    name: 'every table has forced row security',
    query: `select found from (${TABLES}) t where not walled or (not forced and name <> '${MIGRATIONS}')`,
  },
  {
    name: 'every table of a domain has the restrictive wall, for reading and for writing',
    query: `
      select found from (${OF_A_DOMAIN}) t where not exists (
        select from pg_policy p where p.polrelid = t.oid and p.polname = 'domain_wall' and not p.polpermissive and p.polcmd = '*'
           and p.polroles = '{0}' and pg_get_expr(p.polqual, p.polrelid) = '${WALL}'
           and pg_get_expr(p.polwithcheck, p.polrelid) = '${WALL}')`,
  },
  {
    name: 'reference data can be read by all and written by its owner alone',
    query: `
      select c.found || ' ' || p.polname as found from (${TABLES}) c join pg_policy p on p.polrelid = c.oid
       where c.name in (${list(REFERENCE)}) and p.polcmd <> 'r' and p.polroles <> array['sedd_owner'::regrole::oid]`,
  },
  {
    name: 'what only the access functions may see is closed to every other role',
    query: `
      select c.found || ' ' || p.polname as found from (${TABLES}) c join pg_policy p on p.polrelid = c.oid
       where c.schema = 'access' and p.polroles <> array['sedd_access'::regrole::oid]
         and not (p.polname = 'for_reach' and p.polcmd = 'r' and p.polroles = array['sedd_reach'::regrole::oid])`,
  },
  {
    name: 'what only the trail’s functions may see is closed to every other role, and written to by none',
    query: `
      select c.found || ' ' || p.polname as found from (${TABLES}) c join pg_policy p on p.polrelid = c.oid
       where c.schema = 'trail' and p.polroles <> array['sedd_trail'::regrole::oid]
      union all
      select c.found || ' ' || g.grantee::regrole from (${TABLES}) c
        join pg_class k on k.oid = c.oid cross join lateral aclexplode(k.relacl) g
       where c.schema = 'trail' and g.grantee <> k.relowner`,
  },
  {
    name: 'what is sealed cannot be rewritten',
    query: `
      select t.name as found from unnest(array['event', 'event_private', 'batch', 'leaf', 'signing_key', 'signature']) t(name)
       where (select count(*) from pg_trigger g
               where g.tgrelid = ('trail.' || t.name)::regclass and g.tgenabled = 'O' and g.tgname in ('no_rewrite', 'no_truncate')) < 2`,
  },
  {
    name: 'every primary and unique key begins with the domain',
    query: `
      select i.indexrelid::regclass::text as found from pg_index i join (${OF_A_DOMAIN}) t on t.oid = i.indrelid
       where i.indisunique and not exists (
         select from pg_attribute a where a.attrelid = t.oid and a.attnum = i.indkey[0] and a.attname = 'domain_id')`,
  },
  {
    name: 'every reference to a row of a domain carries the domain',
    query: `
      select k.conrelid::regclass || '.' || k.conname as found from pg_constraint k
        join (${OF_A_DOMAIN}) t on t.oid = k.confrelid
       where k.contype = 'f' and not exists (
         select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname = 'domain_id')`,
  },
  {
    name: 'the functions that run with their owner’s rights are these and no others',
    query: `
      select coalesce(f.name, d.name) as found
        from (select distinct n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
               where p.prosecdef and n.nspname in ('public', 'access', 'trail')) f
        full join unnest(array[${list(DEFINERS.flatMap(({ functions }) => functions))}]) d(name) on d.name = f.name
       where f.name is null or d.name is null`,
  },
  {
    name: 'each of them belongs to the role, and is executed by the roles, that it is for, and by no others',
    query: `
      with f as (
        select p.name, p.proowner::regrole::text as owner,
               coalesce((select string_agg(${GRANTEE}, ' ' order by ${GRANTEE} collate "C")
                           from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee <> p.proowner), '') as roles
          from (${FUNCTIONS}) p where p.prosecdef)
      select f.name || ' ' || f.owner || ': ' || f.roles as found from f
        join (values ${EXECUTED}) d(name, owner, roles) on d.name = f.name
       where (f.owner, f.roles) is distinct from (d.owner, d.roles)`,
  },
  {
    name: 'no function is executed by everybody',
    query: `
      select p.name as found from (${FUNCTIONS}) p
       where exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee = 0)`,
  },
  {
    name: 'nothing is read past the walls: no view with its owner’s rights, nothing kept ready, nothing from outside',
    query: `
      select n.nspname || '.' || c.relname as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'access', 'trail')
         and (c.relkind in ('m', 'f') or (c.relkind = 'v' and not coalesce(c.reloptions::text ~ 'security_invoker=(true|on|yes|1)', false)))`,
  },
  {
    name: 'no role that serves or owns is another role',
    query: `
      select m.member::regrole || ' < ' || m.roleid::regrole as found from pg_auth_members m
       where m.member in (select oid from pg_roles where rolname in (${list(SIGNING_IN_OR_OWNING)}))`,
  },
  {
    name: 'what is made later is given to nobody by itself',
    query: `
      select d.defaclrole::regrole || ' ' || d.defaclobjtype::text as found
        from pg_default_acl d cross join lateral aclexplode(d.defaclacl) g where g.grantee <> d.defaclrole`,
  },
  {
    name: 'every function that runs with its owner’s rights has a fixed search path',
    query: `
      select p.oid::regprocedure::text as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('public', 'access', 'trail') and p.prosecdef
         and p.proconfig is distinct from array['search_path=pg_catalog, pg_temp']`,
  },
  {
    name: 'what has versions is closed, never deleted, by those who serve',
    query: `
      select distinct t.found || ' ' || g.grantee::regrole as found
        from (${TABLES}) t
        join pg_attribute a on a.attrelid = t.oid and a.attname = 'known_until'
        join pg_class c on c.oid = t.oid cross join lateral aclexplode(c.relacl) g
       where g.privilege_type in ('DELETE', 'TRUNCATE') and g.grantee <> c.relowner`,
  },
  {
    name: 'the register holds the closed list of förordning (2006:39) 4 § and nothing else',
    query: `
      select coalesce(t.found, l.found) as found
        from (select c.relname || '.' || a.attname as found from pg_class c
                join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
               where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relname like 'register\\_%') t
        full join unnest(array[${list(Object.entries(REGISTER).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)))}]) l(found)
          on l.found = t.found
       where t.found is null or l.found is null`,
  },
]

/** Tables that speak of persons: each has its legal ground in docs/law.md (decision in docs/adr/0009). */
export async function tablesOfPersons(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select t.name from (${TABLES}) t
     where t.schema = 'public' and exists (
       select from pg_attribute a where a.attrelid = t.oid and a.attname in ('person_id', 'birth_date', 'number') and not a.attisdropped)`)
  return rows.map((row) => row.name).sort()
}

export async function catalogueBreaches(client: Client, { query }: CatalogueRule): Promise<string[]> {
  const { rows } = await client.query<{ found: string }>(query)
  return rows.map((row) => row.found).sort()
}

/** Every table and column there is, as `table` and `table.column`. */
export async function columnsOf(client: Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string; table: string }>(`
    select t.name || '.' || a.attname as name, t.name as table from (${TABLES}) t
      join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped`)
  return new Set(rows.flatMap((row) => [row.name, row.table]))
}
