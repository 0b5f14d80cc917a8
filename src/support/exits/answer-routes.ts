import { Hono } from 'hono'
import { type Env, type Request, submitted } from '../../kernel/http.ts'
import { shortId } from '../../outreach/checkins/link.ts'
import {
  type AnswerOptions,
  type Contexts,
  contextsOf,
  isTooOften,
  partsOf,
  showBehind,
} from '../../outreach/checkins/link-door.ts'
import { paths } from '../../ui/paths.ts'
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
  const title = exitWords(c.var.language)('answer.title')
  return showBehind(c, { title, status, content })
}
