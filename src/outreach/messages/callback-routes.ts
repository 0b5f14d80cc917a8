import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { take } from '../../access/sign-in/limit-store.ts'
import { domainByCode, machineContext } from '../../access/store.ts'
import type { Context, Database, Write } from '../../kernel/database.ts'
import type { Env, Request } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import { isCallbackSecret } from './callback-secret.ts'
import { readElksAnswer, readElksReceipts } from './elks-gateway.ts'
import type { Incoming, Receipt } from './gateway.ts'
import { readGenericAnswer, readGenericReceipts } from './generic-gateway.ts'
import { takeReceipts } from './hand-over-actions.ts'
import { receiveAnswer, type StopsOthers } from './inbound-actions.ts'

export type CallbackOptions = {
  /** Acts as the machine in the domain that the address names. */
  readonly jobs: Database
  readonly kind: '46elks' | 'generic'
  readonly secret: string
  /** Told of everybody who answers STOPP: others than young people are texted too. */
  readonly stopsOthers?: StopsOthers
  /** The address of the one who asks, for the limits. */
  readonly askingFrom: (c: Request) => string
}

/** How often one may come with a secret that is none, and what one domain's gateway may tell. */
const LIMITS = { wrong: { most: 30, seconds: 600 }, told: { most: 12_000, seconds: 60 } }
const SESSION_MS = 20 * 60_000

/**
 * What a gateway tells: receipts and answers. Not signed in to by a cookie; the secret in the address opens one domain and nothing but
 * this. The same answer whatever came of it, and not found for every wrong address alike.
 */
export function callbackRoutes(options: CallbackOptions): Hono<Env> {
  const open = doorOf(options)
  const { kind } = options
  return new Hono<Env>()
    .use('/gateway/*', bodyLimit({ maxSize: 512 * 1024 }))
    .post(paths.gatewayReceipts(':domain', ':secret'), (c) =>
      told(c, open, {
        read: (body) =>
          kind === '46elks' ? readElksReceipts(body, c.req.query('message') ?? null) : readGenericReceipts(body),
        take: (tx, receipts: readonly Receipt[]) => takeReceipts(tx, { gateway: kind, receipts }),
      }),
    )
    .post(paths.gatewayAnswers(':domain', ':secret'), (c) =>
      told(c, open, {
        read: (body) => (kind === '46elks' ? readElksAnswer(body) : readGenericAnswer(body)),
        take: (tx, incoming: Incoming) =>
          receiveAnswer(tx, {
            gateway: kind,
            incoming,
            ...(options.stopsOthers && { stopsOthers: options.stopsOthers }),
          }),
      }),
    )
}

type Door = (c: Request) => Promise<{ readonly db: Database; readonly context: Context } | 404 | 429>

function doorOf({ jobs, secret, askingFrom }: CallbackOptions): Door {
  const known = new Map<string, { readonly context: Context; readonly until: number }>()
  return async (c) => {
    const [domain, given] = [c.req.param('domain') ?? '', c.req.param('secret') ?? '']
    if (!isCallbackSecret(secret, domain, given)) {
      const wait = await take(c.var.db, `gateway|${askingFrom(c)}`, LIMITS.wrong)
      return wait === null ? 404 : 429
    }
    if ((await take(c.var.db, `gateway-told|${domain}`, LIMITS.told)) !== null) return 429
    const kept = known.get(domain)
    if (kept && kept.until > performance.now()) return { db: jobs, context: kept.context }
    const found = await domainByCode(jobs, domain)
    if (found === null) return 404
    const context = await machineContext(jobs, found.id, 'messages')
    known.set(domain, { context, until: performance.now() + SESSION_MS })
    return { db: jobs, context }
  }
}

type Told<T> = { readonly read: (body: unknown) => T | null; readonly take: (tx: Write, told: T) => Promise<void> }

async function told<T>(c: Request, open: Door, { read, take: takeIn }: Told<T>): Promise<Response> {
  c.header('cache-control', 'no-store')
  const door = await open(c)
  if (typeof door === 'number') return c.body(null, door)
  const said = read(await bodyOf(c))
  if (said === null) return c.body(null, 400)
  await door.db.write(door.context, (tx) => takeIn(tx, said))
  // No words: 46elks would send them back as a text.
  return c.body(null, 204)
}

async function bodyOf(c: Request): Promise<unknown> {
  const isJson = (c.req.header('content-type') ?? '').includes('json')
  try {
    return isJson ? await c.req.json() : await c.req.parseBody()
  } catch {
    return null
  }
}
