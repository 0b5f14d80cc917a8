import type { Read } from '../kernel/database.ts'
import type { Request } from '../kernel/http.ts'
import { takeTicket, type Wanted } from './store.ts'

/**
 * Bodies are read in two transactions (decision 11): the first commits a ticket that says what is read of whom, the second may only
 * read, and gets from the database what the ticket is for. Whatever goes wrong, no body was read without a trace.
 */
export async function released<T>(
  c: Request,
  wanted: Wanted,
  work: (tx: Read, ticket: number) => Promise<T>,
): Promise<T> {
  const { db, context } = c.var
  const { token, visit = null } = context
  // A visit only reads: the ticket is taken at home.
  const ticket = await db.write({ token }, (tx) => takeTicket(tx, wanted, visit))
  return db.read(context, (tx) => work(tx, ticket))
}
