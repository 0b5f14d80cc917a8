import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { Alert, type AlertCode } from './model.ts'

const Done = z.object({ done: z.boolean() })
const Marked = z.object({ marked: z.number() })

/** One's own alerts, the newest first. */
export function alerts(tx: Read, most: number): Promise<Alert[]> {
  return tx.all(
    Alert,
    sql`
    select id, code, object, by_account as "byAccount", made_at as "madeAt", read_at as "readAt" from access.alerts(${most})`,
  )
}

/** False when there is no such colleague, or it is oneself. */
export async function insertAlert(
  tx: Write,
  made: { readonly to: string; readonly code: AlertCode; readonly object: string },
): Promise<boolean> {
  return (await tx.one(Done, sql`select access.leave_alert(${made.to}, ${made.code}, ${made.object}) as done`)).done
}

/** One, or with null all. How many were unread. */
export async function markRead(tx: Write, id: string | null): Promise<number> {
  return (await tx.one(Marked, sql`select access.read_alerts(${id}) as marked`)).marked
}
