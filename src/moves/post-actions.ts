import type { Write } from '../kernel/database.ts'
import { addDays } from '../kernel/date.ts'
import { settingOf } from '../notices/owed-actions.ts'
import { personByNumber } from '../people/store.ts'
import { dropAwaitedOf, fillAwaited, insertCame, nowKnown, setPerson } from './in-store.ts'
import { keepReceipts, keepWithdrawals, takeParcels } from './post-store.ts'

/**
 * Sedd itself takes in what has come, says of whom it is, keeps the receipts of what was handed over and what was taken back. Again changes
 * nothing. Leaves an event when there was something.
 */
export async function exchangeMoves(tx: Write): Promise<{ came: number; receipts: number }> {
  tx.require('moves.exchange')
  const parcels = await takeParcels(tx)
  const { handoverDays } = await settingOf(tx)
  for (const parcel of parcels) {
    const personId = await personByNumber(tx, parcel.number)
    const came = { parcel, dueOn: addDays(tx.today, handoverDays) }
    const filled = personId === null ? null : await fillAwaited(tx, personId, came)
    const id = filled ?? (await insertCame(tx, personId, came))
    await tx.record('moves.came', { object: id, personId: personId ?? undefined })
  }
  const known = await nowKnown(tx)
  for (const { id, personId } of known) {
    await dropAwaitedOf(tx, personId)
    await setPerson(tx, id, personId)
    await tx.record('moves.matched', { object: id, personId, detail: { found: true } })
  }
  const [receipts, withdrawn] = [await keepReceipts(tx), await keepWithdrawals(tx)]
  if (receipts + withdrawn > 0) await tx.record('moves.post_kept', { detail: { receipts, withdrawn } })
  return { came: parcels.length, receipts }
}
