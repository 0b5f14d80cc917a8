import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../kernel/database.ts'
import { log } from '../kernel/log.ts'
import { headOf, keepSignature, sealBatch, type Unsigned, unsignedHeads } from './seal-store.ts'
import type { Signer } from './signing.ts'
import { trailState } from './store.ts'

/** How often is looked for what to seal: well under the second within which an event is to be sealed. */
const PAUSE_MS = 600
/** After a failure: a database that does not answer should not fill the log. */
const REST_MS = 5_000
/** In a batch: verification holds one in memory. */
const MOST_EVENTS = 5_000
const MOST_HEADS = 200

/** The last head that is known to be ours, from this process or from a witness. */
export type Known = { readonly n: number; readonly head: string }

export type Sealer = { stop(): Promise<void> }

/**
 * Seals and signs until it is stopped, and once more then. Several processes may: a batch is sealed by one of them, and signed by one.
 * `known` is what a witness holds of the newest head, so that a chain written anew is not signed.
 */
export function startSealer(db: Database, signer: Signer, known: Known | null): Sealer {
  const stopping = new AbortController()
  const done = loop(db, new Signing(db, signer, known), stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await done
    },
  }
}

async function loop(db: Database, signing: Signing, signal: AbortSignal): Promise<void> {
  for (;;) {
    const isLast = signal.aborted
    let pause = PAUSE_MS
    try {
      await sealAll(db)
      await signing.signAll()
    } catch (error) {
      log('warn', 'trail.sealing_failed', { reason: error instanceof Error ? error.name : 'unknown' })
      pause = REST_MS
    }
    if (isLast) return
    await sleep(pause, undefined, { signal }).catch(() => undefined)
  }
}

/** Seals whatever waits. */
export async function sealAll(db: Database): Promise<void> {
  while ((await sealBatch(db, MOST_EVENTS)) !== null);
}

/** Signs heads in their order, and none that does not follow what was signed before. */
export class Signing {
  readonly #db: Database
  readonly #signer: Signer
  #known: Known | null
  #hasLooked = false
  #isBroken = false

  constructor(db: Database, signer: Signer, known: Known | null) {
    this.#db = db
    this.#signer = signer
    this.#known = known
  }

  async signAll(): Promise<void> {
    await this.#lookAtKey()
    for (;;) {
      const heads = await unsignedHeads(this.#db, MOST_HEADS)
      if (heads.length === 0 || !(await this.#follow(heads))) return
      for (const head of heads) await this.#sign(head)
    }
  }

  /** Another key than the one before is not wrong, but somebody should know of it. */
  async #lookAtKey(): Promise<void> {
    if (this.#hasLooked) return
    const { key } = await trailState(this.#db)
    if (key !== null && key !== this.#signer.fingerprint)
      log('warn', 'trail.key_changed', { before: key, now: this.#signer.fingerprint })
    this.#hasLooked = true
  }

  async #follow([first]: readonly Unsigned[]): Promise<boolean> {
    if (this.#known === null || first === undefined) return true
    const { n, head } = this.#known
    const isOurs = (await headOf(this.#db, n)) === head && (first.n !== n + 1 || first.prev === head)
    if (!isOurs && !this.#isBroken) log('error', 'trail.chain_broken', { batch: n })
    this.#isBroken = !isOurs
    return isOurs
  }

  async #sign({ n, head }: Unsigned): Promise<void> {
    const signedAt = new Date(this.#db.clock.now()).toISOString()
    const signature = this.#signer.sign({ n, head, signedAt })
    const { fingerprint: key, publicKey } = this.#signer
    await keepSignature(this.#db, { n, key, publicKey, signature, signedAt })
    this.#known = { n, head }
  }
}
