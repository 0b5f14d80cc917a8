import { setTimeout as sleep } from 'node:timers/promises'
import { domainsOf, machineContext } from '../access/store.ts'
import type { Context, Database } from '../kernel/database.ts'
import { type Handlers, runDueJob } from '../kernel/jobs.ts'
import { log } from '../kernel/log.ts'
import { turnDay } from '../register/actions.ts'

export type Worker = { stop(): Promise<void> }

const PAUSE_MS = 5_000
/** A machine session is made anew well before it runs out. */
const RENEW_MS = 60 * 60_000

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

type Domain = { readonly context: Context; readonly openedAt: number; turned: string | null }

async function loop(db: Database, handlers: Handlers, signal: AbortSignal): Promise<void> {
  const domains = new Map<string, Domain>()
  while (!signal.aborted) {
    let worked = false
    try {
      for (const { id, keeps_register: keeps } of await domainsOf(db, null)) {
        if (signal.aborted) return
        const domain = await opened(db, domains, id)
        if (keeps && domain.turned !== db.clock.today()) {
          await db.write(domain.context, turnDay)
          domain.turned = db.clock.today()
        }
        worked = (await runDueJob(db, domain.context, handlers)) || worked
      }
    } catch (error) {
      log('warn', 'worker.failed', { reason: error instanceof Error ? error.name : 'unknown' })
      domains.clear()
    }
    if (!worked) await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined)
  }
}

async function opened(db: Database, domains: Map<string, Domain>, id: string): Promise<Domain> {
  const known = domains.get(id)
  if (known && performance.now() - known.openedAt < RENEW_MS) return known
  const made = {
    context: await machineContext(db, id, 'nightly'),
    openedAt: performance.now(),
    turned: known?.turned ?? null,
  }
  domains.set(id, made)
  return made
}
