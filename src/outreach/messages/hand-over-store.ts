import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import type { Instant } from '../../kernel/date.ts'
import { InstantText } from '../../kernel/date.ts'
import { prepared, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { stepOfMessage } from '../ladder/send-store.ts'
import { MessageChannel, Whose } from './model.ts'

const Due = z.object({
  id: z.uuid(),
  personId: PersonId,
  channel: MessageChannel,
  whose: Whose,
  address: z.string(),
  attempts: z.number(),
  queuedBy: z.uuid(),
  queuedAt: InstantText,
  dueAt: InstantText,
  untilAt: InstantText.nullable(),
  isAnswered: z.boolean(),
  /** It is for a step of the ladder, which has been stopped meanwhile, or rests, or was taken back and done anew. */
  isStopped: z.boolean(),
})
export type Due = z.infer<typeof Due>

/** Locks the messages whose time has come, past those that somebody else has. In a statement of its own: what it knows of them is read afterwards. */
export async function takeDue(tx: Write, channels: readonly string[], limit: number): Promise<Due[]> {
  const locked = await tx.all(
    z.object({ id: z.uuid() }),
    prepared(sql`
    select m.id from message m where m.state = 'queued' and m.due_at <= ${tx.now} and m.channel = any (${[...channels]}::text[])
     order by m.due_at, m.id limit ${limit} for update skip locked`),
  )
  if (locked.length === 0) return []
  return tx.all(
    Due,
    prepared(sql`
    with due as materialized (
      select m.domain_id, m.id, m.person_id, m.channel, m.whose, m.address, m.attempts, m.queued_by, m.queued_at, m.due_at, m.until_at, m.dedup_key,
             p.root_id
        from message m join person p on p.domain_id = m.domain_id and p.id = m.person_id
       where m.id = any (${locked.map(({ id }) => id)}::uuid[])),
    -- Whoever has been found to be the same has answered for both, and rests for both.
    kin as materialized (
      select d.id as of, d.root_id as id from due d
      union
      select d.id, k.id from due d join person k on k.domain_id = d.domain_id and k.root_id = d.root_id)
    select m.id, m.person_id as "personId", m.channel, m.whose, m.address, m.attempts, m.queued_by as "queuedBy", m.queued_at as "queuedAt",
           m.due_at as "dueAt", m.until_at as "untilAt", coalesce(m.dedup_key like 'step:%', false) and (
             -- A step of the ladder asks for an answer that has come. What somebody has asked for themself, a time, a plan, is theirs still.
             exists (select from kin k join message i on i.domain_id = m.domain_id and i.person_id = k.id
                      where k.of = m.id and i.direction = 'in' and i.reason is null and i.queued_at >= m.queued_at)
             or exists (select from kin k join outreach_contact c on c.domain_id = m.domain_id and c.person_id = k.id
                         where k.of = m.id and c.achieved and c.known_until is null and c.struck_at is null
                           and c.known_from >= m.queued_at)) as "isAnswered",
           exists (select from outreach_step s join outreach_run r on r.domain_id = s.domain_id and r.id = s.run_id
                    where s.domain_id = m.domain_id and s.id = ${stepOfMessage('m')}
                      and (r.closed_as in ('by_hand', 'left') or (s.closed_as = 'withdrawn' and exists (
                        select from outreach_step t where t.domain_id = s.domain_id and t.run_id = s.run_id and t.code = s.code
                           and t.closed_as = 'done')) or exists (
                        select from kin k join outreach_rest x on x.domain_id = m.domain_id and x.person_id = k.id
                         where k.of = m.id and x.from_on <= ${tx.today} and coalesce(x.closed_on, x.until_on) > ${tx.today}))) as "isStopped"
      from due m order by m.due_at, m.id`),
  )
}

/** What has been decided of a message whose time had come. */
export type Decided =
  | { readonly id: string; readonly state: 'handing' }
  | { readonly id: string; readonly state: 'withdrawn' | 'failed'; readonly reason: string }
  | { readonly id: string; readonly state: 'queued'; readonly dueAt: Instant }

export async function saveDecided(tx: Write, decided: readonly Decided[]): Promise<void> {
  await tx.run(sql`
    update message m
       set state = d.state, reason = d.reason, due_at = coalesce(d."dueAt", m.due_at),
           handing_at = case when d.state = 'handing' then ${tx.now}::timestamptz else m.handing_at end,
           ended_at = case when d.state in ('withdrawn', 'failed') then ${tx.now}::timestamptz end,
           -- One that was handed over before is sent again because somebody said so: another try, and another contact.
           contact_id = case when d.state = 'handing' then null else m.contact_id end,
           handed_at = case when d.state = 'handing' then null else m.handed_at end,
           attempts = m.attempts + case when d.state = 'handing' then 1 else 0 end
      from json_to_recordset(${JSON.stringify(decided)}::json) as d (id uuid, state text, reason text, "dueAt" timestamptz)
     where m.id = d.id`)
}

const Words = z.object({ id: z.uuid(), subject: z.string().nullable(), body: z.string() })

/** The words of what is just being handed over. */
export async function wordsToHand(
  tx: Read,
  ids: readonly string[],
): Promise<ReadonlyMap<string, z.infer<typeof Words>>> {
  const rows = await tx.all(Words, sql`select id, subject, body from messages_to_hand(${[...ids]}::uuid[])`)
  return new Map(rows.map((row) => [row.id, row]))
}

const Stuck = z.object({ id: z.uuid(), channel: MessageChannel })

/** Those that somebody began to hand over before an instant, and has told nothing of since. */
export function stuckBefore(tx: Read, before: Instant, limit: number): Promise<z.infer<typeof Stuck>[]> {
  return tx.all(
    Stuck,
    prepared(sql`
    select m.id, m.channel from message m where m.state = 'handing' and m.handing_at < ${before}
     order by m.handing_at, m.id limit ${limit}`),
  )
}

/** What a gateway answered of a message. */
export type Told =
  | { readonly id: string; readonly state: 'handed'; readonly gateway: string; readonly gatewayId: string }
  | { readonly id: string; readonly state: 'failed'; readonly reason: string; readonly gateway: string }
  | { readonly id: string; readonly state: 'uncertain'; readonly reason: string; readonly gateway: string }
  | { readonly id: string; readonly state: 'queued'; readonly dueAt: Instant; readonly gateway: string }

const Changed = z.object({
  id: z.uuid(),
  personId: PersonId,
  channel: MessageChannel,
  whose: Whose,
  address: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  queuedBy: z.uuid(),
  queuedAt: InstantText,
  contactId: z.uuid().nullable(),
  handedAt: InstantText.nullable(),
})
export type Changed = z.infer<typeof Changed>

const CHANGED = sql`
  m.id, m.person_id as "personId", m.channel, m.whose, m.address, m.state, m.reason, m.queued_by as "queuedBy", m.queued_at as "queuedAt",
  m.contact_id as "contactId", m.handed_at as "handedAt"`

/** Stands where a gateway's name does for what none was asked to take. */
export const NO_GATEWAY = 'none'

/** Saves what gateways answered, of those that are still being handed over. Answers with what changed. */
export function saveTold(tx: Write, told: readonly Told[]): Promise<Changed[]> {
  return tx.all(
    Changed,
    sql`
    update message m
       set state = t.state, reason = t.reason, due_at = coalesce(t."dueAt", m.due_at), gateway = t.gateway, gateway_id = t."gatewayId",
           handed_at = case when t.state = 'handed' then ${tx.now}::timestamptz else m.handed_at end,
           -- What nobody asked a gateway to take is no try.
           attempts = m.attempts - case when t.state = 'queued' and t.gateway = ${NO_GATEWAY} then 1 else 0 end,
           ended_at = case when t.state = 'failed' then ${tx.now}::timestamptz end
      from json_to_recordset(${JSON.stringify(told)}::json)
             as t (id uuid, state text, reason text, "dueAt" timestamptz, gateway text, "gatewayId" text)
     where m.id = t.id and m.state = 'handing' returning ${CHANGED}`,
  )
}

/** A receipt as it was read, of a message by our id or the gateway's. */
export type ReadReceipt = {
  readonly messageId: string | null
  readonly gatewayId: string | null
  readonly state: 'delivered' | 'failed'
  readonly reason: string | null
}

/** Saves receipts; what has been told already changes nothing. Answers with what changed. */
export function saveReceipts(tx: Write, gateway: string, receipts: readonly ReadReceipt[]): Promise<Changed[]> {
  return tx.all(
    Changed,
    sql`
    with told as (
      select distinct on (m.id) m.id, r.state, r.reason, r."gatewayId"
        from json_to_recordset(${JSON.stringify(receipts)}::json) as r ("messageId" uuid, "gatewayId" text, state text, reason text)
        join message m on m.direction = 'out' and (m.id = r."messageId" or (m.gateway = ${gateway} and m.gateway_id = r."gatewayId")))
    update message m
       set state = t.state, reason = t.reason, ended_at = ${tx.now}, gateway = ${gateway}, gateway_id = coalesce(m.gateway_id, t."gatewayId"),
           handed_at = coalesce(m.handed_at, ${tx.now}::timestamptz)
      from told t where m.id = t.id and m.state in ('handing', 'handed', 'uncertain') returning ${CHANGED}`,
  )
}

/** Ties messages to the contacts they became. */
export async function tieContacts(tx: Write, tied: readonly { id: string; contactId: string }[]): Promise<void> {
  if (tied.length === 0) return
  await tx.run(sql`
    update message m set contact_id = t."contactId"
      from json_to_recordset(${JSON.stringify(tied)}::json) as t (id uuid, "contactId" uuid) where m.id = t.id`)
}
