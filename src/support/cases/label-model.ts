import { z } from 'zod'

/** A label on a case: a word in a colour, one's own, a team's, or shared with all colleagues. The word is always shown with the colour. */
export const COLOURS = ['green', 'blue', 'violet', 'amber', 'red', 'grey'] as const
export const Colour = z.enum(COLOURS)
export type Colour = z.infer<typeof Colour>

export const Label = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  shared: z.boolean(),
  /** The team it is shared with; null where it is every colleague's, or nobody else's. */
  teamId: z.uuid().nullable(),
  name: z.string(),
  colour: Colour,
})
export type Label = z.infer<typeof Label>
