import type { Write } from '../../src/kernel/database.ts'
import { setOwner } from '../../src/register/store.ts'

/** Makes the person somebody's case, whether in the register or not. For a machine's transaction; leaves its event. */
export async function ownedBy(tx: Write, personId: string, accountId: string): Promise<void> {
  await setOwner(tx, [personId], accountId)
  await tx.record('register.built', { personId })
}
