import type { Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { countRows, type Intake } from '../people/intake-store.ts'
import type { VersionTable } from '../people/reversal-store.ts'
import { ending } from '../people/version-sql.ts'

/** Schooling, enrolments and completions out of deliveries, whole deliveries at a time; see `people/intake-store.ts`. */

/** The tables of this module that a delivery writes versions in. */
export const REGISTER_VERSIONS: readonly VersionTable[] = [
  { name: 'schooling', columns: ['person_id', 'completed_on', 'first_registered_on', 'source', 'recorded_by'] },
  {
    name: 'enrolment',
    columns: [
      'person_id',
      'school_form',
      'programme_code',
      'introductory',
      'school_unit_code',
      'school_unit',
      'organiser',
      'starts_on',
      'ends_before',
      'interrupted',
      'source',
    ],
  },
  { name: 'completion', columns: ['person_id', 'kind', 'completed_on', 'school_unit_code', 'source'] },
]

export async function openRegisterTables(tx: Write): Promise<void> {
  await tx.run(sql`
    create temp table if not exists incoming_enrolment (
      row_no integer not null, number text not null, number_kind text not null, birth_date date,
      latest_birth_date date not null, school_unit_code text, school_unit text, organiser text, school_form text not null,
      programme_code text, starts_on date not null, ends_before date, interrupted boolean not null, source text
    ) on commit drop`)
  await tx.run(sql`
    create temp table if not exists incoming_completion (
      row_no integer not null, number text not null, number_kind text not null, birth_date date,
      latest_birth_date date not null, kind text not null, completed_on date not null, school_unit_code text, source text
    ) on commit drop`)
  await tx.run(sql`truncate incoming_enrolment, incoming_completion`)
}

/** The rows of the population that say when schooling ended or began against what is known: an empty cell says nothing. */
export async function planSchooling(tx: Write): Promise<void> {
  await tx.run(sql`drop table if exists schooling_plan`)
  await tx.run(sql`
    create temp table schooling_plan on commit drop as
    select p.row_no, p.person_id, k.id as known_id,
           coalesce(r.schooling_completed_on, k.completed_on) as completed_on,
           coalesce(r.first_registered_on, k.first_registered_on) as first_registered_on
      from person_plan p
      join incoming_population r on r.row_no = p.row_no
      left join schooling k on k.person_id = p.person_id and k.known_until is null
     where (coalesce(r.schooling_completed_on, k.completed_on), coalesce(r.first_registered_on, k.first_registered_on))
           is distinct from (k.completed_on, k.first_registered_on)`)
  await tx.run(sql`
    update incoming_outcome o set outcome = 'changed'
      from schooling_plan p
     where o.sheet = 'population' and o.row_no = p.row_no and o.outcome = 'unchanged'`)
}

export async function applySchooling(tx: Write, intake: Intake): Promise<void> {
  await tx.run(sql`
    update schooling k set known_until = ${ending(tx, 'k')}, closed_by = ${intake.deliveryId}
      from schooling_plan p where k.id = p.known_id and k.known_until is null`)
  await tx.run(sql`
    insert into schooling (domain_id, person_id, completed_on, first_registered_on, source, delivery_id, known_from)
    select ${tx.actor.domainId}, person_id, completed_on, first_registered_on, ${intake.source}, ${intake.deliveryId}, ${tx.now}
      from schooling_plan`)
  await tx.run(sql`insert into incoming_touched select person_id from schooling_plan`)
}

/** One completion per person and kind; a second row of it in the file is quarantined. */
export async function planCompletions(tx: Write, intake: Intake): Promise<void> {
  await tx.run(sql`drop table if exists completion_plan`)
  await tx.run(sql`
    create temp table completion_plan on commit drop as
    select r.row_no, p.person_id, r.kind, r.completed_on, coalesce(r.school_unit_code, k.school_unit_code) as school_unit_code,
           coalesce(r.source, ${intake.source}) as source, k.id as known_id,
           k.id is null or (k.completed_on, k.school_unit_code)
             is distinct from (r.completed_on, coalesce(r.school_unit_code, k.school_unit_code)) as adds,
           first_value(r.row_no) over (partition by p.person_id, r.kind order by r.row_no) as first_row
      from incoming_completion r
      join incoming_person p on p.number = r.number
      left join completion k on k.person_id = p.person_id and k.kind = r.kind and k.known_until is null`)
  await tx.run(sql`analyze completion_plan`)
  await tx.run(sql`
    update completion_plan p set known_id = k.id, adds = k.completed_on <> p.completed_on
      from incoming_kin g
      join completion k on k.person_id = g.member_id and k.known_until is null
     where g.person_id = p.person_id and p.known_id is null and k.kind = p.kind`)
  await tx.run(sql`
    insert into incoming_outcome (sheet, row_no, person_id, outcome)
    select 'completions', row_no, person_id,
           case when row_no <> first_row then 'quarantined' when known_id is null then 'new'
                when adds then 'changed' else 'unchanged' end
      from completion_plan`)
  await tx.run(sql`
    insert into incoming_finding (row_no, column_name, value, code, severity, other_row)
    select p.row_no, 'typ', p.kind,
           case when (r.completed_on, r.school_unit_code, r.source) is not distinct from (f.completed_on, f.school_unit_code, f.source)
                then 'duplicate_row' else 'contradicting_row' end, 'refused', p.first_row
      from completion_plan p
      join incoming_completion r on r.row_no = p.row_no
      join incoming_completion f on f.row_no = p.first_row
     where p.row_no <> p.first_row`)
}

export async function applyCompletions(tx: Write, intake: Intake): Promise<void> {
  await tx.run(sql`
    update completion k set known_until = ${ending(tx, 'k')}, closed_by = ${intake.deliveryId}
      from completion_plan p where p.adds and p.row_no = p.first_row and k.id = p.known_id and k.known_until is null`)
  await tx.run(sql`
    insert into completion (domain_id, person_id, kind, completed_on, school_unit_code, source, delivery_id, known_from)
    select ${tx.actor.domainId}, person_id, kind, completed_on, school_unit_code, source, ${intake.deliveryId}, ${tx.now}
      from completion_plan where adds and row_no = first_row`)
  await tx.run(
    sql`insert into incoming_touched select person_id from completion_plan where adds and row_no = first_row`,
  )
}

/** Those of a school's file whom the population has not told of: taken in with what the number says, and reported. */
export async function findStrangers(tx: Write): Promise<void> {
  await tx.run(sql`
    insert into incoming_finding (row_no, column_name, value, code, severity)
    select p.first_row, 'personnummer', '', 'person_not_in_population', 'warning' from incoming_person p
     where p.is_new and not exists (select from incoming_population r where r.number = p.number)`)
}

/** Gives everybody in incoming_touched to the next computation of the register. */
export async function touchIncoming(tx: Write): Promise<void> {
  await tx.run(sql`
    insert into scope_touched (domain_id, person_id, touched_at)
    select distinct p.domain_id, p.root_id, ${tx.now}::timestamptz
      from incoming_touched t join person p on p.id = t.person_id
    on conflict (domain_id, person_id) do update set touched_at = excluded.touched_at`)
}

export function countTouched(tx: Write): Promise<number> {
  return countRows(tx, sql`select distinct person_id from incoming_touched`)
}
