import type { Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'

/** An event for each in one statement: an owner for a whole register is thousands of them. */
export async function recordOwners(tx: Write, personIds: readonly string[], accountId: string | null): Promise<void> {
  const detail = JSON.stringify({ owner: accountId })
  const told = await tx.run(sql`
    select trail.record('register.owner_assigned', null, person_id, ${detail}::jsonb) from unnest(${[...personIds]}::uuid[]) person_id`)
  if (told > 0) tx.recorded = true
}
