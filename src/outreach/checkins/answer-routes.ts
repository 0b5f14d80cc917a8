import { Hono } from 'hono'
import { showPage } from '../../access/pages.ts'
import { take } from '../../access/sign-in/limit-store.ts'
import { domainsOf, machineContext } from '../../access/store.ts'
import type { Context, Database } from '../../kernel/database.ts'
import { type Env, type Request, submitted } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import { answerGonePage, answerPage } from './answer-views.ts'
import { idOfShort, shortId } from './link.ts'
import { Mood, type Said } from './model.ts'
import { openLink, takeAnswer } from './run-actions.ts'
import { checkInWords } from './words.ts'

export type AnswerOptions = {
  /** Acts as the machine in the domain that the link names, and does nothing but this. */
  readonly jobs: Database
  /** The address of the one who asks, for the limits. */
  readonly askingFrom: (c: Request) => string
}

/** The address to send, on this installation. */
export const answerLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.answer(shortId(domainId), token)}`

/** How often one address may open links: nobody guesses 128 bits, and a whole school may sit behind one address. */
const LIMIT = { most: 60, seconds: 60 }
const SESSION_MS = 20 * 60_000

/** The page behind the link of a check-in: no account, no name, no script. Whatever is wrong with a link, the answer is the same. */
export function answerRoutes(options: AnswerOptions): Hono<Env> {
  const contexts = contextsOf(options.jobs)
  return new Hono<Env>()
    .get(paths.answer(':domain', ':token'), (c) => show(c, options, contexts))
    .post(paths.answer(':domain', ':token'), (c) => takeIn(c, options, contexts))
}

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

const isTooOften = async (c: Request, { askingFrom }: AnswerOptions) =>
  (await take(c.var.db, `answer|${askingFrom(c)}`, LIMIT)) !== null

async function show(c: Request, options: AnswerOptions, contexts: Contexts): Promise<Response> {
  const [domain, token] = [c.req.param('domain') ?? '', c.req.param('token') ?? '']
  if (await isTooOften(c, options)) return gone(c, 429)
  const context = await contexts(domain)
  const found = context === null ? null : await options.jobs.read(context, (tx) => openLink(tx, token))
  if (found === null) return gone(c, 404)
  // What was answered is shown to the one who just did, and not to whoever opens the link afterwards.
  const before = { said: null, isAnswered: found.answeredAt !== null }
  return page(c, 200, answerPage({ language: c.var.language, action: paths.answer(domain, token), ...before }))
}

async function takeIn(c: Request, options: AnswerOptions, contexts: Contexts): Promise<Response> {
  const [domain, token] = [c.req.param('domain') ?? '', c.req.param('token') ?? '']
  if (await isTooOften(c, options)) return gone(c, 429)
  const form = await submitted(c)
  const pressed = saidIn(form.text('pressed'))
  const context = await contexts(domain)
  if (context === null) return gone(c, 404)
  if (pressed === null) return c.redirect(paths.answer(domain, token), 303)
  const said = await options.jobs.write(context, (tx) => takeAnswer(tx, { token, pressed }))
  if (said === null) return gone(c, 404)
  // Shown at once, and at no address: sent again it is the same answer.
  return page(
    c,
    200,
    answerPage({ language: c.var.language, action: paths.answer(domain, token), said, isAnswered: true }),
  )
}

/** What was pressed. Null for what is no button of ours. */
function saidIn(pressed: string): Said | null {
  if (pressed === 'contact') return { mood: null, wantsContact: true }
  const mood = Mood.safeParse(pressed === '' ? null : Number(pressed))
  return mood.success ? { mood: mood.data, wantsContact: false } : null
}

const gone = (c: Request, status: 404 | 429) => page(c, status, answerGonePage(c.var.language))

async function page(c: Request, status: 200 | 404 | 429, content: ReturnType<typeof answerPage>): Promise<Response> {
  c.header('x-robots-tag', 'noindex, nofollow')
  const title = checkInWords(c.var.language)('answer.title')
  return showPage(c, null, { title, status, roomy: true, once: true, content })
}
