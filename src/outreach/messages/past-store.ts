import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { InstantText } from '../../kernel/date.ts'
import { sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import type { MessageState } from './model.ts'

const Text = z.object({
  contactId: z.uuid(),
  personId: PersonId,
  outcome: z.string(),
  at: InstantText,
  address: z.string(),
})
export type PastText = z.infer<typeof Text>

/** The texts that the contact log of the demonstration tells of, with the number each went to: the first of each person first. */
export function pastTexts(tx: Read): Promise<PastText[]> {
  return tx.all(
    Text,
    sql`
    select c.contact_id as "contactId", c.person_id as "personId", c.outcome, c.happened_at as at, n.digits as address
      from outreach_contact c
      join person p on p.id = c.person_id and p.protection = 'none' and p.root_id = p.id
      join lateral (
        select d.digits from person_contact d
         where d.person_id = c.person_id and d.kind = 'phone' and d.known_until is null and d.digits like '467%'
         order by d.noted_on desc, d.id desc limit 1) n on true
     where c.channel = 'sms' and c.through = 'self' and c.known_until is null and c.struck_at is null
     order by c.person_id, c.happened_at, c.id`,
  )
}

export type PastMessage = {
  readonly id: string
  readonly personId: PersonId
  readonly direction: 'out' | 'in'
  readonly address: string
  readonly body: string
  readonly parts: number
  readonly templateCode: string | null
  readonly state: MessageState
  readonly reason: string | null
  readonly at: string
  readonly settled: boolean
  readonly contactId: string | null
}

/** Messages of the demonstration's past, many at once. */
export async function insertPast(tx: Write, messages: readonly PastMessage[]): Promise<void> {
  await tx.run(sql`
    insert into message (domain_id, id, person_id, direction, channel, whose, address, body, parts, template_code, template_version, language,
                         state, reason, due_at, attempts, queued_by, queued_at, handing_at, handed_at, ended_at, settled_by, gateway, gateway_id,
                         contact_id)
    select ${tx.actor.domainId}::uuid, m.id, m."personId", m.direction, 'sms', 'self', m.address, m.body, m.parts, m."templateCode",
           case when m."templateCode" is not null then 0 end, 'sv', m.state, m.reason, m.at, 1, ${tx.actor.accountId}::uuid, m.at, m.at,
           case when m.direction = 'out' then m.at end, case when m.direction = 'out' then m.at end,
           case when m.settled then ${tx.actor.accountId}::uuid end, 'fake', 'past-' || m.id, m."contactId"
      from json_to_recordset(${JSON.stringify(messages)}::json)
             as m (id uuid, "personId" uuid, direction text, address text, body text, parts integer, "templateCode" text, state text,
                   reason text, at timestamptz, settled boolean, "contactId" uuid)`)
}
