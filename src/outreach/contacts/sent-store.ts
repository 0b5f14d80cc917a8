import type { Write } from '../../kernel/database.ts'
import type { Instant } from '../../kernel/date.ts'
import { sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { ending } from '../../people/version-sql.ts'
import type { Channel, ContactOutcome, Direction, Through } from './model.ts'

export type SentContact = {
  readonly id: string
  readonly personId: PersonId
  readonly channel: Channel
  readonly through: Through
  readonly direction: Direction
  readonly outcome: ContactOutcome
  readonly doneBy: string
}

/** With when somebody wrote it: it may have waited for the hour. */
export type WrittenContact = SentContact & { readonly writtenAt: Instant }

/** Writes down what Sedd itself has just sent, or got an answer to, of many at once. */
export async function insertSent(tx: Write, sent: readonly SentContact[]): Promise<void> {
  await tx.run(sql`
    insert into outreach_contact (domain_id, id, contact_id, person_id, channel, through, direction, outcome, happened_at, done_by, recorded_by, known_from)
    select ${tx.actor.domainId}::uuid, s.id, s.id, s."personId", s.channel, s.through, s.direction, s.outcome, ${tx.now}::timestamptz, s."doneBy",
           ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from json_to_recordset(${JSON.stringify(sent)}::json)
             as s (id uuid, "personId" uuid, channel text, through text, direction text, outcome text, "doneBy" uuid)`)
}

/** What was to be done with these persons by today has been done; what was decided after they were written to has not. */
export async function closeNextOf(tx: Write, written: readonly WrittenContact[]): Promise<void> {
  if (written.length === 0) return
  const asked = written.map(({ personId, writtenAt }) => ({ personId, writtenAt }))
  await tx.run(sql`
    update outreach_next x set known_until = ${ending(tx, 'x')}, closed_as = 'done', closed_by = ${tx.actor.accountId}
      from json_to_recordset(${JSON.stringify(asked)}::json) as w ("personId" uuid, "writtenAt" timestamptz)
     where x.person_id = w."personId" and x.known_until is null and x.on_day <= ${tx.today} and x.known_from <= w."writtenAt"`)
}
