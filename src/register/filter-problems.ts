import type { PlainDate } from '../kernel/date.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { type Language, words } from '../ui/language.ts'
import { typedDay } from '../ui/typed-day.ts'
import { RegisterFilter } from './filter.ts'
import { TEXT } from './text.ts'

/** What was typed in a filter's fields of days and ages, as it was typed. */
export type TypedFilter = Readonly<Record<'asOf' | 'knownAt' | 'ageFrom' | 'ageTo', string>>

/**
 * What of it cannot be read. A list that left it out would be another than was asked for, and look as if it were not: the
 * whole register of today for a day that does not exist.
 */
export function filterProblems(typed: TypedFilter, view: { today: PlainDate; language: Language }): FieldError[] {
  const say = words(TEXT, view.language)
  const problems: FieldError[] = []
  for (const field of ['asOf', 'knownAt'] as const) {
    const day = typedDay(typed[field], view.today)
    if (typed[field] !== '' && day === null) problems.push({ field, message: say('filter.day.unreadable') })
    if (field === 'knownAt' && day !== null && day > view.today) {
      problems.push({ field, message: say('filter.knownAt.ahead') })
    }
  }
  for (const field of ['ageFrom', 'ageTo'] as const) {
    const read = RegisterFilter.shape[field].parse(typed[field])
    if (typed[field] !== '' && read === null) problems.push({ field, message: say('filter.age.unreadable') })
  }
  return problems
}
