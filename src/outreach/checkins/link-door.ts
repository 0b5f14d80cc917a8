import { showPage } from '../../access/pages.ts'
import { take } from '../../access/sign-in/limit-store.ts'
import { domainsOf, machineContext } from '../../access/store.ts'
import type { Context, Database } from '../../kernel/database.ts'
import { type Html, html } from '../../kernel/html.ts'
import { type Request, submitted } from '../../kernel/http.ts'
import type { Language } from '../../ui/language.ts'
import { messageSetting } from '../messages/setting-store.ts'
import { busyPage } from './answer-views.ts'
import { idOfShort, shaOf } from './link.ts'
import { checkInWords } from './words.ts'

/** What every page behind a link for one answer has in common: who acts, how often one may ask, and how it is shown. */

export type AnswerOptions = {
  /** Acts as the machine in the domain that the link names, and does nothing but this. */
  readonly jobs: Database
  /** The address of the one who asks, for the limits. */
  readonly askingFrom: (c: Request) => string
}

const SESSION_MS = 20 * 60_000

/** Acts as the machine in the domain that a link names; null for what names none. */
type Contexts = (short: string) => Promise<Context | null>

function contextsOf(jobs: Database): Contexts {
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

const partsOf = (c: Request) => [c.req.param('domain') ?? '', c.req.param('token') ?? ''] as const

/**
 * How often one link may be asked for, and how often one address may ask at all: a whole school may sit behind one address, and nobody guesses
 * 128 bits.
 */
const OF_A_LINK = { most: 60, seconds: 60 }
const OF_AN_ADDRESS = { most: 1200, seconds: 60 }

async function isTooOften(c: Request, { askingFrom }: AnswerOptions): Promise<boolean> {
  const [, token] = partsOf(c)
  if ((await take(c.var.db, `answers|${askingFrom(c)}`, OF_AN_ADDRESS)) !== null) return true
  return (await take(c.var.db, `answer|${shaOf(token)}`, OF_A_LINK)) !== null
}

/** What one gets who asks too often: that the link still holds, and a button that sends what was typed once more. */
async function showBusy(c: Request): Promise<Response> {
  const { language } = c.var
  const isSent = c.req.method === 'POST'
  const form = isSent ? await submitted(c) : null
  const names = Object.keys(form?.values ?? {})
  const typed = names.flatMap((name) => (form?.list(name) ?? []).map((value) => ({ name, value })))
  const { pathname, search } = new URL(c.req.url)
  c.header('retry-after', String(OF_A_LINK.seconds))
  const content = busyPage({ language, address: `${pathname}${search}`, typed: isSent ? typed : null })
  return showBehind(c, { title: checkInWords(language)('busy.title'), status: 429, content })
}

type Behind = { readonly title: string; readonly status: 200 | 404 | 422 | 429; readonly content: Html }

/** A page without an account, which no search engine keeps and no button leads back to. */
export function showBehind(c: Request, { title, status, content }: Behind): Promise<Response> {
  c.header('x-robots-tag', 'noindex, nofollow')
  return showPage(c, null, { title, status, roomy: true, once: true, hasErrors: status === 422, content })
}

/** The way in to the pages behind links: who acts, and in which domain. */
export type Door = AnswerOptions & { readonly contexts: Contexts }

export const doorOf = (options: AnswerOptions): Door => ({ ...options, contexts: contextsOf(options.jobs) })

/** One link that somebody came in by: what it names, and who acts for whoever holds it. */
export type Link = { readonly domain: string; readonly token: string; readonly door: Door; readonly context: Context }

type Within = {
  readonly door: Door
  /** What is shown where the link leads nowhere. */
  readonly gone: () => Promise<Response>
  readonly act: (link: Link) => Promise<Response>
}

/** Lets in who holds a link: not too often, and only to a domain that there is. What the link itself is worth is for `act` to see. */
export async function within(c: Request, { door, gone, act }: Within): Promise<Response> {
  const [domain, token] = partsOf(c)
  if (await isTooOften(c, door)) return showBusy(c)
  const context = await door.contexts(domain)
  return context === null ? gone() : act({ domain, token, door, context })
}

/**
 * The same for a young person, who may need more than a page: whom to call, last on each of them, also where the link is over. Who answers is
 * under eighteen or not, and the page does not know which; the domain may say it in its own words.
 */
export async function showYouth(
  c: Request,
  door: Door,
  shown: Behind & { readonly language?: Language },
): Promise<Response> {
  const context = await door.contexts(partsOf(c)[0])
  const own = context === null ? null : (await door.jobs.read(context, messageSetting)).helpline
  const say = checkInWords(shown.language ?? c.var.language)
  return showBehind(c, { ...shown, content: html`${shown.content}<p>${say('acute')} ${own ?? say('talk')}</p>` })
}
