import type { Client } from 'pg'
import { z } from 'zod'
import { RUNTIME_ROLES } from '../../src/kernel/migrate.ts'
import { TABLES } from '../access/tables.ts'
import { type Weakened, weakenedBody, weakenedExpression } from './sql-parts.ts'

/** One wall, broken in one way. `of` is the table or the function it stands in. */
export type Mutant = {
  readonly kind: 'policy' | 'security' | 'grant' | 'role' | 'execute' | 'body' | 'definer'
  readonly of: string
  readonly name: string
  readonly statement: string
}

/** Every way in which a wall can be broken by one slip, read from the catalogue of a migrated database. */
export async function mutantsOf(client: Client): Promise<readonly Mutant[]> {
  const ofWalls = await functionsOfWalls(client)
  return [
    ...(await policyMutants(client)),
    ...securityMutants(),
    ...(await grantMutants(client)),
    ...roleMutants(),
    ...(await executeMutants(client)),
    ...(await bodyMutants(client, ofWalls)),
    ...(await definerMutants(client, ofWalls)),
  ]
}

const PolicyRow = z.object({
  table: z.string(),
  name: z.string(),
  permissive: z.boolean(),
  command: z.string(),
  roles: z.string(),
  using: z.string().nullable(),
  check: z.string().nullable(),
})
type PolicyRow = z.infer<typeof PolicyRow>

async function policyMutants(client: Client): Promise<readonly Mutant[]> {
  const { rows } = await client.query(`
    select n.nspname || '.' || c.relname as table, p.polname::text as name, p.polpermissive as permissive,
           case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
           coalesce((select string_agg(r.rolname, ', ' order by r.rolname) from pg_roles r where r.oid = any (p.polroles)), 'public') as roles,
           pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'access', 'trail') order by 1, 2`)
  return z.array(PolicyRow).parse(rows).flatMap(ofPolicy)
}

function ofPolicy(policy: PolicyRow): readonly Mutant[] {
  const { table, name, permissive } = policy
  const mutant = (what: string, statement: string): Mutant => ({
    ...{ kind: 'policy', of: table, name: `${table} ${name}: ${what}` },
    statement,
  })
  const drop = `drop policy ${name} on ${table}`
  const side = (which: 'using' | 'check') => {
    const text = policy[which]
    if (text === null || text === 'true') return []
    const all: readonly Weakened[] = [{ what: 'true', text: 'true' }, ...weakenedExpression(text)]
    const clause = which === 'using' ? 'using' : 'with check'
    const distinct = [...new Map(all.map((each) => [each.text, each])).values()]
    return distinct.map(({ what, text: weak }) =>
      mutant(`${which} ${what}`, `alter policy ${name} on ${table} ${clause} (${weak})`),
    )
  }
  const loose = `${drop}; create policy ${name} on ${table} for ${policy.command} to ${policy.roles}${clauses(policy)}`
  return [
    mutant('dropped', drop),
    ...(permissive ? [] : [mutant('permissive', loose)]),
    ...side('using'),
    ...side('check'),
  ]
}

const clauses = ({ using, check }: PolicyRow) =>
  `${using === null ? '' : ` using (${using})`}${check === null ? '' : ` with check (${check})`}`

function securityMutants(): readonly Mutant[] {
  return Object.keys(TABLES)
    .filter((table) => table !== 'public.sedd_migration')
    .flatMap((of) => [
      {
        kind: 'security',
        of,
        name: `${of}: row security off`,
        statement: `alter table ${of} disable row level security`,
      },
      { kind: 'security', of, name: `${of}: not forced`, statement: `alter table ${of} no force row level security` },
    ])
}

const Ungranted = z.object({ role: z.string(), table: z.string(), verb: z.string(), columns: z.array(z.string()) })

/** What a serving role was not given: the whole of a table, or the columns that it lacks. */
async function grantMutants(client: Client): Promise<readonly Mutant[]> {
  const { rows } = await client.query(
    `select r.role, t.table, v.verb, array_agg(a.attname::text order by a.attnum) as columns
       from unnest($1::text[]) r(role) cross join unnest($2::text[]) t("table")
      cross join unnest(array['select', 'insert', 'update']) v(verb)
       join pg_attribute a on a.attrelid = t.table::regclass and a.attnum > 0 and not a.attisdropped
      where not has_column_privilege(r.role, a.attrelid, a.attnum, v.verb)
      group by 1, 2, 3
     union all
     select r.role, t.table, v.verb, '{}' from unnest($1::text[]) r(role) cross join unnest($2::text[]) t("table")
      cross join unnest(array['delete', 'truncate', 'references', 'trigger']) v(verb)
      where not has_table_privilege(r.role, t.table, v.verb)`,
    [RUNTIME_ROLES, Object.keys(TABLES)],
  )
  return z
    .array(Ungranted)
    .parse(rows)
    .flatMap(({ role, table, verb, columns }) => {
      const grant = (what: string): Mutant => ({
        ...{ kind: 'grant', of: table, name: `${table}: ${what} to ${role}` },
        statement: `grant ${what} on ${table} to ${role}`,
      })
      return [grant(verb), ...columns.map((column) => grant(`${verb} (${column})`))]
    })
}

/** Powers that a role has over the whole cluster, and belonging to a role that owns things. */
function roleMutants(): readonly Mutant[] {
  const powers = ['superuser', 'bypassrls', 'createrole', 'createdb', 'replication']
  const owning = ['sedd_owner', 'sedd_access', 'sedd_reach', 'sedd_trail']
  const mutant = (name: string, statement: string): Mutant => ({ kind: 'role', of: 'roles', name, statement })
  return [
    ...[...RUNTIME_ROLES, ...owning].flatMap((role) =>
      powers.map((power) => mutant(`${role}: ${power}`, `alter role ${role} ${power}`)),
    ),
    ...RUNTIME_ROLES.flatMap((role) =>
      [...owning, 'sedd_backup', 'pg_read_all_data', ...RUNTIME_ROLES.filter((other) => other !== role)].map((into) =>
        mutant(`${role} becomes ${into}`, `grant ${into} to ${role}`),
      ),
    ),
    ...owning.map((role) => mutant(`${role} signs in`, `alter role ${role} login`)),
  ]
}

const Definer = z.object({
  signature: z.string(),
  name: z.string(),
  source: z.string(),
  definition: z.string(),
  boolean: z.boolean(),
  refused: z.array(z.string()),
})

async function functionsOf(client: Client, which: 'prosecdef' | 'true') {
  const { rows } = await client.query(
    `select p.oid::regprocedure::text as signature, n.nspname || '.' || p.proname as name, p.prosrc as source, pg_get_functiondef(p.oid) as definition,
            p.prorettype = 'boolean'::regtype as boolean,
            array(select r from unnest($1::text[] || '{public}'::text[]) r where r = 'public' or not has_function_privilege(r, p.oid, 'execute')) as refused
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${which} and p.prokind = 'f' and n.nspname in ('public', 'access', 'trail') order by 1`,
    [RUNTIME_ROLES],
  )
  return z.array(Definer).parse(rows)
}

async function executeMutants(client: Client): Promise<readonly Mutant[]> {
  const definers = await functionsOf(client, 'prosecdef')
  return definers.flatMap(({ signature, refused }) => [
    ...refused.map(
      (role): Mutant => ({
        ...{ kind: 'execute', of: signature, name: `${signature}: execute to ${role}` },
        statement: `grant execute on function ${signature} to ${role}`,
      }),
    ),
    {
      ...{ kind: 'execute', of: signature, name: `${signature}: any search path` },
      statement: `alter function ${signature} reset search_path`,
    },
  ])
}

/** Names of functions, by following calls from the policies, from `access.begin` and from what is kept after it. */
async function functionsOfWalls(client: Client): Promise<ReadonlySet<string>> {
  const { rows: bodies } = await client.query<{ name: string; source: string }>(
    `select n.nspname || '.' || p.proname as name, p.prosrc as source from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'access', 'trail')`,
  )
  const { rows } = await client.query<{ text: string }>(
    `select coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), '') || ' access.begin( access.keep_reach(' as text from pg_policy`,
  )
  const called = new Set<string>()
  let texts: readonly string[] = rows.map(({ text }) => text)
  while (texts.length > 0) {
    const names = new Set(
      texts.flatMap((text) => [...text.matchAll(/\b((?:access|trail|public)\.\w+)\(/g)].map(([, name]) => name ?? '')),
    )
    const fresh = bodies.filter(({ name }) => names.has(name) && !called.has(name))
    for (const { name } of fresh) called.add(name)
    texts = fresh.map(({ source }) => source)
  }
  return called
}

/** Of the functions that stand behind the walls and the door, whatever they run as. */
async function bodyMutants(client: Client, behind: ReadonlySet<string>): Promise<readonly Mutant[]> {
  const functions = (await functionsOf(client, 'true')).filter(({ name }) => behind.has(name))
  return functions.flatMap((each) => brokenBodies(each, 'body'))
}

/** What a condition must speak of to be a wall: who asks and with which right, whose it is, and who is within reach. */
const OF_WALLS =
  /access\.(require_\w+|may|domain_id|account_id|membership_id|is_fresh|sees\w*|reach|hidden|hides|shut_out|manages|claim)\(|\bdomain_id\b|\bhome\b|\bmine\b/

/** Of the other functions that run with their owner's rights: each condition of theirs that is a wall. */
async function definerMutants(client: Client, behind: ReadonlySet<string>): Promise<readonly Mutant[]> {
  const definers = (await functionsOf(client, 'prosecdef')).filter(({ name }) => !behind.has(name))
  return definers
    .flatMap((each) => brokenBodies(each, 'definer'))
    .filter(({ of, name }) => OF_WALLS.test(name.slice(of.length)))
}

function brokenBodies(
  { signature, source, definition, boolean }: z.infer<typeof Definer>,
  kind: 'body' | 'definer',
): readonly Mutant[] {
  return weakenedBody(source, boolean).map(
    ({ what, text }): Mutant => ({
      ...{ kind, of: signature, name: `${signature}: ${what}` },
      statement: definition.replace(source, () => text),
    }),
  )
}
