import type { Write } from '../../kernel/database.ts'
import { planSoon } from './planning.ts'
import { holdLadder } from './protocol-store.ts'
import { withdrawUnsent } from './send-store.ts'

/**
 * Takes back the steps that these messages did, where nothing left of them: nobody was tried. What comes next, the same step again or another
 * way, the machine plans. Whoever locks a person before this holds the ladder first (`holdLadder`).
 */
export async function takeBackUnsent(tx: Write, messageIds: readonly string[]): Promise<void> {
  tx.require('outreach.log')
  if (messageIds.length === 0) return
  await holdLadder(tx)
  const persons = await withdrawUnsent(tx, messageIds)
  if (persons.length === 0) return
  await planSoon(tx, persons)
  await tx.record('outreach.steps_taken_back', { detail: { steps: persons.length } })
}
