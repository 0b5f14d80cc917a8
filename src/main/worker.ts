import { setTimeout as sleep } from 'node:timers/promises'
import { tidySignIn } from '../access/sign-in/store.ts'
import { domainsOf, machineContext } from '../access/store.ts'
import { takeAwayLeftovers } from '../integrations/deliveries/leftovers.ts'
import { tidyDeadWork } from '../integrations/deliveries/tidying.ts'
import { type Context, type Database, SessionEnded, type Write } from '../kernel/database.ts'
import { enqueue, type Handlers, runDueJob } from '../kernel/jobs.ts'
import { log } from '../kernel/log.ts'
import { DERIVE_MOVES } from '../moves/planning.ts'
import { DERIVE_NOTICES } from '../notices/jobs.ts'
import { PLAN_LADDER } from '../outreach/ladder/planning.ts'
import { BUILD_REVIEWS } from '../privacy/job-names.ts'
import { FORGET_UNTIED } from '../referrals/job-names.ts'
import { tidyReferrals } from '../referrals/outside-store.ts'
import { turnDay } from '../register/actions.ts'
import { SETTLE_CASES } from '../support/exits/job-names.ts'
import { PLAN_DIGESTS } from '../tasks/job-names.ts'
import { tidyPush } from '../tasks/push/store.ts'

export type Worker = { stop(): Promise<void> }

const PAUSE_MS = 5_000
/** How long a domain rests after a failure. */
const REST_MS = 60_000
/** How often each domain is looked over for imports that died with their process. */
const TIDY_MS = 15_000
/** How often what is over of signing in is taken away: attempts, counters, forms, sessions. */
const SWEEP_MS = 10 * 60_000
/** A machine session is made anew well before it runs out. */
const RENEW_MS = 20 * 60_000
/** Jobs of every new day, in every domain. */
const DAILY = [BUILD_REVIEWS, FORGET_UNTIED, DERIVE_NOTICES, PLAN_DIGESTS, PLAN_LADDER, SETTLE_CASES]
/** Those of every new day where a register is kept. */
const DAILY_OF_REGISTER = [DERIVE_MOVES]

/** What is done in every domain each time its turn comes, in transactions of its own. True when there was anything. */
export type Round = (db: Database, context: Context) => Promise<boolean>

/** A round that is made no oftener, in each domain, than every so many milliseconds: for what nobody waits for by the second. */
export function every(ms: number, round: Round): Round {
  const made = new WeakMap<Context, number>()
  return async (db, context) => {
    if (performance.now() - (made.get(context) ?? Number.NEGATIVE_INFINITY) < ms) return false
    const worked = await round(db, context)
    made.set(context, performance.now())
    return worked
  }
}

/** Works domain by domain: due jobs, rounds, and the night's work once a day. `stop` lets what has begun finish. */
export function startWorker(db: Database, handlers: Handlers, rounds: readonly Round[] = []): Worker {
  const stopping = new AbortController()
  const done = loop(db, { handlers, rounds }, stopping.signal)
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
  /** Rounds that failed, and until when each is left alone. */
  readonly failed: Map<Round, number>
}

type Work = { readonly handlers: Handlers; readonly rounds: readonly Round[] }

async function loop(db: Database, work: Work, signal: AbortSignal): Promise<void> {
  await takeAwayLeftovers()
  const domains = new Map<string, Domain>()
  let tidiedAt = Number.NEGATIVE_INFINITY
  while (!signal.aborted) {
    let worked = false
    if (performance.now() - tidiedAt > SWEEP_MS) {
      tidiedAt = performance.now()
      await sweep(db)
    }
    for (const { id, code, keeps_register: keeps } of await known(db)) {
      if (signal.aborted) return
      worked = (await workIn(db, { domains, id, code, keeps, ...work })) || worked
    }
    if (!worked) await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined)
  }
}

async function sweep(db: Database): Promise<void> {
  try {
    await tidySignIn(db)
    await tidyPush(db)
    await tidyReferrals(db)
  } catch (error) {
    log('warn', 'worker.failed', { domain: null, reason: reasonOf(error) })
  }
}

type Turn = Work & {
  readonly domains: Map<string, Domain>
  readonly id: string
  readonly code: string
  readonly keeps: boolean
}

/** One domain's trouble is its own: it is told, tried again after a while, and the others get their turn. */
async function workIn(db: Database, { domains, id, code, keeps, handlers, rounds }: Turn): Promise<boolean> {
  const today = db.clock.today()
  try {
    const domain = await opened(db, domains, id)
    if (domain.restsUntil > performance.now()) return false
    if (domain.turned !== today) {
      if (keeps) await db.write(domain.context, turnDay)
      await db.technical(domain.context, (tx) => enqueueDaily(tx, keeps ? [...DAILY, ...DAILY_OF_REGISTER] : DAILY))
      domain.turned = today
    }
    if (performance.now() - domain.tidiedAt > TIDY_MS) {
      await tidyDeadWork(db, domain.context)
      domain.tidiedAt = performance.now()
    }
    let worked = false
    for (const round of rounds) worked = (await made(round, db, { domain, code })) || worked
    return (await runDueJob(db, domain.context, handlers)) || worked
  } catch (error) {
    log('warn', 'worker.failed', { domain: code, reason: reasonOf(error) })
    const domain = domains.get(id)
    if (error instanceof SessionEnded || !domain) domains.delete(id)
    else domain.restsUntil = performance.now() + REST_MS
    return false
  }
}

/** A round that fails is told, and left alone for a while: the other rounds, and the jobs, get their turn. */
async function made(round: Round, db: Database, of: { domain: Domain; code: string }): Promise<boolean> {
  const { domain, code } = of
  if ((domain.failed.get(round) ?? 0) > performance.now()) return false
  try {
    return await round(db, domain.context)
  } catch (error) {
    if (error instanceof SessionEnded) throw error
    log('warn', 'worker.round_failed', { domain: code, reason: reasonOf(error) })
    domain.failed.set(round, performance.now() + REST_MS)
    return false
  }
}

/** Work that a new day brings and that need not be waited for: as jobs, so that a failure of one is tried again by itself. */
async function enqueueDaily(tx: Write, names: readonly string[]): Promise<void> {
  for (const name of names) await enqueue(tx, { name, payload: {} }, { once: name })
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
    failed: known?.failed ?? new Map(),
  }
  domains.set(id, made)
  return made
}
