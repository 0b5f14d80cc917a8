import { createReadStream, existsSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../kernel/database.ts'
import { log } from '../kernel/log.ts'
import { SignedHead } from './model.ts'
import { claimHandover, noteHandover, signedHeads, type WitnessKind } from './seal-store.ts'
import { trailState } from './store.ts'

/** Somebody outside who keeps heads: what is changed in the database afterwards differs from what they hold. */
export type Witness = {
  readonly kind: WitnessKind
  /** Only the newest head: it covers all before it. */
  readonly newestOnly: boolean
  readonly pauseSeconds: number
  /** Hands over, oldest first. Throws when it was not taken. */
  hand(heads: readonly SignedHead[]): Promise<void>
}

export type Courier = { stop(): Promise<void> }

const LOOK_MS = 1_000
const MOST = 500
/** Whoever has not got it done by then is followed by another. */
const RETRY_SECONDS = 15

/** Hands new heads to a witness until it is stopped. A failure is told and tried again; sealing does not wait for it. */
export function startCourier(db: Database, witness: Witness, retrySeconds = RETRY_SECONDS): Courier {
  const stopping = new AbortController()
  const done = loop(db, { witness, retrySeconds, signal: stopping.signal })
  return {
    async stop() {
      stopping.abort()
      await done
    },
  }
}

type Errand = { readonly witness: Witness; readonly retrySeconds: number; readonly signal: AbortSignal }

async function loop(db: Database, { witness, retrySeconds, signal }: Errand): Promise<void> {
  for (;;) {
    const isLast = signal.aborted
    let pause = LOOK_MS
    try {
      if (await handOver(db, witness, retrySeconds)) pause = 0
    } catch (error) {
      log('warn', 'trail.witness_failed', { witness: witness.kind, reason: reasonOf(error) })
      pause = retrySeconds * 1000
    }
    if (isLast) return
    await sleep(pause, undefined, { signal }).catch(() => undefined)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return error instanceof WitnessRefused ? error.message : error.name
}

/** What a witness answered. The text holds nothing of its own words. */
export class WitnessRefused extends Error {}

/** True when there is more to hand over at once. */
async function handOver(db: Database, witness: Witness, retrySeconds: number): Promise<boolean> {
  const { kind, newestOnly, pauseSeconds } = witness
  const after = await claimHandover(db, kind, retrySeconds)
  if (after === null) return false
  const heads = newestOnly ? await newestHead(db, after) : await signedHeads(db, after, MOST)
  const last = heads.at(-1)
  if (last !== undefined) await witness.hand(heads)
  await noteHandover(db, { witness: kind, batch: last?.n ?? after, pauseSeconds: last ? pauseSeconds : 0 })
  return heads.length === MOST
}

async function newestHead(db: Database, after: number): Promise<SignedHead[]> {
  const { signed } = await trailState(db)
  return signed === null || signed <= after ? [] : signedHeads(db, signed - 1, 1)
}

/** A file that only grows, best on another machine: one head a line, as JSON. */
export function fileWitness(path: string): Witness {
  return {
    kind: 'file',
    newestOnly: false,
    pauseSeconds: 0,
    async hand(heads) {
      const file = await open(path, 'a+', 0o640)
      try {
        const torn = (await endsInTheMiddle(file)) ? '\n' : ''
        await file.appendFile(torn + heads.map((head) => `${JSON.stringify(head)}\n`).join(''))
        await file.datasync()
      } finally {
        await file.close()
      }
    },
  }
}

/** Whether the last line was cut short: by a disk that was full, or a line to another machine that broke. */
async function endsInTheMiddle(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat()
  if (size === 0) return false
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer.toString() !== '\n'
}

/** An address that takes `{"heads": […]}` by POST and answers 2xx. It is the one that was set, never one that it points on to. */
export function urlWitness(url: string): Witness {
  return {
    kind: 'url',
    newestOnly: false,
    pauseSeconds: 0,
    async hand(heads) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ heads }),
        redirect: 'manual',
        signal: AbortSignal.timeout(10_000),
      })
      await response.body?.cancel()
      if (!response.ok) throw new WitnessRefused(`answered ${response.status}`)
    },
  }
}

/** The newest head once a day. `send` writes the mail. */
export function mailWitness(send: (head: SignedHead) => Promise<void>): Witness {
  return {
    kind: 'mail',
    newestOnly: true,
    pauseSeconds: 24 * 60 * 60,
    async hand(heads) {
      for (const head of heads) await send(head)
    },
  }
}

/**
 * What a witness file says, line by line. One that was cut short says nothing, and what it was to say was handed over again; a line that is no
 * head was not written by us, and throws.
 */
export async function* witnessedHeads(path: string): AsyncGenerator<SignedHead> {
  for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) {
    if (line.trim() !== '' && !CUT_SHORT.test(line)) yield SignedHead.parse(JSON.parse(line))
  }
}

const CUT_SHORT = /^\{[^}]*$/

/** The newest head in a witness file; null where there is none, or none that can be read. */
export async function newestWitnessed(path: string): Promise<SignedHead | null> {
  if (!existsSync(path)) return null
  let newest: SignedHead | null = null
  try {
    for await (const head of witnessedHeads(path)) if (newest === null || head.n > newest.n) newest = head
  } catch {
    log('warn', 'trail.witness_unreadable')
  }
  return newest
}
