import { Day, type PlainDate } from '../kernel/date.ts'
import { type DayRanges, intersect } from '../kernel/ranges.ts'

/** Values of one number of the law, by first valid day, oldest first. Never empty. */
export type Dated<T> = readonly [Version<T>, ...Version<T>[]]
export type Version<T> = { readonly validFrom: PlainDate; readonly value: T }

/** The numbers the rule of 29:9 takes from law and practice. Stored in `register_parameter`. */
export type RuleParameters = {
  /** Years; membership ends on this birthday (29:9 item 1). */
  readonly upperAge: Dated<number>
  /** Whether an introductory programme is study that excludes (K5: since 2018-07-01). */
  readonly introductoryCounts: Dated<boolean>
  /** The age reached in the year compulsory schooling ends (7:12). */
  readonly schoolingEndsAge: Dated<number>
  /** `MM-DD`, its last day where no file says so. */
  readonly schoolingEndsMonthDay: Dated<string>
  /** Compulsory schooling never lasts beyond this birthday (7:13–14). */
  readonly schoolingLatestAge: Dated<number>
  /** `MM-DD`: from when that spring's leavers are worked with (K20). */
  readonly workStartsMonthDay: Dated<string>
  /** How long after its first day an admission is still waited for. */
  readonly admissionGraceDays: Dated<number>
}

/** A row of `register_parameter`. */
export type ParameterRow = { readonly name: string; readonly validFrom: PlainDate; readonly value: string }

/** The rule's numbers out of their rows. Throws when one is missing or unreadable: it is never guessed. */
export function parametersFrom(rows: readonly ParameterRow[]): RuleParameters {
  return {
    upperAge: dated(rows, 'upper_age', wholeNumber),
    introductoryCounts: dated(rows, 'introductory_counts_as_studies', yesOrNo),
    schoolingEndsAge: dated(rows, 'schooling_ends_age', wholeNumber),
    schoolingEndsMonthDay: dated(rows, 'schooling_ends_month_day', monthDay),
    schoolingLatestAge: dated(rows, 'schooling_latest_age', wholeNumber),
    workStartsMonthDay: dated(rows, 'work_starts_month_day', monthDay),
    admissionGraceDays: dated(rows, 'admission_grace_days', wholeNumber),
  }
}

/** The value on a day; before the first version there was none. */
export function valueOn<T>(versions: Dated<T>, on: PlainDate): T | undefined {
  return versions.findLast((version) => version.validFrom <= on)?.value
}

/** Days that depend on a number which itself changes over time: each version answers for the days it is valid. */
export function overVersions<T>(versions: Dated<T>, days: (value: T) => DayRanges): DayRanges {
  return versions.flatMap((version, index) => {
    const valid = [{ from: version.validFrom, until: versions[index + 1]?.validFrom ?? null }]
    return intersect(valid, days(version.value))
  })
}

/** A day that depends on a number: of the versions, the newest whose own answer falls on a day it is valid; else the oldest. */
export function dayByVersion<T>(versions: Dated<T>, dayOf: (value: T) => PlainDate): PlainDate {
  const inForce = versions.findLast((version) => dayOf(version.value) >= version.validFrom)
  return dayOf((inForce ?? versions[0]).value)
}

function dated<T>(rows: readonly ParameterRow[], name: string, read: (text: string) => T | undefined): Dated<T> {
  const versions = rows
    .filter((row) => row.name === name)
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    .map((row) => {
      const value = read(row.value)
      if (value === undefined) throw new RangeError(`parameter ${name} is unreadable`)
      return { validFrom: Day.parse(row.validFrom), value }
    })
  const [first, ...later] = versions
  if (!first) throw new RangeError(`parameter ${name} is missing`)
  return [first, ...later]
}

const wholeNumber = (text: string) => (/^\d{1,4}$/.test(text) ? Number(text) : undefined)
const yesOrNo = (text: string) => (text === 'true' ? true : text === 'false' ? false : undefined)
const monthDay = (text: string) => (/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/.test(text) ? text : undefined)
