import { Hono } from 'hono'
import { type Env, type Request, submitted } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import { answerGonePage, answerPage } from './answer-views.ts'
import { shortId } from './link.ts'
import { type AnswerOptions, type Contexts, contextsOf, isTooOften, partsOf, showBehind } from './link-door.ts'
import { Mood, type Said } from './model.ts'
import { openLink, takeAnswer } from './run-actions.ts'
import { checkInWords } from './words.ts'

/** The address to send, on this installation. */
export const answerLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.answer(shortId(domainId), token)}`

/** The page behind the link of a check-in: no account, no name, no script. Whatever is wrong with a link, the answer is the same. */
export function answerRoutes(options: AnswerOptions): Hono<Env> {
  const contexts = contextsOf(options.jobs)
  return new Hono<Env>()
    .get(paths.answer(':domain', ':token'), (c) => show(c, options, contexts))
    .post(paths.answer(':domain', ':token'), (c) => takeIn(c, options, contexts))
}

async function show(c: Request, options: AnswerOptions, contexts: Contexts): Promise<Response> {
  const [domain, token] = partsOf(c)
  if (await isTooOften(c, options)) return gone(c, 429)
  const context = await contexts(domain)
  const found = context === null ? null : await options.jobs.read(context, (tx) => openLink(tx, token))
  if (found === null) return gone(c, 404)
  // What was answered is shown to the one who just did, and not to whoever opens the link afterwards.
  const before = { said: null, isAnswered: found.answeredAt !== null }
  return page(c, 200, answerPage({ language: c.var.language, action: paths.answer(domain, token), ...before }))
}

async function takeIn(c: Request, options: AnswerOptions, contexts: Contexts): Promise<Response> {
  const [domain, token] = partsOf(c)
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
  const title = checkInWords(c.var.language)('answer.title')
  return showBehind(c, { title, status, content })
}
