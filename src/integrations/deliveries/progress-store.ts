import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { InstantText } from '../../kernel/date.ts'
import { sql } from '../../kernel/sql.ts'
import { Phase, type Progress } from './model.ts'

const Row = z.object({
  phase: Phase,
  done: z.number(),
  total: z.number().nullable(),
  startedAt: InstantText,
  updatedAt: InstantText,
})
export type KeptProgress = z.infer<typeof Row>

/** How far the work on a delivery has come; null when none is under way. */
export function progressOf(tx: Read, id: string): Promise<KeptProgress | null> {
  return tx.maybe(
    Row,
    sql`select phase, done, total, started_at as "startedAt", updated_at as "updatedAt" from work_progress where id = ${id}`,
  )
}

/** Outside the work's own transaction, so that it can be watched. */
export async function keepProgress(tx: Write, id: string, progress: Progress): Promise<void> {
  await tx.run(sql`
    insert into work_progress as kept (domain_id, id, phase, done, total, started_at, updated_at)
    values (${tx.actor.domainId}, ${id}, ${progress.phase}, ${progress.done}, ${progress.total}, clock_timestamp(), clock_timestamp())
    on conflict (domain_id, id) do update
      set phase = excluded.phase, done = excluded.done, total = excluded.total, updated_at = clock_timestamp(),
          started_at = case when kept.phase = excluded.phase then kept.started_at else clock_timestamp() end`)
}

export async function forgetProgress(tx: Write, id: string): Promise<void> {
  await tx.run(sql`delete from work_progress where id = ${id}`)
}
