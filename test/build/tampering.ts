import type { Client } from 'pg'
import { headHash, leafHash, merkleRoot } from '../../src/trail/hashes.ts'
import { newKey, type Signer, signerFrom } from '../../src/trail/signing.ts'
import { type KeptBatch, readerOf } from '../../src/trail/verify-store.ts'

/** What somebody who rules the database might do to the trail. `commit` always changes something. */
export type Tampering = { readonly name: string; commit(db: Client): Promise<unknown> }

/** Numbers from 0 to below 1, the same from the same seed (mulberry32). */
export type Draw = () => number

export function random(seed: number): Draw {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Takes away every key, check and identity of the schema, as whoever rules the database can. */
export const UNGUARDED = `
  do $$
  declare
    each record;
  begin
    for each in select conrelid::regclass as target, conname from pg_constraint
                 where connamespace = 'trail'::regnamespace and contype in ('p', 'u', 'c') loop
      execute format('alter table %s drop constraint %I', each.target, each.conname);
    end loop;
  end $$;
  drop index trail.leaf_event;
  alter table trail.event alter id drop identity`

type Type = 'uuid' | 'number' | 'instant' | 'xid' | 'text' | 'bytes' | 'json'

const COLUMNS: Readonly<Record<string, Readonly<Record<string, Type>>>> = {
  event: {
    domain_id: 'uuid',
    id: 'number',
    at: 'instant',
    xid: 'xid',
    actor_id: 'uuid',
    actor_domain_id: 'uuid',
    actor_role: 'text',
    actor_title: 'text',
    purpose: 'text',
    action: 'text',
    commitment: 'bytes',
  },
  event_private: {
    domain_id: 'uuid',
    event_id: 'number',
    person_id: 'uuid',
    object: 'text',
    detail: 'json',
    salt: 'bytes',
  },
  leaf: { batch: 'number', place: 'number', domain_id: 'uuid', event_id: 'number' },
  batch: {
    n: 'number',
    first_id: 'number',
    last_id: 'number',
    events: 'number',
    settled: 'xid',
    sealed_at: 'instant',
    root: 'bytes',
    prev: 'bytes',
    head: 'bytes',
  },
  signature: { batch: 'number', fingerprint: 'text', signature: 'bytes', signed_at: 'instant' },
  signing_key: { fingerprint: 'text', public_key: 'bytes' },
}
const TABLES = Object.keys(COLUMNS)

/** Columns in which no two rows have the same. */
const DISTINCT = [
  ['event', 'id'],
  ['event', 'at'],
  ['event', 'commitment'],
  ['event_private', 'event_id'],
  ['event_private', 'salt'],
  ['leaf', 'event_id'],
  ['batch', 'sealed_at'],
  ['batch', 'root'],
  ['batch', 'head'],
  ['signature', 'batch'],
  ['signature', 'signature'],
] as const

type Chain = { readonly batches: number; readonly signer: Signer }

/** One at random. */
export function tamperings(draw: Draw, chain: Chain): Tampering {
  const kinds = [update, update, update, update, update, remove, insert, insert, swap, truncate, oneBatch, rebuild]
  return one(draw, kinds)(draw, chain)
}

function one<T>(draw: Draw, from: readonly T[]): T {
  const chosen = from[Math.floor(draw() * from.length)]
  if (chosen === undefined) throw new Error('nothing to choose from')
  return chosen
}

const ROW = (table: string) =>
  `(select ctid from trail.${table} order by ctid offset floor($1::float8 * (select count(*) from trail.${table}))::integer limit 1)`

function update(draw: Draw): Tampering {
  const table = one(draw, TABLES)
  const [column, type] = one(draw, Object.entries(COLUMNS[table] ?? {}))
  const value = changed(draw, column, type)
  const row = draw()
  return {
    name: `update ${table}.${column} ${value} ${row}`,
    commit: (db) => db.query(`update trail.${table} set ${column} = ${value} where ctid = ${ROW(table)}`, [row]),
  }
}

/** Another value of the same type, as little another as can be. */
function changed(draw: Draw, column: string, type: Type): string {
  const step = 1 + Math.floor(draw() * 5)
  const sign = draw() < 0.5 ? '-' : '+'
  const place = `floor(${draw()} * length(${column}))::integer`
  const values: Readonly<Record<Type, string>> = {
    uuid: 'gen_random_uuid()',
    number: `${column} ${sign} ${step}`,
    instant: `${column} ${sign} interval '1 microsecond' * ${step ** 9}`,
    xid: `(${column}::text::bigint ${sign} ${step})::text::xid8`,
    text: `coalesce(${column}, '') || 'x'`,
    bytes: `set_byte(${column}, ${place}, get_byte(${column}, ${place}) # ${1 + Math.floor(draw() * 255)})`,
    json: `coalesce(${column}, '{}') || '{"x": 1}'`,
  }
  return values[type]
}

function remove(draw: Draw): Tampering {
  const table = one(draw, TABLES)
  const row = draw()
  return {
    name: `delete ${table} ${row}`,
    commit: (db) => db.query(`delete from trail.${table} where ctid = ${ROW(table)}`, [row]),
  }
}

/** A row like another, but for what is set; in nothing where it is put in twice. */
const COPIES: readonly (readonly [table: string, set: Readonly<Record<string, string>>])[] = [
  ['event', {}],
  ['event', { id: '1000001', xid: '((select max(b.settled::text::bigint) from trail.batch b) - 1)::text::xid8' }],
  ['event_private', {}],
  ['event_private', { event_id: '1000001' }],
  ['leaf', {}],
  ['leaf', { place: 'place + 100' }],
  ['leaf', { batch: '1000001' }],
  ['batch', {}],
  [
    'batch',
    {
      n: '(select max(b.n) + 1 from trail.batch b)',
      prev: '(select b.head from trail.batch b order by b.n desc limit 1)',
    },
  ],
  ['signature', {}],
  ['signature', { batch: '1000001' }],
  ['signing_key', { fingerprint: `repeat('0', 64)` }],
]

function insert(draw: Draw): Tampering {
  const [table, set] = one(draw, COPIES)
  const columns = Object.keys(COLUMNS[table] ?? {})
  const values = columns.map((column) => set[column] ?? column)
  const row = draw()
  return {
    name: `insert ${table} ${JSON.stringify(set)} ${row}`,
    commit: (db) =>
      db.query(
        `insert into trail.${table} (${columns}) select ${values} from trail.${table} t where t.ctid = ${ROW(table)}`,
        [row],
      ),
  }
}

function swap(draw: Draw): Tampering {
  const [table, column] = one(draw, DISTINCT)
  const [a, b] = [draw(), draw()]
  return {
    name: `swap ${table}.${column} ${a} ${b}`,
    async commit(db) {
      const { rows } = await db.query(`select ctid::text as row from trail.${table} order by ctid`)
      const first = Math.floor(a * rows.length)
      const second = (first + 1 + Math.floor(b * (rows.length - 1))) % rows.length
      await db.query(
        `update trail.${table} t set ${column} = o.${column} from trail.${table} o
          where (t.ctid = $1::tid and o.ctid = $2::tid) or (t.ctid = $2::tid and o.ctid = $1::tid)`,
        [rows[first].row, rows[second].row],
      )
    },
  }
}

function truncate(draw: Draw, { batches }: Chain): Tampering {
  const kept = Math.floor(draw() * batches)
  const withEvents = draw() < 0.5
  return {
    name: `truncate after ${kept} ${withEvents}`,
    async commit(db) {
      if (withEvents) {
        const gone = `select l.domain_id, l.event_id from trail.leaf l where l.batch > $1`
        await db.query(`delete from trail.event_private where (domain_id, event_id) in (${gone})`, [kept])
        await db.query(`delete from trail.event where (domain_id, id) in (${gone})`, [kept])
      }
      await db.query('delete from trail.leaf where batch > $1', [kept])
      await db.query('delete from trail.signature where batch > $1', [kept])
      await db.query('delete from trail.batch where n > $1', [kept])
    },
  }
}

function oneBatch(draw: Draw, { batches, signer }: Chain): Tampering {
  const batch = 1 + Math.floor(draw() * batches)
  return {
    name: `batch ${batch}`,
    async commit(db) {
      await edit(db, batch)
      await reseal(db, { from: batch, until: batch, signer })
    },
  }
}

function rebuild(draw: Draw, { batches, signer }: Chain): Tampering {
  const from = 1 + Math.floor(draw() * batches)
  return draw() < 0.5 ? aRebuiltChain({ from, signer }) : aRebuiltChain({ from, signer: ownKey() })
}

let own: Signer | null = null

function ownKey(): Signer {
  own ??= signerFrom(newKey())
  if (own === null) throw new Error('no key')
  return own
}

/** An event is changed, and everything from its batch on is computed and signed anew, with the old times: the perfect forgery. */
export function aRebuiltChain({ from, signer }: { from: number; signer: Signer }): Tampering {
  return {
    name: `rebuild ${from} ${signer === own}`,
    async commit(db) {
      await edit(db, from)
      await reseal(db, { from, until: Number.POSITIVE_INFINITY, signer })
    },
  }
}

function edit(db: Client, batch: number): Promise<unknown> {
  return db.query(
    `update trail.event e set action = 'people.removed' from trail.leaf l
      where l.domain_id = e.domain_id and l.event_id = e.id and l.batch = $1 and l.place = 1`,
    [batch],
  )
}

type Resealing = { readonly from: number; readonly until: number; readonly signer: Signer }

async function reseal(db: Client, { from, until, signer }: Resealing): Promise<void> {
  const { fingerprint, publicKey } = signer
  const reader = readerOf(db)
  let prev: Buffer | null = null
  for (const kept of await reader.batches(String(from - 1))) {
    if (Number(kept.n) > until) break
    const made = await resealed(db, { ...kept, prev: prev ?? kept.prev })
    const signedAt = kept.signed?.signedAt ?? ''
    const signature = signer.sign({ n: Number(kept.n), head: made.toString('hex'), signedAt })
    await db.query('update trail.signature set fingerprint = $2, signature = $3 where batch = $1', [
      kept.n,
      fingerprint,
      signature,
    ])
    prev = made
  }
  await db.query(
    `insert into trail.signing_key select $1, $2 where not exists (select from trail.signing_key where fingerprint = $1)`,
    [fingerprint, publicKey],
  )
  await db.query(
    `delete from trail.signing_key k where not exists (select from trail.signature s where s.fingerprint = k.fingerprint)`,
  )
}

async function resealed(db: Client, batch: KeptBatch): Promise<Buffer> {
  const leaves = await readerOf(db).leaves(batch.n, batch.n)
  const root = merkleRoot(leaves.flatMap(({ event }) => (event ? [leafHash(event)] : [])))
  const head = headHash({ ...batch, root })
  await db.query('update trail.batch set root = $2, prev = $3, head = $4 where n = $1', [
    batch.n,
    root,
    batch.prev,
    head,
  ])
  return head
}
