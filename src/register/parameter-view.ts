import type { Read } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import type { ListParameters } from './list-store.ts'
import { type RuleParameters, valueOn } from './parameters.ts'
import { parameters } from './store.ts'

/** What the day's law says of the numbers that lists need. */
export async function listParameters(tx: Read, on: PlainDate): Promise<ListParameters> {
  return numbersOn(await parameters(tx), on)
}

/** The same, of numbers read already. */
export function numbersOn(rules: RuleParameters, on: PlainDate): ListParameters {
  const upperAge = valueOn(rules.upperAge, on)
  const workStarts = valueOn(rules.workStartsMonthDay, on)
  const schoolEndsAge = valueOn(rules.schoolingEndsAge, on)
  if (upperAge === undefined || workStarts === undefined || schoolEndsAge === undefined) {
    throw new RangeError('the law has no numbers for this day')
  }
  return { upperAge, workStarts, schoolEndsAge }
}
