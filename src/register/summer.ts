import { addDays, type PlainDate } from '../kernel/date.ts'
import type { Facts } from './facts.ts'
import { dayByVersion, type RuleParameters, valueOn } from './parameters.ts'
import { schooled, UPPER_SECONDARY } from './rules.ts'

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

/** The first day of an upper secondary education that is ahead, or began so lately that the enrolment may yet change. */
export function admittedFrom(facts: Facts, on: PlainDate, parameters: RuleParameters): PlainDate | null {
  const grace = valueOn(parameters.admissionGraceDays, on) ?? 0
  const awaited = facts.enrolments
    .filter((each) => UPPER_SECONDARY.has(each.schoolForm) && on <= addDays(each.startsOn, grace))
    .map((each) => each.startsOn)
  return awaited.sort()[0] ?? null
}
