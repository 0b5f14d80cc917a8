import type { Write } from '../../kernel/database.ts'
import type { Instant } from '../../kernel/date.ts'
import { sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import type { Channel, ContactOutcome, Direction, Through } from './model.ts'

export type PastContact = {
  readonly personId: PersonId
  readonly channel: Channel
  readonly through: Through
  readonly direction: Direction
  readonly outcome: ContactOutcome
  readonly minutes: number | null
  readonly withBy: string | null
  readonly at: Instant
}

/** Contacts of the demonstration's past, many at once, each written down when it was made by the one who writes. */
export async function insertPastContacts(tx: Write, contacts: readonly PastContact[]): Promise<void> {
  await tx.run(sql`
    insert into outreach_contact (domain_id, id, contact_id, person_id, channel, through, direction, outcome, minutes, happened_at, done_by,
                                  with_by, recorded_by, known_from)
    select ${tx.actor.domainId}::uuid, c.id, c.id, c."personId", c.channel, c.through, c.direction, c.outcome, c.minutes, c.at,
           ${tx.actor.accountId}::uuid, c."withBy", ${tx.actor.accountId}::uuid, c.at
      from (select gen_random_uuid() as id, x.*
              from json_to_recordset(${JSON.stringify(contacts)}::json)
                     as x ("personId" uuid, channel text, through text, direction text, outcome text, minutes integer,
                           "withBy" uuid, at timestamptz)) c`)
}
