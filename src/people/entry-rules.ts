import type { PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { foldName } from './folding.ts'
import { type IdentityNumber, parseNumber } from './identity.ts'
import { type IdentifierKind, type PersonId, Protection, Sex, TOLD_BY } from './model.ts'
import type { ManualResidence } from './rules.ts'

/** A person somebody enters by hand: one the files do not have, or not yet. */
export type Entry = {
  readonly number: string | null
  readonly numberKind: IdentifierKind | null
  readonly givenName: string
  /** Empty for one who goes by a single name. */
  readonly familyName: string
  readonly folded: string
  readonly sex: Sex | null
  /** Null when the number does not tell. */
  readonly birthDate: PlainDate | null
  readonly latestBirthDate: PlainDate
  readonly protection: Protection
  readonly home: ManualResidence | null
  readonly source: (typeof TOLD_BY)[number]
}

export type EntryReading =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** The fields of the form as they were typed, and how a day is read. */
export type TypedEntry = {
  readonly text: (field: string) => string
  readonly readDay: (text: string) => PlainDate | null
  readonly today: PlainDate
}

/** Everything that is wrong at once: nobody should have to mend a form twice. */
export function readEntry(typed: TypedEntry): EntryReading {
  const number = readNumber(typed)
  const names = { givenName: nameIn(typed, 'givenName'), familyName: nameIn(typed, 'familyName') }
  const birth = readBirth(typed, number)
  const protection = Protection.safeParse(typed.text('protection') || 'none')
  const home = readHome(typed, protection.success ? protection.data : 'none')
  const source = TOLD_BY.find((each) => each === typed.text('source'))
  const problems = [
    ...(number?.ok === false ? [{ field: 'number', code: `number_${number.reason}` }] : []),
    ...(names.givenName === '' || names.givenName.length > LONGEST
      ? [{ field: 'givenName', code: 'given_name_missing' }]
      : []),
    ...(names.familyName.length > LONGEST ? [{ field: 'familyName', code: 'name_too_long' }] : []),
    ...sexProblems(typed, number),
    ...birth.problems,
    ...(protection.success ? [] : [{ field: 'protection', code: 'protection_missing' }]),
    ...home.problems,
    ...(source ? [] : [{ field: 'source', code: 'source_missing' }]),
  ]
  if (problems.length > 0 || number?.ok === false || birth.latest === null || !protection.success || !source)
    return { ok: false, problems }
  const entry = {
    number: number?.number ?? null,
    numberKind: number?.kind ?? null,
    ...names,
    folded: foldName(`${names.givenName} ${names.familyName}`),
    sex: number?.sex ?? Sex.safeParse(typed.text('sex')).data ?? null,
    birthDate: birth.exact,
    latestBirthDate: birth.latest,
    protection: protection.data,
    home: home.value,
    source,
  }
  return { ok: true, entry }
}

const LONGEST = 120

const nameIn = ({ text }: TypedEntry, field: string) => text(field).trim().replace(/\s+/g, ' ')

type Number = ReturnType<typeof parseNumber> | null

function readNumber({ text, today }: TypedEntry): Number {
  // People write a number with a space where the hyphen is.
  const typed = text('number').replace(/\s/g, '')
  return typed === '' ? null : parseNumber(typed, today)
}

/** A number tells the sex; typed against it, one of them is wrong. */
function sexProblems({ text }: TypedEntry, number: Number): FieldProblem[] {
  const differs = number?.ok && text('sex') !== '' && text('sex') !== number.sex
  return differs ? [{ field: 'sex', code: 'sex_differs' }] : []
}

type Birth = { exact: PlainDate | null; latest: PlainDate | null; problems: readonly FieldProblem[] }

/** By the number when there is one, else as typed: who has neither cannot be placed by age. */
function readBirth({ text, readDay, today }: TypedEntry, number: Number): Birth {
  const typed = text('birthDate')
  const day = typed === '' ? null : readDay(typed)
  const wrong = (code: string): Birth => ({ exact: null, latest: null, problems: [{ field: 'birthDate', code }] })
  if (typed !== '' && day === null) return wrong('day_unreadable')
  if (number?.ok === false) return { exact: null, latest: null, problems: [] }
  if (number !== null) return typed !== '' && day !== number.birthDate ? wrong('birth_differs') : birthBy(number)
  if (day === null) return wrong('birth_missing')
  return day > today ? wrong('day_in_future') : { exact: day, latest: day, problems: [] }
}

function birthBy(number: IdentityNumber): Birth {
  return { exact: number.birthDate, latest: number.latestBirthDate, problems: [] }
}

/** 29 kap. 6 §: by hand for one with skyddad folkbokföring, and for one who stays here without being registered. */
function readHome(
  { text, readDay }: TypedEntry,
  protection: Protection,
): { value: ManualResidence | null; problems: readonly FieldProblem[] } {
  const municipality = text('municipality')
  const typed = text('from')
  if (municipality === '' && typed === '') return { value: null, problems: [] }
  const from = readDay(typed)
  if (municipality === '') return { value: null, problems: [{ field: 'municipality', code: 'municipality_unknown' }] }
  if (from === null) return { value: null, problems: [{ field: 'from', code: 'day_unreadable' }] }
  const ground = protection === 'protected_registration' ? 'protected_registration' : 'not_registered'
  return { value: { municipality, from, until: null, ground }, problems: [] }
}

/** Somebody known whom the entered person may be, and what speaks for it. `holder`: the number is theirs already. */
export type Likely = {
  readonly id: PersonId
  readonly givenName: string | null
  readonly familyName: string | null
  readonly number: string | null
  readonly birthDate: PlainDate | null
  readonly protection: Protection
  readonly reasons: readonly string[]
  readonly holder: boolean
}
