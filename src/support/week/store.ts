import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { Day, type PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import {
  Attendance,
  type AttendanceSource,
  type Attended,
  type Half,
  type Mark,
  WeekPlan,
  type WeekPlanInput,
} from './model.ts'

const Id = z.object({ id: z.uuid() })
const planColumns = raw(`
  w.id, w.person_id as "personId", w.from_on as "fromOn", w.mornings, w.afternoons, w.reason, w.set_by as "setBy",
  w.known_from as "knownFrom", w.known_until as "knownUntil"`)

/** Every version, the latest first: those that hold have no end. */
export function plansOf(tx: Read, root: PersonId): Promise<WeekPlan[]> {
  return tx.all(
    WeekPlan,
    prepared(sql`
    select ${planColumns} from week_plan w where w.person_id in (${membersOfRoot(tx, root)}) order by w.known_from desc, w.from_on desc, w.id limit 200`),
  )
}

type Owned = { readonly caseId: string; readonly personId: PersonId }

/** A plan from a day on, in place of one that was to begin the same day. */
export async function insertPlan(tx: Write, { caseId, personId }: Owned, plan: WeekPlanInput): Promise<string> {
  await tx.run(sql`
    update week_plan w set known_until = ${ending(tx, 'w')}, closed_by = ${tx.actor.accountId}
     where w.case_id = ${caseId} and w.from_on = ${plan.fromOn} and w.known_until is null`)
  const { id } = await tx.one(
    Id,
    sql`insert into week_plan (domain_id, case_id, person_id, from_on, mornings, afternoons, reason, set_by, known_from)
        values (${tx.actor.domainId}, ${caseId}, ${personId}, ${plan.fromOn}, ${plan.mornings}::text[], ${plan.afternoons}::text[],
                ${plan.reason}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

type Span = { readonly from: PlainDate; readonly to: PlainDate }

/** What is said of the half days from one day to another, as it stands. */
export function attendanceOf(tx: Read, root: PersonId, { from, to }: Span): Promise<Attendance[]> {
  return tx.all(
    Attendance,
    prepared(sql`
    select distinct on (a.on_day, a.half) a.id, a.person_id as "personId", a.placement_id as "placementId", a.on_day as "onDay", a.half, a.what, a.mark, a.source, a.set_by as "setBy",
           a.known_from as "knownFrom"
      from week_attendance a
     where a.person_id in (${membersOfRoot(tx, root)}) and a.known_until is null and a.on_day between ${from} and ${to}
     order by a.on_day, a.half, a.known_from desc`),
  )
}

export type NewMark = {
  /** The person it is gathered under, where that is another number. */
  readonly root: PersonId
  readonly personId: PersonId
  readonly onDay: PlainDate
  readonly half: Half
  readonly what: Attended
  readonly mark: Mark
  readonly source: AttendanceSource
  readonly placementId: string | null
  readonly questionId: string | null
}

/** Nothing is said of a half day any longer: what was, was entered wrongly, and stays as a version. */
export async function closeMark(tx: Write, of: Pick<NewMark, 'root' | 'onDay' | 'half'>): Promise<void> {
  await tx.run(sql`
    update week_attendance a set known_until = ${ending(tx, 'a')}, closed_by = ${tx.actor.accountId}
     where a.person_id in (${membersOfRoot(tx, of.root)}) and a.on_day = ${of.onDay} and a.half = ${of.half} and a.known_until is null`)
}

/** What is now said of a half day, in place of what was. */
export async function setMark(tx: Write, of: NewMark): Promise<void> {
  await closeMark(tx, of)
  await tx.run(sql`
    insert into week_attendance (domain_id, person_id, on_day, half, what, mark, source, placement_id, question_id, set_by, known_from)
    values (${tx.actor.domainId}, ${of.personId}, ${of.onDay}, ${of.half}, ${of.what}, ${of.mark}, ${of.source}, ${of.placementId},
            ${of.questionId}, ${tx.actor.accountId}, ${tx.now})`)
}

const Holiday = z.object({ day: Day, name: z.string() })

/** The holidays from a day to another, each with what it is called. */
export async function holidaysNamed(tx: Read, { from, to }: Span): Promise<ReadonlyMap<PlainDate, string>> {
  const rows = await tx.all(
    Holiday,
    prepared(sql`
    select h.day, min(h.name) as name from holiday h
     where h.day between ${from} and ${to} and h.kind in ('public', 'bank') group by h.day`),
  )
  return new Map(rows.map(({ day, name }) => [day, name]))
}
