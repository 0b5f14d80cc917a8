import type { Write } from '../kernel/database.ts'
import { enqueue } from '../kernel/jobs.ts'

/** What is done with a run in the background, written in the transaction that asks for it. */
export function queueRun(tx: Write, name: string, run: string): Promise<void> {
  return enqueue(tx, { name, payload: { run } })
}
