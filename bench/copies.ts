import type { Client } from 'pg'

/**
 * Gives others the same rows as one person has, in every table that names persons: as many rows as work would leave, without doing
 * the work again for each. Ids of rows are made anew from the old one and the person's, so that what hangs together still does;
 * accounts and what is shared by all keep theirs. As the superuser, who may leave out triggers and foreign keys.
 */
export async function copyLife(owner: Client, from: string, to: readonly string[]): Promise<void> {
  const tables = await tablesOf(owner)
  await owner.query('begin')
  await owner.query('set local session_replication_role = replica')
  for (const table of tables) await copyRows(owner, table, { from, to })
  await owner.query('commit')
}

type Table = { readonly name: string; readonly columns: readonly Column[] }
type Column = { readonly name: string; readonly is: 'person' | 'row' | 'kept' }

/** What a person has already, of its own: the person, the register's facts, and what comes of them. */
const OWN = /^(person|person_.*|enrolment.*|completion.*|register_.*|scope_.*|trail_.*|name_.*)$/

/** A column holds rows' ids when it is the table's own id or points, by a foreign key, at a table that names persons. */
async function tablesOf(owner: Client): Promise<readonly Table[]> {
  const { rows } = await owner.query<{ table: string; columns: Column[] }>(`
    with named as (
      select c.oid, c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace),
    pointing as (
      select k.conrelid as oid, unnest(k.conkey) as attnum, unnest(k.confkey) as at, k.confrelid from pg_constraint k
       where k.contype = 'f' and k.confrelid in (select oid from named)),
    own as (
      select distinct p.oid, p.attnum from pointing p
        join pg_attribute t on t.attrelid = p.confrelid and t.attnum = p.at and t.attname not in ('domain_id', 'person_id'))
    select n.relname as table,
           json_agg(json_build_object('name', a.attname, 'is', case
             when a.attname in ('person_id', 'root_id') then 'person'
             when a.atttypid = 'uuid'::regtype and a.attname not in ('domain_id', 'account_id') and a.attname !~ '_by$'
              and (a.attname = 'id' or o.attnum is not null or a.attname = any (array['note_id', 'contact_id', 'meeting_id', 'goal_id', 'step_id',
                   'activity_id', 'appointment_id', 'reading_id', 'mapping_id', 'plan_id', 'review_id', 'placement_id']))
             then 'row' else 'kept' end) order by a.attnum) as columns
      from named n join pg_attribute a on a.attrelid = n.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
      left join own o on o.oid = n.oid and o.attnum = a.attnum
     group by 1 order by 1`)
  return rows.filter(({ table }) => !OWN.test(table)).map(({ table, columns }) => ({ name: table, columns }))
}

async function copyRows(
  owner: Client,
  { name, columns }: Table,
  { from, to }: { readonly from: string; readonly to: readonly string[] },
): Promise<void> {
  const value = ({ name: column, is }: Column) =>
    is === 'person' ? 'p.id' : is === 'row' ? anew(`r.${column}::text || p.id`) : `r.${column}`
  await owner.query(
    `insert into ${name} (${columns.map((column) => column.name).join(', ')})
     select ${columns.map(value).join(', ')} from ${name} r cross join unnest($2::uuid[]) as p(id) where r.person_id = $1`,
    [from, to],
  )
}

/** An id of the fourth version made of a text: the same of the same. */
const anew = (text: string) => `overlay(overlay(md5(${text}) placing '4' from 13) placing '8' from 17)::uuid`
