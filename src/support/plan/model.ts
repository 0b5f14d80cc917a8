import { z } from 'zod'
import { Day, InstantText, type PlainDate } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'
import { ActivityKind } from '../activities/model.ts'

/**
 * The plan of a young person: what förordning (2006:39) 8–9 §§ asks to be documented. Goals, in their own words, with what they have to
 * build on; steps, each with who does it and until when; what became of them and why; and when the plan is looked at again. Every change
 * of what was agreed on is another version of the plan, which is asked about anew.
 */

/** A version of the plan. Its id is what a form carries, and what a yes is said to. */
export const Plan = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  number: z.number(),
  words: z.string().nullable(),
  startsOn: Day,
  setBy: z.uuid(),
  knownFrom: InstantText,
})
export type Plan = z.infer<typeof Plan>

export const GoalState = z.enum(['open', 'ended', 'archived'])
export type GoalState = z.infer<typeof GoalState>

/** How far a goal was reached, when it has ended. */
export const Attainment = z.enum(['fully', 'partly', 'not_met'])
export type Attainment = z.infer<typeof Attainment>

/** Why a goal ended as it did. */
export const EndReason = z.enum([
  'reached',
  'nearly_there',
  'other_path',
  'needs_longer',
  'wish_changed',
  'other_first',
  'not_available',
  'moved_on',
  'no_contact',
  'other',
])
export type EndReason = z.infer<typeof EndReason>

/** Why a goal is laid aside without having ended. */
export const ArchiveReason = z.enum(['wait', 'merged', 'not_wanted', 'mistaken'])
export type ArchiveReason = z.infer<typeof ArchiveReason>

/** Why a goal is taken up again that had ended or was laid aside. */
export const RestoreReason = z.enum(['wanted_again', 'possible_now', 'not_there_yet', 'closed_mistaken'])
export type RestoreReason = z.infer<typeof RestoreReason>

export const Goal = z.object({
  /** The wording; `goalId` is the goal. */
  id: z.uuid(),
  goalId: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  words: z.string(),
  matters: z.string().nullable(),
  strengths: z.string().nullable(),
  startsOn: Day,
  endsOn: Day.nullable(),
  state: GoalState,
  endedOn: Day.nullable(),
  attainment: Attainment.nullable(),
  reason: z.string().nullable(),
  reasonWords: z.string().nullable(),
  setBy: z.uuid(),
  knownFrom: InstantText,
})
export type Goal = z.infer<typeof Goal>

export const Responsible = z.enum(['youth', 'municipality', 'other'])
export type Responsible = z.infer<typeof Responsible>

/** The other actor that does a step, where it is neither the young person nor the municipality. */
export const OtherActor = z.enum([
  'employment_service',
  'social_services',
  'health_care',
  'school',
  'adult_education',
  'folk_high_school',
  'employer',
  'guardian',
  'association',
  'insurance_agency',
  'other',
])
export type OtherActor = z.infer<typeof OtherActor>

export const StepState = z.enum(['not_started', 'going_on', 'done', 'not_needed'])
export type StepState = z.infer<typeof StepState>

/** Why a step is not needed any more. */
export const NotNeeded = z.enum(['solved', 'other_step', 'declined', 'not_available', 'goal_ended', 'mistaken'])
export type NotNeeded = z.infer<typeof NotNeeded>

export const Step = z.object({
  id: z.uuid(),
  stepId: z.uuid(),
  goalId: z.uuid(),
  personId: PersonId,
  words: z.string(),
  responsible: Responsible,
  accountId: z.uuid().nullable(),
  actor: OtherActor.nullable(),
  actorWords: z.string().nullable(),
  startsOn: Day,
  dueOn: Day.nullable(),
  state: StepState,
  endedOn: Day.nullable(),
  reason: z.string().nullable(),
  reasonWords: z.string().nullable(),
  setBy: z.uuid(),
  knownFrom: InstantText,
})
export type Step = z.infer<typeof Step>

export const Who = z.enum(['youth', 'guardian'])
export type Who = z.infer<typeof Who>
/** Signed on paper, said with a colleague as witness, or pressed behind a link. */
export const Way = z.enum(['paper', 'oral', 'link'])
export const Answer = z.enum(['agreed', 'wants_change'])
export type Answer = z.infer<typeof Answer>

export const Agreement = z.object({
  id: z.uuid(),
  planId: z.uuid(),
  personId: PersonId,
  number: z.number(),
  who: Who,
  way: Way,
  answer: Answer,
  witnessId: z.uuid().nullable(),
  onDay: Day,
  recordedAt: InstantText,
})
export type Agreement = z.infer<typeof Agreement>

/** A link that was sent, to the young person or to a guardian: when it was opened is the receipt that the plan was read. */
export const PlanLink = z.object({
  id: z.uuid(),
  who: Who,
  planId: z.uuid(),
  personId: PersonId,
  number: z.number(),
  isCurrent: z.boolean(),
  sentAt: InstantText,
  expiresAt: InstantText,
  openedAt: InstantText.nullable(),
  answer: Answer.nullable(),
  answeredAt: InstantText.nullable(),
})
export type PlanLink = z.infer<typeof PlanLink>

export const Present = z.enum(['youth', 'guardian', 'school', 'social_services', 'health_care', 'other'])
export type Present = z.infer<typeof Present>

/** Why a review is left out. Who they are, or what they have told, is no reason. */
export const ExemptReason = z.enum(['just_met', 'declined', 'away', 'ends_soon', 'other_meeting'])
export type ExemptReason = z.infer<typeof ExemptReason>

export const Review = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  dueOn: Day,
  outcome: z.enum(['held', 'exempt', 'replaced']).nullable(),
  heldOn: Day.nullable(),
  present: z.array(Present).nullable(),
  changed: z.string().nullable(),
  reason: z.string().nullable(),
  closedBy: z.uuid().nullable(),
})
export type Review = z.infer<typeof Review>

/** How often a plan is looked at: first after so many weeks, then at one pace early on and at another afterwards. The domain's own measure. */
export const ReviewRule = z.object({
  firstWeeks: z.number(),
  earlyWeeks: z.number(),
  /** The pace changes so many weeks after the plan began. */
  earlyUntil: z.number(),
  laterWeeks: z.number(),
})
export type ReviewRule = z.infer<typeof ReviewRule>

/** What is done by the plan, as far as the seven items ask: an activity, of which kind, until when and how it ended. */
export const Measure = z.object({
  kind: ActivityKind,
  state: z.string(),
  endsOn: Day.nullable(),
  endedOn: Day.nullable(),
  reason: z.string().nullable(),
})
export type Measure = z.infer<typeof Measure>

export type GoalInput = {
  readonly words: string
  readonly matters: string | null
  readonly strengths: string | null
  readonly startsOn: PlainDate
  readonly endsOn: PlainDate | null
}

export type StepInput = {
  readonly words: string
  readonly responsible: Responsible
  readonly accountId: string | null
  readonly actor: OtherActor | null
  readonly actorWords: string | null
  readonly startsOn: PlainDate
  readonly dueOn: PlainDate | null
}

/** A plan as it is read: its version, and the goals with their steps. */
export type WholePlan = {
  readonly plan: Plan | null
  readonly goals: readonly (Goal & { readonly steps: readonly Step[] })[]
}
