import { addDays, addYears, ageOn, type PlainDate } from '../../kernel/date.ts'
import type { Whose } from '../messages/model.ts'
import type { Addressee, LetterLeftOut } from './model.ts'

/** Guardians decide for those under eighteen (FB 6 kap. 2, 11 §§); afterwards nobody but the young person is written to. */
const OF_AGE = 18
/** The responsibility ends on the twentieth birthday (29 kap. 9 §). */
const AGED_OUT = 20
/** How long before that somebody is told where to turn afterwards. */
export const AGEING_OUT_DAYS = 90

/** What a letter says when its step does not say which. */
export const USUAL: Readonly<Record<Whose, string>> = { self: 'letter_first', guardian: 'letter_guardian' }

/** How a letter gets there. */
export type Way =
  | { readonly ok: true; readonly forwarded: boolean }
  | { readonly ok: false; readonly reason: LetterLeftOut }
const out = (reason: LetterLeftOut): Way => ({ ok: false, reason })

/**
 * Whether somebody gets a letter, the gravest reason against first. Protected persons are written to one by one, themselves, and by
 * Skatteverket.
 */
export function wayTo(addressee: Addressee, of: { to: Whose; alone: boolean; today: PlainDate }): Way {
  const { protection, residency, hasLeft, birthDate, familyName } = addressee
  if (protection !== 'none' && (!of.alone || of.to === 'guardian')) return out('protected')
  if (residency !== 'active' || hasLeft) return out('not_member')
  if (of.to === 'guardian' && (birthDate === null || ageOn(birthDate, of.today) >= OF_AGE)) return out('of_age')
  if (familyName === null) return out('no_address')
  if (protection !== 'none') return { ok: true, forwarded: true }
  return isWhole(addressee) ? { ok: true, forwarded: false } : out('no_address')
}

/** A street or a box, five figures and a town: with less than that a letter comes back. */
function isWhole({ street, postalCode, postalTown }: Addressee): boolean {
  return filled(street) && /^\d{3} ?\d{2}$/.test((postalCode ?? '').trim()) && filled(postalTown)
}

const filled = (text: string | null) => (text ?? '').trim() !== ''

/** What shows in the window: whom it is for and where, and nothing else (SS 61 34 01, unverified). */
export function windowLines(addressee: Addressee, to: Whose): readonly string[] {
  const { street, postalCode, postalTown, protection } = addressee
  const name = `${addressee.givenName ?? ''} ${addressee.familyName ?? ''}`.trim()
  const who = to === 'guardian' ? ['Vårdnadshavare till', name] : [name]
  if (protection !== 'none') return who
  const code = (postalCode ?? '').replaceAll(' ', '')
  const town = (postalTown ?? '').trim().toLocaleUpperCase('sv')
  return [...who, (street ?? '').trim(), `${code.slice(0, 3)} ${code.slice(3)} ${town}`]
}

/** Born so that the twentieth birthday comes within the days that the letter is sent in: the first and the last such day of birth. */
export function ageingOutBorn(today: PlainDate): { readonly from: PlainDate; readonly to: PlainDate } {
  return { from: addYears(addDays(today, 1), -AGED_OUT), to: addYears(addDays(today, AGEING_OUT_DAYS), -AGED_OUT) }
}

/** The day somebody born then turns twenty. */
export const twentiethBirthday = (born: PlainDate) => addYears(born, AGED_OUT)
