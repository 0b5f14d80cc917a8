import { isDay, lastDayOfMonth, type PlainDate } from '../kernel/date.ts'
import type { IdentifierKind, Sex } from './model.ts'

/**
 * Identity numbers: personnummer (folkbokföringslagen 18 §), samordningsnummer (lag 2022:1697) and the interim form that a school gives
 * until there is a number. The rules are Skatteverket's (SKV 704, SKV 707), held against its open test numbers in `data/identity`.
 */

/** Why a number cannot be one. `leading_zeros`: 9 or 11 digits, as when a spreadsheet has eaten a zero. */
export type NumberFault = 'format' | 'leading_zeros' | 'date' | 'future' | 'serial' | 'checksum'

export type IdentityNumber = {
  readonly ok: true
  /** 12 characters: YYYYMMDDNNNN, or YYYYMMDDXNNN with the interim letter X. */
  readonly number: string
  readonly kind: IdentifierKind
  /** Null when the month or day of a samordningsnummer is unknown or impossible: such numbers are issued. */
  readonly birthDate: PlainDate | null
  /** The last day the person can have been born. */
  readonly latestBirthDate: PlainDate
  readonly sex: Sex
}

export type NumberReading = IdentityNumber | { readonly ok: false; readonly reason: NumberFault }

const FORM = /^(\d{6}|\d{8})([-+]?)([\dA-Za-z])(\d{3})$/
const INTERIM_LETTERS = 'TRSUWXJKLMN'
const COORDINATION_DAY = 60

/**
 * Reads a number of 10 or 12 places, with or without `-` or `+`.
 * Ten places are placed in time from `today`: born at the latest then, or with `+` at the turn of a hundred years or more.
 */
export function parseNumber(text: string, today: PlainDate): NumberReading {
  const trimmed = text.trim()
  const form = FORM.exec(trimmed)
  if (!form)
    return { ok: false, reason: /^(\d{9}|\d{11}|\d{5}-\d{4}|\d{7}-\d{4})$/.test(trimmed) ? 'leading_zeros' : 'format' }
  const [, date = '', separator, place = '', last = ''] = form
  const letter = place > '9' ? place.toUpperCase() : ''
  if (letter && !INTERIM_LETTERS.includes(letter)) return { ok: false, reason: 'format' }
  const birth = date.length === 8 ? birthOf(date) : birthInCentury(date, { today, past: separator === '+' })
  if (!birth || (letter && birth.coordination)) return { ok: false, reason: 'date' }
  if (birth.earliest > today) return { ok: false, reason: 'future' }
  if (`${place}${last.slice(0, 2)}` === '000') return { ok: false, reason: 'serial' }
  if (!hasCheckDigit(`${date.slice(-6)}${letter ? '1' : place}${last}`)) return { ok: false, reason: 'checksum' }
  return {
    ok: true,
    number: `${birth.digits}${letter || place}${last}`,
    kind: letter ? 'interim' : birth.coordination ? 'coordination' : 'personal',
    birthDate: birth.exact,
    latestBirthDate: birth.latest,
    sex: Number(last.charAt(1)) % 2 === 0 ? 'female' : 'male',
  }
}

/** `YYYYMMDD-NNNN`, for people to read. */
export function formatNumber(number: string): string {
  return `${number.slice(0, 8)}-${number.slice(8)}`
}

type Birth = {
  digits: string
  coordination: boolean
  exact: PlainDate | null
  earliest: string
  latest: PlainDate
}

function birthOf(digits: string): Birth | null {
  const year = digits.slice(0, 4)
  const month = digits.slice(4, 6)
  const placed = Number(digits.slice(6, 8))
  const coordination = placed >= COORDINATION_DAY
  const day = String(coordination ? placed - COORDINATION_DAY : placed).padStart(2, '0')
  const text = `${year}-${month}-${day}`
  if (isDay(text)) return { digits, coordination, exact: text, earliest: text, latest: text }
  if (!coordination || Number(month) > 12 || Number(day) > 31 || !isDay(`${year}-01-01`)) return null
  const known = month !== '00'
  const latest = known ? lastDayOfMonth(Number(year), Number(month)) : lastDayOfMonth(Number(year), 12)
  return { digits, coordination, exact: null, earliest: `${year}-${known ? month : '01'}-01`, latest }
}

function birthInCentury(digits: string, when: { today: PlainDate; past: boolean }): Birth | null {
  const thisYear = Number(when.today.slice(0, 4))
  const lastYear = when.past ? thisYear - 100 : thisYear
  const year = lastYear - ((((lastYear - Number(digits.slice(0, 2))) % 100) + 100) % 100)
  const birth = birthOf(`${year}${digits.slice(2)}`)
  const fits = birth ? birth.earliest <= when.today : false
  // 29 February exists in one century and not in the other, so a date that fails here may hold a hundred years before.
  return fits ? birth : birthOf(`${year - 100}${digits.slice(2)}`)
}

/** The Luhn check of ten digits; an interim letter counts as 1. */
function hasCheckDigit(ten: string): boolean {
  let sum = 0
  for (let place = 0; place < 10; place++) {
    const digit = ten.charCodeAt(place) - 48
    const weighted = place % 2 === 0 ? digit * 2 : digit
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}
