import type { Write } from '../kernel/database.ts'
import { type Sql, sql } from '../kernel/sql.ts'
import type { Intake } from '../people/intake-store.ts'
import { ending } from '../people/version-sql.ts'

/** A school is known by its code, else by its name. */
const unitKey = (row: 'r' | 'k' | 'e'): Sql =>
  ({
    r: sql`coalesce(r.school_unit_code, lower(r.school_unit), '')`,
    k: sql`coalesce(k.school_unit_code, lower(k.school_unit), '')`,
    e: sql`coalesce(e.school_unit_code, lower(e.school_unit), '')`,
  })[row]

/** Introductory programmes of the gymnasieskola, today's codes and the older: as `isIntroductory` of the rules. */
const introductory = (code: Sql): Sql =>
  sql`(r.school_form = 'GY' and ${code} is not null and ${code} ~* '^\\s*(IM|(IND|PRE|PRO|SPR|YRK)(25)?\\s*$)')`

/**
 * The study periods of a delivery against those known. The key is person, school, form and first day; a second row with it is
 * quarantined. Programme, last day and interruption are the file's; an empty cell for school, organiser or programme keeps
 * what is known, and another source's spelling of school or organiser is no change.
 */
export async function planEnrolments(tx: Write, intake: Intake): Promise<void> {
  const programme = sql`coalesce(r.programme_code, k.programme_code)`
  await tx.run(sql`drop table if exists enrolment_plan`)
  await tx.run(sql`
    create temp table enrolment_plan on commit drop as
    select r.row_no, p.person_id, p.is_new, r.school_form, ${programme} as programme_code,
           ${introductory(programme)} as introductory, r.school_unit_code, coalesce(r.school_unit, k.school_unit) as school_unit,
           coalesce(r.organiser, k.organiser) as organiser, r.starts_on, r.ends_before, r.interrupted,
           coalesce(r.source, ${intake.source}) as source, k.id as known_id,
           k.id is null or (k.programme_code, k.ends_before, k.interrupted) is distinct from (${programme}, r.ends_before, r.interrupted)
             or (k.source = coalesce(r.source, ${intake.source})
                 and (k.school_unit, k.organiser) is distinct from (coalesce(r.school_unit, k.school_unit), coalesce(r.organiser, k.organiser)))
             as adds,
           r.row_no as first_row, ${unitKey('r')} collate "C" as unit_key
      from incoming_enrolment r
      join incoming_person p on p.number = r.number
      left join enrolment k on k.person_id = p.person_id and k.known_until is null and k.starts_on = r.starts_on
           and k.school_form = r.school_form and ${unitKey('k')} = ${unitKey('r')}`)
  await tx.run(sql`analyze enrolment_plan`)
  await findRepeated(tx)
  await matchKin(tx)
  await tx.run(sql`
    insert into incoming_outcome (sheet, row_no, person_id, outcome)
    select 'enrolments', row_no, person_id,
           case when row_no <> first_row then 'quarantined' when known_id is null then 'new'
                when adds then 'changed' else 'unchanged' end
      from enrolment_plan`)
  await tx.run(sql`
    insert into incoming_finding (row_no, column_name, value, code, severity, other_row)
    select p.row_no, 'startdatum', p.starts_on::text,
           case when (r.programme_code, r.school_unit, r.organiser, r.ends_before, r.interrupted, r.source) is not distinct from
                     (f.programme_code, f.school_unit, f.organiser, f.ends_before, f.interrupted, f.source)
                then 'duplicate_row' else 'contradicting_row' end, 'refused', p.first_row
      from enrolment_plan p
      join incoming_enrolment r on r.row_no = p.row_no
      join incoming_enrolment f on f.row_no = p.first_row
     where p.row_no <> p.first_row`)
  await findOverlaps(tx)
}

/** Repeated rows are few: the first of each is found by hashing, which costs less than sorting them all. */
async function findRepeated(tx: Write): Promise<void> {
  await tx.run(sql`
    update enrolment_plan e set first_row = d.first_row
      from (select person_id, starts_on, school_form collate "C" as school_form, unit_key, min(row_no) as first_row
              from enrolment_plan group by 1, 2, 3, 4 having count(*) > 1) d
     where e.person_id = d.person_id and e.starts_on = d.starts_on and e.school_form = d.school_form and e.unit_key = d.unit_key`)
}

/** The same study period under another number of a merged person. */
async function matchKin(tx: Write): Promise<void> {
  await tx.run(sql`
    update enrolment_plan e
       set known_id = k.id,
           adds = (k.programme_code, k.ends_before, k.interrupted) is distinct from (e.programme_code, e.ends_before, e.interrupted)
      from incoming_kin g
      join enrolment k on k.person_id = g.member_id and k.known_until is null
     where g.person_id = e.person_id and e.known_id is null and k.starts_on = e.starts_on and k.school_form = e.school_form
       and ${unitKey('k')} = ${unitKey('e')}`)
}

/** Forms of upper secondary level: one is in one of them at a time. */
const excludes = (form: Sql): Sql => sql`${form} in ('GY', 'GYAN', 'KOMVUX_GY', 'IB', 'INTERNATIONELL')`

/**
 * Study periods that cannot well both hold: of the same form, or both of upper secondary level, and sharing more than the day
 * of the switch. The later one is worth a look. Few begin before an earlier one ends, and only those are compared in pairs.
 */
async function findOverlaps(tx: Write): Promise<void> {
  await tx.run(sql`
    insert into incoming_finding (row_no, column_name, value, code, severity)
    with span as materialized (
      select row_no, person_id, school_form, starts_on, coalesce(ends_before, 'infinity') as ends_before
        from enrolment_plan where row_no = first_row
      union all
      select 0, k.person_id, k.school_form, k.starts_on, coalesce(k.ends_before, 'infinity')
        from enrolment k
        join incoming_person p on p.person_id = k.person_id and not p.is_new
       where k.known_until is null and not exists (select from enrolment_plan e where e.known_id = k.id)),
    covered as (
      select *, max(ends_before) over (partition by person_id order by starts_on, row_no
                                       rows between unbounded preceding and 1 preceding) as until
        from span)
    select distinct l.row_no, 'startdatum', l.starts_on::text, 'enrolment_overlaps', 'warning'
      from covered l
      join span e on e.person_id = l.person_id and (e.starts_on, e.row_no) < (l.starts_on, l.row_no)
     where l.row_no > 0 and l.until > l.starts_on + 1 and least(l.ends_before, e.ends_before) > l.starts_on + 1
       and (e.school_form = l.school_form or (${excludes(sql`e.school_form`)} and ${excludes(sql`l.school_form`)}))`)
}

/** In the order of the indexes, which then grow side by side. */
export async function applyEnrolments(tx: Write, intake: Intake): Promise<void> {
  await tx.run(sql`
    update enrolment k set known_until = ${ending(tx, 'k')}, closed_by = ${intake.deliveryId}
      from enrolment_plan p where p.adds and p.row_no = p.first_row and k.id = p.known_id and k.known_until is null`)
  await tx.run(sql`
    insert into enrolment (domain_id, person_id, school_form, programme_code, introductory, school_unit_code, school_unit,
                           organiser, starts_on, ends_before, interrupted, source, delivery_id, known_from)
    select ${tx.actor.domainId}, person_id, school_form, programme_code, introductory, school_unit_code, school_unit, organiser,
           starts_on, ends_before, interrupted, source, ${intake.deliveryId}, ${tx.now}
      from enrolment_plan where adds and row_no = first_row
     order by person_id, starts_on`)
  await tx.run(sql`
    insert into incoming_touched select distinct person_id from enrolment_plan where adds and row_no = first_row`)
}

/** What a complete delivery speaks for: one school (code or name), one organiser, or with neither everything; and which days. */
export type CompleteFor = {
  readonly unit: string | null
  readonly organiser: string | null
  readonly from: string | null
  /** The day after the last. */
  readonly until: string | null
}

/** Plans the end of current enrolments that a complete delivery no longer has. Those of refused rows are left alone. */
export async function planGoneEnrolments(tx: Write, gone: CompleteFor): Promise<void> {
  await tx.run(sql`drop table if exists enrolment_end`)
  await tx.run(sql`
    create temp table enrolment_end on commit drop as
    select k.id, k.person_id from enrolment k
     where k.known_until is null and (k.ends_before is null or k.ends_before > ${tx.today}::date + 1)
       and (${gone.unit}::text is null or k.school_unit_code = ${gone.unit} or lower(k.school_unit) = lower(${gone.unit}))
       and (${gone.organiser}::text is null or lower(k.organiser) = lower(${gone.organiser}))
       and (${gone.until}::date is null or k.starts_on < ${gone.until}::date)
       and (${gone.from}::date is null or k.ends_before is null or k.ends_before > ${gone.from}::date)
       and not exists (select from enrolment_plan p where p.known_id = k.id)
       and k.person_id not in (select person_id from incoming_refused)`)
}

/** Plans the end of what a source had said of persons it says are deleted, by the source's own ids. */
export async function planDeletedEnrolments(
  tx: Write,
  deleted: { system: string; ids: readonly string[] },
): Promise<void> {
  await tx.run(sql`drop table if exists enrolment_end`)
  await tx.run(sql`
    create temp table enrolment_end on commit drop as
    select k.id, k.person_id from enrolment k
      join person_external_id x on x.person_id = k.person_id and x.known_until is null
     where x.system = ${deleted.system} and x.external_id = any(${[...deleted.ids]}::text[])
       and k.known_until is null and k.source = ${deleted.system}
       and (k.ends_before is null or k.ends_before > ${tx.today}::date + 1)`)
}

/** The last day is the delivery's. An enrolment that was to begin after it is closed without having begun. */
export async function endEnrolments(tx: Write, intake: Intake): Promise<number> {
  const ended = await tx.run(sql`
    update enrolment k set known_until = ${ending(tx, 'k')}, closed_by = ${intake.deliveryId}
      from enrolment_end e where k.id = e.id and k.known_until is null`)
  await tx.run(sql`
    insert into enrolment (domain_id, person_id, school_form, programme_code, introductory, school_unit_code, school_unit,
                           organiser, starts_on, ends_before, interrupted, source, delivery_id, known_from)
    select k.domain_id, k.person_id, k.school_form, k.programme_code, k.introductory, k.school_unit_code, k.school_unit,
           k.organiser, k.starts_on, ${tx.today}::date + 1, k.interrupted, k.source, ${intake.deliveryId}, ${tx.now}
      from enrolment_end e join enrolment k on k.id = e.id
     where k.starts_on <= ${tx.today}`)
  await tx.run(sql`insert into incoming_touched select person_id from enrolment_end`)
  return ended
}
