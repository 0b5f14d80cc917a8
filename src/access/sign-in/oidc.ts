import * as oidc from 'openid-client'
import { z } from 'zod'
import type { OidcSettings, Shown } from './model.ts'
import { levelOf } from './rules.ts'

/**
 * OpenID Connect with the municipality's identity provider, or with a broker for BankID and Freja: the code flow with PKCE (RFC 7636),
 * state, nonce, and the issuer in the answer (RFC 9207). The only file that knows the package.
 */

/** What goes to the provider and must come back, or be answered for. */
export type Secrets = { readonly state: string; readonly nonce: string; readonly verifier: string }

type Came<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

export const newSecrets = () => ({ nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() })

/** What the provider says of itself is asked for again after an hour. */
const KEPT_MS = 60 * 60_000
const PATIENCE_SECONDS = 10

export class OidcClient {
  readonly settings: OidcSettings
  readonly #redirectUri: string
  readonly #leftUri: string
  #found: { readonly config: oidc.Configuration; readonly until: number } | null = null

  /** `answer`: where the provider leads back with somebody; `left`: where it leads one who has signed out there. */
  constructor(settings: OidcSettings, { answer, left }: { readonly answer: string; readonly left: string }) {
    this.settings = settings
    this.#redirectUri = answer
    this.#leftUri = left
  }

  /** Whether a path of ours is the one where this provider, and no other, leads back to. */
  isAnsweredAt(path: string): boolean {
    return new URL(this.#redirectUri).pathname === path
  }

  /** Whether one can sign out there as well: what it last said of itself; null when it has not been asked. */
  get endsSessions(): boolean | null {
    return this.#found === null ? null : this.#found.config.serverMetadata().end_session_endpoint !== undefined
  }

  /**
   * Where to send the browser to sign out there too (OpenID Connect RP-Initiated Logout 1.0); null where it does not offer that. No token
   * of its own is kept to hint with, so it asks the person first.
   */
  async end(language: string): Promise<Came<URL | null>> {
    return foreign(async () => {
      const config = await this.#configuration()
      if (config.serverMetadata().end_session_endpoint === undefined) return null
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: this.#leftUri, ui_locales: language })
    })
  }

  /** Where to send the browser; `anew` asks the provider to have the person show themself now, whatever it remembers. */
  async begin({ state, nonce, verifier }: Secrets, anew: boolean): Promise<Came<URL>> {
    return foreign(async () => {
      const { scope, strongAcr } = this.settings
      const parameters = {
        redirect_uri: this.#redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(strongAcr.length > 0 && { acr_values: strongAcr.join(' ') }),
        ...(anew && { prompt: 'login', max_age: '0' }),
      }
      return oidc.buildAuthorizationUrl(await this.#configuration(), parameters)
    })
  }

  /** Who came back. `search`: what stood after the question mark of the address the provider sent the browser to. */
  async finish(search: string, { state, nonce, verifier }: Secrets): Promise<Came<Shown>> {
    return foreign(async () => {
      const came = new URL(this.#redirectUri)
      came.search = search
      const tokens = await oidc.authorizationCodeGrant(await this.#configuration(), came, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      return this.#shown(Claims.parse(tokens.claims()))
    })
  }

  #shown(claims: z.infer<typeof Claims>): Shown {
    return {
      issuer: claims.iss,
      subject: claims.sub,
      level: levelOf(claims, this.settings),
      shownAt: claims.auth_time,
      names: this.#names(claims),
    }
  }

  /** An address of e-mail that the provider has not verified names nobody. */
  #names(claims: z.infer<typeof Claims>): string | null {
    const { linkClaim } = this.settings
    if (linkClaim === null || (linkClaim === 'email' && claims['email_verified'] !== true)) return null
    const value = claims[linkClaim]
    return typeof value === 'string' && value !== '' ? value : null
  }

  async #configuration(): Promise<oidc.Configuration> {
    if (this.#found && this.#found.until > performance.now()) return this.#found.config
    const { issuer, clientId, clientSecret } = this.settings
    const config = await oidc.discovery(new URL(issuer), clientId, {}, authenticationBy(clientSecret), {
      timeout: PATIENCE_SECONDS,
      execute: isThisMachine(issuer) ? [oidc.allowInsecureRequests] : [],
    })
    // The package lets some well-known brokers answer for others (OpenID Connect Discovery 1.0, 4.3 does not): then anybody with an
    // account at any of their customers would be taken for one of ours.
    if (new URL(config.serverMetadata().issuer).href !== new URL(issuer).href)
      throw Object.assign(new Error('the provider gives another name than its own'), { code: 'OTHER_ISSUER' })
    // Also what came straight from the provider is believed for its signature alone.
    oidc.enableNonRepudiationChecks(config)
    this.#found = { config, until: performance.now() + KEPT_MS }
    return config
  }
}

const Claims = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  acr: z
    .string()
    .nullish()
    .transform((acr) => acr ?? null),
  amr: z.array(z.string()).catch([]),
  auth_time: z
    .number()
    .nullish()
    .transform((at) => at ?? null),
})

/** Plain http is for a provider on this machine: for tests and trials. */
function isThisMachine(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer)
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

/** In the header, which every provider must take, unless it says that it takes only the other. */
function authenticationBy(secret: string | null): oidc.ClientAuth {
  if (secret === null) return oidc.None()
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported
    const inBody = methods !== undefined && !methods.includes('client_secret_basic')
    return (inBody ? oidc.ClientSecretPost(secret) : oidc.ClientSecretBasic(secret))(server, client, body, headers)
  }
}

/** What a foreign system does wrong is an answer as well. Its words are not repeated: they can hold what was sent. */
async function foreign<T>(work: () => Promise<T>): Promise<Came<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, reason: reasonOf(error) }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof oidc.AuthorizationResponseError) return error.error === 'access_denied' ? 'denied' : 'provider'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(OAUTH_TIMEOUT|ECONN|ENOTFOUND|EAI_)/.test(code) || error instanceof TypeError) return 'unreachable'
  return /^[A-Z_]{1,60}$/.test(code) ? code.toLowerCase() : 'malformed'
}
