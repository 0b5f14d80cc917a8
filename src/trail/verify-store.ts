import { Client } from 'pg'
import { z } from 'zod'
import type { Connection } from '../kernel/database.ts'
import type { Batch, Leaf } from './hashes.ts'

/** A batch as it is kept, with its signature where it has one. */
export type KeptBatch = Batch & {
  readonly head: Buffer
  readonly signed: { readonly key: string; readonly signature: Buffer; readonly signedAt: string } | null
}

/** A leaf of a batch: the event that should stand there, and its private part unless that was erased. */
export type KeptLeaf = {
  readonly batch: string
  readonly place: number
  readonly event: Leaf | null
  readonly content: { readonly text: string; readonly salt: Buffer } | null
}

/** What no batch accounts for. `strays`: unsealed though everything of their time is; `changed`: unsealed, and not what was written. */
const Loose = z.object({
  waiting: z.coerce.number(),
  strays: z.coerce.number(),
  changed: z.coerce.number(),
  leaves: z.coerce.number(),
  privates: z.coerce.number(),
  signatures: z.coerce.number(),
  keys: z.coerce.number(),
})
export type Loose = z.infer<typeof Loose>

/** Reads the trail's tables themselves, past its functions: whoever tampered with the trail may have changed those too. */
export type TrailReader = {
  /** The next batches, with so many events that they fit in memory. */
  batches(after: string): Promise<readonly KeptBatch[]>
  leaves(from: string, to: string): Promise<readonly KeptLeaf[]>
  keys(): Promise<ReadonlyMap<string, Buffer>>
  /** Events whose private part an event of an erasure names, as domain/id. */
  erased(): Promise<ReadonlySet<string>>
  loose(): Promise<Loose>
}

/** The trail as it is at one moment, read as the role that owns it. */
export async function readTrail<T>(owner: Connection, work: (reader: TrailReader) => Promise<T>): Promise<T> {
  const client = new Client(owner)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query('set local role sedd_trail')
    return await work(readerOf(client))
  } finally {
    await client.end()
  }
}

/** `keepsPlans` where the client asks many times over, and no pooler stands between (docs/adr/0018). */
export function readerOf(client: Client, keepsPlans = false): TrailReader {
  const rows = async <T extends z.ZodType>(
    row: T,
    { name, text }: Asked,
    values: unknown[] = [],
  ): Promise<z.infer<T>[]> => {
    const { rows: found } = await client.query(keepsPlans ? { name, text, values } : { text, values })
    return found.map((each) => row.parse(each))
  }
  return {
    batches: async (after) => (await rows(BatchRow, BATCHES, [after])).map(keptBatch),
    leaves: async (from, to) => (await rows(LeafRow, LEAVES, [from, to])).map(keptLeaf),
    keys: async () => new Map((await rows(KeyRow, KEYS)).map((key) => [key.fingerprint, key.public_key])),
    erased: async () => new Set((await rows(ErasedRow, ERASED)).map((row) => `${row.domain_id}/${row.id}`)),
    loose: async () => Loose.parse((await rows(z.unknown(), LOOSE))[0]),
  }
}

type Asked = { readonly name: string; readonly text: string }

const bytes = z.instanceof(Buffer)

const BatchRow = z.object({
  n: z.string(),
  events: z.string(),
  first_id: z.string(),
  last_id: z.string(),
  settled: z.string(),
  sealed_at: z.string(),
  root: bytes,
  prev: bytes,
  head: bytes,
  fingerprint: z.string().nullable(),
  signature: bytes.nullable(),
  signed_at: z.string().nullable(),
})

const MICROS = (column: string) => `trunc(extract(epoch from ${column}) * 1000000)::bigint::text`

const BATCHES: Asked = {
  name: 'trail_batches',
  text: `
  select n::text, events::text, first_id::text, last_id::text, settled::text, ${MICROS('sealed_at')} as sealed_at, root, prev, head,
         fingerprint, signature, signed_at
    from (select b.*, s.fingerprint, s.signature, sum(b.events) over (order by b.n) - b.events as before,
                 to_char(s.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as signed_at
            from trail.batch b left join trail.signature s on s.batch = b.n
           where b.n > $1::bigint order by b.n limit 500) next
   where before < 20000 order by next.n`,
}

function keptBatch(row: z.infer<typeof BatchRow>): KeptBatch {
  const { n, events, first_id, last_id, settled, sealed_at, root, prev, head, fingerprint, signature, signed_at } = row
  const batch = { n, events, firstId: first_id, lastId: last_id, settled, sealedAt: sealed_at, root, prev, head }
  if (fingerprint === null || signature === null || signed_at === null) return { ...batch, signed: null }
  // Signed to the millisecond. Anything finer was not there when it was signed, and fails the signature.
  return { ...batch, signed: { key: fingerprint, signature, signedAt: signed_at.replace(/000Z$/, 'Z') } }
}

const LeafRow = z.object({
  batch: z.string(),
  place: z.number(),
  domain_id: z.string().nullable(),
  id: z.string().nullable(),
  at: z.string().nullable(),
  xid: z.string().nullable(),
  actor_id: z.string().nullable(),
  actor_domain_id: z.string().nullable(),
  actor_role: z.string().nullable(),
  actor_title: z.string().nullable(),
  purpose: z.string().nullable(),
  action: z.string().nullable(),
  commitment: bytes.nullable(),
  content: z.string().nullable(),
  salt: bytes.nullable(),
})

const LEAVES: Asked = {
  name: 'trail_leaves',
  text: `
  select l.batch::text, l.place, e.domain_id, e.id::text, ${MICROS('e.at')} as at, e.xid::text, e.actor_id, e.actor_domain_id,
         e.actor_role, e.actor_title, e.purpose, e.action, e.commitment,
         case when p.event_id is not null then jsonb_build_array(p.person_id, p.object, p.detail)::text end as content, p.salt
    from trail.leaf l
    left join trail.event e on e.domain_id = l.domain_id and e.id = l.event_id
    left join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
   where l.batch between $1::bigint and $2::bigint
   order by l.batch, l.place`,
}

function keptLeaf(row: z.infer<typeof LeafRow>): KeptLeaf {
  const { batch, place, content, salt } = row
  return {
    batch,
    place,
    event: eventOf(row),
    content: content === null || salt === null ? null : { text: content, salt },
  }
}

function eventOf(row: z.infer<typeof LeafRow>): Leaf | null {
  const { domain_id: domainId, id, at, xid, actor_id: actorId, actor_domain_id: actorDomainId } = row
  const { actor_role: actorRole, actor_title: actorTitle, purpose, action, commitment } = row
  if (domainId === null || id === null || at === null || xid === null || actorId === null) return null
  if (actorDomainId === null || actorRole === null || purpose === null || action === null || commitment === null)
    return null
  return { domainId, id, at, xid, actorId, actorDomainId, actorRole, actorTitle, purpose, action, commitment }
}

const KeyRow = z.object({ fingerprint: z.string(), public_key: bytes })
const KEYS: Asked = {
  name: 'trail_keys',
  text: `select fingerprint, public_key from trail.signing_key`,
}

const ErasedRow = z.object({ domain_id: z.string(), id: z.string() })
const ERASED: Asked = {
  name: 'trail_erased',
  text: `
  select e.domain_id, erased.id
    from trail.event e join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
   cross join lateral jsonb_array_elements_text(
           case jsonb_typeof(p.detail -> 'events') when 'array' then p.detail -> 'events' else '[]' end) erased(id)
   where e.action = 'trail.private_erased'`,
}

const LOOSE: Asked = {
  name: 'trail_loose',
  text: `
  with newest as (select settled from trail.batch order by n desc limit 1),
  loose as (
    select e.xid, e.commitment, sha256(p.salt || convert_to(jsonb_build_array(p.person_id, p.object, p.detail)::text, 'UTF8')) as made
      from trail.event e left join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
     where not exists (select from trail.leaf l where l.domain_id = e.domain_id and l.event_id = e.id))
  select (select count(*) from loose) as waiting,
         (select count(*) from loose, newest
           where loose.xid < newest.settled and newest.settled <= pg_snapshot_xmax(pg_current_snapshot())) as strays,
         (select count(*) from loose where made <> commitment) as changed,
         (select count(*) from trail.leaf l where not exists (select from trail.batch b where b.n = l.batch)) as leaves,
         (select count(*) from trail.event_private p where not exists (
           select from trail.event e where e.domain_id = p.domain_id and e.id = p.event_id)) as privates,
         (select count(*) from trail.signature s where not exists (select from trail.batch b where b.n = s.batch)) as signatures,
         (select count(*) from trail.signing_key k where not exists (
           select from trail.signature s where s.fingerprint = k.fingerprint)) as keys`,
}
