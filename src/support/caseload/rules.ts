import { addDays, type PlainDate } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import type { BIRTHDAYS, CaseFilter, Gone } from './model.ts'

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

type Birthday = Exclude<(typeof BIRTHDAYS)[number], 'soon_18' | 'soon_20'>

/** The days of a year, as month and day (`1231`), on which somebody has their birthday. One born on 29 February has it on the 28th of a common year. */
export function birthdaysIn(birthday: Birthday, today: PlainDate): readonly number[] {
  const ofDay = (on: PlainDate) => Number(on.slice(5, 7)) * 100 + Number(on.slice(8))
  if (birthday === 'week') {
    const days = Array.from({ length: 7 }, (_, n) => addDays(today, n))
    const isCommon = days.some((on) => on.endsWith('-02-28') && addDays(on, 1).endsWith('-03-01'))
    return [...days.map(ofDay), ...(isCommon ? [229] : [])]
  }
  const month = (Number(today.slice(5, 7)) - (birthday === 'month' ? 1 : 0)) % 12
  return Array.from({ length: 31 }, (_, n) => (month + 1) * 100 + n + 1)
}

/** What the log tells of one thing that was done with somebody. */
export type Done = { readonly person: PersonId; readonly by: string; readonly action: string }

/** Opening the page of a case is looking at it. */
export const LOOKED = 'cases.case_read'

/** Those in whose case somebody else has done something since the reader looked. `done`: the newest first. */
export function changedSince(done: readonly Done[], reader: string): readonly PersonId[] {
  const settled = new Set<PersonId>()
  const changed = new Set<PersonId>()
  for (const { person, by, action } of done) {
    if (settled.has(person)) continue
    if (by === reader && action === LOOKED) settled.add(person)
    else if (by !== reader && action !== LOOKED) changed.add(person)
  }
  return [...changed]
}
