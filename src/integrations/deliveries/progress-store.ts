import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { InstantText } from '../../kernel/date.ts'
import { sql } from '../../kernel/sql.ts'
import { DeliveryId, DeliveryStatus, Phase, type Progress } from './model.ts'

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

/** Says that the work goes on, however long its present step takes. */
export async function beat(tx: Write, id: string): Promise<void> {
  await tx.run(sql`update work_progress set updated_at = clock_timestamp() where id = ${id}`)
}

/** How long work may be silent before it counts as dead: many beats. */
export const SILENT_SECONDS = 30
/** One that was received and has no work yet gets so long to begin it. */
const TO_BEGIN_SECONDS = 120

const Dead = z.object({ id: DeliveryId, status: DeliveryStatus })
export type DeadWork = z.infer<typeof Dead>

const dead = (tx: Read) => sql`
  select d.id, d.status from delivery d left join work_progress w on w.id = d.id
   where w.updated_at < clock_timestamp() - make_interval(secs => ${SILENT_SECONDS})
      or (w.id is null and d.status = 'reading' and d.received_at < ${tx.now}::timestamptz - make_interval(secs => ${TO_BEGIN_SECONDS}))`

/** Deliveries that nobody works on any longer, although their work has not come to its end. */
export function deadWork(tx: Read): Promise<DeadWork[]> {
  return tx.all(Dead, dead(tx))
}

/** The same, locked: one whose transaction lives is not among them. */
export function lockDeadWork(tx: Write): Promise<DeadWork[]> {
  return tx.all(Dead, sql`${dead(tx)} for update of d skip locked`)
}

export async function forgetProgress(tx: Write, id: string): Promise<void> {
  await tx.run(sql`delete from work_progress where id = ${id}`)
}
