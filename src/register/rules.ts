import { addDays, addYears, type PlainDate } from '../kernel/date.ts'
import {
  ALWAYS,
  before,
  type DayRange,
  type DayRanges,
  intersect,
  NEVER,
  onwards,
  subtract,
  union,
} from '../kernel/ranges.ts'
import type { Decision, Enrolment, Facts } from './facts.ts'
import type { CompletionKind, SchoolForm, UnclearCause } from './model.ts'
import { dayByVersion, overVersions, type RuleParameters } from './parameters.ts'

/**
 * Skollagen (2010:800) 29 kap. 9 § first paragraph, item by item, each as the set of days on which it holds.
 * scope.ts puts the sets together; compute.ts says the same in SQL, and a property test holds the two equal.
 * K-numbers are the rules of docs/law.md.
 */

/** Compulsory school forms (7 kap.): an open enrolment in one moves the end of compulsory schooling with it. */
export const COMPULSORY: ReadonlySet<SchoolForm> = new Set(['GR', 'GRAN', 'SP', 'SAM'])

/**
 * Forms whose students carry out upper secondary education or its equivalent (item 3): K4–K7 gymnasieskola, anpassad
 * gymnasieskola and komvux at upper secondary level; K14 IB and international school, unverified. Every other form stays
 * in: K8 komvux at basic level, adapted komvux, sfi and orientation courses are measures, K9 compulsory school after
 * compulsory schooling is not upper secondary.
 */
export const UPPER_SECONDARY: ReadonlySet<SchoolForm> = new Set(['GY', 'GYAN', 'KOMVUX_GY', 'IB', 'INTERNATIONELL'])

/** Forms the list of equivalents leaves open (K14): in scope and unclear until somebody decides. */
export const DOUBTFUL = ['FHSK', 'UTLAND', 'ÖVRIG'] as const satisfies readonly SchoolForm[]

/** What completes education under item 4, 5 or 6 (K10, K12, K13). A studiebevis (K11) or a slutbetyg completes none. */
export const COMPLETES: Readonly<Partial<Record<CompletionKind, 4 | 5 | 6>>> = {
  EXAMENSBEVIS: 4,
  GYMNASIEEXAMEN_KOMVUX: 4,
  GYMNASIEBEVIS_ANPASSAD: 5,
  IB_DIPLOM: 6,
  FHSK_BEHÖRIGHET: 6,
  UTLÄNDSK_GYMNASIEEXAMEN: 6,
}

/** The specialskola has an eleventh year (7 kap. 12 §). */
const SPECIAL_SCHOOL_EXTRA_YEARS = 1

/** Item 1, K1: days before the birthday that the upper age of that day names. An unknown birth date counts from its latest. */
export function underUpperAge(latestBirthDate: PlainDate, parameters: RuleParameters): DayRanges {
  return union(overVersions(parameters.upperAge, (years) => before(addYears(latestBirthDate, years))))
}

/** 29:6, K3: days folkbokförd here, without those under protected registration, and days placed here by hand. */
export function knownHome(facts: Facts): DayRanges {
  const here = facts.residences.filter((residence) => residence.municipality === facts.municipality)
  const registered = union(here.filter((residence) => residence.kind === 'registered'))
  return union([
    ...subtract(registered, protectedRegistration(facts)),
    ...here.filter((residence) => residence.kind === 'manual'),
  ])
}

/**
 * 29:6, K16: days that nothing tells the hemkommun of; a hemkommun set by hand, here or elsewhere, tells it of its own days
 * alone. The register keeps the person, as unclear, until somebody decides.
 */
export function homeUnknown(facts: Facts): { readonly cause: UnclearCause; readonly days: DayRanges } {
  if (facts.residences.length === 0) return { cause: 'NO_RESIDENCE', days: ALWAYS }
  const placed = union(facts.residences.filter((residence) => residence.kind === 'manual'))
  return { cause: 'PROTECTED_RESIDENCE', days: subtract(protectedRegistration(facts), placed) }
}

/** Skyddad folkbokföring hides the true address: the municipality of the population register says nothing (29:6). */
export function protectedRegistration(facts: Facts): DayRanges {
  return union(facts.protections.filter((protection) => protection.kind === 'protected_registration'))
}

/** K19: days as emigrated or deceased. */
export function gone(facts: Facts): DayRanges {
  return union(facts.residencies)
}

/** How item 2 is met: by a recorded day, by being first registered after school age, or by derivation. */
export type Schooled = {
  readonly by: 'completed' | 'first_registered' | 'derived'
  /** The last day of compulsory schooling where it is recorded, else the derived one. */
  readonly lastDay: PlainDate
  readonly days: DayRanges
}

/**
 * Item 2, K2: days after compulsory schooling. Both alternatives of the item count together. Derived days begin after
 * 15 June of the year of the sixteenth birthday and wait for an enrolment in compulsory school, at longest to the eighteenth.
 */
export function schooled(facts: Facts, parameters: RuleParameters): Schooled {
  const derivedEnd = derivedSchoolingEnd(facts, parameters)
  const completedOn = earliest(facts.schooling.map((row) => row.completedOn))
  const firstRegisteredOn = earliest(facts.schooling.map((row) => row.firstRegisteredOn))
  const arrived = firstRegisteredOn !== null && firstRegisteredOn > derivedEnd ? onwards(firstRegisteredOn) : NEVER
  const lastDay = completedOn ?? derivedEnd
  if (completedOn !== null) {
    const days = union([...onwards(addDays(completedOn, 1)), ...arrived])
    return { by: arrived.length > 0 ? 'first_registered' : 'completed', lastDay, days }
  }
  if (arrived.length > 0) return { by: 'first_registered', lastDay, days: arrived }
  const attending = intersect(compulsoryDays(facts), before(latestSchoolingEnd(facts, parameters)))
  return { by: 'derived', lastDay, days: subtract(onwards(addDays(derivedEnd, 1)), attending) }
}

/** The last day of the spring term of the year of the sixteenth birthday (7:12); one year later after specialskola. */
export function derivedSchoolingEnd(facts: Facts, parameters: RuleParameters): PlainDate {
  const special = facts.enrolments.some((enrolment) => enrolment.schoolForm === 'SP') ? SPECIAL_SCHOOL_EXTRA_YEARS : 0
  const birthYear = Number(facts.latestBirthDate.slice(0, 4))
  return dayByVersion(parameters.schoolingEndsAge, (age) =>
    dayByVersion(
      parameters.schoolingEndsMonthDay,
      (monthDay) => `${birthYear + age + special}-${monthDay}` as PlainDate,
    ),
  )
}

/** The birthday beyond which compulsory schooling never lasts (7:13–14). */
export function latestSchoolingEnd(facts: Facts, parameters: RuleParameters): PlainDate {
  return dayByVersion(parameters.schoolingLatestAge, (age) => addYears(facts.latestBirthDate, age))
}

export function compulsoryDays(facts: Facts): DayRanges {
  return union(facts.enrolments.filter((enrolment) => COMPULSORY.has(enrolment.schoolForm)).map(enrolledDays))
}

/** Item 3: days of upper secondary education or its equivalent. K5: introductory programmes count since 2018-07-01. */
export function studying(facts: Facts, parameters: RuleParameters): DayRanges {
  const counted = overVersions(parameters.introductoryCounts, (counts) => (counts ? ALWAYS : NEVER))
  const upper = facts.enrolments.filter((enrolment) => UPPER_SECONDARY.has(enrolment.schoolForm))
  return union(
    upper.flatMap((enrolment) =>
      enrolment.introductory ? intersect(union([enrolledDays(enrolment)]), counted) : [enrolledDays(enrolment)],
    ),
  )
}

/** Items 4, 5 and 6: days from the completion's own day on, for ever. */
export function completed(facts: Facts, item: 4 | 5 | 6): DayRanges {
  const first = earliest(facts.completions.map((row) => (COMPLETES[row.kind] === item ? row.completedOn : null)))
  return first === null ? NEVER : onwards(first)
}

/** Days that decisions by hand cover, where the law leaves judgement (K14–K18). */
export function decided(facts: Facts, outcome: Decision['outcome']): DayRanges {
  return union(facts.decisions.filter((decision) => decision.outcome === outcome))
}

/** Days on which something leaves membership in doubt, by cause (decision 3 and K14, K16–K18). */
export function doubts(facts: Facts): ReadonlyMap<UnclearCause, DayRanges> {
  const found = new Map<UnclearCause, DayRanges>()
  for (const form of DOUBTFUL) {
    found.set(form, union(facts.enrolments.filter((enrolment) => enrolment.schoolForm === form).map(enrolledDays)))
  }
  if (facts.birthDate === null) found.set('BIRTH_DATE', ALWAYS)
  const unknown = homeUnknown(facts)
  found.set(unknown.cause, unknown.days)
  found.set('MARKED', decided(facts, 'unclear'))
  return found
}

/** IMV, IMY, IMA, IMS, their older codes IMIND, IMPRE, IMPRO, IMSPR, IMYRK … and the codes before those, with any suffix of Gy25. */
export function isIntroductory(schoolForm: SchoolForm, programmeCode: string | null): boolean {
  return schoolForm === 'GY' && programmeCode !== null && /^\s*(IM|(IND|PRE|PRO|SPR|YRK)(25)?\s*$)/i.test(programmeCode)
}

export function enrolledDays(enrolment: Enrolment): DayRange {
  return { from: enrolment.startsOn, until: enrolment.endsBefore }
}

function earliest(days: readonly (PlainDate | null)[]): PlainDate | null {
  return days.reduce((first, on) => (first === null || (on !== null && on < first) ? on : first), null)
}
