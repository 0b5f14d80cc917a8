import { ageOn, isDay, type PlainDate } from '../../kernel/date.ts'
import { type IdentityNumber, parseNumber } from '../../people/identity.ts'
import type { Protection, Residency, Sex } from '../../people/model.ts'
import type { EnrolmentRow, PopulationRow, RowPerson } from '../rows.ts'
import { type Referred, translateEnrolments } from './enrolments.ts'
import { type ObjectProblem, problem } from './problem.ts'
import type { Address, Person } from './schema.ts'
import type { ProblemCode } from './text.ts'

/** A guardian (vårdnadshavare) of a young person under 18. What is not known is null; guardians have no number here. */
export type GuardianRow = {
  /** The row of the young person. */
  readonly row: number
  /** The number of the young person. */
  readonly number: string
  /** The supplier's id of the guardian. */
  readonly externalId: string
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly protection: Protection | null
}

/** Where an object stands: its running number in the pull, the day, and what it can refer to. */
export type PersonContext = { readonly row: number; readonly today: PlainDate; readonly referred: Referred }

/** `population` is null for one who is refused, and for one who does not concern Sedd: then nothing is refused either. */
export type Translation = {
  readonly population: PopulationRow | null
  readonly enrolments: readonly EnrolmentRow[]
  readonly guardians: readonly GuardianRow[]
  readonly problems: readonly ObjectProblem[]
  /** Enrolments in preschool, leisure-time centres and the like. */
  readonly otherEnrolments: number
}

const NOBODY: Translation = { population: null, enrolments: [], guardians: [], problems: [], otherEnrolments: 0 }
const SEX: ReadonlyMap<string, Sex> = new Map([
  ['Man', 'male'],
  ['Kvinna', 'female'],
])
const STATUS: ReadonlyMap<string, Residency> = new Map([
  ['Aktiv', 'active'],
  ['Utvandrad', 'emigrated'],
  ['Avliden', 'deceased'],
])
const MARKING: ReadonlyMap<string, Protection> = new Map([
  ['Ingen', 'none'],
  ['Sekretessmarkering', 'confidentiality_marking'],
  ['Skyddad folkbokföring', 'protected_registration'],
])
/** KAA ends on the twentieth birthday (29:9 item 1), guardianship on the eighteenth (föräldrabalken 6:2). */
const KAA_AGE = 20
const ADULT_AGE = 18

/**
 * A person of SS 12000 as rows of ours. `/persons` also brings guardians, staff and small children: those without
 * schooling are left out as long as they cannot be young persons of Sedd, so that nothing is kept of them.
 */
export function translatePerson(person: Person, context: PersonContext): Translation {
  const { today, row, referred } = context
  const identity = identityOf(person, today)
  const birthDate = 'code' in identity ? null : identity.birthDate
  const schooling = translateEnrolments(person, { row, referred, birthDate })
  const { ignored } = schooling
  const age = 'code' in identity ? ageFrom(person, today) : ageOn(identity.latestBirthDate, today)
  const mayBeYoung = age !== null && age < KAA_AGE && ignored === 0
  if (!schooling.attends && !mayBeYoung) return { ...NOBODY, otherEnrolments: ignored }

  if ('code' in identity) {
    const refused = problem(person, { ...identity, row, severity: 'refused' })
    return { ...NOBODY, problems: [refused], otherEnrolments: ignored }
  }
  const who = rowPerson(identity)
  return {
    population: { ...populationRow(person, identity, row), ...markings(person) },
    enrolments: schooling.rows.map((row) => ({ ...who, ...row })),
    guardians: age !== null && age < ADULT_AGE ? guardianRows(person, { row, number: who.number }) : [],
    problems: [...warnings(person, row), ...schooling.problems],
    otherEnrolments: ignored,
  }
}

type Fault = { readonly column: string; readonly value: string; readonly code: ProblemCode }

function identityOf(person: Person, today: PlainDate): IdentityNumber | Fault {
  const column = 'persons.civicNo.value'
  const value = person.civicNo?.value.trim() ?? ''
  const swedish = (person.civicNo?.nationality ?? 'SE').toUpperCase() === 'SE'
  const reading = value !== '' && swedish ? parseNumber(value, today) : null
  if (reading?.ok) return reading
  const interim = interimOf(person, today)
  if (interim) return interim
  if (value === '') return { column: 'persons.civicNo', value: '', code: 'ss12000.number_missing' }
  if (!reading) return { column: 'persons.civicNo.nationality', value: '', code: 'ss12000.number_foreign' }
  // Two letters after the date are the school register's own numbers, which the standard lets stand in `civicNo`.
  if (/^\d{8}[A-Z]{2}\d{2}$/i.test(value)) return { column, value, code: 'ss12000.number_temporary' }
  return { column, value, code: `ss12000.number_${reading.reason}` }
}

/** Other identifiers are the supplier's own and may look like a personnummer by chance; one with a letter does not. */
function interimOf(person: Person, today: PlainDate): IdentityNumber | null {
  for (const identifier of person.externalIdentifiers ?? []) {
    const reading = parseNumber(identifier.value, today)
    if (reading.ok && reading.kind === 'interim') return reading
  }
  return null
}

function ageFrom(person: Person, today: PlainDate): number | null {
  const born = person.birthDate ?? ''
  return isDay(born) && born <= today ? ageOn(born, today) : null
}

function rowPerson({ number, kind, birthDate, latestBirthDate }: IdentityNumber): RowPerson {
  return { number, numberKind: kind, birthDate, latestBirthDate }
}

function populationRow(person: Person, identity: IdentityNumber, row: number): PopulationRow {
  const fromNumber = identity.kind === 'interim' ? null : identity.sex
  return {
    ...rowPerson(identity),
    row,
    givenName: filled(person.givenName),
    familyName: filled(person.familyName),
    sex: SEX.get(person.sex ?? '') ?? fromNumber,
    ...addressOf(person),
    // An address in a school's register is not a period of residence: those come from the population sheet.
    municipality: null,
    residentFrom: null,
    residentUntil: null,
    status: null,
    protection: null,
    schoolingCompletedOn: null,
    firstRegisteredOn: null,
    externalId: person.id,
    ...contactOf(person),
  }
}

/** The address of the population register; one without a kind is that one, says the standard. */
function addressOf(person: Person): Pick<PopulationRow, 'street' | 'postalCode' | 'postalTown'> {
  const address = registered(person)
  const code = postalCodeOf(address)
  return { street: filled(address?.streetAddress), postalCode: code, postalTown: filled(address?.locality) }
}

function registered(person: Person): Address | undefined {
  return person.addresses?.find((one) => (one.type ?? 'Folkbokföring') === 'Folkbokföring')
}

function postalCodeOf(address: Address | undefined): string | null {
  const code = address?.postalCode.replace(/^(SE|S)-?(?=\d)/i, '').replace(/\s/g, '') ?? ''
  return /^\d{5}$/.test(code) ? code : null
}

type Markings = Pick<PopulationRow, 'status' | 'protection'>

/**
 * Protection and status. What is absent says nothing (null): a school system that does not carry the marking must not
 * take away one that came with the population. A marking with an unknown name protects, to be on the safe side.
 */
function markings({ personStatus, securityMarking }: Person): Markings {
  return { status: STATUS.get(personStatus ?? '') ?? null, protection: protectionOf(securityMarking) }
}

/** What was read with a doubt. */
function warnings(person: Person, row: number): ObjectProblem[] {
  const { personStatus, securityMarking } = person
  const address = registered(person)
  const faults: (Fault | null)[] = [
    personStatus !== undefined && !STATUS.has(personStatus)
      ? { column: 'persons.personStatus', value: personStatus, code: 'ss12000.status_unknown' }
      : null,
    securityMarking !== undefined && !MARKING.has(securityMarking)
      ? { column: 'persons.securityMarking', value: securityMarking, code: 'ss12000.marking_unknown' }
      : null,
    address && address.postalCode.trim() !== '' && !postalCodeOf(address)
      ? { column: 'persons.addresses.postalCode', value: address.postalCode, code: 'ss12000.postal_code' }
      : null,
  ]
  return faults.flatMap((fault) => (fault ? [problem(person, { ...fault, row, severity: 'warning' })] : []))
}

function guardianRows(person: Person, child: { row: number; number: string }): GuardianRow[] {
  return (person.responsibles ?? []).flatMap(({ person: guardian, relationType }) => {
    if (!guardian || relationType !== 'Vårdnadshavare') return []
    const protection = protectionOf(guardian.securityMarking)
    return [
      { ...child, externalId: guardian.id, name: filled(guardian.displayName), phone: null, email: null, protection },
    ]
  })
}

/** Of young persons and guardians alike; null when nothing is said. */
export function protectionOf(marking: string | undefined): Protection | null {
  return marking === undefined ? null : (MARKING.get(marking) ?? 'confidentiality_marking')
}

/** The mobile phone before the one at home, the private address before the one that ends with school; never a job's. */
export function contactOf(person: Person): { readonly phone: string | null; readonly email: string | null } {
  const phones = (person.phoneNumbers ?? []).filter((one) => one.type !== 'Arbete')
  const phone = phones.find((one) => one.mobile) ?? phones[0]
  const email = (type: string) => person.emails?.find((one) => one.type === type)?.value
  return { phone: filled(phone?.value), email: filled(email('Privat') ?? email('Skola elev')) }
}

function filled(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}
