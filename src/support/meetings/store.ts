import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { type Asked, Attendee, Item, Meeting } from './model.ts'

const columns = raw(`
  g.id, g.meeting_id as "meetingId", g.case_id as "caseId", g.person_id as "personId", g.kind, g.on_day as "onDay", g.at_time as "atTime",
  g.place, g.agenda, g.next_on as "nextOn", g.state, g.note_id as "noteId", g.planned_from as "plannedFrom", g.set_by as "setBy", g.known_from as "knownFrom"`)

/** The meetings about a person as they stand, the latest day first. */
export function meetingsOf(tx: Read, root: PersonId): Promise<Meeting[]> {
  return tx.all(
    Meeting,
    prepared(sql`
    select ${columns} from support_meeting g where g.person_id in (${membersOfRoot(tx, root)}) and g.known_until is null
     order by g.on_day desc, g.at_time desc nulls last, g.id`),
  )
}

type Which = { readonly root: PersonId; readonly meetingId: string }

export async function meetingOf(tx: Read, { root, meetingId }: Which): Promise<Meeting> {
  const found = await tx.maybe(
    Meeting,
    prepared(sql`
    select ${columns} from support_meeting g
     where g.person_id in (${membersOfRoot(tx, root)}) and g.meeting_id = ${meetingId} and g.known_until is null`),
  )
  if (found === null) throw new Refused('not_found', 'meeting')
  return found
}

/** The meeting that was agreed on at another and has not been, or null. */
export function plannedFrom(tx: Read, meetingId: string): Promise<Meeting | null> {
  return tx.maybe(
    Meeting,
    sql`
    select ${columns} from support_meeting g
     where g.planned_from = ${meetingId} and g.known_until is null and g.state = 'planned' order by g.on_day limit 1`,
  )
}

type Wording = Omit<Meeting, 'id' | 'setBy' | 'knownFrom'>

/** The first wording of a meeting. Answers with the meeting's id. */
export async function insertMeeting(tx: Write, made: Omit<Wording, 'meetingId'>): Promise<string> {
  const id = randomUUID()
  await putWording(tx, id, { ...made, meetingId: id })
  return id
}

/** Another wording in place of the one that stands. Answers with its id. */
export async function replaceMeeting(tx: Write, before: Meeting, made: Wording): Promise<string> {
  await tx.runOne(sql`
    update support_meeting g set known_until = ${ending(tx, 'g')}, closed_by = ${tx.actor.accountId}
     where g.id = ${before.id} and g.known_until is null`)
  const id = randomUUID()
  await putWording(tx, id, made)
  return id
}

async function putWording(tx: Write, id: string, made: Wording): Promise<void> {
  await tx.run(sql`
    insert into support_meeting (domain_id, id, meeting_id, case_id, person_id, kind, on_day, at_time, place, agenda, next_on, state, note_id,
                                 planned_from, set_by, known_from)
    values (${tx.actor.domainId}, ${id}, ${made.meetingId}, ${made.caseId}, ${made.personId}, ${made.kind}, ${made.onDay}, ${made.atTime},
            ${made.place}, ${made.agenda}, ${made.nextOn}, ${made.state}, ${made.noteId}, ${made.plannedFrom}, ${tx.actor.accountId}, ${tx.now})`)
}

const itemColumns = raw(`
  i.id, i.meeting_id as "meetingId", i.person_id as "personId", i.kind, i.what, i.account_id as "accountId", i.who, i.due_on as "dueOn",
  i.done_on as "doneOn", i.set_by as "setBy"`)

/** What was decided and is to be done, of some meetings, in the order it was written. */
export function itemsOf(tx: Read, meetingIds: readonly string[]): Promise<Item[]> {
  return tx.all(
    Item,
    prepared(sql`
    select ${itemColumns} from support_meeting_item i where i.meeting_id = any(${[...meetingIds]}::uuid[]) and i.known_until is null
     order by i.kind desc, i.due_on nulls last, i.known_from, i.id`),
  )
}

type NewItem = Omit<Item, 'id' | 'setBy'>

export async function insertItem(tx: Write, made: NewItem): Promise<string> {
  const { id } = await tx.one(
    z.object({ id: z.uuid() }),
    sql`
    insert into support_meeting_item (domain_id, meeting_id, person_id, kind, what, account_id, who, due_on, done_on, set_by, known_from)
    values (${tx.actor.domainId}, ${made.meetingId}, ${made.personId}, ${made.kind}, ${made.what}, ${made.accountId}, ${made.who},
            ${made.dueOn}, ${made.doneOn}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

/** Another wording of a decision or of what somebody is to do. */
export async function replaceItem(tx: Write, before: Item, made: NewItem): Promise<void> {
  await tx.runOne(sql`
    update support_meeting_item i set known_until = ${ending(tx, 'i')}, closed_by = ${tx.actor.accountId}
     where i.id = ${before.id} and i.known_until is null`)
  await insertItem(tx, made)
}

const attendeeColumns = raw(`
  e.id, e.meeting_id as "meetingId", e.person_id as "personId", e.who, e.account_id as "accountId", e.member_id as "memberId",
  t.account_id as "memberAccount", t.name as "memberName", e.came`)

/** Who was asked to some meetings: the young person first. */
export function attendeesOf(tx: Read, meetingIds: readonly string[]): Promise<Attendee[]> {
  return tx.all(
    Attendee,
    prepared(sql`
    select ${attendeeColumns} from support_attendee e
      left join support_member t on t.domain_id = e.domain_id and t.id = e.member_id
     where e.meeting_id = any(${[...meetingIds]}::uuid[]) and e.known_until is null
     order by e.who desc, e.known_from, e.id`),
  )
}

type Invited = Asked & { readonly came: boolean | null }

export async function insertAttendees(
  tx: Write,
  of: Pick<Meeting, 'meetingId' | 'personId'>,
  asked: readonly Invited[],
): Promise<void> {
  await tx.run(sql`
    insert into support_attendee (domain_id, meeting_id, person_id, who, account_id, member_id, came, set_by, known_from)
    select ${tx.actor.domainId}, ${of.meetingId}, ${of.personId}, a.who, a.account_id, a.member_id, a.came, ${tx.actor.accountId}, ${tx.now}
      from unnest(${asked.map(({ who }) => who)}::text[], ${asked.map(({ accountId }) => accountId)}::uuid[],
                  ${asked.map(({ memberId }) => memberId)}::uuid[], ${asked.map(({ came }) => came)}::boolean[])
           a (who, account_id, member_id, came)`)
}

export async function closeAttendees(tx: Write, meetingId: string): Promise<void> {
  await tx.run(sql`
    update support_attendee e set known_until = ${ending(tx, 'e')}, closed_by = ${tx.actor.accountId}
     where e.meeting_id = ${meetingId} and e.known_until is null`)
}
