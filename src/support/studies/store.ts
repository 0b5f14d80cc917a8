import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { GradeRow, PlanPart, StudyPlan, type StudyPlanInput } from './model.ts'

const Id = z.object({ id: z.uuid() })

/** Every grade that was told, the latest first; those that hold have no end. */
export function gradesOf(tx: Read, root: PersonId): Promise<GradeRow[]> {
  return tx.all(
    GradeRow,
    prepared(sql`
    select g.id, g.person_id as "personId", g.school_subject as subject, g.grade, g.source, g.graded_on as "gradedOn", g.set_by as "setBy",
           g.known_from as "knownFrom", g.known_until as "knownUntil"
      from study_grade g where g.person_id in (${membersOfRoot(tx, root)}) order by g.known_from desc, g.school_subject, g.id limit 500`),
  )
}

export type NewGrade = Pick<GradeRow, 'subject' | 'grade' | 'source' | 'gradedOn'> & { readonly personId: PersonId }

/** A grade in place of the one that held. */
export async function setGrade(tx: Write, of: NewGrade): Promise<void> {
  await endGrade(tx, of.personId, of.subject)
  await tx.run(sql`
    insert into study_grade (domain_id, person_id, school_subject, grade, source, graded_on, set_by, known_from)
    values (${tx.actor.domainId}, ${of.personId}, ${of.subject}, ${of.grade}, ${of.source}, ${of.gradedOn}, ${tx.actor.accountId}, ${tx.now})`)
}

/** Ends one grade as wrongly entered: it stays in the history. How many there were to end. */
export function closeGrade(tx: Write, root: PersonId, id: string): Promise<number> {
  return tx.run(sql`
    update study_grade g set known_until = ${ending(tx, 'g')}, closed_by = ${tx.actor.accountId}
     where g.person_id in (${membersOfRoot(tx, root)}) and g.id = ${id} and g.known_until is null`)
}

export async function endGrade(tx: Write, root: PersonId, subject: string): Promise<void> {
  await tx.run(sql`
    update study_grade g set known_until = ${ending(tx, 'g')}, closed_by = ${tx.actor.accountId}
     where g.person_id in (${membersOfRoot(tx, root)}) and g.school_subject = ${subject} and g.known_until is null`)
}

const columns = raw(`
  s.id, s.person_id as "personId", s.goal, s.adjustments, s.extra, s.set_by as "setBy", s.known_from as "knownFrom",
  s.known_until as "knownUntil"`)

/** Every version of the study plan with its parts, the latest first. */
export function studyPlansOf(tx: Read, root: PersonId): Promise<StudyPlan[]> {
  return tx.all(
    StudyPlan,
    prepared(sql`
    select ${columns}, coalesce((select jsonb_agg(jsonb_build_object('year', x.year, 'term', x.term, 'course', x.course, 'state', x.state)
                                         order by x.place)
                        from study_plan_part x where x.domain_id = s.domain_id and x.plan_id = s.id), '[]'::jsonb) as parts
      from study_plan s where s.person_id in (${membersOfRoot(tx, root)}) order by s.known_until is not null, s.known_from desc, s.id limit 50`),
  )
}

type Owned = { readonly caseId: string; readonly personId: PersonId }

/** Another version, whole, in place of the one that held. */
export async function insertPlan(tx: Write, { caseId, personId }: Owned, plan: StudyPlanInput): Promise<string> {
  await tx.run(sql`
    update study_plan s set known_until = ${ending(tx, 's')}, closed_by = ${tx.actor.accountId}
     where s.case_id = ${caseId} and s.known_until is null`)
  const { id } = await tx.one(
    Id,
    sql`insert into study_plan (domain_id, case_id, person_id, goal, adjustments, extra, set_by, known_from)
        values (${tx.actor.domainId}, ${caseId}, ${personId}, ${plan.goal}, ${plan.adjustments}::text[], ${plan.extra}::text[],
                ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  const parts = plan.parts.map((part, place) => ({ ...PlanPart.parse(part), place }))
  await tx.run(sql`
    insert into study_plan_part (domain_id, plan_id, person_id, place, year, term, course, state)
    select ${tx.actor.domainId}, ${id}, ${personId}, x.place, x.year, x.term, x.course, x.state
      from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as x(place integer, year integer, term text, course text, state text)`)
  return id
}
