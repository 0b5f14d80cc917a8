import { addDays, addYears, type PlainDate } from '../kernel/date.ts'
import {
  complement,
  contains,
  type DayRange,
  type DayRanges,
  includes,
  intersect,
  subtract,
  union,
} from '../kernel/ranges.ts'
import type { Decision, Enrolment, Evidence, Facts, Residence } from './facts.ts'
import type { CompletionKind, ConditionItem, SchoolForm } from './model.ts'
import { type RuleParameters, valueOn } from './parameters.ts'
import { lastUpperSecondary } from './reason.ts'
import type { FactCode } from './rule-text.ts'
import {
  COMPLETES,
  COMPULSORY,
  DOUBTFUL,
  enrolledDays,
  latestSchoolingEnd,
  protectedRegistration,
  UPPER_SECONDARY,
} from './rules.ts'
import type { ScopeSets } from './scope.ts'

/** One condition on one day: whether it is met, the fact that decides it, and since when it has stood as it stands. */
export type Condition = FactShown & {
  readonly item: ConditionItem
  readonly met: boolean
  /** Null when it has always stood so, as far as is known. */
  readonly since: PlainDate | null
}

export type FactShown = {
  readonly code: FactCode
  readonly values: FactValues
  readonly source: FactSource
}

/** What fills the sentence of a fact. */
export type FactValues = {
  readonly on?: PlainDate | null
  readonly municipality?: string
  readonly form?: SchoolForm
  readonly programme?: string | null
  readonly unit?: string | null
  readonly completion?: CompletionKind
  readonly reason?: string
  readonly years?: number
}

/** A record of ours, or why there is none: derived by rule, read off the number, or nothing recorded. */
export type FactSource = Evidence | 'derived' | 'number' | 'absent'

/** What the condition functions look at. */
export type View = {
  readonly facts: Facts
  readonly sets: ScopeSets
  readonly parameters: RuleParameters
  readonly on: PlainDate
}

/** The days on which each condition is met. Membership is the days on which all are. */
export function conditionDays(sets: ScopeSets): ReadonlyMap<ConditionItem, DayRanges> {
  return new Map<ConditionItem, DayRanges>([
    ['hemkommun', sets.home],
    [1, sets.age],
    [2, union([...sets.schooled.days, ...sets.decidedIn])],
    [3, complement(subtract(sets.studying, sets.decidedIn))],
    [4, complement(sets.completed[4])],
    [5, complement(sets.completed[5])],
    [6, complement(sets.completed[6])],
    ['status', complement(sets.gone)],
    ['decision', complement(sets.decidedOut)],
  ])
}

/** The fact that decides a condition on the view's day. */
export function factOf(item: ConditionItem, view: View): FactShown {
  switch (item) {
    case 'hemkommun':
      return homeFact(view)
    case 1:
      return ageFact(view)
    case 2:
      return schoolingFact(view)
    case 3:
      return studiesFact(view)
    case 4:
    case 5:
    case 6:
      return completionFact(item, view)
    case 'status':
      return statusFact(view)
    case 'decision':
      return decisionFact(view)
  }
}

function homeFact({ facts, on }: View): FactShown {
  const hidden = includes(protectedRegistration(facts), on)
  const here = (residence: Residence) => residence.municipality === facts.municipality
  const now = facts.residences.filter((each) => contains(each, on) && (each.kind === 'manual' || !hidden))
  const current = now.find((each) => here(each) && each.kind === 'manual') ?? now.find(here) ?? now[0]
  if (current) {
    const code = !here(current) ? 'home.elsewhere' : current.kind === 'manual' ? 'home.placed' : 'home.registered'
    return { code, values: { municipality: current.municipality, on: current.from }, source: current }
  }
  if (facts.residences.length === 0) return { code: 'home.unknown', values: {}, source: 'absent' }
  const protection = facts.protections.find((each) => each.kind === 'protected_registration' && contains(each, on))
  if (protection) return { code: 'home.protected', values: { on: protection.from }, source: protection }
  const past = latest(facts.residences.filter(here), (each) =>
    each.until !== null && each.until <= on ? each.until : null,
  )
  if (past) return { code: 'home.left', values: { on: lastDay(past), municipality: facts.municipality }, source: past }
  const ahead = facts.residences.find((each) => here(each) && each.from !== null && each.from > on)
  if (ahead) return { code: 'home.ahead', values: { on: ahead.from, municipality: facts.municipality }, source: ahead }
  return { code: 'home.none', values: { municipality: facts.municipality }, source: 'absent' }
}

function ageFact({ facts, parameters, on }: View): FactShown {
  const years = valueOn(parameters.upperAge, on)
  if (years === undefined) return { code: 'age.no_rule', values: {}, source: 'absent' }
  const birthday = addYears(facts.latestBirthDate, years)
  const values = { years, on: birthday }
  if (facts.birthDate === null) return { code: 'age.unknown', values, source: 'number' }
  return { code: on < birthday ? 'age.under' : 'age.reached', values, source: 'number' }
}

function schoolingFact(view: View): FactShown {
  const { facts, sets, parameters, on } = view
  const { days, by, lastDay: last } = sets.schooled
  const attending = enrolmentOn(view, COMPULSORY)
  if (includes(days, on)) {
    const completion = facts.schooling.find((each) => each.completedOn !== null && each.completedOn < on)
    if (completion) return { code: 'schooling.completed', values: { on: completion.completedOn }, source: completion }
    if (by === 'first_registered') return arrival(facts, 'schooling.arrived')
    if (attending) {
      const values = { on: latestSchoolingEnd(facts, parameters), form: attending.schoolForm }
      return { code: 'schooling.capped', values, source: attending }
    }
    const extending = latest(
      facts.enrolments.filter((each) => COMPULSORY.has(each.schoolForm)),
      (each) =>
        each.endsBefore !== null && each.endsBefore <= on && each.endsBefore > addDays(last, 1)
          ? each.endsBefore
          : null,
    )
    if (!extending) return { code: 'schooling.derived', values: { on: last }, source: 'derived' }
    return {
      code: 'schooling.extended',
      values: { on: lastDay(enrolledDays(extending)), form: extending.schoolForm },
      source: extending,
    }
  }
  const decision = decisionOn(view, 'in_scope')
  if (decision) return { code: 'schooling.decided', values: { reason: decision.reason }, source: decision }
  const recorded = facts.schooling.find((each) => each.completedOn === last)
  if (recorded) return { code: 'schooling.ahead', values: { on: last }, source: recorded }
  if (by === 'first_registered') return arrival(facts, 'schooling.not_registered')
  if (attending && last < on)
    return { code: 'schooling.attending', values: { form: attending.schoolForm }, source: attending }
  return { code: 'schooling.derived_ahead', values: { on: last }, source: 'derived' }
}

function arrival(facts: Facts, code: FactCode): FactShown {
  const row = facts.schooling.find((each) => each.firstRegisteredOn !== null)
  return { code, values: { on: row?.firstRegisteredOn ?? null }, source: row ?? 'absent' }
}

function studiesFact(view: View): FactShown {
  const { facts, sets, on } = view
  const upper = enrolmentOn(view, UPPER_SECONDARY)
  if (upper && includes(sets.studying, on)) {
    const decision = decisionOn(view, 'in_scope')
    if (decision) return { code: 'studies.decided', values: { reason: decision.reason }, source: decision }
    const counting = facts.enrolments.find((each) => countsOn(each, view)) ?? upper
    return enrolmentFact(counting.introductory ? 'studies.introductory' : 'studies.enrolled', counting)
  }
  if (upper) return enrolmentFact('studies.introductory_before', upper)
  const doubtful = enrolmentOn(view, new Set<SchoolForm>(DOUBTFUL))
  if (doubtful) return enrolmentFact('studies.doubtful', doubtful)
  const other = facts.enrolments.find((each) => contains(enrolledDays(each), on))
  if (other) return enrolmentFact(COMPULSORY.has(other.schoolForm) ? 'studies.compulsory' : 'studies.measure', other)
  const last = lastUpperSecondary(facts, on)
  if (!last) return { code: 'studies.none', values: {}, source: 'absent' }
  const ended = enrolmentFact(last.interrupted ? 'studies.interrupted' : 'studies.ended', last)
  return { ...ended, values: { ...ended.values, on: lastDay(enrolledDays(last)) } }
}

/** Whether this enrolment is study on the day: an introductory programme is not where it does not count (K5). */
function countsOn(enrolment: Enrolment, { parameters, on }: View): boolean {
  const counts = !enrolment.introductory || valueOn(parameters.introductoryCounts, on) === true
  return UPPER_SECONDARY.has(enrolment.schoolForm) && counts && contains(enrolledDays(enrolment), on)
}

function enrolmentFact(code: FactCode, enrolment: Enrolment): FactShown {
  const { schoolForm, programmeCode, schoolUnit, startsOn } = enrolment
  return {
    code,
    values: { form: schoolForm, programme: programmeCode, unit: schoolUnit, on: startsOn },
    source: enrolment,
  }
}

function completionFact(item: 4 | 5 | 6, { facts, on }: View): FactShown {
  const done = facts.completions.filter((each) => each.completedOn <= on)
  const decisive = done.find((each) => COMPLETES[each.kind] === item)
  if (decisive) {
    const values = { completion: decisive.kind, on: decisive.completedOn }
    return { code: 'completion.passed', values, source: decisive }
  }
  const certificate = item === 4 ? done.find((each) => each.kind === 'STUDIEBEVIS') : undefined
  if (certificate)
    return { code: 'completion.certificate', values: { on: certificate.completedOn }, source: certificate }
  return { code: `completion.none.${item}`, values: {}, source: 'absent' }
}

function statusFact({ facts, on }: View): FactShown {
  const row = facts.residencies.find((each) => contains(each, on))
  if (!row) return { code: 'status.active', values: {}, source: 'absent' }
  return { code: `status.${row.residency}`, values: { on: row.from }, source: row }
}

function decisionFact(view: View): FactShown {
  const row = decisionOn(view, 'out_of_scope') ?? decisionOn(view, 'in_scope') ?? decisionOn(view, 'unclear')
  if (row) {
    const code = row.until === null ? (`decision.${row.outcome}` as const) : (`decision.${row.outcome}.until` as const)
    return { code, values: { reason: row.reason, on: row.until === null ? row.from : lastDay(row) }, source: row }
  }
  const expired = latest(view.facts.decisions, (each) =>
    each.until !== null && each.until <= view.on ? each.until : null,
  )
  if (!expired) return { code: 'decision.none', values: {}, source: 'absent' }
  return { code: 'decision.expired', values: { reason: expired.reason, on: lastDay(expired) }, source: expired }
}

function decisionOn({ facts, on }: View, outcome: Decision['outcome']): Decision | undefined {
  return facts.decisions.find((each) => each.outcome === outcome && contains(each, on))
}

function enrolmentOn({ facts, on }: View, forms: ReadonlySet<SchoolForm>): Enrolment | undefined {
  return facts.enrolments.find((each) => forms.has(each.schoolForm) && contains(enrolledDays(each), on))
}

/** The row with the latest day among those that have one. */
function latest<T>(rows: readonly T[], dayOf: (row: T) => PlainDate | null): T | undefined {
  return rows.reduce<T | undefined>((found, each) => {
    const on = dayOf(each)
    const best = found ? dayOf(found) : null
    return on !== null && (best === null || on > best) ? each : found
  }, undefined)
}

function lastDay(range: DayRange): PlainDate | null {
  return range.until === null ? null : addDays(range.until, -1)
}

/** Since when a condition has stood as it stands on a day; null when it always has. */
export function since(days: DayRanges, on: PlainDate): PlainDate | null {
  const stretch = includes(days, on) ? days : complement(days)
  return intersect(stretch, [{ from: null, until: addDays(on, 1) }]).at(-1)?.from ?? null
}
