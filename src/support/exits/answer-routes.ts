import { Hono } from 'hono'
import { showPage } from '../../access/pages.ts'
import { take } from '../../access/sign-in/limit-store.ts'
import { type Env, type Request, submitted } from '../../kernel/http.ts'
import { type AnswerOptions, type Contexts, contextsOf } from '../../outreach/checkins/answer-routes.ts'
import { shortId } from '../../outreach/checkins/link.ts'
import { paths } from '../../ui/paths.ts'
import { LIMIT } from '../progress/answer-routes.ts'
import { doingGonePage, doingPage, doingThanksPage } from './answer-views.ts'
import { isLinkOpen, takeDoing } from './follow-actions.ts'
import { Doing } from './model.ts'
import { exitWords } from './words.ts'

/** The address to send, on this installation. */
export const followUpLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.whatYouDo(shortId(domainId), token)}`

/** The page behind the link of a follow-up: no account, no name, no script. Whatever is wrong with a link, the answer is the same. */
export function followUpAnswerRoutes(options: AnswerOptions): Hono<Env> {
  const contexts = contextsOf(options.jobs)
  return new Hono<Env>()
    .get(paths.whatYouDo(':domain', ':token'), (c) => show(c, options, contexts))
    .post(paths.whatYouDo(':domain', ':token'), (c) => takeIn(c, options, contexts))
}

const partsOf = (c: Request) => [c.req.param('domain') ?? '', c.req.param('token') ?? ''] as const

const isTooOften = async (c: Request, { askingFrom }: AnswerOptions) =>
  (await take(c.var.db, `answer|${askingFrom(c)}`, LIMIT)) !== null

async function show(c: Request, options: AnswerOptions, contexts: Contexts): Promise<Response> {
  const [domain, token] = partsOf(c)
  if (await isTooOften(c, options)) return gone(c, 429)
  const context = await contexts(domain)
  const isOpen = context !== null && (await options.jobs.read(context, (tx) => isLinkOpen(tx, token)))
  if (!isOpen) return gone(c, 404)
  return page(c, 200, doingPage({ language: c.var.language, action: paths.whatYouDo(domain, token) }))
}

async function takeIn(c: Request, options: AnswerOptions, contexts: Contexts): Promise<Response> {
  const [domain, token] = partsOf(c)
  if (await isTooOften(c, options)) return gone(c, 429)
  const pressed = Doing.safeParse((await submitted(c)).text('pressed'))
  const context = await contexts(domain)
  if (context === null) return gone(c, 404)
  if (!pressed.success) return c.redirect(paths.whatYouDo(domain, token), 303)
  const taken = await options.jobs.write(context, (tx) => takeDoing(tx, { token, answer: pressed.data }))
  return taken ? page(c, 200, doingThanksPage(c.var.language)) : gone(c, 404)
}

const gone = (c: Request, status: 404 | 429) => page(c, status, doingGonePage(c.var.language))

async function page(c: Request, status: 200 | 404 | 429, content: ReturnType<typeof doingPage>): Promise<Response> {
  c.header('x-robots-tag', 'noindex, nofollow')
  const title = exitWords(c.var.language)('answer.title')
  return showPage(c, null, { title, status, roomy: true, once: true, content })
}
