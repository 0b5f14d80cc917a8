import { z } from 'zod'
import type { Database, Read, Write } from '../../kernel/database.ts'
import { sql } from '../../kernel/sql.ts'
import { Device, DuePush, PushHours, type Subscription, type Told } from './model.ts'

const Done = z.object({ done: z.boolean() })

/** One's own browsers that tell; `secret`: of the browser that asks. */
export function pushDevices(tx: Read, secret: string | null): Promise<Device[]> {
  return tx.all(
    Device,
    sql`select id, made_at as "madeAt", told_at as "toldAt", here from access.push_devices(${secret})`,
  )
}

/** False when there are as many as there may be. */
export async function insertDevice(
  tx: Write,
  made: { readonly secret: string; readonly subscription: Subscription; readonly most: number },
): Promise<boolean> {
  const { endpoint, keys } = made.subscription
  const { outcome } = await tx.one(
    z.object({ outcome: z.enum(['added', 'too_many']) }),
    sql`select access.add_push_device(${made.secret}, ${endpoint}, ${keys.p256dh}, ${keys.auth}, ${made.most}) as outcome`,
  )
  return outcome === 'added'
}

export async function deleteDevice(tx: Write, id: string): Promise<boolean> {
  return (await tx.one(Done, sql`select access.remove_push_device(${id}) as done`)).done
}

/** Null until somebody has chosen. */
export function ownPushHours(tx: Read): Promise<PushHours | null> {
  return tx.maybe(PushHours, sql`select opens, closes, days from access.own_push_hours()`)
}

export async function setPushHours(tx: Write, { opens, closes, days }: PushHours): Promise<void> {
  await tx.one(z.unknown(), sql`select access.set_push_hours(${opens}, ${closes}, ${days})`)
}

/** Whether a colleague has a browser that tells. */
export async function hasPush(tx: Read, accountId: string): Promise<boolean> {
  return (await tx.one(Done, sql`select access.has_push(${accountId}) as done`)).done
}

/** The browsers of somebody that have something new to tell. For the machine. */
export function duePushes(tx: Read, accountId: string): Promise<DuePush[]> {
  return tx.all(
    DuePush,
    sql`
    select id, endpoint, p256dh, auth, told_at as "toldAt", newest, unread, language, opens, closes, days
      from access.open_pushes(${accountId})`,
  )
}

export async function updateDevice(tx: Write, { id, outcome, newest }: Told): Promise<void> {
  await tx.one(z.unknown(), sql`select access.note_push(${id}, ${outcome}, ${newest})`)
}

/** Forgets browsers of those who have left, and what has told nothing for a quarter of a year. For the worker. */
export async function tidyPush(db: Database): Promise<void> {
  await db.call(z.unknown(), sql`select access.tidy_push()`)
}
