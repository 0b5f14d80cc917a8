import type { Write } from '../../kernel/database.ts'
import { endLettingsIn } from '../../sight/many-actions.ts'
import { letGoOfCase } from '../cases/owner-actions.ts'
import { casesFollowedByNobody, lettingsOver } from './settle-store.ts'

/**
 * Ends, every night, what should have ended with a case and has not: cases that are closed and that nobody is asked about any longer are let go
 * of, and so is whoever was let in on account of a case that is somebody else's or nobody's. A closing does both by itself; what was closed
 * before it did, or was left by a merge, is found here.
 */
export async function settleCases(tx: Write): Promise<void> {
  tx.require('exits.run')
  const over = await casesFollowedByNobody(tx)
  for (const caseId of over) await letGoOfCase(tx, caseId)
  const lettings = await endLettingsIn(tx, await lettingsOver(tx))
  if (over.length + lettings === 0) {
    tx.recorded = true // nothing was left, and nothing is changed
    return
  }
  await tx.record('exits.cases_settled', { detail: { cases: over.length, lettings } })
}
