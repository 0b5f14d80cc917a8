import { addDays, type PlainDate, weekday } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { type Holidays, isWorkday } from '../../organisations/calendar.ts'
import { type Load, USUAL, type WorkTime } from './model.ts'

/** What is left of a week: to and with its Sunday, and how many days of it are worked, the day itself with them. */
export type Rest = { readonly until: PlainDate; readonly workdays: number }

/** A week as it is usually worked. */
const WORKDAYS = 5
/** Farther ahead than any row of holidays. */
export const LONGEST_REST = 21

/** The rest of the week of a day; where none of it is worked, as on a Saturday or from Christmas Eve, with the week that is next worked. */
export function restOfWeek(on: PlainDate, holidays: Holidays): Rest {
  const until = addDays(on, 7 - weekday(on))
  const days = Array.from({ length: 8 - weekday(on) }, (_, index) => addDays(on, index))
  const workdays = days.filter((each) => isWorkday(each, holidays)).length
  return workdays === 0 ? restOfWeek(addDays(until, 1), holidays) : { until, workdays }
}

export type Weighed = Load & {
  readonly weekHours: number
  /** What the cases take in a week. */
  readonly needed: number
  readonly isOver: boolean
  /** The hours that are left of the week: as large a share of them as of its workdays. */
  readonly hoursLeft: number
  /** What is to be made by the end of the week takes more hours than are left. */
  readonly isLate: boolean
}

/** Each load against the hours of the one who carries it: their own, else the domain's, else the usual. */
export function weighed(
  loads: readonly Load[],
  times: readonly WorkTime[],
  { workdays }: Pick<Rest, 'workdays'>,
): readonly Weighed[] {
  const everybody = times.find(({ account }) => account === null) ?? USUAL
  return loads.map((load) => {
    const { weekHours, youthHours } = times.find(({ account }) => account === load.account) ?? everybody
    const needed = load.cases * youthHours
    const hoursLeft = (weekHours * workdays) / WORKDAYS
    return { ...load, weekHours, needed, hoursLeft, isOver: needed > weekHours, isLate: load.dueHours > hoursLeft }
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
