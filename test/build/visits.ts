import assert from 'node:assert/strict'
import { z } from 'zod'
import type { Context } from '../../src/kernel/database.ts'
import { sql } from '../../src/kernel/sql.ts'
import type { TestBed } from './domain.ts'

const Seen = z.object({
  identity: z.boolean(),
  contact: z.boolean(),
  schooling: z.boolean(),
  register: z.boolean(),
})

/** What of anybody a visit sees, table by table; null when there is no visit to make. */
export async function seenOnVisit(bed: TestBed, who: Context, visit: string): Promise<string[] | null> {
  try {
    return await bed.web.read({ ...who, visit }, async (tx) => {
      const found = await tx.one(
        Seen,
        sql`select exists (select from person) as identity, exists (select from person_contact) as contact,
                   exists (select from enrolment) as schooling, exists (select from register_period) as register`,
      )
      return Object.entries(found).flatMap(([topic, is]) => (is ? [topic] : []))
    })
  } catch (error) {
    assert.match(String(error), /not_found: visit/)
    return null
  }
}
