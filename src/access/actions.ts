import type { Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { updateDomainName } from './store.ts'

/** Corrects the name of the actor's own secrecy domain. */
export async function renameDomain(tx: Write, name: string): Promise<void> {
  tx.require('organisations.edit')
  const wanted = name.trim()
  if (wanted.length < 2 || wanted.length > 120)
    throw new Refused('invalid', 'domain', [{ field: 'name', code: 'name_missing' }])
  await updateDomainName(tx, wanted)
  await tx.record('access.domain_renamed', { object: tx.actor.domainId })
}
