import { z } from 'zod'
import { Day, InstantText } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'

/**
 * Placements: praktik, apprenticeship and summer jobs (R136, R244–R246, R355). Employers offer places; a young person with a case has one of them,
 * on terms that are agreed and signed, with a colleague along the first days, and visits and calls afterwards until it ends.
 *
 * An employer and a supervisor are not young persons: they stand by themselves, and on a placement stands what the workplace was called when it
 * began. What is said at a visit is a note.
 */

/** Sectors in a short list of our own: wide enough to choose by, and to see who goes where. No official list (SNI is far longer). */
export const SECTORS = [
  ...(['trade', 'industry', 'construction', 'vehicles', 'transport', 'hospitality', 'care', 'school'] as const),
  ...(['office', 'technology', 'green', 'culture', 'property', 'other'] as const),
] as const
export const Sector = z.enum(SECTORS)
export type Sector = z.infer<typeof Sector>

export const PlacementKind = z.enum(['practice', 'apprenticeship', 'summer_job'])
export type PlacementKind = z.infer<typeof PlacementKind>

/** Who may have a place. */
export const OpenTo = z.enum(['everybody', 'sixteen', 'eighteen', 'upper_secondary', 'apprentices'])
export type OpenTo = z.infer<typeof OpenTo>

export const Employer = z.object({
  id: z.uuid(),
  name: z.string(),
  organisationNumber: z.string().nullable(),
  sector: Sector,
  municipalityCode: z.string(),
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  postalTown: z.string().nullable(),
  changedAt: InstantText,
  closedOn: Day.nullable(),
})
export type Employer = z.infer<typeof Employer>

export type EmployerInput = {
  readonly name: string
  /** As it was written; empty where there is none that may be kept. */
  readonly organisationNumber: string
  readonly sector: Sector
  readonly municipalityCode: string
  readonly street: string
  readonly postalCode: string
  readonly postalTown: string
}

export const Supervisor = z.object({
  id: z.uuid(),
  employerId: z.uuid(),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  changedAt: InstantText,
  endedOn: Day.nullable(),
  /** When they answered STOPP: nothing more goes to that number. */
  noTextsAt: InstantText.nullable(),
})
export type Supervisor = z.infer<typeof Supervisor>

export type SupervisorInput = { readonly name: string; readonly phone: string; readonly email: string }

/** The days for which one of the places is taken, with the seat's own id: whose it is stands elsewhere. */
export const Seat = z.object({ id: z.uuid(), fromOn: Day, lastOn: Day })
export type Seat = z.infer<typeof Seat>

export const Offer = z.object({
  id: z.uuid(),
  employerId: z.uuid(),
  employerName: z.string(),
  sector: Sector,
  kind: PlacementKind,
  title: z.string(),
  places: z.number(),
  seats: z.array(Seat),
  fromOn: Day,
  lastOn: Day.nullable(),
  openTo: OpenTo,
  demands: z.string().nullable(),
  closedOn: Day.nullable(),
})
export type Offer = z.infer<typeof Offer>

export type OfferInput = {
  readonly kind: PlacementKind
  readonly title: string
  readonly places: number
  readonly fromOn: z.infer<typeof Day>
  readonly lastOn: z.infer<typeof Day> | null
  readonly openTo: OpenTo
  readonly demands: string
}

/** The days of a week, Monday first. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export const Weekday = z.enum(WEEKDAYS)
export type Weekday = z.infer<typeof Weekday>

/** Who insures the young person at the workplace; `unknown` until somebody has found out. */
export const Insurance = z.enum(['unknown', 'school', 'municipality', 'employer', 'agency'])
export type Insurance = z.infer<typeof Insurance>

/** Whether the supervisor is asked by text who came. */
export const Asks = z.enum(['never', 'weekly', 'daily'])
export type Asks = z.infer<typeof Asks>

export const Terms = z.object({
  id: z.uuid(),
  supervisorId: z.uuid().nullable(),
  fromOn: Day,
  lastOn: Day,
  /** From which day these hold, where others held until then; null from the first day. */
  holdsFrom: Day.nullable(),
  days: z.array(Weekday),
  startsAt: z.string(),
  endsAt: z.string(),
  /** Of a day, and no work. */
  breakMinutes: z.number(),
  tasks: z.string(),
  insurance: Insurance,
  riskSeenOn: Day.nullable(),
  asks: Asks,
  setBy: z.uuid(),
  knownFrom: InstantText,
  knownUntil: InstantText.nullable(),
})
export type Terms = z.infer<typeof Terms>

export type TermsInput = Omit<Terms, 'id' | 'setBy' | 'knownFrom' | 'knownUntil'>

export const Outcome = z.enum(['done', 'interrupted', 'hired'])
export type Outcome = z.infer<typeof Outcome>

/** Why it ended: those of an interruption are about what happened, and name nothing of health. */
export const EndReason = z.enum([
  ...(['as_planned', 'hired_here', 'own_wish', 'workplace_wish', 'absence', 'not_suitable'] as const),
  ...(['to_studies', 'to_work', 'moved', 'other'] as const),
])
export type EndReason = z.infer<typeof EndReason>

export const Placement = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  offerId: z.uuid().nullable(),
  seatId: z.uuid().nullable(),
  employerId: z.uuid().nullable(),
  kind: PlacementKind,
  workplace: z.string(),
  title: z.string(),
  sector: Sector,
  knownFrom: InstantText,
  knownUntil: InstantText.nullable(),
  endedOn: Day.nullable(),
  outcome: Outcome.nullable(),
  endReason: EndReason.nullable(),
  terms: Terms,
  /** The day the version that holds was signed by all. */
  signedOn: Day.nullable(),
})
export type Placement = z.infer<typeof Placement>

export type NewPlacement = {
  readonly personId: string
  readonly offerId: string
  readonly terms: TermsInput
  /** On how many of the first days a colleague goes along. */
  readonly accompany: number
}

export type Ending = {
  readonly endedOn: z.infer<typeof Day>
  readonly outcome: Outcome
  readonly endReason: EndReason
}

/** `signed`: that the agreement was. */
export const StepKind = z.enum(['accompany', 'visit', 'call', 'signed'])
export type StepKind = z.infer<typeof StepKind>
export const WithWhom = z.enum(['youth', 'workplace', 'both'])
export type WithWhom = z.infer<typeof WithWhom>
export const StepOutcome = z.enum(['well', 'adjust', 'worry', 'not_held'])
export type StepOutcome = z.infer<typeof StepOutcome>

export const Step = z.object({
  id: z.uuid(),
  placementId: z.uuid(),
  personId: PersonId,
  kind: StepKind,
  termsId: z.uuid().nullable(),
  plannedOn: Day,
  withWhom: WithWhom,
  accountId: z.uuid(),
  doneOn: Day.nullable(),
  outcome: StepOutcome.nullable(),
  noteId: z.uuid().nullable(),
  knownUntil: InstantText.nullable(),
})
export type Step = z.infer<typeof Step>

export type StepInput = {
  readonly kind: Exclude<StepKind, 'signed'>
  readonly plannedOn: z.infer<typeof Day>
  readonly withWhom: WithWhom
  readonly accountId: string
}

/** How many of each sex have been in a sector, of those one sees. */
export const SectorCount = z.object({ sector: Sector, female: z.number(), male: z.number(), unknown: z.number() })
export type SectorCount = z.infer<typeof SectorCount>
