import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { addDays, endOf, type PlainDate } from '../kernel/date.ts'
import { prepared, raw, type Sql, sql } from '../kernel/sql.ts'
import { type MoveReason, OwnReminder } from './model.ts'

/** Reminders of one's own, about nobody: those one wrote, and those one was given. */

const columns = raw(`
  o.id, o.account_id as account, o.words, o.on_day as "onDay", o.at_time as "atTime", o.given_to as "givenTo", o.moved_why as why,
  o.done_at as "doneAt"`)

/** Those one is to do oneself: one's own that were given to nobody, and what one was given. */
const toDo = (tx: Read): Sql => sql`o.done_at is null and coalesce(o.given_to, o.account_id) = ${tx.actor.accountId}`

export function ownReminders(tx: Read, until: PlainDate): Promise<OwnReminder[]> {
  return tx.all(
    OwnReminder,
    prepared(sql`
    select ${columns} from own_reminder o where ${toDo(tx)} and o.on_day <= ${until}
     order by o.on_day, o.at_time nulls first, o.id limit 200`),
  )
}

/** Those one has given to others and that are not done. */
export function givenReminders(tx: Read): Promise<OwnReminder[]> {
  return tx.all(
    OwnReminder,
    prepared(sql`
    select ${columns} from own_reminder o
     where o.account_id = ${tx.actor.accountId} and o.given_to is not null and o.done_at is null
     order by o.on_day, o.id limit 50`),
  )
}

/** Those one has done today. */
export function ownDoneToday(tx: Read): Promise<OwnReminder[]> {
  return tx.all(
    OwnReminder,
    prepared(sql`
    select ${columns} from own_reminder o
     where o.done_by = ${tx.actor.accountId} and o.done_at >= ${endOf(addDays(tx.today, -1))}
     order by o.done_at desc, o.id limit 50`),
  )
}

export function ownReminderById(tx: Read, id: string): Promise<OwnReminder> {
  return tx.one(OwnReminder, sql`select ${columns} from own_reminder o where o.id = ${id}`)
}

export async function lockOwnReminder(tx: Write, id: string): Promise<OwnReminder> {
  await tx.run(sql`select from own_reminder o where o.id = ${id} for update`)
  return ownReminderById(tx, id)
}

const Made = z.object({ id: z.uuid() })

export async function insertOwnReminder(
  tx: Write,
  made: { readonly words: string; readonly onDay: PlainDate; readonly atTime: string | null },
): Promise<string> {
  const { id } = await tx.one(
    Made,
    sql`
    insert into own_reminder (domain_id, account_id, words, on_day, at_time, made_at)
    values (${tx.actor.domainId}, ${tx.actor.accountId}, ${made.words}, ${made.onDay}, ${made.atTime}, ${tx.now}) returning id`,
  )
  return id
}

/** Done by the actor; or with false not done after all. */
export async function setOwnDone(tx: Write, id: string, done: boolean): Promise<void> {
  const [at, by] = done ? [tx.now, tx.actor.accountId] : [null, null]
  await tx.runOne(sql`update own_reminder set done_at = ${at}::timestamptz, done_by = ${by}::uuid where id = ${id}`)
}

export async function setOwnDay(
  tx: Write,
  id: string,
  to: { readonly onDay: PlainDate; readonly why: MoveReason },
): Promise<void> {
  await tx.runOne(sql`update own_reminder set on_day = ${to.onDay}, moved_why = ${to.why} where id = ${id}`)
}

export async function setGivenTo(tx: Write, id: string, account: string | null): Promise<void> {
  await tx.runOne(sql`update own_reminder set given_to = ${account}::uuid where id = ${id}`)
}

export async function deleteOwnReminder(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`delete from own_reminder where id = ${id}`)
}

/** What one wrote and what was done more than a month ago is forgotten. */
export async function deleteOldReminders(tx: Write): Promise<void> {
  await tx.run(sql`
    delete from own_reminder where account_id = ${tx.actor.accountId} and done_at < ${endOf(addDays(tx.today, -31))}`)
}
