import { Hono } from 'hono'
import { isDay, type PlainDate } from '../../kernel/date.ts'
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
import { answerGonePage, answerPage } from './answer-views.ts'
import { openQuestion, takeAnswer } from './ask-actions.ts'
import { Mark } from './model.ts'
import { weekWords } from './words.ts'

/** The address to send a supervisor, on this installation. */
export const placementLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.placementAnswer(shortId(domainId), token)}`

/** The page behind a supervisor's link: no account, no script, a first name. Whatever is wrong with a link, the answer is the same. */
export function placementAnswerRoutes(options: AnswerOptions): Hono<Env> {
  const contexts = contextsOf(options.jobs)
  return new Hono<Env>()
    .get(paths.placementAnswer(':domain', ':token'), (c) => show(c, options, contexts))
    .post(paths.placementAnswer(':domain', ':token'), (c) => takeIn(c, options, contexts))
}

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
  const title = weekWords(c.var.language)('answer.title')
  return showBehind(c, { title, status, content })
}
