import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { PersonId } from '../people/model.ts'
import { membersOf } from '../people/store.ts'
import { type ByHand, InState, MoveIn } from './model.ts'
import type { Page } from './out-store.ts'
import type { Parcel } from './post-store.ts'

const columns = raw(`
  o.id, r.id as "personId", o.number, coalesce(a.given_name, o.given_name) as "givenName",
  coalesce(a.family_name, o.family_name) as "familyName", coalesce(r.protection, 'none') as protection, o.moved_on as "movedOn",
  o.municipality_code as municipality, m.name as "municipalityName", o.clarity, o.phone, o.email, o.call_name as "callName",
  o.call_way as "callWay", o.sender, o.parcel_id as "parcelId", o.told_at as "toldAt", o.came_at as "cameAt", o.due_on as "dueOn", o.state,
  o.opened_at as "openedAt", o.opened_by as "openedBy", o.settled_at as "settledAt", o.settled_by as "settledBy", o.reason,
  o.received_how as "receivedHow", o.received_on as "receivedOn", o.withdrawn_at as "withdrawnAt"`)

const joins = raw(`
  left join person p on p.id = o.person_id
  left join person r on r.id = p.root_id
  left join person_name a on a.person_id = r.id and a.known_until is null
  left join municipality m on m.code = o.municipality_code`)

const order = (state: InState): Sql =>
  raw(state === 'awaited' || state === 'to_receive' ? 'o.due_on, o.id' : 'o.moved_on desc, o.id')

export function movesIn(tx: Read, state: InState, { limit, offset }: Page): Promise<MoveIn[]> {
  return tx.all(
    MoveIn,
    sql`select ${columns} from move_in o ${joins} where o.state = ${state} order by ${order(state)} limit ${limit} offset ${offset}`,
  )
}

/** Refuses with `not_found` what one may not see. */
export function moveIn(tx: Read, id: string): Promise<MoveIn> {
  return tx.one(MoveIn, sql`select ${columns} from move_in o ${joins} where o.id = ${id}`)
}

/** Locks in a statement of its own and reads afterwards. */
export async function lockIn(tx: Write, id: string): Promise<MoveIn> {
  await tx.run(sql`select from move_in where id = ${id} for update`)
  return moveIn(tx, id)
}

export function movesInOf(tx: Read, root: PersonId): Promise<MoveIn[]> {
  return tx.all(
    MoveIn,
    sql`select ${columns} from move_in o ${joins}
         where o.person_id in (${membersOf(sql`${root}::uuid`)}) and o.reason is distinct from 'reversed'
         order by o.moved_on desc, o.told_at desc nulls last, o.id limit 10`,
  )
}

const StateCount = z.object({ state: InState, n: z.number(), overdue: z.number() })
export type InCount = z.infer<typeof StateCount>

export function inCounts(tx: Read): Promise<InCount[]> {
  return tx.all(
    StateCount,
    sql`select state, count(*) as n, count(*) filter (where due_on < ${tx.today}) as overdue from move_in group by state`,
  )
}

type Came = { readonly parcel: Parcel; readonly dueOn: PlainDate }
const Made = z.object({ id: z.uuid() })

/** The handover that was awaited of a person has come: one row, not two. Null when none was. */
export async function fillAwaited(tx: Write, personId: PersonId, { parcel, dueOn }: Came): Promise<string | null> {
  const [row] = await tx.all(
    Made,
    sql`
    update move_in set parcel_id = ${parcel.parcelId}, told_at = ${parcel.sentAt}, sender = ${parcel.sender}, phone = ${parcel.phone},
           email = ${parcel.email}, call_name = ${parcel.callName}, call_way = ${parcel.callWay}, due_on = ${dueOn}
     where id = (select o.id from move_in o
                  where o.person_id in (${membersOf(sql`${personId}::uuid`)}) and o.state = 'awaited'
                  order by abs(o.moved_on - ${parcel.movedOn}::date), o.id limit 1)
    returning id`,
  )
  return row?.id ?? null
}

/** The number and the name are kept only while it is nobody known here. */
export async function insertCame(tx: Write, personId: PersonId | null, { parcel, dueOn }: Came): Promise<string> {
  const unknown = personId === null
  const { id } = await tx.one(
    Made,
    sql`
    with fresh as (select gen_random_uuid() as id)
    insert into move_in (domain_id, id, subject_id, person_id, number, given_name, family_name, moved_on, municipality_code, clarity, phone,
                         email, call_name, call_way, sender, parcel_id, told_at, came_at, due_on)
    select ${tx.actor.domainId}::uuid, id, coalesce(${personId}::uuid, id), ${personId}::uuid, ${unknown ? parcel.number : null},
           ${unknown ? parcel.givenName : null}, ${unknown ? parcel.familyName : null}, ${parcel.movedOn}::date, ${parcel.municipality},
           'clear', ${parcel.phone}, ${parcel.email}, ${parcel.callName}, ${parcel.callWay}, ${parcel.sender}, ${parcel.parcelId}::uuid,
           ${parcel.sentAt}::timestamptz, ${tx.now}::timestamptz, ${dueOn}::date
      from fresh returning id`,
  )
  return id
}

export function setOpened(tx: Write, id: string): Promise<void> {
  return tx.runOne(sql`
    update move_in set opened_at = ${tx.now}, opened_by = ${tx.actor.accountId} where id = ${id} and opened_at is null`)
}

/** It is somebody known here: the number and the name need not stand in the row. */
export function setPerson(tx: Write, id: string, person: PersonId): Promise<void> {
  return tx.runOne(sql`
    update move_in set person_id = ${person}, subject_id = ${person}, number = null, given_name = null, family_name = null
     where id = ${id} and person_id is null and state = 'to_receive'`)
}

export function setReceived(
  tx: Write,
  id: string,
  { how, on }: { readonly how: ByHand | 'sedd'; readonly on: PlainDate },
): Promise<void> {
  return tx.runOne(sql`
    update move_in set settled_as = 'received', settled_at = ${tx.now}, settled_by = ${tx.actor.accountId}, received_how = ${how},
           received_on = ${on}
     where id = ${id} and state in ('awaited', 'to_receive') and person_id is not null`)
}

/** What goes back leaves nothing but that it came. */
export function setSettled(
  tx: Write,
  id: string,
  { as, reason }: { readonly as: 'declined' | 'not_needed'; readonly reason: string },
): Promise<void> {
  return tx.runOne(sql`
    update move_in set settled_as = ${as}, settled_at = ${tx.now}, settled_by = ${tx.actor.accountId}, reason = ${reason}, number = null,
           given_name = null, family_name = null, phone = null, email = null
     where id = ${id} and state in ('awaited', 'to_receive')`)
}

const Unmatched = z.object({ id: z.uuid(), personId: PersonId })

/** Of those who were nobody here, the ones who are known by now. */
export function nowKnown(tx: Read): Promise<{ id: string; personId: PersonId }[]> {
  return tx.all(
    Unmatched,
    sql`
    select o.id, p.root_id as "personId" from move_in o
      join person_identifier i on i.number = o.number and i.known_until is null
      join person p on p.id = i.person_id
      join person r on r.id = p.root_id and r.known_until is null
     where o.person_id is null and o.state = 'to_receive' and o.number is not null`,
  )
}

/** It has come, and is no longer awaited beside: the one stands for both. */
export function dropAwaitedOf(tx: Write, person: PersonId): Promise<number> {
  return tx.run(sql`
    update move_in set settled_as = 'not_needed', settled_at = ${tx.now}, settled_by = ${tx.actor.accountId}, reason = 'reversed'
     where person_id in (${membersOf(sql`${person}::uuid`)}) and state = 'awaited'`)
}
