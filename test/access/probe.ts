import type { Client } from 'pg'
import { RUNTIME_ROLES } from '../../src/kernel/migrate.ts'
import type { Actor, PersonName } from './cast.ts'
import { ME, may, type Row } from './oracle.ts'
import { type Shape, type Stored, storedIn } from './rows.ts'
import { type Surface, TABLES, type TableLaw, type Verb } from './tables.ts'
import { beginning, type World } from './world.ts'

/**
 * Tries everything as one actor on one surface: what is seen, changed and deleted in a statement for each table, and what is
 * written row by row. Everything that is tried is undone within the statement that tried it.
 */

/** One thing to try. `set`: the keys it touches. `count`: how many, told without reading. `write`: whether one row goes in. */
type Attempt = {
  readonly id: number
  readonly kind: 'set' | 'count' | 'write'
  readonly table: string
  readonly verb: Verb
  readonly text: string
  /** What would be written, for `write`. */
  readonly row?: Stored
}

export type Stage = {
  readonly surface: Surface
  readonly attempts: readonly Attempt[]
  readonly rows: ReadonlyMap<string, readonly { readonly row: Stored; readonly key: string }[]>
}

/** The answer to an attempt: keys, or a number of rows, or the error that met it. */
type Answer = { readonly code: string | null; readonly keys: readonly string[]; readonly touched: number }

const SCHEMA = `
  create schema probe;
  create table probe.attempt (surface text, id integer, kind text, text text, primary key (surface, id));
  -- As the one who calls it. What an attempt did is undone by the error that ends it; what it found is kept.
  create function probe.sweep(on_surface text, wanted integer[]) returns table (id integer, code text, keys text[], touched bigint)
    language plpgsql as $$
  declare
    attempt record;
  begin
    for attempt in select a.* from probe.attempt a 
      join unnest(wanted) w (id) on w.id = a.id where a.surface = on_surface order by a.id loop
      id := attempt.id; code := null; keys := null; touched := 0;
      begin
        if attempt.kind = 'set' then
          execute attempt.text into keys;
        else
          execute attempt.text;
          get diagnostics touched = row_count;
        end if;
        raise exception using errcode = 'PR001';
      exception
        when sqlstate 'PR001' then null;
        when others then code := sqlstate; keys := null; touched := 0;
      end;
      return next;
    end loop;
  end $$;
  grant usage on schema probe to public;
  grant select on probe.attempt to public;
  grant execute on function probe.sweep(text, integer[]) to public`

export async function setTheStage(world: World, surfaces: readonly Surface[]): Promise<readonly Stage[]> {
  await world.client.query(SCHEMA)
  const stored = new Map<string, readonly Stored[]>()
  for (const shape of world.shapes) stored.set(shape.table, await storedIn(world.client, shape))
  const stages: Stage[] = []
  for (const surface of surfaces) stages.push(await aStage(world, surface, stored))
  return stages
}

type Granted = {
  readonly select: readonly string[]
  readonly insert: readonly string[]
  readonly update: readonly string[]
}

async function aStage(world: World, surface: Surface, stored: ReadonlyMap<string, readonly Stored[]>): Promise<Stage> {
  const attempts: Omit<Attempt, 'id'>[] = []
  const rows = new Map<string, { row: Stored; key: string }[]>()
  for (const shape of world.shapes) {
    const law = TABLES[shape.table]
    if (!law) continue
    const granted = await grantedOn(world.client, surface, shape)
    const key = keyOf(shape, granted)
    const known = stored.get(shape.table) ?? []
    const { rows: keys } = await world.client.query<{ key: string }>(
      `select ${key} as key from ${shape.table} t order by t.ctid`,
    )
    rows.set(
      shape.table,
      known.map((row, index) => ({ row, key: keys[index]?.key ?? '' })),
    )
    attempts.push(...attemptsOn(shape, { law, granted, key, rows: known }))
  }
  const numbered = attempts.map((attempt, id) => ({ ...attempt, id }))
  await world.client.query(
    `insert into probe.attempt select $1, a.id, a.kind, a.text from jsonb_to_recordset($2) a (id integer, kind text, text text)`,
    [surface, JSON.stringify(numbered.map(({ id, kind, text }) => ({ id, kind, text })))],
  )
  return { surface, attempts: numbered, rows }
}

async function grantedOn(client: Client, surface: Surface, { table }: Shape): Promise<Granted> {
  const { rows } = await client.query(
    `select array(select a.attname::text from pg_attribute a where a.attrelid = $2::regclass and a.attnum > 0 and not a.attisdropped
              and has_column_privilege($1, a.attrelid, a.attnum, 'select') order by a.attnum) as select,
            array(select a.attname::text from pg_attribute a where a.attrelid = $2::regclass and a.attnum > 0 and not a.attisdropped
              and has_column_privilege($1, a.attrelid, a.attnum, 'insert') order by a.attnum) as insert,
            array(select a.attname::text from pg_attribute a where a.attrelid = $2::regclass and a.attnum > 0 and not a.attisdropped
              and has_column_privilege($1, a.attrelid, a.attnum, 'update') order by a.attnum) as update`,
    [`sedd_${surface}`, table],
  )
  return rows[0]
}

/** What a row is known by: its key, or where that may not be read, all that may. */
function keyOf({ key, columns }: Shape, { select }: Granted): string {
  const whole = key.length > 0 && key.every((name) => select.includes(name))
  const names = whole || select.length === 0 ? (key.length > 0 ? key : columns.map(({ name }) => name)) : select
  return `concat_ws('/', ${names.map((name) => `t.${name}`).join(', ')})`
}

type Known = {
  readonly law: TableLaw
  readonly granted: Granted
  readonly key: string
  readonly rows: readonly Stored[]
}

function attemptsOn(shape: Shape, known: Known): Omit<Attempt, 'id'>[] {
  const { table } = shape
  const { granted, key, rows, law } = known
  const at = (kind: Attempt['kind'], verb: Verb, text: string): Omit<Attempt, 'id'> => ({ kind, table, verb, text })
  const column = neutralColumn(shape, known)
  const sets = [
    at('set', 'select', `select array_agg(${key}) from ${table} t`),
    at(
      'set',
      'update',
      `with w as (update ${table} t set ${column} = t.${column} returning ${key} as k) select array_agg(k) from w`,
    ),
    at('set', 'delete', `with w as (delete from ${table} t returning ${key} as k) select array_agg(k) from w`),
    at('count', 'delete', `delete from ${table}`),
  ]
  if (granted.insert.length === 0) return [...sets, at('count', 'insert', `insert into ${table} default values`)]
  const written = [...rows, ...rowsOfMine(rows, law)]
  const inserts = written.map((row) => ({ ...at('write', 'insert', insertion(shape, granted, row)), row }))
  if (law.of !== 'persons' || !['domain_id', ...law.columns].every((name) => granted.update.includes(name)))
    return [...sets, ...inserts]
  const moves = distinct(rows, law.columns)
    .filter(isTarget)
    .map((row) => ({
      ...at('write', 'update', moving(table, law.columns, row)),
      row,
    }))
  return [...sets, ...inserts, ...moves]
}

/** The same rows, as whoever asks would sign them. */
function rowsOfMine(rows: readonly Stored[], { signed, of }: TableLaw): readonly Stored[] {
  if (signed === undefined) return []
  const mine = rows.map((row) => ({
    ...{ ...row, account: of === 'own' ? ME : row.account },
    values: { ...row.values, [signed]: ME },
  }))
  const places = new Set<string>()
  return of === 'own' ? mine.filter(({ place }) => !places.has(`${place}`) && places.add(`${place}`)) : mine
}

/** A column that says nothing of whose the row is. */
function neutralColumn({ columns, key }: Shape, { granted, law }: Known): string {
  const telling = ['domain_id', 'account_id', 'shared', 'root_id', ...key, ...(law.of === 'persons' ? law.columns : [])]
  const free = granted.update.filter((name) => !telling.includes(name))
  return free.at(-1) ?? granted.update.at(-1) ?? columns[0]?.name ?? ''
}

/** The same row once more, under a key of its own where the key is not all that it says. */
function insertion({ table, key, columns }: Shape, granted: Granted, { values }: Stored): string {
  const fresh = (name: string, type: string): unknown => {
    if (type === 'uuid') return `00000000-0000-4000-8000-${String(values[name]).slice(-12)}`
    if (/int/.test(type)) return 1_000_000_000 + Number(values[name])
    return type === 'text' ? `new ${values[name]}` : values[name]
  }
  const telling = ['domain_id', 'account_id', 'approval_id', 'item_id', ...personColumns(table)]
  const written = Object.fromEntries(
    columns
      .filter(({ name }) => granted.insert.includes(name) && values[name] !== null)
      .map(({ name, type }) => [
        name,
        key.includes(name) && !telling.includes(name) ? fresh(name, type) : values[name],
      ]),
  )
  const names = Object.keys(written).join(', ')
  const mine = Object.keys(written).filter((name) => written[name] === ME)
  const known = Object.fromEntries(Object.entries(written).filter(([name]) => !mine.includes(name)))
  const literal = JSON.stringify(known).replaceAll("'", "''")
  const taken = Object.keys(written).map((name) => (mine.includes(name) ? 'access.account_id()' : name))
  return `insert into ${table} (${names}) overriding system value
    select ${taken.join(', ')} from jsonb_populate_record(null::${table}, '${literal}')`
}

function personColumns(table: string): readonly string[] {
  const law = TABLES[table]
  return law?.of === 'persons' ? law.columns : []
}

/** Gives a row that one sees to another person, or another domain. */
const moving = (table: string, columns: readonly string[], { values }: Stored) =>
  `update ${table} set ${['domain_id', ...columns].map((name) => `${name} = '${values[name]}'`).join(', ')}
    where ctid = (select ctid from ${table} limit 1)`

/** Enough of them to tell each wall from the others; every one of them is written anew as well. */
const TARGETS: readonly (PersonName | null)[] = [
  'owned',
  'nobodys',
  'protectedOwned',
  'blockedToMe',
  'caseUntilNow',
].concat(['caseOfMine', 'mergedIntoNobody', 'foreign', 'shared', 'owned, abroad']) as PersonName[]
const isTarget = ({ persons }: Stored) => persons.every((name) => TARGETS.includes(name))

function distinct(rows: readonly Stored[], columns: readonly string[]): readonly Stored[] {
  const known = new Map(rows.map((row) => [['domain_id', ...columns].map((name) => row.values[name]).join(' '), row]))
  return [...known.values()]
}

export type Tried = Pick<Attempt, 'id' | 'kind' | 'table' | 'verb'>

/** Opens the actor's context in the transaction that has begun, and tries. Null when the door did not open. */
export async function sweep(
  client: Client,
  { actor, stage, tried, kept }: { actor: Actor | null; stage: Stage; tried: (one: Tried) => boolean; kept?: boolean },
): Promise<ReadonlyMap<number, Answer> | null> {
  const serves = (RUNTIME_ROLES as readonly string[]).includes(`sedd_${stage.surface}`)
  // Roles that own things sign in nowhere: a context is opened for them, to see what they would make of it.
  if (serves) await client.query(`set local role sedd_${stage.surface}`)
  if (actor && !(await opened(client, actor))) return null
  if (kept === true) await client.query('select access.keep_reach()')
  if (!serves) await client.query(`set local role sedd_${stage.surface}`)
  const wanted = stage.attempts.filter(tried).map(({ id }) => id)
  const { rows } = await client.query('select * from probe.sweep($1, $2)', [stage.surface, wanted])
  return new Map(rows.map(({ id, code, keys, touched }) => [id, { code, keys: keys ?? [], touched: Number(touched) }]))
}

async function opened(client: Client, actor: Actor): Promise<boolean> {
  try {
    await client.query('select from access.begin($1, $2, $3)', [...beginning(actor)])
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '28000') return false
    throw error
  }
}

export type Mismatch = string
export type Compared = { readonly cells: number; readonly mismatches: readonly Mismatch[] }
/** Whether a row may be touched: the whole law, or a part of it. */
export type Law = (verb: Verb, of: { row: Row; law: TableLaw }) => boolean

/** Holds what was found against what the law says. */
export function compare(stage: Stage, answers: ReadonlyMap<number, Answer>, law: Law): Compared {
  let cells = 0
  const mismatches: Mismatch[] = []
  for (const attempt of stage.attempts) {
    const answer = answers.get(attempt.id)
    const tableLaw = TABLES[attempt.table]
    if (!answer || !tableLaw) continue
    const rows = stage.rows.get(attempt.table) ?? []
    const allowed = (verb: Verb) => rows.filter(({ row }) => law(verb, { row, law: tableLaw }))
    const tell = (what: string) => mismatches.push(`${attempt.verb} ${attempt.table}: ${what}`)
    if (answer.code !== null && !['42501', '25006', '23505', '23502'].includes(answer.code)) tell(`met ${answer.code}`)
    if (attempt.kind === 'set') {
      cells += rows.length
      compareSets(new Set(answer.keys), { rows, allowed: allowed(attempt.verb), tell })
    } else if (attempt.kind === 'count') {
      cells += 1
      const expected = attempt.verb === 'insert' ? 0 : allowed(attempt.verb).length
      if (answer.touched !== expected) tell(`touched ${answer.touched} rows blindly where ${expected} may be`)
    } else if (attempt.row) {
      cells += 1
      const reaches = attempt.verb === 'insert' || allowed('update').length > 0
      const expected = reaches && law(attempt.verb, { row: attempt.row, law: tableLaw })
      const went = answer.code === null ? answer.touched > 0 : ['23505', '23502'].includes(answer.code)
      if (went !== expected) tell(`${went ? 'was let' : `was refused (${answer.code})`}: ${describe(attempt.row)}`)
    }
  }
  return { cells, mismatches }
}

type Sets = {
  readonly rows: readonly { row: Stored; key: string }[]
  readonly allowed: readonly { row: Stored; key: string }[]
  readonly tell: (what: string) => void
}

function compareSets(found: ReadonlySet<string>, { rows, allowed, tell }: Sets): void {
  const expected = new Set(allowed.map(({ key }) => key))
  for (const { row, key } of rows) {
    if (found.has(key) && !expected.has(key)) tell(`reaches ${describe(row)}`)
    if (!found.has(key) && expected.has(key)) tell(`does not reach ${describe(row)}`)
  }
}

const describe = ({ place, persons, account, isShared }: Row) =>
  [place, persons.join(' and '), account, isShared ? 'shared' : '']
    .filter((part) => part !== '' && part !== null)
    .join(', ')

export const lawFor =
  (actor: Actor | null, surface: Surface): Law =>
  (verb, of) =>
    may(actor, surface, verb, of)
