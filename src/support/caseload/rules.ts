import type { CaseFilter, Gone } from './model.ts'

type Known = readonly { readonly id: string }[]

/** What can be chosen now, by whoever looks. */
export type Choices = {
  readonly owners: Known
  readonly teams: Known
  readonly programmes: Known
  readonly labels: Known
  readonly studies: Known
  /** Whether one is told where somebody goes to school. */
  readonly seesSchooling: boolean
}

/** What a filter names that is gone since it was saved, or that whoever looks does not see. */
export function goneIn(filter: CaseFilter, choices: Choices): readonly Gone[] {
  const lacks = (id: string | null, known: Known) => id !== null && !known.some((each) => each.id === id)
  const { owner, team, programme, label, education, studies } = filter
  const gone: Readonly<Record<Gone, boolean>> = {
    owner: lacks(owner, choices.owners),
    team: lacks(team, choices.teams),
    programme: lacks(programme, choices.programmes),
    label: lacks(label, choices.labels),
    education: education !== null && !choices.seesSchooling,
    studies: studies !== null && (!choices.seesSchooling || lacks(studies, choices.studies)),
  }
  return (Object.keys(gone) as Gone[]).filter((each) => gone[each])
}
