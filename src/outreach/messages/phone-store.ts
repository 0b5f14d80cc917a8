import { z } from 'zod'
import type { Read } from '../../kernel/database.ts'
import { InstantText } from '../../kernel/date.ts'
import { sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'

const OnPhone = z.object({
  id: z.uuid(),
  personId: PersonId,
  direction: z.enum(['out', 'in']),
  at: InstantText,
})
export type OnPhone = z.infer<typeof OnPhone>

const InMailbox = OnPhone.omit({ direction: true }).extend({ address: z.string() })
export type InMailbox = z.infer<typeof InMailbox>

/** The latest e-mail of the demonstration, to whomever. */
export function inMailbox(tx: Read, limit: number): Promise<InMailbox[]> {
  return tx.all(
    InMailbox,
    sql`
    select m.id, m.person_id as "personId", m.address, coalesce(m.handed_at, m.queued_at) as at from message m
     where m.channel = 'email' and m.direction = 'out' and m.state in ('handed', 'delivered')
     order by coalesce(m.handed_at, m.queued_at) desc, m.id limit ${limit}`,
  )
}

/** What a telephone of the demonstration has got and sent, the latest last. */
export async function onPhone(tx: Read, address: string, limit: number): Promise<OnPhone[]> {
  const rows = await tx.all(
    OnPhone,
    sql`
    select m.id, m.person_id as "personId", m.direction, coalesce(m.handed_at, m.queued_at) as at from message m
     where m.address = ${address} and m.channel = 'sms' and m.state in ('handed', 'delivered', 'received')
     order by coalesce(m.handed_at, m.queued_at) desc, m.id limit ${limit}`,
  )
  return rows.reverse()
}
