import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import { type Env, idOf, type Request } from '../kernel/http.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { notices } from './notice-store.ts'
import { NOTICE_TEXT } from './notice-text.ts'
import { noticesPage } from './notice-views.ts'
import { readNotices } from './own-actions.ts'

/** What has happened that concerns one. */
export function noticeRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.ownNotices(), showNotices)
    .post(paths.ownNoticesReading(), (c) => read(c, null))
    .post(paths.ownNoticeReading(':id'), (c) => read(c, idOf(c.req.param('id'))))
}

const MOST = 100

async function showNotices(c: Request): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('tasks.read')
    const [list, staff] = await Promise.all([notices(tx, MOST), colleagues(tx)])
    return { actor: tx.actor, content: noticesPage({ language, notices: list, colleagues: staff }) }
  })
  return showPage(c, actor, { title: words(NOTICE_TEXT, language)('title'), content })
}

async function read(c: Request, id: string | null): Promise<Response> {
  await c.var.db.write(c.var.context, (tx) => readNotices(tx, id))
  return goTo(c, paths.ownNotices(), { tone: 'done', text: words(NOTICE_TEXT, c.var.language)('marked') })
}
