import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { Day, type Instant, type PlainDate } from '../kernel/date.ts'
import { joinSql, raw, type Sql, sql } from '../kernel/sql.ts'
import { ending } from '../people/version-sql.ts'
import type { Extent } from './facts-sql.ts'
import { EntryReason, UnclearCause } from './model.ts'
import { scopeTables } from './scope-sql.ts'
import { parameters } from './store.ts'

/**
 * Computes the register: the rule of 29:9 over many persons in one statement, compared with what stands, and only the
 * differences written. What no longer holds is closed and what holds instead begins to be known, so that yesterday's
 * register can still be read.
 *
 * `touched` takes the persons whose facts changed, and those whose periods begin or end after the last day counted, so that
 * the passing of a day enters the change feed; a list takes those persons, and `all` the whole domain.
 * Answers how many rows of the register changed.
 */
export async function recompute(tx: Write, of: 'all' | 'touched' | readonly string[]): Promise<{ changed: number }> {
  await lockRegister(tx)
  const since = await lastCounted(tx)
  const persons = await personsOf(tx, of, since)
  const extent = await extentOf(tx, { persons, knownAt: null })
  if (persons?.length === 0) return { changed: 0 }
  await settle(tx, persons)
  const changed = await tx.one(Changed, statement(tx, extent, since))
  await unsettle(tx)
  await gatherStatistics(tx, changed.changed)
  return changed
}

/** One computes a domain's register at a time. Taken before anybody is marked as touched: whoever computes deletes the marks. */
export async function lockRegister(tx: Write): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${tx.actor.domainId}, 29))`)
}

const Counted = z.object({ periods: z.number(), unclear: z.number() })
const Changed = z.object({ changed: z.number() })
const PeriodRow = z.object({ personId: z.uuid(), from: Day, until: Day, reason: EntryReason })
const UnclearRow = z.object({ personId: z.uuid(), from: Day, until: Day, cause: UnclearCause })

/** How many periods and days in doubt the whole domain has, computed anew; writes nothing and keeps none of them. */
export async function countKnown(tx: Read): Promise<{ periods: number; unclear: number }> {
  await settle(tx, null)
  const tables = scopeTables(await extentOf(tx, { persons: null, knownAt: null }))
  const counts = sql`(select count(reason) from period) as periods, (select count(cause) from unclear) as unclear`
  return tx.one(Counted, sql`with ${tables} select ${counts}`)
}

/** The periods of everybody in the domain from what was known at an instant (null: now). Writes nothing. */
export async function periodsKnown(tx: Read, knownAt: Instant | null): Promise<z.infer<typeof PeriodRow>[]> {
  await settle(tx, null)
  const tables = scopeTables(await extentOf(tx, { persons: null, knownAt }))
  const columns = sql`person_id as "personId", from_on as from, until_on as until, reason`
  return tx.all(PeriodRow, sql`with ${tables} select ${columns} from period order by 1, 2`)
}

/** The days in doubt of everybody in the domain, likewise. */
export async function unclearKnown(tx: Read, knownAt: Instant | null): Promise<z.infer<typeof UnclearRow>[]> {
  await settle(tx, null)
  const tables = scopeTables(await extentOf(tx, { persons: null, knownAt }))
  const columns = sql`person_id as "personId", cause, from_on as from, until_on as until`
  return tx.all(UnclearRow, sql`with ${tables} select ${columns} from unclear order by 1, 2, 3`)
}

/** Up to so many persons are met by looping through indexes; from there on, hashing the whole domain is sooner done. */
const FEW = 200

/**
 * For this transaction: joins in the order they are written, and a domain in memory. Nothing is known of how many rows a
 * `with` table holds, and the planner's guess of "few" would loop over thousands.
 */
async function settle(tx: Read, persons: readonly string[] | null): Promise<void> {
  const loops = persons !== null && persons.length <= FEW ? 'on' : 'off'
  await tx.one(
    z.object({}),
    sql`
    select set_config('join_collapse_limit', '1', true), set_config('from_collapse_limit', '1', true),
           set_config('jit', 'off', true), set_config('work_mem', '64MB', true),
           set_config('enable_nestloop', ${loops}, true), set_config('enable_mergejoin', ${loops}, true)`,
  )
}

/** What comes after in the transaction is planned as everywhere else: PostgreSQL's own values. */
async function unsettle(tx: Read): Promise<void> {
  await tx.one(
    z.object({}),
    sql`
    select set_config('join_collapse_limit', '8', true), set_config('from_collapse_limit', '8', true),
           set_config('enable_nestloop', 'on', true), set_config('enable_mergejoin', 'on', true)`,
  )
}

const GREAT = 5000

/** When so much was written that what the planner knows of the register is far from what it is now. */
async function gatherStatistics(tx: Write, changed: number): Promise<void> {
  if (changed < GREAT) return
  await tx.run(sql`
    select gather_register_statistics()
     where (select reltuples < ${changed} from pg_class where oid = 'register_period'::regclass)`)
}

async function extentOf(tx: Read, given: Pick<Extent, 'persons' | 'knownAt'>): Promise<Extent> {
  return { ...given, municipality: tx.actor.municipality ?? '', parameters: await parameters(tx) }
}

/**
 * The last day the members were counted: what the register said of it is what the change feed compares with. Where they never
 * were, today: what stands already is no news.
 */
async function lastCounted(tx: Read): Promise<PlainDate> {
  const row = await tx.one(
    z.object({ on: Day.nullable() }),
    sql`select max(on_day) as on from register_total where on_day <= ${tx.today}`,
  )
  return row.on ?? tx.today
}

const Root = z.object({ id: z.uuid() })

/** The persons to compute, each as the one it was merged into; null for the whole domain. Nobody the actor may not see. */
async function personsOf(
  tx: Write,
  of: 'all' | 'touched' | readonly string[],
  since: PlainDate,
): Promise<readonly string[] | null> {
  const visible = sql`person_id in (select id from person)`
  if (of === 'all') {
    await tx.run(sql`delete from scope_touched where ${visible}`)
    return null
  }
  const taken = sql`taken as (delete from scope_touched where ${visible} returning person_id)`
  const rows =
    of === 'touched'
      ? sql`with ${taken} select distinct p.root_id as id from (select person_id from taken union all ${turning(tx.today, since)}) t join person p on p.id = t.person_id`
      : sql`select distinct root_id as id from person where id = any(${[...of]})`
  return (await tx.all(Root, rows)).map((row) => row.id)
}

/** Those whose membership or doubt begins or ends after the last day counted, up to today. */
function turning(today: PlainDate, since: PlainDate): Sql {
  const passed = (column: string) => sql`(${raw(column)} > ${since}::date and ${raw(column)} <= ${today}::date)`
  const from = (table: string) =>
    sql`select person_id from ${raw(table)} where known_until is null and (${passed('from_on')} or ${passed('until_on')})`
  return sql`${from('register_period')} union all ${from('register_unclear')}`
}

function statement(tx: Write, extent: Extent, since: PlainDate): Sql {
  const of = standing(tx, extent)
  const tables = [
    scopeTables(extent),
    named(),
    ...periodDifference(tx, of),
    ...unclearDifference(tx, of),
    news(tx, since),
  ]
  return sql`with ${joinSql(tables, ',\n')}
    select (select count(*) from closed_period) + (select count(*) from new_period)
         + (select count(*) from closed_unclear) + (select count(*) from new_unclear) as changed`
}

/** What stands now of those computed: a period of a person the actor may not see is left alone. */
function standing(tx: Read, extent: Extent): Sql {
  if (extent.persons !== null) return raw('o.person_id in (select id from other)')
  return tx.actor.seesProtected ? raw('true') : raw('o.person_id in (select id from person)')
}

/**
 * The order of the list is the alphabet's, å, ä and ö last: the signs after z in the collation "C" stand for them. Names
 * without such letters, which are most, are spared the costly half.
 */
function named(): Sql {
  const folded = sql`translate(lower(name), 'åäöæøéèêëáàâãüúùûíìîïóòôõñç', '{|}|}eeeeaaaauuuuiiiioooonc')`
  // Once for each person, not for each period: `offset 0` keeps the sum from being moved out to where it is used.
  return sql`key_of as (
    select person_id, case when octet_length(name) = length(name) then lower(name collate "C") else ${folded} end as sort_name
      from (select person_id, family_name || ' ' || given_name as name from person_name where known_until is null offset 0) n offset 0),
    named as (
    select p.*, case when hidden.id is not null then '' else coalesce(k.sort_name, '~') end as sort_name
      from period p
      left join key_of k using (person_id)
      -- A protected person's name orders nothing: it would be told by the order.
      left join (select id from person where protection <> 'none') hidden on hidden.id = p.person_id)`
}

/**
 * Closing comes before inserting, because a person has one current period from a day: the insert waits for the count of
 * what was closed. A period that only changed its place in the order is not a new one. Rows go in by name, in which the
 * index of the list takes them fastest.
 */
function periodDifference(tx: Write, of: Sql): readonly Sql[] {
  return [
    sql`old_period as materialized (
      select o.id, o.person_id, o.from_on, o.until_on, o.reason, o.sort_name from register_period o where o.known_until is null and ${of})`,
    sql`closed_period as (
      update register_period r
         set known_until = case when n.person_id is null then ${ending(tx, 'r')} end, sort_name = coalesce(n.sort_name, r.sort_name)
        from old_period o
        left join named n on n.person_id = o.person_id and n.from_on = o.from_on and n.until_on = o.until_on and n.reason = o.reason
       where r.id = o.id and (n.person_id is null or n.sort_name <> o.sort_name)
      returning r.id)`,
    sql`new_period as (
      insert into register_period (domain_id, person_id, from_on, until_on, reason, sort_name, known_from)
      select ${tx.actor.domainId}::uuid, n.person_id, n.from_on, n.until_on, n.reason, n.sort_name, ${tx.now}::timestamptz
        from (select count(*) from closed_period) first
        join named n on true
        left join old_period o on o.person_id = n.person_id and o.from_on = n.from_on and o.until_on = n.until_on and o.reason = n.reason
       where o.id is null
       order by n.sort_name
      returning id)`,
  ]
}

function unclearDifference(tx: Write, of: Sql): readonly Sql[] {
  return [
    sql`old_unclear as materialized (
      select o.id, o.person_id, o.cause, o.from_on, o.until_on from register_unclear o where o.known_until is null and ${of})`,
    sql`closed_unclear as (
      update register_unclear r set known_until = ${ending(tx, 'r')}
        from old_unclear o
        left join unclear n on n.person_id = o.person_id and n.cause = o.cause and n.from_on = o.from_on and n.until_on = o.until_on
       where r.id = o.id and n.person_id is null
      returning r.id)`,
    sql`new_unclear as (
      insert into register_unclear (domain_id, person_id, cause, from_on, until_on, known_from)
      select ${tx.actor.domainId}::uuid, n.person_id, n.cause, n.from_on, n.until_on, ${tx.now}::timestamptz
        from (select count(*) from closed_unclear) first
        join unclear n on true
        left join old_unclear o on o.person_id = n.person_id and o.cause = n.cause and o.from_on = n.from_on and o.until_on = n.until_on
       where o.id is null
      returning id)`,
  ]
}

/**
 * The change feed: who is a member today and was not on the last day counted, who no longer is, and who became unclear.
 * The condition that turned, in the order of explain.ts, says why; a move is news of its own kind.
 */
function news(tx: Write, since: PlainDate): Sql {
  const today = sql`${tx.today}::date`
  const on = (table: string, day: Sql) => sql`${raw(table)}.from_on <= ${day} and ${raw(table)}.until_on > ${day}`
  const before = sql`${since}::date`
  const atHome = (day: string) =>
    raw(`case when d.home is not null then d.home @> (${day})
              else d.here and (d.home_from is null or d.home_from <= ${day}) and (d.home_until is null or d.home_until > ${day}) end`)
  return sql`
    entered as (
      select n.person_id, n.from_on as on_day, case when d.gone @> n.from_on - 1 then 'returned' else n.reason end as reason,
             not ${atHome('n.from_on - 1')} as moved
        from named n join circumstance d on d.person_id = n.person_id
       where ${on('n', today)} and not exists (select from old_period o where o.person_id = n.person_id and ${on('o', before)})),
    departed as materialized (
      select o.person_id, coalesce(max(n.until_on), ${today}) as on_day
        from old_period o left join named n on n.person_id = o.person_id and n.until_on <= ${today}
       where ${on('o', before)} and not exists (select from named n where n.person_id = o.person_id and ${on('n', today)})
       group by o.person_id),
    departed_why as (
      select l.person_id, l.on_day,
             case when d.gone @> l.on_day then 'gone'
                  when d.age_until <= l.on_day then 'upper_age'
                  when d.out_of_scope @> l.on_day then 'decision_began'
                  when d.finished_on <= l.on_day then 'completed'
                  when not ${atHome('l.on_day')} then 'moved_out'
                  when d.in_scope @> l.on_day - 1 then 'decision_ended'
                  when d.school_from > l.on_day or d.attending @> l.on_day then 'schooling_resumed'
                  else 'studies_started' end as why
        from departed l join circumstance d on d.person_id = l.person_id),
    news as (
      insert into register_change (domain_id, person_id, kind, reason, on_day, recorded_at)
      select ${tx.actor.domainId}::uuid, person_id, case when moved then 'moved_in' else 'entered' end, reason, on_day, ${tx.now}::timestamptz from entered
      union all
      select ${tx.actor.domainId}::uuid, person_id, case when why = 'moved_out' then why else 'left' end, why, on_day, ${tx.now}::timestamptz from departed_why
      union all
      select ${tx.actor.domainId}::uuid, n.person_id, 'became_unclear', min(n.cause), min(n.from_on), ${tx.now}::timestamptz from unclear n
       where ${on('n', today)} and not exists (select from old_unclear o where o.person_id = n.person_id and ${on('o', before)})
       group by n.person_id
      on conflict (domain_id, person_id, kind, on_day) do update set reason = excluded.reason, recorded_at = excluded.recorded_at
      returning id)`
}
