import { askForSight, changeStaff } from '../access/accounts/actions.ts'
import { staff } from '../access/accounts/store.ts'
import type { Write } from '../kernel/database.ts'
import type { DemoAccount } from './model.ts'

/** How the member of staff is reached: an address that cannot exist, and a number that nobody has (PTS, numbers for fiction). */
export async function giveContact(tx: Write, { signInName, face }: DemoAccount, accountId: string): Promise<void> {
  const member = (await staff(tx)).find((each) => each.accountId === accountId)
  if (!member) throw new RangeError('no such member of staff')
  const { id: staffId, userName, displayName } = member
  const phone = `070-174 06 ${String(face + 4).padStart(2, '0')}`
  await changeStaff(tx, { staffId, userName, displayName, email: `${signInName}@sormland.example`, phone })
}

/** Who has asked for what, and waits for the data protection officer. */
export const ASKING = { by: 'mikael.strand', for: 'Petra Lindholm' } as const

export async function askForPetra(tx: Write): Promise<void> {
  const member = (await staff(tx)).find(({ displayName }) => displayName === ASKING.for)
  const [membership] = member?.memberships ?? []
  if (!member || !membership) throw new RangeError('nobody to ask for')
  await askForSight(tx, { staffId: member.id, membershipId: membership.id })
}
