import { ownTeams } from '../../access/store.ts'
import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { Colour } from './label-model.ts'
import * as labelStore from './label-store.ts'
import { type SharedWith, sharedWith } from './shared-rules.ts'
import * as store from './store.ts'

const LONGEST = 30

type NewLabel = { readonly name: string; readonly colour: Colour; readonly sharedWith: string }

/** Makes a label: for oneself alone, for a team one is in, or for every colleague. */
export async function makeLabel(tx: Write, typed: NewLabel): Promise<void> {
  tx.require('support.work')
  const name = typed.name.trim().replace(/\s+/g, ' ')
  const of = sharedWith(typed.sharedWith, await ownTeams(tx))
  const fits = name !== '' && name.length <= LONGEST
  if (!fits || of === null)
    throw new Refused('invalid', 'label', [
      ...(fits ? [] : [{ field: 'label', code: 'label_name' }]),
      ...(of === null ? [{ field: 'shared', code: 'unknown_sharing' }] : []),
    ])
  const id = (await isTaken(tx, name, of))
    ? null
    : await labelStore.insertLabel(tx, { ...of, colour: typed.colour, name })
  if (id === null) throw new Refused('conflict', 'label', [{ field: 'label', code: 'label_exists' }])
  await tx.record('cases.label_made', { object: id, detail: of })
}

/** Two labels of one name that the same colleagues see could not be told apart. */
async function isTaken(tx: Write, name: string, of: SharedWith): Promise<boolean> {
  const same = (each: SharedWith) => of.shared && each.shared && each.teamId === of.teamId
  return (await labelStore.labels(tx)).some((each) => same(each) && each.name.toLowerCase() === name.toLowerCase())
}

/** Takes away a label of one's own, from every case that has it; whoever leads does so with those that colleagues share. */
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
