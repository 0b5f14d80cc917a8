import { z } from 'zod'
import { askApproval, useApproval } from '../access/approval-actions.ts'
import type { Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { mayTakeAlone, withinApproved } from './export-rules.ts'
import { insertTaken, lockTaking, rowsTakenLately } from './export-taken-store.ts'

type Taken = { readonly format: 'csv' | 'xlsx'; readonly rows: number; readonly approvalId: string | null }

/**
 * Records that the list leaves the system as a file, before it does. Few rows take a fresh sign-in; many, or many slices in a day,
 * take a colleague's yes as well: no role can take out everything alone.
 */
export async function takeExport(tx: Write, { format, rows, approvalId }: Taken): Promise<void> {
  tx.require('register.export')
  tx.requireAssurance(3)
  if (approvalId === null) {
    await lockTaking(tx)
    if (!mayTakeAlone(rows, await rowsTakenLately(tx))) throw new Refused('conflict', 'export_needs_second')
    await insertTaken(tx, rows)
  } else {
    const { detail } = await useApproval(tx, { id: approvalId, kind: 'register.export' })
    if (!withinApproved(rows, Asked.parse(detail).rows)) throw new Refused('conflict', 'export_has_grown')
  }
  await tx.record('register.exported', { object: approvalId ?? undefined, detail: { format, rows } })
}

/**
 * Counts the rows of another file, made of what was read in, with the register's own: a file of values is taken out as a list is. False
 * for more than one may take alone, and nothing is counted: then no value goes along.
 */
export async function takeAlone(tx: Write, rows: number): Promise<boolean> {
  tx.requireAssurance(3)
  await lockTaking(tx)
  const alone = mayTakeAlone(rows, await rowsTakenLately(tx))
  if (alone) await insertTaken(tx, rows)
  return alone
}

/** Asks a colleague to say yes to a file of these rows. The list is kept as its filter: codes and days, never a name. */
export async function askExport(
  tx: Write,
  asked: { query: string; format: 'csv' | 'xlsx'; rows: number; reason: string },
): Promise<string> {
  tx.require('register.export')
  const { reason, ...detail } = asked
  return askApproval(tx, { kind: 'register.export', detail, reason })
}

/** Records that the list is written by the command line, before it is. */
export async function recordExport(
  tx: Write,
  detail: { readonly format: 'csv' | 'xlsx' | 'json'; readonly asOf?: PlainDate | null; readonly protected?: boolean },
): Promise<void> {
  tx.require('register.export')
  await tx.record('register.exported', { detail })
}

/** What a request for a file says of it. */
export const Asked = z.object({ query: z.string(), format: z.enum(['csv', 'xlsx']), rows: z.number() })
