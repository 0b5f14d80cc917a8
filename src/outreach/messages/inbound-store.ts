import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { InstantText } from '../../kernel/date.ts'
import { prepared, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { membersOf } from '../../people/store.ts'
import { MessageChannel, Whose } from './model.ts'

const Holder = z.object({ personId: PersonId, whose: Whose, writtenAt: InstantText.nullable() })
export type Holder = z.infer<typeof Holder>

/**
 * Whom we have written to at an address, and when last; when to nobody, whose it is by what is on record. Nobody for whom it was the wrong
 * number: what whoever has it writes is none of theirs.
 */
export async function holdersOf(tx: Read, channel: MessageChannel, address: string): Promise<Holder[]> {
  const written = await tx.all(
    Holder,
    prepared(sql`
    select distinct on (r.id) r.id as "personId", m.whose, m.queued_at as "writtenAt"
      from message m join person p on p.id = m.person_id join person r on r.id = p.root_id and r.known_until is null
     where m.address = ${address} and m.channel = ${channel} and m.direction = 'out' and m.state in ('handing', 'handed', 'delivered', 'uncertain')
       and ${isTheirs(channel, address)}
     order by r.id, m.queued_at desc`),
  )
  if (written.length > 0) return written
  return tx.all(
    Holder,
    prepared(sql`
    select distinct r.id as "personId", 'self' as whose, null::timestamptz as "writtenAt"
      from person_contact c join person p on p.id = c.person_id join person r on r.id = p.root_id and r.known_until is null
     where c.known_until is null and case when ${channel} = 'sms' then c.digits = ${address} else c.value = ${address} end
       and ${isTheirs(channel, address)}`),
  )
}

const isTheirs = (channel: MessageChannel, address: string) => sql`
  not exists (select from message_stop s join person w on w.id = s.person_id
               where w.root_id = r.id and s.known_until is null and s.kind = 'wrong_number' and s.channel = ${channel} and s.address = ${address})`

const Last = z.object({ queuedBy: z.uuid(), language: z.string(), contactId: z.uuid().nullable() })

/** The latest message handed over to an address for a person, or for one who has been found to be the same. */
export function lastTo(
  tx: Read,
  of: { personId: PersonId; channel: MessageChannel; address: string },
): Promise<z.infer<typeof Last> | null> {
  return tx.maybe(
    Last,
    prepared(sql`
    select m.queued_by as "queuedBy", m.language, m.contact_id as "contactId" from message m
     where m.person_id in (${membersOf(sql`${of.personId}::uuid`)}) and m.channel = ${of.channel} and m.address = ${of.address} and m.direction = 'out'
       and m.handed_at is not null order by m.queued_at desc, m.id limit 1`),
  )
}

const SentMail = z.object({ id: z.uuid(), personId: PersonId, whose: Whose, address: z.string() })
export type SentMail = z.infer<typeof SentMail>

/** The first of these that is an e-mail that was handed over; null when none is. */
export function sentMail(tx: Read, ids: readonly string[]): Promise<SentMail | null> {
  return tx.maybe(
    SentMail,
    prepared(sql`
    select m.id, m.person_id as "personId", m.whose, m.address from message m
     where m.id = any (${[...ids]}::uuid[]) and m.direction = 'out' and m.channel = 'email'
       and m.state in ('handing', 'handed', 'delivered', 'failed', 'uncertain')
     order by array_position(${[...ids]}::uuid[], m.id) limit 1`),
  )
}

const Known = z.object({ known: z.boolean() })

/** Whether an incoming message has been taken before: gateways bring them again when they are not sure. */
export async function isKnownIncoming(tx: Read, of: { gateway: string; gatewayId: string }): Promise<boolean> {
  const { known } = await tx.one(
    Known,
    prepared(sql`
    select exists (select from message m where m.gateway = ${of.gateway} and m.direction = 'in' and m.gateway_id = ${of.gatewayId})
        or exists (select from message_unmatched u where u.gateway = ${of.gateway} and u.gateway_id = ${of.gatewayId}) as known`),
  )
  return known
}

export type NewIncoming = {
  readonly personId: PersonId
  readonly channel: MessageChannel
  readonly whose: Whose
  readonly address: string
  readonly text: string
  readonly parts: number
  readonly language: string
  readonly reason: 'opted_out' | 'wrong_number' | null
  readonly gateway: string
  readonly gatewayId: string
}

const Id = z.object({ id: z.uuid() })

/** Null when it has been taken before. */
export async function insertIncoming(tx: Write, incoming: NewIncoming): Promise<string | null> {
  const { personId, channel, whose, address, text, parts, language, reason, gateway, gatewayId } = incoming
  const made = await tx.maybe(
    Id,
    sql`
    insert into message (domain_id, person_id, direction, channel, whose, address, body, parts, language, state, reason, due_at, queued_by,
                         queued_at, gateway, gateway_id)
    values (${tx.actor.domainId}, ${personId}, 'in', ${channel}, ${whose}, ${address}, ${text}, ${parts}, ${language}, 'received', ${reason},
            ${tx.now}, ${tx.actor.accountId}, ${tx.now}, ${gateway}, ${gatewayId})
    on conflict do nothing returning id`,
  )
  return made?.id ?? null
}

const Unmatched = z.object({
  id: z.uuid(),
  channel: MessageChannel,
  address: z.string(),
  body: z.string(),
  gateway: z.string(),
  gatewayId: z.string(),
  receivedAt: InstantText,
})
export type Unmatched = z.infer<typeof Unmatched>

export async function insertUnmatched(
  tx: Write,
  of: { channel: MessageChannel; address: string; body: string; gateway: string; gatewayId: string },
): Promise<boolean> {
  const made = await tx.run(sql`
    insert into message_unmatched (domain_id, channel, address, body, gateway, gateway_id, received_at)
    values (${tx.actor.domainId}, ${of.channel}, ${of.address}, ${of.body}, ${of.gateway}, ${of.gatewayId}, ${tx.now})
    on conflict do nothing`)
  return made === 1
}

const unmatchedColumns = sql`u.id, u.channel, u.address, u.body, u.gateway, u.gateway_id as "gatewayId", u.received_at as "receivedAt"`

/** Answers that are nobody's yet, the oldest first. */
export function unmatched(tx: Read, limit: number): Promise<Unmatched[]> {
  return tx.all(
    Unmatched,
    sql`select ${unmatchedColumns} from message_unmatched u where u.closed_as is null order by u.received_at, u.id limit ${limit}`,
  )
}

const Count = z.object({ n: z.number() })

export async function countUnmatched(tx: Read): Promise<number> {
  return (await tx.one(Count, sql`select count(*) as n from message_unmatched u where u.closed_as is null`)).n
}

/** Locks one in a statement of its own and reads it. Refuses with `not_found` what is closed or may not be seen. */
export async function lockUnmatched(tx: Write, id: string): Promise<Unmatched> {
  await tx.run(sql`select from message_unmatched u where u.id = ${id} for update`)
  return tx.one(
    Unmatched,
    sql`select ${unmatchedColumns} from message_unmatched u where u.id = ${id} and u.closed_as is null`,
  )
}

/** Takes it off the list: neither number nor words stay. */
export async function closeUnmatched(tx: Write, id: string, closedAs: 'tied' | 'not_ours'): Promise<void> {
  await tx.runOne(sql`
    update message_unmatched u set closed_as = ${closedAs}, closed_by = ${tx.actor.accountId}, closed_at = ${tx.now}, address = null, body = null
     where u.id = ${id} and u.closed_as is null`)
}
