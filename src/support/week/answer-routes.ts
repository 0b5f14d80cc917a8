import { Hono } from 'hono'
import { showPage } from '../../access/pages.ts'
import { take } from '../../access/sign-in/limit-store.ts'
import { domainsOf, machineContext } from '../../access/store.ts'
import type { Context, Database } from '../../kernel/database.ts'
import { isDay, type PlainDate } from '../../kernel/date.ts'
import { type Env, type Request, submitted } from '../../kernel/http.ts'
import { idOfShort, shortId } from '../../outreach/checkins/link.ts'
import { paths } from '../../ui/paths.ts'
import { answerGonePage, answerPage } from './answer-views.ts'
import { openQuestion, takeAnswer } from './ask-actions.ts'
import { Mark } from './model.ts'
import { weekWords } from './words.ts'

export type AnswerOptions = {
  /** Acts as the machine in the domain that the link names, and does nothing but this. */
  readonly jobs: Database
  /** The address of the one who asks, for the limits. */
  readonly askingFrom: (c: Request) => string
}

/** The address to send a supervisor, on this installation. */
export const placementLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.placementAnswer(shortId(domainId), token)}`

/** How often one address may open links: nobody guesses 128 bits, and a whole workplace may sit behind one address. */
const LIMIT = { most: 60, seconds: 60 }
const SESSION_MS = 20 * 60_000

/** The page behind a supervisor's link: no account, no script, a first name. Whatever is wrong with a link, the answer is the same. */
export function placementAnswerRoutes(options: AnswerOptions): Hono<Env> {
  const contexts = contextsOf(options.jobs)
  return new Hono<Env>()
    .get(paths.placementAnswer(':domain', ':token'), (c) => show(c, options, contexts))
    .post(paths.placementAnswer(':domain', ':token'), (c) => takeIn(c, options, contexts))
}

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

const isTooOften = async (c: Request, { askingFrom }: AnswerOptions) =>
  (await take(c.var.db, `answer|${askingFrom(c)}`, LIMIT)) !== null

const partsOf = (c: Request) => [c.req.param('domain') ?? '', c.req.param('token') ?? ''] as const

async function show(c: Request, options: AnswerOptions, contexts: Contexts): Promise<Response> {
  const [domain, token] = partsOf(c)
  if (await isTooOften(c, options)) return gone(c, 429)
  const context = await contexts(domain)
  const question = context === null ? null : await options.jobs.read(context, (tx) => openQuestion(tx, token))
  if (question === null) return gone(c, 404)
  const action = paths.placementAnswer(domain, token)
  return page(c, 200, answerPage({ language: c.var.language, action, question, isSaved: false }))
}

async function takeIn(c: Request, options: AnswerOptions, contexts: Contexts): Promise<Response> {
  const [domain, token] = partsOf(c)
  if (await isTooOften(c, options)) return gone(c, 429)
  const pressed = pressedIn((await submitted(c)).text('pressed'))
  const context = await contexts(domain)
  if (context === null) return gone(c, 404)
  const action = paths.placementAnswer(domain, token)
  if (pressed === null) return c.redirect(action, 303)
  const question = await options.jobs.write(context, (tx) => takeAnswer(tx, { token, ...pressed }))
  if (question === null) return gone(c, 404)
  // Shown at once, and at no address: sent again it is the same answer.
  return page(c, 200, answerPage({ language: c.var.language, action, question, isSaved: true }))
}

/** The day and what was pressed. Null for what is no button of ours. */
function pressedIn(text: string): { readonly on: PlainDate; readonly mark: Mark } | null {
  const [on = '', said] = text.split(' ')
  const mark = Mark.exclude(['told']).safeParse(said)
  return isDay(on) && mark.success ? { on, mark: mark.data } : null
}

const gone = (c: Request, status: 404 | 429) => page(c, status, answerGonePage(c.var.language))

function page(c: Request, status: 200 | 404 | 429, content: ReturnType<typeof answerPage>): Promise<Response> {
  c.header('x-robots-tag', 'noindex, nofollow')
  const title = weekWords(c.var.language)('answer.title')
  return showPage(c, null, { title, status, roomy: true, once: true, content })
}
