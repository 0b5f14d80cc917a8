import { randomUUID } from 'node:crypto'
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
import { askedPage, askGonePage, askThanksPage } from './answer-views.ts'
import { openAsk, takeReadings } from './ask-actions.ts'
import { ladderIn, valuesIn } from './routes.ts'
import { progressWords } from './words.ts'

/** The address to send, on this installation. */
export const askLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.whereYouAre(shortId(domainId), token)}`

/** The page behind the link: no account, no name, no script. Whatever is wrong with a link, the answer is the same. */
export function askAnswerRoutes(options: AnswerOptions): Hono<Env> {
  const door = doorOf(options)
  const by = (act: (c: Request, link: Link) => Promise<Response>) => (c: Request) =>
    within(c, { door, gone: () => gone(c, door, false), act: (link) => act(c, link) })
  return new Hono<Env>()
    .get(paths.whereYouAre(':domain', ':token'), by(show))
    .post(paths.whereYouAre(':domain', ':token'), by(takeIn))
}

async function show(c: Request, link: Link, isEmpty = false): Promise<Response> {
  const { domain, token, door, context } = link
  const { found, mayReply } = await door.jobs.read(context, (tx) => openAsk(tx, token))
  if (found === null) return gone(c, door, mayReply)
  const { language } = c.var
  const errors = isEmpty ? [{ field: 'ladder', message: progressWords(language)('nothing_read') }] : []
  const action = paths.whereYouAre(domain, token)
  const content = askedPage({ language, action, ladder: found.ladder, errors, token: randomUUID() })
  return page(c, door, isEmpty ? 422 : 200, content)
}

async function takeIn(c: Request, link: Link): Promise<Response> {
  const { token, door, context } = link
  const form = await submitted(c)
  const said = { token, values: valuesIn(form), ladderId: ladderIn(form) }
  const taken = await door.jobs.write(context, (tx) => takeReadings(tx, said))
  if (taken === 'nothing') return show(c, link, true)
  return taken === 'taken' ? page(c, door, 200, askThanksPage(c.var.language)) : show(c, link)
}

/** The way on is to reply to the text only where somebody gets the reply. */
const gone = (c: Request, door: Door, mayReply: boolean) => page(c, door, 404, askGonePage(c.var.language, mayReply))

async function page(
  c: Request,
  door: Door,
  status: 200 | 404 | 422,
  content: ReturnType<typeof askedPage>,
): Promise<Response> {
  const title = progressWords(c.var.language)('answer.title')
  return showYouth(c, door, { title, status, content })
}
