import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { Day, InstantText, type PlainDate } from '../kernel/date.ts'
import { raw, sql } from '../kernel/sql.ts'
import { ending } from '../people/version-sql.ts'
import { groupOf } from './facts-store.ts'
import { SchoolForm } from './model.ts'

/** Study periods one by one, for what somebody tells of by hand. Whole deliveries: `enrolment-intake-store.ts`. */
export const Studies = z.object({
  id: z.number(),
  personId: z.uuid(),
  schoolForm: SchoolForm,
  programmeCode: z.string().nullable(),
  schoolUnitCode: z.string().nullable(),
  schoolUnit: z.string().nullable(),
  startsOn: Day,
  endsBefore: Day.nullable(),
  interrupted: z.boolean(),
  source: z.string(),
  knownFrom: InstantText,
})
export type Studies = z.infer<typeof Studies>

const columns = raw(`
  id, person_id as "personId", school_form as "schoolForm", programme_code as "programmeCode", school_unit_code as "schoolUnitCode",
  school_unit as "schoolUnit", starts_on as "startsOn", ends_before as "endsBefore", interrupted, source, known_from as "knownFrom"`)

/** A person's study periods as they are known, the latest first. */
export function studiesOf(tx: Read, personId: string): Promise<Studies[]> {
  return tx.all(
    Studies,
    sql`select ${columns} from enrolment where person_id = ${groupOf(personId)} and known_until is null order by starts_on desc, id desc`,
  )
}

/** Whether a version is the one that is held true. */
export async function isHeld(tx: Read, version: number): Promise<boolean> {
  const found = await tx.maybe(z.object({}), sql`select from enrolment where id = ${version} and known_until is null`)
  return found !== null
}

const Made = z.object({ id: z.number() })

export type NewStudies = {
  readonly personId: string
  readonly schoolForm: SchoolForm
  readonly programmeCode: string | null
  readonly introductory: boolean
  readonly schoolUnitCode: string | null
  readonly schoolUnit: string
  readonly startsOn: PlainDate
  readonly source: string
}

/** Null: the same study period is known. */
export async function insertStudies(tx: Write, made: NewStudies): Promise<number | null> {
  const row = await tx.maybe(
    Made,
    sql`
    insert into enrolment (domain_id, person_id, school_form, programme_code, introductory, school_unit_code, school_unit, organiser, starts_on,
                           source, known_from)
    values (${tx.actor.domainId}, ${made.personId}, ${made.schoolForm}, ${made.programmeCode}, ${made.introductory}, ${made.schoolUnitCode},
            ${made.schoolUnit}, null, ${made.startsOn}, ${made.source}, ${tx.now})
    on conflict do nothing returning id`,
  )
  return row?.id ?? null
}

/** From now on not held true. Refuses with `not_found` when it no longer was. */
export async function closeStudies(tx: Write, version: number): Promise<void> {
  await tx.runOne(
    sql`update enrolment e set known_until = ${ending(tx, 'e')} where id = ${version} and known_until is null`,
  )
}

const carried = raw(
  `domain_id, person_id, school_form, programme_code, introductory, school_unit_code, school_unit, organiser, starts_on`,
)

/** The same study period with another last day, in a version of its own. */
export async function insertEnded(
  tx: Write,
  version: number,
  ended: { readonly endsBefore: PlainDate; readonly interrupted: boolean; readonly source: string },
): Promise<number> {
  const { id } = await tx.one(
    Made,
    sql`
    insert into enrolment (${carried}, ends_before, interrupted, source, known_from)
    select ${carried}, ${ended.endsBefore}::date, ${ended.interrupted}, ${ended.source}, ${tx.now}::timestamptz
      from enrolment where id = ${version}
    returning id`,
  )
  return id
}

/** What a closed version said is held true again, with where it came from. */
export async function reopenStudies(tx: Write, version: number): Promise<void> {
  await tx.runOne(sql`
    insert into enrolment (${carried}, ends_before, interrupted, source, delivery_id, known_from)
    select ${carried}, ends_before, interrupted, source, delivery_id, ${tx.now}::timestamptz from enrolment where id = ${version}`)
}
