import { showPage } from '../../access/pages.ts'
import { take } from '../../access/sign-in/limit-store.ts'
import { domainsOf, machineContext } from '../../access/store.ts'
import type { Context, Database } from '../../kernel/database.ts'
import type { Html } from '../../kernel/html.ts'
import type { Request } from '../../kernel/http.ts'
import { idOfShort } from './link.ts'

/** What every page behind a link for one answer has in common: who acts, how often one may ask, and how it is shown. */

export type AnswerOptions = {
  /** Acts as the machine in the domain that the link names, and does nothing but this. */
  readonly jobs: Database
  /** The address of the one who asks, for the limits. */
  readonly askingFrom: (c: Request) => string
}

const SESSION_MS = 20 * 60_000

/** Acts as the machine in the domain that a link names; null for what names none. */
export type Contexts = (short: string) => Promise<Context | null>

export function contextsOf(jobs: Database): Contexts {
  const known = new Map<string, { readonly context: Context; readonly until: number }>()
  return async (short) => {
    const id = idOfShort(short)
    const kept = id === null ? undefined : known.get(id)
    if (id === null) return null
    if (kept && kept.until > performance.now()) return kept.context
    if (!(await domainsOf(jobs, null)).some((domain) => domain.id === id)) return null
    const context = await machineContext(jobs, id, 'messages')
    known.set(id, { context, until: performance.now() + SESSION_MS })
    return context
  }
}

export const partsOf = (c: Request) => [c.req.param('domain') ?? '', c.req.param('token') ?? ''] as const

/** How often one address may open links: nobody guesses 128 bits, and a whole school may sit behind one address. */
const LIMIT = { most: 60, seconds: 60 }

export const isTooOften = async (c: Request, { askingFrom }: AnswerOptions): Promise<boolean> =>
  (await take(c.var.db, `answer|${askingFrom(c)}`, LIMIT)) !== null

type Behind = { readonly title: string; readonly status: 200 | 404 | 422 | 429; readonly content: Html }

/** A page without an account, which no search engine keeps and no button leads back to. */
export function showBehind(c: Request, { title, status, content }: Behind): Promise<Response> {
  c.header('x-robots-tag', 'noindex, nofollow')
  return showPage(c, null, { title, status, roomy: true, once: true, content })
}
