import { Hono } from 'hono'
import { isDay, type PlainDate } from '../../kernel/date.ts'
import { type Env, type Request, submitted } from '../../kernel/http.ts'
import { shortId } from '../../outreach/checkins/link.ts'
import { type AnswerOptions, doorOf, type Link, showBehind, within } from '../../outreach/checkins/link-door.ts'
import { paths } from '../../ui/paths.ts'
import { openLink, takeAnswer } from './answer-actions.ts'
import { answerGonePage, answerPage } from './answer-views.ts'
import { Mark } from './model.ts'
import { weekWords } from './words.ts'

/** The address to send a supervisor, on this installation. */
export const placementLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.placementAnswer(shortId(domainId), token)}`

/** The page behind a supervisor's link: no account, no script, a first name. Whatever is wrong with a link, the answer is the same. */
export function placementAnswerRoutes(options: AnswerOptions): Hono<Env> {
  const door = doorOf(options)
  const by = (act: typeof show) => (c: Request) => within(c, { door, gone: () => gone(c), act: (link) => act(c, link) })
  return new Hono<Env>()
    .get(paths.placementAnswer(':domain', ':token'), by(show))
    .post(paths.placementAnswer(':domain', ':token'), by(takeIn))
}

async function show(c: Request, { domain, token, door, context }: Link): Promise<Response> {
  const link = await door.jobs.read(context, (tx) => openLink(tx, token))
  if (link === null) return gone(c)
  const action = paths.placementAnswer(domain, token)
  return page(c, 200, answerPage({ language: c.var.language, action, link, isSaved: false }))
}

async function takeIn(c: Request, { domain, token, door, context }: Link): Promise<Response> {
  const pressed = pressedIn((await submitted(c)).text('pressed'))
  const action = paths.placementAnswer(domain, token)
  if (pressed === null) return c.redirect(action, 303)
  const link = await door.jobs.write(context, (tx) => takeAnswer(tx, { token, ...pressed }))
  if (link === null) return gone(c)
  // Shown at once, and at no address: sent again it is the same answer.
  return page(c, 200, answerPage({ language: c.var.language, action, link, isSaved: true }))
}

type PressedButton = { readonly on: PlainDate; readonly mark: Mark; readonly which: string | null }

/** The day, what was pressed and of whom. Null for what is no button of ours. */
function pressedIn(text: string): PressedButton | null {
  const [on = '', said, which = null] = text.split(' ')
  const mark = Mark.safeParse(said)
  return isDay(on) && mark.success ? { on, mark: mark.data, which } : null
}

const gone = (c: Request) => page(c, 404, answerGonePage(c.var.language))

function page(c: Request, status: 200 | 404, content: ReturnType<typeof answerPage>): Promise<Response> {
  const title = weekWords(c.var.language)('answer.title')
  return showBehind(c, { title, status, content })
}
