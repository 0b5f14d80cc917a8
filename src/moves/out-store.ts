import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import type { PersonId } from '../people/model.ts'
import { membersOf } from '../people/store.ts'
import { type ByHand, MoveOut, type NotNeeded, OutState, type Told } from './model.ts'

const columns = raw(`
  o.id, r.id as "personId", o.left_on as "leftOn", o.moved_on as "movedOn", o.municipality_code as municipality, m.name as "municipalityName",
  o.clarity, o.said_by as "saidBy", o.due_on as "dueOn", o.made_at as "madeAt", o.ended_at as "endedAt", o.state, o.phone, o.email,
  o.call_name as "callName", o.call_way as "callWay", o.ground, o.ground_detail as "groundDetail", o.sent_at as "sentAt",
  o.sent_by as "sentBy", o.sent_how as "sentHow", o.sent_on as "sentOn", o.parcel_id as "parcelId", o.taken_at as "takenAt",
  o.opened_at as "openedAt", o.received_by as "receivedBy", o.answered_at as "answeredAt", o.answer, o.reason,
  o.not_needed_at as "notNeededAt", o.not_needed_by as "notNeededBy", o.not_needed_why as "notNeededWhy", o.lapsed_at as "lapsedAt",
  a.given_name as "givenName", a.family_name as "familyName", r.protection`)

const joins = raw(`
  join person p on p.id = o.person_id
  join person r on r.id = p.root_id
  left join person_name a on a.person_id = r.id and a.known_until is null
  left join municipality m on m.code = o.municipality_code`)

/** What is late comes first; of what is done with, the latest. */
const order = (state: OutState): Sql =>
  raw(['to_hand_over', 'sent', 'declined'].includes(state) ? 'o.due_on, o.id' : 'o.left_on desc, o.id')

export type Page = { readonly limit: number; readonly offset: number }

export function movesOut(tx: Read, state: OutState, { limit, offset }: Page): Promise<MoveOut[]> {
  return tx.all(
    MoveOut,
    sql`select ${columns} from move_out o ${joins} where o.state = ${state} order by ${order(state)} limit ${limit} offset ${offset}`,
  )
}

/** Refuses with `not_found` what one may not see. */
export function moveOut(tx: Read, id: string): Promise<MoveOut> {
  return tx.one(MoveOut, sql`select ${columns} from move_out o ${joins} where o.id = ${id}`)
}

/** Locks in a statement of its own and reads afterwards. */
export async function lockOut(tx: Write, id: string): Promise<MoveOut> {
  await tx.run(sql`select from move_out where id = ${id} for update`)
  return moveOut(tx, id)
}

/** Those of a person and of those merged into it, the latest first. */
export function movesOutOf(tx: Read, root: PersonId): Promise<MoveOut[]> {
  return tx.all(
    MoveOut,
    sql`select ${columns} from move_out o ${joins}
         where o.person_id in (${membersOf(sql`${root}::uuid`)}) and o.not_needed_why is distinct from 'reversed'
         order by o.left_on desc, o.id limit 10`,
  )
}

const StateCount = z.object({ state: OutState, n: z.number(), overdue: z.number() })
export type OutCount = z.infer<typeof StateCount>

export function outCounts(tx: Read): Promise<OutCount[]> {
  return tx.all(
    StateCount,
    sql`select state, count(*) as n, count(*) filter (where due_on < ${tx.today}) as overdue from move_out group by state`,
  )
}

/** What goes along is written down before it goes: from here the parcel is made. */
export function setTold(tx: Write, id: string, told: Told): Promise<void> {
  return tx.runOne(sql`
    update move_out set phone = ${told.phone}, email = ${told.email}, call_name = ${told.callName}, call_way = ${told.callWay},
           ground = ${told.ground}, ground_detail = ${told.groundDetail}
     where id = ${id} and state in ('to_hand_over', 'declined')`)
}

const fresh = raw(
  `taken_at = null, opened_at = null, received_by = null, answered_at = null, answer = null, reason = null`,
)

export function setSentInSedd(tx: Write, id: string, parcel: string): Promise<void> {
  return tx.runOne(sql`
    update move_out set ${fresh}, sent_at = ${tx.now}, sent_by = ${tx.actor.accountId}, sent_how = 'sedd', sent_on = ${tx.today},
           parcel_id = ${parcel}
     where id = ${id} and state in ('to_hand_over', 'declined')`)
}

export function setSentByHand(tx: Write, id: string, sent: { how: ByHand; on: PlainDate }): Promise<void> {
  return tx.runOne(sql`
    update move_out set ${fresh}, sent_at = ${tx.now}, sent_by = ${tx.actor.accountId}, sent_how = ${sent.how}, sent_on = ${sent.on},
           parcel_id = null
     where id = ${id} and state in ('to_hand_over', 'declined')`)
}

/** Somebody there has said that they have it. */
export function setReceived(tx: Write, id: string, receivedBy: string): Promise<void> {
  return tx.runOne(sql`
    update move_out set received_by = ${receivedBy}, answered_at = ${tx.now}, answer = 'received'
     where id = ${id} and state = 'sent' and sent_how <> 'sedd'`)
}

export function setNotNeeded(tx: Write, id: string, why: NotNeeded): Promise<void> {
  return tx.runOne(sql`
    update move_out set not_needed_at = ${tx.now}, not_needed_by = ${tx.actor.accountId}, not_needed_why = ${why}
     where id = ${id} and state in ('to_hand_over', 'declined')`)
}

/** Where to, as somebody here has found out. What was sent elsewhere and came back is to be handed over anew. */
export function setDestination(
  tx: Write,
  id: string,
  { municipality, movedOn }: { readonly municipality: string; readonly movedOn: PlainDate },
): Promise<void> {
  return tx.runOne(sql`
    update move_out set ${fresh}, municipality_code = ${municipality}, moved_on = ${movedOn}, said_by = ${tx.actor.accountId},
           sent_at = null, sent_by = null, sent_how = null, sent_on = null, parcel_id = null
     where id = ${id} and state in ('to_hand_over', 'declined')`)
}
