import type { Client } from 'pg'
import { z } from 'zod'

/** A table to carry over. `name` is quoted and has its schema; `columns` are those that are stored, quoted. */
export type Table = { readonly name: string; readonly columns: readonly string[]; readonly hasDomain: boolean }
export type Sequence = { readonly name: string; readonly last: string | null; readonly called: boolean }

/**
 * What is under way ends with a restore: sessions, sign-ins that have begun, counted tries, and forms that wait for a session. So do
 * invitations: one that was used or taken back after the backup would be good again. Each after those that refer to it.
 */
export const UNDER_WAY = [
  'access.parked_form',
  'access.attempt',
  'access.session',
  'access.rate',
  'access.invitation',
] as const
/** The migrations are compared, not copied. */
const LEFT_OUT = [...UNDER_WAY, 'public.sedd_migration']

const TableRow = z.object({
  oid: z.number(),
  name: z.string(),
  columns: z.array(z.string()),
  has_domain: z.boolean(),
  needs: z.array(z.number()),
})

const TABLES = `
  select c.oid::int as oid, format('%I.%I', n.nspname, c.relname) as name,
         array(select quote_ident(a.attname) from pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
         exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'domain_id') as has_domain,
         array(select k.confrelid::int from pg_constraint k
                where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid
               union
               select r.target::regclass::oid::int from pg_trigger t join pg_proc p on p.oid = t.tgfoid
                 join (values ('require_person', 'public.person'), ('require_delivery', 'public.delivery')) r (name, target)
                   on r.name = p.proname
                where t.tgrelid = c.oid) as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname in ('public', 'access', 'trail') and c.relkind = 'r' and c.relpersistence = 'p'
     and not (n.nspname || '.' || c.relname = any ($1))
     and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
   order by name`

/** All tables, each after those it refers to, so that every reference holds while rows are put back in this order. */
export async function tablesInOrder(client: Client): Promise<readonly Table[]> {
  const { rows } = await client.query(TABLES, [LEFT_OUT])
  const waiting = new Map(
    z
      .array(TableRow)
      .parse(rows)
      .map((row) => [row.oid, row]),
  )
  const ordered: Table[] = []
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter((row) => !row.needs.some((oid) => waiting.has(oid)))
    if (ready.length === 0) throw new Error('The tables refer to each other in a circle.')
    for (const { oid, name, columns, has_domain: hasDomain } of ready) {
      ordered.push({ name, columns, hasDomain })
      waiting.delete(oid)
    }
  }
  return ordered
}

/** The sequences behind identity columns and where they stand. */
export async function sequences(client: Client): Promise<readonly Sequence[]> {
  const { rows } = await client.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname in ('public', 'access', 'trail') order by 1`)
  const found: Sequence[] = []
  for (const { name } of rows) {
    const answer = await client.query<{ last_value: string; is_called: boolean }>(
      `select last_value::text, is_called from ${name}`,
    )
    const [state] = answer.rows
    found.push({ name, last: state?.last_value ?? null, called: state?.is_called ?? false })
  }
  return found
}

/** Names and checksums of the migrations, in order: two databases with the same list have the same tables. */
export async function migrationsOf(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select name || ' ' || checksum as line from sedd_migration order by name`,
  )
  return rows.map((row) => row.line)
}
