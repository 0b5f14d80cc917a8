import type { Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { occupationSeen } from './as-seen.ts'
import { lockPerson, occupationsOf, ownerOf } from './store.ts'

/**
 * Two may have the same person before them. What replaces something says what it was shown; when that no longer stands, nothing
 * is changed before the second has seen what the first did.
 */
type Shown = {
  readonly personId: string
  /** What stood there when the form was shown, '' for nothing; undefined from one that was shown nothing. */
  readonly seen: string | undefined
  /** What is to stand there: no harm is done when the other has done the same. */
  readonly wanted?: string
}

export async function requireOwnerAsSeen(tx: Write, { personId, seen, wanted }: Shown): Promise<void> {
  tx.require('register.assign_owner')
  const owner = (await ownerOf(tx, await lockPerson(tx, personId))) ?? ''
  if (seen === undefined || owner === seen || owner === wanted) return
  throw new Refused('conflict', 'owner', [{ field: 'owner', code: 'owner_meanwhile' }])
}

/** Of a person who is locked already. */
export async function requireOccupationAsSeen(tx: Write, { personId, seen }: Shown): Promise<void> {
  tx.require('register.record_occupation')
  const occupations = await occupationsOf(tx, personId)
  if (seen === undefined || occupationSeen(occupations) === seen) return
  throw new Refused('conflict', 'occupation', [{ field: 'occupation', code: 'occupation_meanwhile' }])
}
