import { z } from 'zod'

/**
 * Signing in: by a passkey (WebAuthn), through an identity provider (OpenID Connect), by an invitation the first time, and in a
 * demonstration by choosing somebody.
 *
 * Every way is an *attempt*: the database opens it with a secret, it is taken once, its answer is checked here, and the function that
 * makes the session uses it up. Only the surface `sedd_sign_in` reaches those functions.
 */

/** What an attempt is for: a new session, showing anew who one is, one more passkey, or the first way in. */
export const Purpose = z.enum(['sign_in', 'confirm', 'add', 'invitation'])
export type Purpose = z.infer<typeof Purpose>

/** An attempt that was opened: its secret, and for whom when that is known. */
export const Opened = z.object({
  secret: z.string(),
  accountId: z.uuid().nullable(),
  signInName: z.string().nullable(),
  displayName: z.string().nullable(),
  credentials: z.array(z.instanceof(Buffer)),
})
export type Opened = z.infer<typeof Opened>

/** What an attempt at an identity provider keeps until the answer comes. */
export const Journey = z.object({ provider: z.string(), nonce: z.string(), verifier: z.string(), back: z.string() })
export type Journey = z.infer<typeof Journey>

/** A passkey as an answer is checked against it. */
export const KnownPasskey = z.object({
  accountId: z.uuid(),
  publicKey: z.instanceof(Buffer),
  counter: z.number(),
  transports: z.array(z.string()),
})
export type KnownPasskey = z.infer<typeof KnownPasskey>

/** A passkey that was made just now. */
export type NewPasskey = {
  readonly credential: Buffer
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: readonly string[]
  readonly backedUp: boolean
}

export const Invited = z.object({
  accountId: z.uuid(),
  displayName: z.string(),
  domainName: z.string(),
  expiresAt: z.string(),
})
export type Invited = z.infer<typeof Invited>

export const OwnSession = z.object({
  id: z.uuid(),
  method: z.enum(['machine', 'demo', 'passkey', 'oidc', 'invitation']),
  assurance: z.number(),
  device: z.string().nullable(),
  madeAt: z.string(),
  seenAt: z.string(),
  domainName: z.string(),
})
export type OwnSession = z.infer<typeof OwnSession>

export const OwnPasskey = z.object({
  id: z.uuid(),
  name: z.string(),
  backedUp: z.boolean(),
  madeAt: z.string(),
  lastUsedAt: z.string().nullable(),
})
export type OwnPasskey = z.infer<typeof OwnPasskey>

export const OwnIdentity = z.object({
  id: z.uuid(),
  issuer: z.string(),
  linkedAt: z.string(),
  lastUsedAt: z.string().nullable(),
})
export type OwnIdentity = z.infer<typeof OwnIdentity>

export const OwnMembership = z.object({
  id: z.uuid(),
  role: z.string(),
  title: z.string().nullable(),
  domainName: z.string(),
  isCurrent: z.boolean(),
})
export type OwnMembership = z.infer<typeof OwnMembership>

/** A form that met an ended session, or needed a fresher sign-in. `fields`: its names and values in order. */
export const ParkedForm = z.object({
  id: z.uuid(),
  path: z.string(),
  cameFrom: z.string().nullable(),
  fields: z.string().transform((text) => z.array(z.tuple([z.string(), z.string()])).parse(JSON.parse(text))),
  madeAt: z.string(),
})
export type ParkedForm = z.infer<typeof ParkedForm>

/** An identity provider of the installation, as its settings say it. */
export type OidcSettings = {
  /** Names it in addresses. */
  readonly code: string
  /** Stands on its button. */
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | null
  readonly scope: string
  /** Values of `acr`, or of `amr`, that mean two factors or an e-legitimation of the third level. */
  readonly strongAcr: readonly string[]
  readonly strongAmr: readonly string[]
  /** Nobody comes in on the ordinary level. */
  readonly requireStrong: boolean
  /** The claim that is a sign-in name here, for the first time somebody comes; null: only an invitation links. */
  readonly linkClaim: string | null
  /** Codes of the domains whose accounts that claim may open; null: all. */
  readonly linkDomains: readonly string[] | null
}

/** Who the identity provider says that it is, checked in every way the standard asks for. */
export type Shown = {
  readonly issuer: string
  readonly subject: string
  readonly level: 1 | 2
  /** Seconds since 1970 when it was shown; null when the provider does not say. */
  readonly shownAt: number | null
  readonly names: string | null
}
