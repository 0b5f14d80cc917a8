import { z } from 'zod'
import type { Database, Read, Write } from '../kernel/database.ts'
import { InstantText } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { OutsideReferral, Way } from './model.ts'

/** The box for what comes from outside. Whoever has no account reaches it through these functions of the database, and nothing else. */

const Form = z.object({ name: z.string(), phone: z.string().nullable() })
export type OutsideForm = z.infer<typeof Form>

/** Whose form an address names; null when there is none, or it is closed. */
export async function formOf(db: Database, slug: string): Promise<OutsideForm | null> {
  const [found = null] = await db.call(Form, sql`select name, phone from access.referral_form(${slug})`)
  return found
}

export async function newStamp(db: Database): Promise<string> {
  const [row] = await db.call(z.object({ stamp: z.string() }), sql`select access.stamp_referral() as stamp`)
  return row?.stamp ?? ''
}

/** How many seconds ago a form was shown; null for a stamp that is not ours. */
export async function stampAge(db: Database, stamp: string): Promise<number | null> {
  const [row] = await db.call(z.object({ age: z.number().nullable() }), sql`select access.stamp_age(${stamp}) as age`)
  return row?.age ?? null
}

/** The secret of the link that a form of a domain leads to: the same each time the same form is sent. */
export async function linkOf(db: Database, slug: string, formToken: string): Promise<string> {
  const [row] = await db.call(
    z.object({ link: z.string() }),
    sql`select access.referral_link(${slug}, ${formToken}) as link`,
  )
  return row?.link ?? ''
}

export type Kept = {
  readonly slug: string
  readonly oldToken: string | null
  readonly newToken: string
  /** Where how it goes will stand; null for a draft. */
  readonly statusToken: string | null
  readonly way: Way
  readonly isDraft: boolean
  readonly sealed: Buffer
  readonly hours: number
}

/** Puts what is sealed into the box under a link, again without harm. `confirmed`: the same form was confirmed before, and stays as it was. */
export async function keepSealed(db: Database, kept: Kept): Promise<'kept' | 'confirmed' | 'closed'> {
  const { slug, oldToken, newToken, statusToken, way, isDraft, sealed, hours } = kept
  const [row] = await db.call(
    z.object({ is: z.enum(['kept', 'confirmed', 'closed']) }),
    sql`
    select access.keep_referral(${slug}, ${oldToken}, ${newToken}, ${statusToken}, ${way}, ${isDraft}, ${sealed}, ${hours}) as is`,
  )
  return row?.is ?? 'closed'
}

const Sealed = z.object({
  slug: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  way: Way,
  isDraft: z.boolean(),
  sealed: z.instanceof(Buffer),
})
export type Sealed = z.infer<typeof Sealed>

/** What a link leads to while it lasts. */
export async function sealedOf(db: Database, token: string): Promise<Sealed | null> {
  const [found = null] = await db.call(
    Sealed,
    sql`select slug, name, phone, way, is_draft as "isDraft", sealed from access.kept_referral(${token})`,
  )
  return found
}

/** Confirms it, once. `statusToken` is the link to how it goes. */
export async function confirm(
  db: Database,
  confirmed: { readonly token: string; readonly statusToken: string; readonly referral: OutsideReferral },
): Promise<boolean> {
  const { token, statusToken, referral } = confirmed
  const [row] = await db.call(
    z.object({ done: z.boolean() }),
    sql`select access.confirm_referral(${token}, ${statusToken}, ${JSON.stringify(referral)}::jsonb) as done`,
  )
  return row?.done ?? false
}

const Status = z.object({ name: z.string(), receivedAt: InstantText, closed: z.boolean() })
export type OutsideStatus = z.infer<typeof Status>

export async function statusOf(db: Database, token: string): Promise<OutsideStatus | null> {
  const [found = null] = await db.call(
    Status,
    sql`select name, received_at as "receivedAt", closed from access.referral_status(${token})`,
  )
  return found
}

export async function withdrawByLink(db: Database, token: string): Promise<void> {
  await db.call(z.unknown(), sql`select access.withdraw_referral(${token})`)
}

const Arrival = z.object({
  id: z.uuid(),
  told: z.unknown(),
  receivedAt: InstantText,
  withdrawn: z.boolean(),
})
export type Arrival = Omit<z.infer<typeof Arrival>, 'told'> & { readonly referral: OutsideReferral | null }

/** What has come and is not yet taken in, or was withdrawn since. For the machine, in its domain. */
export async function arrivals(tx: Read): Promise<Arrival[]> {
  const rows = await tx.all(
    Arrival,
    sql`select id, told, received_at as "receivedAt", withdrawn from access.referral_arrivals()`,
  )
  return rows.map(({ told, ...row }) => ({ ...row, referral: OutsideReferral.safeParse(told).data ?? null }))
}

export async function settleArrival(
  tx: Write,
  { id, withdrawn }: { readonly id: string; readonly withdrawn: boolean },
): Promise<void> {
  await tx.run(sql`select access.settle_arrival(${id}, ${withdrawn})`)
}

/** Says to whoever sent it from outside that somebody has decided. */
export async function closeArrival(tx: Write, id: string): Promise<void> {
  await tx.run(sql`select access.close_arrival(${id})`)
}

/** The referral that an arrival has become; null when there is none, or none that is open. */
export async function referralOfArrival(tx: Read, arrivalId: string): Promise<string | null> {
  const found = await tx.maybe(
    z.object({ id: z.uuid() }),
    sql`select r.referral_id as id from referral r where r.arrival_id = ${arrivalId} and r.known_until is null`,
  )
  return found?.id ?? null
}

/** Takes away links that are over. */
export async function tidyReferrals(db: Database): Promise<void> {
  await db.call(z.unknown(), sql`select access.tidy_referrals()`)
}
