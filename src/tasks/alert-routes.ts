import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import { type Env, idOf, type Request } from '../kernel/http.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { alerts } from './alert-store.ts'
import { ALERT_TEXT } from './alert-text.ts'
import { alertsPage } from './alert-views.ts'
import { readAlerts } from './own-actions.ts'

/** What has happened that concerns one. */
export function alertRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.ownAlerts(), showAlerts)
    .get(paths.ownAlertsBefore(), (c) => c.redirect(paths.ownAlerts(), 301))
    .post(paths.ownAlertsReading(), (c) => read(c, null))
    .post(paths.ownAlertReading(':id'), (c) => read(c, idOf(c.req.param('id'))))
}

const MOST = 100

async function showAlerts(c: Request): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('tasks.read')
    const [list, staff] = await Promise.all([alerts(tx, MOST), colleagues(tx)])
    return { actor: tx.actor, content: alertsPage({ language, alerts: list, colleagues: staff }) }
  })
  return showPage(c, actor, { title: words(ALERT_TEXT, language)('title'), content })
}

async function read(c: Request, id: string | null): Promise<Response> {
  await c.var.db.write(c.var.context, (tx) => readAlerts(tx, id))
  return goTo(c, paths.ownAlerts(), { tone: 'done', text: words(ALERT_TEXT, c.var.language)('marked') })
}
