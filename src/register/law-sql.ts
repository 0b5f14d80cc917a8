import type { PlainDate } from '../kernel/date.ts'
import { joinSql, raw, type Sql, sql } from '../kernel/sql.ts'
import type { Dated, RuleParameters, Version } from './parameters.ts'

/** The law's days of a person in SQL, from a column of the last day the person can have been born: twins of rules.ts. */

/** `derivedSchoolingEnd`: the last day of the spring term of the year; specialskola has years more. */
export function schoolEnd(born: Sql, parameters: RuleParameters, extraYears: number): Sql {
  const year = sql`date_part('year', ${born})::integer`
  return byVersion(parameters.schoolingEndsAge, (age) =>
    byVersion(parameters.schoolingEndsMonthDay, (monthDay) => {
      const [month, day] = monthDay.split('-').map(Number)
      return sql`make_date(${year} + ${age + extraYears}, ${month}, ${day})`
    }),
  )
}

/** `latestSchoolingEnd`. */
export function latestSchoolEnd(born: Sql, { schoolingLatestAge }: RuleParameters): Sql {
  return byVersion(schoolingLatestAge, (age) => birthday(born, age))
}

/** Item 1 as the one day it ends, where the age limit never changed; a limit that did needs `ageDays` beside it. */
export function ageUntil(born: Sql, { upperAge }: RuleParameters): Sql {
  const ends = upperAge.map((version, index) => versionEnd(born, version, upperAge[index + 1]))
  return sql`greatest(${joinSql(ends, ', ')})`
}

/** Item 1, K1: `underUpperAge`. */
export function ageDays(born: Sql, { upperAge }: RuleParameters): Sql {
  const versions = upperAge.map((version, index) => {
    const from = sql`${version.validFrom}::date`
    return sql`daterange(${from}, greatest(${from}, ${versionEnd(born, version, upperAge[index + 1])}))`
  })
  return sql`datemultirange(${joinSql(versions, ', ')})`
}

/** The versions of a yes or no in which it is yes, as ranges. */
export function yesRanges(versions: Dated<boolean>): readonly { from: PlainDate; until: PlainDate | null }[] {
  return versions.flatMap(({ validFrom, value }, index) =>
    value ? [{ from: validFrom, until: versions[index + 1]?.validFrom ?? null }] : [],
  )
}

/** Of the versions, the newest whose own answer falls on a day it is valid; else the oldest: `dayByVersion`. */
function byVersion<T>(versions: Dated<T>, dayOf: (value: T) => Sql): Sql {
  const [oldest, ...later] = versions
  return later.reduce(
    (older, { validFrom, value }) =>
      sql`case when ${dayOf(value)} >= ${validFrom} then ${dayOf(value)} else ${older} end`,
    dayOf(oldest.value),
  )
}

function versionEnd(born: Sql, version: Version<number>, next: Version<number> | undefined): Sql {
  const turns = birthday(born, version.value)
  return next === undefined ? turns : sql`least(${next.validFrom}::date, ${turns})`
}

const birthday = (born: Sql, years: number) => sql`(${born} + make_interval(years => ${years}))::date`

/** Codes of our own as a list of literals. */
export function listed(codes: Iterable<string>): Sql {
  return raw([...codes].map(quoted).join(', '))
}

export const quoted = (code: string) => `'${code.replaceAll("'", "''")}'`
