import { z } from 'zod'
import { Day, type PlainDate } from '../../kernel/date.ts'
import { PersonId, Protection, Residency } from '../../people/model.ts'
import type { Whose } from '../messages/model.ts'

/**
 * Letters: on paper, in a window envelope, to the young person or to the guardians of one under eighteen (R124; Skolverkets allmänna råd om
 * aktivitetsansvaret, section 2).
 *
 * A letter is made from a template and the address as it stands, and logged as a contact in the same transaction; neither the words nor the
 * address is kept. Whose identity is protected has no address here: the letter goes in an inner envelope by Skatteverket, one at a time, and
 * only from those who see protected persons (OSL 22 kap. 1 §; 21 kap. 3 §).
 */
export const LETTER_LEFT_OUT = ['protected', 'not_member', 'of_age', 'no_address'] as const
export type LetterLeftOut = (typeof LETTER_LEFT_OUT)[number]

/** All that decides whether somebody gets a letter, and what stands on it. */
export const Addressee = z.object({
  asked: PersonId,
  root: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  birthDate: Day.nullable(),
  protection: Protection,
  residency: Residency,
  hasLeft: z.boolean(),
  /** Null for those whose identity is protected, whatever is on record. */
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  postalTown: z.string().nullable(),
})
export type Addressee = z.infer<typeof Addressee>

export type LetterWanted = {
  readonly to: Whose
  readonly code: string
  /** Null: the language one wrote to each of them in last. */
  readonly language: string | null
}

/** One letter as it is printed. */
export type Letter = {
  readonly language: string
  /** What shows in the window, line by line; for one that is forwarded, whom it is for. */
  readonly window: readonly string[]
  readonly forwarded: boolean
  readonly subject: string
  readonly paragraphs: readonly string[]
}

/** The office as it stands on a letter. */
export type Sender = { readonly office: string; readonly lines: readonly string[]; readonly on: PlainDate }
