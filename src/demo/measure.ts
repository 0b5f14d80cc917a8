import { addDays, type PlainDate } from '../kernel/date.ts'
import { type DayRange, type DayRanges, includes, intersect, subtract } from '../kernel/ranges.ts'
import type { Facts } from '../register/facts.ts'
import { UPPER_SECONDARY } from '../register/rules.ts'
import { scopeSets } from '../register/scope.ts'
import { factsFor, PARAMETERS } from './facts.ts'
import { dayOf, yearOf } from './school-year.ts'
import type { Youth } from './youth.ts'

/**
 * The published share (Kolada N18741, Skolverket): persons in KAA at some time during two half-years, in per cent of the
 * inhabitants aged 16–20 on the 31 December among their days.
 *
 * Municipalities report those they have in fact registered. By its wording 29:9 holds for every school leaver from June until
 * upper secondary school begins in August, and nobody registers a whole year group over a summer. Here those days are left out:
 * from the end of compulsory school until the 1 September on which work with that spring's leavers begins (K20), for one who
 * has not yet begun upper secondary school. Whoever is still a member then is counted. All other days of membership count.
 */
export type Period = DayRange & { readonly from: PlainDate; readonly until: PlainDate }

/** The two latest half-years that were over before `today`. */
export function latestWholeYear(today: PlainDate): Period {
  const year = yearOf(today)
  const until = today >= dayOf(year, 7, 1) ? dayOf(year, 7, 1) : dayOf(year, 1, 1)
  return { from: dayOf(yearOf(until) - 1, Number(until.slice(5, 7)), 1), until }
}

export type Standing = {
  /** Among the inhabitants aged 16–20. */
  readonly counted: boolean
  /** And registered at some time during the period. */
  readonly registered: boolean
}

export function standingOf(youth: Youth, given: { municipality: string; period: Period; today: PlainDate }): Standing {
  const reference = dayOf(
    yearOf(addDays(given.period.until, -1)) - (given.period.from.endsWith('07-01') ? 1 : 0),
    12,
    31,
  )
  const age = yearOf(reference) - yearOf(youth.identity.latestBirthDate)
  const lives = youth.stays.some(
    (stay) =>
      stay.municipality === given.municipality &&
      (stay.from ?? '') <= reference &&
      (stay.until === null || reference < stay.until),
  )
  const hidden =
    youth.manualHome !== null && youth.part.place.code === given.municipality && youth.manualHome.from <= reference
  const counted = age >= 16 && age <= 20 && (lives || hidden)
  return { counted, registered: counted && intersect(workedWith(factsFor(youth, given)), [given.period]).length > 0 }
}

/** Days of membership without the summer after compulsory school. */
export function workedWith(facts: Facts): DayRanges {
  const { member, schooled } = scopeSets(facts, PARAMETERS)
  const begins = addDays(schooled.lastDay, 1)
  const started = facts.enrolments.some((each) => UPPER_SECONDARY.has(each.schoolForm) && each.startsOn <= begins)
  if (started || !includes(member, begins)) return member
  return subtract(member, [{ from: begins, until: dayOf(yearOf(begins), 9, 1) }])
}
