import { z } from 'zod'
import { Day, InstantText } from '../kernel/date.ts'
import { PersonId } from '../people/model.ts'

/**
 * From one school form or organisation to the next, so that nobody is let go of before somebody else has taken hold: what is handed over and
 * that it was received, who has arrived where they were admitted, and who turns twenty with somebody to turn to.
 */
export const HandoverKind = z.enum(['school', 'organisation', 'ageing_out'])
export type HandoverKind = z.infer<typeof HandoverKind>

export const RECEIVERS = [
  'upper_secondary',
  'introductory',
  'adult_education',
  'folk_high_school',
  'employment_service',
  'social_services',
  'health_care',
  'insurance',
  'municipality',
  'other',
] as const
export const Receiver = z.enum(RECEIVERS)
export type Receiver = z.infer<typeof Receiver>

/** What is needed where they come, in codes: the minimal set. What more there is to say is a note. */
export const NEEDS = [
  'introduction',
  'fewer_hours',
  'contact_person',
  'study_support',
  'aids',
  'transport',
  'meeting_first',
] as const
export const Need = z.enum(NEEDS)
export type Need = z.infer<typeof Need>

/** What a school tells the next when it knows the young person: each part a heading of the note, none of it asked for. */
export const TOLD_PARTS = ['works', 'adjustments', 'strengths', 'first', 'own'] as const

/** `not_needed`: within one's own authority; `shared`: what is told goes by a share or a referral, which has its own ground. */
export const Consent = z.enum(['given', 'not_needed', 'shared', 'refused'])
export type Consent = z.infer<typeof Consent>

export const Handover = z.object({
  /** The same although its answer was written down anew. */
  id: z.uuid(),
  personId: PersonId,
  kind: HandoverKind,
  receiver: Receiver,
  place: z.string(),
  needs: z.array(Need),
  noteId: z.uuid().nullable(),
  consent: Consent,
  /** The colleague it goes to, where it stays here. */
  toAccount: z.uuid().nullable(),
  onDay: Day,
  /** Who handed over; also where somebody else has written the answer anew. */
  madeBy: z.uuid(),
  /** The letting-in that came with it, where the colleague did not see the young person before. */
  assignmentId: z.uuid().nullable(),
  endedAs: z.enum(['received', 'declined', 'withdrawn']).nullable(),
  endedOn: Day.nullable(),
  endedBy: z.uuid().nullable(),
  knownFrom: InstantText,
})
export type Handover = z.infer<typeof Handover>

export type HandoverInput = Pick<Handover, 'kind' | 'receiver' | 'place' | 'consent' | 'toAccount' | 'onDay'> & {
  readonly needs: readonly Need[]
}
export type HandoverEnd = NonNullable<Handover['endedAs']>

/** What somebody has found out of one who was admitted. */
export const Said = z.enum(['arrived', 'not_arrived', 'elsewhere'])
export type Said = z.infer<typeof Said>

/** One who was admitted: where, from when, and what is known of it since. */
export const Admitted = z.object({
  id: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  protection: z.string(),
  school: z.string().nullable(),
  startsOn: Day,
  /** The day after the last day of study; null while it goes on. */
  endsBefore: Day.nullable(),
  /** The school no longer says that they are to come. */
  fellAway: z.boolean(),
  said: Said.nullable(),
  saidOn: Day.nullable(),
  /** Who acts, and when next; null where nobody does. */
  owner: z.uuid().nullable(),
  nextOn: Day.nullable(),
})
export type Admitted = z.infer<typeof Admitted>

/** Where one who was admitted stands on a day. */
export const STANDINGS = ['not_arrived', 'awaited', 'ahead', 'arrived', 'elsewhere'] as const
export type Standing = (typeof STANDINGS)[number]

/** One in the register who turns twenty within half a year. */
export const Ageing = z.object({
  id: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  protection: z.string(),
  twentyOn: Day,
  owner: z.uuid().nullable(),
  nextOn: Day.nullable(),
  handover: z.enum(['open', 'received', 'declined', 'withdrawn']).nullable(),
})
export type Ageing = z.infer<typeof Ageing>

/** A handover that nobody has answered yet. */
export const Waiting = Handover.pick({
  id: true,
  kind: true,
  receiver: true,
  place: true,
  onDay: true,
  personId: true,
  toAccount: true,
  madeBy: true,
}).extend({
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
})
export type Waiting = z.infer<typeof Waiting>
