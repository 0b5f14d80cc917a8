import { randomUUID } from 'node:crypto'
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
import { askedPage, askGonePage, askThanksPage } from './answer-views.ts'
import { openAsk, takeReadings } from './ask-actions.ts'
import { valuesIn } from './routes.ts'
import { progressWords } from './words.ts'

/** The address to send, on this installation. */
export const askLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.whereYouAre(shortId(domainId), token)}`

/** The page behind the link: no account, no name, no script. Whatever is wrong with a link, the answer is the same. */
export function askAnswerRoutes(options: AnswerOptions): Hono<Env> {
  const contexts = contextsOf(options.jobs)
  return new Hono<Env>()
    .get(paths.whereYouAre(':domain', ':token'), (c) => show(c, options, contexts))
    .post(paths.whereYouAre(':domain', ':token'), (c) => takeIn(c, options, contexts))
}

async function show(c: Request, options: AnswerOptions, contexts: Contexts, isEmpty = false): Promise<Response> {
  const [domain, token] = partsOf(c)
  if (!isEmpty && (await isTooOften(c, options))) return gone(c, 429)
  const context = await contexts(domain)
  const found = context === null ? null : await options.jobs.read(context, (tx) => openAsk(tx, token))
  if (found === null) return gone(c, 404)
  const { language } = c.var
  const errors = isEmpty ? [{ field: 'ladder', message: progressWords(language)('nothing_read') }] : []
  const action = paths.whereYouAre(domain, token)
  const content = askedPage({ language, action, ladder: found.ladder, errors, token: randomUUID() })
  return page(c, isEmpty ? 422 : 200, content)
}

async function takeIn(c: Request, options: AnswerOptions, contexts: Contexts): Promise<Response> {
  const [domain, token] = partsOf(c)
  if (await isTooOften(c, options)) return gone(c, 429)
  const values = valuesIn(await submitted(c))
  const context = await contexts(domain)
  if (context === null) return gone(c, 404)
  const taken = await options.jobs.write(context, (tx) => takeReadings(tx, { token, values }))
  if (taken === 'nothing') return show(c, options, contexts, true)
  return taken === 'taken' ? page(c, 200, askThanksPage(c.var.language)) : gone(c, 404)
}

const gone = (c: Request, status: 404 | 429) => page(c, status, askGonePage(c.var.language))

async function page(
  c: Request,
  status: 200 | 404 | 422 | 429,
  content: ReturnType<typeof askedPage>,
): Promise<Response> {
  const title = progressWords(c.var.language)('answer.title')
  return showBehind(c, { title, status, content })
}
