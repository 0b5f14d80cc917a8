import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { InstantText } from '../kernel/date.ts'
import { prepared, sql } from '../kernel/sql.ts'
import { Cause, type Outcome } from './model.ts'

/** Referrals between domains: the parcels lie behind the functions of the access schema, and hold codes and the id of a share. */

const Id = z.object({ id: z.uuid().nullable() })
const Done = z.object({ done: z.boolean() })

export type SentElsewhere = {
  readonly referralId: string
  /** The share that was made for it in this transaction. */
  readonly shareId: string
  /** Whose referral it was, when that is another than whoever sends it on. */
  readonly askedBy: string | null
  readonly reasons: readonly Cause[]
}

/** Null when the share is not the actor's own, made now. */
export async function sendParcel(tx: Write, sent: SentElsewhere): Promise<string | null> {
  const asked = sql`select access.send_referral(${sent.referralId}, ${sent.shareId}, ${sent.askedBy}::uuid, ${[...sent.reasons]}::text[]) as id`
  return (await tx.one(Id, asked)).id
}

export const ANSWERS = ['accepted', 'declined', 'passed_on'] as const
export const Course = z.object({
  toName: z.string(),
  sentAt: InstantText,
  takenAt: InstantText.nullable(),
  begunAt: InstantText.nullable(),
  answeredAt: InstantText.nullable(),
  answer: z.enum(ANSWERS).nullable(),
  reason: z.enum(['not_our_task', 'not_resident', 'too_little_known', 'twice', 'too_old']).nullable(),
  withdrawnAt: InstantText.nullable(),
})
/** How far a referral to another domain has come, as its sender may know it. */
export type Course = z.infer<typeof Course>

/** Null for a referral that went nowhere else. */
export function courseOf(tx: Read, referralId: string): Promise<Course | null> {
  return tx.maybe(
    Course,
    prepared(sql`
    select to_name as "toName", sent_at as "sentAt", taken_at as "takenAt", begun_at as "begunAt", answered_at as "answeredAt", answer,
           reason, withdrawn_at as "withdrawnAt" from access.referral_course(${referralId})`),
  )
}

/** Takes back what was sent, and the share with it; false when it has been answered. */
export async function withdrawParcel(tx: Write, referralId: string): Promise<boolean> {
  return (await tx.one(Done, sql`select access.take_back_referral(${referralId}) as done`)).done
}

/** False when the sender has taken it back. */
export async function answerParcel(
  tx: Write,
  answered: {
    readonly parcelId: string
    readonly said: 'begun' | (typeof ANSWERS)[number]
    readonly reason: Outcome | null
  },
): Promise<boolean> {
  const { parcelId, said, reason } = answered
  return (await tx.one(Done, sql`select access.answer_referral(${parcelId}, ${said}, ${reason}) as done`)).done
}

const Parcel = z.object({
  parcelId: z.uuid(),
  shareId: z.uuid(),
  reasons: z.array(Cause).nullable(),
  sentAt: InstantText,
  withdrawn: z.boolean(),
})

/** What has come, and what was taken back since. What is taken is here and nowhere else: it is to be kept in the same transaction. */
export function takeParcels(tx: Write): Promise<z.infer<typeof Parcel>[]> {
  return tx.all(
    Parcel,
    sql`
    select parcel_id as "parcelId", share_id as "shareId", reasons, sent_at as "sentAt", withdrawn from access.take_referrals()`,
  )
}

const Answered = z.object({ referralId: z.uuid(), askedBy: z.uuid().nullable(), sentBy: z.uuid() })

/** Which of those one's domain has sent were answered since it was last asked, and who is to know. */
export function takeAnswers(tx: Write): Promise<z.infer<typeof Answered>[]> {
  return tx.all(
    Answered,
    sql`select referral_id as "referralId", asked_by as "askedBy", sent_by as "sentBy" from access.answered_referrals()`,
  )
}
