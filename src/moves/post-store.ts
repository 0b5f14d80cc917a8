import { z } from 'zod'
import type { Write } from '../kernel/database.ts'
import { Day, InstantText } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import type { Refusal } from './model.ts'

/** What goes between two domains of Sedd, through functions alone: no surface reads a parcel. */

export const Parcel = z.object({
  parcelId: z.uuid(),
  movedOn: Day,
  number: z.string(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  callName: z.string(),
  callWay: z.string(),
  sender: z.string(),
  municipality: z.string().nullable(),
  sentAt: InstantText,
})
export type Parcel = z.infer<typeof Parcel>

const Sent = z.object({ id: z.uuid().nullable() })
const Done = z.object({ done: z.boolean() })

/** The parcel's id; null when there is nothing that may go, or nobody to send it to. */
export async function sendParcel(tx: Write, move: string): Promise<string | null> {
  return (await tx.one(Sent, sql`select access.send_move(${move}) as id`)).id
}

/** What has come and not been taken in. What is taken is here and nowhere else: it is to be kept in the same transaction. */
export function takeParcels(tx: Write): Promise<Parcel[]> {
  return tx.all(
    Parcel,
    sql`
    select parcel_id as "parcelId", moved_on as "movedOn", number, given_name as "givenName", family_name as "familyName", phone, email,
           call_name as "callName", call_way as "callWay", sender, from_code as municipality, sent_at as "sentAt"
      from access.take_moves()`,
  )
}

export async function answerParcel(
  tx: Write,
  parcel: string,
  answer: { readonly said: 'opened' | 'received' } | { readonly said: 'declined'; readonly why: Refusal },
): Promise<void> {
  const why = answer.said === 'declined' ? answer.why : null
  await tx.one(Done, sql`select access.answer_move(${parcel}, ${answer.said}, ${why}) as done`)
}

export async function withdrawParcel(tx: Write, move: string): Promise<void> {
  await tx.one(Done, sql`select access.withdraw_move(${move}) as done`)
}

/** Writes down what is known of what was handed over. Answers how many rows changed. */
export function keepReceipts(tx: Write): Promise<number> {
  return tx.run(sql`
    update move_out o
       set taken_at = r.taken_at, opened_at = r.opened_at, answered_at = r.answered_at, answer = r.answer, reason = r.reason
      from access.move_receipts() r
     where o.parcel_id = r.parcel_id
       and (o.taken_at, o.opened_at, o.answered_at, o.answer, o.reason)
           is distinct from (r.taken_at, r.opened_at, r.answered_at, r.answer, r.reason)`)
}

/** What the sender has taken back: it goes with the number and the name of whoever is nobody here. Answers how many. */
export function keepWithdrawals(tx: Write): Promise<number> {
  return tx.run(sql`
    update move_in o
       set withdrawn_at = w.withdrawn_at, number = null, given_name = null, family_name = null, phone = null, email = null
      from access.withdrawn_moves() w
     where o.parcel_id = w.parcel_id and o.withdrawn_at is null and o.settled_as is distinct from 'declined'`)
}
