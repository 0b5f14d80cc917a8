import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import type { Instant, PlainDate } from '../kernel/date.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { PersonId } from '../people/model.ts'
import { membersOf } from '../people/store.ts'
import { type Effect, InState, NoticeIn, type Reason, type Told } from './model.ts'
import type { Page } from './out-store.ts'

const columns = raw(`
  n.id, r.id as "personId", n.number, coalesce(a.given_name, n.given_name) as "givenName", coalesce(a.family_name, n.family_name) as "familyName",
  coalesce(r.protection, 'none') as protection, n.kind, n.on_day as "onDay", n.interrupted, n.school_form as "schoolForm",
  n.programme_code as "programmeCode", n.school_unit_code as "schoolUnitCode", n.school_unit as "schoolUnit", n.sender,
  n.parcel_id as "parcelId", n.told_at as "toldAt", n.came_at as "cameAt", n.entered_by as "enteredBy", n.due_on as "dueOn", n.state,
  n.opened_at as "openedAt", n.opened_by as "openedBy", n.settled_at as "settledAt", n.settled_by as "settledBy", n.reason, n.effect,
  n.effect_on as "effectOn", n.opened_version as "openedVersion", n.closed_version as "closedVersion", n.withdrawn_at as "withdrawnAt"`)

const joins = raw(`
  left join person p on p.id = n.person_id
  left join person r on r.id = p.root_id
  left join person_name a on a.person_id = r.id and a.known_until is null`)

const order = (state: InState): Sql => (state === 'new' ? raw('n.due_on, n.id') : raw('n.settled_at desc, n.id'))

export function noticesIn(tx: Read, state: InState, { limit, offset }: Page): Promise<NoticeIn[]> {
  return tx.all(
    NoticeIn,
    sql`select ${columns} from notice_in n ${joins} where n.state = ${state} order by ${order(state)} limit ${limit} offset ${offset}`,
  )
}

/** Refuses with `not_found` what one may not see. */
export function noticeIn(tx: Read, id: string): Promise<NoticeIn> {
  return tx.one(NoticeIn, sql`select ${columns} from notice_in n ${joins} where n.id = ${id}`)
}

/** Locks in a statement of its own and reads afterwards. */
export async function lockIn(tx: Write, id: string): Promise<NoticeIn> {
  await tx.run(sql`select from notice_in where id = ${id} for update`)
  return noticeIn(tx, id)
}

export function noticesInOf(tx: Read, root: PersonId): Promise<NoticeIn[]> {
  return tx.all(
    NoticeIn,
    sql`select ${columns} from notice_in n ${joins}
         where n.person_id in (${membersOf(sql`${root}::uuid`)}) order by n.on_day desc, n.id limit 20`,
  )
}

const StateCount = z.object({ state: InState, n: z.number(), overdue: z.number() })
export type InCount = z.infer<typeof StateCount>

export function inCounts(tx: Read): Promise<InCount[]> {
  return tx.all(
    StateCount,
    sql`select state, count(*) as n, count(*) filter (where due_on < ${tx.today}) as overdue from notice_in group by state`,
  )
}

export type NewNotice = Told & {
  readonly personId: PersonId | null
  /** Kept only while it is nobody known here. */
  readonly number: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly sender: string
  readonly parcelId: string | null
  readonly toldAt: Instant
  readonly dueOn: PlainDate
}

const Made = z.object({ id: z.uuid() })

export async function insertIn(tx: Write, made: NewNotice): Promise<string> {
  const unknown = made.personId === null
  const { id } = await tx.one(
    Made,
    sql`
    with fresh as (select gen_random_uuid() as id)
    insert into notice_in (domain_id, id, subject_id, person_id, number, given_name, family_name, kind, on_day, interrupted, school_form,
                           programme_code, school_unit_code, school_unit, sender, parcel_id, told_at, came_at, entered_by, due_on)
    select ${tx.actor.domainId}::uuid, id, coalesce(${made.personId}::uuid, id), ${made.personId}::uuid, ${unknown ? made.number : null},
           ${unknown ? made.givenName : null}, ${unknown ? made.familyName : null}, ${made.kind}, ${made.onDay}::date, ${made.interrupted},
           ${made.schoolForm}, ${made.programmeCode}, ${made.schoolUnitCode}, ${made.schoolUnit}, ${made.sender}, ${made.parcelId}::uuid,
           ${made.toldAt}::timestamptz, ${tx.now}::timestamptz, ${tx.actor.accountId}::uuid, ${made.dueOn}::date
      from fresh returning id`,
  )
  return id
}

const Same = z.object({ id: z.uuid() })

/** The same told of the same person, and not gone back. */
export async function sameNotice(
  tx: Read,
  of: Told & { readonly personId: PersonId | null; readonly number: string },
): Promise<string | null> {
  const whom =
    of.personId === null ? sql`n.number = ${of.number}` : sql`n.person_id in (${membersOf(sql`${of.personId}::uuid`)})`
  const [found] = await tx.all(
    Same,
    sql`select n.id from notice_in n
         where ${whom} and n.kind = ${of.kind} and n.on_day = ${of.onDay} and n.school_form = ${of.schoolForm} and n.state <> 'returned' limit 1`,
  )
  return found?.id ?? null
}

export async function setOpened(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`
    update notice_in set opened_at = ${tx.now}, opened_by = ${tx.actor.accountId} where id = ${id} and opened_at is null`)
}

/** It is somebody known here: the number and the name need not stand in the row. */
export function setPerson(tx: Write, id: string, person: PersonId): Promise<void> {
  return tx.runOne(sql`
    update notice_in set person_id = ${person}, subject_id = ${person}, number = null, given_name = null, family_name = null
     where id = ${id} and person_id is null and state = 'new'`)
}

export type Applied = {
  readonly effect: Effect
  readonly effectOn: PlainDate | null
  readonly opened: number | null
  readonly closed: number | null
}

export function setApplied(tx: Write, id: string, { effect, effectOn, opened, closed }: Applied): Promise<void> {
  return tx.runOne(sql`
    update notice_in set settled_as = 'applied', settled_at = ${tx.now}, settled_by = ${tx.actor.accountId}, effect = ${effect},
           effect_on = ${effectOn}, opened_version = ${opened}, closed_version = ${closed}
     where id = ${id} and state = 'new'`)
}

/** Of somebody who is nobody here, nothing more need be known than that it came. */
export function setSettled(
  tx: Write,
  id: string,
  settled: { as: 'no_effect' | 'returned'; reason: Reason },
): Promise<void> {
  return tx.runOne(sql`
    update notice_in set settled_as = ${settled.as}, settled_at = ${tx.now}, settled_by = ${tx.actor.accountId}, reason = ${settled.reason},
           number = null, given_name = null, family_name = null
     where id = ${id} and state = 'new'`)
}

export function setNew(tx: Write, id: string): Promise<void> {
  return tx.runOne(sql`
    update notice_in set settled_as = null, settled_at = null, settled_by = null, reason = null, effect = null, effect_on = null,
           opened_version = null, closed_version = null
     where id = ${id} and state in ('applied', 'no_effect') and person_id is not null`)
}

const Unmatched = z.object({ id: z.uuid(), personId: PersonId })

/** Of those who were nobody here, the ones who are known by now. */
export function nowKnown(tx: Read): Promise<{ id: string; personId: PersonId }[]> {
  return tx.all(
    Unmatched,
    sql`
    select n.id, p.root_id as "personId" from notice_in n
      join person_identifier i on i.number = n.number and i.known_until is null
      join person p on p.id = i.person_id
      join person r on r.id = p.root_id and r.known_until is null
     where n.person_id is null and n.state = 'new' and n.number is not null`,
  )
}
