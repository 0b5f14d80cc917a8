import { z } from 'zod'
import { InstantText } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'

/**
 * A visit to somebody's home, planned: always by two, with what is to be thought of for safety, and told of beforehand or not (R133;
 * AFS 2023:2). When it is done it is a contact in the log, with both.
 */
export const Announced = z.enum(['letter', 'sms', 'call', 'other', 'not'])
export type Announced = z.infer<typeof Announced>

/** What the two are to think of. What lies behind it is for a note, which has walls of its own. */
export const Safety = z.enum([
  'call_in',
  'stay_outside',
  'meet_elsewhere',
  'animals',
  'earlier_threat',
  'other_persons',
])
export type Safety = z.infer<typeof Safety>

export const Visit = z.object({
  id: z.uuid(),
  personId: PersonId,
  stepId: z.uuid().nullable(),
  visitAt: InstantText,
  firstBy: z.uuid(),
  secondBy: z.uuid(),
  announced: Announced,
  safety: z.array(Safety),
  noteId: z.uuid().nullable(),
  closedAs: z.enum(['done', 'cancelled', 'moved']).nullable(),
  contactId: z.uuid().nullable(),
  /** The lettings-in that came with going along. */
  lettings: z.array(z.uuid()),
})
export type Visit = z.infer<typeof Visit>

export type VisitInput = {
  readonly visitAt: z.infer<typeof InstantText>
  readonly firstBy: string
  readonly secondBy: string
  readonly announced: Announced
  readonly safety: readonly Safety[]
}
