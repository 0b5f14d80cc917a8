import type { Instant } from '../../kernel/date.ts'
import { getJson, type Limits, type Means } from './request.ts'
import type { Endpoint } from './schema.ts'
import { type Page, pageOf, type Source, SourceFailure } from './source.ts'

/** A supplier's server. `url` is the host or the base path `/v2.0`; `token` goes as bearer token and is never shown. */
export type Server = {
  readonly url: string
  readonly token: string | null
  /** Objects per page asked for; 500 unless told. */
  readonly limit?: number
  readonly limits?: Partial<Limits>
  readonly means?: Partial<Means>
}

const LIMITS: Limits = {
  timeoutMs: 60_000,
  maxBytes: 64 * 1024 * 1024,
  attempts: 6,
  backOffMs: 1000,
  maxWaitMs: 120_000,
}

const MEANS: Means = {
  fetch: (input, init) => fetch(input, init),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
}

/** Whose deletion means something to Sedd. */
const DELETED = ['Person', 'Organisation', 'Programme'] as const

/**
 * The client of SS 12000:2020 version 2.1: one page in memory at a time.
 *
 * Throws SourceFailure: at once for an address that is not https (loopback apart) or carries a password, and from the
 * iteration when a page cannot be had or used.
 */
export function serverSource(server: Server): Source {
  const base = baseOf(server.url)
  const call = {
    token: server.token,
    means: { ...MEANS, ...server.means },
    limits: { ...LIMITS, ...server.limits },
  }
  const limit = String(server.limit ?? 500)

  async function* pages(endpoint: Endpoint, since: Instant | null): AsyncGenerator<Page> {
    // All that is gone since the beginning of time says nothing to one who asks for the first time.
    if (endpoint === 'deletedEntities' && since === null) return
    const seen = new Set<string>()
    let query = firstQuery(endpoint, since)
    for (;;) {
      const url = new URL(`${base}/${endpoint}`)
      url.search = new URLSearchParams([...query, ['limit', limit]]).toString()
      const { json, servedAt } = await getJson(url, { ...call, endpoint })
      const { items, pageToken } = pageOf(endpoint, json)
      const repeats = pageToken !== null && seen.has(pageToken)
      yield { items, servedAt: instantOf(servedAt), repeats }
      if (pageToken === null || repeats) return
      seen.add(pageToken)
      query = [['pageToken', pageToken]]
    }
  }
  return { pages }
}

/** The filters of the first page; later pages may carry the token and the limit only. */
function firstQuery(endpoint: Endpoint, since: Instant | null): [string, string][] {
  const query: [string, string][] = []
  if (endpoint === 'deletedEntities') {
    if (since) query.push(['after', since])
    for (const entity of DELETED) query.push(['entities', entity])
    return query
  }
  if (since) query.push(['meta.modified.after', since])
  // Names of those referred to, so that a guardian has a name without being fetched.
  if (endpoint === 'persons') query.push(['expandReferenceNames', 'true'])
  return query
}

function baseOf(text: string): string {
  if (!URL.canParse(text)) throw new SourceFailure('address_invalid')
  const url = new URL(text)
  if (url.username || url.password || url.search || url.hash) throw new SourceFailure('address_invalid')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new SourceFailure('address_insecure')
  }
  const path = url.pathname.replace(/\/+$/, '')
  return url.origin + (/\/v\d+(\.\d+)?$/.test(path) ? path : `${path}/v2.0`)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

function instantOf(httpDate: string | null): Instant | null {
  const time = Date.parse(httpDate ?? '')
  return Number.isNaN(time) ? null : (new Date(time).toISOString() as Instant)
}
