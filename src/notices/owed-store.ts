import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { Day, type PlainDate } from '../kernel/date.ts'
import { type Sql, sql } from '../kernel/sql.ts'
import { PersonId } from '../people/model.ts'
import { NoticeForm } from './model.ts'
import type { Owed, Pupil } from './owed-rules.ts'

/** What is to be told, for a whole domain at once: the facts are read, the rule says what follows, and the differences are written. */

const PupilRow = z.object({
  personId: PersonId,
  homes: z.array(
    z.object({
      kind: z.enum(['registered', 'manual']),
      municipality: z.string(),
      from: Day.nullable(),
      until: Day.nullable(),
    }),
  ),
  attendances: z.array(
    z.object({
      schoolForm: NoticeForm,
      programmeCode: z.string().nullable(),
      schoolUnitCode: z.string().nullable(),
      schoolUnit: z.string(),
      startsOn: Day,
      endsBefore: Day.nullable(),
      interrupted: z.boolean(),
    }),
  ),
})

/**
 * Whether an enrolment (alias `e`) is at a school of these organisations, by its code and else by its name. Those that have ended had pupils
 * too.
 */
const atSchoolOf = (organisations: readonly string[]): Sql => {
  const own = sql`from unit u where u.organisation_id = any(${[...organisations]}::uuid[])`
  return sql`(e.school_unit_code in (select u.school_unit_code ${own} and u.school_unit_code is not null)
           or (e.school_unit_code is null and lower(e.school_unit) in (select lower(u.name) ${own})))`
}

export type PupilsAsked = {
  readonly organisations: readonly string[]
  readonly municipality: string
  /** Something began or ended on this day or later. */
  readonly since: PlainDate
}

/** The pupils at schools of these organisations who have, or had, a home elsewhere. */
export function pupilsFromElsewhere(tx: Read, asked: PupilsAsked): Promise<Pupil[]> {
  return tx.all(
    PupilRow,
    sql`
    with attending as (
      select p.root_id as person_id, e.school_form, e.programme_code, e.school_unit_code, coalesce(e.school_unit, u.name) as school_unit,
             e.starts_on, e.ends_before, e.interrupted
        from enrolment e
        join person p on p.id = e.person_id
        left join lateral (select u.name from unit u where u.school_unit_code = e.school_unit_code order by u.ended_on nulls first limit 1) u on true
       where e.known_until is null and e.school_form in ('GY', 'GYAN') and ${atSchoolOf(asked.organisations)}),
    concerned as (
      select distinct a.person_id from attending a
       where a.starts_on >= ${asked.since} or a.ends_before > ${asked.since}),
    home as (
      select p.root_id as person_id, r.kind, r.municipality_code, r.from_on, r.until_on
        from concerned c
        join person p on p.root_id = c.person_id
        join person_residence r on r.person_id = p.id and r.known_until is null)
    select c.person_id as "personId",
           (select json_agg(json_build_object('kind', h.kind, 'municipality', h.municipality_code, 'from', h.from_on, 'until', h.until_on)
                            order by h.from_on desc nulls last)
              from home h where h.person_id = c.person_id) as homes,
           (select json_agg(json_build_object(
                     'schoolForm', a.school_form, 'programmeCode', a.programme_code, 'schoolUnitCode', a.school_unit_code,
                     'schoolUnit', a.school_unit, 'startsOn', a.starts_on, 'endsBefore', a.ends_before, 'interrupted', a.interrupted))
              from attending a where a.person_id = c.person_id) as attendances
      from concerned c
     where exists (select from home h where h.person_id = c.person_id and h.municipality_code <> ${asked.municipality})`,
  )
}

const Count = z.object({ n: z.number() })

/** How many pupils at these schools nobody has said a hemkommun for. */
export async function pupilsWithoutHome(tx: Read, organisations: readonly string[]): Promise<number> {
  const { n } = await tx.one(
    Count,
    sql`
    select count(distinct p.root_id) as n
      from enrolment e join person p on p.id = e.person_id
     where e.known_until is null and e.school_form in ('GY', 'GYAN') and ${atSchoolOf(organisations)}
       and (e.ends_before is null or e.ends_before > ${tx.today})
       and not exists (
         select from person m join person_residence r on r.person_id = m.id and r.known_until is null where m.root_id = p.root_id)`,
  )
  return n
}

const derived = (owed: readonly Owed[]): Sql => sql`
  jsonb_to_recordset(${JSON.stringify(owed)}::jsonb) as o (
    "personId" uuid, kind text, "onDay" date, interrupted boolean, "schoolForm" text, "programmeCode" text, "schoolUnitCode" text,
    "schoolUnit" text, municipality text, "dueOn" date)`

/** Writes down what is not there already: the same event once. Answers how many were new. */
export function insertOwed(tx: Write, owed: readonly Owed[]): Promise<number> {
  return tx.run(sql`
    insert into notice_out (domain_id, person_id, kind, on_day, interrupted, school_form, programme_code, school_unit_code, school_unit,
                            municipality_code, due_on, made_by, made_at)
    select ${tx.actor.domainId}, o."personId", o.kind, o."onDay", o.interrupted, o."schoolForm", o."programmeCode", o."schoolUnitCode",
           o."schoolUnit", o.municipality, o."dueOn", ${tx.actor.accountId}, ${tx.now}
      from ${derived(owed)}
    on conflict do nothing`)
}

/** The same event: a school is known by its code, and else by its name. */
const isSame = sql`
  o."personId" = n.person_id and o.kind = n.kind and o."onDay" = n.on_day and o."schoolForm" = n.school_form
  and coalesce(o."schoolUnitCode", lower(o."schoolUnit")) = coalesce(n.school_unit_code, lower(n.school_unit))
  and o.municipality = n.municipality_code`

const isGone = (owed: readonly Owed[], since: PlainDate): Sql => sql`
  n.kind <> 'absent' and n.on_day >= ${since} and not exists (
    select from ${derived(owed)} where ${isSame})`

const Gone = z.object({ id: z.uuid() })

/** What has not gone, or came back, and is no longer so: nobody is told. */
export function withdrawUnsent(tx: Write, owed: readonly Owed[], since: PlainDate): Promise<number> {
  return tx.run(sql`
    update notice_out n set not_needed_at = ${tx.now}, not_needed_by = ${tx.actor.accountId}, not_needed_why = 'reversed'
     where n.state in ('to_send', 'failed') and ${isGone(owed, since)}`)
}

/** What has gone and is no longer so: those who were told are told that as well. Answers which went through Sedd. */
export function lapseSent(tx: Write, owed: readonly Owed[], since: PlainDate): Promise<{ id: string }[]> {
  return tx.all(
    Gone,
    sql`
    update notice_out n set lapsed_at = ${tx.now}
     where n.state in ('sent', 'received') and n.lapsed_at is null and ${isGone(owed, since)}
    returning n.id`,
  )
}

/** What was said not to be so is so again: it is to be told after all. */
export function restoreReversed(tx: Write, owed: readonly Owed[]): Promise<number> {
  return tx.run(sql`
    update notice_out n set not_needed_at = null, not_needed_by = null, not_needed_why = null
      from ${derived(owed)}
     where n.not_needed_why = 'reversed' and ${isSame}`)
}

/** What had gone and was taken back is so after all: it is to be told anew. */
export function restoreLapsed(tx: Write, owed: readonly Owed[]): Promise<number> {
  return tx.run(sql`
    update notice_out n
       set sent_at = null, sent_by = null, sent_how = null, sent_on = null, parcel_id = null, taken_at = null, received_at = null,
           answered_at = null, answer = null, failed_at = null, failed_why = null, lapsed_at = null
      from ${derived(owed)}
     where n.lapsed_at is not null and n.not_needed_at is null and ${isSame}`)
}
