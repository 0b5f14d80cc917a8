import type { Endpoint } from './schema.ts'
import { type FailureCode, SourceFailure } from './source.ts'

/** What a request needs from outside; tests give their own. */
export type Means = {
  readonly fetch: typeof fetch
  readonly sleep: (milliseconds: number) => Promise<void>
  /** 0 ≤ n < 1, for the jitter of the back-off. */
  readonly random: () => number
}

export type Limits = {
  /** For one attempt, its body included. */
  readonly timeoutMs: number
  /** Largest answer read. */
  readonly maxBytes: number
  /** Tries of one page, the first included. */
  readonly attempts: number
  /** First step of the back-off; doubled each time, half of it by chance. */
  readonly backOffMs: number
  /** No wait is longer, whatever `Retry-After` asks. */
  readonly maxWaitMs: number
}

export type Answer = { readonly json: unknown; readonly servedAt: string | null }

type Attempt = { readonly answer: Answer } | { readonly failure: SourceFailure; readonly retryAfterMs: number | null }
type Call = {
  readonly endpoint: Endpoint
  readonly token: string | null
  readonly means: Means
  readonly limits: Limits
}

const MAX_REDIRECTS = 3
const STATUS: Readonly<Record<number, FailureCode>> = {
  400: 'filter_refused',
  401: 'unauthorised',
  403: 'forbidden',
  404: 'not_found',
  501: 'not_found',
}

/**
 * GET of a JSON answer. Tries again after 408, 425, 429, 5xx, a broken connection and a time-out, with exponential
 * back-off and jitter, at least as long as `Retry-After` says; throws SourceFailure when that does not help.
 */
export async function getJson(url: URL, call: Call): Promise<Answer> {
  const { limits, means } = call
  for (let tries = 1; ; tries++) {
    const attempt = await tryOnce(url, call)
    if ('answer' in attempt) return attempt.answer
    const again = attempt.failure.code === 'unavailable' || attempt.failure.code === 'timed_out'
    if (!again || tries >= limits.attempts) throw attempt.failure
    const step = limits.backOffMs * 2 ** (tries - 1)
    const wait = Math.max(step / 2 + (step / 2) * means.random(), attempt.retryAfterMs ?? 0)
    await means.sleep(Math.min(Math.round(wait), limits.maxWaitMs))
  }
}

async function tryOnce(url: URL, call: Call): Promise<Attempt> {
  const signal = AbortSignal.timeout(call.limits.timeoutMs)
  try {
    const response = await follow(url, call, signal)
    if (!response.ok) return await refusal(response, call.endpoint)
    return { answer: await readAnswer(response, call) }
  } catch (error) {
    if (error instanceof SourceFailure) return { failure: error, retryAfterMs: null }
    // What fetch says names the address and sometimes its query: only the kind of failure is carried on.
    return {
      failure: new SourceFailure(signal.aborted ? 'timed_out' : 'unavailable', call.endpoint),
      retryAfterMs: null,
    }
  }
}

/** Follows a redirect within the same origin only: the token belongs to the host that was named, and to no other. */
async function follow(url: URL, call: Call, signal: AbortSignal): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' })
  if (call.token !== null) headers.set('authorization', `Bearer ${call.token}`)
  let target = url
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await call.means.fetch(target, { headers, redirect: 'manual', signal })
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (location === null) return response
    await response.body?.cancel()
    if (!URL.canParse(location, target)) break
    target = new URL(location, target)
    if (target.origin !== url.origin) break
  }
  throw new SourceFailure('redirected', call.endpoint)
}

async function refusal(response: Response, endpoint: Endpoint): Promise<Attempt> {
  await response.body?.cancel()
  const { status } = response
  const transient = status === 408 || status === 425 || status === 429 || status >= 500
  const code = STATUS[status] ?? (transient ? 'unavailable' : 'not_ss12000')
  return { failure: new SourceFailure(code, endpoint, status), retryAfterMs: retryAfter(response.headers) }
}

/** Seconds, or a day and time measured against the server's own `Date`, so that no clock here is asked. */
function retryAfter(headers: Headers): number | null {
  const text = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const wait = Date.parse(text) - Date.parse(headers.get('date') ?? '')
  return Number.isNaN(wait) ? null : Math.max(wait, 0)
}

async function readAnswer(response: Response, { endpoint, limits }: Call): Promise<Answer> {
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== 'application/json' && !type.endsWith('+json')) {
    await response.body?.cancel()
    throw new SourceFailure('wrong_content_type', endpoint)
  }
  const bytes: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > limits.maxBytes) throw new SourceFailure('too_large', endpoint)
    bytes.push(chunk)
  }
  return { json: parseJson(Buffer.concat(bytes), endpoint), servedAt: response.headers.get('date') }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Strict UTF-8 and JSON, a leading BOM allowed. Throws SourceFailure `not_json`, which does not repeat the text. */
export function parseJson(bytes: Uint8Array, endpoint: Endpoint | null): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw new SourceFailure('not_json', endpoint)
  }
}
