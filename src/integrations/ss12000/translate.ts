import { ageOn, isDay, type PlainDate } from '../../kernel/date.ts'
import { type IdentityNumber, parseNumber } from '../../people/identity.ts'
import type { Protection, Residency, Sex } from '../../people/model.ts'
import type { EnrolmentRow, PopulationRow, RowPerson } from '../rows.ts'
import { type Context, translateEnrolments } from './enrolments.ts'
import { type ObjectProblem, problem } from './problem.ts'
import type { Person } from './schema.ts'
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
const SEX: Readonly<Record<string, Sex>> = { Man: 'male', Kvinna: 'female' }
const STATUS: Readonly<Record<string, Residency>> = { Aktiv: 'active', Utvandrad: 'emigrated', Avliden: 'deceased' }
const MARKING: Readonly<Record<string, Protection>> = {
  Ingen: 'none',
  Sekretessmarkering: 'confidentiality_marking',
  'Skyddad folkbokföring': 'protected_registration',
}
/** KAA ends on the twentieth birthday (29:9 item 1), guardianship on the eighteenth (föräldrabalken 9:1). */
const KAA_AGE = 20
const ADULT_AGE = 18

/**
 * A person of SS 12000 as rows of ours. `/persons` also brings guardians, staff and small children: those without
 * schooling are left out as long as they cannot be young persons of Sedd, so that nothing is kept of them.
 */
export function translatePerson(person: Person, context: Context): Translation {
  const schooling = translateEnrolments(person, context)
  const { ignored } = schooling
  const identity = identityOf(person, context.today)
  const age = 'latestBirthDate' in identity ? ageOn(identity.latestBirthDate, context.today) : ageFrom(person, context)
  const mayBeYoung = age !== null && age < KAA_AGE && ignored === 0
  if (!schooling.attends && !mayBeYoung) return { ...NOBODY, otherEnrolments: ignored }

  if ('code' in identity) {
    const refused = problem(person, { ...identity, row: context.row, severity: 'refused' })
    return { ...NOBODY, problems: [refused], otherEnrolments: ignored }
  }
  const { marking, problems } = markings(person, context.row)
  const who = rowPerson(identity)
  return {
    population: { ...populationRow(person, identity, context.row), ...marking },
    enrolments: schooling.rows.map((row) => ({ ...who, ...row })),
    guardians: age !== null && age < ADULT_AGE ? guardianRows(person, { row: context.row, number: who.number }) : [],
    problems: [...problems, ...schooling.problems],
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

function ageFrom(person: Person, context: Context): number | null {
  const born = person.birthDate ?? ''
  return isDay(born) && born <= context.today ? ageOn(born, context.today) : null
}

function rowPerson({ number, kind, birthDate, latestBirthDate }: IdentityNumber): RowPerson {
  return { number, numberKind: kind, birthDate, latestBirthDate }
}

function populationRow(person: Person, identity: IdentityNumber, row: number): PopulationRow {
  const address = person.addresses?.find((one) => (one.type ?? 'Folkbokföring') === 'Folkbokföring')
  const fromNumber = identity.kind === 'interim' ? null : identity.sex
  return {
    ...rowPerson(identity),
    row,
    givenName: filled(person.givenName),
    familyName: filled(person.familyName),
    sex: SEX[person.sex ?? ''] ?? fromNumber,
    street: filled(address?.streetAddress),
    postalCode: filled(address?.postalCode?.replace(/\s/g, '')),
    postalTown: filled(address?.locality),
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

/**
 * Protection and status. What is absent says nothing (null): a school system that does not carry the marking must not
 * take away one that came with the population. A marking with an unknown name protects, to be on the safe side.
 */
function markings(person: Person, row: number) {
  const problems: ObjectProblem[] = []
  const { securityMarking, personStatus } = person
  const status = personStatus === undefined ? null : (STATUS[personStatus] ?? null)
  if (personStatus !== undefined && !status) problems.push(warning('status_unknown', 'personStatus'))
  let protection = securityMarking === undefined ? null : (MARKING[securityMarking] ?? null)
  if (securityMarking !== undefined && !protection) {
    problems.push(warning('marking_unknown', 'securityMarking'))
    protection = 'confidentiality_marking'
  }
  return { marking: { status, protection }, problems }

  function warning(code: 'status_unknown' | 'marking_unknown', field: 'personStatus' | 'securityMarking') {
    const value = person[field] ?? ''
    return problem(person, { row, column: `persons.${field}`, value, code: `ss12000.${code}`, severity: 'warning' })
  }
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

/** Protection of one who is not read as a young person: unknown markings protect here too. */
export function protectionOf(marking: string | undefined): Protection | null {
  return marking === undefined ? null : (MARKING[marking] ?? 'confidentiality_marking')
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
