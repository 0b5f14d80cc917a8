import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import type { PersonId } from '../people/model.ts'
import { membersOf } from '../people/store.ts'
import { type ByHand, NoticeOut, type NotNeeded, OutState, type Told } from './model.ts'

const columns = raw(`
  n.id, r.id as "personId", n.kind, n.on_day as "onDay", n.interrupted, n.school_form as "schoolForm", n.programme_code as "programmeCode",
  n.school_unit_code as "schoolUnitCode", n.school_unit as "schoolUnit", n.municipality_code as municipality, m.name as "municipalityName",
  n.absence_percent as "absencePercent", n.due_on as "dueOn", n.made_at as "madeAt", n.state, n.sent_at as "sentAt", n.sent_by as "sentBy",
  n.sent_how as "sentHow", n.sent_on as "sentOn", n.parcel_id as "parcelId", n.taken_at as "takenAt", n.received_at as "receivedAt", n.answered_at as "answeredAt",
  n.answer, n.failed_at as "failedAt", n.failed_why as "failedWhy", n.not_needed_at as "notNeededAt", n.not_needed_by as "notNeededBy",
  n.not_needed_why as "notNeededWhy", n.lapsed_at as "lapsedAt", a.given_name as "givenName", a.family_name as "familyName", r.protection`)

const joins = raw(`
  join person p on p.id = n.person_id
  join person r on r.id = p.root_id
  left join person_name a on a.person_id = r.id and a.known_until is null
  left join municipality m on m.code = n.municipality_code`)

/** What is late comes first; of what is done, the latest. */
const order = (state: OutState): Sql =>
  state === 'to_send' || state === 'failed'
    ? raw('n.due_on, n.id')
    : raw('coalesce(n.not_needed_at, n.sent_at) desc, n.id')

export type Page = { readonly limit: number; readonly offset: number }

export function noticesOut(tx: Read, state: OutState, { limit, offset }: Page): Promise<NoticeOut[]> {
  return tx.all(
    NoticeOut,
    sql`select ${columns} from notice_out n ${joins} where n.state = ${state} order by ${order(state)} limit ${limit} offset ${offset}`,
  )
}

/** Those to send that are named, in the order of the list. */
export function noticesToSend(tx: Read, ids: readonly string[]): Promise<NoticeOut[]> {
  return tx.all(
    NoticeOut,
    sql`select ${columns} from notice_out n ${joins}
         where n.state = 'to_send' and n.id = any(${[...ids]}::uuid[]) order by n.due_on, n.id`,
  )
}

/** Refuses with `not_found` what one may not see. */
export function noticeOut(tx: Read, id: string): Promise<NoticeOut> {
  return tx.one(NoticeOut, sql`select ${columns} from notice_out n ${joins} where n.id = ${id}`)
}

/** Locks in a statement of its own and reads afterwards. */
export async function lockOut(tx: Write, id: string): Promise<NoticeOut> {
  await tx.run(sql`select from notice_out where id = ${id} for update`)
  return noticeOut(tx, id)
}

/** What has been, or is to be, told of a person and of those merged into it. */
export function noticesOutOf(tx: Read, root: PersonId): Promise<NoticeOut[]> {
  return tx.all(
    NoticeOut,
    sql`select ${columns} from notice_out n ${joins}
         where n.person_id in (${membersOf(sql`${root}::uuid`)}) order by n.on_day desc, n.id limit 20`,
  )
}

const StateCount = z.object({ state: OutState, n: z.number(), overdue: z.number() })
export type OutCount = z.infer<typeof StateCount>

export function outCounts(tx: Read): Promise<OutCount[]> {
  return tx.all(
    StateCount,
    sql`
    select state, count(*) as n, count(*) filter (where due_on < ${tx.today}) as overdue from notice_out group by state`,
  )
}

const Made = z.object({ id: z.uuid() })

/** Null: the same has been noted. */
export async function insertAbsence(
  tx: Write,
  made: Told & { personId: PersonId; municipality: string; percent: number; dueOn: PlainDate },
): Promise<string | null> {
  const row = await tx.maybe(
    Made,
    sql`
    insert into notice_out (domain_id, person_id, kind, on_day, school_form, programme_code, school_unit_code, school_unit, municipality_code,
                            absence_percent, due_on, made_by, made_at)
    values (${tx.actor.domainId}, ${made.personId}, 'absent', ${made.onDay}, ${made.schoolForm}, ${made.programmeCode},
            ${made.schoolUnitCode}, ${made.schoolUnit}, ${made.municipality}, ${made.percent}, ${made.dueOn}, ${tx.actor.accountId}, ${tx.now})
    on conflict do nothing returning id`,
  )
  return row?.id ?? null
}

export function setSentInSedd(tx: Write, id: string, parcel: string): Promise<void> {
  return tx.runOne(sql`
    update notice_out set sent_at = ${tx.now}, sent_by = ${tx.actor.accountId}, sent_how = 'sedd', sent_on = ${tx.today}, parcel_id = ${parcel}
     where id = ${id} and state = 'to_send'`)
}

/** What came back is sent again: it is told anew, and what had failed is over. */
export function setSentByHand(tx: Write, id: string, sent: { how: ByHand; on: PlainDate }): Promise<void> {
  return tx.runOne(sql`
    update notice_out set sent_at = ${tx.now}, sent_by = ${tx.actor.accountId}, sent_how = ${sent.how}, sent_on = ${sent.on}, parcel_id = null,
           failed_at = null, failed_why = null, received_at = null
     where id = ${id} and state in ('to_send', 'failed')`)
}

export function setReceived(tx: Write, id: string): Promise<void> {
  return tx.runOne(sql`update notice_out set received_at = ${tx.now} where id = ${id} and state = 'sent'`)
}

export function setFailed(tx: Write, id: string): Promise<void> {
  return tx.runOne(sql`
    update notice_out set failed_at = ${tx.now}, failed_why = 'came_back' where id = ${id} and state = 'sent'`)
}

export function setNotNeeded(tx: Write, id: string, why: NotNeeded): Promise<void> {
  return tx.runOne(sql`
    update notice_out set not_needed_at = ${tx.now}, not_needed_by = ${tx.actor.accountId}, not_needed_why = ${why}
     where id = ${id} and state in ('to_send', 'failed')`)
}
