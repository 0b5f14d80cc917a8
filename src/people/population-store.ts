import type { Write } from '../kernel/database.ts'
import { joinSql, raw, type Sql, sql } from '../kernel/sql.ts'
import { refreshStanding } from './fact-store.ts'
import type { Intake } from './intake-store.ts'
import { ending } from './version-sql.ts'

/**
 * What a population delivery says against what is known: one plan per person (names, address, standing) and one per period
 * of residence. The plan is made first, so that it can be shown; then it is carried out.
 *
 * An empty cell says nothing, and what is known is kept. A person's attributes are those of the row whose residence began
 * last; protection and status are gathered from all of the person's rows. `protection` 'none' is said by an empty cell of a
 * sheet that has the column: it ends what was. A source that is not the population register adds what was missing and mends
 * its own, and leaves alone what others have said.
 */
export async function planPopulation(tx: Write, intake: Intake): Promise<void> {
  await planResidences(tx)
  await planPersons(tx, intake)
  await protectRefused(tx)
  await writeOutcomes(tx)
  await writeFindings(tx)
}

/** One row per residence of the file. The key is person, municipality and first day; a second row with it is quarantined. */
async function planResidences(tx: Write): Promise<void> {
  await tx.run(sql`drop table if exists residence_plan, residence_end`)
  await tx.run(sql`
    create temp table residence_plan on commit drop as
    select r.row_no, r.number, p.person_id, p.is_new, r.municipality, r.resident_from as from_on,
           r.resident_until as until_on, first_value(r.row_no) over same as first_row,
           null::bigint as known_id, r.municipality is not null as adds, false as clipped
      from incoming_population r
      join incoming_person p on p.number = r.number
    window same as (partition by p.person_id, r.municipality, r.resident_from order by r.row_no)`)
  await tx.run(sql`analyze residence_plan`)
  await endWhereTheNextBegins(tx)
  await tx.run(sql`
    update residence_plan p
       set known_id = k.id, adds = k.until_on is distinct from p.until_on
      from person_residence k
     where not p.is_new and p.municipality is not null and k.person_id = p.person_id and k.known_until is null
       and k.kind = 'registered' and k.municipality_code = p.municipality and k.from_on is not distinct from p.from_on`)
  await tx.run(sql`
    update residence_plan p set adds = false
      from incoming_kin g
      join person_residence k on k.person_id = g.member_id and k.known_until is null and k.kind = 'registered'
     where g.person_id = p.person_id and p.known_id is null and k.municipality_code = p.municipality
       and k.from_on is not distinct from p.from_on and k.until_on is not distinct from p.until_on`)
  await planEndedResidences(tx)
}

/** One is folkbokförd in one place at a time: an open period ends where a later one in another municipality begins. */
async function endWhereTheNextBegins(tx: Write): Promise<void> {
  await tx.run(sql`
    with later as (
      select o.row_no, min(l.from_on) as from_on
        from residence_plan o
        join (select person_id, municipality, from_on from residence_plan
              union all
              select k.person_id, k.municipality_code, k.from_on from person_residence k
                join incoming_person p on p.person_id = k.person_id and not p.is_new
               where k.known_until is null and k.kind = 'registered') l
          on l.person_id = o.person_id and l.municipality <> o.municipality
         and l.from_on > coalesce(o.from_on, '-infinity')
       where o.until_on is null and o.municipality is not null
       group by o.row_no)
    update residence_plan p set until_on = later.from_on, clipped = true from later where later.row_no = p.row_no`)
}

/** Known open periods that a later one of the file, elsewhere, puts an end to. */
async function planEndedResidences(tx: Write): Promise<void> {
  await tx.run(sql`
    create temp table residence_end on commit drop as
    select k.id, k.person_id, min(p.from_on) as until_on
      from residence_plan p
      join person_residence k on k.person_id = p.person_id and k.known_until is null and k.kind = 'registered'
       and k.until_on is null and k.municipality_code <> p.municipality
       and p.from_on > coalesce(k.from_on, '-infinity')
     where not p.is_new and p.row_no = p.first_row
       and not exists (select from residence_plan o where o.known_id = k.id)
     group by k.id, k.person_id`)
}

/**
 * What several rows of a person say together. A mark of protection counts wherever it stands, in a row that is not used too:
 * one lost is worse than one too many. The dead are dead; otherwise the status of the residence that began last holds.
 */
async function gatherRows(tx: Write): Promise<void> {
  await tx.run(sql`drop table if exists person_rows`)
  await tx.run(sql`
    create temp table person_rows on commit drop as
    with several as (
      select p.person_id,
             case when bool_or(p.protection = 'protected_registration') then 'protected_registration'
                  when bool_or(p.protection = 'confidentiality_marking') then 'confidentiality_marking'
                  when bool_or(p.protection = 'none') then 'none' end as protection
        from (select p.person_id, r.protection from residence_plan p join incoming_population r on r.row_no = p.row_no
              union all
              select person_id, protection from incoming_refused where protection is not null) p
       group by p.person_id having count(*) > 1),
    said as (
      select distinct on (p.person_id) p.person_id, r.status, r.resident_from, r.resident_until
        from several
        join residence_plan p on p.person_id = several.person_id and p.row_no = p.first_row
        join incoming_population r on r.row_no = p.row_no
       where r.status is not null
       order by p.person_id, r.status = 'deceased' desc, r.resident_from desc nulls last, r.status = 'emigrated' desc,
                r.row_no desc)
    select several.person_id, several.protection, said.status, said.resident_from, said.resident_until
      from several left join said on said.person_id = several.person_id`)
  await tx.run(sql`analyze person_rows`)
}

/** What somebody chose at a merge and a file now says as well is the file's from here on: an un-merge leaves it. */
const isChosen = (version: string) => raw(`coalesce(${version}.source = 'merge', false)`)

async function planPersons(tx: Write, intake: Intake): Promise<void> {
  await gatherRows(tx)
  const mayReplace = (version: string) =>
    sql`(${intake.populationRegister} or ${raw(version)}.source = ${intake.source})`
  await tx.run(sql`drop table if exists person_plan`)
  await tx.run(sql`
    create temp table person_plan on commit drop as
    select a.row_no, a.person_id, a.is_new,
           coalesce(a.given_name, n.given_name, '') as given_name, coalesce(a.family_name, n.family_name, '') as family_name,
           coalesce(a.given_name, a.family_name) is not null
             and ((coalesce(a.given_name, n.given_name), coalesce(a.family_name, n.family_name))
                 is distinct from (n.given_name, n.family_name) or ${isChosen('n')})
             and (n.id is null or ${mayReplace('n')}) as renames,
           a.street, a.postal_code, a.postal_town,
           coalesce(a.street, a.postal_code, a.postal_town) is not null
             and ((a.street, a.postal_code, a.postal_town) is distinct from (d.street, d.postal_code, d.postal_town) or ${isChosen('d')})
             and (d.id is null or ${mayReplace('d')}) as moves,
           a.status,
           case when a.status = 'active' then case when a.resident_from > s.from_on then a.resident_from else ${tx.today}::date end
                else coalesce(a.resident_until, case when s.residency = a.status then s.from_on end, ${tx.today}::date)
           end as status_from,
           case when a.status is null or (s.id is not null and not ${mayReplace('s')}) then false
                when a.status = 'active' then s.id is not null
                else s.residency is distinct from a.status or s.from_on <> coalesce(a.resident_until, s.from_on)
           end as changes_status,
           a.protection,
           case when a.protection is null then false
                when a.protection = 'none' then g.id is not null and ${mayReplace('g')}
                when a.protection = 'protected_registration' then g.kind is distinct from a.protection or ${isChosen('g')}
                else g.id is null or ((g.kind <> a.protection or ${isChosen('g')}) and ${mayReplace('g')})
           end as changes_protection,
           a.sex, not a.is_new and a.sex <> coalesce(x.sex, '') and (x.sex is null or ${intake.populationRegister}) as changes_sex,
           a.external_id, a.phone, a.email, n.id is null as unnamed, a.number, false as adds_contact
      from (select distinct on (p.person_id) p.person_id, p.is_new, r.row_no, r.number, r.given_name, r.family_name, r.sex, r.street,
                   r.postal_code, r.postal_town, r.external_id, r.phone, r.email,
                   case when v.person_id is null then r.protection else v.protection end as protection,
                   case when v.person_id is null then r.status else v.status end as status,
                   case when v.person_id is null then r.resident_from else v.resident_from end as resident_from,
                   case when v.person_id is null then r.resident_until else v.resident_until end as resident_until
              from residence_plan p
              join incoming_population r on r.row_no = p.row_no
              left join person_rows v on v.person_id = p.person_id
             where p.row_no = p.first_row
             order by p.person_id, r.resident_from desc nulls last, r.row_no desc) a
      left join person x on x.id = a.person_id
      left join person_name n on n.person_id = a.person_id and n.known_until is null
      left join person_address d on d.person_id = a.person_id and d.known_until is null
      left join person_residency s on s.person_id = a.person_id and s.known_until is null and s.until_on is null
      left join person_protection g on g.person_id = a.person_id and g.known_until is null and g.until_on is null`)
  await tx.run(sql`analyze person_plan`)
  await foldNames(tx)
  await tx.run(sql`
    update person_plan p set adds_contact = true
     where (p.phone is not null and not exists (
             select from person_contact c where c.person_id = p.person_id and c.known_until is null and c.kind = 'phone' and c.value = p.phone))
        or (p.email is not null and not exists (
             select from person_contact c where c.person_id = p.person_id and c.known_until is null and c.kind = 'email' and c.value = p.email))
        or (p.external_id is not null and not exists (
             select from person_external_id e where e.person_id = p.person_id and e.known_until is null and e.external_id = p.external_id))`)
}

/** Of one whose rows were all refused nothing is used but a mark of protection that is stronger than what is known. */
async function protectRefused(tx: Write): Promise<void> {
  await tx.run(sql`
    insert into person_plan (row_no, person_id, is_new, renames, moves, changes_status, protection, changes_protection,
                             changes_sex, unnamed, adds_contact)
    select distinct on (r.person_id) r.row_no, r.person_id, false, false, false, false, r.protection, true, false, false, false
      from incoming_refused r
      left join person_protection g on g.person_id = r.person_id and g.known_until is null and g.until_on is null
     where r.protection is not null and not exists (select from person_plan p where p.person_id = r.person_id)
       and (g.id is null or (r.protection = 'protected_registration' and g.kind <> r.protection))
     order by r.person_id, r.protection = 'protected_registration' desc, r.row_no`)
}

/** Folding is dear and names are few: each is folded once. */
async function foldNames(tx: Write): Promise<void> {
  await tx.run(sql`drop table if exists folded_name`)
  await tx.run(sql`
    create temp table folded_name on commit drop as
    select name, fold_name(name) as folded
      from (select given_name as name from person_plan where renames union select family_name from person_plan where renames) each`)
  await tx.run(sql`analyze folded_name`)
}

async function writeOutcomes(tx: Write): Promise<void> {
  await tx.run(sql`
    insert into incoming_outcome (sheet, row_no, person_id, outcome)
    select 'population', r.row_no, r.person_id,
           case when r.row_no <> r.first_row then 'quarantined'
                when r.is_new then 'new'
                when r.adds or e.person_id is not null or p.renames or p.moves or p.changes_status or p.changes_protection
                  or p.changes_sex or p.adds_contact then 'changed'
                else 'unchanged' end
      from residence_plan r
      left join person_plan p on p.row_no = r.row_no
      left join (select distinct person_id from residence_end) e on e.person_id = r.person_id`)
}

/** What a row says beyond its key. */
const said = (row: 'r' | 'f'): Sql =>
  joinSql(
    SAID.map((column) => raw(`${row}.${column}`)),
    ', ',
  )
const SAID = [
  'given_name',
  'family_name',
  'sex',
  'street',
  'postal_code',
  'postal_town',
  'resident_until',
  'status',
  'protection',
  'schooling_completed_on',
  'first_registered_on',
  'external_id',
  'phone',
  'email',
]

async function writeFindings(tx: Write): Promise<void> {
  await tx.run(sql`
    insert into incoming_finding (row_no, column_name, value, code, severity, other_row)
    select p.row_no, 'folkbokförd_från', coalesce(p.from_on::text, ''),
           case when (${said('r')}) is not distinct from (${said('f')}) then 'duplicate_row' else 'contradicting_row' end,
           'refused', p.first_row
      from residence_plan p
      join incoming_population r on r.row_no = p.row_no
      join incoming_population f on f.row_no = p.first_row
     where p.row_no <> p.first_row`)
  await tx.run(sql`
    insert into incoming_finding (row_no, column_name, value, code, severity)
    select row_no, 'folkbokförd_till', until_on::text, 'residence_clipped', 'warning' from residence_plan
     where clipped and row_no = first_row
       and exists (select from residence_plan l where l.person_id = residence_plan.person_id and l.from_on = residence_plan.until_on
                      and l.row_no <> residence_plan.row_no)
    union all
    select row_no, 'skydd', '', 'protection_ended', 'warning' from person_plan where changes_protection and protection = 'none'
    union all
    select r.row_no, 'skydd', case r.protection when 'protected_registration' then 'SKYDDAD_FOLKBOKFÖRING' else 'SEKRETESSMARKERING' end,
           'protection_raised', 'warning'
      from incoming_refused r join person_plan p on p.person_id = r.person_id
     where r.protection is not null and p.changes_protection and p.protection <> 'none'
    union all
    select row_no, 'kön', case sex when 'female' then 'K' else 'M' end, 'sex_changed', 'warning' from person_plan where changes_sex`)
}

/** Carries the plan out. Quarantined rows have no part in it. */
export async function applyPopulation(tx: Write, intake: Intake): Promise<void> {
  await applyNames(tx, intake)
  await applyAddresses(tx, intake)
  await applyResidences(tx, intake)
  await applyStanding(tx, intake)
  await tx.run(sql`
    insert into incoming_touched
    select person_id from incoming_outcome where sheet = 'population' and outcome = 'changed'
    union
    select person_id from person_plan
     where renames or moves or changes_status or changes_protection or changes_sex or adds_contact`)
}

async function applyNames(tx: Write, intake: Intake): Promise<void> {
  await tx.run(sql`
    update person_name n set known_until = ${ending(tx, 'n')}, closed_by = ${intake.deliveryId}
      from person_plan p
     where p.renames and not p.is_new and n.person_id = p.person_id and n.known_until is null`)
  await tx.run(sql`
    insert into person_name (domain_id, person_id, given_name, family_name, folded, source, delivery_id, known_from)
    select ${tx.actor.domainId}, p.person_id, p.given_name, p.family_name, trim(g.folded || ' ' || f.folded),
           ${intake.source}, ${intake.deliveryId}, ${tx.now}
      from person_plan p
      join folded_name g on g.name = p.given_name
      join folded_name f on f.name = p.family_name
     where p.renames
     order by p.person_id`)
}

async function applyAddresses(tx: Write, intake: Intake): Promise<void> {
  await tx.run(sql`
    update person_address a set known_until = ${ending(tx, 'a')}, closed_by = ${intake.deliveryId}
      from person_plan p
     where p.moves and not p.is_new and a.person_id = p.person_id and a.known_until is null`)
  await tx.run(sql`
    insert into person_address (domain_id, person_id, street, postal_code, postal_town, source, delivery_id, known_from)
    select ${tx.actor.domainId}, person_id, street, postal_code, postal_town, ${intake.source}, ${intake.deliveryId}, ${tx.now}
      from person_plan where moves
     order by person_id`)
}

async function applyResidences(tx: Write, intake: Intake): Promise<void> {
  await tx.run(sql`
    update person_residence k set known_until = ${ending(tx, 'k')}, closed_by = ${intake.deliveryId}
      from residence_plan p
     where p.adds and p.row_no = p.first_row and k.id = p.known_id and k.known_until is null`)
  await endResidences(tx, intake, 'residence_end')
  await tx.run(sql`
    insert into person_residence (domain_id, person_id, kind, municipality_code, from_on, until_on, source, delivery_id, known_from)
    select ${tx.actor.domainId}, person_id, 'registered', municipality, from_on, until_on, ${intake.source},
           ${intake.deliveryId}, ${tx.now}
      from residence_plan where adds and row_no = first_row
     order by person_id`)
}

/** Closes the versions that end and opens them again with their end; one that had not begun is only closed. */
export async function endResidences(
  tx: Write,
  intake: Intake,
  plan: 'residence_end' | 'residence_gone',
): Promise<number> {
  const planned = raw(plan)
  const ended = await tx.run(sql`
    update person_residence k set known_until = ${ending(tx, 'k')}, closed_by = ${intake.deliveryId}
      from ${planned} e
     where k.id = e.id and k.known_until is null`)
  await tx.run(sql`
    insert into person_residence (domain_id, person_id, kind, municipality_code, from_on, until_on, source, recorded_by,
                                  delivery_id, known_from)
    select k.domain_id, k.person_id, k.kind, k.municipality_code, k.from_on, e.until_on, ${intake.source}, k.recorded_by,
           ${intake.deliveryId}, ${tx.now}
      from ${planned} e
      join person_residence k on k.id = e.id
     where k.from_on is null or k.from_on < e.until_on`)
  await tx.run(sql`insert into incoming_touched select person_id from ${planned}`)
  return ended
}

/**
 * Plans the end of registered residence in a municipality that a complete delivery no longer has. The last day is the
 * delivery's; `from` and `until` bound the days it speaks of. Those of refused rows (`incoming_refused`) are left alone.
 */
export async function planGoneResidences(
  tx: Write,
  gone: { municipality: string; from: string | null; until: string | null },
): Promise<void> {
  await tx.run(sql`drop table if exists residence_gone`)
  await tx.run(sql`
    create temp table residence_gone on commit drop as
    select k.id, k.person_id, ${tx.today}::date + 1 as until_on
      from person_residence k
     where k.known_until is null and k.kind = 'registered' and k.municipality_code = ${gone.municipality}
       and (k.until_on is null or k.until_on > ${tx.today}::date + 1)
       and (${gone.until}::date is null or k.from_on is null or k.from_on < ${gone.until}::date)
       and (${gone.from}::date is null or k.until_on is null or k.until_on > ${gone.from}::date)
       and not exists (select from residence_plan p where p.known_id = k.id)
       and k.person_id not in (select person_id from incoming_refused)
       and not exists (select from incoming_kin g join residence_plan p on p.person_id = g.person_id
                        where g.member_id = k.person_id and p.municipality = k.municipality_code
                          and p.from_on is not distinct from k.from_on)`)
}

/** Emigrated, deceased, back again; protected, no longer so. From its day on the new standing holds and nothing else. */
async function applyStanding(tx: Write, intake: Intake): Promise<void> {
  const closed = sql`known_until = ${ending(tx, 'v')}, closed_by = ${intake.deliveryId}`
  await tx.run(sql`
    update person_residency v set ${closed} from person_plan p
     where p.changes_status and v.person_id = p.person_id and v.known_until is null
       and (v.until_on is null or v.until_on > p.status_from)`)
  await tx.run(sql`
    insert into person_residency (domain_id, person_id, residency, from_on, until_on, source, recorded_by, delivery_id, known_from)
    select v.domain_id, v.person_id, v.residency, v.from_on, p.status_from, ${intake.source}, v.recorded_by, ${intake.deliveryId}::uuid, ${tx.now}::timestamptz
      from person_residency v join person_plan p on p.person_id = v.person_id
     where p.changes_status and v.closed_by = ${intake.deliveryId} and v.from_on < p.status_from
    union all
    select ${tx.actor.domainId}::uuid, person_id, status, status_from, null, ${intake.source}, null, ${intake.deliveryId}::uuid, ${tx.now}::timestamptz
      from person_plan where changes_status and status <> 'active'`)
  await tx.run(sql`
    update person_protection v set ${closed} from person_plan p
     where p.changes_protection and v.person_id = p.person_id and v.known_until is null
       and (v.until_on is null or v.until_on > ${tx.today})`)
  await tx.run(sql`
    insert into person_protection (domain_id, person_id, kind, from_on, until_on, source, recorded_by, delivery_id, known_from)
    select v.domain_id, v.person_id, v.kind, v.from_on, ${tx.today}::date, ${intake.source}, v.recorded_by, ${intake.deliveryId}::uuid, ${tx.now}::timestamptz
      from person_protection v join person_plan p on p.person_id = v.person_id
     where p.changes_protection and v.closed_by = ${intake.deliveryId} and v.from_on < ${tx.today}
    union all
    select ${tx.actor.domainId}::uuid, person_id, protection, ${tx.today}::date, null, ${intake.source}, null, ${intake.deliveryId}::uuid, ${tx.now}::timestamptz
      from person_plan where changes_protection and protection <> 'none'`)
  await refreshStanding(tx, sql`select person_id from person_plan where changes_status or changes_protection`)
}
