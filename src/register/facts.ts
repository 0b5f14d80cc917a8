import type { Instant, PlainDate } from '../kernel/date.ts'
import type { CompletionKind, SchoolForm } from './model.ts'

/**
 * What is known of one person in one secrecy domain: what the rule of 29:9 is applied to. All periods are half-open;
 * null is unbounded. Facts of persons merged into this one are among them.
 */
export type Facts = {
  /** Four digits: the municipality whose register it is. */
  readonly municipality: string
  /** Null when month or day is unknown (some samordningsnummer). */
  readonly birthDate: PlainDate | null
  /** The last day the person can have been born. */
  readonly latestBirthDate: PlainDate
  readonly residences: readonly Residence[]
  readonly protections: readonly ProtectionPeriod[]
  readonly residencies: readonly ResidencyPeriod[]
  readonly schooling: readonly Schooling[]
  readonly enrolments: readonly Enrolment[]
  readonly completions: readonly Completion[]
  readonly decisions: readonly Decision[]
}

/** Where a fact comes from and when it was learnt. */
export type Evidence = {
  readonly source: string
  readonly deliveryId: string | null
  readonly recordedAt: Instant
}

/** Folkbokförd, or hemkommun set by hand (29:6). */
export type Residence = Evidence & {
  readonly kind: 'registered' | 'manual'
  readonly municipality: string
  readonly from: PlainDate | null
  readonly until: PlainDate | null
}

export type ProtectionPeriod = Evidence & {
  readonly kind: 'confidentiality_marking' | 'protected_registration'
  readonly from: PlainDate
  readonly until: PlainDate | null
}

/** Days as emigrated or deceased. */
export type ResidencyPeriod = Evidence & {
  readonly residency: 'emigrated' | 'deceased'
  readonly from: PlainDate
  readonly until: PlainDate | null
}

/** skolplikt_fullgjord (the last day of it) and första_folkbokföring_i_landet. */
export type Schooling = Evidence & {
  readonly completedOn: PlainDate | null
  readonly firstRegisteredOn: PlainDate | null
}

export type Enrolment = Evidence & {
  readonly schoolForm: SchoolForm
  readonly programmeCode: string | null
  /** An introductory programme of the gymnasieskola. */
  readonly introductory: boolean
  readonly schoolUnit: string | null
  readonly startsOn: PlainDate
  readonly endsBefore: PlainDate | null
  readonly interrupted: boolean
}

export type Completion = Evidence & {
  readonly kind: CompletionKind
  readonly completedOn: PlainDate
}

/** A decision by hand, with its reason code. */
export type Decision = Evidence & {
  readonly outcome: 'in_scope' | 'out_of_scope' | 'unclear'
  readonly reason: string
  readonly from: PlainDate
  readonly until: PlainDate | null
}
