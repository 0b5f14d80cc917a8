import type { Instant } from '../../kernel/date.ts'
import type { Endpoint } from './schema.ts'

/** Why a supplier's data could not be had or used. A key of `text.ts`, without its prefix. */
export type FailureCode =
  | 'address_invalid'
  | 'address_insecure'
  | 'address_private'
  | 'unauthorised'
  | 'forbidden'
  | 'not_found'
  | 'filter_refused'
  | 'unavailable'
  | 'timed_out'
  | 'redirected'
  | 'too_large'
  | 'wrong_content_type'
  | 'not_json'
  | 'not_ss12000'

/** The data came and is not what it should be: trying again will not help. */
const UNUSABLE: readonly FailureCode[] = ['too_large', 'wrong_content_type', 'not_json', 'not_ss12000']

/**
 * A source that cannot be read to its end: nothing of the pull may be applied. Holds codes only, never an address with
 * its query, a token or anything of a person.
 */
export class SourceFailure extends Error {
  readonly code: FailureCode
  readonly endpoint: Endpoint | null
  readonly status: number | null

  constructor(code: FailureCode, endpoint: Endpoint | null = null, status: number | null = null) {
    super(`ss12000: ${code}${endpoint ? ` at ${endpoint}` : ''}${status ? ` (${status})` : ''}`)
    this.code = code
    this.endpoint = endpoint
    this.status = status
  }

  /** True when the answer itself is at fault (refuse it); false when it could not be had (try later). */
  get unusable(): boolean {
    return UNUSABLE.includes(this.code)
  }
}

/** One answer: the objects of `data`, or for `deletedEntities` one object of lists. */
export type Page = {
  readonly items: readonly unknown[]
  /** The source's own time when it answered, or null when it does not say. */
  readonly servedAt: Instant | null
  /** True when the source gave a page token it had given before: it is not known whether more remains. */
  readonly repeats: boolean
}

/** A server or a file that holds the answers of SS 12000's endpoints. */
export type Source = {
  /** `since` asks for what has changed after that instant (`meta.modified.after`, or `after` for deletions). */
  pages(endpoint: Endpoint, since: Instant | null): AsyncIterable<Page>
}

/** Reads `{data, pageToken}`. Throws SourceFailure `not_ss12000` for anything else. */
export function pageOf(endpoint: Endpoint, answer: unknown): { items: readonly unknown[]; pageToken: string | null } {
  const data = memberOf(answer, 'data')
  const token = memberOf(answer, 'pageToken')
  const pageToken = typeof token === 'string' && token !== '' ? token : null
  if (endpoint === 'deletedEntities' && typeof data === 'object' && data !== null && !Array.isArray(data)) {
    return { items: [data], pageToken }
  }
  if (endpoint === 'deletedEntities' || !Array.isArray(data)) throw new SourceFailure('not_ss12000', endpoint)
  return { items: data, pageToken }
}

export function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
