import { rm } from 'node:fs/promises'
import { machineContext } from '../../access/store.ts'
import type { Context, Database } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { log } from '../../kernel/log.ts'
import { SourceFailure } from '../ss12000/source.ts'
import { refuseInterrupted } from './actions.ts'
import type { DeliveryId, OnProgress, Progress } from './model.ts'
import { beat, forgetProgress, keepProgress } from './progress-store.ts'

/** Work for somebody: who asked, in which domain, on which delivery, and the temporary file to take away after it. */
export type Assignment = {
  readonly db: Database
  readonly domainId: string
  readonly deliveryId: DeliveryId
  readonly file: string | null
}

/** The machine's work on a delivery. It is given the machine's own context, and tells how far it has come. */
export type Work = (machine: Context, onProgress: OnProgress) => Promise<unknown>

const underWay = new Set<Promise<void>>()

/**
 * Does long work beside the request that asked for it, as the machine on somebody's behalf: it sees the whole domain, also
 * the protected. A failure leaves the delivery refused with its reason, never half done.
 */
export function startWork(assignment: Assignment, work: Work): Promise<void> {
  const done = perform(assignment, work)
  const settled = done.catch(() => undefined)
  underWay.add(settled)
  void settled.finally(() => underWay.delete(settled))
  return settled
}

/** Waits for what has begun: before the process ends. */
export async function finishWork(): Promise<void> {
  await Promise.all(underWay)
}

async function perform({ db, domainId, deliveryId, file }: Assignment, work: Work): Promise<void> {
  const machine = await machineContext(db, domainId, 'import')
  const progress = throttled((now) => db.technical(machine, (tx) => keepProgress(tx, deliveryId, now)))
  const beats = setInterval(() => {
    void db.technical(machine, (tx) => beat(tx, deliveryId)).catch(() => undefined)
  }, BEAT_MS)
  try {
    await progress.first({ phase: 'waiting', done: 0, total: null })
    await work(machine, progress.tell)
  } catch (error) {
    const code = codeOf(error)
    log('error', 'import.failed', { delivery: deliveryId, code, name: error instanceof Error ? error.name : 'unknown' })
    await db.write(machine, (tx) => refuseInterrupted(tx, deliveryId, code)).catch(() => undefined)
  } finally {
    clearInterval(beats)
    await progress.settled()
    await db.technical(machine, (tx) => forgetProgress(tx, deliveryId)).catch(() => undefined)
    if (file !== null) await rm(file, { force: true })
  }
}

/** What can be told to the one who asked: a source that cannot be reached has words of its own. */
function codeOf(error: unknown): string {
  if (error instanceof SourceFailure) return `ss12000.failure.${error.code}`
  return error instanceof Refused ? error.code : 'failed'
}

const EVERY_MS = 300
/** Well within the time after which silent work counts as dead. */
const BEAT_MS = 5_000

/** Keeps the newest of many, a few times a second and one at a time. */
function throttled(keep: (now: Progress) => Promise<void>) {
  let last = 0
  let writing: Promise<void> = Promise.resolve()
  return {
    first: (now: Progress) => keep(now),
    tell: (now: Progress) => {
      if (performance.now() - last < EVERY_MS) return
      last = performance.now()
      writing = writing.then(() => keep(now)).catch(() => undefined)
    },
    settled: () => writing,
  }
}
