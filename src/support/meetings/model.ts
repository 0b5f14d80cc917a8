import { z } from 'zod'
import { Day, InstantText, type PlainDate } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'

/**
 * Möten: those around a young person meet. What is to be taken up is written before; who came, what was decided and who does what after it.
 * What was said is a note, with the walls of notes. A change opens another wording, so that nobody's words are written over.
 */
export const MeetingKind = z.enum(['start', 'joint', 'follow_up', 'closing', 'other'])
export type MeetingKind = z.infer<typeof MeetingKind>

export const MeetingState = z.enum(['planned', 'held', 'cancelled'])
export type MeetingState = z.infer<typeof MeetingState>

/** One wording of a meeting. */
export const Meeting = z.object({
  /** The wording's own id: what a form was shown. */
  id: z.uuid(),
  meetingId: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  kind: MeetingKind,
  onDay: Day,
  atTime: z.string().nullable(),
  place: z.string().nullable(),
  agenda: z.string().nullable(),
  nextOn: Day.nullable(),
  state: MeetingState,
  /** The note with the minutes. */
  noteId: z.uuid().nullable(),
  /** The meeting at which this one was agreed on. */
  plannedFrom: z.uuid().nullable(),
  setBy: z.uuid(),
  knownFrom: InstantText,
})
export type Meeting = z.infer<typeof Meeting>

/** What is planned, as typed. */
export type MeetingInput = {
  readonly kind: MeetingKind
  readonly onDay: PlainDate
  readonly atTime: string
  readonly place: string
  readonly agenda: string
}

/** Others than a colleague who take something upon themselves. */
export const Doer = z.enum(['youth', 'guardian', 'school', 'other_agency'])
export type Doer = z.infer<typeof Doer>

/** Something that was decided, or that somebody is to do. */
export const Item = z.object({
  id: z.uuid(),
  meetingId: z.uuid(),
  personId: PersonId,
  kind: z.enum(['decision', 'action']),
  what: z.string(),
  accountId: z.uuid().nullable(),
  who: Doer.nullable(),
  dueOn: Day.nullable(),
  doneOn: Day.nullable(),
  setBy: z.uuid(),
})
export type Item = z.infer<typeof Item>

export type ItemInput = {
  readonly kind: Item['kind']
  readonly what: string
  /** A colleague, or one of `Doer`; null for a decision. */
  readonly responsible: { readonly accountId: string } | { readonly who: Doer } | null
  readonly dueOn: PlainDate | null
}

/** Who was asked, and whether they came. */
export const Attendee = z.object({
  id: z.uuid(),
  meetingId: z.uuid(),
  personId: PersonId,
  who: z.enum(['youth', 'owner', 'member']),
  accountId: z.uuid().nullable(),
  memberId: z.uuid().nullable(),
  /** Of somebody in the team, as they stood there when they were asked. */
  memberAccount: z.uuid().nullable(),
  memberName: z.string().nullable(),
  came: z.boolean().nullable(),
})
export type Attendee = z.infer<typeof Attendee>

export type Asked = Pick<Attendee, 'who' | 'accountId' | 'memberId'>
