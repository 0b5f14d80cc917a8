import type { Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/**
 * Lets one colleague in to many at once, without an end. Answers which letting-in was made, by person: none for those whom the actor
 * lets nobody in to, and for those to whom the colleague is let in already.
 */
export async function letInMany(
  tx: Write,
  made: { readonly personIds: readonly string[]; readonly membershipId: string; readonly reason: string },
): Promise<ReadonlyMap<string, string>> {
  tx.require('sight.assign')
  const faults = rules.lettingInFaults({ reason: made.reason, until: null }, tx.now)
  if (faults.length > 0) throw new Refused('invalid', 'assignment', faults)
  const rows = await store.insertAssignments(tx, made)
  await store.recordAssignments(tx, rows, made.membershipId)
  return new Map(rows.map(({ personId, id }) => [personId, id]))
}

/**
 * Ends lettings-in that came with answering for a case, once nobody answers for it by them: the database asks for that alone, for whoever
 * ends a case need not be one who lets in. Last in an action: the actor may see nothing of the young person afterwards. Answers how many ended.
 */
export async function endLettingsIn(tx: Write, ids: readonly string[]): Promise<number> {
  const ended = await store.endWithCase(tx, ids)
  await store.recordEnded(tx, ended)
  return ended.length
}

/** The same of those that came with going along on a visit, once nobody is to go by them. */
export async function endLettingsForVisit(tx: Write, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await store.recordEnded(tx, await store.endWithVisit(tx, ids))
}
