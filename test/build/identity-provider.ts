import { createPrivateKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Provider from 'oidc-provider'
import type { OidcSettings } from '../../src/access/sign-in/model.ts'

/** Whom the provider takes for the one at the screen, and how it says that it knows. */
export type Person = {
  readonly subject: string
  readonly acr?: string
  readonly amr?: readonly string[]
  /** Seconds since 1970; now unless told. */
  readonly shownAt?: number
  readonly claims?: Readonly<Record<string, unknown>>
}

/** What the provider's token endpoint answers with, before and after somebody has been at it. */
export type Tokens = Readonly<Record<string, unknown>>
type Tamper = (tokens: Tokens) => Tokens | string | null

/** A real identity provider in process, with somebody between it and Sedd who may be at its answers. */
export type IdentityProvider = {
  readonly issuer: string
  settings(given?: Partial<OidcSettings>): OidcSettings
  /** Who sits at the screen from now on. */
  seat(person: Person): void
  /** Changes the answers of the token endpoint; null leaves them. A text is sent as it is, null is a failure. */
  tamper(tamper: Tamper | null): void
  /** Goes where Sedd sent the browser, as one that has no cookies; gives the address it leads back to, without its host. */
  visit(address: string): Promise<string>
  /** A browser that remembers: goes where it is sent, says yes to signing out, and gives the address it ends up at outside. */
  browser(): { go(address: string): Promise<string> }
  /** A token of the provider's, with other claims, signed again by its own key (or by none, another, or a shared secret). */
  forge(token: string, claims: Readonly<Record<string, unknown>>, by?: 'itself' | 'another' | 'nobody'): string
  close(): Promise<void>
}

export const CLIENT = { id: 'sedd', secret: 'a-secret-that-only-the-test-knows-of' }
/** Authorised there as well, and no concern of ours. */
const STRANGER = 'another-system'

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })

export async function identityProvider(answerAt: string, { endsSessions = true } = {}): Promise<IdentityProvider> {
  const [own, another] = [rsa(), rsa()]
  const holder: { person: Person; tamper: Tamper | null } = { person: { subject: 'nobody' }, tamper: null }
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const provider = providerAt({ issuer, answerAt, endsSessions }, own, holder)
  const serve = provider.callback()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { tamper } = holder
    if (tamper && request.url === '/token') betweenThem(response, tamper)
    serve(request, response)
  })
  return {
    issuer,
    settings: (given = {}) => ({ ...SETTINGS, issuer, ...given }),
    seat: (person) => {
      holder.person = person
    },
    tamper: (tamper) => {
      holder.tamper = tamper
    },
    visit: (start) => follow(start, new Map()).then(withoutHost),
    browser: () => {
      const cookies = new Map<string, string>()
      return { go: (start) => follow(start, cookies) }
    },
    forge: (token, claims, by = 'itself') =>
      forged(token, claims, by === 'nobody' ? null : by === 'itself' ? own : another),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const SETTINGS = {
  code: 'kommun',
  name: 'Eskilstuna kommun',
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  scope: 'openid profile',
  strongAcr: ['http://id.elegnamnden.se/loa/1.0/loa3'],
  strongAmr: [],
  requireStrong: false,
  linkClaim: null,
  linkDomains: null,
} as const

type Asked = { readonly issuer: string; readonly answerAt: string; readonly endsSessions: boolean }

function providerAt(
  { issuer, answerAt, endsSessions }: Asked,
  key: JsonWebKey,
  holder: { readonly person: Person },
): Provider {
  const left = new URL('/sign-in', answerAt).href
  const client = { client_secret: CLIENT.secret, redirect_uris: [answerAt], post_logout_redirect_uris: [left] }
  const provider = new Provider(issuer, {
    clients: [
      { ...client, client_id: CLIENT.id },
      { ...client, client_id: STRANGER },
    ],
    jwks: { keys: [{ ...key, kty: 'RSA', kid: 'own', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['a key of the test'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: endsSessions } },
    acrValues: [...SETTINGS.strongAcr],
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time'], profile: ['upn', 'email', 'email_verified'] },
    conformIdTokenClaims: false,
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...holder.person.claims }),
    }),
  })
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next()
    await answerFor(provider, context.req, context.res, holder.person)
    context.respond = false
  })
  return provider
}

/** Signs the person in and agrees for them. */
async function answerFor(provider: Provider, request: IncomingMessage, response: ServerResponse, person: Person) {
  const { params } = await provider.interactionDetails(request, response)
  const grant = new provider.Grant({ accountId: person.subject, clientId: String(params['client_id']) })
  grant.addOIDCScope('openid profile')
  const login = {
    accountId: person.subject,
    remember: false,
    ...(person.acr && { acr: person.acr }),
    ...(person.amr && { amr: [...person.amr] }),
    ...(person.shownAt && { ts: person.shownAt }),
  }
  await provider.interactionFinished(request, response, { login, consent: { grantId: await grant.save() } })
}

/** Holds an answer back, and sends what somebody made of it. */
function betweenThem(response: ServerResponse, tamper: Tamper): void {
  const end = response.end.bind(response)
  response.end = ((body: unknown) => {
    const made = response.statusCode === 200 ? tamper(JSON.parse(String(body))) : String(body)
    if (made === null) response.statusCode = 500
    const text = typeof made === 'string' ? made : JSON.stringify(made ?? {})
    response.setHeader('content-length', Buffer.byteLength(text))
    return end(text)
  }) as typeof response.end
}

const withoutHost = (address: string) => {
  const { pathname, search } = new URL(address)
  return pathname + search
}

/** From page to page within the provider, until it leads outside. */
async function follow(start: string, cookies: Map<string, string>): Promise<string> {
  const { origin } = new URL(start)
  let address = new URL(start)
  let form: URLSearchParams | null = null
  for (let hops = 0; hops < 10; hops += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const asked: RequestInit = { redirect: 'manual', headers: { cookie }, ...(form && { method: 'POST', body: form }) }
    const response = await fetch(address, asked)
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    const location = response.headers.get('location')
    const page = location === null ? await response.text() : ''
    form = location === null ? yesTo(page) : null
    if (location === null && form === null)
      throw new Error(`the provider stopped: ${response.status} ${/error_description.*/.exec(page)}`)
    address = new URL(location ?? actionOf(page), address)
    if (address.origin !== origin) return address.href
  }
  throw new Error('the provider leads round in circles')
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
  if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}

const actionOf = (page: string) => /action="([^"]+)"/.exec(page)?.[1] ?? ''

/** The answer to the provider's question whether to sign out there. */
function yesTo(page: string): URLSearchParams | null {
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1]
  return xsrf === undefined ? null : new URLSearchParams({ xsrf, logout: 'yes' })
}

const json = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')

function forged(token: string, claims: Readonly<Record<string, unknown>>, key: JsonWebKey | null): string {
  const [head = '', body = ''] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString())
  const header = key === null ? { alg: 'none' } : JSON.parse(head)
  const told = JSON.stringify({ ...JSON.parse(body), ...claims })
  const signed = `${json(header)}.${Buffer.from(told).toString('base64url')}`
  if (key === null) return `${signed}.`
  const by = createPrivateKey({ key, format: 'jwk' })
  return `${signed}.${sign('sha256', Buffer.from(signed), by).toString('base64url')}`
}
