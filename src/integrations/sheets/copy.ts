import type { CompletionRow, EnrolmentRow, PopulationRow, SheetKind } from '../rows.ts'

/** What a row may be, by the kind of its sheet. */
export type RowOf = { population: PopulationRow; enrolments: EnrolmentRow; completions: CompletionRow }

type Field<Row> = readonly [column: string, field: keyof Row & string]

const PERSON = [
  ['row_no', 'row'],
  ['number', 'number'],
  ['number_kind', 'numberKind'],
  ['birth_date', 'birthDate'],
  ['latest_birth_date', 'latestBirthDate'],
] as const

const FIELDS: { readonly [Kind in SheetKind]: readonly Field<RowOf[Kind]>[] } = {
  population: [
    ...PERSON,
    ['given_name', 'givenName'],
    ['family_name', 'familyName'],
    ['sex', 'sex'],
    ['street', 'street'],
    ['postal_code', 'postalCode'],
    ['postal_town', 'postalTown'],
    ['municipality', 'municipality'],
    ['resident_from', 'residentFrom'],
    ['resident_until', 'residentUntil'],
    ['status', 'status'],
    ['protection', 'protection'],
    ['schooling_completed_on', 'schoolingCompletedOn'],
    ['first_registered_on', 'firstRegisteredOn'],
    ['external_id', 'externalId'],
    ['phone', 'phone'],
    ['email', 'email'],
  ],
  enrolments: [
    ...PERSON,
    ['school_unit_code', 'schoolUnitCode'],
    ['school_unit', 'schoolUnit'],
    ['organiser', 'organiser'],
    ['school_form', 'schoolForm'],
    ['programme_code', 'programmeCode'],
    ['starts_on', 'startsOn'],
    ['ends_before', 'endsBefore'],
    ['interrupted', 'interrupted'],
    ['source', 'source'],
  ],
  completions: [
    ...PERSON,
    ['kind', 'kind'],
    ['completed_on', 'completedOn'],
    ['school_unit_code', 'schoolUnitCode'],
    ['source', 'source'],
  ],
}

/** The columns of the lines, in order: `copy staging (…) from stdin`. */
export const COPY_COLUMNS: Readonly<Record<SheetKind, readonly string[]>> = {
  population: FIELDS.population.map(([column]) => column),
  enrolments: FIELDS.enrolments.map(([column]) => column),
  completions: FIELDS.completions.map(([column]) => column),
}

/** Writes rows of one kind as lines of PostgreSQL's COPY in text format. */
export function copyWriter<Kind extends SheetKind>(kind: Kind): (row: RowOf[Kind]) => string {
  const fields = FIELDS[kind].slice(1).map(([, field]) => field)
  return (row) => {
    let line = String(row.row)
    for (const field of fields) line += `\t${copyValue(row[field])}`
    return `${line}\n`
  }
}

function copyValue(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  const text = String(value)
  return ESCAPED.test(text) ? text.replace(/[\\\t\n\r]/g, (letter) => ESCAPES[letter] ?? letter) : text
}

const ESCAPED = /[\\\t\n\r]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
