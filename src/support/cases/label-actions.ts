import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { Label } from './label-model.ts'
import * as labelStore from './label-store.ts'
import * as store from './store.ts'

const LONGEST = 30

/** Makes a label of one's own, for oneself alone or for colleagues too. */
export async function makeLabel(tx: Write, typed: Pick<Label, 'name' | 'colour' | 'shared'>): Promise<void> {
  tx.require('support.work')
  const name = typed.name.trim().replace(/\s+/g, ' ')
  if (name === '' || name.length > LONGEST)
    throw new Refused('invalid', 'label', [{ field: 'label', code: 'label_name' }])
  const id = await labelStore.insertLabel(tx, { ...typed, name })
  if (id === null) throw new Refused('conflict', 'label', [{ field: 'label', code: 'label_exists' }])
  await tx.record('cases.label_made', { object: id, detail: { shared: typed.shared } })
}

/** Takes away a label of one's own, from every case that has it. */
export async function dropLabel(tx: Write, id: string): Promise<void> {
  tx.require('support.work')
  await labelStore.closeLabel(tx, id)
  await tx.record('cases.label_dropped', { object: id })
}

type Labelled = { readonly caseIds: readonly string[]; readonly labelId: string; readonly on: boolean }

/** Puts a label on many open cases at once, or takes it off. Answers how many changed. */
export async function labelCases(tx: Write, { caseIds, labelId, on }: Labelled): Promise<number> {
  tx.require('support.work')
  if (caseIds.length === 0) throw new Refused('invalid', 'label', [{ field: 'cases', code: 'nobody_chosen' }])
  if (!(await labelStore.labels(tx)).some(({ id }) => id === labelId))
    throw new Refused('invalid', 'label', [{ field: 'label', code: 'unknown_label' }])
  const held = await store.lockOpenCases(tx, caseIds)
  if (held.length === 0) throw new Refused('not_found', 'cases')
  const changed = await (on ? labelStore.insertMarks(tx, held, labelId) : labelStore.closeMarks(tx, held, labelId))
  await tx.record('cases.labelled', { object: labelId, detail: { cases: held.map(({ caseId }) => caseId), on } })
  return changed
}
