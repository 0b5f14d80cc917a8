import { z } from 'zod'
import type { Database } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { Head, SignedHead } from './model.ts'

export type WitnessKind = 'file' | 'url' | 'mail'

const Sealed = z.object({ n: z.number().nullable() })

/** Seals what waits, in batches of at most so many events; null when nothing does, or another process is at it. */
export async function sealBatch(db: Database, most: number): Promise<number | null> {
  const [row] = await db.call(Sealed, sql`select trail.seal(${most}) as n`)
  return row?.n ?? null
}

const Unsigned = Head.pick({ n: true, head: true, prev: true })
export type Unsigned = z.infer<typeof Unsigned>

export function unsignedHeads(db: Database, most: number): Promise<Unsigned[]> {
  return db.call(
    Unsigned,
    sql`select n, encode(head, 'hex') as head, encode(prev, 'hex') as prev from trail.unsigned(${most})`,
  )
}

export type Signed = {
  readonly n: number
  readonly key: string
  readonly publicKey: Buffer
  readonly signature: Buffer
  readonly signedAt: string
}

/** False when another process was first. */
export async function keepSignature(db: Database, signed: Signed): Promise<boolean> {
  const { n, key, publicKey, signature, signedAt } = signed
  const [row] = await db.call(
    z.object({ kept: z.boolean() }),
    sql`select trail.sign(${n}, ${key}, ${publicKey}, ${signature}, ${signedAt}) as kept`,
  )
  return row?.kept ?? false
}

const HeadText = z.object({ head: z.string() })

/** The head of a batch; null when there is no such batch. */
export async function headOf(db: Database, n: number): Promise<string | null> {
  const [row] = await db.call(
    HeadText,
    sql`select encode(head, 'hex') as head from trail.heads(${n - 1}, 1) where n = ${n}`,
  )
  return row?.head ?? null
}

/** Signed heads after a batch, the oldest first. */
export function signedHeads(db: Database, after: number, most: number): Promise<SignedHead[]> {
  return db.call(
    SignedHead,
    sql`
    select n, encode(head, 'hex') as head, encode(prev, 'hex') as prev, events, sealed_at as "sealedAt", signed_at as "signedAt",
           fingerprint as key, encode(signature, 'hex') as signature
      from trail.heads(${after}, ${most}) where signature is not null`,
  )
}

const Claimed = z.object({ after: z.number().nullable() })

/** The batch that was handed last, when it is time and nobody else is at it; else null. */
export async function claimHandover(db: Database, witness: WitnessKind, pauseSeconds: number): Promise<number | null> {
  const [row] = await db.call(Claimed, sql`select trail.claim_handover(${witness}, ${pauseSeconds}) as after`)
  return row?.after ?? null
}

export async function noteHandover(
  db: Database,
  { witness, batch, pauseSeconds }: { witness: WitnessKind; batch: number; pauseSeconds: number },
): Promise<void> {
  await db.call(z.unknown(), sql`select trail.handed_over(${witness}, ${batch}, ${pauseSeconds})`)
}
