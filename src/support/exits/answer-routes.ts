import { Hono } from 'hono'
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
  const door = doorOf(options)
  const by = (act: typeof show) => (c: Request) =>
    within(c, { door, gone: () => gone(c, door), act: (link) => act(c, link) })
  return new Hono<Env>()
    .get(paths.whatYouDo(':domain', ':token'), by(show))
    .post(paths.whatYouDo(':domain', ':token'), by(takeIn))
}

async function show(c: Request, { domain, token, door, context }: Link): Promise<Response> {
  const isOpen = await door.jobs.read(context, (tx) => isLinkOpen(tx, token))
  if (!isOpen) return gone(c, door)
  return page(c, door, 200, doingPage({ language: c.var.language, action: paths.whatYouDo(domain, token) }))
}

async function takeIn(c: Request, { domain, token, door, context }: Link): Promise<Response> {
  const pressed = Doing.safeParse((await submitted(c)).text('pressed'))
  if (!pressed.success) return c.redirect(paths.whatYouDo(domain, token), 303)
  const taken = await door.jobs.write(context, (tx) => takeDoing(tx, { token, answer: pressed.data }))
  return taken ? page(c, door, 200, doingThanksPage(c.var.language)) : gone(c, door)
}

const gone = (c: Request, door: Door) => page(c, door, 404, doingGonePage(c.var.language))

async function page(
  c: Request,
  door: Door,
  status: 200 | 404,
  content: ReturnType<typeof doingPage>,
): Promise<Response> {
  const title = exitWords(c.var.language)('answer.title')
  return showYouth(c, door, { title, status, content })
}
