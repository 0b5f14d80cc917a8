import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { Day } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { prepared, raw, type Sql, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { membersOf } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { numbersOf } from '../../register/group-sql.ts'
import {
  Channel,
  type ContactInput,
  ContactOutcome,
  LoggedContact,
  NextContact,
  type NextInput,
  type StruckReason,
} from './model.ts'

const columns = raw(`
  c.id, c.contact_id as "contactId", c.person_id as "personId", c.group_id as "groupId", c.channel, c.through, c.direction, c.outcome,
  c.achieved, c.happened_at as "happenedAt", c.minutes, c.done_by as "doneBy", c.with_by as "withBy", c.note_id as "noteId",
  c.recorded_by as "recordedBy", c.struck_at as "struckAt", c.struck_by as "struckBy", c.struck_reason as "struckReason",
  c.known_from as "knownFrom"`)

/** Contacts of a person and of those merged into it, as they stand now. */
const among = (root: PersonId): Sql => sql`c.person_id in (${membersOf(sql`${root}::uuid`)}) and c.known_until is null`

export type Asked = {
  readonly root: PersonId
  readonly struck: boolean
  readonly limit: number
  readonly offset: number
}

/** A person's contacts, what happened last first. */
export function contactsOf(tx: Read, { root, struck, limit, offset }: Asked): Promise<LoggedContact[]> {
  return tx.all(
    LoggedContact,
    prepared(sql`
    select ${columns} from outreach_contact c where ${among(root)}${struck ? raw('') : raw(' and c.struck_at is null')}
     order by c.happened_at desc, c.known_from desc, c.id limit ${limit} offset ${offset}`),
  )
}

const Counts = z.object({ total: z.number(), achieved: z.number(), struck: z.number() })
export type Counts = z.infer<typeof Counts>

/** How many contacts there are, struck ones apart, and in how many somebody was reached. */
export function countContacts(tx: Read, root: PersonId): Promise<Counts> {
  return tx.one(
    Counts,
    prepared(sql`
    select count(*) filter (where c.struck_at is null) as total, count(*) filter (where c.struck_at is null and c.achieved) as achieved,
           count(*) filter (where c.struck_at is not null) as struck
      from outreach_contact c where ${among(root)}`),
  )
}

/** One contact as it stands. Refuses with `not_found` what one may not see, and what is struck out. */
export function contactById(tx: Read, of: { root: PersonId; contactId: string }): Promise<LoggedContact> {
  return tx.one(
    LoggedContact,
    sql`select ${columns} from outreach_contact c where c.contact_id = ${of.contactId} and c.struck_at is null and ${among(of.root)}`,
  )
}

/** Locks the current wording in a statement of its own and reads it afterwards. Refuses with `not_found` what one may not see. */
export async function lockContact(tx: Write, of: { root: PersonId; contactId: string }): Promise<LoggedContact> {
  const current = sql`c.contact_id = ${of.contactId} and c.known_until is null`
  await tx.run(sql`select from outreach_contact c where ${current} for update`)
  return tx.one(LoggedContact, sql`select ${columns} from outreach_contact c where ${current} and ${among(of.root)}`)
}

const Reached = z.object({ reached: z.boolean() })

/** Whether the actor follows the outreach of a person. */
export async function reachesOutreach(tx: Read, person: PersonId): Promise<boolean> {
  const { reached } = await tx.one(
    Reached,
    prepared(sql`
    select access.reaches_all('outreach') or exists (select from access.reach('outreach') r(id) where r.id = ${person}) as reached`),
  )
  return reached
}

/** Whom one does not follow has nothing here to find. Refuses with `not_found`. */
export async function requireReach(tx: Read, { id }: { readonly id: PersonId }): Promise<void> {
  if (!(await reachesOutreach(tx, id))) throw new Refused('not_found', 'outreach')
}

const Made = z.object({ id: z.uuid() })

export type NewContact = ContactInput & {
  readonly personId: PersonId
  readonly groupId: string | null
  readonly noteId: string | null
}

export async function insertContact(tx: Write, contact: NewContact): Promise<string> {
  const { id } = await tx.one(
    Made,
    sql`
    with fresh as (select gen_random_uuid() as id)
    insert into outreach_contact (domain_id, id, contact_id, person_id, group_id, ${raw(SAID)}, note_id, recorded_by, known_from)
    select ${tx.actor.domainId}::uuid, id, id, ${contact.personId}::uuid, ${contact.groupId}::uuid, ${said(tx, contact)},
           ${contact.noteId}::uuid, ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from fresh returning id`,
  )
  return id
}

const SAID = 'channel, through, direction, outcome, happened_at, minutes, done_by, with_by'

const said = (tx: Write, { channel, through, direction, outcome, happenedAt, minutes, doneBy, withBy }: ContactInput) =>
  sql`${channel}, ${through}, ${direction}, ${outcome}, ${happenedAt}::timestamptz, ${minutes}::integer,
      ${doneBy ?? tx.actor.accountId}::uuid, ${withBy}::uuid`

/** Closes a wording and opens the next of the same contact. Answers with its id. */
export async function insertWording(tx: Write, before: LoggedContact, input: ContactInput): Promise<string> {
  await tx.runOne(
    sql`update outreach_contact c set known_until = ${ending(tx, 'c')} where c.id = ${before.id} and c.known_until is null`,
  )
  const { id } = await tx.one(
    Made,
    sql`
    insert into outreach_contact (domain_id, contact_id, person_id, group_id, ${raw(SAID)}, note_id, recorded_by, known_from)
    values (${tx.actor.domainId}, ${before.contactId}, ${before.personId}, ${before.groupId}, ${said(tx, input)}, ${before.noteId},
            ${tx.actor.accountId}, ${tx.now})
    returning id`,
  )
  return id
}

export async function strikeWording(tx: Write, contact: LoggedContact, reason: StruckReason): Promise<void> {
  await tx.runOne(sql`
    update outreach_contact c set struck_at = ${tx.now}, struck_by = ${tx.actor.accountId}, struck_reason = ${reason}
     where c.id = ${contact.id} and c.known_until is null and c.struck_at is null`)
}

const nextColumns = raw(`
  x.id, x.person_id as "personId", x.on_day as "onDay", x.channel, x.set_by as "setBy", x.taken_up as "takenUp", x.known_from as "knownFrom"`)

/** The open next days of a person and of those merged into it, the earliest first: more than one after a merge, and where something came up. */
export function nextOf(tx: Read, root: PersonId): Promise<NextContact[]> {
  return tx.all(
    NextContact,
    prepared(sql`
    select ${nextColumns} from outreach_next x
     where x.person_id in (${membersOf(sql`${root}::uuid`)}) and x.known_until is null order by x.on_day, x.id`),
  )
}

export async function closeNext(
  tx: Write,
  next: NextContact,
  closedAs: 'done' | 'replaced' | 'removed',
): Promise<void> {
  await tx.runOne(sql`
    update outreach_next x set known_until = ${ending(tx, 'x')}, closed_as = ${closedAs}, closed_by = ${tx.actor.accountId}
     where x.id = ${next.id} and x.known_until is null`)
}

export async function insertNext(
  tx: Write,
  personId: PersonId,
  { onDay, channel, takenUp }: NextInput & Pick<NextContact, 'takenUp'>,
): Promise<void> {
  await tx.runOne(sql`
    insert into outreach_next (domain_id, person_id, on_day, channel, taken_up, set_by, known_from)
    values (${tx.actor.domainId}, ${personId}, ${onDay}, ${channel}, ${takenUp}, ${tx.actor.accountId}, ${tx.now})`)
}

/** A person whom somebody is to reach on a day. */
export const DueRow = z.object({
  id: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  protection: z.string(),
  onDay: Day,
  channel: Channel.nullable(),
  owner: z.uuid().nullable(),
  lastAt: z.string().nullable(),
  lastChannel: Channel.nullable(),
  lastOutcome: ContactOutcome.nullable(),
})
export type DueRow = z.infer<typeof DueRow>

export type DueAsked = {
  /** To and with this day. */
  readonly until: PlainDate
  /** Only those one is responsible for. */
  readonly mine: boolean
}

const due = (tx: Read, { until, mine }: DueAsked): Sql => sql`
  from outreach_next x
  join person m on m.id = x.person_id
  join person r on r.id = m.root_id and r.known_until is null
  left join register_owner o on o.person_id = r.id and o.known_until is null
 where x.known_until is null and x.on_day <= ${until}${mine ? sql` and o.account_id = ${tx.actor.accountId}` : raw('')}`

/** Those who are to be reached between two days, the longest waited for first. */
export function dueRows(tx: Read, asked: DueAsked & { limit: number; offset: number }): Promise<DueRow[]> {
  return tx.all(
    DueRow,
    sql`
    select d.id, n.given_name as "givenName", n.family_name as "familyName", d.protection, d.on_day as "onDay", d.channel,
           d.account_id as owner, l.happened_at::text as "lastAt", l.channel as "lastChannel", l.outcome as "lastOutcome"
      from (select r.domain_id, r.id, r.id as person_id, r.protection, x.on_day, x.channel, o.account_id ${due(tx, asked)}
             order by x.on_day, r.id limit ${asked.limit} offset ${asked.offset}) d
      left join person_name n on n.person_id = d.id and n.known_until is null
      left join lateral (
        select c.happened_at, c.channel, c.outcome from outreach_contact c
         where c.person_id = ${numbersOf('d')} and c.known_until is null and c.struck_at is null
         order by c.happened_at desc limit 1) l on true
     order by d.on_day, d.id`,
  )
}

const DueCounts = z.object({ overdue: z.number(), today: z.number(), soon: z.number() })
export type DueCounts = z.infer<typeof DueCounts>

/** How many are waited for too long, today, and until a day. */
export function dueCounts(tx: Read, asked: DueAsked): Promise<DueCounts> {
  return tx.one(
    DueCounts,
    sql`
    select count(*) filter (where x.on_day < ${tx.today}) as overdue, count(*) filter (where x.on_day = ${tx.today}) as today,
           count(*) filter (where x.on_day > ${tx.today}) as soon
      ${due(tx, asked)}`,
  )
}

const Candidate = z.object({ id: PersonId, givenName: z.string().nullable(), familyName: z.string().nullable() })
export type Candidate = z.infer<typeof Candidate>

/** Those whom one works with oneself, by name: one's own cases, and those one, or one's team, has been let in to. */
export function ownPersons(tx: Read, limit: number): Promise<Candidate[]> {
  return tx.all(
    Candidate,
    sql`
    select r.id, n.given_name as "givenName", n.family_name as "familyName"
      from (select access.reach('outreach')) w (id)
      join person r on r.id = w.id and r.root_id = r.id and r.known_until is null
      left join person_name n on n.person_id = r.id and n.known_until is null
     order by fold_name(n.family_name || ' ' || n.given_name), r.id limit ${limit}`,
  )
}
