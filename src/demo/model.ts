import type { DomainKind, Role } from '../access/model.ts'
import type { CompletionRow, EnrolmentRow, PopulationRow, RowPerson } from '../integrations/rows.ts'
import type { PlainDate } from '../kernel/date.ts'
import type { OrganisationKind } from '../organisations/model.ts'
import type { Sex } from '../people/model.ts'
import type { CompletionKind, Occupation, SchoolForm } from '../register/model.ts'

/**
 * The demonstration: a made-up region to try everything in. Everybody in it is invented; the numbers are official test numbers,
 * the names come from `data/names`, telephone numbers are those reserved for fiction. The same seed and day give the same region.
 */
export type DemoRegion = {
  readonly seed: string
  /** The day the region stands at: the day asked for, at latest 2028-12-31. */
  readonly today: PlainDate
  readonly municipalities: readonly DemoMunicipality[]
  /** Domains without a register of their own: the region and its folkhögskolor. */
  readonly domains: readonly DemoDomain[]
  readonly accounts: readonly DemoAccount[]
}

export type DemoMunicipality = {
  readonly code: string
  readonly name: string
  /** The first is the school board, which keeps the register. */
  readonly domains: readonly DemoDomain[]
  readonly persons: readonly DemoPerson[]
  readonly deliveries: readonly DemoDelivery[]
}

export type DemoDomain = {
  readonly code: string
  readonly name: string
  readonly kind: DomainKind
  readonly municipality: string | null
  readonly keepsRegister: boolean
  readonly organisations: readonly DemoOrganisation[]
}

export type DemoOrganisation = {
  readonly name: string
  readonly kind: OrganisationKind
  readonly units: readonly { readonly name: string; readonly code: string | null }[]
}

export type DemoAccount = {
  readonly signInName: string
  readonly displayName: string
  readonly face: number
  readonly domain: string
  readonly role: Role
  readonly title: string
  readonly seesProtected: boolean
}

/** A fact and the day the municipality learns of it. */
export type Known<T> = T & { readonly knownOn: PlainDate }

export type DemoSchool = {
  readonly name: string
  /** Only codes of the official list: a school whose code is not there has none. */
  readonly code: string | null
  readonly organiser: string
}

/** Days lived in a municipality; half-open. */
export type Stay = Known<{
  readonly municipality: string
  readonly from: PlainDate | null
  readonly until: PlainDate | null
  /** When the end was learnt. */
  readonly endKnownOn: PlainDate | null
}>

export type Study = Known<{
  readonly form: SchoolForm
  readonly programme: string | null
  readonly school: DemoSchool
  readonly startsOn: PlainDate
  /** The day after the last day of study, known or not yet. */
  readonly endsBefore: PlainDate
  readonly endKnownOn: PlainDate
  readonly interrupted: boolean
}>

export type Award = Known<{ readonly kind: CompletionKind; readonly on: PlainDate; readonly school: DemoSchool }>

/** What happens to one young person, from school start to the twentieth birthday and a little beyond. */
export type Life = {
  readonly studies: readonly Study[]
  readonly awards: readonly Award[]
}

/** Who a person is: nothing here changes with the day. */
export type DemoIdentity = RowPerson & {
  readonly sex: Sex
  readonly givenName: string
  readonly familyName: string
  /** The municipality whose school the person begins in. */
  readonly home: string
}

export type DemoPerson = DemoIdentity & {
  /** What the sheets have said about the person when the last delivery is in. `row` is 0: row numbers belong to a delivery. */
  readonly population: readonly PopulationRow[]
  readonly enrolments: readonly EnrolmentRow[]
  readonly completions: readonly CompletionRow[]
  readonly contacts: readonly DemoContact[]
  readonly guardians: readonly DemoGuardian[]
  readonly occupations: readonly DemoOccupation[]
  readonly owner: DemoOwner | null
  readonly decisions: readonly DemoDecision[]
  /** Hemkommun set by hand (29:6), for one whose address is hidden or who is not folkbokförd. */
  readonly manualHome: { readonly from: PlainDate } | null
}

/** Who answers for the person, by sign-in name, since when. */
export type DemoOwner = { readonly signInName: string; readonly from: PlainDate }

export type DemoContact = {
  readonly kind: 'phone' | 'email'
  readonly value: string
  readonly source: string
  readonly notedOn: PlainDate
  readonly recordedBy: string
}

/** Guardians have no personal number here. */
export type DemoGuardian = {
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
  readonly notedOn: PlainDate
  readonly recordedBy: string
}

export type DemoOccupation = {
  readonly occupation: Occupation
  readonly source: string
  readonly from: PlainDate
  /** The day it was told and noted. */
  readonly confirmedOn: PlainDate
  readonly recordedBy: string
}

export type DemoDecision = {
  readonly outcome: 'in_scope' | 'out_of_scope' | 'unclear'
  readonly reason: string
  readonly evidence: string
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly decidedOn: PlainDate
  readonly decidedBy: string
}

/** What arrives on one day: the three sheets of one domain. */
export type DemoDelivery = {
  readonly on: PlainDate
  readonly population: readonly PopulationRow[]
  readonly enrolments: readonly EnrolmentRow[]
  readonly completions: readonly CompletionRow[]
}
