import { Hono } from 'hono'
import type { Context } from '../../src/kernel/database.ts'
import type { Env, Request } from '../../src/kernel/http.ts'
import { answerError } from '../../src/web/errors.ts'
import { NO_MESSAGING } from '../../src/web/outreach.ts'
import { type Surfaces, staffRoutes } from '../../src/web/staff.ts'
import type { TestBed } from './domain.ts'

/** What came back: where one was sent, or the page. */
export type Answer = { readonly status: number; readonly location: string | null; readonly html: string }

/** Asks the staff's pages as one who is signed in, in process and without a browser. */
export type Visitor = {
  get(path: string): Promise<Answer>
  /** The form's fields; a list sends its name several times. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Answer>
}

export function visitor(bed: TestBed, who: Context, language: 'sv' | 'en' = 'sv'): Visitor {
  const surfaces: Surfaces = { web: bed.web, imports: bed.jobs }
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    c.set('db', bed.web)
    c.set('context', who)
    c.set('language', language)
    c.set('requestId', 'test')
    c.set('secure', false)
    c.set('demo', false)
    await next()
  })
  app.onError((error, c) => answerError(c, error, doorways(c)))
  app.route(
    '/',
    staffRoutes(surfaces, { pullHosts: [], inviting: { send: null, publicUrl: null }, messaging: NO_MESSAGING }),
  )
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await app.request(path, init)
    return { status: response.status, location: response.headers.get('location'), html: await response.text() }
  }
  return {
    get: (path) => ask(path, {}),
    post: (path, fields) => ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
  }
}

const doorways = (c: Request) => ({
  ended: () => c.text('signed out', 401),
  stronger: () => c.text('a fresher sign-in is needed', 401),
})

/** The hidden token of a form on a page, by the form's id. */
export function tokenOf({ html }: Answer, form: string): string {
  const start = html.indexOf(`id="${form}"`)
  return /name="token" value="([^"]+)"/.exec(html.slice(start))?.[1] ?? ''
}
