import { Client } from 'pg'
import { z } from 'zod'
import type { Connection } from '../kernel/database.ts'
import { RUNTIME_ROLES } from '../kernel/migrate.ts'

/** A way in which the database does not hold what it must. `of`: which role, table or setting; a name of ours, never a value. */
export const FAULTS = [
  'role_powers',
  'role_member',
  'role_owns',
  'not_forced',
  'no_wall',
  'view_past_walls',
  'open_function',
  'not_durable',
  'leaks_statistics',
] as const
export type Fault = (typeof FAULTS)[number]
export type Unsound = { readonly fault: Fault; readonly of: string }

const Found = z.array(z.object({ fault: z.enum(FAULTS), of: z.string() }))

/** The first minor versions in which statistics tell nothing past row security (CVE-2025-8713). Older ones are told by their number. */
const MENDED: Readonly<Record<number, number>> = { 15: 150014, 16: 160010, 17: 170006 }

/** Whether a server, by its version as PostgreSQL counts it, lets statistics tell what row security hides. */
export function leaksStatistics(version: number): boolean {
  return version < (MENDED[Math.floor(version / 10_000)] ?? 0)
}

const SERVING = `array[${RUNTIME_ROLES.map((role) => `'${role}'`).join(', ')}]`
/** Tables, views and functions of our own schemas; what an extension brought is its own. */
const OURS = (catalogue: string, row: string, schema: string) => `
  join pg_namespace n on n.oid = ${row}.${schema} and n.nspname in ('public', 'access', 'trail')
  where not exists (select from pg_depend e where e.classid = '${catalogue}'::regclass and e.objid = ${row}.oid and e.deptype = 'e')`
const WALL = '(domain_id = ( SELECT access.domain_id() AS domain_id))'

/**
 * One question, so that it costs a start next to nothing. Roles that own things sign in nowhere, and nobody who serves is one of
 * them or of any other role; every table is walled against its owner too.
 */
const QUESTION = `
  with serving as (select r.* from pg_roles r where r.rolname = any (${SERVING})),
  owning as (select r.* from pg_roles r where r.rolname in ('sedd_owner', 'sedd_access', 'sedd_reach', 'sedd_trail')),
  relation as (select c.*, n.nspname || '.' || c.relname as name, n.nspname from pg_class c ${OURS('pg_class', 'c', 'relnamespace')})
  select 'role_powers' as fault, rolname::text as of from serving
   where rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
  union all select 'role_powers', rolname from owning
   where rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin
  union all select 'role_member', s.rolname || ' < ' || m.roleid::regrole from pg_auth_members m join serving s on s.oid = m.member
  union all select 'role_owns', s.rolname || ': ' || c.oid::regclass from pg_class c join serving s on s.oid = c.relowner
   where c.relpersistence <> 't'
  union all select 'role_owns', s.rolname || ': ' || p.oid::regprocedure from pg_proc p join serving s on s.oid = p.proowner
  union all select 'role_owns', s.rolname || ': ' || n.nspname from pg_namespace n join serving s on s.oid = n.nspowner
  union all select 'role_owns', s.rolname || ': ' || d.datname from pg_database d join serving s on s.oid = d.datdba
  union all select 'not_forced', name from relation
   where relkind in ('r', 'p') and relname <> 'sedd_migration' and not (relrowsecurity and relforcerowsecurity)
  union all select 'no_wall', r.name from relation r
   where r.relkind in ('r', 'p') and r.nspname = 'public'
     and exists (select from pg_attribute a where a.attrelid = r.oid and a.attname = 'domain_id' and not a.attisdropped)
     and not exists (
       select from pg_policy p where p.polrelid = r.oid and p.polname = 'domain_wall' and not p.polpermissive and p.polcmd = '*'
          and p.polroles = '{0}' and pg_get_expr(p.polqual, p.polrelid) = '${WALL}'
          and pg_get_expr(p.polwithcheck, p.polrelid) = '${WALL}')
  union all select 'view_past_walls', name from relation
   where relkind in ('m', 'f') or (relkind = 'v' and not coalesce(reloptions::text ~ 'security_invoker=(true|on|yes|1)', false))
  union all select 'open_function', p.oid::regprocedure::text from pg_proc p ${OURS('pg_proc', 'p', 'pronamespace')}
     and p.prosecdef and has_function_privilege('public', p.oid, 'execute')
  union all select 'not_durable', name from pg_settings
   where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
  union all select 'not_durable', split_part(c.setting, '=', 1) || coalesce(' (' || nullif(d.setrole, 0)::regrole || ')', '')
    from pg_db_role_setting d cross join lateral unnest(d.setconfig) c(setting)
   where c.setting ~* '^synchronous_commit=(off|false|no|0)$'
     and (d.setdatabase = 0 or d.setdatabase = (select oid from pg_database where datname = current_database()))
     and (d.setrole = 0 or d.setrole in (select oid from serving))`

/** Everything that must not be so before anybody is served. */
export async function faultsOf(client: Client): Promise<readonly Unsound[]> {
  const { rows } = await client.query(`${QUESTION} order by 1, 2`)
  const version = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::integer as version`,
  )
  const leaks = leaksStatistics(version.rows[0]?.version ?? 0)
  return [...Found.parse(rows), ...(leaks ? [{ fault: 'leaks_statistics' as const, of: 'PostgreSQL' }] : [])]
}

export async function faultsIn(owner: Connection): Promise<readonly Unsound[]> {
  const client = new Client(owner)
  await client.connect()
  try {
    return await faultsOf(client)
  } finally {
    await client.end()
  }
}
