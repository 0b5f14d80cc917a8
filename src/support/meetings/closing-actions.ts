import type { Write } from '../../kernel/database.ts'
import { lockSupported } from '../cases/actions.ts'
import * as store from './store.ts'

/** Cancels all that is still planned about somebody whose case was opened by mistake. */
export async function cancelPlanned(tx: Write, { personId }: { readonly personId: string }): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, personId)
  const planned = (await store.meetingsOf(tx, person.id)).filter(({ state }) => state === 'planned')
  for (const each of planned) {
    await store.replaceMeeting(tx, each, { ...each, state: 'cancelled' })
    await tx.record('meetings.cancelled', { object: each.meetingId, personId: person.id })
  }
}
