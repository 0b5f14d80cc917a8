import { z } from 'zod'
import type { Context, Database, Write } from './database.ts'
import { log } from './log.ts'
import { sql } from './sql.ts'

/**
 * Jobs are rows, written in the transaction of the change they follow from and taken with `for update skip locked`.
 * At least once: a handler must bear being run again.
 */
export type Job = { readonly name: string; readonly payload: Readonly<Record<string, unknown>> }
export type Handler = (tx: Write, payload: Job['payload']) => Promise<void>
export type Handlers = Readonly<Record<string, Handler>>

/** `once`: one that waits under the key does for this too, held until this is committed. One that runs may have read before: another follows. */
export async function enqueue(tx: Write, job: Job, options: { once?: string; runAt?: string } = {}): Promise<void> {
  const key = sql`${options.once ?? null}::text`
  await tx.run(sql`
    with waiting as materialized (
      select from job where failed_at is null and unique_key in (${key}, ${key} || ':again') for update skip locked)
    insert into job (domain_id, name, payload, run_at, unique_key, created_at)
    select ${tx.actor.domainId}, ${job.name}, ${JSON.stringify(job.payload)}::jsonb, ${options.runAt ?? tx.now}::timestamptz,
           ${key} || case when exists (select from job where failed_at is null and unique_key = ${key}) then ':again' else '' end,
           ${tx.now}::timestamptz where not exists (select from waiting) on conflict do nothing`)
}

const Taken = z.object({
  id: z.number(),
  name: z.string(),
  payload: z.record(z.string(), z.unknown()),
  attempts: z.number(),
})

/** Runs one due job of the context's domain. False when there is none. A failure is tried again later, then kept as a dead letter. */
export async function runDueJob(db: Database, context: Context, handlers: Handlers): Promise<boolean> {
  let taken: z.infer<typeof Taken> | null = null
  try {
    return await db.write(context, async (tx) => {
      taken = await tx.maybe(
        Taken,
        sql`
        select id, name, payload, attempts from job
         where run_at <= ${tx.now} and failed_at is null
         order by run_at, id limit 1 for update skip locked`,
      )
      if (taken === null) {
        tx.recorded = true
        return false
      }
      const handler = handlers[taken.name]
      if (!handler) throw new Error(`no handler for ${taken.name}`)
      await handler(tx, taken.payload)
      await tx.runOne(sql`delete from job where id = ${taken.id}`)
      await tx.record('jobs.finished', { object: taken.name })
      return true
    })
  } catch (error) {
    if (taken === null) throw error
    await postpone(db, context, taken, error)
    return true
  }
}

async function postpone(db: Database, context: Context, job: z.infer<typeof Taken>, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.name : 'unknown'
  log('warn', 'job.failed', { job: job.name, attempt: job.attempts + 1, reason })
  await db.technical(context, (tx) =>
    tx.run(sql`
      update job set attempts = attempts + 1, last_error = ${reason},
             run_at = ${tx.now}::timestamptz + make_interval(secs => 2 ^ least(attempts, 12) * 5),
             failed_at = case when attempts + 1 >= max_attempts then ${tx.now}::timestamptz end
       where id = ${job.id}`),
  )
}
