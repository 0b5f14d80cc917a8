import { z } from 'zod'
import type { Write } from '../kernel/database.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { refreshStanding } from './fact-store.ts'
import type { Protection } from './model.ts'

/**
 * The temporary tables through which deliveries reach this module, and the persons they speak of. Everything works on whole
 * deliveries: one statement for all rows. The tables live as long as the transaction.
 *
 * A row's `outcome` is `new` (its person was not known), `changed`, `unchanged` or `quarantined`.
 */

/** What an import knows of itself: the delivery that stands as evidence on every version, and what its source is called. */
export type Intake = {
  readonly deliveryId: string
  readonly source: string
  /** True when it speaks for the population register (or for the facts' own authority): it may replace what others said. */
  readonly populationRegister: boolean
}

/** Makes the tables empty, or empties them. Filled by COPY: row security refuses that into any other table. */
export async function openPeopleTables(tx: Write): Promise<void> {
  await tx.run(sql`
    create temp table if not exists incoming_population (
      row_no integer not null, number text not null, number_kind text not null, birth_date date,
      latest_birth_date date not null, given_name text, family_name text, sex text, street text, postal_code text,
      postal_town text, municipality text, resident_from date, resident_until date, status text, protection text,
      schooling_completed_on date, first_registered_on date, external_id text, phone text, email text
    ) on commit drop`)
  await tx.run(sql`
    create temp table if not exists incoming_guardian (
      number text not null, external_id text, name text not null, phone text, email text
    ) on commit drop`)
  await tx.run(sql`
    create temp table if not exists incoming_person (
      number text not null, number_kind text not null, birth_date date, latest_birth_date date not null,
      first_row integer not null, person_id uuid not null, is_new boolean not null
    ) on commit drop`)
  await tx.run(sql`
    create temp table if not exists incoming_kin (person_id uuid not null, member_id uuid not null) on commit drop`)
  await tx.run(sql`
    create temp table if not exists incoming_outcome (
      sheet text not null, row_no integer not null, person_id uuid, outcome text not null
    ) on commit drop`)
  await tx.run(sql`
    create temp table if not exists incoming_finding (
      row_no integer not null, column_name text not null, value text not null, code text not null, severity text not null,
      other_row integer
    ) on commit drop`)
  await tx.run(sql`
    create temp table if not exists incoming_refused_row (
      row_no integer not null, number text not null, protection text
    ) on commit drop`)
  await tx.run(sql`
    create temp table if not exists incoming_refused (
      person_id uuid not null, row_no integer not null, protection text
    ) on commit drop`)
  await tx.run(sql`create temp table if not exists incoming_touched (person_id uuid not null) on commit drop`)
  await tx.run(sql`
    truncate incoming_population, incoming_guardian, incoming_person, incoming_kin, incoming_outcome, incoming_finding,
             incoming_refused_row, incoming_refused, incoming_touched`)
}

/**
 * Finds whom the rows speak of by number, and gives a number nobody has an id to become a person by. `rows` selects row_no,
 * number, number_kind, birth_date and latest_birth_date. A samordningsnummer or interim number that has given way to a
 * personnummer still finds its person.
 */
export async function resolvePersons(tx: Write, rows: Sql): Promise<void> {
  await tx.run(sql`
    insert into incoming_person (number, number_kind, birth_date, latest_birth_date, first_row, person_id, is_new)
    select n.number, n.number_kind, n.birth_date, n.latest_birth_date, n.first_row,
           coalesce(i.person_id, f.person_id, gen_random_uuid()), i.person_id is null and f.person_id is null
      from (select number, min(number_kind) as number_kind, min(birth_date) as birth_date,
                   min(latest_birth_date) as latest_birth_date, min(row_no) as first_row
              from (${rows}) r group by number) n
      left join person_identifier i on i.number = n.number and i.known_until is null
      left join (${givenWay}) f on f.number = n.number and i.person_id is null`)
  await tx.run(sql`analyze incoming_person`)
  await findKin(tx)
}

/** Numbers that have given way to a personnummer, each with the person who last had it. */
const givenWay = raw(`
  select distinct on (o.number) o.number, o.person_id
    from person_identifier o
    join person p on p.domain_id = o.domain_id and p.id = o.person_id and p.known_until is null
    join person_identifier c on c.domain_id = o.domain_id and c.person_id = o.person_id
         and c.known_until is null and c.kind = 'personal'
   where o.known_until is not null and o.kind <> 'personal'
   order by o.number, o.known_until desc`)

/** A row that could not be read, but for whose it is and the protection it speaks of. */
export type RefusedRow = {
  readonly row: number
  readonly number: string
  readonly protection: Exclude<Protection, 'none'> | null
}

export async function noteRefused(tx: Write, rows: readonly RefusedRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into incoming_refused_row (row_no, number, protection)
    select * from unnest(${rows.map(({ row }) => row)}::integer[], ${rows.map(({ number }) => number)}::text[],
                         ${rows.map(({ protection }) => protection)}::text[])`)
}

/**
 * Whom the refused rows speak of, among those known and those the other rows make known: nothing of theirs is missing from
 * the file, and a mark of protection counts.
 */
export async function resolveRefused(tx: Write): Promise<void> {
  if ((await countRows(tx, sql`select from incoming_refused_row limit 1`)) === 0) return
  await tx.run(sql`
    insert into incoming_refused (person_id, row_no, protection)
    select coalesce(n.person_id, i.person_id, f.person_id), r.row_no, r.protection
      from incoming_refused_row r
      left join incoming_person n on n.number = r.number
      left join person_identifier i on i.number = r.number and i.known_until is null
      left join (${givenWay}) f on f.number = r.number
     where coalesce(n.person_id, i.person_id, f.person_id) is not null`)
}

/** Those merged with the persons spoken of: facts stay with the number they came by and are compared across. */
async function findKin(tx: Write): Promise<void> {
  await tx.run(sql`
    insert into incoming_kin (person_id, member_id)
    with merged as (select id, root_id from person where root_id <> id),
         grouped as (select id, root_id from merged union select root_id, root_id from merged)
    select a.id, b.id
      from grouped a
      join grouped b on b.root_id = a.root_id and b.id <> a.id
      join incoming_person p on p.person_id = a.id`)
}

/** Persons the domain did not know: themselves and their number, in the order of the indexes. Sex from a row where it says so, else from the number. */
export async function insertNewPersons(tx: Write, intake: Intake): Promise<number> {
  const made = await tx.run(sql`
    insert into person (domain_id, id, root_id, sex, birth_date, latest_birth_date, delivery_id, known_from)
    select ${tx.actor.domainId}, p.person_id, p.person_id,
           coalesce(r.sex, case when substr(p.number, 11, 1)::integer % 2 = 0 then 'female' else 'male' end),
           p.birth_date, p.latest_birth_date, ${intake.deliveryId}, ${tx.now}
      from incoming_person p
      left join (select distinct on (number) number, sex from incoming_population where sex is not null
                  order by number, row_no) r on r.number = p.number
     where p.is_new
     order by p.person_id`)
  await tx.run(sql`
    insert into person_identifier (domain_id, person_id, kind, number, source, delivery_id, known_from)
    select ${tx.actor.domainId}, person_id, number_kind, number, ${intake.source}, ${intake.deliveryId}, ${tx.now}
      from incoming_person where is_new
     order by person_id`)
  await tx.run(sql`insert into incoming_touched select person_id from incoming_person where is_new`)
  return made
}

/** From so many rows on a delivery is great: every row is looked at, and what the planner knew of the tables no longer holds. */
const GREAT = 2000

/**
 * A great delivery is joined by hashing. Without it the planner, which takes a fresh table for nearly empty, reads the whole of
 * one side for each row of the other. Statistics of tables that have none are gathered first, for the same reason.
 */
export async function expectRows(tx: Write, rows: Sql): Promise<void> {
  const great = (await countRows(tx, rows)) > GREAT
  await tx.run(sql`select set_config('enable_nestloop', ${great ? 'off' : 'on'}, true)`)
  await tx.run(sql`
    select gather_statistics() where exists (
      select from pg_class where reltuples < 0 and oid in ('person'::regclass, 'person_identifier'::regclass, 'enrolment'::regclass))`)
}

/** After a great delivery, for what the same transaction computes from it. */
export async function gatherStatistics(tx: Write): Promise<void> {
  const touched = await countRows(tx, sql`select from incoming_touched`)
  if (touched > GREAT) await tx.run(sql`select gather_statistics()`)
}

/** The planner is free again. */
export async function endMassWork(tx: Write): Promise<void> {
  await tx.run(sql`set local enable_nestloop = on`)
}

/** How many facts are planned to end. */
export function countEnding(tx: Write, plan: 'residence_gone' | 'enrolment_end'): Promise<number> {
  return countRows(tx, sql`select from ${raw(plan)}`)
}

const Count = z.object({ count: z.number() })

/** How many rows a query gives. */
export async function countRows(tx: Write, query: Sql): Promise<number> {
  return (await tx.one(Count, sql`select count(*) as count from (${query}) counted`)).count
}

/** How many persons the domain holds. */
export function countEverybody(tx: Write): Promise<number> {
  return countRows(tx, sql`select from person where known_until is null`)
}

/** Sets the standing of everybody the delivery touched. */
export function refreshTouchedStanding(tx: Write): Promise<unknown> {
  return refreshStanding(tx, sql`select person_id from incoming_touched`)
}
