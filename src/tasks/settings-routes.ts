import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { cookiesFor, kept } from '../access/sign-in/cookies.ts'
import type { Read } from '../kernel/database.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { Content } from '../kernel/html.ts'
import { attempt, type Env, firstTime, type Request, submitted } from '../kernel/http.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { CALENDAR_TEXT, type CalendarWord } from './calendar-text.ts'
import { chooseDigest, endFeed, makeFeed } from './feed-actions.ts'
import { ownDigest, ownFeed } from './feed-store.ts'
import { pushCard } from './push/card-views.ts'
import type { PushHours } from './push/model.ts'
import { DEFAULT_HOURS } from './push/rules.ts'
import { ownPushHours, pushDevices } from './push/store.ts'
import { PUSH_TEXT, type PushWord } from './push/text.ts'
import { settingsPage } from './settings-views.ts'

/** What the installation can do, and the address that people reach it by. */
export type Reaching = {
  readonly sendsMail: boolean
  readonly publicUrl: string | null
  /** The public key of web push; null where the installation sends none. */
  readonly pushKey: string | null
}

/** The address of one's calendar, the daily letter, and the browsers that tell. */
export function reminderSettingRoutes(reaching: Reaching): Hono<Env> {
  return new Hono<Env>()
    .get(paths.ownReminders(), (c) => showSettings(c, reaching))
    .post(paths.ownCalendarFeed(), (c) => newFeed(c, reaching))
    .post(paths.ownCalendarFeedEnd(), async (c) => {
      await c.var.db.write(c.var.context, endFeed)
      return goTo(c, paths.ownReminders(), { tone: 'done', text: say(c, 'feed.ended') })
    })
    .post(paths.ownDigest(), (c) => saveDigest(c, reaching))
}

const say = (c: Request, word: CalendarWord) => words(CALENDAR_TEXT, c.var.language)(word)

/** What was wrong with turning a browser on, and with the hours, with what was typed. */
type PushProblems = {
  readonly on?: readonly FieldProblem[]
  readonly hours?: readonly FieldProblem[]
  readonly typed?: PushHours
}
type Shown = { readonly address?: string; readonly errors?: readonly FieldError[]; readonly push?: PushProblems }

/** The page; with what is shown once, or came back with something to correct. */
export async function showSettings(c: Request, reaching: Reaching, shown: Shown = {}): Promise<Response> {
  const { language } = c.var
  const { address = null, errors = [], push = {} } = shown
  const { sendsMail } = reaching
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('tasks.read')
    const [feed, hour] = await Promise.all([ownFeed(tx), ownDigest(tx)])
    const onDevices = await pushPart(c, tx, reaching, push)
    const view = { language, feed, address, hour, sendsMail, errors, token: randomUUID(), push: onDevices }
    return { actor: tx.actor, content: settingsPage(view) }
  })
  const hasErrors = errors.length > 0 || shown.push !== undefined
  const head = { title: say(c, 'settings'), current: 'tasks', hasErrors, once: address !== null } as const
  return showPage(c, actor, { ...head, status: hasErrors ? 422 : 200, content })
}

async function pushPart(
  c: Request,
  tx: Read,
  { pushKey, publicUrl }: Reaching,
  { on = [], hours = [], typed }: PushProblems,
): Promise<Content> {
  if (pushKey === null) return null
  const { language } = c.var
  const [devices, chosen] = await Promise.all([
    pushDevices(tx, kept(c, cookiesFor(publicUrl), 'device')),
    ownPushHours(tx),
  ])
  const isWord = (code: string): code is PushWord => Object.hasOwn(PUSH_TEXT, code)
  const told = (problems: readonly FieldProblem[]) => fieldErrors(problems, words(PUSH_TEXT, language), isWord)
  return pushCard({
    language,
    key: pushKey,
    devices,
    hours: typed ?? chosen ?? DEFAULT_HOURS,
    tokens: { on: randomUUID(), hours: randomUUID() },
    errors: { on: told(on), hours: told(hours) },
  })
}

/** Shown on the answer itself, and nowhere again. */
async function newFeed(c: Request, reaching: Reaching): Promise<Response> {
  const secret = await c.var.db.write(c.var.context, makeFeed)
  const origin = reaching.publicUrl ?? new URL(c.req.url).origin
  return showSettings(c, reaching, { address: `${origin}${paths.calendarFeed(`${secret}.ics`)}` })
}

async function saveDigest(c: Request, reaching: Reaching): Promise<Response> {
  const form = await submitted(c)
  const text = form.text('hour')
  const hour = text === '' ? null : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await chooseDigest(tx, hour)
  })
  if (outcome.ok) return goTo(c, paths.ownReminders(), { tone: 'done', text: say(c, 'digest.saved') })
  const isWord = (code: string): code is CalendarWord => Object.hasOwn(CALENDAR_TEXT, code)
  const errors = fieldErrors(outcome.refused.fields, words(CALENDAR_TEXT, c.var.language), isWord)
  return showSettings(c, reaching, { errors })
}
