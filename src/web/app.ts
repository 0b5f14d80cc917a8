import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { Send } from '../access/accounts/invitation.ts'
import { scimRoutes } from '../access/scim/routes.ts'
import { confirmRoutes } from '../access/sign-in/confirm-routes.ts'
import { cookiesFor, requestLanguage } from '../access/sign-in/cookies.ts'
import { askingFrom, type Doors } from '../access/sign-in/doors.ts'
import { sessionEnded, signedIn, strongerNeeded } from '../access/sign-in/gate.ts'
import { invitationRoutes } from '../access/sign-in/invitation-routes.ts'
import type { OidcSettings } from '../access/sign-in/model.ts'
import { OidcClient } from '../access/sign-in/oidc.ts'
import { oidcRoutes } from '../access/sign-in/oidc-routes.ts'
import { ownRoutes } from '../access/sign-in/own-routes.ts'
import { parkedRoutes } from '../access/sign-in/parked-routes.ts'
import { signInRoutes } from '../access/sign-in/routes.ts'
import { SignInTally } from '../access/sign-in/tally.ts'
import { demoAccounts } from '../access/store.ts'
import type { Database } from '../kernel/database.ts'
import type { Env } from '../kernel/http.ts'
import { callbackRoutes } from '../outreach/messages/callback-routes.ts'
import { outsideRoutes } from '../referrals/outside-routes.ts'
import { supervisorStops } from '../support/placements/employer-actions.ts'
import { calendarFeedRoutes } from '../tasks/feed-routes.ts'
import { assetRoutes } from '../ui/assets.ts'
import { paths } from '../ui/paths.ts'
import { answeringRoutes } from './answering.ts'
import { answerError, errorPage } from './errors.ts'
import { headersFor, ownPagesOnly } from './headers.ts'
import { healthRoutes } from './health.ts'
import { Metrics } from './metrics.ts'
import { type Messaging, NO_MESSAGING } from './outreach.ts'
import { type Surfaces, staffRoutes } from './staff.ts'
import { wayBack } from './way-back.ts'

export type WebOptions = {
  readonly surfaces: Surfaces
  readonly publicUrl: string | null
  /** Hosts in private networks that a pull started in the browser may reach. */
  readonly pullHosts?: readonly string[]
  /** Sends e-mail, where there is a server that takes it. */
  readonly send?: Send
  /** Identity providers to sign in with. */
  readonly providers?: readonly OidcSettings[]
  /** Whom messages are handed to. */
  readonly messaging?: Messaging
  /** The public key of web push; null where the installation sends none. */
  readonly pushKey?: string | null
  /** Proxies whose word is taken for who asks. */
  readonly proxies?: readonly string[]
}

/** The whole web surface: every module's routes behind one frame of headers, errors and sign-in. */
export function webApp(options: WebOptions): Hono<Env> {
  const { surfaces, publicUrl, pullHosts = [], messaging = NO_MESSAGING, pushKey = null } = options
  const app = new Hono<Env>()
  const doors = doorsOf(options)
  const metrics = new Metrics(doors.tally)
  app.use(compress())
  app.use(async (c, next) => {
    const started = performance.now()
    c.set('requestId', randomUUID().slice(0, 8))
    c.set('db', surfaces.web)
    c.set('secure', doors.cookies.secure)
    c.set('language', requestLanguage(c))
    c.set('demo', false)
    await next()
    metrics.observe(c.req.routePath, c.req.method, c.res.status, (performance.now() - started) / 1000)
  })
  const [plain, withWorker] = [
    secureHeaders(headersFor(publicUrl)),
    secureHeaders(headersFor(publicUrl, 'sedd-worker')),
  ]
  app.use((c, next) => (pushKey !== null && STARTS_WORKER.has(c.req.path) ? withWorker : plain)(c, next))
  // Asked by bearers of tokens, not by browsers: before what looks for a browser's signs.
  app.route('/', scimRoutes({ publicUrl, askingFrom: (c) => askingFrom(c, doors), tally: doors.tally }))
  if (messaging.callbacks !== null)
    app.route(
      '/',
      callbackRoutes({ ...messaging.callbacks, stopsOthers: supervisorStops, askingFrom: (c) => askingFrom(c, doors) }),
    )
  app.use(csrf(publicUrl === null ? {} : { origin: new URL(publicUrl).origin }))
  app.onError((error, c) =>
    answerError(c, error, { ended: () => sessionEnded(c, doors), stronger: () => strongerNeeded(c) }),
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
  app.use(ownPagesOnly(publicUrl))
  app.route('/', signInRoutes(doors))
  app.route('/', oidcRoutes(doors))
  app.route('/', invitationRoutes(doors))
  app.route('/', outsideRoutes({ ...doors, send: options.send ?? null }))
  app.route('/', calendarFeedRoutes(doors))
  if (messaging.answers !== null)
    app.route('/', answeringRoutes({ jobs: messaging.answers, askingFrom: (c) => askingFrom(c, doors) }))
  app.use(signedIn(doors))
  app.use(wayBack(() => app.routes))
  app.route('/', confirmRoutes(doors))
  app.route('/', ownRoutes(doors))
  app.route('/', parkedRoutes())
  const inviting = { send: options.send ?? null, publicUrl }
  app.route('/', staffRoutes(surfaces, { pullHosts, inviting, messaging, pushKey }))
  return app
}

function doorsOf({ surfaces, publicUrl, providers = [], proxies = [] }: WebOptions): Doors {
  // What several providers answer never meets at one address: none of them can hand over another's answer as its own (RFC 9700, 4.4).
  const answerAt = (code: string) => (providers.length > 1 ? paths.signInOidcAnswerOf(code) : paths.signInOidcAnswer())
  const at = (code: string) => ({ answer: `${publicUrl}${answerAt(code)}`, left: `${publicUrl}${paths.signIn()}` })
  return {
    db: surfaces.signIn ?? surfaces.web,
    cookies: cookiesFor(publicUrl),
    publicUrl,
    // An identity provider leads back to these addresses, written out at both ends.
    providers: publicUrl === null ? [] : providers.map((settings) => new OidcClient(settings, at(settings.code))),
    proxies,
    tally: new SignInTally(),
  }
}

/** The page that lets a browser tell of alerts, and the addresses that answer with it. */
const STARTS_WORKER: ReadonlySet<string> = new Set([
  ...[paths.ownReminders(), paths.ownPush(), paths.ownPushHours(), paths.ownDigest(), paths.ownCalendarFeed()],
])

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
