import { z } from 'zod'

/** A label on a case: a word in a colour, one's own or shared with colleagues. The word is always shown with the colour. */
export const COLOURS = ['green', 'blue', 'violet', 'amber', 'red', 'grey'] as const
export const Colour = z.enum(COLOURS)
export type Colour = z.infer<typeof Colour>

export const Label = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  shared: z.boolean(),
  name: z.string(),
  colour: Colour,
})
export type Label = z.infer<typeof Label>
