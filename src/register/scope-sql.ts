import type { Instant, PlainDate } from '../kernel/date.ts'
import { joinSql, raw, type Sql, sql } from '../kernel/sql.ts'
import { known } from './facts-store.ts'
import type { CompletionKind, SchoolForm } from './model.ts'
import type { Dated, RuleParameters } from './parameters.ts'
import { CERTIFICATE_GRACE_DAYS } from './reason.ts'
import { COMPLETES, COMPULSORY, DOUBTFUL, UPPER_SECONDARY } from './rules.ts'

/**
 * rules.ts and scope.ts said set-based: every set of days is a datemultirange, one row per person. Days are clipped as plain
 * dates as long as they can, because most persons need no more; multiranges take over where there are gaps.
 * A property test holds the two equal.
 */

/** Whose periods: everybody of the domain, or the persons of the table `chosen (id)` that the statement begins with. */
export type Extent = {
  readonly of: 'all' | 'chosen'
  readonly municipality: string
  readonly parameters: RuleParameters
  readonly knownAt: Instant | null
}

/** The tables of a `with` clause: `period (person_id, from_on, until_on, reason)`, `unclear (person_id, cause, …)`, and `days` with the sets behind them. */
export function scopeTables(extent: Extent): Sql {
  return joinSql(
    [
      target(extent),
      other(extent),
      study(extent),
      studied(extent),
      lived(extent),
      finished(extent),
      schooling(extent),
      hidden(extent),
      away(extent),
      decided(extent),
      gathered(extent),
      days(extent),
      period,
      lastStudy,
      reasoned,
      unclear(),
    ],
    ',\n',
  )
}

/** The persons themselves, with the days that follow from their birth alone. */
function target({ of, parameters, knownAt }: Extent): Sql {
  const born = raw('p.latest_birth_date')
  return sql`target as (
    select p.id, p.birth_date is null as birth_unknown,
           ${schoolEnd(parameters, 0)} as school_end, ${schoolEnd(parameters, 1)} as special_end,
           ${byVersion(parameters.schoolingLatestAge, (age) => birthday(born, age))} as latest_school_end,
           ${ageUntil(parameters)} as age_until, ${ageDays(parameters)} as age
      from person p
     where case when p.root_id = p.id then true else false end and ${of === 'all' ? raw('true') : raw('p.id in (select id from chosen)')}
       and ${known(knownAt)})`
}

/** Ids whose facts belong to another person: those merged into it; and for chosen persons their own as well. */
function other({ of }: Extent): Sql {
  if (of === 'all') return sql`other as (select id, root_id from person where root_id <> id)`
  return sql`other as (select id, root_id from person where root_id in (select id from chosen))`
}

/** `from` a table of facts, each row `f` with the person it speaks of as `root`. */
function facts(table: string, { of, knownAt }: Extent): Sql {
  const joined =
    of === 'all'
      ? sql`${raw(table)} f left join other on other.id = f.person_id`
      : sql`other join ${raw(table)} f on f.person_id = other.id`
  return sql`from (select ${root(of)} as root, f.* from ${joined}) f where ${known(knownAt)}`
}

const root = (of: Extent['of']): Sql => raw(of === 'all' ? 'coalesce(other.root_id, f.person_id)' : 'other.root_id')

function study(extent: Extent): Sql {
  return sql`study as (
    select f.root as person_id, f.school_form, f.introductory, f.interrupted, f.starts_on, f.ends_before,
           f.school_form in (${listed(UPPER_SECONDARY)}) as upper
      ${facts('enrolment', extent)})`
}

/** Item 3, the derived end of item 2, and the days in doubt. */
function studied({ parameters }: Extent): Sql {
  const doubt = DOUBTFUL.map(
    (form) => sql`range_agg(s.days) filter (where s.school_form = ${raw(quoted(form))}) as ${raw(quotedName(form))}`,
  )
  return sql`studied as (
    select t.id as person_id,
           ${studyingDays(parameters)} as studying,
           range_agg(s.days) filter (where s.school_form in (${listed(COMPULSORY)}) and (s.ends_before is null or s.ends_before > t.school_end)) as attending,
           bool_or(s.school_form = 'SP') as special,
           ${joinSql(doubt, ', ')}
      from target t
      join (select *, daterange(starts_on, ends_before) as days from study) s on s.person_id = t.id
     group by t.id)`
}

/** K5: an introductory programme only on the days of the versions in which it counts. */
function studyingDays({ introductoryCounts }: RuleParameters): Sql {
  const counted = introductoryCounts.flatMap((version, index) => {
    const until = introductoryCounts[index + 1]?.validFrom ?? null
    return version.value ? [sql`daterange(${version.validFrom}::date, ${until}::date)`] : []
  })
  const [first, ...rest] = counted
  const one = sql`range_agg(case when s.introductory then s.days * ${first ?? raw(`'empty'::daterange`)} else s.days end) filter (where s.upper)`
  const more = rest.map(
    (version) => sql` + coalesce(range_agg(s.days * ${version}) filter (where s.introductory), '{}')`,
  )
  return joinSql([one, ...more], '')
}

/** 29:6. */
function lived(extent: Extent): Sql {
  return sql`lived as (
    select f.root as person_id, bool_or(f.kind = 'manual') as placed,
           range_agg(daterange(f.from_on, f.until_on)) filter (where f.kind = 'registered' and f.municipality_code = ${extent.municipality}) as registered,
           range_agg(daterange(f.from_on, f.until_on)) filter (where f.kind = 'manual' and f.municipality_code = ${extent.municipality}) as manual
      ${facts('person_residence', extent)}
     group by f.root)`
}

/** Items 4, 5 and 6, from whichever came first; and the studiebevis, which tells why a period began. */
function finished(extent: Extent): Sql {
  const kinds = Object.keys(COMPLETES) as CompletionKind[]
  return sql`finished as (
    select f.root as person_id,
           min(f.completed_on) filter (where f.kind in (${listed(kinds)})) as finished_on,
           min(f.completed_on) filter (where f.kind = 'STUDIEBEVIS') as certified_on
      ${facts('completion', extent)}
     group by f.root)`
}

function schooling(extent: Extent): Sql {
  return sql`schooled as (
    select f.root as person_id, min(f.completed_on) as completed_on, min(f.first_registered_on) as first_registered_on
      ${facts('schooling', extent)}
     group by f.root)`
}

function hidden(extent: Extent): Sql {
  return sql`hidden as (
    select f.root as person_id, range_agg(daterange(f.from_on, f.until_on)) as days
      ${facts('person_protection', extent)} and f.kind = 'protected_registration'
     group by f.root)`
}

function away(extent: Extent): Sql {
  return sql`away as (
    select f.root as person_id, range_agg(daterange(f.from_on, f.until_on)) as days
      ${facts('person_residency', extent)}
     group by f.root)`
}

function decided(extent: Extent): Sql {
  const outcome = (name: string) =>
    sql`range_agg(daterange(f.from_on, f.until_on)) filter (where f.outcome = ${raw(quoted(name))})`
  return sql`decided as (
    select f.root as person_id, ${outcome('in_scope')} as inside, ${outcome('out_of_scope')} as outside, ${outcome('unclear')} as marked
      ${facts('scope_decision', extent)}
     group by f.root)`
}

/** One row per person: everything found, where item 2 begins, and the window that age and completion leave open. */
function gathered({ parameters }: Extent): Sql {
  const opens = parameters.upperAge[0].validFrom
  return sql`gathered as materialized (
    select t.id as person_id, t.birth_unknown, t.age, s.studying, ${raw(DOUBTFUL.map((form) => `s.${quotedName(form)}`).join(', '))},
           c.arrived_on is not null as arrived, coalesce(c.completed_on, c.derived_end) as last_school_day, f.certified_on,
           case when c.completed_on is null and c.arrived_on is null then s.attending * datemultirange(daterange(null, t.latest_school_end)) end as attending,
           greatest(${opens}::date, least(c.completed_on + 1, c.arrived_on, case when c.completed_on is null and c.arrived_on is null then c.derived_end + 1 end)) as school_from,
           t.age_until, ${opens}::date as window_from, least(t.age_until, f.finished_on) as window_until, f.finished_on,
           a.days as gone, d.inside, d.outside, d.marked,
           case when h.days is null then l.registered else l.registered - h.days end as registered, l.manual,
           l.person_id is null as nowhere, case when not l.placed then h.days end as unplaced
      from target t
      left join studied s on s.person_id = t.id
      left join lived l on l.person_id = t.id
      left join finished f on f.person_id = t.id
      left join schooled w on w.person_id = t.id
      left join hidden h on h.person_id = t.id
      left join away a on a.person_id = t.id
      left join decided d on d.person_id = t.id
      cross join lateral (
        select derived_end, w.completed_on, case when w.first_registered_on > derived_end then w.first_registered_on end as arrived_on
          from (select case when s.special then t.special_end else t.school_end end as derived_end) end_of_school) c)`
}

/**
 * Membership: ((after school − studying) ∪ decided in) ∩ age ∩ home − completed − gone − decided out. Null stands for nothing,
 * and for home everywhere. `offset 0` keeps a layer from being merged into the next, which would compute its sets twice.
 */
function days({ parameters }: Extent): Sql {
  const age = parameters.upperAge.length > 1 ? raw(' * h.age') : raw('')
  return sql`days as materialized (
    select h.*, case when h.excluded is null then h.at_home else h.at_home - h.excluded end${age} as member
      from (
        select o.*, case when o.home is null then o.open else o.open * o.home end as at_home
          from (
            select k.*, ${openDays()} as open,
                   case when k.nowhere then null
                        when k.unplaced is null then coalesce(k.known_home, '{}')
                        else coalesce(k.known_home, '{}') + k.unplaced end as home
              from (
                select g.*, ${either('g.studying', 'g.attending')} as school, ${either('g.gone', 'g.outside')} as excluded,
                       ${either('g.registered', 'g.manual')} as known_home
                  from gathered g offset 0) k
            offset 0) o
        offset 0) h)`
}

/** Days out of school within the window; a decision "in scope" adds its days. */
function openDays(): Sql {
  return raw(`case
    when k.inside is not null and k.window_from < k.window_until
      then (datemultirange(daterange(k.school_from, null)) - coalesce(k.school, '{}') + k.inside) * datemultirange(daterange(k.window_from, k.window_until))
    when k.inside is not null or k.school_from >= k.window_until then '{}'
    when k.school is null then datemultirange(daterange(k.school_from, k.window_until))
    else datemultirange(daterange(k.school_from, k.window_until)) - k.school end`)
}

/** The union of two sets of which either may be null. */
function either(a: string, b: string): Sql {
  return raw(`case when ${a} is null then ${b} when ${b} is null then ${a} else ${a} + ${b} end`)
}

/** One row per stretch of membership. */
const period = sql`stretch as (
    select d.person_id, lower(r) as from_on, upper(r) as until_on, d.arrived, d.last_school_day, d.certified_on, d.known_home
      from days d cross join lateral unnest(d.member) r)`

/**
 * Of the upper secondary enrolments begun before a stretch, the one that lasts longest, then the one begun last, then the
 * interrupted and the introductory: packed into one number in that order, so that max() finds it. Days are counted from 1800.
 */
const lastStudy = sql`last_study as (
    select p.person_id, p.from_on,
           max((coalesce(s.ends_before - date '1800-01-01', 262143)::bigint << 20) + ((s.starts_on - date '1800-01-01') << 2)
               + case when s.interrupted then 2 else 0 end + case when s.introductory then 1 else 0 end) as key
      from stretch p
      join study s on s.person_id = p.person_id and s.upper and s.starts_on < p.from_on
     group by p.person_id, p.from_on)`

/** `orsak`: entryReason of reason.ts. */
const reasoned = sql`period as (
    select p.person_id, p.from_on, p.until_on,
           case when l.key & 3 = 3 then 'AVBROTT_INTRODUKTION'
                when l.key & 3 = 2 then 'AVBROTT_NATIONELLT'
                when l.key is not null and p.certified_on <= p.from_on + ${CERTIFICATE_GRACE_DAYS}::integer then 'STUDIEBEVIS'
                when l.key is not null then 'SLUTAT_UTAN_BEVIS'
                when p.arrived then 'NY_I_LANDET'
                when p.known_home @> p.from_on - 1 or p.known_home @> p.last_school_day then 'ALDRIG_BÖRJAT'
                else 'OKÄND' end as reason
      from stretch p
      left join last_study l on l.person_id = p.person_id and l.from_on = p.from_on)`

/** Within membership, by cause; a decision "in scope" settles its days. */
function unclear(): Sql {
  const forms = DOUBTFUL.map((form) => sql`(${form}, d.${raw(quotedName(form))})`)
  const any = raw(DOUBTFUL.map((form) => `d.${quotedName(form)} is not null`).join(' or '))
  return sql`unclear as (
    select d.person_id, v.cause, lower(r) as from_on, upper(r) as until_on
      from days d
      cross join lateral (values ${joinSql(forms, ', ')},
        ('BIRTH_DATE', case when d.birth_unknown then '{(,)}'::datemultirange end),
        ('NO_RESIDENCE', case when d.nowhere then '{(,)}'::datemultirange end),
        ('PROTECTED_RESIDENCE', d.unplaced),
        ('MARKED', d.marked)) v (cause, days)
      cross join lateral unnest(v.days * (d.member - coalesce(d.inside, '{}'))) r
     where ${any} or d.birth_unknown or d.nowhere or d.unplaced is not null or d.marked is not null)`
}

function schoolEnd({ schoolingEndsAge, schoolingEndsMonthDay }: RuleParameters, extraYears: number): Sql {
  const year = raw(`date_part('year', p.latest_birth_date)::integer`)
  return byVersion(schoolingEndsAge, (age) =>
    byVersion(schoolingEndsMonthDay, (monthDay) => {
      const [month, day] = monthDay.split('-').map(Number)
      return sql`make_date(${year} + ${age + extraYears}, ${month}, ${day})`
    }),
  )
}

const birthday = (born: Sql, years: number) => sql`(${born} + make_interval(years => ${years}))::date`

/** Of the versions, the newest whose own answer falls on a day it is valid; else the oldest: `dayByVersion`. */
function byVersion<T>(versions: Dated<T>, dayOf: (value: T) => Sql): Sql {
  const [oldest, ...later] = versions
  return later.reduce(
    (older, { validFrom, value }) =>
      sql`case when ${dayOf(value)} >= ${validFrom} then ${dayOf(value)} else ${older} end`,
    dayOf(oldest.value),
  )
}

/** Item 1 as one day where the age limit never changed; a limit that did also has `ageDays`. */
function ageUntil({ upperAge }: RuleParameters): Sql {
  const ends = upperAge.map((version, index) => versionEnd(version, upperAge[index + 1]?.validFrom ?? null))
  return ends.length === 1 && ends[0] ? ends[0] : sql`greatest(${joinSql(ends, ', ')})`
}

function ageDays({ upperAge }: RuleParameters): Sql {
  if (upperAge.length === 1) return raw('null::datemultirange')
  const versions = upperAge.map((version, index) => {
    const until = versionEnd(version, upperAge[index + 1]?.validFrom ?? null)
    return sql`daterange(${version.validFrom}::date, greatest(${version.validFrom}::date, ${until}))`
  })
  return sql`datemultirange(${joinSql(versions, ', ')})`
}

function versionEnd(version: { value: number }, until: PlainDate | null): Sql {
  const turns = birthday(raw('p.latest_birth_date'), version.value)
  return until === null ? turns : sql`least(${until}::date, ${turns})`
}

function listed(values: Iterable<string>): Sql {
  return raw([...values].map(quoted).join(', '))
}

const quoted = (text: SchoolForm | CompletionKind | string) => `'${text.replaceAll("'", "''")}'`
const quotedName = (text: string) => `"${text.toLowerCase()}"`
