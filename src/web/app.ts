import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { demoAccounts } from '../access/store.ts'
import type { Database } from '../kernel/database.ts'
import type { Env } from '../kernel/http.ts'
import { assetRoutes } from '../ui/assets.ts'
import { paths } from '../ui/paths.ts'
import { answerError, errorPage } from './errors.ts'
import { HEADERS } from './headers.ts'
import { healthRoutes } from './health.ts'
import { Metrics } from './metrics.ts'
import { cookiesFor, dropSession, requestLanguage, signedIn, signInFor } from './session.ts'
import { signInRoutes } from './sign-in.ts'
import { type Surfaces, staffRoutes } from './staff.ts'

export type WebOptions = {
  readonly surfaces: Surfaces
  readonly publicUrl: string | null
  /** Hosts in private networks that a pull started in the browser may reach. */
  readonly pullHosts?: readonly string[]
}

/** The whole web surface: every module's routes behind one frame of headers, errors and sign-in. */
export function webApp({ surfaces, publicUrl, pullHosts = [] }: WebOptions): Hono<Env> {
  const app = new Hono<Env>()
  const cookies = cookiesFor(publicUrl)
  const metrics = new Metrics()
  app.use(compress())
  app.use(async (c, next) => {
    const started = performance.now()
    c.set('requestId', randomUUID().slice(0, 8))
    c.set('db', surfaces.web)
    c.set('language', requestLanguage(c))
    c.set('demo', false)
    await next()
    metrics.observe(c.req.routePath, c.req.method, c.res.status, (performance.now() - started) / 1000)
  })
  app.use(secureHeaders(HEADERS))
  app.use(csrf(publicUrl === null ? {} : { origin: new URL(publicUrl).origin }))
  app.onError((error, c) =>
    answerError(c, error, () => {
      dropSession(c, cookies)
      return c.redirect(signInFor(c, true), 303)
    }),
  )
  app.notFound((c) => errorPage(c, 'not_found'))
  app.route('/', healthRoutes(surfaces.web, metrics))
  app.route('/', assetRoutes)
  // After what must answer when the database does not.
  app.use(async (c, next) => {
    c.set('demo', await isDemo(surfaces.web))
    await next()
  })
  app.use(noStore)
  // Uploads have a limit of their own, where they are streamed.
  app.use(async (c, next) => (UPLOADS.has(c.req.path) ? next() : formLimit(c, next)))
  app.route('/', signInRoutes(cookies))
  app.use(signedIn(cookies))
  app.route('/', staffRoutes(surfaces, pullHosts))
  return app
}

const UPLOADS: ReadonlySet<string> = new Set([paths.importNew(), paths.importSs12000()])
const formLimit = bodyLimit({ maxSize: 2 * 1024 * 1024 })

/** Said before the answer is made: a header put on a made answer makes it anew, body and all. */
const noStore = (c: { header(name: string, value: string): void }, next: () => Promise<void>) => {
  c.header('cache-control', 'no-store')
  c.header('vary', 'accept-encoding')
  return next()
}

let demo: { readonly of: Database; readonly is: boolean; readonly until: number } | null = null

/** Asked at most every ten seconds: the demonstration is loaded once and stays. */
async function isDemo(db: Database): Promise<boolean> {
  if (demo === null || demo.of !== db || demo.until < performance.now()) {
    demo = { of: db, is: (await demoAccounts(db)).length > 0, until: performance.now() + 10_000 }
  }
  return demo.is
}
