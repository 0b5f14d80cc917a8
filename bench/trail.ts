import { setTimeout as sleep } from 'node:timers/promises'
import { addDomain, machineContext } from '../src/access/store.ts'
import type { Context, Database } from '../src/kernel/database.ts'
import { sql } from '../src/kernel/sql.ts'
import type { Sedd } from '../src/main/open.ts'
import { Signing, sealAll, startSealer } from '../src/trail/sealer.ts'
import { newKey, type Signer, signerFrom } from '../src/trail/signing.ts'
import { trailState } from '../src/trail/store.ts'
import { verifyTrail } from '../src/trail/verify.ts'
import { readTrail } from '../src/trail/verify-store.ts'
import type { Figure } from './run.ts'

const PER_SECOND = 1_000
const SECONDS = 15
const WRITERS = 4
const MANY = 300_000

/** What an event costs, whether sealing keeps up, and how fast the trail is verified. */
export async function benchTrail(sedd: Sedd): Promise<readonly Figure[]> {
  const db = sedd.database('sedd_jobs')
  const id = await addDomain(db, {
    code: 'bench',
    name: 'Bench',
    kind: 'school_board',
    municipality: '0484',
    keepsRegister: false,
  })
  const machine = await machineContext(db, id, 'bench')
  const signer = signerFrom(newKey())
  if (signer === null) throw new Error('no key')
  await written(db, machine, 10_000)
  const perEvent = (await timed(() => written(db, machine, 50_000))) / 50
  const alone = (await timed(() => committed(db, machine, 1_000))) / 1_000
  await sealAll(db)
  const { delay, kept } = await keptUp(db, machine, signer)
  await written(db, machine, MANY)
  const sealing = await timed(() => sealAll(db))
  await new Signing(db, signer, null).signAll()
  let events = 0
  const verifying = await timed(async () => {
    const { faults, events: found } = await readTrail(sedd.owner, (reader) => verifyTrail(reader, []))
    if (faults.length > 0) throw new Error(`the trail is broken: ${faults[0]?.code}`)
    events = found
  })
  return [
    { name: 'an event, many in one transaction', value: `${perEvent.toFixed(0)} µs` },
    { name: 'a transaction with one event, one client, everything on disk', value: `${alone.toFixed(2)} ms` },
    {
      name: `events a second while sealing, ${WRITERS} clients for ${SECONDS} s`,
      value: `${kept.toFixed(0)}`,
      bound: `≥ ${PER_SECOND}`,
    },
    { name: '… the oldest that waited to be sealed', value: `${(delay * 1000).toFixed(0)} ms`, bound: '≤ 1,000 ms' },
    {
      name: `${MANY} events that wait, sealed`,
      value: `${((MANY / sealing) * 1000).toFixed(0)} a second`,
      bound: `≥ ${PER_SECOND}`,
    },
    {
      name: `audit verify of ${events} events`,
      value: `${((events / verifying) * 1000).toFixed(0)} a second`,
      bound: '≥ 20,000',
    },
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function written(db: Database, machine: Context, many: number): Promise<void> {
  await db.write(machine, async (tx) => {
    await tx.run(sql`
      select trail.record('people.edited', n::text, gen_random_uuid(), jsonb_build_object('n', n)) from generate_series(1, ${many}::integer) n`)
    tx.recorded = true
  })
}

async function committed(db: Database, machine: Context, many: number): Promise<void> {
  for (let n = 0; n < many; n += 1) await db.write(machine, (tx) => tx.record('people.edited', { object: `${n}` }))
}

/** Clients that write at the pace, in transactions of ten, while a sealer works beside them. */
async function keptUp(db: Database, machine: Context, signer: Signer): Promise<{ delay: number; kept: number }> {
  const sealer = startSealer(db, signer, null)
  await sleep(2_000)
  const began = performance.now()
  const over = began + SECONDS * 1000
  let [events, delay] = [0, 0]
  const writer = async () => {
    for (let next = began; performance.now() < over; next += (10 * WRITERS * 1000) / PER_SECOND) {
      await sleep(Math.max(0, next - performance.now()))
      await db.write(machine, async (tx) => {
        await Promise.all(Array.from({ length: 10 }, (_, n) => tx.record('people.edited', { object: `${n}` })))
      })
      events += 10
    }
  }
  const watcher = async () => {
    while (performance.now() < over) {
      delay = Math.max(delay, (await trailState(db)).delaySeconds)
      await sleep(50)
    }
  }
  await Promise.all([...Array.from({ length: WRITERS }, writer), watcher()])
  const kept = events / ((performance.now() - began) / 1000)
  await sealer.stop()
  return { delay, kept }
}
