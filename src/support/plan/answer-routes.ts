import { Hono } from 'hono'
import type { Html } from '../../kernel/html.ts'
import { type Env, type Request, submitted } from '../../kernel/http.ts'
import { shortId } from '../../outreach/checkins/link.ts'
import {
  type AnswerOptions,
  type Door,
  doorOf,
  type Link,
  showYouth,
  within,
} from '../../outreach/checkins/link-door.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { answerLink, openLink } from './agreement-actions.ts'
import { ANSWER_TEXT } from './answer-text.ts'
import { Answer } from './model.ts'
import { planAnswerPage, planGonePage, planPreviewPage, planThanksPage } from './print-views.ts'
import { isRobot } from './rules.ts'

/** The address to send, on this installation. */
export const planLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.planAnswer(shortId(domainId), token)}`

/** The page behind a link to a plan: no account, no name, no script. Whatever is wrong with a link, the answer is the same. */
export function planAnswerRoutes(options: AnswerOptions): Hono<Env> {
  const door = doorOf(options)
  const by = (act: typeof show) => (c: Request) =>
    within(c, { door, gone: () => gone(c, door), act: (link) => act(c, link) })
  const open = by(show)
  return new Hono<Env>()
    .get(paths.planAnswer(':domain', ':token'), (c) =>
      // A preview reads nothing for anybody, and shows nothing to whoever made it.
      isRobot(c.req.header('user-agent')) ? page(c, door, 200, planPreviewPage(c.var.language)) : open(c),
    )
    .post(paths.planAnswer(':domain', ':token'), by(takeIn))
}

async function show(c: Request, { domain, token, door, context }: Link): Promise<Response> {
  const { language } = c.var
  const found = await door.jobs.write(context, (tx) => openLink(tx, token))
  if (found === null) return gone(c, door)
  if (found.answer !== null) return page(c, door, 200, planThanksPage(language, found.answer))
  const { who, whole, reviewOn } = found
  const action = paths.planAnswer(domain, token)
  return page(c, door, 200, planAnswerPage({ language, who, whole, reviewOn, action }))
}

async function takeIn(c: Request, { domain, token, door, context }: Link): Promise<Response> {
  const pressed = Answer.safeParse((await submitted(c)).text('pressed'))
  if (!pressed.success) return c.redirect(paths.planAnswer(domain, token), 303)
  const answer = await door.jobs.write(context, (tx) => answerLink(tx, { token, answer: pressed.data }))
  return answer === null ? gone(c, door) : page(c, door, 200, planThanksPage(c.var.language, answer))
}

const gone = (c: Request, door: Door) => page(c, door, 404, planGonePage(c.var.language))

async function page(c: Request, door: Door, status: 200 | 404, content: Html): Promise<Response> {
  const title = words(ANSWER_TEXT, c.var.language)('title')
  return showYouth(c, door, { title, status, content })
}
