import type { Client } from 'pg'
import { writtenBeside } from './beside.ts'
import { called, does, openFor } from './calls.ts'
import { type Actor, STAFF } from './cast.ts'
import type { Asking, Given } from './twins.ts'

/**
 * On a visit in another domain, or in an extract, one has left one's own: the functions tell nothing, but for these. Nothing is written
 * on a visit: `access.begin` opens one only where the transaction reads.
 */
const ON_A_VISIT: readonly (readonly [names: string, why: string])[] = [
  ['claim domain_kind draft_key visit_stands extracted', 'who asks, and where'],
  ['hidden kept_from reach keep_reach', 'the walls themselves'],
  [
    'own_identities own_memberships own_passkeys own_sessions parked_forms',
    'how one signs in, and what one left unsent',
  ],
  ['receivers secrecies sibling_domains', 'the law’s, and everybody’s'],
  ['keep_referral referral_link stamp_referral', 'what stands open to anybody'],
  ['unread_alerts set_digest running_glass', 'answers that nothing is there'],
  ['note_budget_agreed heads state', 'the count of readings, and the seals'],
]
const OPEN_ON_A_VISIT = new Set(ON_A_VISIT.flatMap(([names]) => names.split(' ')))

const of = (role: string): Actor => {
  const found = STAFF.find((each) => each.role === role && !each.seesProtected)
  if (!found) throw new Error(role)
  return found
}
export const VISITING: readonly Actor[] = [
  { ...of('coach'), visit: 'sharedAndAccepted' },
  { ...of('kaa_coordinator'), visit: 'sharedAndAccepted' },
  { ...of('data_protection_officer'), visit: 'extractedSurvivor' },
]

/** What a function tells on a visit, to where everything stands that is at home. In a transaction; leaves nothing behind. */
export async function toldOnVisit(
  client: Client,
  { actor, routine, calls, before }: Asking,
  given: readonly Given[],
): Promise<readonly string[]> {
  if (routine.surface === 'sign_in' || OPEN_ON_A_VISIT.has(routine.name.replace(/^\w+\./, ''))) return []
  await client.query('savepoint visiting')
  try {
    if (before) await client.query(before)
    for (const each of given) if (each.column === 'domain_id') await client.query(writtenBeside(each, actor))
    await client.query('delete from probe.change')
    await client.query('set transaction read only')
    await openFor(client, actor, routine.surface)
    const faults: string[] = []
    for (const call of calls)
      if (does(await called(client, call)))
        faults.push(`${routine.signature} with ${call.is} ${call.tried}, ${actor.key} on a visit: tells something`)
    return faults
  } finally {
    await client.query('rollback to savepoint visiting')
  }
}
