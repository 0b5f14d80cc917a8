/**
 * What somebody who can put SQL of their own into a page might try: a grammar of statements, drawn from a seed. Each is one text, of
 * one or several statements, sent as it stands.
 */

/** Small and fast, and the same everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What the attacker knows: names of tables and functions, ids that they came by, and a context that was somebody else's. */
export type Known = {
  readonly tables: readonly string[]
  readonly functions: readonly { readonly name: string; readonly types: readonly string[] }[]
  readonly foreignDomain: string
  readonly persons: readonly string[]
  readonly stolenContext: string
}

type Draw = {
  readonly known: Known
  table(): string
  person(): string
  /** A table that names persons, with the column that does. */
  ofPersons(): string
  number(below: number): number
  one<T>(of: readonly T[]): T
}
type Family = (draw: Draw) => string

const NAMES = [
  'person_name',
  'person_identifier',
  'person_contact',
  'person_address',
  'person_guardian',
  'enrolment',
  'note',
]

/** Plain questions, however they are put. */
const READS: readonly Family[] = [
  ({ table }) => `select * from ${table()}`,
  ({ table }) => `select t::text, ctid, tableoid::regclass from ${table()} t`,
  ({ table, known }) => `select * from ${table()} where domain_id = '${known.foreignDomain}' or true`,
  ({ ofPersons, person }) => `select * from ${ofPersons()} where person_id = '${person()}'`,
  ({ table }) =>
    `select json_agg(t) from (select a::text from ${table()} a union all select b::text from ${table()} b) t`,
  ({ table }) => `select to_jsonb(t) from ${table()} t tablesample system (100)`,
  ({ ofPersons }) => `with recursive r as (select * from ${ofPersons()} union select r.* from r) select * from r`,
  ({ ofPersons }) =>
    `with x as materialized (select * from ${ofPersons()}) select x::text from x where exists (select from x)`,
  ({ table }) => `select a.*, b.* from person a left join lateral (select t::text from ${table()} t) b on true`,
  ({ table }) => `table only ${table()}`,
  ({ table }) => `select query_to_xml('select * from ${table()}', true, false, '')`,
  ({ table }) => `select table_to_xml('${table()}', true, false, '')`,
  ({ one }) => `select schema_to_xml('${one(['public', 'access', 'trail'])}', true, false, '')`,
  () => `select database_to_xml(true, false, '')`,
  ({ one }) =>
    `select * from ts_stat('select to_tsvector(family_name) from ${one(['person_name', 'public.person_name'])}')`,
  ({ table }) => `select (select string_agg(t::text, '') from ${table()} t) is null`,
  ({ table }) => `values ((select max(t::text) from ${table()} t))`,
  ({ ofPersons, person }) =>
    `select * from ${ofPersons()} x where (x.person_id, x.domain_id) in (select '${person()}'::uuid, domain_id from person)`,
  ({ table }) => `select * from ${table()} for update`,
  ({ one }) => `select ${one(['id, person_id, letters', 'body', 'length(body), id', 'note::text'])} from note`,
]

/** An error that quotes what it could not read. */
const ORACLES: readonly Family[] = [
  ({ table }) => `select (t::text)::int from ${table()} t`,
  ({ one }) => `select (${one(['family_name', 'given_name', 'folded'])})::date from person_name`,
  ({ person }) =>
    `select 1 / (case when family_name like 'K%' then 0 else 1 end) from person_name where person_id = '${person()}'`,
  ({ table }) => `select xmlparse(document t::text) from ${table()} t`,
  ({ table }) => `select t::text::jsonb from ${table()} t`,
  ({ table }) => `select ('{"a":' || t::text || '}')::jsonpath from ${table()} t`,
  ({ table }) =>
    `do $$ declare r record; begin for r in select * from ${table()} loop raise notice '%', r; end loop; end $$`,
  ({ table }) => `do $$ begin raise exception '%', (select string_agg(t::text, ',') from ${table()} t); end $$`,
  ({ known, one }) => `insert into person (domain_id, id, root_id, latest_birth_date, known_from)
    select '${known.foreignDomain}', '${one(known.persons)}', '${one(known.persons)}', '2008-01-01', '2026-01-01' returning *`,
  ({
    known,
    person,
  }) => `insert into person_name (domain_id, person_id, given_name, family_name, folded, source, known_from)
    values ('${known.foreignDomain}', '${person()}', 'a', 'b', 'a b', 'x', '2026-01-01') on conflict do nothing returning *`,
  ({ person }) => `insert into person_identifier (domain_id, person_id, kind, number, source, known_from)
    select domain_id, '${person()}', 'interim', '20080101T000', 'x', '2026-01-01' from person limit 1`,
  ({ ofPersons, person }) =>
    `update ${ofPersons()} set known_until = '2999-01-01' where person_id = '${person()}' returning *`,
  ({ table }) => `delete from ${table()} returning *`,
  ({ table }) => `update ${table()} set domain_id = domain_id returning *`,
  ({ known }) => `update person set domain_id = '${known.foreignDomain}' returning *`,
  ({ ofPersons }) =>
    `merge into ${ofPersons()} t using (select id from person) s on t.person_id = s.id when matched then do nothing`,
]

/** Becoming somebody else. */
const DISGUISES: readonly Family[] = [
  ({ one, table }) =>
    `set role ${one(['sedd_owner', 'sedd_access', 'sedd_reach', 'sedd_trail', 'sedd_admin', 'sedd_jobs', 'sedd_backup'])}; select * from ${table()}`,
  ({ one, table }) =>
    `set session authorization ${one(['sedd_admin', 'sedd_owner', 'default'])}; select * from ${table()}`,
  ({ table }) => `reset role; reset session authorization; select * from ${table()}`,
  ({ table }) => `set row_security = off; select * from ${table()}`,
  ({ table }) => `set session_replication_role = replica; select * from ${table()}`,
  ({ table }) => `alter table ${table()} disable row level security; select * from ${table()}`,
  ({ table }) => `create policy open on ${table()} using (true); select * from ${table()}`,
  ({ table }) => `drop policy domain_wall on ${table()}; select * from ${table()}`,
  ({ table, one }) => `grant ${one(['select', 'all'])} on ${table()} to public; select * from ${table()}`,
  ({ one }) =>
    `grant ${one(['sedd_owner', 'pg_read_all_data', 'sedd_access'])} to sedd_web; set role sedd_owner; table person_name`,
  ({ one }) => `alter role sedd_web ${one(['superuser', 'bypassrls', 'createrole', 'inherit'])}; table person_name`,
  () => `create role helper bypassrls login; table person_name`,
  ({ table }) =>
    `create or replace function access.domain_id() returns uuid language sql as 'select domain_id from ${table()} limit 1'; table person`,
  () => `alter function access.claim(integer) security invoker; table person`,
  ({ table }) => `begin; savepoint s; select * from ${table()}; rollback to s; select * from ${table()}`,
]

/** What runs before the wall, or beside it. */
const TRICKS: readonly Family[] = [
  ({
    one,
  }) => `create function pg_temp.leak(t text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice '%', t; return true; end $$;
    select count(*) from person_name where pg_temp.leak(${one(['family_name', 'given_name', 'folded'])})`,
  () => `create function pg_temp.same(a text, b text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice '% %', a, b; return true; end $$;
    create operator pg_temp.=== (leftarg = text, rightarg = text, function = pg_temp.same);
    select * from person_name where family_name operator(pg_temp.===) 'x'`,
  ({ table }) => `create temp table taken as select * from ${table()}; table taken`,
  ({ table }) => `create temp view seen as select * from ${table()}; table seen`,
  ({ table }) => `create temp view seen with (security_barrier) as select t::text from ${table()} t; table seen`,
  ({ table }) => `create materialized view taken as select * from ${table()}; table taken`,
  ({ table }) =>
    `create function pg_temp.own() returns setof text language sql security definer as $$ select t::text from ${table()} t $$; select pg_temp.own()`,
  ({ table }) =>
    `create function public.own() returns text language sql as $$ select string_agg(t::text, '') from ${table()} t $$; select public.own()`,
  ({ table }) =>
    `set search_path = pg_temp, public; create temp table ${table().replace(/^.*\./, '')} (n int); select * from ${table()}`,
  ({ ofPersons }) =>
    `set search_path = pg_temp, pg_catalog, public; create function pg_temp.now() returns timestamptz language sql as $$ select '2000-01-01'::timestamptz $$; table ${ofPersons()}`,
  ({ table }) => `prepare p as select * from ${table()}; execute p; deallocate p`,
  ({ table }) => `declare c cursor with hold for select * from ${table()}; fetch all c; close c`,
  ({ table }) =>
    `declare c scroll cursor for select t::text from ${table()} t; fetch backward all c; fetch absolute 1 c; select cursor_to_xml('c', 100, true, false, '')`,
  ({ table, one }) =>
    `explain (${one(['analyze, verbose', 'analyze, buffers', 'verbose, format json'])}) select * from ${table()} where t::text like 'K%'`.replace(
      / where t::text/,
      ' t where t::text',
    ),
  ({ table }) =>
    `create temp table log (t text); create rule r as on insert to log do also select * from ${table()}; insert into log values ('x')`,
  ({ table }) => `create trigger t after insert on ${table()} execute function access.mac('x')`,
  ({ table }) => `create index on ${table()} ((pg_temp.leak(id::text)))`,
  ({ table }) => `analyze ${table()}; select * from pg_stats where tablename = '${table().replace(/^.*\./, '')}'`,
  ({ table }) => `lock table ${table()} in access exclusive mode; select * from ${table()}`,
]

/** The server itself, its files and what others do on it. */
const SERVER: readonly Family[] = [
  ({ one }) => `select pg_read_file('${one(['postgresql.conf', 'PG_VERSION', 'base/1/1259', '/etc/passwd'])}')`,
  ({ one }) =>
    `select * from ${one(["pg_ls_dir('.')", 'pg_ls_waldir()', 'pg_ls_logdir()', "pg_stat_file('PG_VERSION')"])}`,
  ({ table, one }) =>
    `copy ${one([table(), `(select * from ${table()})`])} to ${one(['stdout', "'/tmp/out'", "program 'cat'"])}`,
  ({ one }) => `copy pg_temp.x from ${one(["program 'id'", "'/etc/passwd'"])}`,
  () => `select lo_import('/etc/passwd')`,
  ({ number }) => `select lo_get(${number(5)})`,
  () => `select * from pg_largeobject`,
  ({ one }) =>
    `select * from ${one(['pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs', 'pg_statistic', 'pg_statistic_ext_data'])}`,
  ({ one }) =>
    `select * from ${one(['pg_stat_activity', 'pg_prepared_statements', 'pg_cursors', 'pg_locks', 'pg_stat_all_tables'])}`,
  ({ one }) =>
    `select * from ${one(['pg_shadow', 'pg_authid', 'pg_hba_file_rules', 'pg_file_settings', 'pg_user_mappings'])}`,
  ({ one }) =>
    `create extension ${one(['dblink', 'postgres_fdw', 'file_fdw', 'pageinspect', 'plpython3u', 'adminpack'])}; select 1`,
  () => `select * from dblink('dbname=postgres user=sedd_admin', 'table person_name') as t(a text)`,
  () => `create server s foreign data wrapper postgres_fdw; create foreign table f (a text) server s; table f`,
  ({ table }) =>
    `listen heard; notify heard, 'x'; select pg_notify('heard', (select string_agg(t::text, '') from ${table()} t)::varchar(7000))`,
  ({ one }) => `select nextval('${one(['trail.event_id_seq', 'person_name_id_seq', 'completion_id_seq'])}')`,
  ({ one }) => `select last_value from ${one(['trail.event_id_seq', 'person_name_id_seq', 'enrolment_id_seq'])}`,
  () => `select pg_get_functiondef('access.mac(text)'::regprocedure), access.mac('x'), (select ipad from access.key)`,
  ({ table }) => `truncate ${table()} cascade`,
  ({ table }) => `drop table ${table()} cascade`,
  () => `alter system set session_preload_libraries = 'x'; select pg_reload_conf()`,
  () =>
    `select pg_logical_slot_peek_changes('s', null, null); select pg_create_logical_replication_slot('s', 'test_decoding')`,
]

/** A context of one's own making. What is read with it must be refused as forged or replayed. */
const FORGERIES: readonly Family[] = [
  ({ table, known, one }) =>
    forged(
      `replace(current_setting('sedd.context'), split_part(current_setting('sedd.context'), '|', 3), '${known.foreignDomain}')`,
      one([table(), 'person']),
    ),
  ({ table, number, one }) =>
    forged(
      withClaim(
        one([2, 4, 8, 9, 10, 11, 12, 13, 14]),
        one(['machine', 't', 'domain', '*', '3', 'kaa_coordinator', '']),
      ),
      one(number(2) ? [table()] : ['person']),
    ),
  ({ table }) => forged(`current_setting('sedd.context') || 'x'`, table()),
  ({ table }) => forged(`regexp_replace(current_setting('sedd.context'), '[0-9a-f]{64}$', repeat('0', 64))`, table()),
  ({ table, known }) => forged(`'${known.stolenContext}'`, table()),
  ({ table, known }) => `set sedd.context = '${known.stolenContext}'; select * from ${table()}`,
  ({ table, known }) =>
    forged(
      `replace('${known.stolenContext}', split_part('${known.stolenContext}', '|', 6), pg_backend_pid()::text)`,
      table(),
    ),
  ({ ofPersons }) =>
    `create temp table kept as select current_setting('sedd.context') as c; commit; begin; select set_config('sedd.context', c, false) from kept; table ${ofPersons()}`,
]
const forged = (context: string, table: string) =>
  `select set_config('sedd.context', ${context}, true); select * from ${table}`
const withClaim = (n: number, value: string) =>
  `(select string_agg(case when i = ${n} then '${value}' else p end, '|' order by i)
      from unnest(string_to_array(current_setting('sedd.context'), '|')) with ordinality u(p, i))`

/** The functions that run with their owner's rights, asked about whoever is foreign. */
const CALLS: readonly Family[] = [
  ({ known, one, person }) => {
    const { name, types } = one(known.functions)
    const values = types.map((type) => argument(type, { known, person, one }))
    return `select * from ${name}(${values.join(', ')})`
  },
]

function argument(type: string, { known, person, one }: Pick<Draw, 'known' | 'person' | 'one'>): string {
  if (type === 'uuid') return `'${one([person(), known.foreignDomain])}'`
  if (type === 'uuid[]') return `array['${person()}', '${person()}']::uuid[]`
  if (type === 'text') return `'${one(['%', 'identity', 'note', 'sign_in', "'' or true --", '', 'log'])}'`
  if (type === 'text[]') return `'{identity,contact,note}'`
  if (type === 'boolean') return one(['true', 'false'])
  if (/^(integer|bigint|smallint)$/.test(type)) return one(['1', '200', '0', '-1', 'null'])
  return `null::${type}`
}

const FAMILIES = { READS, ORACLES, DISGUISES, TRICKS, SERVER, FORGERIES, CALLS } as const
export type Kind = keyof typeof FAMILIES
export type Attack = { readonly kind: Kind; readonly text: string }

/** As many attacks as wanted, each kind in its turn and each family of a kind in its own. */
export function attacks(known: Known, { seed, many }: { seed: number; many: number }): readonly Attack[] {
  const random = randomOf(seed)
  const one = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)] as T
  const draw: Draw = {
    known,
    one,
    number: (below) => Math.floor(random() * below),
    table: () => one(random() < 0.5 ? NAMES : known.tables),
    ofPersons: () => one(NAMES),
    person: () => one(known.persons),
  }
  const kinds = Object.keys(FAMILIES) as Kind[]
  return Array.from({ length: many }, (_, index) => {
    const kind = kinds[index % kinds.length] as Kind
    const families = FAMILIES[kind]
    const family = families[Math.floor(index / kinds.length) % families.length] as Family
    return { kind, text: family(draw) }
  })
}
