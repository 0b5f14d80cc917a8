/** What came of a call: an answer, surely nothing (no line was opened), or nobody knows. */
export type Called =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'not_sent' }
  | { readonly kind: 'unknown' }

const TIMEOUT_MS = 15_000
const LARGEST = 64 * 1024
/** Faults of before anything was said: what was to be sent has gone nowhere. */
const BEFORE = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']

/** Asks a gateway. Never throws: what a foreign system does becomes one of three answers. */
export async function call(url: string, init: RequestInit): Promise<Called> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
    const text = (await response.text()).slice(0, LARGEST)
    return { kind: 'answered', status: response.status, body: parsed(text) }
  } catch (error) {
    return { kind: BEFORE.includes(codeOf(error)) ? 'not_sent' : 'unknown' }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
}
