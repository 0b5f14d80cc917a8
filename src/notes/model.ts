import { z } from 'zod'
import { NOTE_TOPICS } from '../access/roles.ts'
import { Day, InstantText } from '../kernel/date.ts'
import { PersonId } from '../people/model.ts'

/**
 * Notes: what those who work with a young person write down, each of one topic and one class of secrecy.
 *
 * A note is a row of wordings. A correction closes one and opens the next, so that nobody's words are written over; one that should
 * not have been written is struck out with a reason and stays readable. That there is a note is under the walls; what it says is
 * given out by the database alone, against a committed read ticket and within the reader's budget (docs/adr/0020-notes-by-ticket.md).
 */
export const NoteTopic = z.enum(NOTE_TOPICS)
export type NoteTopic = z.infer<typeof NoteTopic>

/**
 * Which secrecy the writer takes to hold (OSL 23 kap. 2 §, 25 kap. 1 §, 26 kap. 1 §, 28 kap. 11–12 §§). Which chapter applies to the
 * work hangs on how the municipality is organised: a domain has its own first choice and each note may have another.
 */
export const Secrecy = z.enum([
  'student_health',
  'pupil_support',
  'health_care',
  'social_services',
  'labour_market',
  'other',
])
export type Secrecy = z.infer<typeof Secrecy>

/** One wording of a note, all but its words. */
export const Note = z.object({
  /** The wording's own id: what a ticket names. */
  id: z.uuid(),
  /** The first wording's id, which stands for the note. */
  noteId: z.uuid(),
  personId: PersonId,
  topic: NoteTopic,
  secrecy: Secrecy,
  happenedOn: Day,
  letters: z.number(),
  writtenBy: z.uuid(),
  writtenAt: InstantText,
  recordedBy: z.uuid(),
  struckAt: InstantText.nullable(),
  struckBy: z.uuid().nullable(),
  struckReason: z.string().nullable(),
  knownFrom: InstantText,
  knownUntil: InstantText.nullable(),
})
export type Note = z.infer<typeof Note>

/** What somebody writes: the text as typed. */
export type NoteInput = {
  readonly topic: NoteTopic
  readonly secrecy: Secrecy
  readonly happenedOn: z.infer<typeof Day>
  readonly body: string
}

/** What a domain has decided, or what holds until it decides. */
export const NoteSettings = z.object({
  /** Null: nobody has decided, and it follows from the domain's kind. */
  secrecy: Secrecy.nullable(),
  /** How many different notes one person may read in ten minutes, and in a day. */
  mostShort: z.number(),
  mostDay: z.number(),
})
export type NoteSettings = z.infer<typeof NoteSettings>
