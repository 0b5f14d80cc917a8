import type { PlainDate } from '../kernel/date.ts'
import { complement, type DayRange, type DayRanges, intersect, subtract, union } from '../kernel/ranges.ts'
import type { Facts } from './facts.ts'
import { type EntryReason, UnclearCause } from './model.ts'
import type { RuleParameters } from './parameters.ts'
import { entryReason } from './reason.ts'
import {
  completed,
  decided,
  doubts,
  gone,
  homeUnknown,
  knownHome,
  type Schooled,
  schooled,
  studying,
  underUpperAge,
} from './rules.ts'

/** The sets of days that decide membership, and membership itself. */
export type ScopeSets = {
  readonly age: DayRanges
  readonly knownHome: DayRanges
  readonly home: DayRanges
  readonly gone: DayRanges
  readonly schooled: Schooled
  readonly studying: DayRanges
  readonly completed: Readonly<Record<4 | 5 | 6, DayRanges>>
  readonly decidedIn: DayRanges
  readonly decidedOut: DayRanges
  readonly member: DayRanges
}

/** A stretch of membership without a break; `reason` is why it began. */
export type MembershipPeriod = {
  readonly from: PlainDate | null
  readonly until: PlainDate | null
  readonly reason: EntryReason
}

export type UnclearPeriod = DayRange & { readonly cause: UnclearCause }

export type Scope = {
  readonly member: DayRanges
  readonly periods: readonly MembershipPeriod[]
  /** Within membership, by cause and then by day. */
  readonly unclear: readonly UnclearPeriod[]
}

/** Who is in scope of 29:9, on every day there is: the six items, hemkommun, status and what was decided by hand. */
export function scopeOf(facts: Facts, parameters: RuleParameters): Scope {
  const sets = scopeSets(facts, parameters)
  const periods = sets.member.map((range) => ({ ...range, reason: entryReason(facts, sets, range.from) }))
  return { member: sets.member, periods, unclear: unclearDays(facts, sets) }
}

/**
 * A decision "in scope" replaces items 2 and 3, which leave judgement (K14, K17, K18); it does not lift age, hemkommun or
 * a completed education. A decision "out of scope" goes before everything.
 */
export function scopeSets(facts: Facts, parameters: RuleParameters): ScopeSets {
  const sets = {
    age: underUpperAge(facts.latestBirthDate, parameters),
    knownHome: knownHome(facts),
    home: union([...knownHome(facts), ...homeUnknown(facts).days]),
    gone: gone(facts),
    schooled: schooled(facts, parameters),
    studying: studying(facts, parameters),
    completed: { 4: completed(facts, 4), 5: completed(facts, 5), 6: completed(facts, 6) },
    decidedIn: decided(facts, 'in_scope'),
    decidedOut: decided(facts, 'out_of_scope'),
  }
  const finished = union([...sets.completed[4], ...sets.completed[5], ...sets.completed[6]])
  const leftSchool = union([...subtract(sets.schooled.days, sets.studying), ...sets.decidedIn])
  const excluded = union([...finished, ...sets.gone, ...sets.decidedOut])
  const member = intersect(intersect(sets.age, sets.home), subtract(leftSchool, excluded))
  return { ...sets, member }
}

/** In scope, and to be decided: decision 3. A decision either way settles it for the days it covers. */
export function unclearDays(facts: Facts, sets: ScopeSets): readonly UnclearPeriod[] {
  const open = intersect(sets.member, complement(sets.decidedIn))
  const found = doubts(facts)
  return UnclearCause.options.flatMap((cause) =>
    intersect(open, found.get(cause) ?? []).map((range) => ({ ...range, cause })),
  )
}
