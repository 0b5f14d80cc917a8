import { Hono } from 'hono'
import type { Html } from '../../kernel/html.ts'
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
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { answerLink, openLink } from './agreement-actions.ts'
import { ANSWER_TEXT } from './answer-text.ts'
import { Answer } from './model.ts'
import { planAnswerPage, planGonePage, planThanksPage } from './print-views.ts'

/** The address to send, on this installation. */
export const planLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.planAnswer(shortId(domainId), token)}`

/** The page behind a link to a plan: no account, no name, no script. Whatever is wrong with a link, the answer is the same. */
export function planAnswerRoutes(options: AnswerOptions): Hono<Env> {
  const contexts = contextsOf(options.jobs)
  return new Hono<Env>()
    .get(paths.planAnswer(':domain', ':token'), (c) => show(c, options, contexts))
    .post(paths.planAnswer(':domain', ':token'), (c) => takeIn(c, options, contexts))
}

async function show(c: Request, options: AnswerOptions, contexts: Contexts): Promise<Response> {
  const [domain, token] = partsOf(c)
  const { language } = c.var
  if (await isTooOften(c, options)) return page(c, 429, planGonePage(language))
  const context = await contexts(domain)
  const found = context === null ? null : await options.jobs.write(context, (tx) => openLink(tx, token))
  if (found === null) return page(c, 404, planGonePage(language))
  const { whole, reviewOn } = found
  const action = paths.planAnswer(domain, token)
  return page(c, 200, planAnswerPage({ language, whole, reviewOn, action }))
}

async function takeIn(c: Request, options: AnswerOptions, contexts: Contexts): Promise<Response> {
  const [domain, token] = partsOf(c)
  const { language } = c.var
  if (await isTooOften(c, options)) return page(c, 429, planGonePage(language))
  const pressed = Answer.safeParse((await submitted(c)).text('pressed'))
  const context = await contexts(domain)
  if (context === null) return page(c, 404, planGonePage(language))
  if (!pressed.success) return c.redirect(paths.planAnswer(domain, token), 303)
  const answer = await options.jobs.write(context, (tx) => answerLink(tx, { token, answer: pressed.data }))
  if (answer === null) return page(c, 404, planGonePage(language))
  return page(c, 200, planThanksPage(language, answer))
}

async function page(c: Request, status: 200 | 404 | 429, content: Html): Promise<Response> {
  const title = words(ANSWER_TEXT, c.var.language)('title')
  return showBehind(c, { title, status, content })
}
