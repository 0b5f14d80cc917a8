import { Hono } from 'hono'
import { showPage } from '../access/pages.ts'
import { closeSession, demoAccounts, openDemoSession, setLanguage } from '../access/store.ts'
import { TEXT } from '../access/text.ts'
import { signInPage } from '../access/views.ts'
import type { Env, Request } from '../kernel/http.ts'
import { submitted } from '../kernel/http.ts'
import { languageFrom, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { type cookiesFor, dropSession, keepLanguage, keepSession, safeBack, sessionToken } from './session.ts'

/** Signing in (in a demonstration: choosing somebody), signing out, and the choice of language. */
export function signInRoutes(cookies: ReturnType<typeof cookiesFor>): Hono<Env> {
  return new Hono<Env>()
    .get(paths.signIn(), (c) => showSignIn(c, { back: c.req.query('back') ?? '', problem: false }))
    .post(paths.signIn(), async (c) => {
      const form = await submitted(c)
      const token = await openDemoSession(c.var.db, form.text('account'))
      if (token === null) return showSignIn(c, { back: form.text('back'), problem: true })
      keepSession(c, cookies, token)
      return c.redirect(safeBack(form.text('back')), 303)
    })
    .post(paths.signOut(), async (c) => {
      const token = sessionToken(c, cookies)
      if (token !== null) await closeSession(c.var.db, token)
      dropSession(c, cookies)
      c.header('clear-site-data', '"cache", "storage"')
      return c.redirect(paths.signIn(), 303)
    })
    .post(paths.language(), async (c) => {
      const form = await submitted(c)
      const chosen = languageFrom(form.text('language'))
      keepLanguage(c, chosen)
      const token = sessionToken(c, cookies)
      if (token !== null) await setLanguage(c.var.db, token, chosen)
      return c.redirect(safeBack(form.text('back')), 303)
    })
}

async function showSignIn(c: Request, view: { back: string; problem: boolean }): Promise<Response> {
  const accounts = await demoAccounts(c.var.db)
  const title = words(TEXT, c.var.language)(accounts.length > 0 ? 'signIn.title' : 'signIn.none.title')
  const ended = c.req.query('ended') === '1'
  return showPage(c, null, {
    title,
    status: view.problem ? 422 : 200,
    content: signInPage(accounts, {
      language: c.var.language,
      back: safeBack(view.back),
      problem: view.problem,
      ended,
    }),
  })
}
