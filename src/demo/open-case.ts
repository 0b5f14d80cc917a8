import type { Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import type { PersonId } from '../people/model.ts'
import { openCase } from '../support/cases/actions.ts'
import type { SupportCase } from '../support/cases/model.ts'
import { caseOf, reachesSupport } from '../support/cases/store.ts'

/**
 * The case that is open, or a first one from a day on where the whole story has none yet. Null where it is closed, or where the one who acts
 * follows the person no longer: then nothing is done, and nothing told.
 */
export async function caseToWorkIn(tx: Write, personId: PersonId, from: PlainDate | null): Promise<SupportCase | null> {
  tx.recorded = true
  if (!(await reachesSupport(tx, personId))) return null
  const known = await caseOf(tx, personId)
  if (known !== null) return known.closedOn === null ? known : null
  if (from === null) return null
  const made = { setting: 'outside_school', origin: 'register', openedOn: from } as const
  await openCase(tx, { personId, ...made, ownerId: tx.actor.accountId })
  return caseOf(tx, personId)
}
