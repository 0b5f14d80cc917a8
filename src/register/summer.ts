import { addDays, type PlainDate } from '../kernel/date.ts'
import { contains } from '../kernel/ranges.ts'
import type { Facts } from './facts.ts'
import { dayByVersion, type RuleParameters, valueOn } from './parameters.ts'
import { enrolledDays, schooled, UPPER_SECONDARY } from './rules.ts'

/**
 * K20, the summer after compulsory school (decision 2). By the wording of 29:9 a school leaver is in scope from the day
 * after; these days say when work begins and whether a school is waiting. Neither touches membership.
 */

/** The day from which a leaver of this calendar year is worked with; null for everybody else. */
export function workStartsOn(facts: Facts, on: PlainDate, parameters: RuleParameters): PlainDate | null {
  const first = schooled(facts, parameters).days[0]?.from
  const begun = facts.enrolments.some((each) => UPPER_SECONDARY.has(each.schoolForm) && each.startsOn <= on)
  const year = on.slice(0, 4)
  if (!first || first > on || first.slice(0, 4) !== year || begun) return null
  return dayByVersion(parameters.workStartsMonthDay, (monthDay) => `${year}-${monthDay}` as PlainDate)
}

/** An upper secondary education that is ahead, or began so lately that the school's word may yet change: through its last day. */
export type Admission = { readonly startsOn: PlainDate; readonly shownThrough: PlainDate }

/** The first admission that is waited for on a day. One who goes on from one enrolment to the next without a gap is not admitted. */
export function admittedFrom(facts: Facts, on: PlainDate, parameters: RuleParameters): Admission | null {
  const grace = valueOn(parameters.admissionGraceDays, on) ?? 0
  const upper = facts.enrolments.filter((each) => UPPER_SECONDARY.has(each.schoolForm))
  const goesOn = (startsOn: PlainDate) => upper.some((each) => contains(enrolledDays(each), addDays(startsOn, -1)))
  const awaited = upper
    .filter((each) => each.endsBefore === null || each.endsBefore > on)
    .map((each) => ({ startsOn: each.startsOn, shownThrough: addDays(each.startsOn, grace) }))
    .filter(({ startsOn, shownThrough }) => on <= shownThrough && !goesOn(startsOn))
  return awaited.sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))[0] ?? null
}
