import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { keepLanguage, requestLanguage } from '../access/sign-in/cookies.ts'
import { html } from '../kernel/html.ts'
import { type Env, submitted } from '../kernel/http.ts'
import { assetRoutes } from '../ui/assets.ts'
import { progress } from '../ui/components/progress.ts'
import { languageFrom, words } from '../ui/language.ts'
import { page } from '../ui/layout.ts'
import { paths } from '../ui/paths.ts'
import { headersFor } from './headers.ts'
import { TEXT } from './text.ts'

/** How far the loading of the demonstration has come. */
export type Waited = { readonly done: number; readonly total: number }

const AGAIN_SECONDS = 2

/** What is served while the demonstration is being loaded: a page at every address, which asks again by itself. Not ready: 503. */
export function waitingApp(waited: () => Waited): Hono<Env> {
  return new Hono<Env>()
    .use(secureHeaders(headersFor(null)))
    .use(csrf())
    .get(paths.health(), (c) => c.text('ok\n'))
    .get(paths.ready(), (c) => c.text('the demonstration is being loaded\n', 503))
    .route('/', assetRoutes)
    .post(paths.language(), async (c) => {
      keepLanguage(c, languageFrom((await submitted(c)).text('language')))
      return c.redirect(paths.start(), 303)
    })
    .all('*', async (c) => {
      const language = requestLanguage(c)
      const say = words(TEXT, language)
      const title = say('waiting.title')
      const bar = { id: 'loading', label: say('waiting.label'), ...waited(), secondsLeft: null }
      const content = html`<h1>${title}</h1>
<p>${say('waiting.lead')}</p>
${progress({ language, ...bar })}`
      c.header('Refresh', String(AGAIN_SECONDS))
      c.header('Retry-After', String(AGAIN_SECONDS))
      c.header('Cache-Control', 'no-store')
      return c.html(await page({ title, language, actor: null, current: null, path: paths.start() }, content), 503)
    })
}
