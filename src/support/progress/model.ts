import { z } from 'zod'
import { Day, InstantText, type PlainDate } from '../../kernel/date.ts'
import { PersonId, Sex } from '../../people/model.ts'

/**
 * How it goes: a step on the coaching ladder (coachingtrappan) and values on five measures beside it, read every so often by the young person
 * and by the coach, each in their own voice. A reading shows; it opens and shuts nothing, and going down is allowed.
 *
 * A staircase alone says less than several measures read together (BIP, Væksthusets kompetencecenter): hence the measures, and the quarter.
 */
export const MEASURES = ['studies', 'work', 'health', 'everyday', 'social'] as const
export const Measure = z.enum(['ladder', ...MEASURES])
export type Measure = z.infer<typeof Measure>

/** The highest value of a measure; of the ladder it is the number of its last step. */
export const MOST = 10

export const Voice = z.enum(['youth', 'coach'])
export type Voice = z.infer<typeof Voice>

/** What a reading rests on. */
export const Evidence = z.enum(['together', 'told', 'seen', 'school', 'workplace', 'authority', 'papers'])
export type Evidence = z.infer<typeof Evidence>

export const Step = z.object({ name: z.string(), meaning: z.string() })
export type Step = z.infer<typeof Step>

/** The steps as a domain, or one of its teams, words them; the first is step 0. */
export const Ladder = z.object({
  id: z.uuid(),
  steps: z.array(Step),
  /** Whose it is; null for the domain's. */
  teamId: z.uuid().nullable(),
  /** Wordings of one scale count the same steps; null where those are ours. */
  scaleId: z.uuid().nullable(),
  setBy: z.uuid(),
  knownFrom: InstantText,
})
export type Ladder = z.infer<typeof Ladder>

export const LEAST_STEPS = 3
export const MOST_STEPS = 11
/** How many steps ours has. */
export const OUR_STEPS = 6

export const Reading = z.object({
  id: z.uuid(),
  readingId: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  measure: Measure,
  voice: Voice,
  value: z.number(),
  ladderId: z.uuid().nullable(),
  onDay: Day,
  evidence: Evidence,
  noteId: z.uuid().nullable(),
  recordedBy: z.uuid(),
  knownFrom: InstantText,
})
export type Reading = z.infer<typeof Reading>

/** What is read at one time: a value for each measure that was spoken of. */
export type Values = Partial<Readonly<Record<Measure, number>>>

export type ReadingInput = {
  readonly voice: Voice
  readonly values: Values
  readonly onDay: PlainDate
  readonly evidence: Evidence
  /** The wording that was shown to whoever chose a step; null for ours, and left out for the one that holds. */
  readonly ladderId?: string | null
}

export type Worded = {
  /** Whose ladder it is; null for the domain's. */
  readonly teamId: string | null
  readonly steps: readonly Step[]
  /** The wording that the form showed, or empty for ours. */
  readonly seen: string
  /** Only the words are mended: each step means what it meant. */
  readonly isSameScale: boolean
}

export const Ask = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  askedBy: z.uuid(),
  askedAt: InstantText,
  sentAt: InstantText.nullable(),
  expiresAt: InstantText.nullable(),
  answeredAt: InstantText.nullable(),
  endedAs: z.string().nullable(),
})
export type Ask = z.infer<typeof Ask>

/** A reading of the ladder as the movements count it; without a value, one of whom there is none. */
export const LadderReading = z.object({
  root: PersonId,
  sex: Sex.nullable(),
  voice: Voice.nullable(),
  value: z.number().nullable(),
  /** The scale of the ladder it was read on; null for ours. */
  scaleId: z.uuid().nullable(),
  onDay: Day.nullable(),
})
export type LadderReading = z.infer<typeof LadderReading>
