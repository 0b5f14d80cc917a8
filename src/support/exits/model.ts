import { z } from 'zod'
import { Day, InstantText } from '../../kernel/date.ts'
import { PersonId, Sex } from '../../people/model.ts'

/**
 * What a period of support led to, and what became of it. Everybody who leaves has a next step, and an authority that goes on with them; one
 * who has neither stands on a list of their own (R195, R196). Whoever does not answer afterwards is counted among those who were asked.
 */
export const Outcome = z.enum(['studies', 'work', 'other_authority', 'in_support', 'interrupted'])
export type Outcome = z.infer<typeof Outcome>

/** What kind of it, for each outcome. */
export const KINDS = {
  studies: [
    'national_programme',
    'introductory_programme',
    'adult_education',
    'folk_high_school',
    'vocational_college',
    'university',
    'studies_other',
  ],
  work: ['employed', 'subsidised', 'apprentice', 'own_business', 'work_other'],
  other_authority: ['employment_service', 'social_services', 'health_care', 'insurance', 'authority_other'],
  in_support: ['same_team', 'other_team', 'placement'],
  interrupted: ['own_choice', 'moved_away', 'no_contact', 'turned_twenty', 'deceased', 'interrupted_other'],
} as const satisfies Readonly<Record<Outcome, readonly string[]>>

/** What is to happen next; `none` puts them on the list of those who have nothing planned. */
export const NextStep = z.enum(['goes_on', 'meeting', 'application', 'introduction', 'own_plan', 'none'])
export type NextStep = z.infer<typeof NextStep>

/** Which authority stands behind them afterwards; `none` puts them on the list of those who have nobody. */
export const Backing = z.enum([
  'school',
  'municipality',
  'employment_service',
  'social_services',
  'health_care',
  'insurance',
  'authority_other',
  'none',
])
export type Backing = z.infer<typeof Backing>

export const Exit = z.object({
  id: z.uuid(),
  exitId: z.uuid(),
  periodId: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  exitedOn: Day,
  outcome: Outcome,
  kind: z.string(),
  place: z.string().nullable(),
  nextStep: NextStep,
  nextOn: Day.nullable(),
  backedBy: Backing,
  recordedBy: z.uuid(),
  knownFrom: InstantText,
})
export type Exit = z.infer<typeof Exit>

export type ExitInput = Pick<Exit, 'exitedOn' | 'outcome' | 'kind' | 'place' | 'nextStep' | 'nextOn' | 'backedBy'>

/** When it is asked how it went, counted from the day they left. */
export const WAVES = ['w4', 'm1', 'm3', 'm6', 'm12', 'm18'] as const
export const Wave = z.enum(WAVES)
export type Wave = z.infer<typeof Wave>

/** What somebody does now: one question, one answer. */
export const Doing = z.enum(['studies', 'work', 'placement', 'seeking', 'support', 'leave', 'nothing'])
export type Doing = z.infer<typeof Doing>

/** What comes of a call: what they do, or that nobody answered. */
export const Heard = z.enum([...Doing.options, 'not_reached'])
export type Heard = z.infer<typeof Heard>

export const FollowUp = z.object({
  id: z.uuid(),
  exitId: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  wave: Wave,
  dueOn: Day,
  sentAt: InstantText.nullable(),
  expiresAt: InstantText.nullable(),
  unsent: z.string().nullable(),
  /** The last day somebody called and got no answer. */
  calledOn: Day.nullable(),
  answer: Doing.nullable(),
  how: z.enum(['link', 'call', 'same']).nullable(),
  /** `backdated`: its day was long past when the exit was written down, so that nobody was ever asked. */
  closedAs: z.enum(['answered', 'not_reached', 'called_off', 'backdated']).nullable(),
  closedAt: InstantText.nullable(),
})
export type FollowUp = z.infer<typeof FollowUp>

/** One young person who was supported in a period, as the figures count them: with what it led to, or null where nobody has said. */
export const Supported = z.object({
  root: PersonId,
  sex: Sex.nullable(),
  /** Whether the case was closed before the while was over. */
  isClosed: z.boolean(),
  outcome: Outcome.nullable(),
  nextStep: NextStep.nullable(),
  backedBy: Backing.nullable(),
})
export type Supported = z.infer<typeof Supported>

/** One who was to be asked in a wave, as the figures count them. */
export const Asked = z.object({
  wave: Wave,
  sex: Sex.nullable(),
  answer: Doing.nullable(),
  closedAs: FollowUp.shape.closedAs,
})
export type Asked = z.infer<typeof Asked>

/** One who has left without a next step, or without an authority behind them. */
export const Leaver = z.object({
  id: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  protection: z.string(),
  exitedOn: Day,
  nextStep: NextStep,
  backedBy: Backing,
})
export type Leaver = z.infer<typeof Leaver>
