import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { PersonId } from '../people/model.ts'

const Numbered = z.object({ number: z.string(), id: PersonId })

/** Whom each number stands for, in the domain of the transaction. */
export async function personIds(tx: Read): Promise<Map<string, PersonId>> {
  const rows = await tx.all(
    Numbered,
    sql`select number, person_id as id from person_identifier where known_until is null`,
  )
  return new Map(rows.map((row) => [row.number, row.id]))
}
