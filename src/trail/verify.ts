import { z } from 'zod'
import { commitmentTo, fingerprintOf, GENESIS, headHash, leafHash, merkleRoot } from './hashes.ts'
import type { SignedHead } from './model.ts'
import { type Verifier, verifierFrom } from './signing.ts'
import type { KeptBatch, KeptLeaf, TrailReader } from './verify-store.ts'

/** What somebody outside holds of a head: all of it, or the head alone as it was written down. */
export type Witnessed = Pick<SignedHead, 'n' | 'head'> & Partial<SignedHead>

/** What can be wrong. Each has its words in text.ts. */
export type FaultCode =
  | 'batch_missing'
  | 'leaf_order'
  | 'leaf_count'
  | 'event_missing'
  | 'events_changed'
  | 'private_missing'
  | 'private_changed'
  | 'erasure_wrong'
  | 'chain_broken'
  | 'head_wrong'
  | 'signature_missing'
  | 'signature_wrong'
  | 'key_wrong'
  | 'witness_differs'
  | 'witness_ahead'
  | 'strays'
  | 'unsealed_changed'
  | 'orphans'

/** `batch` is null when it concerns no batch. */
export type Fault = { readonly code: FaultCode; readonly batch: number | null }

export type Verdict = {
  /** The first broken batch first, what belongs to none last. */
  readonly faults: readonly Fault[]
  readonly batches: number
  readonly events: number
  readonly erased: number
  /** Not sealed yet: the newest, and not yet protected. */
  readonly waiting: number
  readonly unsigned: number
  readonly witnessed: number
  /** Each key with the first batch it signed. */
  readonly keys: readonly { readonly fingerprint: string; readonly from: number }[]
}

/**
 * Computes everything anew from the first event on and compares it with what is kept and with what witnesses hold. Memory does not
 * grow with the trail, but for what was erased.
 */
export async function verifyTrail(reader: TrailReader, witnesses: readonly Witnessed[]): Promise<Verdict> {
  const [keys, erased, loose] = [await reader.keys(), await reader.erased(), await reader.loose()]
  const verifiers = new Map([...keys].map(([fingerprint, key]) => [fingerprint, verifierFrom(key)]))
  const check = new Check(verifiers, erased, witnesses)
  let after = '0'
  for (;;) {
    const batches = await reader.batches(after)
    const [first, last] = [batches[0], batches.at(-1)]
    if (!first || !last) break
    const leaves = Map.groupBy(await reader.leaves(first.n, last.n), (leaf) => leaf.batch)
    for (const batch of batches) check.batch(batch, leaves.get(batch.n) ?? [])
    after = last.n
  }
  check.end()
  for (const [fingerprint, key] of keys) if (fingerprintOf(key) !== fingerprint) check.fault('key_wrong', null)
  if (loose.strays > 0) check.fault('strays', null)
  if (loose.changed > 0) check.fault('unsealed_changed', null)
  if (loose.leaves + loose.privates + loose.signatures + loose.keys > 0) check.fault('orphans', null)
  return check.verdict(loose.waiting)
}

const ERASURE = 'trail.private_erased'

/** Goes through the chain, one batch after another. */
class Check {
  readonly #verifiers: ReadonlyMap<string, Verifier>
  readonly #erasures: ReadonlySet<string>
  readonly #witnesses: ReadonlyMap<number, readonly Witnessed[]>
  readonly #faults = new Map<string, Fault>()
  readonly #signers = new Map<string, number>()
  #prev = GENESIS
  #batches = 0
  #last = 0
  #events = 0
  #erased = 0
  #unsigned: number[] = []

  constructor(
    verifiers: ReadonlyMap<string, Verifier>,
    erasures: ReadonlySet<string>,
    witnesses: readonly Witnessed[],
  ) {
    this.#verifiers = verifiers
    this.#erasures = erasures
    this.#witnesses = Map.groupBy(witnesses, ({ n }) => n)
  }

  /** Each fault of a batch once, however often it is found. */
  fault(code: FaultCode, batch: number | null): void {
    this.#faults.set(`${code} ${batch}`, { code, batch })
  }

  batch(batch: KeptBatch, leaves: readonly KeptLeaf[]): void {
    const n = Number(batch.n)
    if (n !== this.#last + 1) this.fault('batch_missing', this.#last + 1)
    const root = this.#leaves(n, leaves)
    if (leaves.length !== Number(batch.events)) this.fault('leaf_count', n)
    if (leaves[0]?.event?.id !== batch.firstId || leaves.at(-1)?.event?.id !== batch.lastId) this.fault('leaf_order', n)
    if (!root.equals(batch.root)) this.fault('events_changed', n)
    if (!this.#prev.equals(batch.prev)) this.fault('chain_broken', n)
    if (!headHash(batch).equals(batch.head)) this.fault('head_wrong', n)
    this.#signature(n, batch)
    for (const seen of this.#witnesses.get(n) ?? []) if (!agrees(batch, seen)) this.fault('witness_differs', n)
    this.#prev = batch.head
    this.#last = n
    this.#batches += 1
  }

  #leaves(n: number, leaves: readonly KeptLeaf[]): Buffer {
    const hashes: Buffer[] = []
    let before = -1n
    for (const [index, { place, event, content }] of leaves.entries()) {
      if (place !== index + 1) this.fault('leaf_order', n)
      if (event === null) {
        this.fault('event_missing', n)
        continue
      }
      if (BigInt(event.id) <= before) this.fault('leaf_order', n)
      before = BigInt(event.id)
      hashes.push(leafHash(event))
      this.#events += 1
      if (content !== null) {
        if (!commitmentTo(content.text, content.salt).equals(event.commitment)) this.fault('private_changed', n)
        if (event.action === ERASURE && !namesEarlier(content.text, event.id)) this.fault('erasure_wrong', n)
      } else if (this.#erasures.has(`${event.domainId}/${event.id}`)) this.#erased += 1
      else this.fault('private_missing', n)
    }
    return merkleRoot(hashes)
  }

  /** The newest may wait for their signature; one that later ones have got was taken away. */
  #signature(n: number, { head, signed }: KeptBatch): void {
    if (signed === null) {
      this.#unsigned.push(n)
      return
    }
    for (const missing of this.#unsigned.splice(0)) this.fault('signature_missing', missing)
    const said = { n, head: head.toString('hex'), signedAt: signed.signedAt }
    if (!this.#verifiers.get(signed.key)?.(said, signed.signature)) this.fault('signature_wrong', n)
    if (!this.#signers.has(signed.key)) this.#signers.set(signed.key, n)
  }

  end(): void {
    const ahead = [...this.#witnesses.keys()].some((n) => n > this.#last)
    if (ahead) this.fault('witness_ahead', this.#last + 1)
  }

  verdict(waiting: number): Verdict {
    const order = ({ batch }: Fault) => batch ?? Number.POSITIVE_INFINITY
    return {
      faults: [...this.#faults.values()].sort((a, b) => order(a) - order(b) || 0),
      batches: this.#batches,
      events: this.#events,
      erased: this.#erased,
      waiting,
      unsigned: this.#unsigned.length,
      witnessed: this.#witnesses.size,
      keys: [...this.#signers].map(([fingerprint, from]) => ({ fingerprint, from })),
    }
  }
}

const Erasure = z.tuple([z.null(), z.null(), z.object({ events: z.array(z.int().positive()) })])

/** Whether an erasure says which events it erased, all of them older than itself: leave to erase what is still to come is nobody's. */
function namesEarlier(content: string, id: string): boolean {
  const said = Erasure.safeParse(JSON.parse(content))
  return said.success && said.data[2].events.every((erased) => BigInt(erased) < BigInt(id))
}

/** Signatures are compared as well: somebody with the key could sign a head once more, at another time. */
function agrees({ head, signed }: KeptBatch, seen: Witnessed): boolean {
  return (
    head.toString('hex') === seen.head &&
    (seen.key === undefined || seen.key === signed?.key) &&
    (seen.signature === undefined || seen.signature === signed?.signature.toString('hex')) &&
    (seen.signedAt === undefined || seen.signedAt === signed?.signedAt)
  )
}
