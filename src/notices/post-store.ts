import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { Day, InstantText } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { Keeper, NoticeForm, NoticeKind } from './model.ts'

/** The post between domains: the parcels lie behind the functions of the access schema. */

/** Whose registers are in Sedd, beside one's own. */
export function keepers(tx: Read): Promise<Keeper[]> {
  return tx.all(
    Keeper,
    sql`select municipality_code as municipality, domain_id as "domainId", name from access.register_keepers()`,
  )
}

const Parcel = z.object({
  parcelId: z.uuid(),
  kind: NoticeKind,
  onDay: Day,
  interrupted: z.boolean(),
  number: z.string(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  schoolForm: NoticeForm,
  programmeCode: z.string().nullable(),
  schoolUnitCode: z.string().nullable(),
  schoolUnit: z.string(),
  sender: z.string(),
  sentAt: InstantText,
})
export type Parcel = z.infer<typeof Parcel>

const Sent = z.object({ id: z.uuid().nullable() })

/** The parcel's id; null when there is nothing that may go, or nobody to send it to. */
export async function sendParcel(tx: Write, notice: string): Promise<string | null> {
  return (await tx.one(Sent, sql`select access.send_notice(${notice}) as id`)).id
}

/** What has come and not been taken in. What is taken is here and nowhere else: it is to be kept in the same transaction. */
export function takeParcels(tx: Write): Promise<Parcel[]> {
  return tx.all(
    Parcel,
    sql`
    select parcel_id as "parcelId", kind, on_day as "onDay", interrupted, number, given_name as "givenName", family_name as "familyName",
           school_form as "schoolForm", programme_code as "programmeCode", school_unit_code as "schoolUnitCode", school_unit as "schoolUnit",
           sender, sent_at as "sentAt"
      from access.take_notices()`,
  )
}

/** `again`: what was answered is taken back. */
export async function answerParcel(
  tx: Write,
  parcel: string,
  said: 'opened' | 'applied' | 'no_effect' | 'returned' | 'again',
): Promise<void> {
  await tx.one(z.object({ done: z.boolean() }), sql`select access.answer_notice(${parcel}, ${said}) as done`)
}

export async function withdrawParcel(tx: Write, notice: string): Promise<void> {
  await tx.one(z.object({ done: z.boolean() }), sql`select access.withdraw_notice(${notice}) as done`)
}

/** Writes down what is known of what was sent. Answers how many rows changed. */
export function keepReceipts(tx: Write): Promise<number> {
  return tx.run(sql`
    update notice_out n
       set taken_at = r.taken_at, received_at = r.opened_at, answered_at = r.answered_at, answer = r.answer,
           failed_at = case when r.answer = 'returned' then r.answered_at end,
           failed_why = case when r.answer = 'returned' then 'returned' end
      from access.notice_receipts() r
     where n.id = r.notice_id and n.sent_how = 'sedd'
       and (n.taken_at, n.received_at, n.answered_at, n.answer) is distinct from (r.taken_at, r.opened_at, r.answered_at, r.answer)`)
}

/** What the sender has taken back: what was not settled is, and of the rest it is said. Answers how many. */
export function keepWithdrawals(tx: Write): Promise<number> {
  return tx.run(sql`
    update notice_in n
       set withdrawn_at = w.withdrawn_at,
           settled_as = coalesce(n.settled_as, 'no_effect'), settled_at = coalesce(n.settled_at, ${tx.now}),
           settled_by = coalesce(n.settled_by, ${tx.actor.accountId}),
           reason = case when n.settled_as is null then 'withdrawn' else n.reason end,
           number = case when n.settled_as is null then null else n.number end,
           given_name = case when n.settled_as is null then null else n.given_name end,
           family_name = case when n.settled_as is null then null else n.family_name end
      from access.withdrawn_notices() w
     where n.parcel_id = w.parcel_id and n.withdrawn_at is null`)
}
