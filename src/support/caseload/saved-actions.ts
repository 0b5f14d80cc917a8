import { ownTeams } from '../../access/store.ts'
import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { sharedWith } from '../cases/shared-rules.ts'
import { queryOf } from './filter.ts'
import type { CaseFilter } from './model.ts'
import * as store from './saved-store.ts'

const LONGEST = 80

export type Saving = { readonly name: string; readonly sharedWith: string; readonly filter: CaseFilter }

/** Keeps what the list is cut by under a name: for oneself alone, for a team one is in, or for every colleague. */
export async function saveFilter(tx: Write, saving: Saving): Promise<string> {
  tx.require('support.read')
  const name = saving.name.trim().replace(/\s+/g, ' ')
  const of = sharedWith(saving.sharedWith, await ownTeams(tx))
  const fits = name !== '' && name.length <= LONGEST
  if (!fits || of === null)
    throw new Refused('invalid', 'filter', [
      ...(fits ? [] : [{ field: 'name', code: 'filter_name' }]),
      ...(of === null ? [{ field: 'shared', code: 'unknown_sharing' }] : []),
    ])
  const id = await store.insertFilter(tx, { ...of, name, filter: queryOf({ ...saving.filter, page: 1 }) })
  if (id === null) throw new Refused('conflict', 'filter', [{ field: 'name', code: 'filter_exists' }])
  await tx.record('cases.filter_saved', { object: id, detail: of })
  return id
}

/** Takes away a filter of one's own; whoever leads does so with those that colleagues share. */
export async function removeFilter(tx: Write, id: string): Promise<void> {
  tx.require('support.read')
  await store.deleteFilter(tx, id)
  await tx.record('cases.filter_removed', { object: id })
}
