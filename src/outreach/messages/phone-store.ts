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
