import type { Read } from '../../kernel/database.ts'
import { type LeftOut, MessageChannel } from '../messages/model.ts'
import { recipientsOf } from '../messages/recipients-store.ts'
import { dueSteps, type LadderRow } from './list-store.ts'

/** A step that is due, and why its message does not go to the one it is for; null when it does. */
export type Choice = LadderRow & { readonly not: LeftOut | 'no_template' | 'by_hand' | null }

/** Of the steps chosen those that one sees, each with what would become of it: asked once for each way, not once for each person. */
export async function choicesOf(tx: Read, stepIds: readonly string[]): Promise<readonly Choice[]> {
  const rows = await dueSteps(tx, stepIds)
  const ways = Map.groupBy(rows.filter(isMessage), ({ channel, through }) => `${channel} ${through}`)
  const reasons = new Map<string, LeftOut | null>()
  for (const group of ways.values()) {
    const [first] = group
    if (first === undefined) continue
    const { channel, through } = first
    const ids = group.map(({ id }) => id)
    const to = { to: through, channel: MessageChannel.parse(channel) } as const
    for (const { personId, reason } of await recipientsOf(tx, ids, to))
      reasons.set(`${personId} ${channel} ${through}`, reason)
  }
  return rows.map((row) => ({ ...row, not: notFor(row, reasons) }))
}

const isMessage = ({ channel }: LadderRow) => MessageChannel.safeParse(channel).success

function notFor(row: LadderRow, reasons: ReadonlyMap<string, LeftOut | null>): Choice['not'] {
  if (!isMessage(row)) return 'by_hand'
  if (row.templateCode === null) return 'no_template'
  const reason = reasons.get(`${row.id} ${row.channel} ${row.through}`)
  return reason === undefined ? 'no_address' : reason
}
