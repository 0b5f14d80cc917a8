import { z } from 'zod'
import { Day, InstantText } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'

/**
 * Studies: the grades somebody left compulsory school with, what they make them eligible for (skollagen 16 kap. 30–32 §§, 17 kap. 10–11 §§), the
 * meritvärde they are admitted on (gymnasieförordningen 7 kap. 4 §), and the individual study plan.
 *
 * Grades are kept as they were told, in versions. Eligibility and meritvärde are computed each time and stored nowhere: who is admitted, the
 * board decides.
 */

/** Subjects by the codes of student documentation. A block grade (NO, SO) stands for the subjects of its block. */
export const SUBJECTS = [
  ...(['SV', 'SVA', 'EN', 'MA'] as const),
  ...(['BI', 'FY', 'KE', 'TK', 'NO'] as const),
  ...(['GE', 'HI', 'RE', 'SH', 'SO'] as const),
  ...(['BL', 'HKK', 'IDH', 'MU', 'SL'] as const),
  ...(['M1', 'M2', 'ML', 'TN', 'DA'] as const),
] as const
export const Subject = z.enum(SUBJECTS)
export type Subject = z.infer<typeof Subject>

/** That the board finds somebody able to do without English (16 kap. 32 §): assessed, and never computed. */
export const EXEMPT = 'EN_EXEMPT'

export const GRADES = ['A', 'B', 'C', 'D', 'E', 'F', '-', 'P'] as const
export const Grade = z.enum(GRADES)
export type Grade = z.infer<typeof Grade>

export const GradeSource = z.enum(['catalogue', 'school', 'pupil', 'board'])
export type GradeSource = z.infer<typeof GradeSource>

export const GradeRow = z.object({
  id: z.uuid(),
  personId: PersonId,
  subject: z.union([Subject, z.literal(EXEMPT)]),
  grade: z.union([Grade, z.literal('exempt')]),
  source: GradeSource,
  gradedOn: Day,
  setBy: z.uuid(),
  knownFrom: InstantText,
  knownUntil: InstantText.nullable(),
})
export type GradeRow = z.infer<typeof GradeRow>

/** The grades that hold, one for each subject. */
export type Grades = Partial<Readonly<Record<Subject, Grade>>>

export type Told = { readonly subject: Subject; readonly grade: Grade }

export type GradesInput = {
  readonly told: readonly Told[]
  readonly source: GradeSource
  readonly gradedOn: z.infer<typeof Day>
}

/** What a programme asks for (16 kap. 30–31 §§; the subjects of each group of programmes: gymnasieförordningen, unverified), and IMV. */
export const TRACKS = ['vocational', 'preparatory', 'social', 'science', 'imv'] as const
export type Track = (typeof TRACKS)[number]

/** How somebody stands towards a track. */
export type Eligibility = {
  readonly track: Track
  readonly eligible: boolean
  /** No: who is eligible for a vocational programme needs no introductory one. */
  readonly isNeeded: boolean
  /** Only by the exemption from English. */
  readonly byExemption: boolean
  /** Subjects that the track names and that are not passed. */
  readonly missing: readonly Needed[]
  /** How many passed subjects beside those are needed and there; for IMV the fewest that would do. */
  readonly others: { readonly passed: number; readonly needed: number }
}

/** A subject that is needed, or either of two. */
export type Needed = Subject | 'SV_OR_SVA' | 'EN_OR_MA'

/** A grade with what it gives. */
export type Counted = { readonly subject: Subject; readonly grade: Grade; readonly points: number }

export type Merit = {
  readonly total: number
  readonly most: 320 | 340
  readonly best: readonly Counted[]
  /** The modern language of språkval, as the seventeenth. */
  readonly language: Counted | null
  /** What gives points and is not among them. */
  readonly left: readonly Counted[]
}

export const StudyGoal = z.enum(['vocational', 'preparatory', 'imv', 'diploma', 'courses'])
export type StudyGoal = z.infer<typeof StudyGoal>

/** How the school has adjusted the set-up (skollagen 3 kap.; gymnasieförordningen on utökat, reducerat and individuellt anpassat program, unverified). */
export const Adjustment = z.enum(['reduced', 'extended', 'adapted', 'part_week', 'distance', 'small_group', 'own_pace'])
export type Adjustment = z.infer<typeof Adjustment>

export const Extra = z.enum(['adaptations', 'special_support', 'study_guidance', 'two_teachers', 'homework', 'mentor'])
export type Extra = z.infer<typeof Extra>

export const Term = z.enum(['spring', 'autumn'])
export type Term = z.infer<typeof Term>
export const PartState = z.enum(['planned', 'ongoing', 'passed', 'not_passed'])
export type PartState = z.infer<typeof PartState>

export const PlanPart = z.object({ year: z.number().int(), term: Term, course: z.string(), state: PartState })
export type PlanPart = z.infer<typeof PlanPart>

export const StudyPlan = z.object({
  id: z.uuid(),
  personId: PersonId,
  goal: StudyGoal,
  adjustments: z.array(Adjustment),
  extra: z.array(Extra),
  setBy: z.uuid(),
  knownFrom: InstantText,
  knownUntil: InstantText.nullable(),
  parts: z.array(PlanPart),
})
export type StudyPlan = z.infer<typeof StudyPlan>

export type StudyPlanInput = {
  readonly goal: StudyGoal
  readonly adjustments: readonly Adjustment[]
  readonly extra: readonly Extra[]
  readonly parts: readonly PlanPart[]
  /** The version the form showed; null where there was none. */
  readonly seen: string | null
}
