import type { DomainKind } from '../access/model.ts'
import type { PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { NoteInput, Secrecy } from './model.ts'

/** Notes on a page: few enough that a day's ordinary work stays far below the read budget. */
export const NOTES_ON_PAGE = 20

/** The longest a note may be, in characters. */
export const LONGEST = 20_000

/** Read budgets a domain may choose between; the least is a page. */
export const BUDGET = { short: { least: NOTES_ON_PAGE, most: 1000 }, day: { most: 5000 } } as const

/** What holds from the beginning, and may be set by one alone. */
export const BUDGET_ALONE = { mostShort: 60, mostDay: 300 } as const

type Budget = { readonly mostShort: number; readonly mostDay: number }
const within = (budget: Budget, limit: Budget) => budget.mostShort <= limit.mostShort && budget.mostDay <= limit.mostDay

/** Whether a budget takes a second person: more than what holds from the beginning, and more than what holds now. */
export function takesSecond(wanted: Budget, now: Budget): boolean {
  return !within(wanted, BUDGET_ALONE) && !within(wanted, now)
}

/** Whether an approved budget has room for the one that is to be set. */
export const isCovered = (wanted: Budget, approved: Budget) => within(wanted, approved)

/**
 * Which class of secrecy a domain's notes begin with, until it has decided its own. Unverified: the municipality's lawyer says which
 * chapter of OSL its work is under.
 */
export const SECRECY_OF: Readonly<Record<DomainKind, Secrecy>> = {
  school_board: 'pupil_support',
  school_health: 'student_health',
  social_board: 'social_services',
  region: 'health_care',
  folk_high_school: 'other',
  other: 'other',
}

/** The text as it is kept: line breaks alike on every system, nothing around it and no signs that cannot be seen. */
export function readBody(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trim()
}

/** What is wrong with a note, field by field. */
export function noteProblems(input: Pick<NoteInput, 'body' | 'happenedOn'>, today: PlainDate): readonly FieldProblem[] {
  const body = readBody(input.body)
  return [
    ...(body === '' ? [{ field: 'body', code: 'body_missing' }] : []),
    ...([...body].length > LONGEST ? [{ field: 'body', code: 'body_too_long' }] : []),
    ...(input.happenedOn > today ? [{ field: 'happenedOn', code: 'day_in_future' }] : []),
  ]
}

/** What is wrong with a read budget. */
export function budgetProblems({
  mostShort,
  mostDay,
}: {
  mostShort: number
  mostDay: number
}): readonly FieldProblem[] {
  const isShort = Number.isInteger(mostShort) && mostShort >= BUDGET.short.least && mostShort <= BUDGET.short.most
  const isDay = Number.isInteger(mostDay) && mostDay >= mostShort && mostDay <= BUDGET.day.most
  return [
    ...(isShort ? [] : [{ field: 'mostShort', code: 'budget_short' }]),
    ...(isDay ? [] : [{ field: 'mostDay', code: 'budget_day' }]),
  ]
}
