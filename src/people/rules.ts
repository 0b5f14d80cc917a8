import type { PlainDate } from '../kernel/date.ts'
import type { Contact, ContactKind, IdentifierKind, Protection, Residence, ResidenceGround } from './model.ts'

export type PhoneReading =
  | { readonly ok: true; readonly value: string; readonly digits: string }
  | { readonly ok: false }

/** E.164: at most fifteen digits with the country; shorter than seven is nobody's telephone. */
const PHONE_DIGITS = /^[1-9]\d{6,14}$/

/** A number as people write it: `070-174 06 05`, `+46 (0)70 174 06 05`, `0046701740605`. Without a country it is Swedish. */
export function readPhone(text: string): PhoneReading {
  if (!/^[+\d][\d\s()./-]*$/.test(text.trim())) return { ok: false }
  const digits = phoneDigits(text)
  return PHONE_DIGITS.test(digits) ? { ok: true, value: formatPhone(digits), digits } : { ok: false }
}

/** The digits of a whole number, or of the beginning of one, with the country first. */
export function phoneDigits(text: string): string {
  const plain = text.trim().replace(/\(0\)/, '').replace(/^\+/, '00').replace(/\D/g, '')
  if (plain.startsWith('00')) return plain.slice(2)
  return plain.startsWith('0') ? `46${plain.slice(1)}` : plain
}

/** `070-174 06 05` for a Swedish mobile, `016-12 34 56` for other Swedish numbers, `+4712345678` for the world's. */
function formatPhone(digits: string): string {
  const mobile = /^46(7\d)(\d{3})(\d{2})(\d{2})$/.exec(digits)
  if (mobile) return `0${mobile[1]}-${mobile.slice(2).join(' ')}`
  return digits.startsWith('46') ? `0${digits.slice(2)}` : `+${digits}`
}

/** Lower case, or null when it cannot be an address. Whether anybody reads it only a message tells. */
export function readEmail(text: string): string | null {
  const email = text.trim().toLowerCase()
  return email.length <= 254 && /^[^\s@<>,;]+@[^\s@.<>,;]+(\.[^\s@.<>,;]+)+$/.test(email) ? email : null
}

/** The same telephone written in two ways is the same. */
export function isKnownContact(
  contacts: readonly Contact[],
  wanted: { kind: ContactKind; value: string; digits: string | null },
): boolean {
  return contacts.some(
    (contact) =>
      contact.kind === wanted.kind &&
      (contact.value === wanted.value || (wanted.digits !== null && contact.digits === wanted.digits)),
  )
}

/** Of several current numbers, which one a person goes by. */
export const IDENTIFIER_ORDER: Readonly<Record<IdentifierKind, number>> = { personal: 1, coordination: 2, interim: 3 }

/** The order of strength. */
export const PROTECTION_STRENGTH: Readonly<Record<Protection, number>> = {
  none: 0,
  confidentiality_marking: 1,
  protected_registration: 2,
}

export type ManualResidence = {
  readonly municipality: string
  readonly from: PlainDate
  /** The day after the last; null while it lasts. */
  readonly until: PlainDate | null
  readonly ground: ResidenceGround
}

export type ResidenceFault = 'ends_before_start' | 'not_protected' | 'is_registered' | 'overlaps'

/**
 * 29 kap. 6 §: hemkommun follows folkbokföring. By hand it is set only for one with skyddad folkbokföring, whose registered
 * municipality says nothing of where they are, and for one who stays here without being registered.
 */
export function residenceFault(
  wanted: ManualResidence,
  known: { protection: Protection; residences: readonly Residence[] },
): ResidenceFault | null {
  if (wanted.until !== null && wanted.until <= wanted.from) return 'ends_before_start'
  if (wanted.ground === 'protected_registration' && known.protection !== 'protected_registration')
    return 'not_protected'
  const meeting = known.residences.filter((residence) => overlap(residence, wanted))
  if (wanted.ground === 'not_registered' && meeting.some((residence) => residence.kind === 'registered'))
    return 'is_registered'
  return meeting.some((residence) => residence.kind === 'manual' && !isEndedBy(residence, wanted)) ? 'overlaps' : null
}

/** An open hemkommun by hand ends where the next begins. */
export function isEndedBy(residence: Residence, next: { from: PlainDate }): boolean {
  return (
    residence.kind === 'manual' && residence.until === null && (residence.from === null || residence.from < next.from)
  )
}

type Days = { readonly from: PlainDate | null; readonly until: PlainDate | null }

function overlap(a: Days, b: Days): boolean {
  return (
    (a.until === null || b.from === null || b.from < a.until) &&
    (b.until === null || a.from === null || a.from < b.until)
  )
}
