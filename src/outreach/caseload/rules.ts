import { addDays, type PlainDate, weekday } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { type Load, USUAL, type WorkTime } from './model.ts'

/** The Sunday that ends the week of a day. */
export function endOfWeek(on: PlainDate): PlainDate {
  return addDays(on, 7 - weekday(on))
}

export type Weighed = Load & {
  readonly weekHours: number
  /** What the cases take in a week. */
  readonly needed: number
  readonly isOver: boolean
  /** What is to be made by the end of the week takes more hours than there are. */
  readonly isLate: boolean
}

/** Each load against the hours of the one who carries it: their own, else the domain's, else the usual. */
export function weighed(loads: readonly Load[], times: readonly WorkTime[]): readonly Weighed[] {
  const everybody = times.find(({ account }) => account === null) ?? USUAL
  return loads.map((load) => {
    const { weekHours, youthHours } = times.find(({ account }) => account === load.account) ?? everybody
    const needed = load.cases * youthHours
    return { ...load, weekHours, needed, isOver: needed > weekHours, isLate: load.dueHours > weekHours }
  })
}

/** What is wrong with somebody's hours: none, or more than there are. */
export function timeProblems({ weekHours, youthHours }: WorkTime): readonly FieldProblem[] {
  const within = (value: number, most: number) => value > 0 && value <= most
  return [
    ...(within(weekHours, 60) ? [] : [{ field: 'weekHours', code: 'week_hours' }]),
    ...(within(youthHours, 20) ? [] : [{ field: 'youthHours', code: 'youth_hours' }]),
  ]
}
