import { z } from 'zod'

/**
 * People: the young persons and those around them.
 *
 * A person is known by an id of ours and holds numbers over time (samordningsnummer first, personnummer later), never the
 * number as key. A person exists once per secrecy domain. Everything said of a person is a row with its source, the day it
 * holds for and the time we learnt it, so that yesterday's knowledge can be read again.
 */
export const PersonId = z.uuid().brand('PersonId')
export type PersonId = z.infer<typeof PersonId>

/** Personnummer, samordningsnummer, or the interim form with a letter that a school gives until there is a number. */
export const IdentifierKind = z.enum(['personal', 'coordination', 'interim'])
export type IdentifierKind = z.infer<typeof IdentifierKind>

/** K and M in the files; what the authorities record, not what anybody is asked. */
export const Sex = z.enum(['female', 'male'])
export type Sex = z.infer<typeof Sex>

/** AKTIV, UTVANDRAD, AVLIDEN: where the person stands in the population register. */
export const Residency = z.enum(['active', 'emigrated', 'deceased'])
export type Residency = z.infer<typeof Residency>

/** Sekretessmarkering is a warning flag; skyddad folkbokföring hides the true address, and hemkommun is set by hand (29:6). */
export const Protection = z.enum(['none', 'confidentiality_marking', 'protected_registration'])
export type Protection = z.infer<typeof Protection>
