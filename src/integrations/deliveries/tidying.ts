import type { Context, Database } from '../../kernel/database.ts'
import { endDeadWork } from './actions.ts'
import { deadWork } from './progress-store.ts'

/**
 * Ends the deliveries of the domain whose process was killed while it worked on them. Done by the worker and before every
 * import, so that nobody has to; leaves alone whatever some process still works on.
 */
export async function tidyDeadWork(db: Database, machine: Context): Promise<void> {
  const found = await db.read(machine, deadWork)
  if (found.length > 0) await db.write(machine, endDeadWork)
}
