import type { Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { foldName } from '../people/folding.ts'
import { PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { openPerson } from './actions.ts'
import { isWorkedWith } from './reached-store.ts'
import { keepSearch } from './saved-search-store.ts'

/**
 * Records that the page of somebody one works with is opened, before it is shown. One who leads the work and sees everybody opens
 * those whom somebody works with; the others are as absent as nobody.
 */
export async function openReached(tx: Write, personId: string): Promise<void> {
  tx.require('people.read')
  if (tx.may('register.read')) {
    await openPerson(tx, personId)
    return
  }
  const { id } = await personById(tx, PersonId.parse(personId))
  if (tx.actor.reach === 'domain' && !(await isWorkedWith(tx, id))) throw new Refused('not_found', 'person')
  await tx.record('people.person_read', { personId: id })
}

/** Keeps a search among those one works with. Answers the id; the trail has that and no name. */
export async function searchReached(tx: Write, text: string): Promise<string> {
  tx.require('people.read')
  const query = text.trim().slice(0, 200)
  if (wordsOf(query).length === 0) throw new Refused('invalid', 'short', [{ field: 'q', code: 'short' }])
  const id = await keepSearch(tx, query)
  await tx.record('people.searched', { object: id })
  return id
}

/** The folded words of what was typed: at least two letters each, four at most. */
export function wordsOf(query: string): readonly string[] {
  const words = foldName(query.normalize('NFC'))
    .split(' ')
    .filter((word) => /^[a-z0-9-]{2,}$/.test(word))
  return [...new Set(words)].slice(0, 4)
}
