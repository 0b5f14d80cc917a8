import { z } from 'zod'
import { PersonId, Sex } from '../../people/model.ts'

/** What was reached on the way, whatever support led to: goals, and papers that open doors. */

/** A goal of somebody's plan that has ended, as the figures count it. */
export const EndedGoal = z.object({
  root: PersonId,
  sex: Sex.nullable(),
  attainment: z.enum(['fully', 'partly', 'not_met']),
})
export type EndedGoal = z.infer<typeof EndedGoal>

/** A paper that somebody has got, as the figures count it. */
export const GotQualification = z.object({ root: PersonId, sex: Sex.nullable(), kind: z.string() })
export type GotQualification = z.infer<typeof GotQualification>
