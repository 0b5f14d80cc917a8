import { Hono } from 'hono'
import { Refused } from '../../kernel/errors.ts'
import { type Env, idOf, type Request } from '../../kernel/http.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { goTo, showPage } from '../pages.ts'
import { parkedPage } from './parked-views.ts'
import { safeBack } from './rules.ts'
import { draftKey, dropParkedForm, parkedForms } from './store.ts'
import { TEXT } from './text.ts'

/** What somebody wrote and could not send: offered again, to them alone. */
export function parkedRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.parkedForms(), show)
    .get(paths.draftKey(), tellKey)
    .post(paths.parkedFormRemoval(':id'), async (c) => {
      const id = idOf(c.req.param('id'))
      const dropped = await c.var.db.technical(c.var.context, (tx) => dropParkedForm(tx, id))
      if (!dropped) throw new Refused('not_found', 'parked_form')
      return goTo(c, paths.parkedForms())
    })
}

/** To the script of a page with a form that keeps drafts. */
async function tellKey(c: Request): Promise<Response> {
  const key = await c.var.db.read(c.var.context, (tx) => {
    tx.require('access.sign_in')
    return draftKey(tx)
  })
  return c.json({ key })
}

async function show(c: Request): Promise<Response> {
  const { language } = c.var
  const { actor, forms } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('access.sign_in')
    return { actor: tx.actor, forms: await parkedForms(tx) }
  })
  const back = safeBack(c.req.query('back') ?? '')
  const title = words(TEXT, language)('parked.title')
  return showPage(c, actor, { title, content: parkedPage({ language, forms, back }) })
}
