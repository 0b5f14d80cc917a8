import { z } from 'zod'
import type { Context, Database, Read, Write } from '../kernel/database.ts'
import { InstantText, type PlainDate } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'

/** The address of one's calendar, and the daily letter. */

const Token = z.object({ token: z.string().nullable() })
const Feed = z.object({ madeAt: InstantText, readAt: InstantText.nullable() })
export type Feed = z.infer<typeof Feed>

export function ownFeed(tx: Read): Promise<Feed | null> {
  return tx.maybe(Feed, sql`select made_at as "madeAt", read_at as "readAt" from access.own_calendar_feed()`)
}

/** The secret of a new address, to be shown once; the one before is gone. */
export async function insertFeed(tx: Write): Promise<string | null> {
  return (await tx.one(Token, sql`select access.make_calendar_feed() as token`)).token
}

export async function endFeed(tx: Write): Promise<boolean> {
  return (await tx.one(z.object({ done: z.boolean() }), sql`select access.end_calendar_feed() as done`)).done
}

/** To read as the one whose calendar it is; null when there is no such address. */
export async function openFeed(db: Database, secret: string): Promise<Context | null> {
  const [row] = await db.call(Token, sql`select access.open_calendar(${secret}) as token`)
  return typeof row?.token === 'string' ? { token: row.token } : null
}

const Hour = z.object({ hour: z.number().nullable() })

export async function ownDigest(tx: Read): Promise<number | null> {
  return (await tx.one(Hour, sql`select access.own_digest() as hour`)).hour
}

export async function setDigest(tx: Write, hour: number | null): Promise<void> {
  await tx.one(z.unknown(), sql`select access.set_digest(${hour}::integer)`)
}

const Wanted = z.object({ accountId: z.uuid(), hour: z.number() })

/** Who of the domain wants a letter, and when. */
export function digestsWanted(tx: Read): Promise<z.infer<typeof Wanted>[]> {
  return tx.all(Wanted, sql`select account_id as "accountId", at_hour as hour from access.digests()`)
}

const Opened = z.object({ token: z.string(), email: z.string(), language: z.enum(['sv', 'en']) })
export type OpenedDigest = z.infer<typeof Opened>

/** Takes the day's letter of one; null for one who has left, has no address, or has had it. */
export function takeDigest(tx: Write, accountId: string, on: PlainDate): Promise<OpenedDigest | null> {
  return tx.maybe(Opened, sql`select token, email, language from access.open_digest(${accountId}, ${on})`)
}

export async function returnDigest(tx: Write, accountId: string, on: PlainDate): Promise<void> {
  await tx.one(z.unknown(), sql`select access.return_digest(${accountId}, ${on})`)
}
