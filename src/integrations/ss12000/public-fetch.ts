import { lookup as resolveName } from 'node:dns/promises'
import type { IncomingMessage, RequestOptions } from 'node:http'
import * as http from 'node:http'
import * as https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'
import { Readable } from 'node:stream'
import { isPublicAddress } from './addresses.ts'
import { SourceFailure } from './source.ts'

type Address = { readonly address: string; readonly family: number }
type Resolve = (host: string) => Promise<readonly Address[]>

const everyAddress: Resolve = (host) => resolveName(host, { all: true, verbatim: true })

/**
 * A `fetch` for addresses that somebody typed in a form, or that a browser gave: it does not reach this computer or anything in a private network,
 * unless whoever runs Sedd has named the host. The name is resolved, every address is checked, and the connection goes to
 * those and no others: a name that is answered differently the next time gains nothing. No proxy is used, and no redirect
 * followed. Rejects with SourceFailure `address_private`.
 */
export function publicFetch(allowedHosts: readonly string[], resolve: Resolve = everyAddress): typeof fetch {
  const agents = { http: new http.Agent(), https: new https.Agent({ keepAlive: true }) }
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const allowed = allowedHosts.includes(host)
    if (!allowed && isThisComputer(host)) throw new SourceFailure('address_private')
    const addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host)
    if (!allowed && !addresses.every(isElsewhere)) throw new SourceFailure('address_private')
    const secure = url.protocol === 'https:'
    const asked = {
      method: init?.method ?? 'GET',
      agent: secure ? agents.https : agents.http,
      headers: { ...Object.fromEntries(new Headers(init?.headers)), 'accept-encoding': 'identity' },
      lookup: always(addresses),
      ...(init?.signal ? { signal: init.signal } : {}),
    }
    return answered(secure ? https : http, url, { asked, body: bodyOf(init?.body) })
  }
}

/** The names that are kept for this computer (RFC 6761, 6.3), whatever a name server says of them. */
const isThisComputer = (host: string) => /^(?:.+\.)?localhost\.?$/.test(host)

/** In public, and not an address of this computer's own. */
function isElsewhere({ address }: Address): boolean {
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  return isPublicAddress(address) && !own.some((each) => each.address === address)
}

/** Answers a look-up with what was checked. */
function always(addresses: readonly Address[]): LookupFunction {
  return (_host, options, answer) => {
    const [first] = addresses
    if (!first) answer(new Error('no address'), '', 0)
    else if (options.all) answer(null, [...addresses])
    else answer(null, first.address, first.family)
  }
}

type Asked = { readonly asked: RequestOptions; readonly body: string | Uint8Array | undefined }

/** Node's own `fetch` takes no look-up; a request does. */
function answered(means: typeof http | typeof https, url: URL, { asked, body }: Asked): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = means.request(url, asked, (message) => resolve(responseOf(message)))
    request.on('error', reject)
    request.end(body)
  })
}

/** Text and bytes; nothing else is sent from here. */
function bodyOf(body: RequestInit['body']): string | Uint8Array | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  throw new TypeError('a body of text or bytes')
}

function responseOf(message: IncomingMessage): Response {
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(message.headersDistinct)) {
    for (const value of values) headers.append(name, value)
  }
  const status = message.statusCode ?? 502
  const bodiless = status === 204 || status === 205 || status === 304
  if (bodiless) message.resume()
  const body = bodiless ? null : (Readable.toWeb(message) as ReadableStream<Uint8Array>)
  return new Response(body, { status, headers })
}
