import { z } from 'zod'
import { Day, InstantText } from '../kernel/date.ts'

/**
 * People: the young persons and those around them.
 *
 * A person is known by an id of ours and holds numbers over time (samordningsnummer first, personnummer later), never the
 * number as key. A person exists once per secrecy domain. Everything said of a person is a row with its source, the day it
 * holds for and the time we learnt it, so that yesterday's knowledge can be read again.
 *
 * Two persons found to be one are merged: the merged person's `root` becomes the survivor, its facts stay with the number
 * they came by, and readers gather them by root. An un-merge gives everything back.
 */
export const PersonId = z.uuid().brand('PersonId')
export type PersonId = z.infer<typeof PersonId>

/** Personnummer, samordningsnummer, or the interim form with a letter that a school gives until there is a number. */
export const IdentifierKind = z.enum(['personal', 'coordination', 'interim'])
export type IdentifierKind = z.infer<typeof IdentifierKind>

/** K and M in the files; what the authorities record, not what anybody is asked. */
export const Sex = z.enum(['female', 'male'])
export type Sex = z.infer<typeof Sex>

/** AKTIV, UTVANDRAD, AVLIDEN: where the person stands in the population register. */
export const Residency = z.enum(['active', 'emigrated', 'deceased'])
export type Residency = z.infer<typeof Residency>

/** Sekretessmarkering is a warning flag; skyddad folkbokföring hides the true address, and hemkommun is set by hand (29:6). */
export const Protection = z.enum(['none', 'confidentiality_marking', 'protected_registration'])
export type Protection = z.infer<typeof Protection>

/**
 * What an action did to whom: persons whose facts changed and for whom the register must be computed anew. People know
 * nothing of the register, so whoever calls an action hands the persons on in the same transaction (`Touch` in actions.ts).
 */
export type Touched = { readonly touched: readonly PersonId[] }

/** The person as they are best known: of the merged ones, the fields the survivor holds. */
export const PersonHeader = z.object({
  id: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  /** 12 characters; personnummer before samordningsnummer before interim. Null when none is current. */
  number: z.string().nullable(),
  numberKind: IdentifierKind.nullable(),
  sex: Sex.nullable(),
  birthDate: Day.nullable(),
  /** The last day the person can have been born. */
  latestBirthDate: Day,
  protection: Protection,
  residency: Residency,
})
export type PersonHeader = z.infer<typeof PersonHeader>

/** Where a fact comes from and when it was held true. `personId` is the person it was written to: the root or a merged one. */
const version = {
  id: z.number(),
  personId: PersonId,
  source: z.string(),
  deliveryId: z.uuid().nullable(),
  knownFrom: InstantText,
  knownUntil: InstantText.nullable(),
}

export const Identifier = z.object({ ...version, kind: IdentifierKind, number: z.string() })
export type Identifier = z.infer<typeof Identifier>

export const Name = z.object({ ...version, givenName: z.string(), familyName: z.string() })
export type Name = z.infer<typeof Name>

export const Address = z.object({
  ...version,
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  postalTown: z.string().nullable(),
})
export type Address = z.infer<typeof Address>

export const ContactKind = z.enum(['phone', 'email'])
export type ContactKind = z.infer<typeof ContactKind>

/** `digits`: a phone as 46701234567. `notedOn`: the day somebody last said that it is right. */
export const Contact = z.object({
  ...version,
  kind: ContactKind,
  value: z.string(),
  digits: z.string().nullable(),
  notedOn: Day,
  recordedBy: z.uuid().nullable(),
})
export type Contact = z.infer<typeof Contact>

export const Relation = z.enum(['guardian', 'other_responsible', 'appointed'])
export type Relation = z.infer<typeof Relation>

export const Guardian = z.object({
  ...version,
  name: z.string(),
  relation: Relation,
  phone: z.string().nullable(),
  email: z.string().nullable(),
  notedOn: Day,
  recordedBy: z.uuid().nullable(),
})
export type Guardian = z.infer<typeof Guardian>

/** Half-open days; null is unbounded. `manual` is hemkommun by hand (29:6), its source the ground for it. */
export const Residence = z.object({
  ...version,
  kind: z.enum(['registered', 'manual']),
  municipality: z.string(),
  from: Day.nullable(),
  until: Day.nullable(),
  recordedBy: z.uuid().nullable(),
})
export type Residence = z.infer<typeof Residence>

export const ProtectionPeriod = z.object({
  ...version,
  kind: Protection.exclude(['none']),
  from: Day,
  until: Day.nullable(),
})
export type ProtectionPeriod = z.infer<typeof ProtectionPeriod>

export const ResidencyPeriod = z.object({
  ...version,
  residency: Residency.exclude(['active']),
  from: Day,
  until: Day.nullable(),
})
export type ResidencyPeriod = z.infer<typeof ResidencyPeriod>

/** All that people know of one person. Names, addresses and identifiers with their history, the rest as held true. */
export type PersonRecord = {
  readonly person: PersonHeader
  readonly names: readonly Name[]
  readonly identifiers: readonly Identifier[]
  readonly addresses: readonly Address[]
  readonly contacts: readonly Contact[]
  readonly guardians: readonly Guardian[]
  readonly residences: readonly Residence[]
  readonly protections: readonly ProtectionPeriod[]
  readonly residencies: readonly ResidencyPeriod[]
}

/** Who told us, for what is noted by hand. */
export const TOLD_BY = ['self', 'guardian', 'school', 'authority', 'other'] as const

/** 29 kap. 6 §: why hemkommun is set by hand. */
export const ResidenceGround = z.enum(['protected_registration', 'not_registered'])
export type ResidenceGround = z.infer<typeof ResidenceGround>
