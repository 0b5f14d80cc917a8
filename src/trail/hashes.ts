import { createHash } from 'node:crypto'

/** The public part of an event, as text. `at` is whole microseconds since 1970. */
export type Leaf = {
  readonly domainId: string
  readonly id: string
  readonly at: string
  readonly xid: string
  readonly actorId: string
  readonly actorDomainId: string
  readonly actorRole: string
  readonly actorTitle: string | null
  readonly purpose: string
  readonly action: string
  readonly commitment: Buffer
}

/** What a head is made of. */
export type Batch = {
  readonly n: string
  readonly events: string
  readonly firstId: string
  readonly lastId: string
  readonly settled: string
  readonly sealedAt: string
  readonly root: Buffer
  readonly prev: Buffer
}

/** Leaves, nodes and heads begin differently, so that none can be taken for another (RFC 6962, 2.1). */
const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])
const HEAD = Buffer.from([2])

/** What the first head follows. */
export const GENESIS = sha256(Buffer.from('sedd trail'))

export function leafHash(leaf: Leaf): Buffer {
  const { domainId, id, at, xid, actorId, actorDomainId, actorRole, actorTitle, purpose, action, commitment } = leaf
  const said = [domainId, id, at, xid, actorId, actorDomainId, actorRole, actorTitle, purpose, action]
  return sha256(LEAF, listText([...said, commitment.toString('hex')]))
}

/** The root over the leaves in their order; one without a neighbour moves up as it is. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  let level = leaves
  while (level.length > 1) {
    const above: Buffer[] = []
    for (let n = 0; n < level.length; n += 2) {
      const [left, right] = [level[n], level[n + 1]]
      if (left) above.push(right ? sha256(NODE, left, right) : left)
    }
    level = above
  }
  return level[0] ?? Buffer.alloc(0)
}

export function headHash({ n, events, firstId, lastId, settled, sealedAt, root, prev }: Batch): Buffer {
  return sha256(HEAD, prev, root, listText([n, events, firstId, lastId, settled, sealedAt]))
}

/** `content` is person, object and detail as PostgreSQL writes them in one jsonb array. */
export function commitmentTo(content: string, salt: Buffer): Buffer {
  return sha256(salt, Buffer.from(content))
}

export function fingerprintOf(publicKey: Buffer): string {
  return sha256(publicKey).toString('hex')
}

/** A list of strings as PostgreSQL writes jsonb: the one form that both sides agree on. */
function listText(values: readonly (string | null)[]): Buffer {
  return Buffer.from(`[${values.map((value) => JSON.stringify(value)).join(', ')}]`)
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
