import type { PlainDate } from '../kernel/date.ts'
import type { IdentifierKind, Protection, Residency, Sex } from '../people/model.ts'
import type { CompletionKind, SchoolForm } from '../register/model.ts'

/**
 * What every source is translated to before it touches the database: one row of a sheet or one object of an interface.
 * Days are half-open already: a last day in a file (decision 1) is stored as the day after it.
 */
export type SheetKind = 'population' | 'enrolments' | 'completions'

/** The person a row speaks of. `number` is 12 characters: digits, or with the interim letter in place 9. */
export type RowPerson = {
  readonly number: string
  readonly numberKind: IdentifierKind
  /** Null when month or day is unknown (some samordningsnummer). */
  readonly birthDate: PlainDate | null
  /** The last day the person can have been born: `birthDate`, or the end of the known month or year. */
  readonly latestBirthDate: PlainDate
}

export type PopulationRow = RowPerson & {
  readonly row: number
  readonly givenName: string | null
  readonly familyName: string | null
  readonly sex: Sex | null
  readonly street: string | null
  readonly postalCode: string | null
  readonly postalTown: string | null
  /** Four digits; null says nothing about residence. */
  readonly municipality: string | null
  readonly residentFrom: PlainDate | null
  readonly residentUntil: PlainDate | null
  readonly status: Residency | null
  readonly protection: Protection | null
  readonly schoolingCompletedOn: PlainDate | null
  readonly firstRegisteredOn: PlainDate | null
  /** Only from interfaces such as SS 12000: the supplier's own id of the person. */
  readonly externalId: string | null
  readonly phone: string | null
  readonly email: string | null
}

export type EnrolmentRow = RowPerson & {
  readonly row: number
  readonly schoolUnitCode: string | null
  readonly schoolUnit: string | null
  readonly organiser: string | null
  readonly schoolForm: SchoolForm
  readonly programmeCode: string | null
  readonly startsOn: PlainDate
  readonly endsBefore: PlainDate | null
  readonly interrupted: boolean
  readonly source: string | null
}

export type CompletionRow = RowPerson & {
  readonly row: number
  readonly kind: CompletionKind
  readonly completedOn: PlainDate
  readonly schoolUnitCode: string | null
  readonly source: string | null
}

/** A defect of a row. `refused` quarantines the row; `warning` lets it through. `code` is a key of the sheets' words. */
export type RowProblem = {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly code: string
  readonly severity: 'refused' | 'warning'
  /** The row that this one repeats or contradicts. */
  readonly otherRow?: number | null
  /** Whom a refused row speaks of, where that could be read: what is known of them is not missing from the file. */
  readonly number?: string
  /** A mark of protection on a refused row: it holds although nothing else of the row does. */
  readonly protection?: Exclude<Protection, 'none'>
}
