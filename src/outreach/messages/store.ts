import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import type { Instant } from '../../kernel/date.ts'
import { prepared, raw, type Sql, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOf } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import {
  type LeftOut,
  Message,
  type MessageChannel,
  type MessageState,
  Stop,
  type StopKind,
  type Whose,
} from './model.ts'
import { stuckBefore } from './sending-rules.ts'

const columns = raw(`
  m.id, m.person_id as "personId", m.direction, m.channel, m.whose, m.address, m.parts, m.template_code as "templateCode", m.language, m.state,
  m.reason, m.due_at as "dueAt", m.queued_by as "queuedBy", m.queued_at as "queuedAt", m.handed_at as "handedAt", m.ended_at as "endedAt",
  m.settled_by as "settledBy"`)

const among = (root: PersonId): Sql => sql`m.person_id in (${membersOf(sql`${root}::uuid`)})`

const Id = z.object({ id: z.uuid() })

export type NewMessage = {
  readonly id: string
  readonly personId: PersonId
  readonly channel: MessageChannel
  readonly whose: Whose
  readonly address: string
  readonly subject: string | null
  readonly body: string
  readonly parts: number
  readonly templateCode: string | null
  readonly templateVersion: number | null
  readonly language: string
  readonly dedupKey: string | null
  readonly copy: number
  /** When what it names has been; null when it names no day. */
  readonly untilAt: Instant | null
}

/** Puts messages in the outbox. Answers with those that were not there for the same reason before. */
export async function insertMessages(
  tx: Write,
  messages: readonly NewMessage[],
  dueAt: Instant,
): Promise<ReadonlySet<string>> {
  const made = await tx.all(
    Id,
    sql`
    insert into message (domain_id, id, person_id, direction, channel, whose, address, subject, body, parts, template_code, template_version,
                         language, dedup_key, copy, until_at, state, due_at, queued_by, queued_at)
    select ${tx.actor.domainId}::uuid, n.id, n."personId", 'out', n.channel, n.whose, n.address, n.subject, n.body, n.parts, n."templateCode",
           n."templateVersion", n.language, n."dedupKey", n.copy, n."untilAt", 'queued', ${dueAt}::timestamptz, ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from json_to_recordset(${JSON.stringify(messages)}::json)
             as n (id uuid, "personId" uuid, channel text, whose text, address text, subject text, body text, parts integer, "templateCode" text,
                   "templateVersion" integer, language text, "dedupKey" text, copy integer, "untilAt" timestamptz)
    on conflict do nothing returning id`,
  )
  return new Set(made.map(({ id }) => id))
}

export type Page = { readonly limit: number; readonly offset: number }

/** Messages to and from a person and those merged into it, the latest first. */
export function threadOf(tx: Read, root: PersonId, { limit, offset }: Page): Promise<Message[]> {
  return tx.all(
    Message,
    prepared(sql`
    select ${columns} from message m where ${among(root)} order by m.queued_at desc, m.id limit ${limit} offset ${offset}`),
  )
}

const Counts = z.object({ total: z.number(), answers: z.number() })
export type ThreadCounts = z.infer<typeof Counts>

export function countThread(tx: Read, root: PersonId): Promise<ThreadCounts> {
  return tx.one(
    Counts,
    prepared(sql`
    select count(*) as total, count(*) filter (where m.direction = 'in') as answers from message m where ${among(root)}`),
  )
}

const Body = z.object({ id: z.uuid(), subject: z.string().nullable(), body: z.string() })
export type Body = z.infer<typeof Body>

/** The words of messages against their ticket. */
export async function bodiesOf(tx: Read, ids: readonly string[], ticket: number): Promise<ReadonlyMap<string, Body>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.all(Body, sql`select id, subject, body from message_bodies(${[...ids]}::uuid[], ${ticket})`)
  return new Map(rows.map((row) => [row.id, row]))
}

export type Waiting = 'queued' | 'failed' | 'uncertain' | 'sent'

/** What does not leave, because nothing takes it, is among what failed: somebody is to reach them another way. */
function isIn(which: Waiting, { now }: Pick<Read, 'now'>): Sql {
  const stuck = sql`m.state = 'queued' and m.due_at < ${stuckBefore(now)}::timestamptz`
  const waiting: Readonly<Record<Waiting, Sql>> = {
    queued: sql`(m.state in ('queued', 'handing') and not (${stuck}))`,
    failed: sql`((m.state = 'failed' and m.settled_by is null) or (${stuck}))`,
    uncertain: raw(`m.state = 'uncertain'`),
    sent: raw(`m.state in ('handed', 'delivered')`),
  }
  return waiting[which]
}

const Listed = Message.extend({ givenName: z.string().nullable(), familyName: z.string().nullable() })
export type Listed = z.infer<typeof Listed>

/** The outbox of those one follows, by how it stands. */
export function outbox(tx: Read, which: Waiting, { limit, offset }: Page): Promise<Listed[]> {
  return tx.all(
    Listed,
    prepared(sql`
    select ${columns}, n.given_name as "givenName", n.family_name as "familyName"
      from (select m.* from (select ${OPEN} from message m where m.direction = 'out' and ${isIn(which, tx)}
             order by m.queued_at desc, m.id limit ${limit} offset ${offset}) m) m
      join person p on p.id = m.person_id
      left join person_name n on n.person_id = p.root_id and n.known_until is null
     order by m.queued_at desc, m.id`),
  )
}

const OPEN = raw(`
  m.id, m.person_id, m.direction, m.channel, m.whose, m.address, m.parts, m.template_code, m.language, m.state, m.reason, m.due_at, m.queued_by,
  m.queued_at, m.handed_at, m.ended_at, m.settled_by`)

const OutboxCounts = z.object({ queued: z.number(), failed: z.number(), uncertain: z.number(), sent: z.number() })
export type OutboxCounts = z.infer<typeof OutboxCounts>

export function countOutbox(tx: Read): Promise<OutboxCounts> {
  return tx.one(
    OutboxCounts,
    prepared(sql`
    select count(*) filter (where ${isIn('queued', tx)}) as queued, count(*) filter (where ${isIn('failed', tx)}) as failed,
           count(*) filter (where ${isIn('uncertain', tx)}) as uncertain, count(*) filter (where ${isIn('sent', tx)}) as sent
      from message m where m.direction = 'out'`),
  )
}

/** Locks a message in a statement of its own and reads it afterwards. Refuses with `not_found` what one may not see. */
export async function lockMessage(tx: Write, of: { root: PersonId; messageId: string }): Promise<Message> {
  const wanted = sql`m.id = ${of.messageId} and ${among(of.root)}`
  await tx.run(sql`select from message m where ${wanted} for update`)
  return tx.one(Message, sql`select ${columns} from message m where ${wanted}`)
}

export type Settled = {
  readonly state: Extract<MessageState, 'withdrawn' | 'failed' | 'handed' | 'queued'>
  readonly reason: string | null
  readonly settledBy?: string | null
  readonly endedAt?: Instant | null
}

export async function settleMessage(tx: Write, messageId: string, settled: Settled): Promise<void> {
  const { state, reason, settledBy = null, endedAt = tx.now } = settled
  await tx.runOne(sql`
    update message m set state = ${state}, reason = ${reason}, ended_at = ${endedAt}::timestamptz,
           attempts = case when ${state} = 'queued' then 0 else m.attempts end,
           due_at = case when ${state} = 'queued' then ${tx.now} else m.due_at end,
           settled_by = coalesce(${settledBy}::uuid, m.settled_by) where m.id = ${messageId}`)
}

const Withdrawn = z.object({ id: z.uuid() })

/** Takes back all that is still waiting for somebody: on one channel, to the one whose it is. Answers with which. */
export async function withdrawQueued(
  tx: Write,
  of: { root: PersonId; channel: MessageChannel; whose: Whose; address: string | null; reason: LeftOut },
): Promise<readonly string[]> {
  const where = of.address === null ? raw('') : sql` and m.address = ${of.address}`
  const taken = await tx.all(
    Withdrawn,
    sql`
    update message m set state = 'withdrawn', reason = ${of.reason}, ended_at = ${tx.now}
     where ${among(of.root)} and m.state = 'queued' and m.channel = ${of.channel} and m.whose = ${of.whose}${where} returning m.id`,
  )
  return taken.map(({ id }) => id)
}

const stopColumns = raw(`
  s.id, s.person_id as "personId", s.kind, s.channel, s.whose, s.address, s.how, s.reason, s.set_by as "setBy", s.known_from as "knownFrom"`)

/** Why a person, or somebody around them, is not to be written to. */
export function stopsOf(tx: Read, root: PersonId): Promise<Stop[]> {
  return tx.all(
    Stop,
    prepared(sql`
    select ${stopColumns} from message_stop s where s.person_id in (${membersOf(sql`${root}::uuid`)}) and s.known_until is null
     order by s.known_from, s.id`),
  )
}

export type NewStop = {
  readonly personId: PersonId
  readonly kind: StopKind
  readonly channel: MessageChannel
  readonly whose: Whose
  readonly address: string | null
  readonly how: Stop['how']
  readonly reason: string | null
}

/** True when it did not stand already. */
export async function insertStop(tx: Write, stop: NewStop): Promise<boolean> {
  const { personId, kind, channel, whose, address, how, reason } = stop
  const made = await tx.run(sql`
    insert into message_stop (domain_id, person_id, kind, channel, whose, address, how, reason, set_by, known_from)
    values (${tx.actor.domainId}, ${personId}, ${kind}, ${channel}, ${whose}, ${address}, ${how}, ${reason}, ${tx.actor.accountId}, ${tx.now})
    on conflict do nothing`)
  return made === 1
}

/** Lifts a stop. Refuses with `not_found` one that does not stand. */
export async function liftStop(tx: Write, of: { root: PersonId; stopId: string; reason: string }): Promise<void> {
  await tx.runOne(sql`
    update message_stop s set known_until = ${ending(tx, 's')}, lifted_by = ${tx.actor.accountId}, lifted_reason = ${of.reason}
     where s.id = ${of.stopId} and s.known_until is null and s.person_id in (${membersOf(sql`${of.root}::uuid`)})`)
}
