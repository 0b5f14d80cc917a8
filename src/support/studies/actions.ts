import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { PersonHeader, PersonId } from '../../people/model.ts'
import { lockOpenCase, lockSupported, personToSupport } from '../cases/actions.ts'
import { EXEMPT, type GradeRow, type Grades, type GradesInput, type StudyPlan, type StudyPlanInput } from './model.ts'
import { eligibilities, gradeProblems, meritOf, saysMore, standsAgainst } from './rules.ts'
import * as store from './store.ts'

/** Opens somebody's studies; that they were read stands in the trail. */
export async function openStudies(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personToSupport(tx, personId)
  await tx.record('studies.opened', { personId: person.id })
  return person
}

/** The grades that hold, what they make eligible for, and the meritvärde: computed, and stored nowhere. */
export async function standingOf(tx: Read, root: PersonId) {
  const rows = await store.gradesOf(tx, root)
  const { grades, isExempt } = holdingOf(rows)
  return { rows, grades, isExempt, eligible: eligibilities(grades, isExempt), merit: meritOf(grades) }
}

/** Of two records that were merged the grade that was told last holds. */
function holdingOf(rows: readonly GradeRow[]): { readonly grades: Grades; readonly isExempt: boolean } {
  const holding = rows.filter(({ knownUntil }) => knownUntil === null).toReversed()
  const pairs = holding.flatMap(({ subject, grade }) =>
    subject === EXEMPT || grade === 'exempt' ? [] : [[subject, grade]],
  )
  return { grades: Object.fromEntries(pairs), isExempt: holding.some(({ subject }) => subject === EXEMPT) }
}

/** Takes down grades as they were told. What says nothing new is left as it is; where a surer one says otherwise, none is taken. */
export async function tellGrades(tx: Write, told: GradesInput & { readonly personId: string }): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, told.personId)
  const problems = gradeProblems(told, tx.today)
  if (problems.length > 0) throw new Refused('invalid', 'grades', problems)
  const holding = (await store.gradesOf(tx, person.id)).filter(({ knownUntil }) => knownUntil === null)
  const standing = (subject: string) => holding.find((each) => each.subject === subject) ?? null
  if (told.told.some(({ subject, grade }) => standsAgainst({ ...told, grade }, standing(subject))))
    throw new Refused('conflict', 'grades_surer')
  const fresh = told.told.filter(({ subject, grade }) => saysMore({ ...told, grade }, standing(subject)))
  if (fresh.length === 0) throw new Refused('conflict', 'grades_same')
  const { source, gradedOn } = told
  for (const { subject, grade } of fresh)
    await store.setGrade(tx, { personId: person.id, subject, grade, source, gradedOn })
  await tx.record('studies.graded', { personId: person.id, detail: { n: fresh.length, source } })
}

/** Takes back a grade that was entered wrongly. It stays in the history and counts for nothing. */
export async function removeGrade(
  tx: Write,
  of: { readonly personId: string; readonly gradeId: string },
): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, of.personId)
  if ((await store.closeGrade(tx, person.id, of.gradeId)) === 0) throw new Refused('conflict', 'grade_changed')
  await tx.record('studies.grade_removed', { object: of.gradeId, personId: person.id })
}

/** Notes that the board has found somebody able to do without English (16 kap. 32 §), or no longer. */
export async function noteExemption(
  tx: Write,
  of: { readonly personId: string; readonly exempt: boolean; readonly on: GradesInput['gradedOn'] },
): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, of.personId)
  if (of.on > tx.today) throw new Refused('invalid', 'exemption', [{ field: 'on', code: 'graded_in_future' }])
  if (of.exempt)
    await store.setGrade(tx, {
      personId: person.id,
      subject: EXEMPT,
      grade: 'exempt',
      source: 'board',
      gradedOn: of.on,
    })
  else await store.endGrade(tx, person.id, EXEMPT)
  await tx.record('studies.exemption_noted', { personId: person.id, detail: { exempt: of.exempt } })
}

/** Saves another version of the study plan. `seen` is the one the form showed: nobody's words are written over. */
export async function saveStudyPlan(tx: Write, made: StudyPlanInput & { readonly personId: string }): Promise<void> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, made.personId)
  if (made.parts.length === 0) throw new Refused('invalid', 'plan', [{ field: 'parts', code: 'no_parts' }])
  const [latest] = await store.studyPlansOf(tx, person.id)
  if ((latest?.id ?? null) !== made.seen) throw new Refused('conflict', 'changed_meanwhile')
  const id = await store.insertPlan(tx, { caseId: of.id, personId: of.personId }, made)
  const detail = { goal: made.goal, parts: made.parts.length, before: made.seen }
  await tx.record('studies.planned', { object: id, personId: of.personId, detail })
}

export type StudyPaper = { readonly person: PersonHeader; readonly plan: StudyPlan }

/** Takes out the study plan as a paper; that it was taken stands in the trail. */
export async function takeStudyPlan(tx: Write, personId: string): Promise<StudyPaper> {
  tx.require('support.read')
  const person = await personToSupport(tx, personId)
  const [plan] = await store.studyPlansOf(tx, person.id)
  if (plan === undefined) throw new Refused('not_found', 'plan')
  await tx.record('studies.plan_taken', { object: plan.id, personId: plan.personId })
  return { person, plan }
}
