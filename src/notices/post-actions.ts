import type { Write } from '../kernel/database.ts'
import { addDays } from '../kernel/date.ts'
import { personByNumber } from '../people/store.ts'
import { insertIn, nowKnown, setPerson } from './in-store.ts'
import { settingOf } from './owed-actions.ts'
import { keepReceipts, keepWithdrawals, takeParcels } from './post-store.ts'

/**
 * Sedd itself takes in what has come, says of whom it is, keeps the receipts of what was sent and what was taken back. Again changes
 * nothing. Leaves an event when there was something.
 */
export async function exchangePost(tx: Write): Promise<{ came: number; receipts: number }> {
  tx.require('notices.exchange')
  const { handleDays } = await settingOf(tx)
  const parcels = await takeParcels(tx)
  for (const parcel of parcels) {
    const personId = await personByNumber(tx, parcel.number)
    const told = { toldAt: parcel.sentAt, dueOn: addDays(tx.today, handleDays) }
    const id = await insertIn(tx, { ...parcel, ...told, personId })
    await tx.record('notices.came', { object: id, personId: personId ?? undefined, detail: { kind: parcel.kind } })
  }
  const known = await nowKnown(tx)
  for (const { id, personId } of known) {
    await setPerson(tx, id, personId)
    await tx.record('notices.matched', { object: id, personId, detail: { found: true } })
  }
  const [receipts, withdrawn] = [await keepReceipts(tx), await keepWithdrawals(tx)]
  if (receipts + withdrawn > 0) await tx.record('notices.post_kept', { detail: { receipts, withdrawn } })
  return { came: parcels.length, receipts }
}
