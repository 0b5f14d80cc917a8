import type { Write } from '../kernel/database.ts'
import { enqueue } from '../kernel/jobs.ts'
import { type Obstacles, obstaclesTo, takeBack } from '../people/intake.ts'
import { countEverybody } from '../people/intake-store.ts'
import type { Reversal, VersionTable } from '../people/reversal-store.ts'
import { lockRegister, recompute } from './compute.ts'
import { keepSchools, keepTotals } from './feed-store.ts'
import { countTouched, REGISTER_VERSIONS, touchIncoming } from './intake-store.ts'
import { REFRESH_SEARCH } from './jobs.ts'
import { refreshGrams, touchedPersons } from './search-grams-store.ts'

/** What people have written of a person here: a delivery that made the person known cannot be taken back beneath it. */
const BY_HAND: readonly VersionTable[] = ['scope_decision', 'register_occupation', 'register_owner'].map((name) => {
  return { name, columns: [], byHand: true }
})

/** What stands in the way of taking a delivery back, in this module and below. */
export function obstaclesToReversal(tx: Write, reversal: Reversal): Promise<Obstacles> {
  return obstaclesTo(tx, reversal, { versions: REGISTER_VERSIONS, others: BY_HAND })
}

/** Takes back all that a delivery said, and has those it spoke of computed anew. Answers how many versions were closed. */
export async function takeBackFacts(tx: Write, reversal: Reversal): Promise<number> {
  const closed = await takeBack(tx, reversal, REGISTER_VERSIONS)
  await recomputeIncoming(tx)
  return closed
}

/** Making so many persons findable takes longer than computing them: then it is a job of its own, seconds later. */
const FINDABLE_AT_ONCE = 5000

/**
 * Has the register computed in the import's own transaction for everybody it touched; for the whole domain at once where
 * that is a good part of it. Answers how many persons were touched.
 */
export async function recomputeIncoming(tx: Write): Promise<number> {
  await lockRegister(tx)
  const touched = await countTouched(tx)
  const everybody = await countEverybody(tx)
  const all = touched * 4 > everybody
  if (!all) await touchIncoming(tx)
  const persons = all ? null : await touchedPersons(tx)
  await recompute(tx, all ? 'all' : 'touched')
  if (touched > FINDABLE_AT_ONCE) await enqueue(tx, { name: REFRESH_SEARCH, payload: {} }, { once: REFRESH_SEARCH })
  else await refreshGrams(tx, persons)
  await keepTotals(tx, tx.today)
  await keepSchools(tx, tx.today)
  return touched
}
