import { Hono } from 'hono'
import { type Env, type Request, submitted } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import { answerGonePage, answerPage } from './answer-views.ts'
import { shortId } from './link.ts'
import { type AnswerOptions, type Door, doorOf, type Link, showYouth, within } from './link-door.ts'
import { Mood, type Said } from './model.ts'
import { openLink, takeAnswer } from './run-actions.ts'
import { checkInWords } from './words.ts'

/** The address to send, on this installation. */
export const answerLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.answer(shortId(domainId), token)}`

/** The page behind the link of a check-in: no account, no name, no script. Whatever is wrong with a link, the answer is the same. */
export function answerRoutes(options: AnswerOptions): Hono<Env> {
  const door = doorOf(options)
  const by = (act: typeof show) => (c: Request) =>
    within(c, { door, gone: () => gone(c, door), act: (link) => act(c, link) })
  return new Hono<Env>()
    .get(paths.answer(':domain', ':token'), by(show))
    .post(paths.answer(':domain', ':token'), by(takeIn))
}

async function show(c: Request, { domain, token, door, context }: Link): Promise<Response> {
  const found = await door.jobs.read(context, (tx) => openLink(tx, token))
  if (found === null) return gone(c, door)
  // What was answered is shown to the one who just did, and not to whoever opens the link afterwards.
  const before = { said: null, isAnswered: found.answeredAt !== null }
  return page(c, door, 200, answerPage({ language: c.var.language, action: paths.answer(domain, token), ...before }))
}

async function takeIn(c: Request, { domain, token, door, context }: Link): Promise<Response> {
  const form = await submitted(c)
  const pressed = saidIn(form.text('pressed'))
  if (pressed === null) return c.redirect(paths.answer(domain, token), 303)
  const said = await door.jobs.write(context, (tx) => takeAnswer(tx, { token, pressed }))
  if (said === null) return gone(c, door)
  // Shown at once, and at no address: sent again it is the same answer.
  return page(
    c,
    door,
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

const gone = (c: Request, door: Door) => page(c, door, 404, answerGonePage(c.var.language))

async function page(
  c: Request,
  door: Door,
  status: 200 | 404,
  content: ReturnType<typeof answerPage>,
): Promise<Response> {
  const title = checkInWords(c.var.language)('answer.title')
  return showYouth(c, door, { title, status, content })
}
