import { z } from 'zod'
import { Day, InstantText } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'

/**
 * The contact log: every try to reach a young person, by whom and how, and what came of it; and the day somebody is to try next
 * (Skolverkets allmänna råd om aktivitetsansvaret, section 2; R120–R128, R137–R139).
 *
 * It holds codes and no words: what was said goes into a note. A contact is a row of wordings, as a note is. A person has at most one
 * next day that is open, and beside it one for today where something has come up; a contact that is made closes those whose day has come.
 */
export const Channel = z.enum(['sms', 'call', 'letter', 'email', 'social', 'home_visit', 'walk', 'fika', 'meeting'])
export type Channel = z.infer<typeof Channel>

/** Whom one spoke with, or tried to: the young person, or somebody on the way there. */
export const Through = z.enum(['self', 'guardian', 'school', 'other'])
export type Through = z.infer<typeof Through>

/** Who began: `in` is when they came to us. */
export const Direction = z.enum(['out', 'in'])
export type Direction = z.infer<typeof Direction>

/** Somebody was reached. */
export const ACHIEVED = ['talked', 'answered', 'booked', 'wants_support', 'declined'] as const
/** It was tried. */
export const ATTEMPTED = [
  'sent',
  'no_answer',
  'voicemail',
  'wrong_number',
  'not_home',
  'missed',
  'cancelled',
  'returned',
] as const
export const ContactOutcome = z.enum([...ACHIEVED, ...ATTEMPTED])
export type ContactOutcome = z.infer<typeof ContactOutcome>

export const StruckReason = z.enum(['wrong_person', 'never_happened', 'twice', 'other'])
export type StruckReason = z.infer<typeof StruckReason>

/** One wording of a contact. */
export const LoggedContact = z.object({
  id: z.uuid(),
  /** The first wording's id, which stands for the contact. */
  contactId: z.uuid(),
  personId: PersonId,
  groupId: z.uuid().nullable(),
  channel: Channel,
  through: Through,
  direction: Direction,
  outcome: ContactOutcome,
  achieved: z.boolean(),
  happenedAt: InstantText,
  minutes: z.number().nullable(),
  doneBy: z.uuid(),
  withBy: z.uuid().nullable(),
  noteId: z.uuid().nullable(),
  recordedBy: z.uuid(),
  struckAt: InstantText.nullable(),
  struckBy: z.uuid().nullable(),
  struckReason: StruckReason.nullable(),
  knownFrom: InstantText,
})
export type LoggedContact = z.infer<typeof LoggedContact>

/** What somebody says of a contact. */
export type ContactInput = {
  readonly channel: Channel
  readonly through: Through
  readonly direction: Direction
  readonly outcome: ContactOutcome
  readonly happenedAt: z.infer<typeof InstantText>
  readonly minutes: number | null
  /** The colleague who did it; null is oneself. */
  readonly doneBy: string | null
  readonly withBy: string | null
}

/** The day somebody is to try next, and how, if that is decided. */
export const NextContact = z.object({
  id: z.uuid(),
  personId: PersonId,
  onDay: Day,
  channel: Channel.nullable(),
  setBy: z.uuid(),
  /** It came up by itself, as an answer does, and stands beside a later day that was planned. */
  takenUp: z.boolean(),
  knownFrom: InstantText,
})
export type NextContact = z.infer<typeof NextContact>

export type NextInput = { readonly onDay: z.infer<typeof Day>; readonly channel: Channel | null }
