import type { Write } from '../kernel/database.ts'
import type { MergeId } from '../people/duplicates/model.ts'
import type { PersonId } from '../people/model.ts'
import * as store from './merge-store.ts'

/** What a merge brings with it here: the survivor answers with the owner and the occupation of the two. */
export async function carryMerged(tx: Write, merged: store.Merged): Promise<void> {
  tx.require('people.merge')
  await store.carryOwner(tx, merged)
  await store.carryOccupation(tx, merged)
  await tx.record('register.merge_carried', { personId: merged.survivorId, object: merged.mergeId })
}

/** Takes back what `carryMerged` brought, and nothing else. */
export async function giveBackMerged(
  tx: Write,
  undone: { readonly mergeId: MergeId; readonly survivorId: PersonId },
): Promise<void> {
  tx.require('people.merge')
  await store.closeCarriedOwner(tx, undone.mergeId)
  await store.closeCarriedOccupation(tx, undone.mergeId)
  await tx.record('register.merge_given_back', { personId: undone.survivorId, object: undone.mergeId })
}
