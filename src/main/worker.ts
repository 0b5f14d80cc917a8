import { setTimeout as sleep } from 'node:timers/promises'
import { domainsOf, machineContext } from '../access/store.ts'
import { takeAwayLeftovers } from '../integrations/deliveries/leftovers.ts'
import { tidyDeadWork } from '../integrations/deliveries/tidying.ts'
import { type Context, type Database, SessionEnded } from '../kernel/database.ts'
import { type Handlers, runDueJob } from '../kernel/jobs.ts'
import { log } from '../kernel/log.ts'
import { turnDay } from '../register/actions.ts'

export type Worker = { stop(): Promise<void> }

const PAUSE_MS = 5_000
/** How long a domain rests after a failure. */
const REST_MS = 60_000
/** How often each domain is looked over for imports that died with their process. */
const TIDY_MS = 15_000
/** A machine session is made anew well before it runs out. */
const RENEW_MS = 20 * 60_000

/** Works domain by domain: due jobs, and the night's work once a day. `stop` lets what has begun finish. */
export function startWorker(db: Database, handlers: Handlers): Worker {
  const stopping = new AbortController()
  const done = loop(db, handlers, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await done
    },
  }
}

type Domain = {
  readonly context: Context
  readonly openedAt: number
  turned: string | null
  restsUntil: number
  tidiedAt: number
}

async function loop(db: Database, handlers: Handlers, signal: AbortSignal): Promise<void> {
  await takeAwayLeftovers()
  const domains = new Map<string, Domain>()
  while (!signal.aborted) {
    let worked = false
    for (const { id, code, keeps_register: keeps } of await known(db)) {
      if (signal.aborted) return
      worked = (await workIn(db, { domains, id, code, keeps, handlers })) || worked
    }
    if (!worked) await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined)
  }
}

type Turn = {
  readonly domains: Map<string, Domain>
  readonly id: string
  readonly code: string
  readonly keeps: boolean
  readonly handlers: Handlers
}

/** One domain's trouble is its own: it is told, tried again after a while, and the others get their turn. */
async function workIn(db: Database, { domains, id, code, keeps, handlers }: Turn): Promise<boolean> {
  const today = db.clock.today()
  try {
    const domain = await opened(db, domains, id)
    if (domain.restsUntil > performance.now()) return false
    if (keeps && domain.turned !== today) {
      await db.write(domain.context, turnDay)
      domain.turned = today
    }
    if (performance.now() - domain.tidiedAt > TIDY_MS) {
      await tidyDeadWork(db, domain.context)
      domain.tidiedAt = performance.now()
    }
    return await runDueJob(db, domain.context, handlers)
  } catch (error) {
    log('warn', 'worker.failed', { domain: code, reason: reasonOf(error) })
    const domain = domains.get(id)
    if (error instanceof SessionEnded || !domain) domains.delete(id)
    else domain.restsUntil = performance.now() + REST_MS
    return false
  }
}

async function known(db: Database): Promise<Awaited<ReturnType<typeof domainsOf>>> {
  try {
    return await domainsOf(db, null)
  } catch (error) {
    log('warn', 'worker.failed', { domain: null, reason: reasonOf(error) })
    return []
  }
}

/** The name and PostgreSQL's code; never its message, which can quote values. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name
}

async function opened(db: Database, domains: Map<string, Domain>, id: string): Promise<Domain> {
  const known = domains.get(id)
  if (known && performance.now() - known.openedAt < RENEW_MS) return known
  const made = {
    context: await machineContext(db, id, 'nightly'),
    openedAt: performance.now(),
    turned: known?.turned ?? null,
    restsUntil: 0,
    tidiedAt: Number.NEGATIVE_INFINITY,
  }
  domains.set(id, made)
  return made
}
