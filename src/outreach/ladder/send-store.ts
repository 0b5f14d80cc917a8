import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'
import { ending } from '../../people/version-sql.ts'
import type { HasGateway } from '../messages/gateway.ts'
import { type LeftOut, MessageChannel } from '../messages/model.ts'
import { recipientsOf } from '../messages/recipients-store.ts'
import { waitsForGateway } from '../messages/sending-rules.ts'
import { dueSteps, type LadderRow } from './list-store.ts'

/** A step that is due, and why its message does not go to the one it is for; null when it does. */
export type Choice = LadderRow & { readonly not: LeftOut | 'no_template' | 'by_hand' | 'no_email' | null }

/** Of the steps chosen those that one sees, each with what would become of it: asked once for each way, not once for each person. */
export async function choicesOf(
  tx: Read,
  stepIds: readonly string[],
  hasGateway: HasGateway,
): Promise<readonly Choice[]> {
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
  return rows.map((row) => ({ ...row, not: notFor(row, reasons, hasGateway) }))
}

const isMessage = ({ channel }: LadderRow) => MessageChannel.safeParse(channel).success

function notFor(row: LadderRow, reasons: ReadonlyMap<string, LeftOut | null>, hasGateway: HasGateway): Choice['not'] {
  const channel = MessageChannel.safeParse(row.channel).data
  if (channel === undefined) return 'by_hand'
  if (!hasGateway(channel) && !waitsForGateway(channel)) return 'no_email'
  if (row.templateCode === null) return 'no_template'
  const reason = reasons.get(`${row.id} ${row.channel} ${row.through}`)
  return reason === undefined ? 'no_address' : reason
}

/** The step that a message (alias) is sent for, as `dedupKey` of the sending names it; null for one that is for none. */
export const stepOfMessage = (alias: string): Sql =>
  raw(`case when ${alias}.dedup_key ~ '^step:[0-9a-f-]{36}$' then substr(${alias}.dedup_key, 6)::uuid end`)

const Taken = z.object({ personId: z.uuid() })

/** Takes back the steps that messages did of which nothing left, whoever they went to. Answers with whose steps they were. */
export async function withdrawUnsent(tx: Write, messageIds: readonly string[]): Promise<readonly string[]> {
  const taken = await tx.all(
    Taken,
    sql`
    update outreach_step s set closed_as = 'withdrawn', reason = 'not_sent', closed_on = ${tx.today}, closed_by = ${tx.actor.accountId},
           known_until = ${ending(tx, 's')}
      from (
        select distinct m.domain_id, ${stepOfMessage('m')} as step_id from message m
         where m.id = any(${[...messageIds]}::uuid[]) and m.dedup_key is not null and not exists (
           select from message o where o.domain_id = m.domain_id and o.dedup_key = m.dedup_key
              and (o.contact_id is not null or o.state not in ('failed', 'withdrawn')))) u
     where s.domain_id = u.domain_id and s.id = u.step_id and s.closed_as = 'done' and s.contact_id is null
    returning s.person_id as "personId"`,
  )
  return taken.map(({ personId }) => personId)
}
