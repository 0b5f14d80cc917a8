import type { Database } from '../../kernel/database.ts'
import type { Request } from '../../kernel/http.ts'
import { safeBack } from './rules.ts'
import { parkForm } from './store.ts'

/** What a person can have typed; a file is chosen again. */
const MOST_CHARACTERS = 500_000
/** Says which parked form a form is sent from; it is put away once that has gone well. */
export const PARKED = 'parked'

/**
 * Keeps the form of this request for the account of the session, which may be over, so that nothing typed is lost, also without
 * script. False when there was nothing to keep, or nobody to keep it for.
 */
export async function park(c: Request, db: Database, token: string): Promise<boolean> {
  if (c.req.method !== 'POST' || !c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded'))
    return false
  const fields = JSON.stringify(pairs(await c.req.parseBody({ all: true })))
  if (fields.length > MOST_CHARACTERS) return false
  return parkForm(db, { token, path: pathOf(c), cameFrom: cameFrom(c), fields })
}

function pairs(body: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((each) => typeof each === 'string')
      .map((each): [string, string] => [name, each]),
  )
}

function pathOf(c: Request): string {
  const url = new URL(c.req.url)
  url.searchParams.delete(PARKED)
  return url.pathname + url.search
}

/** The page the form stood on, when the browser says so and it is one of ours. */
export function cameFrom(c: Request): string | null {
  const referer = c.req.header('referer')
  if (!referer || !URL.canParse(referer)) return null
  const { host, pathname, search } = new URL(referer)
  const path = pathname + search
  return host === (c.req.header('host') ?? new URL(c.req.url).host) && safeBack(path) === path ? path : null
}
