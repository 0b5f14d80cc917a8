import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import type { KnownPasskey, NewPasskey, Opened } from './model.ts'

/** Passkeys as the standard has them (W3C Web Authentication, level 3). The only file that knows the package. */

/** Two hundred files, read when the first passkey is asked for: a server that comes up again after a crash does not wait for them. */
const webAuthn = () => import('@simplewebauthn/server')

/** The site that a passkey is for, and works for alone. */
export type Site = { readonly origin: string; readonly rpId: string }

/**
 * The site of the installation's own address. Without one it is this machine's, under the name `localhost`, which browsers trust
 * without https; anywhere else there are no passkeys: null.
 */
export function siteFor(publicUrl: string | null, asked: string): Site | null {
  const { origin, hostname, protocol } = new URL(publicUrl ?? asked)
  if (hostname === 'localhost' || (publicUrl !== null && protocol === 'https:')) return { origin, rpId: hostname }
  return null
}

/** ES256, EdDSA and RS256 (COSE): what every authenticator has one of, and every release of ours will be able to check. */
const ALGORITHMS = [-7, -8, -257]

/** What a browser is asked for to sign in or to show anew who one is: any passkey of this site, with the person verified. */
export async function requestOptions(site: Site, { secret }: Opened) {
  const { generateAuthenticationOptions } = await webAuthn()
  return generateAuthenticationOptions({ rpID: site.rpId, challenge: bytes(secret), userVerification: 'required' })
}

/** What a browser is asked for to make a passkey: one that is kept with the name of its holder, and verifies the person. */
export async function creationOptions(site: Site, opened: Opened) {
  const { generateRegistrationOptions } = await webAuthn()
  return generateRegistrationOptions({
    rpName: 'Sedd',
    rpID: site.rpId,
    userID: Uint8Array.from(Buffer.from(opened.accountId ?? '')),
    userName: opened.signInName ?? '',
    userDisplayName: opened.displayName ?? '',
    challenge: bytes(opened.secret),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: opened.credentials.map((id) => ({ id: id.toString('base64url') })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

const bytes = (secret: string) => Uint8Array.from(Buffer.from(secret, 'hex'))

const Text = z.string().max(20_000)
const Id = z.string().regex(/^[\w-]{16,1400}$/)
const Common = { id: Id, rawId: Id, type: z.literal('public-key'), clientExtensionResults: z.object({}).catch({}) }
const Assertion = z.object({
  ...Common,
  response: z.object({
    clientDataJSON: Text,
    authenticatorData: Text,
    signature: Text,
    userHandle: Text.nullish().transform((handle) => handle ?? undefined),
  }),
})
const Creation = z.object({
  ...Common,
  response: z.object({
    clientDataJSON: Text,
    attestationObject: Text,
    transports: z.array(z.string().max(20)).max(8).catch([]),
  }),
})
const ClientData = z.object({ challenge: z.string() })

/** A browser's answer, read but not yet believed: which secret it answers, and by which passkey. */
export type Answer<T> = { readonly secret: string; readonly credential: Buffer; readonly said: T }

export const readAssertion = (text: string) => read(text, Assertion)
export const readCreation = (text: string) => read(text, Creation)

type Said = { readonly id: string; readonly response: { readonly clientDataJSON: string } }

function read<T extends Said>(text: string, schema: z.ZodType<T>): Answer<T> | null {
  try {
    const said = schema.parse(JSON.parse(text))
    const { challenge } = ClientData.parse(JSON.parse(fromBase64(said.response.clientDataJSON).toString()))
    return { secret: fromBase64(challenge).toString('hex'), credential: fromBase64(said.id), said }
  } catch {
    return null
  }
}

const fromBase64 = (text: string) => Buffer.from(text, 'base64url')

type Verified<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

/** Whether the answer was made by that passkey, for this site and this attempt, with its person verified. Gives its counter. */
export async function verifyAssertion(
  site: Site,
  { secret, said }: Answer<z.infer<typeof Assertion>>,
  known: KnownPasskey,
): Promise<Verified<number>> {
  const { userHandle } = said.response
  if (userHandle !== undefined && fromBase64(userHandle).toString() !== known.accountId)
    return { ok: false, reason: 'another_holder' }
  const { verifyAuthenticationResponse } = await webAuthn()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: said as AuthenticationResponseJSON,
      expectedChallenge: Buffer.from(secret, 'hex').toString('base64url'),
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      credential: { id: said.id, publicKey: Uint8Array.from(known.publicKey), counter: known.counter },
    })
    return verified ? { ok: true, value: authenticationInfo.newCounter } : { ok: false, reason: 'signature' }
  } catch (error) {
    return { ok: false, reason: reasonOf(error) }
  }
}

/** Whether a passkey was made for this site and this attempt, with its person verified. */
export async function verifyCreation(
  site: Site,
  { secret, said }: Answer<z.infer<typeof Creation>>,
): Promise<Verified<NewPasskey>> {
  const { verifyRegistrationResponse } = await webAuthn()
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: said as RegistrationResponseJSON,
      expectedChallenge: Buffer.from(secret, 'hex').toString('base64url'),
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    if (!verified) return { ok: false, reason: 'signature' }
    const { credential, credentialBackedUp: backedUp } = registrationInfo
    const made = { credential: fromBase64(credential.id), publicKey: Buffer.from(credential.publicKey), backedUp }
    return { ok: true, value: { ...made, counter: credential.counter, transports: said.response.transports } }
  } catch (error) {
    return { ok: false, reason: reasonOf(error) }
  }
}

/** What was wrong, for the log: the package's messages can repeat what was sent, so only their kind is kept. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  const kinds = ['origin', 'RP ID', 'challenge', 'counter', 'verified', 'signature'] as const
  return (
    kinds
      .find((kind) => message.includes(kind))
      ?.replace(' ', '_')
      .toLowerCase() ?? 'malformed'
  )
}
