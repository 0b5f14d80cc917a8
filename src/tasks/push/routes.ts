import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../../access/pages.ts'
import { cookiesFor, keep, kept } from '../../access/sign-in/cookies.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../../kernel/http.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { type Reaching, showSettings } from '../settings-routes.ts'
import { addDevice, chooseHours, removeDevice } from './actions.ts'
import { Subscription } from './model.ts'
import { PUSH_TEXT, type PushWord } from './text.ts'

/** Turns browsers that tell on and off, and says when they may. The page they stand on is that of reminders. */
export function pushRoutes(reaching: Reaching): Hono<Env> {
  return new Hono<Env>()
    .post(paths.ownPush(), (c) => turnOn(c, reaching))
    .post(paths.ownPushHours(), (c) => saveHours(c, reaching))
    .post(paths.ownPushRemoval(':id'), async (c) => {
      await c.var.db.write(c.var.context, (tx) => removeDevice(tx, idOf(c.req.param('id'))))
      return done(c, 'push.turned_off')
    })
}

const done = (c: Request, word: PushWord) =>
  goTo(c, paths.ownReminders(), { tone: 'done', text: words(PUSH_TEXT, c.var.language)(word) })

async function turnOn(c: Request, reaching: Reaching): Promise<Response> {
  if (reaching.pushKey === null) throw new Refused('not_found', 'push')
  const form = await submitted(c)
  const subscription = subscriptionIn(form.text('subscription'))
  if (subscription === null) return showSettings(c, reaching, { push: { on: [{ field: '', code: 'push.unusable' }] } })
  const cookies = cookiesFor(reaching.publicUrl)
  const secret = kept(c, cookies, 'device') ?? randomBytes(32).toString('hex')
  // The same a second time is the same browser: the cookie that comes with the answer is then the one that counts.
  const outcome = await attempt(c, (tx) => addDevice(tx, { secret, subscription }))
  if (!outcome.ok) return showSettings(c, reaching, { push: { on: outcome.refused.fields } })
  keep(c, cookies, 'device', secret)
  return done(c, 'push.turned_on')
}

/** What the browser put in the form; null when it is something else. */
function subscriptionIn(text: string): Subscription | null {
  try {
    const read = Subscription.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

async function saveHours(c: Request, reaching: Reaching): Promise<Response> {
  const form = await submitted(c)
  const days = form.text('days') === 'all' ? ('all' as const) : ('workdays' as const)
  const hours = { opens: form.text('opens'), closes: form.text('closes'), days }
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await chooseHours(tx, hours)
  })
  if (outcome.ok) return done(c, 'push.hours.saved')
  return showSettings(c, reaching, { push: { hours: outcome.refused.fields, typed: hours } })
}
