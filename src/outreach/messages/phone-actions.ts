import type { Write } from '../../kernel/database.ts'
import { takeTicket } from '../../trail/store.ts'
import { type OnPhone, onPhone } from './phone-store.ts'

const MOST = 30

export type OpenedPhone = {
  readonly lines: readonly OnPhone[]
  /** Opens the words of each person's messages. */
  readonly tickets: readonly { readonly ids: readonly string[]; readonly ticket: number }[]
}

/** Takes up a telephone of the demonstration, as the one who holds it would: what it has got is read against tickets, as everything is. */
export async function openPhone(tx: Write, address: string): Promise<OpenedPhone> {
  tx.require('messages.receive')
  const lines = await onPhone(tx, address, MOST)
  const byPerson = Map.groupBy(lines, ({ personId }) => personId)
  const tickets: { ids: string[]; ticket: number }[] = []
  for (const [personId, own] of byPerson) {
    const ids = own.map(({ id }) => id)
    tickets.push({ ids, ticket: await takeTicket(tx, { kind: 'message', ids, personId }, null) })
  }
  await tx.record('messages.phone_opened', { detail: { messages: lines.length } })
  return { lines, tickets }
}
