import type { Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { parseNumber } from '../people/identity.ts'
import type { PersonId } from '../people/model.ts'
import { personByNumber } from '../people/store.ts'
import { keepSearch } from './saved-search-store.ts'
import { readSearch } from './search-query.ts'

/** Keeps a search, so that its answer has an address without a name in it. Answers the id; the trail has that and no name. */
export async function search(tx: Write, text: string): Promise<string> {
  tx.require('register.read')
  const query = text.trim().slice(0, 200)
  if (readSearch(query) === null) throw new Refused('invalid', 'short', [{ field: 'q', code: 'short' }])
  const id = await keepSearch(tx, query)
  await tx.record('register.searched', { object: id })
  return id
}

/** One person by the whole number, in the register or not. Null when nobody has it; the trail says that somebody asked. */
export async function lookUpNumber(tx: Write, typed: string): Promise<PersonId | null> {
  tx.require('register.look_up')
  const reading = parseNumber(typed, tx.today)
  if (!reading.ok) throw new Refused('invalid', 'number_unreadable', [{ field: 'number', code: 'number_unreadable' }])
  const personId = await personByNumber(tx, reading.number)
  await tx.record('register.looked_up', personId === null ? { detail: { found: false } } : { personId })
  return personId
}
