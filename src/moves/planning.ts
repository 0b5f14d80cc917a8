import type { Write } from '../kernel/database.ts'
import { enqueue } from '../kernel/jobs.ts'

/** Who leaves and who comes: of everybody each night, and of one whose hemkommun was set by hand. */
export const DERIVE_MOVES = 'moves.derive'

/** Somebody's hemkommun may have changed by hand: within seconds the machine looks, for it sees all that decides it. */
export async function deriveSoon(tx: Write, personIds: readonly string[]): Promise<void> {
  for (const id of personIds)
    await enqueue(tx, { name: DERIVE_MOVES, payload: { personId: id } }, { once: `${DERIVE_MOVES}:${id}` })
}
