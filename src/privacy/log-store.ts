import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'

const Id = z.object({ id: z.uuid() })

/** Whom a number is or was held by in the domain, for those with the right to the log or to make extracts; null for nobody. */
export async function personNumbered(tx: Read, number: string): Promise<string | null> {
  const found = await tx.one(z.object({ id: z.uuid().nullable() }), sql`select access.find_person(${number}) as id`)
  return found.id
}

/** The ids that stand for a person, those merged with it included; none when nobody has the id. For those with the right to the log. */
export async function idsInLog(tx: Read, personId: string): Promise<string[]> {
  return (await tx.all(Id, sql`select id from access.person_ids(${personId})`)).map(({ id }) => id)
}

/** The same for those who have the person in their reach. */
export async function idsInReach(tx: Read, rootId: string): Promise<string[]> {
  const rows = await tx.all(Id, sql`select id from person where id = ${rootId} or root_id = ${rootId}`)
  return rows.map(({ id }) => id)
}
