import type { Write } from '../../kernel/database.ts'
import { takeTicket } from '../../trail/store.ts'
import { type InMailbox, inMailbox, type OnPhone, onPhone } from './phone-store.ts'

const MOST = 30

/** What lies there, and what opens the words of each person's messages. */
export type Opened<T> = {
  readonly lines: readonly T[]
  readonly tickets: readonly { readonly ids: readonly string[]; readonly ticket: number }[]
}

/** Takes up a telephone of the demonstration, as the one who holds it would: what it has got is read against tickets, as everything is. */
export async function openPhone(tx: Write, address: string): Promise<Opened<OnPhone>> {
  tx.require('messages.receive')
  const lines = await onPhone(tx, address, MOST)
  const tickets = await ticketsFor(tx, lines)
  await tx.record('messages.phone_opened', { detail: { messages: lines.length } })
  return { lines, tickets }
}

/** Opens the mailbox of the demonstration, where all its e-mail lies: read against tickets, as everything is. */
export async function openMailbox(tx: Write): Promise<Opened<InMailbox>> {
  tx.require('messages.receive')
  const lines = await inMailbox(tx, MOST)
  const tickets = await ticketsFor(tx, lines)
  await tx.record('messages.mailbox_opened', { detail: { messages: lines.length } })
  return { lines, tickets }
}

async function ticketsFor(tx: Write, lines: readonly { id: string; personId: string }[]) {
  const byPerson = Map.groupBy(lines, ({ personId }) => personId)
  const tickets: { ids: string[]; ticket: number }[] = []
  for (const [personId, own] of byPerson) {
    const ids = own.map(({ id }) => id)
    tickets.push({ ids, ticket: await takeTicket(tx, { kind: 'message', ids, personId }, null) })
  }
  return tickets
}
